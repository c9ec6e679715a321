"""`smartscore new`: skeletons that pass their own checks, and updates that keep every line."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from smartscore.cli.new import app
from smartscore.model.fields import LANGUAGES
from smartscore.model.walking import asked
from smartscore.read.assessments import Reader
from smartscore.read.check import Examiner
from smartscore.read.shelf import Catalogue, bundled
from smartscore.skeleton import Unplaced
from smartscore.skeleton.fresh import new_assessment
from smartscore.skeleton.own import new_rubric
from smartscore.skeleton.update import updated
from smartscore.text.parsing import parse
from smartscore.text.problems import Problem, Severity
from smartscore.words import words
from tests.building import dimension, indicator, rubric_data
from tests.conftest import can_be_denied

BUNDLED = sorted(path.stem for path in bundled().glob("*.yaml"))
DAY = "2024-11-21"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def check(path: Path, *folders: Path) -> list[Problem]:
    """The problems that stand in the file itself; those of the library are told elsewhere."""
    found = Examiner(Catalogue(folders)).check(str(path), path.read_bytes())
    here = [problem for problem in found if problem.place.file == str(path)]
    passed = ("A214", "A111")  # the day is any day; a place of a sample is scored with others
    return [problem for problem in here if problem.code not in passed]


def library(folder: Path, *dimensions: object, code: str = "own", **more: object) -> Path:
    """A folder with one rubric in it."""
    folder.mkdir(exist_ok=True)
    data = rubric_data(*dimensions, code=code, **more)
    (folder / f"{code}.yaml").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return folder


def in_order(old: str, new: str) -> bool:
    """Whether all lines of the one are in the other, in order, and no line ends in another way."""
    if "\r\n" in old and re.search(r"(?<!\r)\n", new):
        return False
    lines = iter(new.splitlines())
    return all(line in lines for line in old.splitlines())


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


# A new assessment


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", BUNDLED)
def test_a_new_assessment_only_lacks_ratings(here, code, language):
    (here / "schemas").mkdir()
    (here / "schemas" / "assessment.json").write_text("{}")
    (here / "places").mkdir()
    file = here / "places" / "town.yaml"
    done = run("assessment", str(file), "--rubric", code, "--date", DAY, "--lang", language)
    assert done.exit_code == 0, done.output
    assert {(p.code, p.severity) for p in check(file)} == {("A215", Severity.ADVICE)}
    text = file.read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=../schemas/assessment.json\n")
    assert max(map(len, text.splitlines())) <= 100
    assert f"language: {language}\n" in text
    reading = Reader(Catalogue(), together=True).assessment(str(file), file.read_bytes())
    assert reading.trees[0].rubric.code == code
    for rubric in reading.trees[0].rubrics():
        written = list(reading.assessment.ratings.get(rubric.code) or {})
        assert written == [item.code for item in asked(rubric)]


def test_several_rubrics_and_each_rating_once(here):
    options = [part for code in BUNDLED for part in ("--rubric", code)]
    done = run("assessment", "all.yaml", "--date", DAY, *options, "--rubric", BUNDLED[0])
    assert done.exit_code == 0, done.output
    data = parse(Path("all.yaml").read_bytes(), "all.yaml").data
    assert isinstance(data, dict)
    assert [str(name).split("@")[0] for name in data["rubrics"]] == BUNDLED  # type: ignore[union-attr]
    assert {p.code for p in check(Path("all.yaml"))} == {"A215", "Y203"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_in_the_comments_are_valid(here, language):
    done = run("assessment", "-", "--rubric", "indrajit", "--date", DAY, "--lang", language)
    text = done.stdout
    for key in ("masterplan", "about", "references"):
        text = re.sub(rf"(?m)^# {key}:(.*\n(?:#   .*\n)*)", _uncommented, text, count=1)
    example = re.search(r"(?m)^# political-will:\n((?:#   .*\n)+)", text)
    assert example
    plan = re.search(r"(?m)^#   plan:\n((?:#     .*\n)+)", text)
    assert plan
    lines = [*example[0].splitlines(), *plan[0].splitlines()]
    ratings = "".join(f"    {line[2:]}\n" for line in lines)
    text = text.replace("    political-will:\n", ratings)
    others = re.findall(r"(?m)^#   ((?:unknown|not_applicable): .*)$", text)
    for code, other in zip(("resource-allocation", "legal-framework"), others, strict=True):
        assert f"    {code}:\n" in text
        text = text.replace(f"    {code}:\n", f"    {code}:\n      {other}\n")
    Path("filled.yaml").write_text(text, "utf-8")
    assert {p.code for p in check(Path("filled.yaml"))} <= {"A210", "A215", "A272", "Y203"}


def test_a_library_may_stand_in_the_place_of_the_sources(here):
    text = run("assessment", "-", "--rubric", "indrajit", "--date", DAY).stdout
    assert text.count("# references: zotero.json\n") == 1
    text = text.replace("# references: zotero.json\n", "references: zotero.json\n")
    Path("filled.yaml").write_text(text, "utf-8")
    Path("zotero.json").write_text('[{"id": "a", "title": "A"}]')
    assert {p.code for p in check(Path("filled.yaml"))} <= {"A215", "Y203"}


def _uncommented(match: re.Match[str]) -> str:
    return re.sub(r"(?m)^# ", "", match[0])


@pytest.mark.parametrize(
    ("name", "quoted"),
    [
        ("Kabupaten Sumenep", "name: Kabupaten Sumenep"),
        ("Kota Batu: utara # x", 'name: "Kota Batu: utara # x"'),
        ("no", 'name: "no"'),
        ("35", 'name: "35"'),
        ('a"\\\n\u2028b', r'name: "a\"\\ b"'),
        ("{x}", 'name: "{x}"'),
        ("  ", "name: Regency of ..."),
    ],
)
def test_a_subject_stays_what_it_is(here, name, quoted):
    done = run("assessment", "-", "--rubric", "indrajit", "--date", DAY, "--subject", name)
    assert f"  {quoted}\n" in done.stdout
    data = parse(done.stdout.encode(), "-").data
    assert isinstance(data, dict)
    assert data["subject"] == {"name": " ".join(name.split()) or "Regency of ..."}


def test_a_path_is_written_relative_to_the_file(here):
    library(here / "my rubrics", dimension("d", indicator("a")))
    (here / "places").mkdir()
    (here / "pyproject.toml").write_text("[tool.smartscore]\n", "utf-8")
    file = "places/town.yaml"
    done = run("assessment", file, "--rubric", "my rubrics/own.yaml", "--date", DAY)
    assert done.exit_code == 0, done.output
    assert "  - ../my rubrics/own.yaml@1\n" in Path(file).read_text("utf-8")
    assert {p.code for p in check(Path(file))} == {"A215", "Y203"}
    assert run("assessment", file, "--update", "--rubric", "my rubrics/own.yaml").exit_code == 0


def test_a_rubric_that_the_new_file_may_not_name_is_told(here):
    library(here / "rubrics", dimension("d", indicator("a")))
    (here / "places").mkdir()
    done = run("assessment", "places/town.yaml", "--rubric", "rubrics/own.yaml", "--date", DAY)
    assert done.exit_code == 2
    assert "--allow-outside" in done.stderr
    assert not Path("places/town.yaml").exists()


HOSTILE = [
    "a\nlevel: 3",
    "a\r\n    evil: 3\n    other: 4",
    "a\u2028level: 3\u0085x: 1",
    "# smartscore: ignore[A215] all",
    "yaml-language-server: $schema=evil.json",
    "x" * 10_000,
    "- [{'\"`|>&*!%@",
    "{braces} {0} %s",
    "\u202eright to left",
    "---",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_rubric_breaks_out_of_its_comment(here, text):
    asked = indicator("a", question=text, look_for=text)
    asked |= {"title": text, "levels": {"1": text, "5": text}}
    scale = [{"points": n, "label": text} for n in (1, 3, 5)]
    folder = library(here / "r", {**dimension("d", asked), "title": text}, title=text, scale=scale)
    done = run("assessment", "t.yaml", "--rubric", "own", "--rubrics", "r", "--date", DAY)
    assert done.exit_code == 0, done.output
    written = Path("t.yaml").read_text("utf-8")
    data = parse(written.encode(), "t.yaml").data
    assert isinstance(data, dict)
    assert data["ratings"] == {"own": {"a": None}}
    assert max(map(len, written.splitlines())) <= 100
    assert {p.code for p in check(Path("t.yaml"), folder)} == {"A215", "Y203"}
    assert run("assessment", "t.yaml", "--update", "--rubrics", "r").exit_code == 0
    assert Path("t.yaml").read_text("utf-8") == written


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=300))
def test_any_text_stays_a_comment(tmp_path, text):
    text += "x"  # what is all white space is no text
    folder = library(
        tmp_path / "r", {**dimension("d", indicator("a", question=text)), "title": text}
    )
    file = str(tmp_path / "t.yaml")
    catalogue = Catalogue([folder])
    for name in ("own", str(folder / "own.yaml")):
        fresh = new_assessment(file, [name], catalogue, words("en"), date=DAY, subject=text)
        data = parse(fresh.text.encode(), file).data
        assert isinstance(data, dict)
        assert data["ratings"] == {"own": {"a": None}}


@pytest.mark.parametrize("code", ["no", "null", "123", "1-2", "true", "2021-01-02", "0x1", "y"])
def test_codes_that_yaml_takes_for_something_else(here, code):
    folder = library(here / "r", dimension("d", indicator("a"), indicator("b")), code=code)
    library(folder, dimension("d", indicator(code), indicator("b")))
    both = ("--rubric", code, "--rubric", "own")
    done = run("assessment", "t.yaml", *both, "--rubrics", "r", "--date", DAY)
    assert done.exit_code == 0, done.output
    assert {p.code for p in check(Path("t.yaml"), folder)} == {"A215", "Y203"}
    written = Path("t.yaml").read_text("utf-8")
    assert run("assessment", "t.yaml", "--rubrics", "r", "--update").exit_code == 0
    assert Path("t.yaml").read_text("utf-8") == written


# A new rubric


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_rubric_has_nothing_to_mend(here, language):
    done = run("rubric", "My Own_1.yaml", "--lang", language)
    assert done.exit_code == 0, done.output
    file = Path("My Own_1.yaml")
    assert {p.code for p in check(file)} == {"Y203"}
    text = file.read_text("utf-8")
    assert "\ncode: my-own-1\n" in text
    assert "#:" not in text
    assert max(map(len, text.splitlines())) <= 100
    gates = re.sub(r"(?m)^# gates:\n(#   .*\n)+", _uncommented, text)
    file.write_text(gates, "utf-8")
    assert gates != text
    assert {p.code for p in check(file)} == {"Y203"}
    done = run("assessment", "town.yaml", "--rubric", "./My Own_1.yaml", "--date", DAY)
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize(
    "name", ["no.yaml", "2024.yaml", "./---.yaml", "ü.yaml", "a" * 99 + ".yaml"]
)
def test_a_new_rubric_has_a_code_whatever_its_file_is_called(here, name):
    assert run("rubric", name).exit_code == 0
    assert {p.code for p in check(Path(name))} == {"Y203"}


# What is refused


def test_an_existing_file_is_never_overwritten(here):
    Path("t.yaml").write_text("mine")
    for arguments in (["rubric", "t.yaml"], ["assessment", "t.yaml", "--rubric", "indrajit"]):
        done = run(*arguments)
        assert done.exit_code == 2
        assert "t.yaml" in done.stderr
        assert Path("t.yaml").read_text() == "mine"
    assert [path.name for path in here.iterdir()] == ["t.yaml"]


@pytest.mark.parametrize("name", ["nowhere/t.yaml", "folder", "x" * 300 + ".yaml"])
def test_what_can_not_be_written(here, name):
    (here / "folder").mkdir()
    for command in (["rubric", name], ["assessment", name, "--rubric", "indrajit", "--date", DAY]):
        done = run(*command)
        assert done.exit_code == 2
        assert done.stderr.startswith("smartscore: ")
    assert run("assessment", name, "--update").exit_code == 2


@pytest.mark.skipif(not can_be_denied(), reason="permissions do not hold for this user")
def test_a_folder_that_can_not_be_written(here):
    (here / "closed").mkdir(mode=0o500)
    assert run("rubric", "closed/t.yaml").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--rubric", "indrajitt", "--date", DAY], "did you mean `indrajit`?"),
        (["--rubric", "indrajit@9", "--date", DAY], "there is no such version"),
        (["--rubric", "./nothing.yaml", "--date", DAY], "no such rubric"),
        (["--rubric", "a@@b", "--date", DAY], "no such rubric"),
        (["--rubric", "", "--date", DAY], "no such rubric"),
        (["--rubric", "indrajit"], "--date YYYY-MM-DD is missing"),
        (["--rubric", "indrajit", "--date", "20241121"], "not a date"),
        (["--rubric", "indrajit", "--date", "2024-02-30"], "not a date"),
        (["--date", DAY], "--rubric is missing: name one or more of"),
        (["--rubric", "indrajit", "--date", DAY, "--lang", "fr"], "not a language"),
        (["--rubric", "indrajit", "--rubrics", "nowhere", "--date", DAY], "not a folder"),
    ],
)
def test_what_is_asked_for_wrongly(here, arguments, said):
    done = run("assessment", "t.yaml", *arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert not Path("t.yaml").exists()


def test_a_rubric_with_problems_says_so(here):
    library(here / "r", dimension("d", indicator("a"), indicator("a")))
    done = run("assessment", "t.yaml", "--rubric", "own", "--rubrics", "r", "--date", DAY)
    assert done.exit_code == 1
    assert "R101" in done.stderr
    assert not Path("t.yaml").exists()


# An update

OLD = [dimension("one", indicator("b"), indicator("d")), dimension("three", indicator("g"))]
NEW = [
    dimension("zero", indicator("a0")),
    dimension("one", indicator("a"), indicator("b"), indicator("c"), indicator("d")),
    dimension("two", indicator("e"), indicator("f")),
    dimension("three", indicator("g"), indicator("h")),
]
ORDER = ["a0", "a", "b", "c", "d", "e", "f", "g", "h"]
FILLED = """\
smartscore: assessment/1
rubrics: [own@1]      # mine
subject: {name: Somewhere}
date: 2021-07-12
references:
- {id: plan}
ratings:
  own:
"""
TAILS = {
    "filled oddly": """\
    b:   3   # why
    # asked on Monday

    # about d
    d:
        level: 3
        because: |
          # not a comment

          text

        # about the reason
      # still d
    g: {level: 1}
""",
    "kept line breaks": """\
    b:
      level: 1
      because: |+
        x

    d: 3
    g:
""",
    "another order": "    g: 1\n    b: 3\n    d: null\n",
    "folded to the end": "    b: 3\n    d:\n      unknown: >-\n        a\n        b",
    "block at the end": "    b: 3\n    d:\n      level: 1\n      because: |\n        a\n        b",
    "aliases": """\
    b: &b
      level: 1
      evidence:
      - &e {cite: plan}
      - *e
    d: {level: 1, evidence: [*e]}
    g: {level: 1}
""",
    "an alias": "    b: &b 1\n    d: *b # x\n    g: *b\n",
    "quoted over lines": """\
    b: {level: 1,
        because: "x
        # y"}
    "d": 3
    ? g
    : 1
""",
    "only the last": "    # about g\n    g: 1\n",
    "only the first, no end": "    b: 3",
    "what comes after": "    d: 3\n    # the end of d\nabout: x\n",
    "nothing yet": "  # later\n",
}


def new_text(old: str, folder: Path, *further: str) -> str:
    """The text after an update, held against what every update keeps."""
    file = str(folder.parent / "t.yaml")
    catalogue = Catalogue([folder])
    new = updated(file, old.encode(), further, catalogue, words("en"))
    assert in_order(old, new.text)
    again = updated(file, new.text.encode(), further, catalogue, words("en"))
    assert again.text == new.text
    assert not again.indicators
    return new.text


def ratings(text: str) -> dict[str, dict[str, object]]:
    data = parse(text.encode(), "t.yaml").data
    assert isinstance(data, dict)
    return data["ratings"]  # type: ignore[return-value]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("tail", TAILS.values(), ids=list(TAILS))
def test_an_update_keeps_every_line(tmp_path, tail, mark, ends):
    folder = library(tmp_path / "r", *NEW)
    old = (mark + FILLED + tail).replace("\n", ends)
    new = new_text(old, folder)
    assert set(ratings(new)["own"]) == set(ORDER)
    assert new.startswith(mark)
    codes = list(ratings(new)["own"])
    if "another" not in new and list(ratings(old)["own"] or {}) != ["g", "b", "d"]:
        assert codes == ORDER


def test_comments_stay_with_their_rating(tmp_path):
    folder = library(tmp_path / "r", *NEW)
    new = new_text(FILLED + TAILS["filled oddly"], folder)
    lines = [line.strip() for line in new.splitlines()]

    def after(one: str, other: str) -> bool:
        return lines.index(one) < lines.index(other)

    assert after("# asked on Monday", "c:")
    assert after("c:", "# about d")
    assert after("# still d", "e:")
    assert lines[lines.index("# about d") + 1] == "d:"


def test_a_newer_rubric_comes_out_as_a_new_skeleton(here):
    """Nothing was filled in, so the update is what a new file would have been."""
    library(here / "r", *OLD)
    options = ("--rubric", "own", "--rubrics", "r", "--date", DAY)
    assert run("assessment", "t.yaml", *options).exit_code == 0
    library(here / "r", *NEW)
    done = run("assessment", "t.yaml", "--rubrics", "r", "--update")
    assert done.exit_code == 0, done.output
    assert "6 indicators" in done.stdout
    assert run("assessment", "fresh.yaml", *options).exit_code == 0
    new, fresh = (Path(name).read_text("utf-8") for name in ("t.yaml", "fresh.yaml"))
    assert new.split("\nratings:")[1] == fresh.split("\nratings:")[1]
    done = run("assessment", "t.yaml", "--rubrics", "r", "--update")
    assert done.exit_code == 0
    assert done.stdout == "t.yaml: nothing to add\n"


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    lines=st.lists(
        st.sampled_from(
            [
                "",
                "    # level with the keys",
                "      # deeper",
                "  # further out",
                "# at the margin",
                "   ",
            ]
        ),
        max_size=12,
    ),
    codes=st.lists(st.sampled_from(ORDER), unique=True, min_size=1),
    values=st.lists(
        st.sampled_from(
            [
                "",
                " 3",
                " {level: 1}",
                "\n      level: 3",
                "\n      level: 3\n      because: |\n        x\n\n",
                "\n      level: 3\n      because: |+\n        x\n\n",
                "\n      unknown:\n        id: >-\n          x\n          y",
                " &x {level: 1}",
                "  # and a comment",
            ]
        ),
        min_size=9,
        max_size=9,
    ),
    places=st.lists(st.integers(0, 9), min_size=12, max_size=12),
    ends=st.sampled_from(["\n", "\r\n"]),
    last=st.booleans(),
)
def test_any_update_keeps_every_line(tmp_path, lines, codes, values, places, ends, last):
    folder = library(tmp_path / "r", *NEW)
    text = FILLED
    for i, code in enumerate(codes):
        value = values[i].replace("&x", f"&x{i}")
        text += f"    {code}:{value}".rstrip("\n") + "\n" * max(1, value.count("\n\n") * 2)
        for line, place in zip(lines, places, strict=False):
            if place == i:
                text += line + "\n"
    text = (text if last else text.rstrip()).replace("\n", ends)
    new = new_text(text, folder)
    assert set(ratings(new)["own"]) == set(ORDER)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_further_rubric(here, language):
    options = ("--date", DAY, "--lang", language)
    assert run("assessment", "t.yaml", "--rubric", "indrajit", *options).exit_code == 0
    old = Path("t.yaml").read_text("utf-8").replace("political-will:", "political-will:  # later")
    Path("t.yaml").write_text(old, "utf-8")
    further = ("--rubric", "masterplan-readiness", "--update")
    done = run("assessment", "t.yaml", *further)
    assert done.exit_code == 0, done.output
    new = Path("t.yaml").read_text("utf-8")
    assert in_order(old, new)
    assert "  - indrajit@2\n  - masterplan-readiness@2\n" in new
    assert {p.code for p in check(Path("t.yaml"))} == {"A215", "Y203"}
    assert run("assessment", "t.yaml", *further).exit_code == 0
    assert Path("t.yaml").read_text("utf-8") == new


@pytest.mark.parametrize(
    ("ending", "expected"),
    [
        ("", {"own": ORDER}),
        ("ratings: {}\n", {"own": ORDER}),
        ("ratings: {own: }\n", None),
        ("ratings: {own: {b: 3, d: 1}}\n", {"own": ORDER}),
        ("ratings: {own: {h: 3}} # x", {"own": ORDER}),
        ("ratings:\n  own: {b: 3,\n    d: 1,}\n", {"own": ORDER}),
        ("ratings:\n  own:\n", {"own": ORDER}),
        ("ratings:\n  own: null\n", None),
        ("ratings:\n  own: {}\n", {"own": ORDER}),
        ("...\n", {"own": ORDER}),
    ],
)
def test_other_ways_to_write_ratings(tmp_path, ending, expected):
    folder = library(tmp_path / "r", *NEW)
    old = FILLED.split("ratings:", maxsplit=1)[0] + ending
    if expected is None:
        with pytest.raises(Unplaced):
            updated(str(tmp_path / "t.yaml"), old.encode(), [], Catalogue([folder]), words("en"))
        return
    file = str(tmp_path / "t.yaml")
    new = updated(file, old.encode(), [], Catalogue([folder]), words("en"))
    assert {group: list(held) for group, held in ratings(new.text).items()} == expected
    again = updated(file, new.text.encode(), [], Catalogue([folder]), words("en"))
    assert again.text == new.text


def test_a_file_in_json(tmp_path):
    folder = library(tmp_path / "r", *NEW)
    data = {"smartscore": "assessment/1", "rubrics": ["own@1"], "subject": {"name": "X"}}
    old = json.dumps({**data, "date": DAY}, indent=2)
    new = updated("t.yaml", old.encode(), ["indrajit"], Catalogue([folder]), words("en"))
    assert set(ratings(new.text)) == {"own", "indrajit"}
    assert new.rubrics == ("indrajit@2",)


def test_what_a_rubric_no_longer_has_is_told_and_stays(here):
    library(here / "r", *NEW)
    Path("t.yaml").write_text(FILLED + "    gone: 1\n    b: 4\n  other: {x: 1}\n")
    done = run("assessment", "t.yaml", "--update", "--rubrics", "r")
    assert done.exit_code == 1
    assert [code for code in ("A101", "A102") if code in done.stderr] == ["A101", "A102"]
    assert "A201" not in done.stderr
    text = Path("t.yaml").read_text("utf-8")
    assert "    gone: 1\n" in text
    assert set(ratings(text)["own"]) == {*ORDER, "gone"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [1", "Y115"),
        ("x", "S104"),
        (FILLED.removesuffix("  own:\n"), "S110"),
        ("smartscore: rubric/1\n", "S116"),
        (FILLED + "    b: 1\n    b: 2\n", "Y103"),
        (FILLED.replace("own@1", "own@2"), "R114"),
        (FILLED.replace("  own:\n", "  own: null\n"), "no safe place"),
    ],
)
def test_what_can_not_be_updated_is_left_alone(here, text, said):
    library(here / "r", *NEW)
    Path("t.yaml").write_text(text)
    done = run("assessment", "t.yaml", "--update", "--rubrics", "r")
    assert done.exit_code == 1
    assert said in done.stderr
    assert Path("t.yaml").read_text() == text


def test_an_update_takes_no_facts(here):
    Path("t.yaml").write_text(FILLED)
    for option in (["--date", DAY], ["--subject", "X"]):
        done = run("assessment", "t.yaml", "--update", *option)
        assert done.exit_code == 2
        assert option[0] in done.stderr


def test_another_rubric_with_a_code_that_is_listed(here):
    library(here / "r", *NEW)
    library(here / "s", *OLD)
    Path("t.yaml").write_text(FILLED + "    b: 1\n")
    arguments = ("assessment", "t.yaml", "--update", "--rubrics", "r", "--rubric", "s/own.yaml")
    done = run(*arguments)
    assert done.exit_code == 2
    assert "`own`" in done.stderr


def test_comments_are_in_the_language_of_the_file(here):
    library(here / "r", *NEW)
    Path("t.yaml").write_text(FILLED.replace("rubrics", "language: id\nrubrics") + "    b: 1\n")
    assert run("assessment", "t.yaml", "--update", "--rubrics", "r").exit_code == 0
    assert "# Tingkat:" in Path("t.yaml").read_text("utf-8")


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_examples_in_a_new_rubric_are_right(tmp_path, monkeypatch, language):
    """Each part that is commented out can be taken in as it stands."""
    monkeypatch.chdir(tmp_path)
    text = new_rubric("own.yaml", words(language))
    keys = ("between", "weights", "weightings", "display", "keywords", "gates")
    for key in keys:
        lines, inside = [], False
        for line in text.splitlines():
            inside = (
                line.lstrip() == f"# {key}:"
                or line.lstrip().startswith(f"# {key}: ")
                or (inside and line.startswith("#   "))
            )
            lines.append(line.replace("# ", "", 1) if inside else line)
        taken = "\n".join(lines) + "\n"
        assert taken != text
        found = Examiner(Catalogue([tmp_path])).check("own.yaml", taken.encode())
        told = {each.code for each in found if each.severity != Severity.ADVICE}
        assert told <= {"R220"}, (key, found)
        assert ("R220" in told) == (key == "weights")
    assert "maximum" in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["idm", "ipm-bps", "imdi", "kami", "skm-2017", "indrajit"])
def test_the_example_is_a_rating_of_the_first_indicator(here, code, language):
    """Without its marks it takes the place of that indicator, and no code refuses it."""
    assert (
        run("assessment", "a.yaml", "--rubric", code, "--date", DAY, "--lang", language).exit_code
        == 0
    )
    text = (here / "a.yaml").read_text(encoding="utf-8")
    head, _, ratings = text.partition("\nratings:\n")
    shape = re.search(
        r"^# ([a-z0-9-]+):\n#   ((level|value|met|responses): .*)$", head, re.MULTILINE
    )
    plan = re.search(r"^#   plan:\n#     (.*)$", head, re.MULTILINE)
    assert shape
    assert plan
    rated = f"    {shape[1]}:\n      {shape[2]}\n      plan:\n        {plan[1]}\n"
    rated += "        owner: ICT\n        by: 2029\n      because: x\n"
    ratings = ratings.replace(f"    {shape[1]}:\n", rated, 1)
    (here / "a.yaml").write_text(f"{head}\nratings:\n{ratings}", encoding="utf-8")
    errors = [p for p in check(here / "a.yaml") if p.severity is Severity.ERROR]
    assert not [p for p in errors if p.code != "A201"]


def test_a_quantity_is_told_with_its_unit_and_limits(here):
    assert (
        run("assessment", "a.yaml", "--rubric", "ipm-bps", "--date", DAY, "--lang", "en").exit_code
        == 0
    )
    text = " ".join((here / "a.yaml").read_text(encoding="utf-8").replace("#", " ").split())
    assert "To write: `value`, years, from 20 (worst) to 85 (best)" in text

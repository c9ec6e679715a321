"""`smartscore agree` and `smartscore.agree`: what several raters agree on, and what is refused."""

import json
import re
from fractions import Fraction
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import smartscore
from smartscore.cli import app
from smartscore.text.problems import Invalid

RUBRIC = """\
smartscore: rubric/1
code: plan-check
version: 1.0.0
title: {id: Pemeriksaan rencana, en: Plan check}
scale: [{points: 1, label: Absent}, {points: 2, label: Partial}, {points: 3, label: Complete}]
evidence: optional
ladders: {document: {1: No document., 2: A draft., 3: A decree.}}
dimensions:
  - code: mandate
    title: Mandate
    indicators:
      - {code: vision, title: Vision, levels: document}
      - {code: decree, title: Decree, levels: document}
      - {code: budget, title: Budget, levels: document}
  - code: people
    title: People
    indicators:
      - {code: benefit, title: Benefit, levels: document}
      - {code: income, title: Income, quantity: {unit: USD, worst: 0, best: 100}}
      - {code: papers, title: Papers, checklist: [{code: a, text: A}, {code: b, text: B}]}
      - {code: liking, title: Liking, survey: {min: 1, max: 4}}
"""
HEAD = """\
smartscore: assessment/1
rubrics: [./plan-check.yaml@1]
subject: {name: Kota Contoh, code: "99.71"}
date: 2026-01-01
"""
JUDGED = (
    HEAD
    + """\
raters: [{code: office, role: Planner, side: supply}, {code: forum, role: Resident, side: demand}]
ratings:
  plan-check:
    vision:
      level: 2
      judgements: [{rater: office, level: 3, because: The annex.}, {rater: forum, level: 2}]
    decree:
      judgements:
        - {rater: office, level: 3, because: Signed.}
        - {rater: forum, level: 1, because: Not found.}
    budget: {level: 2, judgements: [{rater: office, level: 2}, {rater: forum, level: 2}]}
    benefit: {judgements: [{rater: forum, level: 1}]}
    income: {judgements: [{rater: office, value: 40}, {rater: forum, value: 90}]}
    papers: {judgements: [{rater: office, met: [a]}, {rater: forum, met: [b]}]}
    liking: {level: 2}
"""
).replace("    liking: {level: 2}\n", "    liking: {responses: [3, 4]}\n")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "plan-check.yaml").write_text(RUBRIC, encoding="utf-8")
    (tmp_path / "judged.yaml").write_text(JUDGED, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rater(folder: Path, name: str, ratings: str, head: str = HEAD, who: str = "") -> str:
    text = f"{head}rater: {{{who or f'role: {name}'}}}\nratings: {{plan-check: {{{ratings}}}}}\n"
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return f"{name}.yaml"


def test_judgements_of_one_file(folder):
    found = smartscore.agree("judged.yaml")
    (agreed,) = found.rubrics
    assert [each.code for each in found.raters] == ["office", "forum"]
    assert (agreed.units, agreed.same, agreed.otherwise) == (3, 1, 2)
    assert agreed.measured("percent").value == Fraction(1, 3)
    widest = [(unit.asked.code, unit.width) for unit in agreed.disagreements]
    assert widest[0] == ("decree", 1)
    assert widest == [
        ("decree", 1),
        ("vision", Fraction(1, 2)),
        ("income", Fraction(1, 2)),
        ("papers", 0),
    ]
    assert [unit.asked.code for unit in agreed.alone] == ["benefit"]
    assert [item.code for item in agreed.unjudged] == ["liking"]
    assert [(part.dimension, part.units, part.same) for part in agreed.parts] == [("mandate", 3, 1)]
    assert agreed.few
    assert agreed.enough == 18


def test_files_of_their_own_say_the_same_as_judgements(folder):
    office = rater(folder, "office", "vision: 3, decree: 3, budget: 2, income: 40")
    forum = rater(folder, "forum", "vision: 2, decree: 1, budget: 2, benefit: 1, income: 90")
    apart, inside = (
        smartscore.agree(*files).rubrics[0] for files in ((office, forum), ("judged.yaml",))
    )
    assert apart.measures == inside.measures
    mixed = smartscore.agree("judged.yaml", office)
    assert [each.code for each in mixed.raters] == ["office", "forum", "office-2"]
    assert len(mixed.rubrics[0].pairs) == 3
    same = next(pair for pair in mixed.rubrics[0].pairs if (pair.one, pair.other) == (0, 2))
    assert (same.units, same.percent) == (3, 1)


def test_what_is_printed(folder):
    done = run("agree", "judged.yaml", "--draws", "200")
    assert done.exit_code == 0
    lines = done.stdout.split("\n")
    assert lines[0] == "How far raters agree · Kota Contoh"
    assert lines[1].startswith("Raters give the same level to 1 of 3 indicators")
    assert max(map(len, lines)) <= 80
    said = " ".join(done.stdout.split())
    assert (
        "4 disagreements, the widest first · Decree (decree): 2 levels apart office 3: Signed."
        in said
    )
    assert "forum 1: Not found." in said
    assert "forum 2, without a reason" in said
    assert "Cicchetti" in said
    assert not re.search(r"\bnan\b|None|\{", said)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("format", ["terminal", "markdown"])
def test_every_sentence_of_every_case(folder, language, format):
    """Whatever can be undefined is said, in both languages."""
    same = "vision: 2, decree: 2, budget: 2"
    cases = [
        ("judged.yaml",),
        (rater(folder, "one", same), rater(folder, "two", same)),
        (rater(folder, "three", "vision: 1"), rater(folder, "four", "decree: 1")),
        (
            rater(folder, "five", "vision: {not_applicable: No plan.}"),
            rater(folder, "six", "vision: 1"),
        ),
        (rater(folder, "seven", "vision: 1"),),
        ("judged.yaml", rater(folder, "eight", "vision: 1, papers: {met: []}")),
    ]
    for files in cases:
        done = run("agree", *files, "--lang", language, "--format", format, "--draws", "100")
        assert not re.search(r"\bnan\b|None|\{\w*\}", done.stdout)
        assert done.exit_code == (1 if files[0] in ("three.yaml", "five.yaml", "seven.yaml") else 0)


def test_undefined_is_said_and_is_no_number(folder):
    same = "vision: 2, decree: 2, budget: 2"
    files = rater(folder, "one", same), rater(folder, "two", same)
    said = " ".join(run("agree", *files).stdout.split())
    assert "one and the same level" in said
    assert "alpha, ordinal – undefined: one and the same level throughout" in said
    data = json.loads(run("agree", *files, "--format", "json").stdout)
    measures = {each["name"]: each for each in data["rubrics"][0]["measures"]}
    assert measures["alpha-ordinal"]["value"] is None
    assert measures["alpha-ordinal"]["undefined"] == "alike"
    assert measures["kappa"]["value"] is None
    assert measures["ac1"]["value"] == 1


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (("a: 1",), "There is one rater only"),
        (("vision: 1", "decree: 1"), "No indicator was rated by two raters"),
    ],
)
def test_nothing_to_compare_is_a_problem(folder, files, said):
    names = [rater(folder, f"r{i}", text.replace("a:", "vision:")) for i, text in enumerate(files)]
    done = run("agree", *names)
    assert done.exit_code == 1
    assert said in " ".join(done.stdout.split())
    assert "0.00" not in done.stdout


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("A154", '"99.71"', '"99.72"'),
        ("A155", "2026-01-01", "2026-02-01"),
        ("A156", "./plan-check.yaml@1", "./newer.yaml@1"),
        ("A157", "./plan-check.yaml@1", "./other.yaml@1"),
    ],
)
def test_what_is_of_another_place_day_or_rubric_is_refused_with_both_places(folder, code, old, new):
    (folder / "newer.yaml").write_text(RUBRIC.replace("1.0.0", "1.1.0"), encoding="utf-8")
    (folder / "other.yaml").write_text(RUBRIC.replace("plan-check", "other"), encoding="utf-8")
    one = rater(folder, "one", "vision: 1")
    other = rater(folder, "two", "vision: 2", HEAD.replace(old, new))
    if code == "A157":
        path = folder / other
        path.write_text(path.read_text().replace("{plan-check:", "{other:"), encoding="utf-8")
    done = run("agree", one, other)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert re.search(rf"two\.yaml:\d+:\d+: {code}", done.stderr)
    assert re.search(r"one\.yaml:\d+:\d+", done.stderr)
    with pytest.raises(Invalid) as invalid:
        smartscore.agree(one, other)
    assert {problem.code for problem in invalid.value.problems} == {code}


def test_days_can_be_allowed_to_differ(folder):
    one = rater(folder, "one", "vision: 1, decree: 2")
    other = rater(folder, "two", "vision: 2, decree: 2", HEAD.replace("2026-01-01", "2026-02-01"))
    assert run("agree", one, other, "--across-dates").exit_code == 0


def test_one_file_twice_is_refused(folder):
    done = run("agree", "judged.yaml", str(folder / "judged.yaml"))
    assert done.exit_code == 1
    assert "A158" in done.stderr


def test_one_rater_twice_is_told(folder):
    files = [rater(folder, name, "vision: 1, decree: 2", who="name: X") for name in ("one", "two")]
    done = run("agree", *files)
    assert done.exit_code == 0
    assert "A159" in done.stderr


def test_the_same_seed_the_same_bytes(folder):
    first = run("agree", "judged.yaml", "--format", "json").stdout
    assert first == run("agree", "judged.yaml", "--format", "json").stdout
    assert first != run("agree", "judged.yaml", "--format", "json", "--seed", "2").stdout
    assert json.loads(first) == json.loads(json.dumps(smartscore.agree("judged.yaml").to_dict()))


@pytest.mark.parametrize("option", [("--seed", "x"), ("--seed", "-1"), ("--draws", "0")])
def test_numbers_that_can_not_be(folder, option):
    done = run("agree", "judged.yaml", *option)
    assert done.exit_code == 2
    assert done.stdout == ""


@pytest.mark.parametrize("given", [{"draws": 0}, {"draws": True}, {"draws": 1e3}, {"seed": -1}])
def test_numbers_that_can_not_be_in_python(folder, given):
    with pytest.raises(ValueError, match="is due"):
        smartscore.agree("judged.yaml", **given)
    with pytest.raises(ValueError, match="an assessment is due"):
        smartscore.agree()


def test_every_fault_of_every_file_is_told(folder):
    one, other = rater(folder, "one", "vision: 9"), rater(folder, "two", "decree: 9")
    with pytest.raises(Invalid) as invalid:
        smartscore.agree(one, other)
    assert [problem.code for problem in invalid.value.problems] == ["A103", "A103"]


def test_a_file_that_was_read_is_not_written_over(folder):
    done = run("agree", "judged.yaml", "-o", "judged.yaml", "--format", "json")
    assert done.exit_code == 2
    assert (folder / "judged.yaml").read_text(encoding="utf-8") == JUDGED


def test_the_keys_of_agreement_1_are_documented(folder):
    def keys(data):
        inside = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
        own = set(data) if isinstance(data, dict) else set()
        return own.union(*map(keys, inside))

    office = rater(folder, "office", "vision: 3, decree: 3, budget: 2")
    data = smartscore.agree("judged.yaml", office).to_dict()
    text = (Path(__file__).parent.parent / "docs" / "format.md").read_text(encoding="utf-8")
    part = text.split("\n## agreement/1\n", 1)[1].split("\n## ", 1)[0]
    told = set(re.findall(r"`([a-z_]+)`", part))
    assert keys(data) - {"id", "en"} <= told


EXAMPLES = Path(__file__).parents[1] / "examples"


def test_a_rubric_of_one_rater_alone_is_a_line():
    files = [str(EXAMPLES / name) for name in ("sumenep.yaml", "sumenep-2024.yaml")]
    for lang, told in (("en", "Rated by one rater only"), ("id", "Hanya dinilai oleh satu")):
        done = CliRunner().invoke(app, ["agree", *files, "--across-dates", "--lang", lang])
        said = " ".join(done.stdout.split())
        assert told in said
        assert "six-dimensions (sumenep)" in said
        assert "six-dimensions 2.0.0" not in said


def test_alpha_of_one_indicator_is_not_made_up():
    files = [str(EXAMPLES / name) for name in ("sumenep.yaml", "sumenep-2024.yaml")]
    found = smartscore.agree(*files, across_dates=True, draws=100)
    parts = next(each.parts for each in found.rubrics if each.rubric.code == "indrajit")
    assert {part.units == 1: part.alpha is None for part in parts} == {True: True, False: False}


def test_a_low_alpha_beside_a_high_ac_is_explained(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    codes = [f"i{i}" for i in range(20)]
    items = "".join(f"      - {{code: {c}, title: {c}, levels: document}}\n" for c in codes)
    head = RUBRIC[: RUBRIC.index("      - {code: vision")]
    Path("plan-check.yaml").write_text(head + items, encoding="utf-8")
    for name, odd in (("a", "i0"), ("b", "i1"), ("c", "i2")):
        ratings = "".join(f"    {c}: {2 if c == odd else 3}\n" for c in codes)
        Path(f"{name}.yaml").write_text(
            f"{HEAD}ratings:\n  plan-check:\n{ratings}", encoding="utf-8"
        )
    done = CliRunner().invoke(app, ["agree", "a.yaml", "b.yaml", "c.yaml", "--lang", "en"])
    said = " ".join(done.stdout.split())
    assert "below 0.667" in said
    assert "Gwet's AC2 is 0.9" in said
    assert "17 of 20 indicators" in said
    assert "Percent agreement counts pairs of ratings" in said

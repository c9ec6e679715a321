"""`agree --consensus`: what a rule settles has a level, the rest stays open, all is kept."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import smartscore
from smartscore.cli import app
from smartscore.text.parsing import parse

from .test_agree import HEAD, RUBRIC

SOURCES = """\
references:
  - {id: plan, title: THE PLAN, DOI: 10.1000/1}
  - {id: own, title: Notes of WHO}
"""


AGREED = """\
raters: [{code: x, role: X}, {code: y, role: Y}]
rater: {role: Clerk}
ratings:
  plan-check:
    vision:
      level: 2
      because: So.
      judgements: [{rater: x, level: 1}, {rater: y, level: 2}]
    decree: {judgements: [{rater: x, level: 1}, {rater: y, level: 3}]}
    budget: 3
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "plan-check.yaml").write_text(RUBRIC, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rater(folder: Path, name: str, ratings: str, more: str = "") -> str:
    indented = "".join(f"    {line}\n" for line in ratings.strip().split("\n"))
    text = f"{HEAD}rater: {{role: {name}}}\n{more}ratings:\n  plan-check:\n{indented}"
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return f"{name}.yaml"


def merged(folder: Path, *arguments: str) -> tuple[Any, Result]:
    done = run("agree", *arguments, "-o", "merged.yaml", "--force")
    assert done.exit_code == 0, done.output
    text = (folder / "merged.yaml").read_bytes()
    errors = [p for p in smartscore.check("merged.yaml") if p.severity.value == "error"]
    assert errors == []
    return parse(text, "merged.yaml").data, done


THREE = (
    "vision: 1\ndecree: 1\nincome: 10",
    "vision: 3\ndecree: 2\nincome: 90",
    "vision: 2\nincome: 20",
)


@pytest.mark.parametrize(
    ("rule", "vision", "decree", "income"),
    [("median", 2, None, 20), ("lowest", 1, 1, 10)],
)
def test_a_rule_settles_what_it_can(folder, rule, vision, decree, income):
    names = ("office", "forum", "campus")
    files = [rater(folder, n, text) for n, text in zip(names, THREE, strict=True)]
    data, done = merged(folder, *files, "--consensus", rule)
    found = data["ratings"]["plan-check"]
    assert (found["vision"]["level"], found["income"]["value"]) == (vision, income)
    assert found["decree"].get("level") == decree
    said = [(j["rater"], j["level"]) for j in found["vision"]["judgements"]]
    assert said == [("office", 1), ("forum", 3), ("campus", 2)]
    assert [(r["code"], r["role"]) for r in data["raters"]] == [(n, n) for n in names]
    assert "rater" not in data
    assert ("1 open" in done.stdout) == (decree is None)
    assert ("decree" in done.stdout) == (decree is None)
    card = smartscore.assess("merged.yaml")["plan-check"]
    assert card["decree"].status == ("unknown" if decree is None else "rated")


def test_the_lowest_is_what_is_worth_least(folder):
    text = RUBRIC.replace("worst: 0, best: 100", "worst: 100, best: 0")
    (folder / "plan-check.yaml").write_text(text, encoding="utf-8")
    files = [
        rater(folder, "a", "income: 10\npapers: {met: [a]}"),
        rater(folder, "b", "income: 90\npapers: {met: [b]}"),
    ]
    data, _ = merged(folder, *files, "--consensus", "lowest")
    assert data["ratings"]["plan-check"]["income"]["value"] == 90
    assert "met" not in data["ratings"]["plan-check"]["papers"]
    data, _ = merged(folder, *files, "--consensus", "median")
    assert data["ratings"]["plan-check"]["income"]["value"] == 50


def test_half_levels_where_the_rubric_has_them(folder):
    text = RUBRIC.replace("evidence: optional", "between: true\nevidence: optional")
    (folder / "plan-check.yaml").write_text(text, encoding="utf-8")
    files = [rater(folder, "a", "vision: 2"), rater(folder, "b", "vision: 3")]
    data, _ = merged(folder, *files, "--consensus", "median")
    assert data["ratings"]["plan-check"]["vision"]["level"] == 2.5


def test_a_file_says_what_was_agreed(folder):
    files = [rater(folder, "a", "vision: 1\ndecree: 1"), rater(folder, "b", "vision: 3\ndecree: 3")]
    said = rater(folder, "panel", "vision: {level: 2, because: We talked.}\nbudget: 1")
    data, done = merged(folder, *files, "--consensus", said)
    found = data["ratings"]["plan-check"]
    assert (found["vision"]["level"], found["vision"]["because"]) == (2, "We talked.")
    assert "level" not in found["decree"]
    assert found["budget"]["level"] == 1
    assert len(found["vision"]["judgements"]) == 2
    assert data["rater"] == {"role": "panel"}
    assert [r["code"] for r in data["raters"]] == ["a", "b"]
    assert "2 taken from the file, 1 open" in done.stdout


def test_what_all_gave_alike_needs_no_word_in_the_file(folder):
    files = [
        rater(folder, "a", "vision: 1\ndecree: 2\nbudget: 3"),
        rater(folder, "b", "vision: 3\ndecree: 2"),
    ]
    data, done = merged(folder, *files, "--consensus", rater(folder, "panel", "vision: 2"))
    found = data["ratings"]["plan-check"]
    assert (found["vision"]["level"], found["decree"]["level"]) == (2, 2)
    assert "level" not in found["budget"]
    assert "1 rating settled, 1 taken from the file, 1 open" in done.stdout


@pytest.mark.parametrize("rule", ["median", "lowest"])
def test_a_reason_that_one_rater_only_gave_is_kept(folder, rule):
    files = [
        rater(
            folder, "a", "vision: {level: 2, because: Alone.}\ndecree: {level: 1, because: Both.}"
        ),
        rater(folder, "b", "vision: {unknown: Not asked.}\ndecree: 1"),
    ]
    data, done = merged(folder, *files, "--consensus", rule)
    found = data["ratings"]["plan-check"]
    for code, reason, raters in (("vision", "Alone.", ["a"]), ("decree", "Both.", ["a", "b"])):
        assert found[code]["because"] == reason
        assert found[code]["judgements"][0]["because"] == reason
        assert [each["rater"] for each in found[code]["judgements"]] == raters
    assert "1 rating settled, 1 given by one rater only, 0 open" in done.stdout


def judged(folder: Path, name: str, level: int, budget: str) -> str:
    text = f"""raters: [{{code: x-{name}, role: X}}]
ratings:
  plan-check:
    vision:
      level: {level}
      because: Agreed in {name}.
      judgements: [{{rater: x-{name}, level: {level}}}]
    budget: {{level: 1, because: {budget}}}
"""
    (folder / f"{name}.yaml").write_text(HEAD + text, encoding="utf-8")
    return f"{name}.yaml"


@pytest.mark.parametrize("rule", ["median", "lowest"])
def test_files_that_agreed_on_different_things_leave_it_open(folder, rule):
    files = [judged(folder, "one", 2, "Read."), judged(folder, "two", 3, "Heard.")]
    for each in (files, files[::-1]):
        done = run("agree", *each, "--consensus", rule, "-o", "merged.yaml", "--force")
        assert (done.exit_code, "A162" in done.stderr) == (1, True)
        assert "--conflicts" not in done.stderr
        written: Any = parse((folder / "merged.yaml").read_bytes(), "merged.yaml").data
        found = written["ratings"]["plan-check"]
        assert "level" not in found["vision"]
        reasons = {each.get("because") for each in found["vision"]["judgements"]}
        assert reasons >= {"Agreed in one.", "Agreed in two."}
        assert found["budget"]["level"] == 1
        assert all(reason in found["budget"]["because"] for reason in ("Read.", "Heard."))
    said = rater(folder, "panel", "vision: {level: 2, because: We talked.}")
    data, done = merged(folder, *files, "--consensus", said)
    assert "A162" not in done.stderr
    found = data["ratings"]["plan-check"]["vision"]
    assert (found["level"], found["because"]) == (2, "We talked.")


def test_what_raters_had_agreed_on_stays(folder):
    (folder / "judged.yaml").write_text(HEAD + AGREED, encoding="utf-8")
    data, _ = merged(folder, "judged.yaml", "--consensus", "lowest")
    found = data["ratings"]["plan-check"]
    assert (found["vision"]["level"], found["vision"]["because"]) == (2, "So.")
    assert found["decree"]["level"] == 1
    assert found["budget"] == {"level": 3}
    assert data["rater"] == {"role": "Clerk"}
    mixed, _ = merged(
        folder, "judged.yaml", rater(folder, "z", "vision: 3\nbudget: 1"), "--consensus", "lowest"
    )
    found = mixed["ratings"]["plan-check"]
    assert [(j["rater"], j["level"]) for j in found["vision"]["judgements"]] == [
        ("x", 1),
        ("y", 2),
        ("z", 3),
    ]
    assert found["vision"]["level"] == 2
    assert [(j["rater"], j["level"]) for j in found["budget"]["judgements"]] == [("z", 1)]
    assert found["budget"]["level"] == 3


def test_who_says_that_it_does_not_apply_leaves_it_open(folder):
    files = [
        rater(folder, "a", "vision: 2"),
        rater(folder, "b", "vision: {not_applicable: No plan is due.}"),
    ]
    data, _ = merged(folder, *files, "--consensus", "lowest")
    rating = data["ratings"]["plan-check"]["vision"]
    assert "level" not in rating
    assert "No plan is due." in str(rating)
    assert rating["judgements"] == [{"rater": "a", "level": 2}]


def test_evidence_and_references_of_all_are_kept(folder):
    files = [
        rater(
            folder,
            name,
            f"vision: {{level: {level}, because: By {name}., evidence: ["
            f"{{cite: plan, shows: S}}, {{cite: own, shows: {name}}}]}}",
            SOURCES.replace("WHO", name),
        )
        for name, level in (("a", 2), ("b", 3))
    ]
    data, _ = merged(folder, *files, "--consensus", "lowest")
    rating = data["ratings"]["plan-check"]["vision"]
    assert rating["because"] == "By a."
    titles = {item["id"]: item["title"] for item in data["references"]}
    assert sorted(titles.values()) == ["Notes of a", "Notes of b", "THE PLAN"]
    assert [(titles[e["cite"]], e["shows"]) for e in rating["evidence"]] == [
        ("THE PLAN", "S"),
        ("Notes of a", "a"),
        ("Notes of b", "b"),
    ]
    assert [j["because"] for j in rating["judgements"]] == ["By a.", "By b."]


def test_what_is_written_agrees_as_what_was_read(folder):
    names = ("office", "forum", "campus")
    files = [rater(folder, n, text) for n, text in zip(names, THREE, strict=True)]
    merged(folder, *files, "--consensus", "median")
    apart, inside = smartscore.agree(*files), smartscore.agree("merged.yaml")
    assert apart.rubrics[0].measures == inside.rubrics[0].measures
    assert apart.rubrics[0].measured("percent").value == Fraction(0)


def test_on_standard_output(folder):
    files = [rater(folder, "a", "vision: 2"), rater(folder, "b", "vision: 2")]
    done = run("agree", *files, "--consensus", "median", "-o", "-")
    assert done.exit_code == 0
    data: Any = parse(done.stdout.encode(), "x").data
    assert data["ratings"]["plan-check"]["vision"]["level"] == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--consensus", "median"), "-o FILE.yaml"),
        (("--consensus", "median", "-o", "out.xlsx"), "-o FILE.yaml"),
        (("--consensus", "mean", "-o", "out.yaml"), "median, lowest"),
        (("--consensus", "median", "-o", "a.yaml", "--force"), "a.yaml"),
        (("--consensus", "median", "-o", "there.yaml"), "there.yaml"),
    ],
)
def test_what_can_not_be_written(folder, arguments, said):
    files = [rater(folder, "a", "vision: 2"), rater(folder, "b", "vision: 2")]
    (folder / "there.yaml").write_text("mine\n", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = run("agree", *files, *arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before

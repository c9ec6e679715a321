"""Sources that contradict one another: told apart everywhere, and counted on neither side."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from smartscore.cli import app

PLACE = """\
smartscore: assessment/1
rubrics: [indrajit@2]
subject: {name: Somewhere}
date: 2026-11-21
references:
  - {id: plan, type: report, title: Plan}
  - {id: audit, type: webpage, title: Audit}
ratings:
  indrajit:
    political-will:
      level: 3
      because: The plan says so.
      evidence:
        - {cite: plan, at: 31, shows: 120 services are on-line., direction: conflicts}
        - {cite: audit, shows: 40 services are on-line., direction: conflicts}
        - {cite: plan, at: 4, shows: A list of the services.}
    legal-framework:
      level: 2
      because: A draft only.
      evidence:
        - {cite: plan, at: 9, shows: A draft.}
        - {cite: audit, shows: The draft was withdrawn., direction: hinders}
"""
TITLES = {"en": "Political will", "id": "Kemauan politik"}
HEADS = {"en": "Sources contradict one another (1)", "id": "Sumber saling bertentangan (1)"}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "place.yaml").write_text(PLACE, encoding="utf-8")
    return tmp_path


def run(*words: str) -> str:
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("format", ["terminal", "markdown"])
def test_assess_lists_them_apart_from_what_is_contested(here, language, format):
    lines = run("assess", "place.yaml", "--lang", language, "--format", format).splitlines()
    at = next(i for i, line in enumerate(lines) if line.endswith(HEADS[language]))
    told = next(line for line in lines[at + 1 :] if line)
    assert TITLES[language] in told
    assert "plan, 31; audit" in told
    assert not any("2 for" in line or "1 for, 2" in line for line in lines)


def test_the_details_have_a_sign_of_their_own(here):
    told = run("assess", "place.yaml", "--detail")
    assert "     ≠ plan, 31: 120 services are on-line." in told
    assert "     - audit: The draft was withdrawn." in told


def test_programs_get_counts_and_paths(here):
    (card,) = json.loads(run("assess", "place.yaml", "--format", "json"))["cards"]
    assert card["outlook"]["conflicts"] == ["indrajit/support/political-will"]
    assert card["outlook"]["contested"] == ["indrajit/support/legal-framework"]
    will = card["overall"]["children"][0]["children"][0]
    assert (will["evidence"], will["conflicts"], will["contested"]) == (3, 2, False)


def test_explain_says_that_they_move_nothing(here):
    told = " ".join(run("explain", "place.yaml").replace("│", "").split())
    assert "Sources contradict one another, which moves nothing: plan, 31; audit" in told


@pytest.mark.parametrize(("name", "caption"), [("md", ": Tabel"), ("html", "<caption>")])
def test_reports_have_a_table_of_them(here, name, caption):
    run("report", "place.yaml", "--lang", "id", "-o", f"out.{name}")
    page = (here / f"out.{name}").read_text(encoding="utf-8")
    assert any(
        "Pertentangan antarsumber, Somewhere" in line and caption in line
        for line in page.splitlines()
    )
    assert "D1 (+≠)" in page or name == "html"

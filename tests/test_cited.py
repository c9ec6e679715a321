"""What reports list as sources: what the assessment cites, and each rubric as one of its own."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from smartscore.cli import app
from smartscore.read.shelf import bundled, is_bundled

from .building import ASSESSMENT, RUBRIC

EXAMPLES = Path(__file__).parents[1] / "examples"


def sources(*arguments: str) -> dict[str, dict[str, object]]:
    """The sources of a report by their keys, as CSL."""
    done = CliRunner().invoke(app, ["report", *arguments, "--lang", "en"])
    assert done.exit_code in (0, 1), done.stderr
    lines = [line for line in done.stdout.split("\n") if line.startswith("  - {")]
    items = [json.loads(line.removeprefix("  - ")) for line in lines]
    return {item["id"]: item for item in items}


def test_a_brief_report_lists_what_is_cited_and_each_rubric_once():
    found = sources(str(EXAMPLES / "sumenep.yaml"), "--style", "brief")
    own = {key for key in found if not key.startswith("rubric-")}
    assert own == {"alfiyah", "anis2020"}
    assert set(found) - own == {
        "rubric-four-pillars",
        "rubric-indrajit",
        "rubric-masterplan-document",
        "rubric-masterplan-readiness",
        "rubric-readiness-analyses",
        "rubric-selection-parameters",
        "rubric-six-dimensions",
    }
    rubric = found["rubric-indrajit"]
    assert rubric == {
        "id": "rubric-indrajit",
        "type": "software",
        "title": "Three elements of successful e-government",
        "version": "2.0.0",
        "genre": "smartscore rubric, version 2.0.0",
        "publisher": "smartscore",
    }


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tiny.yaml").write_text(RUBRIC)
    return tmp_path


def test_what_nobody_cites_is_not_listed(here):
    references = "references: [{id: read, title: Read}, {id: unread, title: Unread}]\n"
    (here / "place.yaml").write_text(ASSESSMENT + references + "informants: [{cite: read}]\n")
    found = sources("place.yaml", "--style", "brief")
    assert set(found) == {"read", "rubric-tiny"}


def test_a_rubric_of_ones_own_has_no_publisher_and_the_day_of_its_validity(here):
    (here / "tiny.yaml").write_text(RUBRIC + "validity: {from: 2020-08-05}\n")
    (here / "place.yaml").write_text(ASSESSMENT)
    item = sources("place.yaml", "--style", "brief")["rubric-tiny"]
    assert "publisher" not in item
    assert "author" not in item
    assert item["issued"] == {"date-parts": [[2020, 8, 5]]}


def test_bundled_rubrics_are_known_by_code_and_version():
    assert len(list(bundled().glob("*.yaml"))) > 10
    assert is_bundled("hdi", "1.0.2")
    assert not is_bundled("hdi", "1.0.0")
    assert not is_bundled("no-such", "1.0.0")

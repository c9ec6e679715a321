"""Ratings of several raters: what was agreed scores, what is open is unknown."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

import smartscore
from smartscore.cli import app

_FILE = """
smartscore: assessment/1
rubrics: [indrajit@2]
subject: {name: Kota Contoh}
date: 2026-01-01
raters: [{code: office, role: Planning office}, {code: forum, side: demand}]
references: [{id: a, title: A report}]
ratings:
  indrajit:
    political-will:
      level: 2
      confidence: low
      evidence: [{cite: a, shows: A decree.}]
      judgements: [{rater: office, level: 3, because: x}, {rater: forum, level: 2}]
    legal-framework:
      judgements: [{rater: office, level: 4}, {rater: forum, level: 2}]
"""


def test_what_was_agreed_is_scored_and_what_is_open_is_unknown() -> None:
    card = smartscore.assess(_FILE)["indrajit"]
    agreed, still_open = card["political-will"], card["legal-framework"]
    assert agreed.status == "rated"
    assert agreed.rating is not None
    assert (agreed.rating.level, agreed.rating.confidence) == (2, "low")
    assert [each.given for each in agreed.rating.judgements] == [3, 2]
    assert still_open.status == "unknown"
    assert still_open.rating is not None
    assert still_open.rating.is_open
    alone = smartscore.assess(_FILE.replace("      judgements: [{rater: office, level: 3", "#"))
    assert alone["indrajit"].whole.low == card.whole.low


def said(tmp_path: Path, *arguments: str) -> str:
    (tmp_path / "town.yaml").write_text(_FILE, encoding="utf-8")
    done = CliRunner().invoke(app, [arguments[0], str(tmp_path / "town.yaml"), *arguments[1:]])
    assert done.exit_code == 0, done.output
    return " ".join(done.stdout.split())


def test_what_is_open_is_called_open_with_what_each_gave(tmp_path: Path) -> None:
    text = said(tmp_path, "assess", "--detail")
    assert "Laws and regulations: open: office 4; forum 2 Still open" in text
    assert "Judged by several and still open: 1; nobody has looked yet: " in text
    assert "Agreed; judged office 3 (x); forum 2." in text
    told = said(tmp_path, "explain", "legal-framework")
    assert "(legal-framework): open: office 4; forum 2" in told
    assert "not applicable" not in told


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("style", ["appendix", "thesis"])
def test_reports_say_who_judged_what(tmp_path: Path, style: str, language: str) -> None:
    text = said(tmp_path, "report", "--style", style, "--lang", language)
    assert "office 3 (x); forum 2" in text
    assert "office 4; forum 2" in text
    assert "Planning office" in text
    assert not re.search(r"\{\w+\}", text)


def test_a_scorecard_has_judgements_and_confidence(tmp_path: Path) -> None:
    (card,) = json.loads(said(tmp_path, "assess", "--format", "json"))["cards"]
    support = card["overall"]["children"][0]["children"]
    nodes = {node["code"]: node for node in support}
    assert nodes["political-will"]["confidence"] == "low"
    assert nodes["political-will"]["judgements"][0] == {
        "rater": "office",
        "level": 3,
        "because": "x",
    }
    assert nodes["legal-framework"]["rating"] is None
    assert len(nodes["legal-framework"]["judgements"]) == 2
    assert "judgements" not in nodes["socialisation"]

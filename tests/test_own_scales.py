"""Parts on scales of their own, in bands of their own: what each report says of them."""

import csv
import io
from pathlib import Path

import pytest
from typer.testing import CliRunner

from smartscore import assess
from smartscore.cli import app

RUBRIC = """\
smartscore: rubric/1
code: own
version: 1.0.0
title: {id: Sendiri, en: Own}
evidence: optional
scale: [{points: 1, label: One}, {points: 3, label: Three}, {points: 5, label: Five}]
floor: 0
missing: {treat: exclude, minimum_availability: 0.5}
bands:
  - {code: low, from: 0, label: {id: Rendah, en: Low}}
  - {code: high, from: 50, label: {id: Tinggi, en: High}}
dimensions:
  - code: gov
    title: {id: Tata kelola, en: Governance}
    display: {min: -63, max: 63, decimals: 0}
    bands:
      - {code: weak, from: -63, label: {id: Lemah, en: Weak}}
      - {code: sound, from: 17, label: {id: Kuat, en: Sound}}
    gates: [{when: g1, below: 30, cap: weak, because: {id: Sebab., en: Why.}}]
    missing: {treat: worst, minimum_availability: 0.3}
    indicators:
      - {code: g1, title: {id: Pemimpin, en: Leader}, levels: {1: a, 3: b, 5: c}}
      - {code: g2, title: {id: Aturan, en: Rules}, levels: {1: a, 3: b, 5: c}, floor: 1}
  - code: cap
    title: {id: Kapasitas, en: Capacity}
    display: {max: 10, decimals: 2}
    dimensions:
      - code: ppl
        title: {id: Orang, en: People}
        display: {max: 7}
        indicators:
          - {code: p1, title: P1, levels: {1: a, 3: b, 5: c}, floor: -1}
          - {code: p2, title: P2, levels: {1: a, 3: b, 5: c}}
  - rubric: ./plan.yaml
"""

PLAN = """\
smartscore: rubric/1
code: plan
version: 1.0.0
title: {id: Rencana, en: Plan}
evidence: optional
display: {min: 1, max: 5, decimals: 2}
scale: [{points: 1, label: One}, {points: 5, label: Five}]
bands:
  - {code: bad, from: 1, label: {id: Buruk, en: Bad}}
  - {code: good, from: 3, label: {id: Baik, en: Good}}
dimensions:
  - code: pd
    title: {id: Dokumen, en: Document}
    indicators: [{code: d1, title: D1, levels: {1: a, 5: c}}]
"""

PLACE = """\
smartscore: assessment/1
rubrics: [./own.yaml]
subject: {name: %s}
date: 2021-07-12
ratings:
  own: {g1: 3, g2: {unknown: x}, p1: %s, p2: {unknown: x}}
  plan: {d1: 5}
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "own.yaml").write_text(RUBRIC)
    (tmp_path / "plan.yaml").write_text(PLAN)
    (tmp_path / "one.yaml").write_text(PLACE % ("One", 1))
    (tmp_path / "two.yaml").write_text(PLACE % ("Two", 3))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def printed(*arguments: str) -> str:
    done = CliRunner().invoke(app, list(arguments))
    assert done.exit_code == 0, done.stderr
    return done.stdout


def test_rows_have_the_ends_of_their_scale(here):
    text = printed("report", "one.yaml", "--format", "csv")
    table = {row["path"]: row for row in csv.DictReader(io.StringIO(text))}
    ends = {path: (row["display_min"], row["display_max"]) for path, row in table.items()}
    assert ends["own"] == ends["own/gov/g1"] == ("0.0", "100.0")
    assert ends["own/gov"] == ("-63.0", "63.0")
    assert ends["own/cap"] == ("0.0", "10.0")
    assert ends["own/plan/pd/d1"] == ("1.0", "5.0")
    result = assess(str(here / "one.yaml"))
    for row, node in zip(result.rows(), result["own"], strict=True):
        if row["score"] is not None:
            span = row["display_max"] - row["display_min"]
            assert (row["score"] - row["display_min"]) / span == pytest.approx(
                float(node.value or 0)
            )

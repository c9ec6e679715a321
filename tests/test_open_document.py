"""OpenDocument spreadsheets are refused by every command, with one sentence."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from smartscore.cli import app
from smartscore.words import words

from .archives import zipped
from .building import ASSESSMENT, RUBRIC

ODS = zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"})

READING = [
    "agree s.ods s.ods",
    "assess s.ods",
    "assess disguised.xlsx",
    "batch s.ods --rubric ./tiny.yaml -o o.csv",
    "batch disguised.xlsx --rubric ./tiny.yaml -o o.csv",
    "check s.ods",
    "compare place.yaml s.ods",
    "convert s.ods o.yaml",
    "diff place.yaml s.ods",
    "explain s.ods tiny",
    "merge s.ods place.yaml -o o.yaml",
    "plan s.ods --target 40",
    "refs s.ods",
    "report s.ods -o o.md",
    "robustness s.ods",
    "test s.ods",
]
WRITING = [
    "agree place.yaml place.yaml -o o.ods",
    "assess place.yaml --format markdown -o o.ods",
    "batch t.csv --rubric ./tiny.yaml -o o.ods",
    "compare place.yaml place.yaml -o o.ods",
    "convert place.yaml o.ods",
    "diff place.yaml place.yaml -o o.ods",
    "evidence plan.md --rubric ./tiny.yaml -o o.ods",
    "merge place.yaml place.yaml -o o.ods",
    "new assessment o.ods --rubric ./tiny.yaml",
    "plan place.yaml --target 40 -o o.ods",
    "refs place.yaml -o o.ods",
    "report place.yaml -o O.ODS",
    "report place.yaml --format json -o o.ods",
    "robustness place.yaml -o o.ods",
]


@pytest.mark.parametrize("line", [*READING, *WRITING])
def test_refused(line, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("tiny.yaml").write_text(RUBRIC, encoding="utf-8")
    Path("place.yaml").write_text(ASSESSMENT, encoding="utf-8")
    Path("t.csv").write_text("name,first,second\nA,1,3\n", encoding="utf-8")
    Path("plan.md").write_text("The regency has a plan for its services.\n", encoding="utf-8")
    for name in ("s.ods", "disguised.xlsx"):
        Path(name).write_bytes(ODS)
    before = sorted(Path().iterdir())
    done = CliRunner().invoke(app, [*line.split(), "--lang", "en"])
    assert done.exit_code in (1, 2)
    assert words("en").reason("sheet-ods") in " ".join((done.stdout + done.stderr).split())
    assert sorted(Path().iterdir()) == before

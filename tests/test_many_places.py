"""Many assessments at once: a table first, rows down, and how one of them is shown in full."""

import json
import re
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner, Result

from smartscore.cli import app

from .test_badge import PLACE, RUBRIC, UNKNOWN

LEVELS = [(1, 1, 2), (3, 3, 3), (3, 1, UNKNOWN), (3, UNKNOWN, UNKNOWN), (2, 2, 2)]
NAMES = ["Desa A", "Desa B", "Desa C", "Desa D", "Desa <b>E</b>"]
ORDER = ["Desa B", "Desa C", "Desa <b>E</b>", "Desa A", "Desa D"]


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(app, [*arguments, "--rubrics", "."])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code == 0, done.output
    return done


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.yaml").write_text(RUBRIC % (0, 100, 0, 50), encoding="utf-8")
    names = []
    for number, (name, levels) in enumerate(zip(NAMES, LEVELS, strict=True)):
        file = tmp_path / f"p{number}.yaml"
        file.write_text(PLACE % (f"'{name}'", *levels), encoding="utf-8")
        names.append(file.name)
    return names


def test_many_are_a_table_with_ranks_and_a_way_to_each(files):
    told = run("assess", *files).stdout
    assert told.startswith("5 places\n")
    lines = told.splitlines()
    assert max(map(len, lines)) <= 80
    at = [next(i for i, line in enumerate(lines) if line.startswith(name)) for name in ORDER]
    assert at == list(range(at[0], at[0] + 5))
    assert re.search(r"Desa B +1 +100\.0 100\.0 +1 High +100%", told)
    assert re.search(r"Desa C +2= +50\.0 33\.3 to 66\.7", told)
    assert re.search(r"Desa D +– +– 33\.3 to 100\.0 +1–4 not enough rated +33%", told)
    assert "`smartscore assess FILE` shows one of them in full" in " ".join(lines)
    assert "verdict" not in told
    assert len(lines) < 20


def test_it_is_told_in_both_languages_and_as_markdown(files):
    assert run("assess", *files, "--lang", "id").stdout.startswith("5 daerah\n")
    told = run("assess", *files, "--format", "markdown").stdout
    assert told.startswith("# 5 places\n")
    assert re.search(r"\| Desa B \| 1 \| 100\.0 \|", told)
    assert "<b>" not in told


def test_detail_still_shows_all_of_each_and_programs_get_what_they_got(files):
    told = run("assess", *files, "--detail").stdout
    assert all(f"{name}, Jawa <Timur>" in told for name in NAMES)
    assert told.count("Score ") >= 4
    assert len(json.loads(run("assess", *files, "--format", "json").stdout)) == 5


def test_three_are_told_one_after_the_other(files):
    told = run("assess", *files[:3]).stdout
    assert all(f"{name}, Jawa <Timur>" in told for name in NAMES[:3])


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Readiness of 5 places"), ("id", "Kesiapan 5 daerah")]
)
def test_a_report_says_how_many_and_has_a_row_for_each(files, language, title):
    told = run("report", *files, "--flavour", "gfm", "--lang", language).stdout
    assert f"# {title}\n" in told
    comparison = told[told.index(title) :].split("\n## ")[1]
    first, parts, *_ = re.findall(r"(?:^\|.*\n)+", comparison, re.MULTILINE)
    for table in (first, parts):
        cells = [row.strip("| \n").split(" | ") for row in table.splitlines()[2:]]
        assert [re.sub(r"\\|&lt;|&gt;|[<>]", "", row[0]) for row in cells] == [
            re.sub("[<>]", "", name) for name in ORDER
        ]
    assert "Desa A" not in first.splitlines()[0]


def test_a_report_of_three_has_them_in_columns(files):
    told = run("report", *files[:3], "--flavour", "gfm").stdout
    assert "# Readiness of Desa A, Desa B, Desa C\n" in told
    assert re.search(r"^\| Rubric \| Desa A \| Desa B \| Desa C \|", told, re.MULTILINE)


def test_a_workbook_has_a_row_for_each_place_and_part(files):
    run("report", *files, "-o", "out.xlsx")
    found = CalamineWorkbook.from_path("out.xlsx").get_sheet_by_name("Comparison").to_python()
    head, *rows = found
    assert head == ["Rubric", "Part", "Place", "Score", "Lower bound", "Upper bound", "Band"]
    wholes = {row[2]: row[3:] for row in rows if row[1] == "Whole"}
    assert list(wholes) == NAMES
    assert wholes["Desa B"] == [100, 100, 100, "High"]
    assert wholes["Desa D"][0] == ""
    assert wholes["Desa D"][1] == pytest.approx(100 / 3)
    assert len([row for row in rows if row[1] == "All"]) == 5

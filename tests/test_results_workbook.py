"""Results as a workbook: what is shown there is what is printed, and text is text."""

import csv
import datetime
import io
import re
import subprocess
import sys
import zipfile
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from smartscore.arithmetic.numbers import figure
from smartscore.cli import app
from smartscore.reports.changeable import may_change
from smartscore.reports.xlsx import MAX_TEXT, book
from smartscore.reports.xlsx.numbers import decimals_of_share, number
from smartscore.results.records import COLUMNS
from smartscore.words import words

from . import hostile_texts
from .building import assessment_data, dimension, rubric_data
from .tools import program

EXAMPLES = ["examples/sumenep.yaml", "examples/blitar.yaml"]
SHEETS = {
    "en": ["Overview", "Nodes", "Evidence", "Gaps", "References"],
    "id": ["Ikhtisar", "Simpul", "Daftar bukti", "Kesenjangan", "Daftar pustaka"],
}


def report(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["report", *arguments])
    assert done.exit_code == 0, done.output
    return done.stderr


def sheets(path: Path) -> dict[str, list[list[Any]]]:
    found = CalamineWorkbook.from_path(path)
    return {
        name: found.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in found.sheet_names
    }


def records(rows: list[list[Any]]) -> list[dict[str, Any]]:
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def table(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


# Numbers


def half_up(digits: str, decimals: int) -> str:
    shown = Decimal(digits).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{shown:f}".removeprefix("-") if not shown else f"{shown:f}"


def near_edges() -> st.SearchStrategy[tuple[Fraction, int]]:
    """Values at, and a little to either side of, where the last decimal changes."""
    return st.builds(
        lambda units, decimals, off, size: (
            Fraction(2 * units + 1, 2 * 10**decimals) + Fraction(off, 10**size),
            decimals,
        ),
        st.integers(-(10**9), 10**9),
        st.integers(0, 6),
        st.integers(-3, 3),
        st.integers(1, 30),
    )


@given(st.one_of(near_edges(), st.tuples(st.fractions(-1000, 1000), st.integers(0, 6))))
@example((Fraction("1.005"), 2))
@example((Fraction("2.675"), 2))
@example((Fraction("0.12499999999999999999"), 2))
@example((Fraction(-1, 3), 0))
def test_a_number_shows_as_it_is_printed(value):
    exactly, decimals = value
    printed = figure(exactly, decimals)
    found = number(exactly, decimals)
    if found is None:
        assert len(printed.replace(".", "").lstrip("-0")) > 13
        return
    written = f"{found:.16g}"  # as the file has it
    assert half_up(f"{float(written):.15g}", decimals) == printed
    assert half_up(str(Decimal(float(written))), decimals) == printed
    held = abs(exactly) / 10**15  # a number of 16 digits
    assert abs(Fraction(written) - exactly) <= Fraction(1, 2 * 10**decimals) + held


def test_a_number_is_left_alone_where_nothing_has_to_be_moved():
    assert number(Fraction("37.25"), 1) == 37.25
    assert number(Fraction(200, 3), 1) == 200 / 3
    assert number(Fraction("37.75"), 0) == 37.75


@pytest.mark.parametrize("value", ["1e400", "123456789012345678.5", "-99999999999999999999"])
def test_a_number_with_too_many_digits_is_none(value):
    assert number(Fraction(value), 1) is None


@pytest.mark.parametrize(
    ("share", "decimals"),
    [("0", 0), ("1", 0), ("0.5", 0), ("0.994", 0), ("0.996", 1), ("0.0001", 2), ("0.99999", 3)],
)
def test_a_share_is_no_false_nothing_or_all(share, decimals):
    assert decimals_of_share(Fraction(share), 0) == decimals


# What is in it


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_nodes_are_those_of_the_csv(in_root, tmp_path, language):
    for ending in ("xlsx", "csv"):
        report(*EXAMPLES, "--lang", language, "-o", str(tmp_path / f"out.{ending}"))
    held = records(sheets(tmp_path / "out.xlsx")[SHEETS[language][1]])
    wanted = table((tmp_path / "out.csv").read_text(encoding="utf-8"))
    assert len(held) == len(wanted) > 100
    withheld = words(language)("not-enough-rated")
    for row, other in zip(held, wanted, strict=True):
        assert tuple(row) == COLUMNS
        assert isinstance(row["date"], datetime.date)
        row["date"] = row["date"].isoformat()
        row["withheld"] = {withheld: "true", "": "false"}[row["withheld"]]
        row["contested"] = {True: "true", False: "false"}[row["contested"]]
        for column in COLUMNS:
            if isinstance(row[column], float):
                assert row[column] == pytest.approx(float(other[column]), rel=1e-9), column
            else:
                assert row[column] == other[column], column
    assert any(row["score"] == "" and row["withheld"] == "true" for row in held)
    assert any(isinstance(row["score"], float) for row in held)


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_sheets_have_names_in_the_language(in_root, tmp_path, language):
    report(EXAMPLES[0], "--lang", language, "-o", str(tmp_path / "out.xlsx"))
    found = sheets(tmp_path / "out.xlsx")
    assert list(found) == SHEETS[language]
    report(*EXAMPLES, "--lang", language, "-o", str(tmp_path / "out.xlsx"))
    several = list(sheets(tmp_path / "out.xlsx"))
    assert [*several[:1], *several[2:]] == SHEETS[language]
    for name in several:
        assert len(name) <= 31
        assert not re.search(r"[\[\]:*?/\\']", name)


def test_the_overview_says_what_is_known_and_what_not(in_root, tmp_path):
    report(EXAMPLES[0], "--lang", "en", "-o", str(tmp_path / "out.xlsx"))
    rows = [row for row in records(sheets(tmp_path / "out.xlsx")["Overview"]) if row["Part"]]
    whole = rows[0]
    assert (whole["Place"], whole["Part"], whole["Score"]) == ("Kabupaten Sumenep", "Whole", "")
    assert whole["Band"] == "not enough rated"
    assert 0 < whole["Rated"] < 1
    assert whole["Lower bound"] < whole["Upper bound"]
    assert whole["What it means"].startswith("No score")
    assert (rows[1]["Part"], rows[1]["Unknown"]) == ("Support", 0)
    assert rows[1]["Lower bound"] == rows[1]["Score"] == rows[1]["Upper bound"]


def test_places_stand_side_by_side(in_root, tmp_path):
    report(*EXAMPLES, "--lang", "en", "-o", str(tmp_path / "out.xlsx"))
    rows = sheets(tmp_path / "out.xlsx")["Comparison"]
    assert (rows[0][2], rows[0][6]) == ("Kabupaten Sumenep", "Kabupaten Blitar")
    assert rows[1][2:6] == ["Score", "Lower bound", "Upper bound", "Band"]
    shared = [row[1] for row in rows if row[0].startswith("Three elements")]
    assert shared == ["Whole", "Support", "Capacity", "Value"]
    alone = [row for row in rows if "not assessed by this rubric" in row]
    assert {row[1] for row in alone} == {"Whole"}
    assert len({row[0] for row in alone}) == len(alone) > 1


def test_evidence_gaps_and_references(in_root, tmp_path):
    report(EXAMPLES[0], "--lang", "en", "-o", str(tmp_path / "out.xlsx"))
    found = sheets(tmp_path / "out.xlsx")
    keys = {row["Key of the source"] for row in records(found["References"])}
    proofs = records(found["Evidence"])
    assert {row["Key of the source"] for row in proofs} <= keys
    assert {row["Direction"] for row in proofs} == {"supports", "conflicts"}
    gaps = records(found["Gaps"])
    assert {"unknown", "sources contradict one another"} <= {row["Status"] for row in gaps}
    assert all(0 < row["Share of the whole"] < 1 for row in gaps)


def test_the_same_results_give_the_same_bytes(in_root, tmp_path):
    for name in ("one.xlsx", "two.xlsx"):
        report(*EXAMPLES, "-o", str(tmp_path / name))
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_how_sheets_are_read_and_printed(in_root, tmp_path):
    report(EXAMPLES[0], "-o", str(tmp_path / "out.xlsx"))
    with zipfile.ZipFile(tmp_path / "out.xlsx") as archive:
        parts = [archive.read(n).decode() for n in archive.namelist() if "/sheet" in n]
        book_part = archive.read("xl/workbook.xml").decode()
    assert len(parts) == 5
    for part in parts:
        for mark in ('state="frozen"', "<autoFilter ", 'paperSize="9"', 'orientation="landscape"'):
            assert mark in part
        assert '<pageSetUpPr fitToPage="1"/>' in part
        assert 'fitToHeight="0"' in part
    assert book_part.count("_xlnm.Print_Titles") == 5


# Hostile and large


def test_hostile_texts_are_texts(tmp_path):
    place = hostile_texts.write(tmp_path)
    report(str(place), "-o", str(tmp_path / "out.xlsx"))
    with zipfile.ZipFile(tmp_path / "out.xlsx") as archive:
        names = archive.namelist()
        parts = {name: archive.read(name).decode() for name in names if name.endswith("xml")}
    assert not any("<f>" in part or "<f " in part for part in parts.values())
    assert not any("External" in archive_part for archive_part in parts.values())
    assert not any("rels" in name and "sheet" in name for name in names)
    texts = {
        cell for rows in sheets(tmp_path / "out.xlsx").values() for row in rows for cell in row
    }
    assert any(str(text).startswith("=1+1 ") for text in texts)
    assert not any("\u202e" in str(text) for text in texts)


def town(folder: Path, ratings: dict[str, Any], **more: Any) -> Path:
    """An assessment by a small rubric of its own: one quantity from 0 to 1, shown as it is."""
    quantity = {"unit": "u", "worst": 0, "best": 1}
    own = rubric_data(
        *(
            dimension(f"d{n}", {"code": code, "title": code, "quantity": quantity})
            for n, code in enumerate(ratings)
        ),
        **more,
    )
    (folder / "own.yaml").write_text(yaml.safe_dump(own), encoding="utf-8")
    data = assessment_data(ratings, rubrics=["./own.yaml"])
    (folder / "town.yaml").write_text(yaml.safe_dump(data), encoding="utf-8")
    return folder / "town.yaml"


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_text_that_no_cell_holds_is_cut_and_told(tmp_path, language):
    place = town(tmp_path, {"x": {"value": 1, "because": "🏙" * MAX_TEXT}, "y": {"value": 0.5}})
    said = report(str(place), "-o", str(tmp_path / "out.xlsx"), "--lang", language)
    assert words(language).figure(str(MAX_TEXT)) in said or str(MAX_TEXT) in said
    rows = records(sheets(tmp_path / "out.xlsx")[SHEETS[language][1]])
    longest = max((row["reason"] for row in rows), key=len)
    assert longest.endswith(words(language)("xlsx.cut"))
    assert len(longest.encode("utf-16-le")) // 2 <= MAX_TEXT


@pytest.mark.parametrize("language", ["en", "id"])
def test_more_rows_than_a_sheet_holds_are_refused(in_root, tmp_path, monkeypatch, language):
    monkeypatch.setattr(book, "MAX_ROWS", 50)
    out = tmp_path / "out.xlsx"
    done = CliRunner().invoke(app, ["report", EXAMPLES[0], "-o", str(out), "--lang", language])
    assert done.exit_code == 2
    assert f"'{SHEETS[language][1]}'" in done.stderr
    assert not out.exists()


def test_without_the_extra_it_is_said_what_to_install(in_root, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    done = CliRunner().invoke(app, ["report", EXAMPLES[0], "-o", str(tmp_path / "out.xlsx")])
    assert done.exit_code == 2
    assert "-m pip install xlsxwriter" in done.stderr


EDGES = {
    "a": "0.01005",  # each is half of the last decimal shown, or a little less
    "b": "0.02675",
    "c": "0.01014999999999999",
    "d": "0.12345",
    "e": "1/3",
    "f": "1/20000",
    "g": "0.07654999999999999",
    "h": "0.999949999",
}


def settings_of(folder: Path, locale: str) -> str:
    """A profile of an office suite whose reader writes numbers as a locale does."""
    (folder / "profile" / "user").mkdir(parents=True)
    (folder / "profile" / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        '<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" '
        f'oor:op="fuse"><value>{locale}</value></prop></item></oor:items>\n'
    )
    return f"-env:UserInstallation=file://{folder}/profile"


@pytest.mark.parametrize(("locale", "mark"), [("en-US", "."), ("id-ID", ",")])
def test_an_office_suite_shows_the_figures_that_are_printed(tmp_path, locale, mark):
    office = program("soffice", "libreoffice")
    place = town(
        tmp_path,
        {code: {"value": v if "/" in v else float(v)} for code, v in EDGES.items()},
        display={"min": 0, "max": 100, "decimals": 2},
    )
    report(str(place), "-o", str(tmp_path / "out.xlsx"), "--lang", "en")
    home = settings_of(tmp_path, locale)
    # as shown (the 9th), all sheets (the last)
    how = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
    command = [office, home, "--headless", "--convert-to", how, "--outdir", str(tmp_path)]
    subprocess.run(
        [*command, str(tmp_path / "out.xlsx")], check=True, capture_output=True, timeout=120
    )
    rows = table((tmp_path / "out-Nodes.csv").read_text(encoding="utf-8"))
    assert [row["code"] for row in rows if row["kind"] == "indicator"] == list(EDGES)
    for row in rows:
        assert row["score"] == row["shown"] == row["low"] == row["high"]
        if row["kind"] == "indicator":
            exactly = Fraction(EDGES[row["code"]]) * 100
            assert row["score"] == figure(exactly, 2).replace(".", mark)
            assert row["availability"] == "100%"
            assert row["effective_weight"] == f"12{mark}5%"


# CSV with commas


def test_csv_is_for_programs_in_every_language(in_root, capsys):
    tables = []
    for language in ("en", "id"):
        done = CliRunner().invoke(
            app, ["report", EXAMPLES[0], "--format", "csv", "--lang", language]
        )
        tables.append(table(done.stdout))
    translated = ("title", "rating", "reason")
    for one, other in zip(*tables, strict=True):
        assert {k: v for k, v in one.items() if k not in translated} == {
            k: v for k, v in other.items() if k not in translated
        }
    assert any("." in row["score"] for row in tables[1])


def test_csv_with_commas_says_the_same(in_root, tmp_path):
    report(EXAMPLES[0], "-o", str(tmp_path / "point.csv"), "--decimal", ".")
    report(EXAMPLES[0], "-o", str(tmp_path / "usual.csv"))
    report(EXAMPLES[0], "-o", str(tmp_path / "comma.csv"), "--decimal", ",")
    usual = (tmp_path / "usual.csv").read_bytes()
    assert (tmp_path / "point.csv").read_bytes() == usual
    content = (tmp_path / "comma.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfsubject;")
    rows = table(content.decode("utf-8-sig"), ";")
    wanted = table(usual.decode())
    assert len(rows) == len(wanted)
    numbers = set(COLUMNS[12:17]) | set(COLUMNS[18:22]) | {"display_min", "display_max"}
    for row, other in zip(rows, wanted, strict=True):
        assert row["subject_code"] == f"'{other['subject_code']}"
        assert row["rubric_version"] == f"'{other['rubric_version']}"
        for column in COLUMNS:
            if column in numbers:
                assert row[column] == other[column].replace(".", ","), column
            elif column not in ("subject_code", "rubric_version"):
                assert row[column] == other[column], column


def test_a_number_with_a_unit_is_no_percentage_for_a_spreadsheet(tmp_path):
    place = town(tmp_path, {"x": {"value": 0.5}, "y": {"value": 0.25}})
    text = (tmp_path / "own.yaml").read_text(encoding="utf-8").replace("unit: u", "unit: '%'")
    (tmp_path / "own.yaml").write_text(text, encoding="utf-8")
    report(str(place), "-o", str(tmp_path / "o.csv"), "--decimal", ",", "--lang", "id")
    rows = table((tmp_path / "o.csv").read_text(encoding="utf-8-sig"), ";")
    assert {row["rating"] for row in rows} == {"", "'0,5 %", "'0,25 %"}


CHANGED = """
1-2|3/4|2024-05|1 1/2|35.29|1.0.0|007|3578010101010001|10:30|(5)|81,5 %|5-
Mei 2024|May 2024|12 Mei|12-May-24|17 Agustus 1945|Agt-24|2Mar|MARCH1|SEPT2|Senin, 12 Mei 2024
1e5|1,5E3|.5e3|1E+05|3 PM|10.30 am|Rp 5.000|Rp5.000|$5|5 €|TRUE|benar|#N/A
"""
"""Texts of which Excel or LibreOffice make a number, a day, a time, a truth or an error."""

KEPT = "Mei|Pasal 3|2 of 2|D1|Bab IV, hlm. 88|vision-2033|rerata 3,25|Marching 3|mei dan juni 2024"


@pytest.mark.parametrize("text", re.split(r"[|\n]", CHANGED.strip()))
def test_texts_that_a_spreadsheet_would_change_are_guarded(text):
    assert may_change(text)
    assert may_change(f" {text} ")


@pytest.mark.parametrize("text", KEPT.split("|"))
def test_texts_that_it_leaves_are_left(text):
    assert not may_change(text)


def test_a_reason_that_looks_like_a_day_is_guarded_where_commas_are_wanted(tmp_path):
    place = town(tmp_path, {"x": {"value": 0.5, "because": "Mei 2024"}})
    report(str(place), "-o", str(tmp_path / "o.csv"), "--decimal", ",")
    told = {row["reason"] for row in table((tmp_path / "o.csv").read_text("utf-8-sig"), ";")}
    assert "'Mei 2024" in told
    report(str(place), "-o", str(tmp_path / "p.csv"))
    assert "Mei 2024" in {row["reason"] for row in table((tmp_path / "p.csv").read_text(), ",")}


@pytest.mark.parametrize("kind", ["md", "html", "docx", "json", "xlsx"])
@pytest.mark.parametrize("language", ["en", "id"])
def test_only_csv_takes_a_decimal_mark(in_root, tmp_path, kind, language):
    out = tmp_path / f"out.{kind}"
    command = ["report", EXAMPLES[0], "-o", str(out), "--decimal", ",", "--lang", language]
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 2
    assert f".{kind}" in done.stderr
    assert "--decimal" in done.stderr
    assert not out.exists()

"""What cells show of what they hold: another number is refused, fewer decimals are not."""

import datetime
import io
import re
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from smartscore.sheets.addresses import area, column_letters
from smartscore.sheets.columns import RATINGS
from smartscore.sheets.dates import moment
from smartscore.sheets.formats import BUILT_IN
from smartscore.sheets.guard import read
from smartscore.sheets.shown import shown_number, shown_text

from .archives import zipped
from .building import assessment_data
from .test_sheets import made, parts, taken

SHOWN: list[tuple[str, float, str, str]] = [
    ("0.0%", 0.815, "81.5%", "other"),
    ("[Red]0%", 0.82, "82%", "other"),
    ("0%%", 5, "50000%%", "other"),
    ("0 %", 5, "500 %", "other"),
    ("[<1]0.0%;0", 0.815, "81.5%", "other"),
    ("[<1]0.0%;0", 81.5, "82", "rounded"),
    ('#.##0 "%"', 81.5, "81.500 %", "dressed"),
    ("0\\%", 81, "81%", "dressed"),
    ("0,", 13365, "13", "other"),
    ("0.0,", 13365, "13.4", "other"),
    ("#,##0,.0", 13365, "13.4", "other"),
    ('[>=1000]#,##0,"k";0', 13365, "13k", "other"),
    ('[>=1000]#,##0,"k";0', 815, "815", ""),
    ('0 "juta"', 13, "13 juta", "other"),
    ('0.0 "‰"', 5, "5.0 ‰", "other"),
    ('0"00"', 13, "1300", "other"),
    ("00-00", 1365, "13-65", "other"),
    ('0"."00', 1365, "13.65", "other"),
    ("0\\.000", 13365, "13.365", "other"),
    ("*0#", 5, "05", "other"),
    ('"x"', 5, "x", "other"),
    ("[DBNum1]0", 5, "[DBNum1]5", "other"),
    ("0.0.0", 5, "5.0.0", "other"),
    ("x" * 256, 5, "#####", "other"),
    ("[<1x]0", 5, "[<1x]5", "other"),
    ("[=<1]0", 5, "#####", "other"),
    ("[>9]0", 5, "#####", "other"),
    ("0", 1e300, "#####", "other"),
    (";;;", 5, "", "nothing"),
    ("0;", -5, "", "nothing"),
    ("#", 0, "", "nothing"),
    ("0;0", -5, "5", "other"),
    ("0;[Red]0", -5, "5", "other"),
    ("-0", 5, "-5", "other"),
    ("0-", 5, "5-", "other"),
    ("[<0]0;0", -5, "-5", "other"),
    ("0;-0", -5, "-5", ""),
    ("0", -5, "-5", ""),
    ("0.0;(0.0)", -5.5, "(5.5)", "rounded"),
    ("0.00E+00", 13365, "1.34E+04", "dressed"),
    ("0.00E+00", 99.995, "1.00E+02", "dressed"),
    ("0.00E+00", 0, "0.00E+00", "dressed"),
    ("##0.0E-0", 13365, "13.4E3", "dressed"),
    ("# ?/?", 16.25, "16 1/4", "dressed"),
    ("# ?/?", 0.815, "4/5", "other"),
    ("?/8", 0.5, "4/8", "other"),
    ("[$Rp-421] #,##0", 13365, "Rp 13,365", "dressed"),
    ("[$€-2] #,##0.00", 5, "€ 5.00", "dressed"),
    ("$#,##0.00", -5, "-$5.00", "dressed"),
    (BUILT_IN[44], 0, "$ -", "dressed"),
    (BUILT_IN[43], -5, "(5.00)", "rounded"),
    (BUILT_IN[37], 5, "5", ""),
    ('0.0 "km"', 13.5, "13.5 km", "dressed"),
    ("0", 81.5, "82", "rounded"),
    ("0.00", 35.2, "35.20", "rounded"),
    (".00", 0.5, ".50", "rounded"),
    ("#,##0.00", 1234567.891, "1,234,567.89", "rounded"),
    ("00000", 5, "00005", "rounded"),
    ("General", 0.1, "0.1", ""),
    ('General" km"', 0.5, "0.5 km", "dressed"),
    ("@", 5, "5", ""),
    ("0;0;0;@", 5, "5", ""),
    ("0.###", 35.2, "35.2", ""),
    ("??0.0?", 81.5, "81.5", ""),
]


@pytest.mark.parametrize(("code", "value", "text", "kind"), SHOWN)
def test_numbers_in_formats(code, value, text, kind):
    shown = shown_number(code, float(value))
    assert (shown.text, shown.kind) == (text, kind) if shown else kind == ""


@given(st.text('0#?.,%;[]<>=-+()E/@ "\\_*$RpYmdhs1', max_size=12), st.floats(-1e6, 1e6))
def test_any_format_shows_something_or_the_number_itself(code, value):
    shown = shown_number(code, value)
    assert shown is None or shown.kind in ("other", "nothing", "dressed", "rounded")
    if "%" in code and '"' not in code and shown is not None and "%" in shown.text:
        assert shown.kind in ("other", "dressed", "nothing")


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("General", "81", None),
        ("0.0%", "81", None),
        ('@"0"', "81", ("810", "other")),
        ('0;0;0;"x"', "81", ("x", "other")),
        (";;;", "81", ("", "nothing")),
        (BUILT_IN[44], "81", None),
    ],
)
def test_texts_in_formats(code, text, expected):
    assert shown_text(code, text) == expected


@pytest.mark.parametrize(
    ("serial", "from_1904", "elapsed", "expected"),
    [
        (44389, False, False, datetime.date(2021, 7, 12)),
        (42927, True, False, datetime.date(2021, 7, 12)),
        (1, False, False, datetime.date(1900, 1, 1)),
        (59, False, False, datetime.date(1900, 2, 28)),
        (60, False, False, None),
        (61, False, False, datetime.date(1900, 3, 1)),
        (0.5, False, False, datetime.time(12)),
        (1.5, False, True, datetime.timedelta(hours=36)),
        (44389.5, False, False, datetime.datetime(2021, 7, 12, 12)),  # noqa: DTZ001
        (-1, False, False, None),
        (2_958_466, False, False, None),
    ],
)
def test_days_as_spreadsheets_count_them(serial, from_1904, elapsed, expected):
    assert moment(serial, from_1904=from_1904, elapsed=elapsed) == expected


# Whole workbooks

LEVEL = f"{column_letters([c.key for c in RATINGS].index('level'))}6"
VALUE = f"{column_letters([c.key for c in RATINGS].index('value'))}13"
MEAN = f"{column_letters([c.key for c in RATINGS].index('responses.mean'))}19"
ANSWERS = f"{column_letters([c.key for c in RATINGS].index('responses'))}19"
AT = f"{column_letters([c.key for c in RATINGS].index('at'))}6"
FILLED = assessment_data(
    {
        "will": {"level": 3, "evidence": [{"cite": "k"}]},
        "income": {"value": 3},
        "liking": {"responses": [3]},
    },
    references=[{"id": "k", "title": "Plan"}],
)
SHEET, STYLES = "xl/worksheets/sheet4.xml", "xl/styles.xml"


def changed(cells: dict[str, str], styles: str = "", more: str = "") -> bytes:
    """A workbook of ours with other cells, other formats, and more behind the data."""
    content: dict[str, Any] = dict(parts(made(FILLED)))
    sheet = content[SHEET]
    for spot, cell in cells.items():
        sheet, count = re.subn(rf'<c r="{spot}"[^>]*?(?:/>|>.*?</c>)', lambda _: cell, sheet)  # noqa: B023
        assert count == 1
    content[SHEET] = sheet.replace("</sheetData>", f"</sheetData>{more}")
    content[STYLES] = re.sub(r"<cellXfs .*?</cellXfs>", lambda _: styles, content[STYLES])
    return zipped(content)


def formatted(spot: str, value: str, code: str) -> bytes:
    """A workbook in which a cell has a format."""
    given = f'<numFmts><numFmt numFmtId="200" formatCode="{code}"/></numFmts>'
    own = code if code.startswith("<") else f'<xf numFmtId="200"/></cellXfs>{given}'
    styles = "<cellXfs>" + '<xf numFmtId="0"/>' * 20 + own
    return changed({spot: f'<c r="{spot}" s="20"><v>{value}</v></c>'}, styles)


def told(content: bytes) -> list[tuple[str, str]]:
    source = taken(content)
    found = [*source.problems, *source.remarks]
    return [(p.code, p.place.file.rpartition(" ")[2]) for p in found]


@pytest.mark.parametrize("spot", [LEVEL, VALUE, MEAN, ANSWERS, AT])
def test_every_cell_for_a_number_is_held_against_its_format(spot):
    def codes(value: str, code: str) -> list[str]:
        return [found for found, where in told(formatted(spot, value, code)) if where == spot]

    assert codes("0.815", "0.0%") == ["A519"]
    assert codes("3", ";;;") == ["A520"]
    assert codes("3", "General") == []
    assert codes("3", "[$Rp-421] #,##0") == ["A519" if spot == AT else "A521"]
    assert codes("3", "0.00") == (["A519"] if spot == AT else [])


def test_a_refused_number_is_not_taken():
    data: Any = taken(formatted(VALUE, "0.815", "0.0%")).data
    assert data["ratings"]["own"]["income"]["value"] == 0
    data = taken(formatted(VALUE, "81.5", "0")).data
    assert data["ratings"]["own"]["income"]["value"] == 81.5


@pytest.mark.parametrize("number", [9, 10, 12, 13, 67, 68])
def test_formats_that_are_known_by_number_only(number):
    styles = f'<xf numFmtId="{number}"/></cellXfs>'
    assert told(formatted(VALUE, "0.815", styles)) == [("A519", VALUE)]


@pytest.mark.parametrize("number", [0, 1, 2, 3, 4, 37, 38, 39, 40, 41, 43, 49, 163])
def test_formats_that_show_the_number(number):
    styles = f'<xf numFmtId="{number}"/></cellXfs>'
    assert told(formatted(VALUE, "0.815", styles)) == []


@pytest.mark.parametrize("number", [5, 6, 7, 8, 11, 42, 44, 48])
def test_formats_that_dress_the_number(number):
    styles = f'<xf numFmtId="{number}"/></cellXfs>'
    assert told(formatted(VALUE, "7.5", styles)) == [("A521", VALUE)]


PERCENT = "<cellXfs>" + '<xf numFmtId="9"/>' + '<xf numFmtId="0"/>' * 19 + "</cellXfs>"
PLAIN = "<cellXfs>" + '<xf numFmtId="0"/>' * 19 + '<xf numFmtId="9"/></cellXfs>'


def test_a_cell_without_a_format_has_that_of_the_workbook_its_row_or_its_column():
    bare = {VALUE: f'<c r="{VALUE}"><v>0.815</v></c>'}
    assert told(changed(bare, PERCENT)) == [("A519", VALUE)]
    assert told(changed(bare, PLAIN)) == []
    content: dict[str, Any] = dict(parts(changed(bare, PLAIN)))
    of_row = {**content, SHEET: content[SHEET].replace('<row r="13"', '<row s="19" r="13"')}
    assert told(zipped(of_row)) == [("A519", VALUE)]
    column = [c.key for c in RATINGS].index("value") + 1
    cols = f'<cols><col min="{column}" max="{column}" style="19"/></cols>'
    sheet = re.sub("<cols>.*</cols>", cols, content[SHEET])
    assert told(zipped({**content, SHEET: sheet})) == [("A519", VALUE)]


def test_a_format_that_is_left_to_the_style():
    styles = "<xf numFmtId='0' xfId='0' applyNumberFormat='0'/></cellXfs>"
    styles += "<cellStyleXfs><xf numFmtId='10'/></cellStyleXfs>"
    content = formatted(VALUE, "0.815", styles)
    files: dict[str, Any] = dict(parts(content))
    files[STYLES] = re.sub("<cellStyleXfs count.*?</cellStyleXfs>", "", files[STYLES])
    assert told(zipped(files)) == [("A519", VALUE)]


def test_a_format_that_comes_with_a_condition():
    more = f'<conditionalFormatting sqref="{VALUE} A1:A3"><cfRule type="expression" dxfId="0" '
    more += 'priority="1"><formula>1</formula></cfRule></conditionalFormatting>'
    cell = {VALUE: f'<c r="{VALUE}" s="1"><v>0.815</v></c>'}
    dxfs = '<dxfs><dxf><numFmt numFmtId="164" formatCode="0%"/></dxf></dxfs>'
    content = changed(cell, PLAIN + dxfs, more)
    files: dict[str, Any] = dict(parts(content))
    files[STYLES] = files[STYLES].replace('<dxfs count="0"/>', "")
    assert told(zipped(files)) == [("A519", VALUE)]


def test_a_value_beneath_a_merged_cell_is_not_seen():
    spot = VALUE.replace("13", "14")
    empty = f'<c r="{VALUE}" s="1"/>'
    content = changed({spot: f'<c r="{spot}" s="1"><v>7</v></c>', VALUE: empty}, PLAIN)
    assert ("A520", spot) in told(content)


def test_cells_that_a_formula_of_another_fills_are_computed():
    formula = f'<c r="{LEVEL}" s="1"><f t="array" ref="{LEVEL}:{VALUE}">1</f><v>3</v></c>'
    content = changed({LEVEL: formula}, PLAIN)
    assert set(told(content)) >= {("A509", LEVEL), ("A509", VALUE)}


def test_texts_that_their_format_changes():
    def text(code: str) -> list[tuple[str, str]]:
        content = formatted(VALUE, "1", code)
        files: dict[str, Any] = dict(parts(content))
        old = f'<c r="{VALUE}" s="20"><v>1</v></c>'
        new = f'<c r="{VALUE}" s="20" t="inlineStr"><is><t>3</t></is></c>'
        return told(zipped({**files, SHEET: files[SHEET].replace(old, new)}))

    assert text("0%") == []
    assert text("@&quot;0&quot;") == [("A519", VALUE)]
    assert text("0;0;0;") == [("A520", VALUE)]


def test_days_in_cells_for_numbers_are_refused_as_ever():
    assert told(formatted(VALUE, "44389", "yyyy-mm-dd")) == [("A511", VALUE)]
    assert told(formatted(VALUE, "0.5", "[h]:mm")) == [("A511", VALUE)]
    assert told(formatted(VALUE, "-1", "yyyy-mm-dd")) == [("A519", VALUE)]


def test_workbooks_that_xlsxwriter_formats_are_read_as_another_reader_reads_them():
    from python_calamine import load_workbook

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "constant_memory": False})
    sheet = book.add_worksheet("x")
    values: list[Any] = [3, 3.25, 1e-7, 1e22, "a", " b ", "=x", True, "é\n\u2028", "_x0041_", "𝔸"]
    for row, value in enumerate(values):
        write = sheet.write_string if isinstance(value, str) else sheet.write
        write(row, row % 3, value)
    sheet.write_datetime(20, 0, datetime.datetime(2021, 7, 12), book.add_format({"num_format": 14}))  # noqa: DTZ001
    sheet.write_rich_string(21, 0, book.add_format({"bold": True}), "bold", " plain")
    book.close()
    rows = (
        load_workbook(io.BytesIO(out.getvalue()))
        .get_sheet_by_index(0)
        .to_python(skip_empty_area=False)
    )
    theirs = {(i, j): v for i, row in enumerate(rows) for j, v in enumerate(row) if v != ""}
    [grid] = read(out.getvalue(), "x.xlsx")
    assert grid.cells == theirs
    assert grid.part.shown == {}


def test_an_area_has_its_corners_in_any_order():
    assert area("B7:A1") == area("A1:B7")

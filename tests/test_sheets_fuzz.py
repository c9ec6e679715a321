"""Workbooks of ours with something changed in their parts: told or read, never otherwise."""

import io
import re
import struct
import warnings
import zipfile
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartscore.sheets.guard import read
from smartscore.text.problems import Unreadable

from .archives import zipped
from .building import assessment_data
from .fuzz.workbooks import changed, parts_of
from .test_sheets import made

FILLED = assessment_data(
    {"will": {"level": 3, "evidence": [{"cite": "k", "at": 4}]}, "income": {"value": 7.5}},
    references=[{"id": "k", "title": "Plan"}],
)
FILES: dict[str, str] = parts_of(made(FILLED))
WHOLE = read(made(FILLED), "x.xlsx")
SHEET = "xl/worksheets/sheet4.xml"
READ = (
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "_rels/.rels",
    "xl/styles.xml",
    "xl/sharedStrings.xml",
    "xl/worksheets/sheet1.xml",
    SHEET,
)


def seen(content: bytes) -> list[Any] | str:
    """What is read of a workbook, or why it is not."""
    try:
        return read(content, "x.xlsx")
    except Unreadable as unreadable:
        return unreadable.reason


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changed(FILES, READ))
def test_changed_parts_are_read_or_told(files):
    found = seen(zipped(dict(files)))
    assert isinstance(found, list) or found.startswith("sheet-")


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(made(FILLED)) - 1), st.integers(0, 255))
def test_a_changed_byte_is_told_or_changes_nothing_that_is_read(at, byte):
    content = bytearray(made(FILLED))
    content[at] = byte
    found = seen(bytes(content))
    if isinstance(found, list):
        assert [grid.cells for grid in found] == [grid.cells for grid in WHOLE]
    else:
        assert found.startswith("sheet-")


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/sharedStrings.xml", 'count="[0-9]*"', 'count="4294967295"'),
        ("xl/sharedStrings.xml", 'uniqueCount="[0-9]*"', 'uniqueCount="4294967295"'),
        ("xl/styles.xml", '<cellXfs count="[0-9]*"', '<cellXfs count="4294967295"'),
        ("xl/styles.xml", '<fonts count="[0-9]*"', '<fonts count="-1"'),
        (
            "xl/worksheets/sheet4.xml",
            '<mergeCells count="[0-9]*"',
            '<mergeCells count="4294967295"',
        ),
        (SHEET, '<dimension ref="[^"]*"', '<dimension ref="A1:XFD1048576"'),
        (SHEET, 'spans="[^"]*"', 'spans="1:4294967295"'),
    ],
)
def test_no_count_is_believed(part, old, new):
    text, count = re.subn(old, new, FILES[part], count=1)
    assert count == 1
    assert seen(zipped({**FILES, part: text})) == WHOLE


CELL = '<c r="F13" s="6"><v>7.5</v></c>'


def with_cell(cell: str) -> bytes:
    text, count = re.subn(r'<c r="F13" [^>]*><v>7.5</v></c>', cell, FILES[SHEET])
    assert count == 1
    return zipped({**FILES, SHEET: text})


@pytest.mark.parametrize(
    "cell",
    [
        CELL + CELL,
        '<c r="F12"><v>1</v></c>',
        '<c r="E13"><v>1</v></c>',
        '<c r="F13" s="99999"><v>1</v></c>',
        '<c r="F13" t="s"><v>-1</v></c>',
        '<c r="F13" t="s"><v>99999</v></c>',
        '<c r="F13" t="x"><v>1</v></c>',
        '<c r="F13" t="b"><v>2</v></c>',
        '<c r="F13" t="d"><v>2021-13-01</v></c>',
        '<c r="F13"><v>1,5</v></c>',
        '<c r="F13"><v>1e999</v></c>',
        '<c r="F13"><v>nan</v></c>',
        '<c r="F13"><v>0x10</v></c>',
        '<c r="F13"><v>1_000</v></c>',
        '<c r="F13"><v>\u0661</v></c>',
        '<c r="F13"><v>1</v><v>2</v></c>',
        '<c r="F13"><is><t>1</t></is></c>',
        '<c r="F13" t="inlineStr"><v>1</v></c>',
        '<c r="F13"><x:v xmlns:x="y">1</x:v></c>',
        '<mc:AlternateContent xmlns:mc="y"><c r="F13"><v>1</v></c></mc:AlternateContent>',
        '<c r="F13"><c><v>1</v></c></c>',
        '</row><row r="13"><c r="F13"><v>1</v></c>',
        '</row><row r="2"><c r="F2"><v>1</v></c>',
        '</row></sheetData><sheetData><row r="13"><c r="F13"><v>1</v></c>',
    ],
)
def test_cells_that_programs_read_differently_are_damaged(cell):
    assert seen(with_cell(cell)) == "sheet-damaged"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c r="F13"><v> 7.50 </v></c>', 7.5),
        ('<c r="F13"><v><![CDATA[7.5]]></v></c>', 7.5),
        ('<c r="F13"><v>7<!-- 0 -->.5</v></c>', 7.5),
        ('<c r="F13"><v>75E-1</v></c>', 7.5),
        ('<c r="F13" t="str"><v>_x0037_</v></c>', "7"),
        (
            '<c r="F13" t="inlineStr"><is><r><t>7</t></r><rPh><t>9</t></rPh></is></c>',
            "7",
        ),
        ('<c r="F13" t="b"><v>1</v></c>', True),
        ('<c r="F13"><v/></c>', None),
        ("", None),
    ],
)
def test_cells_that_all_programs_read_alike(cell, expected):
    found = seen(with_cell(cell))
    assert isinstance(found, list)
    assert found[3].cells.get((12, 5)) == expected


def repacked(
    *more: tuple[str, str], comment: bytes = b"", kind: int = zipfile.ZIP_DEFLATED
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as archive:
        for name, text in (*FILES.items(), *more):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of a name that stands twice
                archive.writestr(name, text)
        archive.comment = comment
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        repacked((SHEET, "<worksheet/>")),
        repacked((SHEET.upper(), "<worksheet/>")),
        repacked((f"/{SHEET}", "<worksheet/>")),
        repacked((SHEET.replace("/", "\\"), "<worksheet/>")),
        repacked((f"xl/../{SHEET}", "<worksheet/>")),
        repacked((SHEET.replace("/", "//"), "<worksheet/>")),
        repacked(comment=b"a"),
        repacked(kind=zipfile.ZIP_LZMA),
        repacked(*((f"{n}", "") for n in range(500))),
        made(FILLED)[:-10],
        made(FILLED) + made(FILLED)[:40],
    ],
)
def test_archives_that_programs_unpack_differently_are_damaged(content):
    assert seen(content) == "sheet-damaged"


def test_a_tag_without_an_end_is_not_waited_for():
    text = FILES[SHEET].replace("<sheetData>", f"<a b='{'x' * 3_000_000}'/><sheetData>")
    assert seen(zipped({**FILES, SHEET: text})) == "sheet-damaged"
    text = FILES[SHEET].replace("<sheetData>", f"<a>{'x' * 3_000_000}</a><sheetData>")
    assert seen(zipped({**FILES, SHEET: text})) == WHOLE


def test_a_length_that_is_not_true_is_not_believed():
    content = bytearray(repacked(kind=zipfile.ZIP_STORED))
    at = content.rindex(SHEET.encode()) - 46 + 24
    content[at : at + 4] = struct.pack("<I", 0xFFFFFF00)
    found = seen(bytes(content))
    assert found == WHOLE or (isinstance(found, str) and found.startswith("sheet-"))

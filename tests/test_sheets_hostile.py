"""Workbooks with faults, and files made to break their reading: each told with its cell."""

import datetime
import io
import re
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from python_calamine import load_workbook

from smartscore.model.assessment import Assessment
from smartscore.read.assessments import Reader
from smartscore.read.rulebook import pages
from smartscore.read.shelf import Catalogue
from smartscore.sheets import Unfit, addresses
from smartscore.sheets.columns import KINDS, LATER
from smartscore.sheets.reading import groups, held, read
from smartscore.sheets.workbook import fresh, workbook
from smartscore.text import writing
from smartscore.text.problems import Invalid, Unreadable
from smartscore.words import words

from .archives import OLD_OFFICE, archive, old_office, zipped
from .building import assessment_data, dimension, indicator, rubric, rubric_data
from .test_sheets import MEASURED, made, parts, taken, there_and_back

# What is wrong with a workbook


class Formula(str):
    """A cell that is computed."""


def rebuilt(
    content: bytes,
    changes: dict[tuple[str, str], Any] | None = None,
    *,
    without: tuple[str, ...] = (),
    copies: tuple[str, ...] = (),
) -> bytes:
    """A workbook with the same cells, plainly formatted as other programs do, and some changes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    read_book = load_workbook(io.BytesIO(content))
    names = [n for n in read_book.sheet_names if n not in without]
    for name in [*names, *(f"{n} copy" for n in copies)]:
        sheet = book.add_worksheet(name)
        rows = read_book.get_sheet_by_name(name.removesuffix(" copy")).to_python(
            skip_empty_area=False
        )
        found = {(i, j): v for i, row in enumerate(rows) for j, v in enumerate(row) if v != ""}
        for (where, spot), value in (changes or {}).items():
            if where == name:
                letters, number = re.sub(r"\d", "", spot), int(re.sub(r"\D", "", spot))
                found[number - 1, addresses.column_number(letters)] = value
        for (row, column), value in found.items():
            if isinstance(value, Formula):
                error = value.startswith("=#")
                sheet.write_formula(row, column, value, None, value[1:] if error else 3)
            elif isinstance(value, str):
                sheet.write_string(row, column, value)
            elif isinstance(value, datetime.date):
                sheet.write_datetime(row, column, value, day)
            elif value is not None:
                sheet.write_number(row, column, value)
    book.close()
    return out.getvalue()


def cell(key: str, row: int, kind: str = "ratings") -> str:
    number = [column.key for column in KINDS[kind]].index(key)
    return f"{addresses.column_letters(number)}{row}"


FILLED = assessment_data(
    {
        "will": {"level": 3, "because": "x", "evidence": [{"cite": "k"}, {"cite": "k", "at": 4}]},
        "income": 3,
    },
    references=[{"id": "k", "title": "Plan"}],
)
WILL, INCOME, FOOT, NAME, DAY = 6, 13, 23, 5, 8
"""Rows of the workbook of FILLED."""

MORE = cell("more", 5, "references")
KIND = cell("kind", 5, "informants")
BOOK = "xl/workbook.xml"
LINKS = "xl/_rels/workbook.xml.rels"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET = "xl/worksheets/sheet1.xml"

WRONG: list[tuple[str, dict[tuple[str, str], Any], str, str]] = [
    ("level", {("own", cell("level", WILL)): "high"}, "S104", cell("level", WILL)),
    ("level with a comma", {("own", cell("level", WILL)): "2,5"}, "S112", cell("level", WILL)),
    ("no level", {("own", cell("level", WILL)): 4.0}, "A103", cell("level", WILL)),
    ("no reading", {("own", cell("level", WILL)): None}, "S115", cell("code", WILL)),
    ("two findings", {("own", cell("unknown", WILL)): "x"}, "S115", cell("code", WILL)),
    ("source", {("own", cell("cite", WILL + 1)): "nope"}, "A203", cell("cite", WILL + 1)),
    ("direction", {("own", cell("direction", WILL)): "up"}, "S106", cell("direction", WILL)),
    (
        "evidence without a source",
        {("own", cell("shows", WILL + 2)): "x"},
        "A517",
        cell("cite", WILL + 2),
    ),
    (
        "indicator",
        {("own", cell("level", FOOT)): 1.0, ("own", cell("code", FOOT)): "wll"},
        "A102",
        cell("code", FOOT),
    ),
    ("label of another", {("own", cell("level", WILL)): "3 - L, 2"}, "A518", cell("level", WILL)),
    ("no indicator", {("own", cell("quote", FOOT)): "x"}, "A506", cell("quote", FOOT)),
    (
        "no such indicator",
        {("own", cell("code", FOOT)): "ICT", ("own", cell("cite", FOOT)): "k"},
        "A506",
        cell("code", FOOT),
    ),
    (
        "rated twice",
        {("own", cell("code", FOOT)): "will", ("own", cell("level", FOOT)): 1},
        "A507",
        cell("level", FOOT),
    ),
    ("two ways", {("own", cell("because.en", WILL)): "y"}, "A508", cell("because", WILL)),
    (
        "two ways to answer",
        {("own", cell("responses", INCOME)): "3", ("own", cell("responses.file", INCOME)): "y"},
        "A508",
        cell("responses", INCOME),
    ),
    ("formula", {("own", cell("level", WILL)): Formula("=1+2")}, "A509", cell("level", WILL)),
    ("error", {("own", cell("because", WILL)): Formula("=#REF!")}, "A510", cell("because", WILL)),
    (
        "error in a code",
        {("own", cell("code", WILL)): Formula("=#N/A")},
        "A510",
        cell("code", WILL),
    ),
    (
        "page as a date",
        {("own", cell("at", WILL)): datetime.date(2026, 5, 3)},
        "A511",
        cell("at", WILL),
    ),
    ("day as a number", {("Assessment", f"C{DAY}"): 44389}, "A516", f"C{DAY}"),
    ("no day", {("Assessment", f"C{DAY}"): "12 July"}, "S108", f"C{DAY}"),
    ("no name", {("Assessment", f"C{NAME}"): None}, "A517", f"C{NAME}"),
    ("a plan without a name", {("Assessment", "C10"): 2024}, "A517", "C9"),
    ("two languages", {("Assessment", f"D{NAME}"): "x"}, "A508", f"D{NAME}"),
    ("row key", {("Assessment", f"A{NAME}"): "subject.nme"}, "A503", f"A{NAME}"),
    ("row key twice", {("Assessment", f"A{NAME + 1}"): "subject.name"}, "A507", f"A{NAME + 1}"),
    ("year", {("Assessment", "C9"): "x", ("Assessment", "C10"): "soon"}, "S104", "C10"),
    ("JSON", {("References", MORE): "{"}, "A512", MORE),
    ("a list", {("References", MORE): "[]"}, "A512", MORE),
    ("key in JSON", {("References", MORE): '{"id": "y"}'}, "A513", MORE),
    ("field twice", {("References", MORE): '{"title": "y"}'}, "A513", MORE),
    ("control character", {("References", "C5"): "a\x07"}, "Y114", "C5"),
    ("title without a key", {("References", "C7"): "x"}, "A517", "A7"),
    ("column key", {("own", cell("level", 2)): "levl"}, "A503", cell("level", 2)),
    ("outside", {("own", "AZ9"): "note"}, "A514", "AZ9"),
    ("kind of informant", {("Informants", KIND): "x"}, "S106", KIND),
]


def reader(tmp_path: Path) -> Reader:
    data = rubric_data(
        *MEASURED, scale=[{"points": n, "label": f"L, {n}"} for n in (1, 1.5, 2, 3, 5)]
    )
    (tmp_path / "own.yaml").write_text(writing.text(data), encoding="utf-8")
    return Reader(Catalogue([tmp_path]))


def problems(content: bytes, tmp_path: Path) -> list[tuple[str, str]]:
    try:
        source = taken(content)
    except Invalid as invalid:
        return [(p.code, p.place.file) for p in invalid.problems]
    try:
        found = held(reader(tmp_path), source).remarks
    except Invalid as invalid:
        found = invalid.problems
    return [(p.code, p.place.file) for p in source.in_order(found)]


@pytest.mark.parametrize(
    ("changes", "code", "where"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG]
)
def test_what_is_wrong_is_told_with_its_cell(tmp_path, changes, code, where):
    sheet = next(reversed(changes))[0]
    found = problems(rebuilt(made(FILLED), changes), tmp_path)
    assert (code, f"town.xlsx: sheet '{sheet}', cell {where}") in found
    assert len({file for _, file in found}) <= 2  # no fault draws a crowd of others behind it


@pytest.mark.parametrize(
    ("key", "held_there", "code"),
    [
        ("responses", "3,4,2", "S104"),
        ("responses", "3,9", "S104"),
        ("responses", Formula("=1+2"), "A509"),
        ("responses", datetime.date(2021, 1, 1), "A511"),
        ("responses", "9; 9", "A109"),
        ("responses.mean", Formula("=1+2"), "A509"),
        ("responses.mean", 9, "A109"),
    ],
)
def test_nothing_is_told_of_what_stands_in_the_place_of_a_cell(tmp_path, key, held_there, code):
    said: dict[str, Any] = {"code": "liking", "because": "x", "cite": "k", key: held_there}
    said |= {"responses.n": 2} if key == "responses.mean" else {}
    changes = {("own", cell(name, FOOT)): value for name, value in said.items()}
    source = taken(rebuilt(made(FILLED), changes))
    with pytest.raises(Invalid) as caught:
        held(reader(tmp_path), source)
    assert {p.code for p in caught.value.problems} == {code}


def test_a_workbook_of_before_a_column_was_added_is_as_good(tmp_path):
    changes = {("own", cell(key, 2)): None for key in LATER}
    assert problems(rebuilt(made(FILLED), changes), tmp_path) == []
    assert taken(rebuilt(made(FILLED), changes)).data == taken(made(FILLED)).data


def test_choices_are_told_as_the_cell_offers_them(tmp_path):
    content = rebuilt(made(FILLED), {("own", cell("direction", WILL)): "ya"})
    source = taken(content)
    with pytest.raises(Invalid) as caught:
        held(reader(tmp_path), source)
    told = next(p for p in caught.value.problems if p.code == "S106")
    offered = {words(language)("sheet.direction-hinders") for language in ("id", "en")}
    assert offered & set(told.values["choices"].split(", "))


def test_what_was_meant_is_suggested_as_the_cell_offers_it(tmp_path):
    content = rebuilt(made(FILLED), {("own", cell("direction", WILL)): "hinderz"})
    source = read("town.xlsx", content, "id", "id")
    with pytest.raises(Invalid) as caught:
        held(reader(tmp_path), source)
    told = next(p for p in caught.value.problems if p.code == "S106")
    assert told.values["suggestion"] == "menghambat"


def test_a_workbook_that_another_program_saved_is_as_good(tmp_path):
    assert problems(rebuilt(made(FILLED)), tmp_path) == []
    assert taken(rebuilt(made(FILLED))).data == taken(made(FILLED)).data


def test_all_problems_in_one_run_in_the_order_of_the_workbook(tmp_path):
    changes = {
        ("own", cell("level", WILL)): "high",
        ("own", cell("quote", FOOT)): "x",
        ("own", cell("because", WILL)): Formula("=1"),
        ("Assessment", f"C{DAY}"): "never",
        ("References", "C7"): "x",
    }
    found = [code for code, _ in problems(rebuilt(made(FILLED), changes), tmp_path)]
    assert found == ["S108", "A517", "S104", "A509", "A506"]


def test_a_rating_of_the_wrong_shape_does_not_hide_what_is_wrong_with_others(tmp_path):
    changes = {
        ("own", cell("value", INCOME)): "many",
        ("own", cell("level", WILL)): 4.0,
        ("own", cell("cite", WILL + 1)): "nope",
    }
    found = [code for code, _ in problems(rebuilt(made(FILLED), changes), tmp_path)]
    assert found == ["A103", "A203", "S104"]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"without": ("References",)}, "A501"),
        ({"without": ("own",)}, "A501"),
        ({"without": ("Assessment", "own", "References", "Informants", "_lists")}, "A260"),
        ({"copies": ("own",)}, "A505"),
        ({"copies": ("Assessment",)}, "A505"),
        ({"changes": {("own", cell("absent", 2)): None}}, "A504"),
        ({"changes": {("own", "A1"): "notes"}}, "A502"),
        ({"changes": {("own", "B1"): "scores"}}, "A502"),
    ],
)
def test_sheets_and_columns_that_are_not_what_they_were(tmp_path, more, expected):
    content = made(FILLED)
    if more.get("without", ())[:1] == ("Assessment",):
        out = io.BytesIO()
        book = xlsxwriter.Workbook(out, {"in_memory": True})
        book.add_worksheet("Mine").write_string(0, 0, "x")
        book.close()
        changed = out.getvalue()
    else:
        changed = rebuilt(content, **more)
    assert expected in {code for code, _ in problems(changed, tmp_path)}


def test_every_code_of_workbooks_is_tried():
    of_formats = {"A519", "A520", "A521"}  # test_sheets_shown
    tried = {code for _, _, code, _ in WRONG} | {"A501", "A502", "A504", "A505"} | of_formats
    assert {code for code in pages() if code.startswith("A5")} - tried == {"A515"}


@pytest.mark.parametrize(
    ("direction", "texts"),
    [
        ("hinders", ("hinders", "menghambat", " HINDERS ")),
        ("conflicts", ("conflicts", "Bertentangan", " bertentangan")),
    ],
)
def test_choices_are_known_in_both_languages_and_in_the_words_of_the_format(direction, texts):
    for text in texts:
        content = rebuilt(made(FILLED), {("own", cell("direction", WILL)): text})
        ratings: Any = taken(content).data["ratings"]  # type: ignore[index, call-overload]
        assert ratings["own"]["will"]["evidence"][0]["direction"] == direction


def test_further_evidence_at_the_foot_belongs_to_its_indicator():
    changes = {
        ("own", cell("code", FOOT + 1)): "will",
        ("own", cell("cite", FOOT + 1)): "k",
        ("own", cell("at", FOOT + 1)): 12.0,
    }
    ratings: Any = taken(rebuilt(made(FILLED), changes)).data["ratings"]  # type: ignore[index, call-overload]
    assert ratings["own"]["will"]["evidence"] == [
        {"cite": "k"},
        {"cite": "k", "at": 4},
        {"cite": "k", "at": 12},
    ]


def test_what_has_left_the_rubric_stands_at_the_foot():
    data = assessment_data({"gone": {"level": 1, "evidence": [{"cite": "a"}, {"cite": "b"}]}})
    assert there_and_back(data) == Assessment.model_validate(data)


# Files made to break it


def altered(path: str, old: str, new: str) -> bytes:
    """A workbook of ours with something in one of its parts made otherwise."""
    content: dict[str, bytes | str] = dict(parts(made(FILLED)))
    text = str(content[path])
    content[path] = re.sub(old, lambda _: new, text, count=1, flags=re.DOTALL)
    assert content[path] != text
    return zipped(content)


def with_cells(cells_xml: str) -> bytes:
    return altered(SHEET, "<sheetData>.*</sheetData>", f"<sheetData>{cells_xml}</sheetData>")


def with_row(cell_xml: str, row: str = "1") -> bytes:
    return with_cells(f'<row r="{row}">{cell_xml}</row>')


def two_of_one_name() -> bytes:
    """A second part under the name of the first, which only some readers take."""
    content: dict[str, bytes | str] = dict(parts(made(FILLED)))
    other = (
        '<Relationship Id="rId1" Type="worksheet" Target="worksheets/x.dat" TargetMode="External"/>'
    )
    content[LINKS] = str(content[LINKS]).replace("</Relationships>", f"{other}</Relationships>")
    content["xl/worksheets/x.dat"] = (
        '<worksheet><sheetData><row r="1048576"/></sheetData></worksheet>'
    )
    return zipped(content)


def one_text_many_times() -> bytes:
    """A long text that is stored once and shared by a thousand cells."""
    content: dict[str, bytes | str] = dict(parts(made(FILLED)))
    content[STRINGS] = f"<sst {NS}><si><t>" + "x" * 1_000_000 + "</t></si></sst>"
    rows = rows_of(1000, '<c t="s"><v>0</v></c>')
    for name in content:
        if name.startswith("xl/worksheets/sheet"):
            content[name] = f"<worksheet {NS}><sheetData>{rows}</sheetData></worksheet>"
    return zipped(content)


def rows_of(count: int, cell_xml: str) -> str:
    return "".join(f'<row r="{n}">{cell_xml}</row>' for n in range(1, count + 1))


def encrypted_member() -> bytes:
    content = bytearray(made(FILLED))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    return bytes(content)


DOCTYPE = '<!DOCTYPE a [<!ENTITY b "c">]>'
HOSTILE: list[tuple[str, Any, str]] = [
    ("nothing", lambda: b"", "sheet-none"),
    ("text", lambda: b"smartscore: assessment/1\n", "sheet-none"),
    ("xls", lambda: OLD_OFFICE, "sheet-xls"),
    ("encrypted", lambda: old_office("EncryptedPackage"), "sheet-encrypted"),
    ("encrypted parts", encrypted_member, "sheet-encrypted"),
    (
        "ods",
        lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        "sheet-ods",
    ),
    ("another archive", lambda: zipped({"a.txt": "x"}), "sheet-none"),
    ("macros", lambda: archive("xl/workbook.xml", "xl/vbaProject.bin"), "sheet-xlsm"),
    ("binary", lambda: archive("xl/workbook.bin"), "sheet-xlsb"),
    ("numbers", lambda: archive("Index/Document.iwa"), "sheet-iwork"),
    ("Word", lambda: archive("word/document.xml"), "sheet-docx"),
    ("PDF", lambda: b"%PDF-1.4", "sheet-pdf"),
    ("cut off", lambda: made(FILLED)[:-2000], "sheet-damaged"),
    ("cut off early", lambda: made(FILLED)[:100], "sheet-damaged"),
    ("large", lambda: b"PK" + b"\x00" * (4 * 1024 * 1024), "sheet-bytes"),
    ("bomb", lambda: altered(SHEET, "$", " " * (65 * 1024 * 1024)), "sheet-unpacked"),
    ("no sheets", lambda: altered(LINKS, "sheet1.xml", "sheet9.xml"), "sheet-damaged"),
    (
        "a sheet that is no text",
        lambda: altered(LINKS, "sheet1.xml", "sheet1.bin"),
        "sheet-damaged",
    ),
    ("no XML", lambda: altered(SHEET, ".{30}$", ""), "sheet-damaged"),
    ("entities", lambda: altered(STRINGS, "<sst", DOCTYPE + "<sst"), "sheet-damaged"),
    ("no address", lambda: with_row('<c r="?"><v>1</v></c>'), "sheet-damaged"),
    ("no row", lambda: with_row('<c r="A1"><v>1</v></c>', "x"), "sheet-damaged"),
    (
        "last row",
        lambda: with_cells('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
        "sheet-rows",
    ),
    ("last column", lambda: with_row('<c r="XFD1"><v>1</v></c>'), "sheet-columns"),
    (
        "both corners",
        lambda: with_cells(
            '<row><c><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><f>1</f></c></row>'
        ),
        "sheet-rows",
    ),
    ("many cells", lambda: with_cells(rows_of(19_000, "<c><v>1</v></c>" * 11)), "sheet-cells"),
    ("two of one name", two_of_one_name, "sheet-damaged"),
    ("one text many times", one_text_many_times, "sheet-unpacked"),
    (
        "a string that is not there",
        lambda: with_row('<c r="A1" t="s"><v>99999999</v></c>'),
        "sheet-damaged",
    ),
]


@pytest.mark.parametrize(("make", "reason"), [h[1:] for h in HOSTILE], ids=[h[0] for h in HOSTILE])
def test_files_that_are_no_workbook_or_too_much(make, reason):
    with pytest.raises(Unreadable) as caught:
        taken(make())
    assert caught.value.reason == reason
    assert words("id").reason(reason) != reason


def test_rows_and_rows_of_nothing_are_nothing():
    content = with_cells(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>'
        '<row r="2" hidden="1"/><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    )
    assert [problem.code for problem in taken(content).remarks] == ["A502"]


def test_merged_and_hidden_cells_are_read_like_others():
    merged = '<mergeCells count="1"><mergeCell ref="C6:D6"/></mergeCells><pageMargins'
    content = altered(SHEET, "<pageMargins", merged)
    hidden = altered(SHEET, '<row r="6"', '<row hidden="1" r="6"')
    assert taken(hidden).data == taken(made(FILLED)).data
    assert taken(content).data == taken(made(FILLED)).data


def test_a_rubric_too_large_for_a_sheet_is_refused():
    large = rubric(dimension("d", *(indicator(f"i{n}") for n in range(3400))))
    with pytest.raises(Unfit):
        workbook(assessment_data({}), {"own": large}, words("en"))


def test_rubrics_of_every_shape_have_a_sheet(root):
    for file in sorted((root / "rubrics").glob("*.yaml")):
        found = groups(Reader(Catalogue()), [f"./{file.name}"], file.parent)
        data = fresh([file.stem], found, "id", day="2026-11-21", subject="x")
        assert taken(workbook(data, found, words("id"))).data == data

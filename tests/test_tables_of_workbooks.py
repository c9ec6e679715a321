"""Tables in workbooks: what a cell shows counts, and what only it holds is told."""

import datetime
import io

import pytest
import xlsxwriter

from smartscore.processes import bounded
from smartscore.sheets import plain
from smartscore.tables import columns, opening, places
from smartscore.tables.rows import BadRow, Row
from smartscore.text.problems import Invalid, Unreadable

from .test_tables import tree as tree


def book(fill, *further: str) -> bytes:
    content = io.BytesIO()
    made = xlsxwriter.Workbook(content, {"in_memory": True})
    fill(made, made.add_worksheet("Desa"))
    for name in further:
        made.add_worksheet(name)
    made.close()
    return content.getvalue()


@pytest.fixture
def _in_this_process(monkeypatch):
    """Without a process for each; one test has its own."""
    monkeypatch.setattr(bounded, "run", lambda limits, function, *given: function(*given))


here = pytest.mark.usefixtures("_in_this_process")


def opened(content: bytes, name: str = "desa.xlsx") -> opening.Opened:
    return opening.opened(name, stream=io.BytesIO(content))


def cells(made, sheet):
    """A row of sound cells, and rows with a fault each in the column `income`."""
    form = {code: made.add_format({"num_format": code}) for code in ("0%", "#,##0,", "yyyy-mm-dd")}
    form |= {code: made.add_format({"num_format": code}) for code in ("#,##0", '"Rp" 0', ";;;")}
    sheet.write_row(0, 0, ["name", "code", "date", "plan", "income", "notes"])
    day = datetime.datetime(2026, 6, 30)  # noqa: DTZ001 - a day
    sheet.write_row(1, 0, ["A", 3529.01])
    sheet.write_datetime(1, 2, day, form["yyyy-mm-dd"])
    sheet.write(1, 3, 3)
    sheet.write(1, 4, 13365, form["#,##0"])
    sheet.write(1, 5, 0.5, form["0%"])
    sheet.write(2, 0, "B")
    sheet.write(2, 4, 13365, form['"Rp" 0'])
    for row, (name, code) in enumerate([("C", "0%"), ("D", "#,##0,"), ("E", ";;;")], 3):
        sheet.write(row, 0, name)
        sheet.write(row, 4, 13365, form[code])
    sheet.write(6, 0, "F")
    sheet.write_formula(6, 4, "=1+1")
    sheet.write(7, 0, "G")
    sheet.write_formula(7, 4, "=NA()", None, "#N/A")
    sheet.write(8, 0, "H")
    sheet.write_datetime(8, 4, day, form["yyyy-mm-dd"])
    sheet.write_row(9, 0, ["I", "", "", "", "", "", "", "beyond"])


@here
def test_what_a_cell_shows_counts(tree):
    with opened(book(cells)) as source:
        held = columns.held(source.heading, tree)
        entries, problems = places.entries(source, held, tree)
    assert [(e.subject.name, e.subject.code) for e in entries] == [("A", "3529.01"), ("B", None)]
    assert str(entries[0].date) == "2026-06-30"
    plan, income = entries[0].cards[0].ratings[:2]
    assert plan is not None
    assert income is not None
    assert (plan.level, income.value) == (3, 13365)
    told = [(problem.place.line, problem.code) for problem in problems]
    assert told == [
        (3, "A521"),
        (4, "A519"),
        (5, "A519"),
        (6, "A520"),
        (7, "A509"),
        (8, "A510"),
        (9, "S104"),
        (10, "T108"),
    ]
    assert 'column "income": the cell shows `13`, but it holds 13365' in str(problems[2])


@here
def test_cells_that_are_merged_have_no_value_of_their_own(tree):
    def fill(made, sheet):
        sheet.write_row(0, 0, ["name", "group", "plan"])
        sheet.merge_range(1, 1, 2, 1, "Utara")
        for row, name in enumerate("AB", 1):
            sheet.write(row, 0, name)
            sheet.write(row, 2, 2)

    with opened(book(fill)) as source:
        held = columns.held(source.heading, tree)
        entries, problems = places.entries(source, held, tree)
    assert [entry.groups for entry in entries] == [{"group": "Utara"}]
    assert [(p.code, p.place.line, p.values["row"]) for p in problems] == [("T139", 3, "2")]


@here
def test_what_failed_in_a_workbook_fails_again_as_csv(tree):
    def fill(made, sheet):
        sheet.write_row(0, 0, ["name", "group", "income"])
        sheet.merge_range(1, 1, 2, 1, "Utara")
        sheet.write_column(1, 0, ["A", "B", "C"])
        sheet.write(1, 2, 0.815, made.add_format({"num_format": "0.0%"}))
        sheet.write_row(2, 2, [2000])
        sheet.write(3, 2, 13365, made.add_format({"num_format": "#,##0,"}))

    source = opened(book(fill))
    kept = [source.raw_heading, *(row.raw for row in source)]
    assert kept == [
        "name,group,income",
        "A,Utara,#SHOWN! 0.815 (81.5%)",
        "B,=B2,2000",
        "C,,#SHOWN! 13365 (13)",
    ]
    again = opening.opened("errors.csv", stream=io.BytesIO("\n".join(kept).encode()))
    entries, problems = places.entries(again, columns.held(again.heading, tree), tree)
    assert (len(entries), [p.code for p in problems]) == (0, ["A510", "A509", "A510"])


@here
def test_hidden_rows_and_further_sheets_are_told():
    def fill(made, sheet):
        sheet.write_row(0, 0, ["name", "plan"])
        sheet.write_row(1, 0, ["A", 2])
        sheet.write_row(2, 0, ["B", 2])
        sheet.set_row(2, None, None, {"hidden": True})
        made.add_worksheet("Catatan").write(0, 0, "note")

    source = opened(book(fill, "Kosong"))
    told = [(p.code, dict(p.values)) for p in source.heading.remarks]
    assert told == [("T137", {"count": "1", "row": "3"}), ("T138", {"names": "Catatan"})]
    assert [row.number for row in source] == [2, 3]


@here
def test_rows_of_a_workbook_are_kept_as_csv():
    def fill(made, sheet):
        sheet.write_row(1, 1, ["name", "plan"])
        sheet.write_row(3, 1, ['Desa "A", lama', 2.50])
        sheet.write(4, 1, "B\0")

    source = opened(book(fill))
    assert source.raw_heading == ",name,plan"
    good, bad = list(source)
    assert good == Row(4, ("", 'Desa "A", lama', "2.5"), ',"Desa ""A"", lama",2.5')
    assert isinstance(bad, BadRow)


@here
def test_a_workbook_beyond_the_limits_is_refused(monkeypatch):
    content = book(lambda made, sheet: sheet.write_column(0, 0, ["name", *"ABCDEFGH"]))
    monkeypatch.setattr(plain, "LIMITS", plain.LIMITS._replace(cells=8))
    with pytest.raises(Unreadable, match="500,000 cells"):
        opened(content)


@here
def test_an_empty_sheet_has_no_heading():
    with pytest.raises(Invalid) as caught:
        opened(book(lambda made, sheet: None))
    assert caught.value.problems[0].code == "T104"


def test_what_is_no_table_is_told(tmp_path):
    """In a process of its own, as it is read for a user."""
    content = book(lambda made, sheet: sheet.write_column(0, 0, ["name", "A"]))
    assert [row[1] for row in opened(content, "-")] == [("A",)]
    with pytest.raises(Unreadable, match="damaged"):
        opened(content[:-30])
    with pytest.raises(Unreadable, match="no table"):
        opened(b"%PDF-1.7 ...")
    with pytest.raises(Unreadable, match="no such file"):
        opening.opened(str(tmp_path / "nowhere.csv"))
    with pytest.raises(Unreadable, match="folder"):
        opening.opened(str(tmp_path))

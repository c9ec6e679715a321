"""Tables scored row by row: outputs that are whole or not there, rows that fail, going on."""

import os
import signal
from pathlib import Path
from typing import NamedTuple

import pytest

from smartscore.batches import keeping
from smartscore.batches.chunks import Work, chunks
from smartscore.batches.lines import Spelling
from smartscore.batches.record import Field
from smartscore.batches.run import Order, OtherRunError, run
from smartscore.batches.standing import OtherTableError
from smartscore.read import batch_faults
from smartscore.tables.rows import BadRow, Dialect, Doubt, Heading, Row
from smartscore.text.problems import Complaint

HEADING = Heading(("name", "cell"), "desa.csv")
FIELDS = (Field("name", "text"), Field("score", "number"), Field("band", "text"))


class Scored(NamedTuple):
    fields: tuple[str, ...]
    remarks: tuple[Doubt, ...] = ()


class Doubling:
    """Scores a place by twice its cell; some cells are trouble."""

    def row(self, row: Row) -> Scored | BadRow:
        name, cell = row.cells
        if cell == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if cell == "fail":
            raise ZeroDivisionError
        if cell == "bad":
            doubt = Doubt("cell", Complaint(batch_faults.ROW_BROKE, (), {"kind": "bad"}))
            return BadRow(row.number, row.raw, (doubt,))
        return Scored((name, "" if cell == "" else repr(float(cell) * 2), "ready"))


class Table:
    """A table in memory, which counts how far it was read."""

    raw_heading = "name,cell"
    dialect = Dialect()

    def __init__(self, *rows: Row | BadRow, breaks: int | None = None) -> None:
        self._rows = rows
        self._breaks = breaks
        self.read = 0

    def __iter__(self):
        for i, row in enumerate(self._rows):
            if i == self._breaks:
                raise KeyboardInterrupt
            self.read += len(row.raw)
            yield row


def places(*cells: str) -> list[Row]:
    return [Row(i, (f"Desa {i}", cell), f"Desa {i},{cell}") for i, cell in enumerate(cells, 2)]


def order(folder: Path, **changes) -> Order:
    form = changes.pop("form", "csv")
    decimal = changes.pop("decimal", ".")
    work = Work(Doubling(), Spelling(form, FIELDS, decimal))
    given = {"output": str(folder / "out.csv"), "errors": str(folder / "bad.csv"), "every": 0}
    return Order(HEADING, work, **{**given, **changes})


def there(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted(folder.iterdir())}


def test_rows_are_written_in_their_order_and_bad_ones_kept_as_they_were(tmp_path: Path) -> None:
    rows = places("1", "bad", "2.5", "fail", "")
    found = run(Table(*rows), order(tmp_path))
    assert (found.rows, found.scored, found.failed) == (5, 2, 2)
    assert there(tmp_path) == {
        "out.csv": "row,name,score,band\n2,Desa 2,2.0,ready\n4,Desa 4,5.0,ready\n6,Desa 6,,ready\n",
        "bad.csv": "name,cell\nDesa 3,bad\nDesa 5,fail\n",
        "bad.csv.txt": there(tmp_path)["bad.csv.txt"],
    }
    first, second = there(tmp_path)["bad.csv.txt"].splitlines()
    assert first.startswith(f"{tmp_path}/bad.csv:2: desa.csv:3")
    assert second.startswith(f"{tmp_path}/bad.csv:3: desa.csv:5")
    assert "ZeroDivisionError" in second
    assert [(c.heading, c.rows) for c in found.counts] == [("cell", 1), (None, 1)]


def test_many_bad_rows_are_counted_and_not_kept(tmp_path: Path) -> None:
    found = run(Table(*places(*["bad"] * 1000)), order(tmp_path, errors=None))
    assert (len(found.first), [c.rows for c in found.counts]) == (20, [1000])
    assert found.counts[0].first.place.line == 2


@pytest.mark.parametrize("ended", [0, 1, 255, 256, 257, 700, 999])
def test_a_run_that_was_ended_goes_on_to_the_same_bytes(tmp_path: Path, ended: int) -> None:
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    whole.mkdir()
    parts.mkdir()
    rows = places(*[("bad" if i % 7 == 3 else str(i)) for i in range(1000)])
    expected = run(Table(*rows), order(whole))
    with pytest.raises(KeyboardInterrupt):
        run(Table(*rows, breaks=ended), order(parts))
    assert not (parts / "out.csv").exists()
    assert not (parts / "bad.csv").exists()
    for part in parts.glob("*.part"):  # a line that was torn, behind what was noted
        with part.open("a") as file:
            file.write("6,De")
    found = run(Table(*rows), order(parts, resume=True))
    assert found._replace(resumed=0) == expected
    assert found.resumed == ended // 256 * 256
    said = there(parts)
    said["bad.csv.txt"] = said["bad.csv.txt"].replace(str(parts), str(whole))
    assert said == there(whole)


def test_another_table_or_other_options_do_not_go_on(tmp_path: Path) -> None:
    rows = places(*map(str, range(600)))
    with pytest.raises(KeyboardInterrupt):
        run(Table(*rows, breaks=590), order(tmp_path, same={"rubric": "one"}))
    before = there(tmp_path)
    with pytest.raises(OtherRunError, match="rubric"):
        run(Table(*rows), order(tmp_path, same={"rubric": "two"}, resume=True))
    other = [rows[0]._replace(raw="Desa 2,7"), *rows[1:]]
    with pytest.raises(OtherTableError):
        run(Table(*other), order(tmp_path, same={"rubric": "one"}, resume=True))
    with pytest.raises(OtherTableError):
        run(Table(*rows[:100]), order(tmp_path, same={"rubric": "one"}, resume=True))
    assert there(tmp_path) == before
    found = run(Table(*rows), order(tmp_path, same={"rubric": "one"}, resume=True))
    assert (found.resumed, found.scored) == (512, 600)


def test_what_was_begun_is_begun_anew_unless_it_is_to_go_on(tmp_path: Path) -> None:
    rows = places(*map(str, range(600)))
    with pytest.raises(KeyboardInterrupt):
        run(Table(*rows, breaks=590), order(tmp_path))
    found = run(Table(*rows[:2]), order(tmp_path))
    assert (found.resumed, found.rows) == (0, 2)
    assert sorted(there(tmp_path)) == ["bad.csv", "bad.csv.txt", "out.csv"]


def test_two_runs_do_not_write_one_output(tmp_path: Path) -> None:
    kept = keeping.Kept(order(tmp_path).files)
    with pytest.raises(keeping.BusyError):
        run(Table(*places("1")), order(tmp_path))
    kept.close()
    assert run(Table(*places("1")), order(tmp_path)).scored == 1


def test_several_processes_keep_the_order(tmp_path: Path) -> None:
    rows = places(*[("bad" if i % 97 == 3 else str(i)) for i in range(3000)])
    run(Table(*rows), order(tmp_path))
    expected = there(tmp_path)
    found = run(Table(*rows), order(tmp_path, jobs=2))
    assert (found.rows, found.failed) == (3000, 31)
    assert there(tmp_path) == expected


def test_a_row_that_ends_its_process_fails_and_the_others_are_scored(tmp_path: Path) -> None:
    rows = places(*[("die" if i == 1900 else str(i)) for i in range(2200)])
    found = run(Table(*rows), order(tmp_path, jobs=2))
    assert (found.rows, found.scored, found.failed) == (2200, 2199, 1)
    assert [(p.code, p.place.line) for p in found.first] == [("T141", 1902)]
    assert there(tmp_path)["bad.csv"] == "name,cell\nDesa 1902,die\n"
    numbers = [int(x.partition(",")[0]) for x in there(tmp_path)["out.csv"].splitlines()[1:]]
    assert numbers == [n for n in range(2, 2202) if n != 1902]


@pytest.mark.parametrize(
    ("form", "decimal", "line"),
    [
        ("csv", ".", '2,"a, ""b""",3.0,ready\n'),
        ("csv", ",", '2;"a, ""b""";3,0;ready\n'),
        ("tsv", ".", '2\t"a, ""b"""\t3.0\tready\n'),
        ("jsonl", ".", '{"row":2,"name":"a, \\"b\\"","score":3.0,"band":"ready"}\n'),
    ],
)
def test_each_form_is_spelt_as_its_readers_have_it(form, decimal, line) -> None:
    spelling = Spelling(form, FIELDS, decimal)
    assert spelling.writer()(2, ('a, "b"', "3.0", "ready")) == line


def test_no_name_is_taken_for_a_formula_or_a_number() -> None:
    write = Spelling("csv", FIELDS).writer()
    assert write(2, ("=1+1", "", "")) == "2,'=1+1,,\n"
    assert write(2, ("a\nb", "", "")) == "2,a b,,\n"
    comma = Spelling("csv", FIELDS, ",").writer()
    assert comma(2, ("+1", "", "")) == "2;'+1;;\n"
    assert comma(2, ("1-2", "", "")) == "2;'1-2;;\n"
    assert Spelling("csv", FIELDS, ",").heading().startswith(b"\xef\xbb\xbfrow;name")


def test_a_workbook_is_made_of_what_was_written(tmp_path: Path) -> None:
    calamine = pytest.importorskip("python_calamine")
    rows = places("1", "bad", "2.5", "")
    given = {"form": "jsonl", "as_workbook": True, "output": str(tmp_path / "out.xlsx")}
    run(Table(*rows), order(tmp_path, **given))
    first = (tmp_path / "out.xlsx").read_bytes()
    sheet = calamine.CalamineWorkbook.from_path(str(tmp_path / "out.xlsx")).get_sheet_by_index(0)
    assert sheet.to_python() == [
        ["row", "name", "score", "band"],
        [2.0, "Desa 2", 2.0, "ready"],
        [4.0, "Desa 4", 5.0, "ready"],
        [5.0, "Desa 5", "", "ready"],
    ]
    assert sorted(there_names(tmp_path)) == ["bad.csv", "bad.csv.txt", "out.xlsx"]
    run(Table(*rows), order(tmp_path, **given))
    assert (tmp_path / "out.xlsx").read_bytes() == first


def there_names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_long_rows_are_few_together():
    rows = [Row(i, ("x",), "x" * 400_000) for i in range(7)]
    assert [len(chunk.rows) for chunk in chunks(rows)] == [3, 3, 1]

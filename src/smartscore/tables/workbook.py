"""The table of a workbook: its first sheet, read in a process of its own, within limits."""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from smartscore.model.fields import shown
from smartscore.processes import bounded
from smartscore.read import table_faults
from smartscore.sheets.addresses import column_letters
from smartscore.sheets.plain import MARK, Sheet, sheet
from smartscore.tables.divided import bad, no_text
from smartscore.tables.headings import named
from smartscore.tables.rows import BadRow, Dialect, Heading, Row
from smartscore.text import containers
from smartscore.text.problems import Complaint, Place, Unreadable

MAX_BYTES: Final = 16 * 1024 * 1024
_LOOKED_AT: Final = 1000
_LIMITS: Final = bounded.Limits(seconds=120, mebibytes=1536)
_TOLD: Final = containers.SHEETS | {containers.ENCRYPTED, "damaged"}


def read(data: bytes, file: str) -> Sheet:
    """The sheet of a table; raises Unreadable."""
    if len(data) > MAX_BYTES:
        raise Unreadable(file, "table-bytes")
    kind = containers.kind(data)
    if kind != containers.WORKBOOK:
        raise Unreadable(file, f"sheet-{kind}" if kind in _TOLD else "table-kind")
    try:
        return bounded.run(_LIMITS, sheet, data, file)
    except bounded.TooSlow:
        raise Unreadable(file, "table-slow") from None
    except bounded.TooBig:
        raise Unreadable(file, "table-memory") from None
    except bounded.Died:
        raise Unreadable(file, "sheet-died") from None


def heading(found: Sheet, file: str) -> Heading:
    """The headings of a sheet, with what is to be remarked of it."""
    line, head = found.rows[0] if found.rows else (1, ())
    names = named([cell.replace(MARK, " ") for cell in head])
    cells = (row for _, row in islice(found.rows, 1, _LOOKED_AT))
    place = Place(file, line, 1, line, 1)
    remarks = []
    if found.hidden:
        values = {"count": str(len(found.hidden)), "row": str(found.hidden[0])}
        remarks.append(Complaint(table_faults.ROWS_CAN_BE_SEEN, values=values).at(place))
    if found.others:
        values = {"names": ", ".join(map(shown, found.others))}
        remarks.append(Complaint(table_faults.TABLES_STAND_ON_ONE_SHEET, values=values).at(place))
    return Heading(names, file, line, Dialect("xlsx"), cells, remarks)


def rows(found: Sheet, width: int) -> Iterator[Row | BadRow]:
    """The rows below the headings, each with as many cells as there are headings."""
    for number, cells in found.rows[1:]:
        raw = delimited(cells)
        count = max(width, *(i for i, cell in enumerate(cells, 1) if cell), 0)
        if count > width:
            values = {"count": str(count), "expected": str(width)}
            yield bad(number, raw, Complaint(table_faults.ROWS_FIT_THE_TABLE, values=values))
        elif (strange := no_text("".join(cells).replace(MARK, ""))) is not None:
            yield bad(number, raw, strange)
        else:
            yield Row(number, (*cells, *[""] * (width - len(cells)))[:width], raw)


def delimited(cells: Sequence[str]) -> str:
    """A row of a workbook as one of CSV; what could not be taken can't be taken there either."""
    line = io.StringIO()
    seen = (_kept(cell, column_letters(at)) for at, cell in enumerate(cells))
    csv.writer(line, lineterminator="").writerow(seen)
    return line.getvalue()


def _kept(cell: str, letters: str) -> str:
    """The text of a cell of a column; of one that shows another number both, behind a mark."""
    if not cell.startswith(MARK):
        return cell
    _, kind, shows, held = cell.split(MARK)
    if kind == "merged":
        return f"={letters}{shows}"
    return held if kind == "dressed" else f"#SHOWN! {held} ({shows})"

"""Delimited text (CSV, TSV) divided into rows as it comes, each told apart from the next.

The quotation mark is `"` and is doubled inside a cell, as RFC 4180 has it. A row that can't be
divided fails alone: the next line begins a new one, so that a mark that is not closed costs one row
and not all that follow.
"""

import csv
from collections.abc import Iterator
from typing import Final, NamedTuple

from smartscore.read import table_faults
from smartscore.tables.lines import MAX_ROW, Lines, TooLong
from smartscore.tables.rows import BadRow, Doubt, Row
from smartscore.text.problems import Code, Complaint
from smartscore.text.source import NOT_TEXT, codepoint

_MOST_LINES: Final = 1000
"""Lines of one row."""

_LONGEST: Final = csv.field_size_limit()
_ERRORS: Final = (
    ("unexpected end", table_faults.MARKS_OF_CELLS_ARE_CLOSED),
    ("field larger", table_faults.CELLS_OF_TABLES_ARE_SHORT),
    ("new-line character", table_faults.ROWS_OF_TABLES_END_IN_ONE_WAY),
)
_NO_BYTE: Final = ("\udc80", "\udcff")
"""What `surrogateescape` makes of a byte that is no UTF-8, from and to."""


class Record(NamedTuple):
    """A row before it is known how many cells it is to have."""

    number: int
    cells: list[str]
    lines: list[str]


def records(lines: Lines, delimiter: str) -> Iterator[Record | BadRow]:
    """The rows that are not blank."""
    while (line := lines.next()) is not None:
        if not line or line.isspace():
            continue
        number = lines.number
        if '"' in line or "\r" in line or "\n" in line or len(line) > _LONGEST:
            found = _quoted(lines, line, delimiter)
        else:
            found = Record(number, line.split(delimiter), [line])
        if isinstance(found, Record) and not any(map(str.strip, found.cells)):
            continue
        if not line.isprintable() or len(found[2]) > 1:
            raw = found.raw if isinstance(found, BadRow) else lines.end.join(found.lines)
            if (strange := no_text(raw)) is not None:
                found = bad(number, raw, strange)
        yield found


def fitted(
    found: Iterator[Record | BadRow], width: int, delimiter: str, end: str
) -> Iterator[Row | BadRow]:
    """The rows with as many cells as there are headings."""
    for each in found:
        if isinstance(each, BadRow):
            yield each
            continue
        number, cells, lines = each
        raw = lines[0] if len(lines) == 1 else end.join(lines)
        count = len(cells)
        if count > width and not any(map(str.strip, cells[width:])):
            del cells[width:]
            count = width
        if len(lines) > 1 and _swallows(lines, width, delimiter):
            last = {"last": str(number + len(lines) - 1)}
            yield bad(number, raw, Complaint(table_faults.CELLS_ARE_NO_ROWS, values=last))
        elif count != width:
            values = {"count": str(count), "expected": str(width)}
            yield bad(number, raw, Complaint(table_faults.ROWS_FIT_THE_TABLE, values=values))
        else:
            yield Row(number, tuple(cells), raw)


def _quoted(lines: Lines, first: str, delimiter: str) -> Record | BadRow:
    """A row with quotation marks, over as many lines as they hold together, or a long one."""
    number = lines.number
    if isinstance(first, TooLong):
        return bad(number, first, Complaint(table_faults.ROWS_ARE_SHORT))
    taken = [first]

    def feed() -> Iterator[str]:
        yield f"{first}\n"
        size = len(first)
        while len(taken) < _MOST_LINES and size <= MAX_ROW:
            line = lines.next()
            if line is None:
                return
            taken.append(line)
            if isinstance(line, TooLong):
                return
            size += len(line)
            yield f"{line}\n"

    try:
        cells = next(csv.reader(feed(), delimiter=delimiter, strict=True))
    except csv.Error as error:
        lines.give_back(taken[1:])
        code: Code = table_faults.MARKS_STAND_AROUND_CELLS
        for part, meant in _ERRORS:
            code = meant if part in str(error) else code
        return bad(number, first, Complaint(code))
    return Record(number, cells, taken)


def _swallows(lines: list[str], width: int, delimiter: str) -> bool:
    """Whether lines of one row might be rows of their own, were they not held together."""
    if width < 2:
        return False
    like = [line.count(delimiter) >= width - 1 for line in lines]
    return (like[0] and like[-1]) or any(like[1:-1])


def no_text(raw: str) -> Complaint | None:
    """What is no text in a row, with its place among the bytes; None where all is."""
    found = NOT_TEXT.search(raw)
    if found is None:
        return None
    if _NO_BYTE[0] <= found[0] <= _NO_BYTE[1]:
        before = len(raw[: found.start()].encode("utf-8", "surrogateescape"))
        values = {"byte": str(before + 1), "character": f"0x{ord(found[0]) - 0xDC00:02X}"}
        return Complaint(table_faults.TABLES_ARE_UTF8, values=values)
    return Complaint(table_faults.ROWS_ARE_TEXT, values=codepoint(found[0]))


def bad(number: int, raw: str, complaint: Complaint) -> BadRow:
    """A row that fails as a whole."""
    return BadRow(number, raw, (Doubt(None, complaint),))

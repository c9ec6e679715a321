"""Which character stands between the cells of a table, as its first rows show."""

import io
from typing import Final, NamedTuple

from smartscore.read import table_faults
from smartscore.tables.divided import Record, fitted, records
from smartscore.tables.headings import named
from smartscore.tables.lines import Lines, Stream, wrong
from smartscore.tables.rows import Row
from smartscore.text.delimited import DELIMITERS
from smartscore.text.problems import Complaint

_LOOKED_AT: Final = 1000
"""So many of the first rows are kept to see how numbers are written."""

_SHOWN: Final = {"\t": "tab"}


class Tried(NamedTuple):
    """How the beginning of a table is divided by one delimiter."""

    delimiter: str
    width: int
    rows: tuple[tuple[str, ...], ...]
    failing: int


def tried(source: Stream, delimiter: str, *, passed: bool = False) -> Tried:
    """The first rows as a delimiter divides them; the first line is `passed` over, if so asked."""
    content = source.beginning
    if not source.is_whole:
        content = content[: max(content.rfind(b"\n"), content.rfind(b"\r")) + 1]
    lines = Lines(Stream(source.file, io.BytesIO(content)))
    if passed:
        lines.next()
    found = records(lines, delimiter)
    head = next(found, None)
    names = named(head.cells) if isinstance(head, Record) else []
    rows = list(fitted(found, len(names), delimiter, lines.end))
    if rows and not source.is_whole:
        rows.pop()  # it may go on behind the beginning
    good = tuple(row.cells for row in rows if isinstance(row, Row))
    return Tried(delimiter, len(names), good[:_LOOKED_AT], len(rows) - len(good))


def chosen(source: Stream) -> Tried:
    """The delimiter that is meant: with which the rows fit; raises Invalid where two may be."""
    found = [tried(source, each) for each in DELIMITERS]
    dividing = [each for each in found if each.width > 1]
    fitting = [each for each in dividing if not each.failing]
    if len(fitting) > 1:
        one, other = (_SHOWN.get(each.delimiter, each.delimiter) for each in fitting[:2])
        values = {"one": one, "other": other}
        complaint = Complaint(table_faults.TABLES_ARE_READ_IN_ONE_WAY, values=values)
        raise wrong(source.file, 1, complaint)
    if fitting:
        return fitting[0]
    return max(dividing, key=lambda each: (len(each.rows), each.width), default=found[0])

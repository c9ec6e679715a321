"""A table of many places, opened: how it is written, its headings, and its rows as they come.

What a table is is seen from its first bytes: a workbook by its own mark, an object a line by its
brace, and of delimited text the delimiter, with which the first rows fit the heading. A row that
does not fit is told when it comes.
"""

import contextlib
import os
from collections.abc import Iterator
from itertools import chain
from pathlib import Path, PurePath
from types import TracebackType
from typing import BinaryIO, Final

from smartscore.read import table_faults
from smartscore.tables import records, workbook
from smartscore.tables.delimiters import chosen, tried
from smartscore.tables.divided import fitted
from smartscore.tables.divided import records as divided
from smartscore.tables.endings import ENDINGS
from smartscore.tables.headings import named, sound
from smartscore.tables.lines import Lines, Stream, wrong
from smartscore.tables.rows import BadRow, Dialect, Doubt, Form, Heading, Row
from smartscore.text import containers, delimited
from smartscore.text.problems import Complaint, Unreadable, reason
from smartscore.text.source import STDIN

_SURE: Final[dict[str, Form]] = {e: form for e, form in ENDINGS.items() if form != "csv"}
"""Behind `.csv` anything may stand between the cells."""

_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")


class Opened:
    """A table that is open: iterate over it once, and close it, or use it in a `with`.

    `raw_heading` is all that stands above the first row, as it was. `size` is how many bytes there
    are, where that is known. Iterating gives rows in their order, good ones and bad ones; it raises
    Invalid where the table can't be read any further, and Unreadable where the disk fails.
    """

    def __init__(
        self,
        heading: Heading,
        rows: Iterator[Row | BadRow],
        raw_heading: str,
        stream: Stream,
        size: int | None = None,
    ) -> None:
        self.heading = heading
        self.raw_heading = raw_heading
        self.size = size
        self._rows = rows
        self._stream = stream
        self._open = contextlib.ExitStack()

    @property
    def dialect(self) -> Dialect:
        """How the table is written."""
        return self.heading.dialect

    @property
    def read(self) -> int:
        """How many bytes were read so far."""
        return self._stream.read

    def __iter__(self) -> Iterator[Row | BadRow]:
        """The rows, in their order."""
        return self._rows

    def close(self) -> None:
        """Close the file, if it was opened here."""
        self._open.close()

    def closing(self, file: BinaryIO) -> "Opened":
        """The same, which closes a file when it is closed."""
        self._open.callback(file.close)
        return self

    def __enter__(self) -> "Opened":
        """The table itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self.close()


def opened(file: str, *, stream: BinaryIO | None = None, form: Form | None = None) -> Opened:
    """Open a table by the name of its file, or as what comes from a stream that is so called.

    `form` says what it is written as, where that is not to be found out. Raises Unreadable where it
    can't be opened or is no table, Invalid where its heading can't be used.
    """
    if stream is not None:
        return _opened(file, stream, form)
    try:
        if os.path.isdir(file):
            raise Unreadable(file, "folder")
        found = Path(file).open("rb")  # noqa: SIM115 - the table closes it
    except OSError as error:
        raise Unreadable(file, reason(error)) from None
    except ValueError:
        raise Unreadable(file, "name") from None
    try:
        table = _opened(file, found, form).closing(found)
    except BaseException:
        found.close()
        raise
    size = os.fstat(found.fileno()).st_size
    table.size = size or None
    return table


def _opened(file: str, stream: BinaryIO, form: Form | None) -> Opened:
    source = Stream(file, stream)
    start = source.beginning
    if form == "xlsx" or containers.kind(start) is not None:
        return _of_workbook(source)
    if start.startswith(_UTF_16):
        utf_16 = Complaint(table_faults.TABLES_ARE_UTF8, values={"variant": "utf-16"})
        raise wrong(file, 1, utf_16)
    if (form or _form(file, start)) == "jsonl":
        return _records(source)
    return _divided(source, form or _form(file, start))


def _form(file: str, start: bytes) -> Form:
    """What a text is written as, by the name of its file, or else by how it begins."""
    ending = PurePath(file).suffix.lower() if file != STDIN else ""
    if ending in _SURE:
        return _SURE[ending]
    return "jsonl" if ending != ".csv" and start.lstrip().startswith((b"{", b"[")) else "csv"


def _divided(source: Stream, form: Form) -> Opened:
    lines = Lines(source)
    begins, delimiter = lines.begins, "\t" if form == "tsv" else ""
    first = lines.next()
    says = delimited.says(first) if first is not None else ""
    if says:
        begins, delimiter = f"{begins}{first}{lines.end}", says
    elif first is not None:
        lines.give_back([first])
    found = tried(source, delimiter, passed=bool(says)) if delimiter else chosen(source)
    above = divided(lines, found.delimiter)
    head = next(above, None)
    if head is None:
        raise wrong(source.file, 1, Complaint(table_faults.TABLES_HAVE_A_HEADING))
    if isinstance(head, BadRow):
        raise wrong(source.file, head.number, head.doubts[0].complaint)
    dialect = Dialect(form, found.delimiter, lines.end, begins)
    names = named(head.cells)
    heading = sound(Heading(names, source.file, head.number, dialect, found.rows))
    rows = fitted(above, len(names), found.delimiter, lines.end)
    return _with_rows(Opened(heading, rows, begins + lines.end.join(head.lines), source))


def _with_rows(table: Opened) -> Opened:
    """The table, if there is at least one row in it."""
    rows = iter(table)
    first = next(rows, None)
    if first is None:
        heading = table.heading
        raise wrong(heading.file, heading.line, Complaint(table_faults.TABLES_HAVE_ROWS))
    table._rows = chain([first], rows)  # noqa: SLF001 - of this module
    return table


def _records(source: Stream) -> Opened:
    lines = Lines(source)
    first = lines.next()
    while first is not None and not first.strip():
        first = lines.next()
    if first is None:
        raise wrong(source.file, 1, Complaint(table_faults.TABLES_HAVE_A_HEADING))
    line = lines.number
    lines.give_back([first])
    begun = list(records.begun(source, first))
    if not begun:
        doubt = records.parsed(first)
        assert isinstance(doubt, Doubt)
        raise wrong(source.file, line, doubt.complaint)
    keys = tuple(dict.fromkeys(key for fields in begun for key in fields))
    rows = [tuple(fields.get(key, "") for key in keys) for fields in begun]
    dialect = Dialect("jsonl", "", lines.end, lines.begins)
    heading = sound(Heading(keys, source.file, line, dialect, rows))
    return Opened(heading, records.rows(lines, keys), lines.begins, source)


def _of_workbook(source: Stream) -> Opened:
    data = b""
    for block in source.blocks():
        data += block
        if len(data) > workbook.MAX_BYTES:
            break
    found = workbook.read(data, source.file)
    head = found.rows[0][1] if found.rows else ()
    heading = sound(workbook.heading(found, source.file))
    rows = workbook.rows(found, len(heading))
    return _with_rows(Opened(heading, rows, workbook.delimited(head), source))

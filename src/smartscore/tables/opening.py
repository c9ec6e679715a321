"""A table of many places, opened: how it is written, its headings, and its rows as they come.

What a table is is seen from its first bytes: a workbook by its own mark, an object a line by its
brace, and of delimited text the delimiter, with which the first rows fit the heading. A row that
does not fit is told when it comes.
"""

import contextlib
import io
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path, PurePath
from types import TracebackType
from typing import BinaryIO, Final, NamedTuple

from smartscore.read import table_faults
from smartscore.tables import records
from smartscore.tables.divided import Record, fitted
from smartscore.tables.divided import records as divided
from smartscore.tables.lines import Lines, Stream
from smartscore.tables.rows import BadRow, Dialect, Form, Heading, Row
from smartscore.text import containers, delimited
from smartscore.text.problems import Complaint, Invalid, Problem, Unreadable, reason
from smartscore.text.source import STDIN

MAX_COLUMNS: Final = 16_384

_ENDINGS: Final[dict[str, Form]] = {
    ".tsv": "tsv",
    ".tab": "tsv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_LOOKED_AT: Final = 1000
"""So many of the first rows are kept to see how numbers are written."""


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
    kind = containers.kind(start)
    if form is not None and form != "xlsx":
        kind = kind if start.startswith((containers.ARCHIVE, b"\xd0\xcf")) else None
    if kind is not None or form == "xlsx":
        raise Unreadable(file, "table-kind")
    if start.startswith(_UTF_16):
        raise Lines(source).wrong(
            Complaint(table_faults.TABLES_ARE_UTF8, values={"variant": "utf-16"}), 1
        )
    if (form or _form(file, start)) == "jsonl":
        return _records(source)
    return _divided(source, form or _form(file, start))


def _form(file: str, start: bytes) -> Form:
    """What a text is written as, by the name of its file, or else by how it begins."""
    ending = PurePath(file).suffix.lower() if file != STDIN else ""
    if ending in _ENDINGS:
        return _ENDINGS[ending]
    return "jsonl" if ending != ".csv" and start.lstrip().startswith((b"{", b"[")) else "csv"


def _divided(source: Stream, form: Form) -> Opened:
    lines = Lines(source)
    begins, delimiter = lines.begins, "\t" if form == "tsv" else ""
    first = lines.next()
    if first is not None and (says := delimited.says(first)):
        begins, delimiter = f"{begins}{first}{lines.end}", says
    elif first is not None:
        lines.give_back([first])
    found = [_tried(source, each, bool(begins.strip("\ufeff"))) for each in delimiter or _OTHERS]
    chosen = found[0] if delimiter else _chosen(found, lines)
    dialect = Dialect(form, chosen.delimiter, lines.end, begins)
    above = divided(lines, chosen.delimiter)
    head = next(above, None)
    if head is None:
        raise lines.wrong(Complaint(table_faults.TABLES_HAVE_A_HEADING), 1)
    if isinstance(head, BadRow):
        raise lines.wrong(head.doubts[0].complaint, head.number)
    names = _named(head.cells)
    heading = Heading(names, source.file, head.number, dialect, chosen.rows)
    rows = fitted(above, len(names), chosen.delimiter, lines.end)
    raw = begins + lines.end.join(head.lines)
    return _with_rows(Opened(_sound(heading, lines), rows, raw, source), lines)


_OTHERS: Final = delimited.DELIMITERS


def _named(cells: list[str]) -> list[str]:
    """The names of columns, up to the last that there is."""
    names = list(map(delimited.plain, cells))
    while names and not names[-1]:
        names.pop()
    return names


def _sound(heading: Heading, lines: Lines) -> Heading:
    """The headings, if they are not too many and each stands once."""
    if len(heading) > MAX_COLUMNS:
        values = {"count": str(len(heading)), "limit": str(MAX_COLUMNS)}
        raise lines.wrong(Complaint(table_faults.HEADINGS_ARE_FEW, values=values), heading.line)
    repeated = [name for name, count in Counter(filter(None, heading)).items() if count > 1]
    problems: list[Problem] = []
    for name in repeated:
        places = [str(i) for i, each in enumerate(heading, 1) if each == name]
        values = {"name": name, "one": places[0], "other": ", ".join(places[1:])}
        complaint = Complaint(table_faults.HEADINGS_STAND_ONCE, values=values)
        problems += lines.wrong(complaint, heading.line).problems
    if problems:
        raise Invalid(problems)
    return heading


def _with_rows(table: Opened, lines: Lines) -> Opened:
    """The table, if there is at least one row in it."""
    rows = iter(table)
    first = next(rows, None)
    if first is None:
        line = table.heading.line
        raise lines.wrong(Complaint(table_faults.TABLES_HAVE_ROWS), line)
    table._rows = chain([first], rows)  # noqa: SLF001 - of this module
    return table


class _Tried(NamedTuple):
    """How the beginning of a table is divided by one delimiter."""

    delimiter: str
    width: int
    rows: tuple[tuple[str, ...], ...]
    failing: int


def _tried(source: Stream, delimiter: str, says: bool) -> _Tried:  # noqa: FBT001
    content = source.beginning
    if not source.is_whole:
        content = content[: max(content.rfind(b"\n"), content.rfind(b"\r")) + 1]
    lines = Lines(Stream(source.file, io.BytesIO(content)))
    if says:
        lines.next()
    found = divided(lines, delimiter)
    head = next(found, None)
    names = _named(head.cells) if isinstance(head, Record) else []
    rows: list[Row | BadRow] = list(fitted(found, len(names), delimiter, lines.end))
    if rows and not source.is_whole:
        rows.pop()  # it may go on behind the beginning
    good = tuple(row.cells for row in rows if isinstance(row, Row))
    return _Tried(delimiter, len(names), good[:_LOOKED_AT], len(rows) - len(good))


def _chosen(found: Iterable[_Tried], lines: Lines) -> _Tried:
    """The delimiter that is meant; raises Invalid where two may be."""
    tried = list(found)
    dividing = [each for each in tried if each.width > 1]
    fitting = [each for each in dividing if not each.failing]
    if len(fitting) > 1:
        names = {"\t": "tab"}
        one, other = (names.get(each.delimiter, each.delimiter) for each in fitting[:2])
        values = {"one": one, "other": other}
        raise lines.wrong(Complaint(table_faults.TABLES_ARE_READ_IN_ONE_WAY, values=values), 1)
    best = max(dividing, key=lambda each: (len(each.rows), each.width), default=tried[0])
    return fitting[0] if fitting else best


def _records(source: Stream) -> Opened:
    lines = Lines(source)
    first = lines.next()
    while first is not None and not first.strip():
        first = lines.next()
    if first is None:
        raise lines.wrong(Complaint(table_faults.TABLES_HAVE_A_HEADING), 1)
    line = lines.number
    found = records.parsed(first)
    lines.give_back([first])
    begun = list(_begun(source)) or ([found] if isinstance(found, dict) else [])
    if isinstance(found, Complaint) and not begun:
        is_list = {"variant": "list"} if first.lstrip()[:1] == "[" else {}
        raise lines.wrong(found._replace(values={**found.values, **is_list}), line)
    keys = tuple(dict.fromkeys(key for fields in begun for key in fields))
    rows = tuple(tuple(fields.get(key, "") for key in keys) for fields in begun)
    heading = Heading(keys, source.file, line, Dialect("jsonl", "", lines.end, lines.begins), rows)
    return Opened(_sound(heading, lines), records.rows(lines, keys), lines.begins, source)


def _begun(source: Stream) -> Iterator[records.Fields]:
    """The first records that can be read."""
    content = source.beginning
    if not source.is_whole:
        content = content[: content.rfind(b"\n") + 1]
    lines = Lines(Stream(source.file, io.BytesIO(content)))
    texts = iter(lines.next, None)
    parsed = (records.parsed(text) for text in texts if text and text.strip())
    yield from islice((each for each in parsed if isinstance(each, dict)), _LOOKED_AT)

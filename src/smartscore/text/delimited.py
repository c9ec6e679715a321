"""Delimited text (CSV) as RFC 4180 has it and as spreadsheets write it.

The quotation mark is `"` and is doubled inside a cell, whatever delimits. Which character delimits
is found out by reading the whole text with each of `DELIMITERS`: it is the one with which every row
fits the heading. A first line such as `sep=;` says it. Nothing is guessed from samples.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal, NamedTuple

DELIMITERS: Final = ",;\t|"
"""What may stand between cells, where the first line does not say."""

_FIRST_END = re.compile(r"\r\n|\r|\n")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_OLD_LINE = re.compile(r"[^\r]*\r\n?|[^\r]+")
_SAYS = re.compile(r'"?sep=(?P<delimiter>[^\w\s"]|\t)"?[ \t]*(?:\r\n?|\n|\Z)', re.IGNORECASE)

FaultKind = Literal["length", "open", "behind", "long", "line"]
_ERRORS: Final[tuple[tuple[str, FaultKind], ...]] = (
    ("unexpected end", "open"),
    ("field larger", "long"),
    ("new-line character", "line"),
)


class Fault(NamedTuple):
    """What is wrong with a row, which is named by the line on which it begins.

    `length`: `found` cells, where the heading has `expected`. `open`: a quotation mark is not
    closed. `behind`: text behind a closing mark. `long`: a cell of more than `found` characters.
    `line`: a line break that is not the text's own kind, outside of marks. The text can't be
    divided any further after one of the last four.
    """

    kind: FaultKind
    row: int
    found: int = 0
    expected: int = 0


class Cell(NamedTuple):
    """A cell of a column, named by the line on which its row begins.

    Where a cell of the row runs over several lines, of which the first and the last, or any between
    them, would be rows of their own if nothing were quoted, `instead` is what would stand in the
    column then, and `last` is the last of these lines. `label` is what the row begins with, where
    that is another cell.
    """

    row: int
    text: str
    instead: tuple[str, ...] = ()
    last: int = 0
    label: str = ""


class _Record(NamedTuple):
    row: int
    cells: list[str]
    lines: tuple[str, ...]


class _Measured(NamedTuple):
    """The rows below the heading: how many, how long, whether one says more or ends all."""

    rows: int
    lengths: frozenset[int]
    is_overfull: bool
    is_broken: bool = False


class _Broken(Exception):  # noqa: N818 - a finding about the text, caught by `Table`
    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault)


@dataclass(frozen=True, slots=True)
class Dialect:
    """What divides a text into cells; `mark` is empty where nothing quotes."""

    delimiter: str
    mark: str = '"'
    escape: str | None = None

    @property
    def is_usual(self) -> bool:
        """Whether the mark is the one of RFC 4180, doubled inside a cell."""
        return self.mark == '"' and self.escape is None


class Table:
    """A text as one dialect divides it into rows of cells."""

    def __init__(self, text: str, dialect: Dialect, start: int = 0) -> None:
        """`start` is where the heading begins, behind a line that names the delimiter."""
        self.dialect = dialect
        self._text, self._start = text, start
        first = _FIRST_END.search(text)
        self._line = _OLD_LINE if first and first[0] == "\r" else _LINE
        end = re.escape(dialect.delimiter)
        self._one_line = re.compile(rf'(?:^|{end})("(?:[^"]|"")*+"(?={end}|$)|[^{end}]*)')

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The first row that is not blank, as plain text."""
        try:
            first = next(self._records(), None)
        except _Broken:
            return ()
        return tuple(map(plain, first.cells)) if first else ()

    @cached_property
    def _measured(self) -> _Measured:
        lengths: set[int] = set()
        rows, is_overfull = 0, False
        named = len(self.headings)
        records = self._records()
        try:
            next(records, None)
            for record in records:
                rows += 1
                lengths.add(len(record.cells))
                is_overfull = is_overfull or not _is_blank(record.cells[named:])
        except _Broken:
            return _Measured(rows, frozenset(lengths), is_overfull, is_broken=True)
        return _Measured(rows, frozenset(lengths), is_overfull)

    @property
    def divides(self) -> bool:
        """Whether the delimiter stands in the heading."""
        return len(self.headings) > 1

    @property
    def fits(self) -> bool:
        """Whether every row is as long as the heading, and every mark is closed."""
        measured = self._measured
        return measured.lengths <= {self.width} and not (measured.is_overfull or measured.is_broken)

    @property
    def width(self) -> int:
        """How many cells a row has: as many as the heading.

        Or as many as all the rows have without exception, where each of several has a delimiter
        more at its end, or only the heading has delimiters behind its last name.
        """
        headings, measured = self.headings, self._measured
        if len(measured.lengths) != 1 or measured.is_overfull:
            return len(headings)
        sole = next(iter(measured.lengths))
        named = max((i for i, heading in enumerate(headings, 1) if heading), default=0)
        is_longer = sole > len(headings) == named and measured.rows > 1
        return sole if is_longer or sole == named else len(headings)

    def column(self, place: int) -> Iterator[Cell | Fault]:
        """What stands in a column, counted from 0, row by row, or what is wrong with the row."""
        width = self.width
        records = self._records()
        try:
            next(records, None)
            for record in records:
                count = len(record.cells)
                if count != width:
                    yield Fault("length", record.row, count, width)
                    continue
                yield self._cell(record, place, width)
        except _Broken as broken:
            yield broken.fault

    def _cell(self, record: _Record, place: int, width: int) -> Cell:
        text = record.cells[place] if place < width else ""
        if len(record.lines) > 1 and width > 1 and self.dialect.is_usual:
            lines = [line.rstrip("\r\n") for line in record.lines]
            rows = [self._alone(line, width) for line in lines]
            first = rows[0] or lines[0].split(self.dialect.delimiter)[-width:]
            last = record.row + len(rows) - 1
            if len(first) == width and rows[-1]:
                instead = tuple(cells[place] for cells in (first, *rows[1:]) if cells)
                return Cell(record.row, text, instead, last)
            inner = (self._alone(line, width) or self._ends(line, width) for line in lines[1:-1])
            if within := tuple(
                cells[i] for cells in inner if cells for i in (place, place - width)
            ):
                return Cell(record.row, text, (*within, text), last)
        label = next((cell for cell in record.cells[:place] if cell.strip()), "")
        return Cell(record.row, text, label=label)

    def _alone(self, line: str, width: int) -> list[str]:
        """The cells of a line as a row of its own, if it can be one; else none."""
        plain = line.split(self.dialect.delimiter)
        quoted: list[str] = plain if len(plain) == width else self._one_line.findall(line)
        return quoted if len(quoted) == width else []

    def _ends(self, line: str, width: int) -> list[str]:
        """The cells of a line that has more than a row, counted from either end; else none."""
        cells = line.split(self.dialect.delimiter)
        return cells if len(cells) > width else []

    def otherwise_quoted(self) -> Iterator["Table"]:
        """The same text under other customs of quoting, where it fits them as well."""
        delimiter = self.dialect.delimiter
        others = (
            Dialect(delimiter, "'"),
            Dialect(delimiter, '"', "\\"),
            Dialect(delimiter, "", "\\"),
        )
        for other in others:
            if (other.escape or other.mark) in self._text:
                table = Table(self._text, other, self._start)
                if table.fits:
                    yield table

    def _records(self) -> Iterator[_Record]:
        """The rows that are not blank; raises _Broken where the text can't be divided."""
        taken: list[str] = []

        def lines() -> Iterator[str]:
            for match in self._line.finditer(self._text, self._start):
                taken.append(match[0])
                yield match[0]

        line = 2 if self._start else 1
        reader = csv.reader(
            lines(),
            delimiter=self.dialect.delimiter,
            quotechar=self.dialect.mark or None,
            quoting=csv.QUOTE_MINIMAL if self.dialect.mark else csv.QUOTE_NONE,
            escapechar=self.dialect.escape,
            doublequote=self.dialect.escape is None,
            strict=True,
        )
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                kind: FaultKind = "behind"
                for part, meant in _ERRORS:
                    kind = meant if part in str(error) else kind
                raise _Broken(Fault(kind, line, csv.field_size_limit())) from None
            if not _is_blank(cells):
                yield _Record(line, cells, tuple(taken) if len(taken) > 1 else ())
            line += len(taken)
            taken.clear()


def tables(text: str) -> tuple[Table, ...]:
    """The text as each delimiter divides it that could be meant.

    >>> [(table.dialect.delimiter, table.fits) for table in tables("a;b,c\\n1;2\\n")][:2]
    [(',', False), (';', True)]
    """
    start = len(text) - len(text.lstrip("\ufeff"))
    if says := _SAYS.match(text, start):
        return (Table(text, Dialect(says["delimiter"]), says.end()),)
    bare = text[start:] if start else text
    return tuple(Table(bare, Dialect(delimiter)) for delimiter in DELIMITERS)


def says(line: str) -> str:
    """The delimiter that a line such as `sep=;` names; nothing where it is another line.

    >>> says("sep=;"), says("a;b")
    (';', '')
    """
    match = _SAYS.fullmatch(line)
    return match["delimiter"] if match else ""


def plain(text: str) -> str:
    """A heading in one spelling: each run of white space as one blank, accents composed.

    >>> plain(" U2\\n of all "), plain("e\\u0301") == "\\u00e9"
    ('U2 of all', True)
    """
    return " ".join(unicodedata.normalize("NFC", text).split())


def _is_blank(cells: list[str]) -> bool:
    return not any(map(str.strip, cells))

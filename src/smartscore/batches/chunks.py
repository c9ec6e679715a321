"""Some rows of a table at once: scored, written, and what is to be said of them.

What is here is pure and can be pickled, so that any process may do it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, NamedTuple, Protocol

from smartscore.batches import record
from smartscore.batches.lines import Spelling
from smartscore.read import batch_faults
from smartscore.tables.rows import BadRow, Doubt, Row
from smartscore.text.problems import Complaint

SIZE: Final = 256
"""So many rows are scored together."""

_LONG: Final = 1 << 20
"""A chunk ends with the row that brings it to so many characters: long rows are few together."""

Read = Row | BadRow


class Chunk(NamedTuple):
    """Rows that follow one another, and what is remarked of some because of rows before them."""

    rows: tuple[Read, ...]
    remarks: Mapping[int, Doubt] = {}

    def part(self, start: int, end: int | None = None) -> "Chunk":
        """Some of the rows."""
        return Chunk(self.rows[start:end], self.remarks)


class Scored(Protocol):
    """What a row comes to: its fields as they are written, and what is remarked of its cells."""

    @property
    def fields(self) -> Sequence[str]:
        """What is written, but for the number of the row."""

    @property
    def remarks(self) -> Sequence[Doubt]:
        """What did not keep it from being scored."""


class Scorer(Protocol):
    """Scores a row by itself: `batches.kernel.Kernel`."""

    def row(self, row: Row, /) -> "Scored | BadRow":
        """What the row comes to, or what is wrong with it."""


class Remark(NamedTuple):
    """What is said of the cells of a column: of the first row, and of how many."""

    number: int
    doubt: Doubt
    rows: int = 1


class Done(NamedTuple):
    """What came of a chunk: its lines, of how many rows with a score, and the rows that failed.

    `withheld` is of how many rows without a score the lines are. `remarks` are of each code and
    column one.
    """

    text: str
    scored: int
    withheld: int = 0
    failed: tuple[BadRow, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Work:
    """How a chunk is done."""

    scorer: Scorer
    spelling: Spelling

    def done(self, chunk: Chunk) -> Done:
        """Score and write the rows of a chunk.

        MemoryError and RecursionError are raised: what else goes wrong is the row's own fault, and
        keeps no other row from being scored.
        """
        write, score = self.spelling.writer(), self.spelling.score
        withheld = 0
        lines: list[str] = []
        failed: list[BadRow] = []
        remarks: dict[tuple[str, str | None], Remark] = {}
        for row in chunk.rows:
            found = row if isinstance(row, BadRow) else self._scored(row)
            if isinstance(found, BadRow):
                failed.append(found)
                continue
            fields, doubts = found.fields, found.remarks
            if (again := chunk.remarks.get(row.number)) is not None:
                doubts = (again, *doubts)
                fields = (*fields[:-1], " ".join(filter(None, (record.remark(again), fields[-1]))))
            lines.append(write(row.number, fields))
            withheld += not fields[score]
            for doubt in doubts:
                key = doubt.complaint.code.code, doubt.heading
                before = remarks.get(key)
                more = before._replace(rows=before.rows + 1) if before else None
                remarks[key] = more or Remark(row.number, doubt)
        scored = len(lines) - withheld
        return Done("".join(lines), scored, withheld, tuple(failed), tuple(remarks.values()))

    def _scored(self, row: Row) -> Scored | BadRow:
        try:
            return self.scorer.row(row)
        except (MemoryError, RecursionError):
            raise
        except Exception as error:
            kind = type(error).__name__
            return failed(row, Complaint(batch_faults.ROW_BROKE, (), {"kind": kind}))


def failed(row: Read, complaint: Complaint) -> BadRow:
    """A row that can't be scored, for a reason that is of no column."""
    return BadRow(row.number, row.raw, (Doubt(None, complaint),))


def chunks(
    rows: Iterable[Read],
    remark: Callable[[Row], Doubt | None] = lambda _: None,
    size: int = SIZE,
) -> Iterator[Chunk]:
    """The rows, so many at once, with what is to be remarked of them beside rows before.

    >>> [len(chunk.rows) for chunk in chunks([Row(2, ()), Row(3, ()), Row(4, ())], size=2)]
    [2, 1]
    """
    left = iter(rows)
    while some := tuple(_some(left, size)):
        found = ((row.number, remark(row)) for row in some if isinstance(row, Row))
        yield Chunk(some, {number: doubt for number, doubt in found if doubt is not None})


def _some(left: Iterator[Read], size: int) -> Iterator[Read]:
    """The next rows of a chunk."""
    length = 0
    for row in islice(left, size):
        yield row
        length += len(row.raw)
        if length >= _LONG:
            return

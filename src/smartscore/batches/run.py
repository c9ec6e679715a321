"""A table scored from its first row to its last, into outputs that are whole or are not there."""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol

from smartscore.batches import keeping, workbook
from smartscore.batches.chunks import Chunk, Done, Read, Work, chunks
from smartscore.batches.failures import Failures
from smartscore.batches.findings import Count
from smartscore.batches.keeping import OUT, Kept
from smartscore.batches.standing import Standing
from smartscore.batches.working import worked
from smartscore.reports.xlsx import MAX_ROWS, TooMany
from smartscore.tables.rows import Dialect, Doubt, Heading, Row
from smartscore.text.problems import Problem

ERRORS: Final = "errors"
REASONS: Final = "reasons"


class Table(Protocol):
    """What is read of a table that is open."""

    raw_heading: str

    @property
    def dialect(self) -> Dialect:
        """How it is written."""

    @property
    def read(self) -> int:
        """How many bytes were read so far."""

    def __iter__(self) -> Iterator[Read]:
        """Its rows, from one to the next."""


class Order(NamedTuple):
    """What is to be made of a table.

    `heading` is that of the table. `output` is the file of what is scored, of a workbook where
    `as_workbook`; where it is None, lines go to `pour`. `errors` is the file of the rows that fail,
    beside which a text in `language` says why; `called` is its name there, where that is another.
    `remark` is told each row in its order, and says what is to be remarked of it beside those
    before. `rows` is how many there must be, if that is known. `same` is what must be the same
    where a run goes on that was ended before its time (`resume`). `every` is how often it is noted
    how far this one is.
    """

    heading: Heading
    work: Work
    output: str | None = None
    pour: Callable[[bytes], None] | None = None
    as_workbook: bool = False
    errors: str | None = None
    called: str | None = None
    language: str = "en"
    remark: Callable[[Row], Doubt | None] = lambda _: None
    rows: int | None = None
    same: Mapping[str, str] = {}
    resume: bool = False
    jobs: int = 1
    every: float = keeping.EVERY

    @property
    def files(self) -> dict[str, str]:
        """The outputs by what they are, and where they shall be."""
        found = {OUT: self.output} if self.output is not None else {}
        if self.errors is not None:
            found |= {ERRORS: self.errors, REASONS: reasons_of(self.errors)}
        return found


def reasons_of(errors: str) -> str:
    """The file that says why the rows of another one failed.

    >>> reasons_of("bad.csv")
    'bad.csv.txt'
    """
    return f"{errors}.txt"


class Summary(NamedTuple):
    """What a run came to: rows that were read, scored and failed, and what is wrong with them.

    `withheld` are rows that could be taken and have no score, because too little of them is rated.
    `first` are the first errors in full, `counts` all problems by code and column. `resumed` is how
    many rows a run before this one had read. `sample` tells of the sample that the table is, where
    the rubric scores over one.
    """

    rows: int
    scored: int
    withheld: int
    failed: int
    first: tuple[Problem, ...]
    counts: tuple[Count, ...]
    resumed: int = 0
    sample: Mapping[str, Any] | None = None


class OtherRunError(Exception):
    """What was begun was begun with something else; `what` says with what."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(what)


class ChangedError(Exception):
    """The table has other rows than it had when it was seen as a sample."""


def run(table: Table, order: Order, done: Callable[[int], None] = lambda _: None) -> Summary:
    """Score every row; `done` is told how many bytes more of the table are read.

    Raises OtherRunError and `standing.OtherTableError` where a run can't go on, ChangedError where
    it is another table by now, `keeping.BusyError` where another run writes the same, TooMany where
    a sheet can't hold the rows, `working.EndedTooOftenError`, OSError of outputs, and what reading
    raises. What is written stays then, to go on with.
    """
    files = order.files
    before = keeping.begun(files) if order.resume and OUT in files else None
    if before is not None:
        _refuse_others(before, order.same)
    standing = Standing(order.heading)
    rows = iter(table)
    if before is not None:
        standing.pass_over(before["standing"], _passed(order, rows, before))
    kept = Kept(files, before["sizes"] if before is not None else None) if files else None
    try:
        outputs = _Outputs(order, kept, table)
        outputs.begin(before)
        resumed, at = standing.rows, 0
        for chunk, made in worked(order.work, chunks(rows, order.remark), order.jobs):
            standing.take(chunk, made)
            if order.as_workbook and standing.scored + standing.withheld >= MAX_ROWS:
                raise TooMany("", standing.scored + standing.withheld + 1)
            outputs.take(made, standing)
            done(table.read - at)
            at = table.read
        if order.rows is not None and standing.rows != order.rows:
            raise ChangedError
        outputs.finish()
    finally:
        if kept is not None:
            kept.close()
    findings = standing.findings
    return Summary(
        standing.rows,
        standing.scored,
        standing.withheld,
        standing.failed,
        tuple(findings.first),
        findings.counts,
        resumed,
    )


def _refuse_others(before: Mapping[str, Any], same: Mapping[str, str]) -> None:
    for what, value in same.items():
        if before["same"].get(what) != value:
            raise OtherRunError(what)


def _passed(order: Order, rows: Iterator[Read], before: Mapping[str, Any]) -> Iterator[Chunk]:
    """The rows that were scored before."""
    return chunks(islice(rows, before["standing"]["rows"]), order.remark)


class _Outputs:
    """Where lines, rows that fail and their reasons go."""

    def __init__(self, order: Order, kept: Kept | None, table: Table) -> None:
        self._order = order
        self._kept = kept
        self._table = table
        self._failures = Failures(order.called or order.errors, table.dialect, order.language)

    def begin(self, before: Mapping[str, Any] | None) -> None:
        """Write what stands first, or take up what was there."""
        if before is not None:
            self._failures.lines = before["lines"]
            return
        self._write(OUT, self._order.work.spelling.heading())
        if self._order.errors is not None:
            self._write(ERRORS, self._failures.heading(self._table.raw_heading))

    def take(self, made: Done, standing: Standing) -> None:
        """Write a chunk, and note how far all is written."""
        self._write(OUT, made.text.encode("utf-8", "replace"))
        for row in made.failed:
            problems = [standing.findings.add(row.number, row.raw, doubt) for doubt in row.doubts]
            if self._order.errors is not None:
                self._write(REASONS, self._failures.reasons(problems))
                self._write(ERRORS, self._failures.row(row))
        if self._kept is not None and self._order.output is not None:
            self._kept.note(lambda: self._noted(standing), self._order.every)

    def finish(self) -> None:
        """Give the outputs their names."""
        if self._kept is not None:
            made = {OUT: self._workbook} if self._order.as_workbook else {}
            self._kept.finish(made)

    def _workbook(self, part: Path, target: Path) -> None:
        workbook.write(part, target, self._order.work.spelling.fields)

    def _noted(self, standing: Standing) -> dict[str, Any]:
        return {
            "same": dict(self._order.same),
            "lines": self._failures.lines,
            "standing": standing.to_dict(),
        }

    def _write(self, name: str, data: bytes) -> None:
        if not data:
            return
        if name == OUT and self._order.output is None:
            if self._order.pour is not None:
                self._order.pour(data)
        elif self._kept is not None:
            self._kept.write(name, data)

"""Chunks of rows shared out to processes, and what came of them in the order of the table.

A bounded number of chunks is on its way, so that memory does not grow with the table. Where a
process is ended, the rows that it had are scored apart, and one that ends its process fails.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from smartscore.batches.chunks import Chunk, Done, Read, Work, failed
from smartscore.processes import bounded, workers
from smartscore.read import batch_faults
from smartscore.tables.rows import BadRow
from smartscore.text.problems import Complaint

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

_FEW: Final = 6
"""So many chunks are scored sooner than further processes have started."""

_AHEAD: Final = 3
"""So many chunks for each process are on their way."""

_LIMITS: Final = bounded.Limits(seconds=60, mebibytes=2048)
"""What rows may take after they were among those that ended a process."""

_MOST_ENDED: Final = 20
"""After so many rows that ended their processes it is not the rows."""

_NO_PROCESSES: Final = (OSError, ImportError, NotImplementedError, RuntimeError, AssertionError)
"""What is raised where there can be no further processes: in one that may have none, too."""


class EndedTooOftenError(Exception):
    """Process after process was ended; `row` is the last that was tried."""

    def __init__(self, row: int) -> None:
        self.row = row
        super().__init__(row)


def worked(work: Work, chunks: Iterable[Chunk], jobs: int) -> Iterator[tuple[Chunk, Done]]:
    """Each chunk with what came of it, in their order, by so many processes."""
    left = iter(chunks)
    apart = _Apart(work)
    first = tuple(islice(left, _FEW)) if jobs > 1 else ()
    if len(first) == _FEW:
        yield from _shared(work, chain(first, left), jobs, apart)
    else:
        yield from _by_one(work, chain(first, left), apart)


def _by_one(work: Work, chunks: Iterable[Chunk], apart: "_Apart") -> Iterator[tuple[Chunk, Done]]:
    for chunk in chunks:
        try:
            done = work.done(chunk)
        except (MemoryError, RecursionError):
            done = apart(chunk)
        yield chunk, done


def _shared(
    work: Work, chunks: Iterator[Chunk], jobs: int, apart: "_Apart"
) -> Iterator[tuple[Chunk, Done]]:
    """By several processes; when one is ended, the first chunk that was lost is done apart."""
    lost: deque[Chunk] = deque()
    while True:
        try:
            pool = workers.pool(jobs, _begin, work)
        except _NO_PROCESSES:
            yield from _by_one(work, chain(lost, chunks), apart)
            return
        with pool:
            try:
                yield from _by_pool(pool, chunks, lost, jobs * _AHEAD, apart)
            except BrokenProcessPool:
                pass
            else:
                return
            finally:
                pool.shutdown(wait=False, cancel_futures=True)
        if lost:
            chunk = lost.popleft()
            yield chunk, apart(chunk)


def _by_pool(
    pool: "ProcessPoolExecutor",
    chunks: Iterator[Chunk],
    ahead: deque[Chunk],
    most: int,
    apart: "_Apart",
) -> Iterator[tuple[Chunk, Done]]:
    """By a pool, first those that are `ahead`; they stay there until they are done."""
    asked: deque[Future[Done]] = deque(pool.submit(_do, chunk) for chunk in ahead)
    while True:
        while len(ahead) < most and (chunk := next(chunks, None)) is not None:
            ahead.append(chunk)
            asked.append(pool.submit(_do, chunk))
        if not ahead:
            return
        try:
            done = asked.popleft().result()
        except (MemoryError, RecursionError):
            done = apart(ahead[0])
        yield ahead.popleft(), done


class _Apart:
    """Scores rows in a process of their own, which one of them may end."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._ended = 0

    def __call__(self, chunk: Chunk) -> Done:
        """What comes of the rows; they are tried without each one that ends the process."""
        try:
            return bounded.run(_LIMITS, _alone, self._work, chunk)
        except bounded.Ended as ended:
            at = int(ended.note or "0")
        row = chunk.rows[at]
        self._ended += 1
        if self._ended > _MOST_ENDED:
            raise EndedTooOftenError(row.number)
        found = [Done("", 0, 0, (_ended(row),))]
        if at:
            found.insert(0, self(chunk.part(0, at)))
        if at + 1 < len(chunk.rows):
            found.append(self(chunk.part(at + 1)))
        return _joined(found)


def _ended(row: Read) -> BadRow:
    """A row that ended its process."""
    if isinstance(row, BadRow):
        return row
    return failed(row, Complaint(batch_faults.ROW_ENDED_ITS_PROCESS))


def _alone(work: Work, chunk: Chunk) -> Done:
    """What comes of the rows, each of which is named before it is tried."""
    found = []
    for i, row in enumerate(chunk.rows):
        bounded.note(str(i))
        try:
            found.append(work.done(chunk.part(i, i + 1)))
        except RecursionError:
            found.append(Done("", 0, 0, (_ended(row),)))
    return _joined(found)


def _joined(found: Sequence[Done]) -> Done:
    """What came of some rows and of those behind them."""
    return Done(
        "".join(each.text for each in found),
        sum(each.scored for each in found),
        sum(each.withheld for each in found),
        tuple(row for each in found for row in each.failed),
        tuple(remark for each in found for remark in each.remarks),
    )


_works: list[Work] = []
"""In a process that work is shared out to: how it is done."""


def _begin(work: Work) -> None:
    _works[:] = [work]


def _do(chunk: Chunk) -> Done:
    return _works[0].done(chunk)

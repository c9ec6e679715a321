"""Files checked one after the other, or shared out among processes, and told in their order."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from smartscore.processes import bounded, workers
from smartscore.read.check import Examiner
from smartscore.read.files import content
from smartscore.read.shelf import Catalogue
from smartscore.text.problems import Problem, Unreadable

if TYPE_CHECKING:
    from concurrent.futures import Future

_MANY: Final = 24
"""Fewer files are checked sooner than further processes have started."""

_SHARE: Final = 16
"""So many files at most are checked before anything is told of them."""

_TURNS: Final = 4
"""Where there are few files each process has so many shares, so that all end at about one time."""

_LIMITS: Final = bounded.Limits(seconds=60, mebibytes=2048)
"""What one file may take after it was among those that ended a process."""

_NO_PROCESSES: Final = (OSError, ImportError, NotImplementedError, RuntimeError)
"""What is raised where a system has no semaphores, or no more processes or threads."""


class Share(NamedTuple):
    """Files that are checked together, and whether they were named one by one."""

    files: tuple[str, ...]
    given: bool


class Found(NamedTuple):
    """What was found in a share: problems as they come, and paths of what else was read."""

    files: tuple[str, ...]
    problems: list[Problem]
    unreadable: list[Unreadable]
    paths: tuple[Path, ...]


class Checker:
    """Checks shares of files; each rubric that they need is read once.

    What the catalogue allows it allows to files that were named one by one.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._examiners = {True: Examiner(catalogue), False: Examiner(catalogue.allowing(()))}
        self._told: set[Path] = set()

    def check(self, share: Share) -> Found:
        """Every problem of some files, and those that can't be read."""
        examiner = self._examiners[share.given]
        problems: list[Problem] = []
        unreadable: list[Unreadable] = []
        for file in share.files:
            try:
                problems += examiner.check(file, content(Path(file)))
            except Unreadable as error:
                unreadable.append(Unreadable(file, error.reason))
        paths = [path for path in examiner.paths() if path not in self._told]
        self._told.update(paths)
        return Found(share.files, problems, unreadable, tuple(paths))


def found_in(files: Iterable[str], given: frozenset[str], catalogue: Catalogue) -> Iterator[Found]:
    """What is found in files, share by share in the order of their names.

    Many are shared out among the processors, which makes no difference to what is found.
    """
    names = sorted(files)
    several = len(names) >= _MANY and workers.processors() > 1
    turns = workers.count(len(names)) * _TURNS
    size = max(1, min(_SHARE, len(names) // turns)) if several else 1
    shares = list(_shares(names, given, size))
    return _by_processes(shares, catalogue) if several else _by_one(shares, catalogue)


def _shares(names: Sequence[str], given: frozenset[str], size: int) -> Iterator[Share]:
    for named, some in groupby(names, given.__contains__):
        alike = tuple(some)
        for i in range(0, len(alike), size):
            yield Share(alike[i : i + size], named)


def _by_one(shares: Iterable[Share], catalogue: Catalogue) -> Iterator[Found]:
    checker = Checker(catalogue)
    return (checker.check(share) for share in shares)


def _by_processes(shares: Sequence[Share], catalogue: Catalogue) -> Iterator[Found]:
    """The same by several processes; by this one where the system has no others.

    A process that is ended takes all the others with it: then the first share that was lost is
    checked file by file, and the rest is shared out anew.
    """
    left = deque(shares)
    while left:
        try:
            pool = workers.pool(workers.count(len(left)), _begin, catalogue)
            with pool:
                try:
                    asked = [pool.submit(_check_shared, share) for share in left]
                    for future in asked:
                        yield _done(future, left[0], catalogue)
                        left.popleft()
                except BrokenProcessPool:
                    yield _apart(left[0], catalogue)
                    left.popleft()
                finally:
                    pool.shutdown(wait=False, cancel_futures=True)
        except _NO_PROCESSES:
            yield from _by_one(left, catalogue)
            return


_checkers: list[Checker] = []
"""In a process that work is shared out to: what checks its shares."""


def _begin(catalogue: Catalogue) -> None:
    _checkers[:] = [Checker(catalogue)]


def _check_shared(share: Share) -> Found:
    return _check(share, _checkers[0])


def _done(future: "Future[Found]", share: Share, catalogue: Catalogue) -> Found:
    """What came of a share; each file by itself where they were too much together."""
    try:
        return future.result()
    except (MemoryError, RecursionError):
        return _apart(share, catalogue)


def _apart(share: Share, catalogue: Catalogue) -> Found:
    """Files checked each in a process of its own, which it may end."""
    parts = [_alone(Share((file,), share.given), catalogue) for file in share.files]
    return Found(
        share.files,
        [problem for part in parts for problem in part.problems],
        [error for part in parts for error in part.unreadable],
        tuple(dict.fromkeys(path for part in parts for path in part.paths)),
    )


def _alone(share: Share, catalogue: Catalogue) -> Found:
    reason = "broke-off"
    try:
        return bounded.run(_LIMITS, _check, share, catalogue)
    except bounded.TooSlow:
        reason = "too-slow"
    except bounded.TooBig:
        reason = "too-big"
    except (bounded.Died, RecursionError):
        pass
    return Found(share.files, [], [Unreadable(share.files[0], reason)], ())


def _check(share: Share, known: Checker | Catalogue) -> Found:
    checker = known if isinstance(known, Checker) else Checker(known)
    return checker.check(share)

"""Checking many files: which to read, what they break, what of that was asked for."""

import os
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from smartscore.processes import bounded
from smartscore.read.check import Examiner
from smartscore.read.files import content, is_ours
from smartscore.read.premises import Premises, leads_away
from smartscore.read.shelf import Catalogue
from smartscore.text.problems import Problem, Severity, Unreadable, in_order, reason
from smartscore.text.source import STDIN

if TYPE_CHECKING:
    from concurrent.futures import Future

_LOOK: Final = 0.2
"""Seconds between two looks of a worker at whether there is still somebody to work for."""

_MANY: Final = 24
"""Fewer files are checked sooner than further processes have started."""

_LIMITS: Final = bounded.Limits(seconds=60, mebibytes=2048)
"""What one file may take after it was among those that ended a process."""


class Files(NamedTuple):
    """The files to check, each once.

    `given` are those of them that were named one by one, which are trusted further than those that
    folders hold. `skipped` is how many YAML files of folders are not smartscore's, `away` are links
    in folders that lead off the premises, `linked` links to folders; neither is followed.
    """

    files: tuple[str, ...] = ()
    given: frozenset[str] = frozenset()
    skipped: int = 0
    away: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """What a run of `check` found.

    `files` are those that were checked, by the names they go by in places; `skipped` is how many
    YAML files of folders are not smartscore's. `problems` are sorted by place. `inputs` are the
    paths of all that was read, and of what was named there. `left_out` is how many problems were
    not asked for.
    """

    files: tuple[str, ...]
    skipped: int
    problems: tuple[Problem, ...]
    unreadable: tuple[Unreadable, ...] = ()
    inputs: tuple[str, ...] = ()
    left_out: int = 0

    def counts(self) -> dict[Severity, int]:
        """How many problems there are of each severity."""
        found = Counter(problem.severity for problem in self.problems)
        return {severity: found[severity] for severity in Severity}


@dataclass(frozen=True, slots=True)
class Choice:
    """Which codes are asked for: those that begin with one of `select` and with none of `ignore`.

    The longer prefix wins, so that `ignore R2` with `select R207` leaves R207.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def takes(self, code: str) -> bool:
        """Whether a code is asked for."""
        chosen = max((len(p) for p in self.select if code.startswith(p)), default=-1)
        refused = max((len(p) for p in self.ignore if code.startswith(p)), default=-1)
        return chosen > refused if self.select else refused < 0


def find_files(paths: Sequence[str], premises: Premises) -> Files:
    """The files to check at these paths; a file that is named is always checked."""
    found: dict[str, None] = {}
    given: set[str] = set()
    skipped: dict[str, None] = {}
    away: dict[str, None] = {}
    linked: list[str] = []
    unreadable: list[Unreadable] = []
    for path in paths:
        if path == STDIN or not os.path.isdir(path):
            name = path if path == STDIN else _tidy(Path(path))
            if path != STDIN and not os.path.lexists(path):
                unreadable.append(Unreadable(path, "missing"))
            elif name not in found or name not in given:
                found[name] = None
                given.add(name)
            continue
        home = premises.home(Path(path))
        for file in _in_folder(Path(path), linked, unreadable):
            if os.path.exists(file) and leads_away(Path(file), home):
                away[file] = None
            elif file not in found:
                (found if _may_be_ours(file) else skipped)[file] = None
    links = tuple(dict.fromkeys(linked))
    return Files(
        tuple(found), frozenset(given), len(skipped), tuple(away), links, tuple(unreadable)
    )


def check(
    files: Files,
    catalogue: Catalogue,
    choice: Choice,
    *,
    data: bytes | None = None,
) -> Checked:
    """Every problem of the files that is asked for, and the files that can't be read.

    `data` is the content of standard input, which then goes by the name of the only file. What the
    catalogue allows it allows to the files that were given one by one. Many files are shared out
    among the processors.
    """
    if data is not None:
        examiner = Examiner(catalogue)
        found = _Found(list(examiner.check(files.files[0], data)), [], examiner.paths())
    else:
        found = _check_all(files, catalogue)
    every = in_order(found.problems)
    problems = tuple(problem for problem in every if choice.takes(problem.code))
    unreadable = {error.file: error for error in (*files.unreadable, *found.unreadable)}
    return Checked(
        tuple(dict.fromkeys((*files.files, *unreadable))),
        files.skipped,
        problems,
        tuple(unreadable[file] for file in sorted(unreadable)),
        (*files.files, *map(str, found.paths)),
        len(every) - len(problems),
    )


class _Found(NamedTuple):
    problems: list[Problem]
    unreadable: list[Unreadable]
    paths: tuple[Path, ...]


def _check_all(files: Files, catalogue: Catalogue) -> _Found:
    parts = []
    for given in (False, True):
        some = [file for file in files.files if (file in files.given) == given]
        theirs = catalogue if given else catalogue.allowing(())
        few = len(some) < _MANY or (os.cpu_count() or 1) < 2
        parts.append((_check_some if few else _check_many)(some, theirs))
    return _joined(parts)


def _check_some(files: Sequence[str], catalogue: Catalogue) -> _Found:
    examiner = Examiner(catalogue)
    problems: list[Problem] = []
    unreadable: list[Unreadable] = []
    for file in files:
        try:
            problems += examiner.check(file, content(Path(file)))
        except Unreadable as error:
            unreadable.append(Unreadable(file, error.reason))
    return _Found(problems, unreadable, examiner.paths())


def _check_many(files: Sequence[str], catalogue: Catalogue) -> _Found:
    """The same on all processors; the order of the files makes no difference to the result.

    Where the system offers no such processes this one does it all.
    """
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    workers = os.cpu_count() or 1
    shares = [files[i :: workers * 2] for i in range(workers * 2)]
    kind = "fork" if "fork" in multiprocessing.get_all_start_methods() else None
    context = multiprocessing.get_context(kind)
    try:
        with ProcessPoolExecutor(
            workers, mp_context=context, initializer=_end_with, initargs=(os.getpid(),)
        ) as pool:
            asked = [pool.submit(_check_some, share, catalogue) for share in shares]
    except (OSError, ImportError, NotImplementedError, RuntimeError):
        return _check_some(files, catalogue)  # no semaphores, no more processes or threads
    return _joined([_done(*each, catalogue) for each in zip(asked, shares, strict=True)])


def _end_with(parent: int) -> None:
    """End this worker soon after the process that shares out the work is gone, however it went.

    It would wait for more to do for ever, and keep the reader of its output waiting.
    """
    import threading
    import time

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _done(future: "Future[_Found]", share: Sequence[str], catalogue: Catalogue) -> _Found:
    """What came of a share; each file by itself where the process that had it was ended."""
    from concurrent.futures.process import BrokenProcessPool

    try:
        return future.result()
    except (BrokenProcessPool, MemoryError, RecursionError):
        return _joined([_check_apart(file, catalogue) for file in share])


def _check_apart(file: str, catalogue: Catalogue) -> _Found:
    """A file checked in a process of its own, which it may end."""
    try:
        return bounded.run(_LIMITS, _check_some, [file], catalogue)
    except bounded.TooSlow:
        return _Found([], [Unreadable(file, "too-slow")], ())
    except bounded.TooBig:
        return _Found([], [Unreadable(file, "too-big")], ())
    except (bounded.Died, RecursionError):
        return _Found([], [Unreadable(file, "broke-off")], ())


def _joined(parts: Sequence[_Found]) -> _Found:
    return _Found(
        [problem for part in parts for problem in part.problems],
        [error for part in parts for error in part.unreadable],
        tuple(dict.fromkeys(path for part in parts for path in part.paths)),
    )


def _in_folder(folder: Path, linked: list[str], unreadable: list[Unreadable]) -> list[str]:
    """The YAML files in a folder and all below it, without hidden folders, in order.

    Links to folders are not followed, but noted in `linked`; what can't be read in `unreadable`.
    """

    def note(error: OSError) -> None:
        unreadable.append(Unreadable(str(error.filename), reason(error)))

    found = []
    for here, folders, names in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        below = (Path(here) / name for name in folders)
        linked += [_tidy(path) for path in below if path.is_symlink()]
        yaml = (Path(here) / name for name in sorted(names) if name.endswith((".yaml", ".yml")))
        found += [_tidy(path) for path in yaml if os.path.isfile(path) or not os.path.exists(path)]
    return found


def _tidy(path: Path) -> str:
    """A path as problems show it: relative to where the reader is, if it lies beneath."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - links stay as they are written
    try:
        return absolute.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return absolute.as_posix()


def _may_be_ours(file: str) -> bool:
    """Whether a file has a `smartscore:` key, or can't be read to find out."""
    try:
        return is_ours(content(Path(file)))
    except Unreadable:
        return True  # to be told about when it is read


def reaches(checked: Checked, limit: Severity) -> bool:
    """Whether any problem weighs as much as the limit, or more."""
    heaviest: Callable[[Severity], int] = list(Severity).index
    return any(heaviest(problem.severity) <= heaviest(limit) for problem in checked.problems)

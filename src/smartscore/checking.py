"""Checking many files: which to read, what they break, what of that was asked for."""

import os
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from smartscore.catalogue import Catalogue
from smartscore.examining import Examiner
from smartscore.loading import content
from smartscore.problems import Problem, Severity, Unreadable, in_order, reason
from smartscore.source import STDIN

_OURS = re.compile(rb"^(?:\xef\xbb\xbf)?[ \t]*\{?[ \t]*[\"']?smartscore[\"']?[ \t]*:", re.MULTILINE)
_MANY: Final = 24
"""Fewer files are checked sooner than further processes have started."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a run of `check` found.

    `files` are those that were checked, by the names they go by in places; `skipped` is how many
    YAML files of folders are not smartscore's. `problems` are sorted by place.
    """

    files: tuple[str, ...]
    skipped: int
    problems: tuple[Problem, ...]
    unreadable: tuple[Unreadable, ...] = ()

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


def find_files(paths: Sequence[str]) -> tuple[list[str], int]:
    """The files to check, each once, and how many YAML files of folders are not smartscore's.

    A file that is named is always checked. Raises Unreadable where a path leads nowhere.
    """
    found: dict[str, None] = {}
    skipped = 0
    for path in paths:
        if path != STDIN and os.path.isdir(path):
            for file in _in_folder(Path(path)):
                if file in found:
                    continue
                if is_ours(file):
                    found[file] = None
                else:
                    skipped += 1
        else:
            if path != STDIN and not os.path.lexists(path):
                raise Unreadable(path, "missing")
            found[path if path == STDIN else _tidy(Path(path))] = None
    return list(found), skipped


Found = tuple[list[Problem], list[Unreadable]]


def check(
    files: Sequence[str],
    catalogue: Catalogue,
    choice: Choice,
    *,
    skipped: int = 0,
    given: bytes | None = None,
) -> Checked:
    """Every problem of the files that is asked for, and the files that can't be read.

    `given` is the content of standard input, which then goes by the name of the only file. Many
    files are shared out among the processors.
    """
    if given is not None:
        found: Found = (list(Examiner(catalogue).check(files[0], given)), [])
    elif len(files) < _MANY or (os.cpu_count() or 1) < 2:
        found = _check_some(files, catalogue)
    else:
        found = _check_many(files, catalogue)
    problems = in_order([problem for problem in found[0] if choice.takes(problem.code)])
    unreadable = sorted(found[1], key=lambda error: error.file)
    return Checked(tuple(files), skipped, problems, tuple(unreadable))


def _check_some(files: Sequence[str], catalogue: Catalogue) -> Found:
    examiner = Examiner(catalogue)
    problems: list[Problem] = []
    unreadable: list[Unreadable] = []
    for file in files:
        try:
            problems += examiner.check(file, content(Path(file)))
        except Unreadable as error:
            unreadable.append(error)
    return problems, unreadable


def _check_many(files: Sequence[str], catalogue: Catalogue) -> Found:
    """The same on all processors; the order of the files makes no difference to the result."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    workers = os.cpu_count() or 1
    shares = [files[i :: workers * 2] for i in range(workers * 2)]
    kind = "fork" if "fork" in multiprocessing.get_all_start_methods() else None
    context = multiprocessing.get_context(kind)
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        parts = list(pool.map(_check_some, shares, [catalogue] * len(shares)))
    return [p for part in parts for p in part[0]], [u for part in parts for u in part[1]]


def _complain(error: OSError) -> None:
    raise Unreadable(str(error.filename), reason(error))


def _in_folder(folder: Path) -> list[str]:
    """The YAML files in a folder and all below it, without hidden folders, in order."""
    found = []
    for here, folders, names in os.walk(folder, onerror=_complain):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
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


def is_ours(file: str) -> bool:
    """Whether a file has a `smartscore:` key, or can't be read to find out."""
    try:
        return _OURS.search(content(Path(file))) is not None
    except Unreadable:
        return True  # to be told about when it is read


def reaches(checked: Checked, limit: Severity) -> bool:
    """Whether any problem weighs as much as the limit, or more."""
    heaviest: Callable[[Severity], int] = list(Severity).index
    return any(heaviest(problem.severity) <= heaviest(limit) for problem in checked.problems)

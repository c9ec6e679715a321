"""Checking many files: which to read, what they break, what of that was asked for."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from smartscore.read.check import Examiner
from smartscore.read.files import content
from smartscore.read.ours import is_ours
from smartscore.read.premises import Premises, leads_away
from smartscore.read.sharing import Found, found_in
from smartscore.read.shelf import Catalogue
from smartscore.text.problems import Problem, Severity, Unreadable, in_order, reason
from smartscore.text.source import STDIN


class Files(NamedTuple):
    """The files to check, each once.

    `given` are those of them that were named one by one, which are trusted further than those that
    folders hold. `skipped` is how many files are not smartscore's, `away` are links in folders that
    lead off the premises, `linked` links to folders; neither is followed.
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

    def of(self, problems: Iterable[Problem]) -> list[Problem]:
        """Those of the problems whose codes are asked for."""
        return [problem for problem in problems if self.takes(problem.code)]


def find_files(paths: Sequence[str], premises: Premises, *, skip_others: bool = False) -> Files:
    """The files to check at these paths.

    A file that is named is always checked, unless those that are not smartscore's are to be skipped
    as they are in folders.
    """
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
            elif skip_others and path != STDIN and not _may_be_ours(name):
                skipped[name] = None
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
    tell: Callable[[Found], None] = lambda _: None,
) -> Checked:
    """Every problem of the files that is asked for, and the files that can't be read.

    `data` is the content of standard input, which then goes by the name of the only file. What the
    catalogue allows it allows to the files that were given one by one. `tell` is called with what
    is found in the first files as soon as it is known, then with that of the next.
    """
    if data is not None:
        examiner = Examiner(catalogue)
        problems = list(examiner.check(files.files[0], data))
        parts = iter([Found(files.files, problems, [], examiner.paths())])
    else:
        parts = found_in(files.files, files.given, catalogue)
    every: list[Problem] = []
    unread = list(files.unreadable)
    paths: dict[Path, None] = {}
    for part in parts:
        tell(part._replace(problems=choice.of(part.problems)))
        every += part.problems
        unread += part.unreadable
        paths |= dict.fromkeys(part.paths)
    ordered = in_order(every)
    chosen = tuple(choice.of(ordered))
    unreadable = {error.file: error for error in unread}
    return Checked(
        tuple(dict.fromkeys((*files.files, *unreadable))),
        files.skipped,
        chosen,
        tuple(unreadable[file] for file in sorted(unreadable)),
        (*files.files, *map(str, paths)),
        len(ordered) - len(chosen),
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
    """Whether a file is smartscore's, or can't be read to find out."""
    try:
        return is_ours(content(Path(file)))
    except Unreadable:
        return True  # to be told about when it is read


def reaches(checked: Checked, limit: Severity) -> bool:
    """Whether any problem weighs as much as the limit, or more."""
    return any(problem.severity.reaches(limit) for problem in checked.problems)

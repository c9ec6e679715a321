"""What can be wrong with a file, as data: a code, a place and the values of a sentence.

A rule or a model complains about a *route* through the plain data; `source` turns the complaint
into a problem with file, line and column. The sentence itself is a template in a locale.
"""

import errno
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from itertools import islice
from typing import Final, Literal, NamedTuple

from smartscore.likeness import Names, likest
from smartscore.vocabulary import opposite

Route = tuple[str | int, ...]
"""Keys and positions from the top of a file down to a value: `("dimensions", 0, "weight")`."""


_NUMBERS: Final = re.compile(r"\d+").findall
_LONGEST_ROW = 20

_LIKEST: Final = 3
"""So many of the likest names are looked at for one that does not say the contrary."""

NO_VALUES: Mapping[str, str] = {}
"""Nothing to fill a sentence with."""


class Severity(StrEnum):
    """How much a problem weighs: an error stops, a warning may, advice never does."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


class Bare(str):
    """A number as a file has it: not put in quotation marks where it mends something."""

    __slots__ = ()


class Complaint(NamedTuple):
    """A problem that does not know its place yet.

    `about` says whether the key or the value at the end of the route is meant. `values` fill the
    sentence of `code`; the value `suggestion`, where there is one, is what was probably meant.
    `instead` is the scalar that would mend it, where there is one safe answer; a `Bare` one is a
    number.
    """

    code: str
    route: Route
    values: Mapping[str, str] = NO_VALUES
    about: Literal["key", "value"] = "value"
    severity: Severity = Severity.ERROR
    instead: str | None = None


class Place(NamedTuple):
    """Where in a file: lines and columns count from 1, columns in characters; the end is exclusive.

    Line 0 means the file as a whole.
    """

    file: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0


class Edit(NamedTuple):
    """A mend of the text: what stands between two of its indexes becomes something else."""

    start: int
    end: int
    text: str


class Problem(NamedTuple):
    """One thing wrong at one place.

    `excerpt` is the text of the place's first line. `anchor` names the spot by codes and keys
    (`/dimensions/support/weight`), so that it stays the same when lines move. `edit` mends it.
    """

    code: str
    place: Place
    values: Mapping[str, str] = NO_VALUES
    severity: Severity = Severity.ERROR
    excerpt: str = ""
    anchor: str = ""
    edit: Edit | None = None


class Invalid(Exception):  # noqa: N818 - a result that callers read, named after what it says
    """Files that can't be used; `problems` holds every one of them, sorted by place."""

    def __init__(self, problems: "list[Problem] | tuple[Problem, ...]") -> None:
        self.problems = in_order(problems)
        super().__init__(
            ", ".join(f"{p.place.file}:{p.place.line}: {p.code}" for p in self.problems)
        )


class Unreadable(Exception):  # noqa: N818 - as above
    """A file that can't be read at all; `reason` is a word of `REASONS`, or the system's own.

    What the sentence of a word needs stands behind it, with tabs between.
    """

    def __init__(self, file: str, reason: str) -> None:
        self.file = file
        self.reason = reason
        super().__init__(f"{file}: {reason}")

    def __reduce__(self) -> tuple[type["Unreadable"], tuple[str, str]]:
        """Made anew from its parts in another process."""
        return Unreadable, (self.file, self.reason)


REASONS = {
    errno.ENOENT: "missing",
    errno.ENOTDIR: "missing",
    errno.EACCES: "permission",
    errno.EPERM: "permission",
    errno.EISDIR: "folder",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EROFS: "read-only",
    errno.ENAMETOOLONG: "name",
    errno.EINVAL: "name",
    errno.ELOOP: "loop",
}


def reason(error: OSError) -> str:
    """Why a file can't be read or written, in a word that a locale knows, else as the system says.

    >>> reason(FileNotFoundError(2, "No such file or directory"))
    'missing'
    """
    return REASONS.get(error.errno or 0, error.strerror or str(error))


def in_order(problems: "list[Problem] | tuple[Problem, ...]") -> tuple[Problem, ...]:
    """The problems sorted by file, place and row of an attached file, each once."""
    once = {(p.place, _row(p), p.code, tuple(sorted(p.values.items()))): p for p in problems}
    return tuple(once[key] for key in sorted(once))


def _row(problem: Problem) -> int:
    """The row of an attached file that a problem is about; 0 where it is about none."""
    row = problem.values.get("row", "")
    return int(row) if row.isdecimal() and len(row) < _LONGEST_ROW else 0


def sole_match(word: str, known: Iterable[str]) -> str | None:
    """The known word that is one slip of the hand away, if there is only one such.

    A letter too many, too few, another one, or two that changed places; never another number, nor a
    word that may mean the contrary.

    >>> sole_match("wieght", ["weight", "weights", "title"])
    'weight'
    >>> sole_match("external-audit", ["internal-audit"]), sole_match("q13", ["q12"])
    (None, None)
    """
    names = known if isinstance(known, Names) else Names(known)
    near = [other for other in names.one_off(word) if _one_slip(word, other)]
    if len(near) != 1 or opposite(word, near[0]) or _NUMBERS(word) != _NUMBERS(near[0]):
        return None
    return near[0]


def _one_slip(one: str, other: str) -> bool:
    if one == other or abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < 3:
        return False
    start = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    left, right = one[start:], other[start:]
    if len(left) == len(right):
        swapped = left[1:2] + left[:1] == right[:2] and left[2:] == right[2:]
        return left[1:] == right[1:] or swapped
    return left[1:] == right if len(left) > len(right) else left == right[1:]


def closest(word: str, known: Iterable[str]) -> str:
    """The known word that `word` was probably meant to be, or nothing.

    >>> closest("wieght", ["weight", "title"])
    'weight'
    >>> closest("maximum", ["minimum"]), closest("banana", ["weight", "title"])
    ('', '')
    """
    names = known if isinstance(known, Names) else Names(known)
    if match := names.spelt(word):
        return match
    near = islice(likest(word, names.candidates(word)), _LIKEST)
    return next((other for other in near if not opposite(word, other)), "")

"""What can be wrong with a file, as data: a code, a place and the values of a sentence.

A rule or a model complains about a *route* through the plain data; `source` turns the complaint
into a problem with file, line and column. The sentence itself is a template in a locale.
"""

import errno
import re
from collections.abc import Iterable, Mapping
from dataclasses import KW_ONLY, dataclass
from enum import StrEnum
from itertools import islice
from typing import Final, Literal, NamedTuple

from smartscore.text.likeness import Names, likest
from smartscore.text.naming import shown
from smartscore.text.sentences import sentences
from smartscore.text.spots import rank
from smartscore.text.vocabulary import opposite

Route = tuple[str | int, ...]
"""Keys and positions from the top of a file down to a value: `("dimensions", 0, "weight")`."""


_NUMBERS: Final = re.compile(r"\d+").findall
_LONGEST_ROW = 20
_TOLD: Final = 20
"""So many problems of an exception are told in its words; all are in `problems`."""

_LIKEST: Final = 3
"""So many of the likest names are looked at for one that does not say the contrary."""

NO_VALUES: Mapping[str, str] = {}
"""Nothing to fill a sentence with."""


class Severity(StrEnum):
    """How much a problem weighs: an error stops, a warning may, advice never does."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"

    def reaches(self, limit: "Severity") -> bool:
        """Whether it weighs as much as the limit, or more."""
        order = list(Severity)
        return order.index(self) <= order.index(limit)


class Scope(StrEnum):
    """What a kind of fault is looked for in, by the letter that its codes begin with."""

    TEXT = "Y"
    SHAPE = "S"
    RUBRICS = "R"
    ASSESSMENTS = "A"
    CASES = "C"
    TABLES = "T"


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of fault, declared once, beside what tells it.

    A constant in capitals holds it, or a `Rule` with the function that finds it; their name is its
    name (`KEY_STANDS_TWICE`: `key-stands-twice`). Its page in the manual is the text below the
    constant, or the function's docstring: nobody but `rulebook` reads it, so that it costs a run
    nothing.

    Nothing can be computed from a file with a fault that `blocks`. `about_key` says that the caret
    belongs under the key; `mends`, that some of its problems have one safe answer.
    """

    code: str
    severity: Severity = Severity.ERROR
    _: KW_ONLY
    blocks: bool = True
    about_key: bool = False
    mends: bool = False

    @property
    def scope(self) -> Scope:
        """What such a fault is a fault of."""
        return Scope(self.code[0])


class Span(NamedTuple):
    """From index to index of a text, for a fault that has no route.

    `named` says that the text of its line is the anchor of the problem.
    """

    start: int
    end: int
    named: bool = True


class Bare(str):
    """A number as a file has it: not put in quotation marks where it mends something."""

    __slots__ = ()


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


class Related(NamedTuple):
    """A further place that a problem is about, such as the first of two keys.

    `label` says what it is, as a key of `related.*` in a locale; `excerpt` is the text of its line.
    """

    place: Place
    label: str
    excerpt: str = ""

    @property
    def spot(self) -> str:
        """The place as it is printed: `places.yaml:7:5`."""
        place = self.place
        return shown(place.file) + (f":{place.line}:{place.column}" if place.line else "")


class Problem(NamedTuple):
    """One thing wrong at one place, and further places that it is about.

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
    related: tuple[Related, ...] = ()

    def __str__(self) -> str:
        """The problem on a line, in English."""
        return self.in_words()

    def __repr__(self) -> str:
        """The same, between angle brackets."""
        return f"<{self.in_words()}>"

    def in_words(self, language: str = "en") -> str:
        """The problem on a line: `place.yaml:7:24: A103 level 7 is not on the scale (1, 2, 3)`.

        Further places stand behind it in brackets.
        `language` is `en` or `id`; raises ValueError for another.
        """
        said = sentences(language)
        place = self.place
        where = shown(place.file) + (f":{place.line}:{place.column}" if place.line else "")
        weight = "" if self.severity == Severity.ERROR else f"{said(f'severity.{self.severity}')}: "
        told = f"{where}: {self.code} {weight}{_on_a_line(said.fault(self.code, self.values))}"
        beside = [f"{said(f'related.{each.label}')}: {each.spot}" for each in self.related]
        return f"{told} ({'; '.join(beside)})" if beside else told

    def mend(self, language: str = "en") -> str:
        """What would mend it, in a sentence; empty where nothing can be said."""
        return _on_a_line(sentences(language).cure(self.code, self.values))


class Beside(NamedTuple):
    """A further place of a complaint, by its route or span in the same file; see `Related`."""

    route: Route | Span
    label: str


class Complaint(NamedTuple):
    """A problem that does not know its place yet: the one way to say that something is wrong.

    `values` fill the sentence of `code`; the value `suggestion`, where there is one, is what was
    probably meant. `about` says whether the key or the value at the end of the route is meant,
    where that is not what the code says. `instead` is the scalar that would mend it, where there is
    one safe answer; a `Bare` one is a number. `edit` is a mend that is no scalar. `related` are
    further places, of which those in other files are known already.
    """

    code: Code
    route: Route | Span = ()
    values: Mapping[str, str] = NO_VALUES
    about: Literal["key", "value"] | None = None
    instead: str | None = None
    edit: Edit | None = None
    related: tuple[Beside | Related, ...] = ()

    @property
    def about_key(self) -> bool:
        """Whether the key at the end of the route is meant, and not its value."""
        return self.code.about_key if self.about is None else self.about == "key"

    def at(
        self,
        place: Place,
        excerpt: str = "",
        anchor: str = "",
        edit: Edit | None = None,
        related: tuple[Related, ...] = (),
    ) -> Problem:
        """The problem that this is at a place."""
        code, weight = self.code.code, self.code.severity
        return Problem(code, place, self.values, weight, excerpt, anchor, edit, related)


class Wrong(ValueError):  # noqa: N818 - a finding, caught by whoever knows the place
    """What is wrong with a value, told by who takes it and knows no place, or only its span."""

    def __init__(
        self, code: Code, where: Route | Span = (), /, instead: str | None = None, **values: str
    ) -> None:
        self.complaint = Complaint(code, where, values, instead=instead)
        super().__init__(code.code)


class Invalid(Exception):  # noqa: N818 - a result that callers read, named after what it says
    """Files or data that can't be used.

    `problems` holds every one of their problems, sorted by place, remarks that would not keep them
    from being used among them. `str()` tells the first of them with their mends. Where several
    things were given, those of the first come first.
    """

    def __init__(self, *problems: "list[Problem] | tuple[Problem, ...]") -> None:
        self.problems = tuple(each for given in problems for each in in_order(given))
        super().__init__(*problems)

    def __str__(self) -> str:
        """The problems line by line, in English."""
        return self.in_words()

    def __repr__(self) -> str:
        """How many problems there are, and the first."""
        first = f", first {self.problems[0].in_words()}" if self.problems else ""
        return f"<Invalid: {len(self.problems)}{first}>"

    def in_words(self, language: str = "en") -> str:
        """The problems line by line, each with its place and what would mend it.

        Of many the first are told, and how many there are. `language` is `en` or `id`; raises
        ValueError for another.
        """
        said = sentences(language)
        lines = []
        for problem in self.problems[:_TOLD]:
            lines.append(problem.in_words(language))
            if mend := problem.mend(language):
                lines.append(f"  {said('help')}: {mend}")
        if len(self.problems) > _TOLD:
            lines.append("… " + said("problems.count", count=len(self.problems)))
        return "\n".join(lines)


class Unreadable(Exception):  # noqa: N818 - as above
    """A file that can't be read at all; `reason` is a word of `REASONS`, or the system's own.

    What the sentence of a word needs stands behind it, with tabs between. `str()` is a sentence.
    """

    def __init__(self, file: str, reason: str) -> None:
        self.file = file
        self.reason = reason
        super().__init__(file, reason)

    def __str__(self) -> str:
        """Why the file can't be read, in English."""
        return self.in_words()

    def in_words(self, language: str = "en") -> str:
        """Why the file can't be read; `language` is `en` or `id`, ValueError for another."""
        said = sentences(language)
        return _on_a_line(said("cannot.read", file=self.file, reason=said.reason(self.reason)))


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
    errno.EIO: "device",
    errno.ENXIO: "device",
    errno.ENODEV: "device",
    errno.EBUSY: "busy",
    errno.ETXTBSY: "busy",
    errno.EBADF: "closed",
}


def quoted(text: str) -> str:
    """The words of somebody else, a system or another program, as a reason: they are quoted."""
    return f"quoted\t{' '.join(text.split())}"


def reason(error: OSError) -> str:
    """Why a file can't be read or written, in a word that a locale knows, else as the system says.

    >>> reason(FileNotFoundError(2, "No such file or directory"))
    'missing'
    """
    return REASONS.get(error.errno or 0) or quoted(error.strerror or str(error))


def in_order(problems: "list[Problem] | tuple[Problem, ...]") -> tuple[Problem, ...]:
    """The problems sorted by file, place and row of an attached file, each once."""
    once = {identity(problem): problem for problem in problems}
    return tuple(once[key] for key in sorted(once))


def identity(problem: Problem) -> tuple[object, Place, int, str, tuple[tuple[str, str], ...]]:
    """What makes a problem the same one, however often it is found; sorts by place."""
    values = tuple(sorted(problem.values.items()))
    return rank(problem.place.file), problem.place, _row(problem), problem.code, values


def _on_a_line(sentence: str) -> str:
    """A sentence as a line, with every character that is not seen as what it is escaped."""
    return shown(" ".join(sentence.split()))


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

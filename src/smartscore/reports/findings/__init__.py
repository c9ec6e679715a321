"""What a check found, for other programs: each format is a module with one `Spelling`.

What the formats share stands here: the page of a code, a sentence on one line, the name of a
file with forward slashes, and fingerprints that stay when lines move.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from json import dumps  # `json` is a module of ours here
from pathlib import PurePath
from typing import Any

from smartscore.model.fields import Language
from smartscore.read.rulebook import Page, pages
from smartscore.reports.findings.repository import in_repository
from smartscore.reports.safe import one_line
from smartscore.text.problems import Problem, Related, Severity, Unreadable
from smartscore.words import Words

_UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_NO_FILES = ("-", "")
_HALVES = re.compile("[\ud800-\udfff]")


def page(problem: Problem, language: Language = "en") -> Page:
    """The manual's page of a problem; where there is none, one that says the code only."""
    code = problem.code
    return pages(language).get(code) or Page(
        code, code, problem.severity, code, "", "", "", mends=False
    )


def title(problem: Problem) -> str:
    """The code of a problem and, where the manual has one, its name: `S102 known-keys`."""
    name = page(problem).name
    return problem.code if name == problem.code else f"{problem.code} {name}"


def sentence(problem: Problem, words: Words) -> str:
    """What is wrong, on one line, without what would steer a reader's screen."""
    return one_line(words.problem(problem))


def advised(problem: Problem, words: Words) -> str:
    """What is wrong and, on a second line where something can be said, what would mend it."""
    return "\n".join(filter(None, [sentence(problem, words), one_line(words.mend(problem))]))


def beside(each: Related, words: Words) -> str:
    """What a further place of a problem is: `first here`."""
    return words(f"related.{each.label}")


def told(problem: Problem, words: Words) -> str:
    """What `advised` says, and each further place on a line: `first here: places.yaml:7:5`."""
    return "\n".join([advised(problem, words), *further(problem, words)])


def further(problem: Problem, words: Words) -> Iterator[str]:
    """Each further place of a problem, on a line: `first here: places.yaml:7:5`."""
    for each in problem.related:
        place = each.place
        spot = f":{place.line}:{place.column}" if place.line else ""
        yield one_line(f"{beside(each, words)}: {path(place.file)}{spot}")


def unread(error: Unreadable, words: Words) -> str:
    """Why a file could not be checked at all, on one line."""
    return one_line(words.unreadable(error.file, error.reason))


def path(file: str) -> str:
    """A file from the top of its repository, with forward slashes on every system; never empty.

    >>> path("-"), path("")
    ('-', '.')
    """
    return PurePath(in_repository(file) if file not in _NO_FILES else file).as_posix()


def counts(problems: Iterable[Problem]) -> Mapping[Severity, int]:
    """How many problems there are of each severity, zeros included, the gravest first."""
    found = Counter(problem.severity for problem in problems)
    return {severity: found[severity] for severity in Severity}


def ordinals(problems: Iterable[Problem]) -> list[int]:
    """For each problem, the how-manieth it is of its code at its spot: nearly always 1."""
    seen: Counter[tuple[str, str, str]] = Counter()
    numbers = []
    for problem in problems:
        seen[_spot(problem)] += 1
        numbers.append(seen[_spot(problem)])
    return numbers


def fingerprints(problems: tuple[Problem, ...]) -> list[str]:
    """A hash for each problem, unique in the report, of its code, file, spot and ordinal.

    Neither the place nor the sentence is part of it, so it stays when lines move, in both
    languages, and from one version to the next.
    """
    spots = (
        (*_spot(problem), number)
        for problem, number in zip(problems, ordinals(problems), strict=True)
    )
    return [hashlib.sha256(dumps(spot).encode()).hexdigest() for spot in spots]


def mark(*parts: str) -> str:
    """A hash of what makes a finding the same one in the next run."""
    return hashlib.sha256(dumps(parts).encode()).hexdigest()


def printed(content: Any) -> str:
    """Data as JSON that reads as it is written: unseen characters and turns of direction escaped.

    Halves of surrogate pairs, which are no characters and which strict readers refuse, are
    replaced by a mark.
    """
    text = _HALVES.sub(_half, dumps(content, ensure_ascii=False, indent=1))
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def _half(found: re.Match[str]) -> str:
    """A byte of a name that is no text, as `naming.shown` shows it; another half as a mark."""
    byte = ord(found[0]) - 0xDC00
    return f"\\\\x{byte:02x}" if 0x80 <= byte <= 0xFF else "\ufffd"


def _spot(problem: Problem) -> tuple[str, str, str]:
    return problem.code, path(problem.place.file), problem.anchor

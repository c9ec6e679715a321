"""Problems in the order in which they are read, and those told together that say the same."""

from collections.abc import Iterable, Iterator
from typing import Final

from smartscore.rules.versions import OF_ASSESSMENTS
from smartscore.text.naming import shown
from smartscore.text.problems import Problem, Severity

NAMED: Final = 5
"""So many places of a problem that comes again and again are named; the others are counted."""

OF_THEIR_OWN: Final = frozenset(rule.code.code for rule in OF_ASSESSMENTS)
"""Codes whose problems each say something else, so that none stands for another."""

_HEAVIEST_LAST: Final = list(Severity)[::-1]


def in_reading_order(problems: Iterable[Problem]) -> list[Problem]:
    """Advice, then warnings, then errors: what must be mended stands nearest to the prompt.

    Those of one weight stay in the order in which they are given.
    """
    return sorted(problems, key=lambda problem: _HEAVIEST_LAST.index(problem.severity))


def together(problems: Iterable[Problem]) -> Iterator[tuple[Problem, ...]]:
    """Each error alone; of what is lighter all of one code, at the place of the first.

    What differs from one problem of a code to the next stands alone too.
    """
    groups: dict[tuple[str, int], list[Problem]] = {}
    for number, problem in enumerate(problems):
        alone = problem.severity == Severity.ERROR or problem.code in OF_THEIR_OWN
        groups.setdefault((problem.code, number if alone else -1), []).append(problem)
    yield from map(tuple, groups.values())


def places(problems: Iterable[Problem]) -> Iterator[str]:
    """Where each problem is; a file is named where it is another than that of the one before."""
    file = None
    for problem in problems:
        place = problem.place
        spot = f"{place.line}:{place.column}" if place.line else ""
        named = () if place.file == file and spot else (shown(place.file),)
        yield ":".join(filter(None, (*named, spot)))
        file = place.file

"""What is wrong with the rows of a table: the first in full, all of them counted.

What is kept does not grow with the rows, only with the kinds of faults and the columns.
"""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from smartscore.tables import told
from smartscore.tables.rows import Doubt, Heading
from smartscore.text.problems import Place, Problem, Severity

IN_FULL: Final = 20
"""So many errors are kept in full; the others are counted."""

_LONG: Final = 4000
"""Longer lines are not shown with what is wrong in them."""


class Count(NamedTuple):
    """The problems of one code in one column; `first` is that of the first row."""

    heading: str | None
    first: Problem
    rows: int = 1


class Findings:
    """Problems of rows, counted by code and column."""

    def __init__(self, heading: Heading) -> None:
        self._heading = heading
        self.first: list[Problem] = []
        self._counts: dict[tuple[str, str | None], Count] = {}

    def add(self, number: int, raw: str, doubt: Doubt, rows: int = 1) -> Problem:
        """Count what is wrong in a row, or in so many of which it is the first."""
        problem = told.problem(self._heading, number, raw, doubt)
        if len(problem.excerpt) > _LONG:
            problem = problem._replace(excerpt="")
        if problem.severity == Severity.ERROR and len(self.first) < IN_FULL:
            self.first.append(problem)
        key = problem.code, doubt.heading
        before = self._counts.get(key)
        count = before._replace(rows=before.rows + rows) if before else None
        self._counts[key] = count or Count(doubt.heading, problem, rows)
        return problem

    @property
    def counts(self) -> tuple[Count, ...]:
        """The counts, in the order of their first rows."""
        return tuple(self._counts.values())

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain data."""
        return {
            "first": [_plain(problem) for problem in self.first],
            "counts": [
                {"heading": each.heading, "rows": each.rows, "first": _plain(each.first)}
                for each in self.counts
            ],
        }

    def take(self, data: Mapping[str, Any]) -> None:
        """Go on from what `to_dict` gave."""
        self.first = [self._problem(each) for each in data["first"]]
        for each in data["counts"]:
            count = Count(each["heading"], self._problem(each["first"]), each["rows"])
            self._counts[count.first.code, count.heading] = count

    def _problem(self, data: Mapping[str, Any]) -> Problem:
        place = Place(self._heading.file, *data["place"])
        severity = Severity(data["severity"])
        said = data["values"], severity, data["excerpt"], data["anchor"]
        return Problem(data["code"], place, *said)


def _plain(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "place": list(problem.place[1:]),
        "values": dict(problem.values),
        "severity": problem.severity.value,
        "excerpt": problem.excerpt,
        "anchor": problem.anchor,
    }

"""What is remarked of the rows of a table, each kind once with how many rows it is of."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from smartscore.read import table_faults
from smartscore.text.problems import Problem

_FIRST: Final = (table_faults.ROWS_ARE_PLACES.code, table_faults.PLACES_STAND_ONCE.code)
"""Sums among the places, and places that stand twice: they move ranks and all that is of all."""


class Remarked(NamedTuple):
    """A remark of one code and column: of the first row that it is of, and how many there are."""

    first: Problem
    rows: int

    @property
    def heading(self) -> str | None:
        """The heading of the column, where it is of a cell."""
        return self.first.values.get("in_column")


def remarked(problems: Iterable[Problem]) -> tuple[Remarked, ...]:
    """Problems counted by their code and column; what moves ranks comes first."""
    found: dict[tuple[str, str], Remarked] = {}
    for each in problems:
        key = each.code, each.values.get("in_column", "")
        before = found.get(key, Remarked(each, 0))
        found[key] = before._replace(rows=before.rows + 1)
    return tuple(sorted(found.values(), key=lambda each: _place(each.first.code)))


def _place(code: str) -> int:
    return _FIRST.index(code) if code in _FIRST else len(_FIRST)

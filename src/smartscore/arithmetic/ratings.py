"""Ratings of the same units by several raters, counted, on which measures of agreement rest.

A unit (an indicator) is one row: the values that its raters gave, in the order of the raters, with
`None` where one gave none. Rows that are alike are counted once, so that drawing thousands of
samples of units costs no more than adding up.
"""

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Final, Literal, NamedTuple

Row = Sequence[int | Fraction | None]
Distances = Literal["unweighted", "linear", "quadratic"]
"""How far apart two values are: alike or not, by their distance, or by the square of it."""

Cell = tuple[int, int]
"""Two values by their places among the points."""

_PAIR: Final = 2
_NONE: Final = -1


class Points:
    """The values that can be given, ascending, and how far apart they are, in whole numbers."""

    def __init__(self, values: Iterable[int | Fraction]) -> None:
        self.values = tuple(sorted(set(values)))
        unit = lcm(*(value.denominator for value in self.values))
        self._at = [int(value * unit) for value in self.values]

    def __len__(self) -> int:
        """How many there are."""
        return len(self.values)

    def apart(self, by: Distances) -> list[list[int]]:
        """How far any two are apart, in a unit of its own."""
        return self._apart[by]

    def widest(self, by: Distances) -> int:
        """How far the first is from the last."""
        return self.apart(by)[0][-1]

    def spread(self, by: Distances) -> int:
        """How far all pairs are apart together, in both orders."""
        return self._spread[by]

    @cached_property
    def _apart(self) -> Mapping[Distances, list[list[int]]]:
        return {
            "unweighted": [[int(a != b) for b in self._at] for a in self._at],
            "linear": [[abs(a - b) for b in self._at] for a in self._at],
            "quadratic": squares(self._at),
        }

    @cached_property
    def _spread(self) -> Mapping[Distances, int]:
        return {by: sum(map(sum, apart)) for by, apart in self._apart.items()}


def squares(places: Sequence[int]) -> list[list[int]]:
    """The squares of the distances between places."""
    return [[(a - b) ** 2 for b in places] for a in places]


class Kind(NamedTuple):
    """A row as it is counted.

    `size` is how many raters gave a value. `given` has how often each value was given, `pairs` how
    often two raters of the unit gave which values, in both orders, and `both` what the first and
    the second rater gave, where there are no more raters and both gave one.
    """

    size: int
    given: Mapping[int, int]
    pairs: Mapping[Cell, int]
    both: Cell | None


@dataclass(frozen=True)
class Tally:
    """Some units, counted, by how many raters a unit has; `points` are what can be given.

    `units` counts the units themselves, `given` the values, `pairs` those of two raters of a unit,
    in both orders. `both` counts what the first and the second of just two raters gave, in that
    order.
    """

    points: Points
    units: Mapping[int, int]
    given: Mapping[int, Mapping[int, int]]
    pairs: Mapping[int, Mapping[Cell, int]]
    both: Mapping[Cell, int]

    @property
    def paired(self) -> int:
        """How many units at least two raters rated."""
        return sum(count for size, count in self.units.items() if size >= _PAIR)

    @property
    def pairable(self) -> Mapping[int, int]:
        """How often each value was given in units that at least two raters rated."""
        found: Counter[int] = Counter()
        for size, given in self.given.items():
            if size >= _PAIR:
                found.update(given)
        return found


class Units:
    """All rated units, from which samples can be drawn.

    `scale` holds the points that could be given, whether any rater gave them or not.
    """

    def __init__(self, rows: Sequence[Row], scale: Iterable[int | Fraction] = ()) -> None:
        given = {value for row in rows for value in row}
        self.points = Points(value for value in given.union(scale) if value is not None)
        at: dict[int | Fraction | None, int] = {v: i for i, v in enumerate(self.points.values)}
        at[None] = _NONE
        order = len(max(rows, key=len, default=())) == _PAIR  # of more raters it tells nothing
        coded = [[at[value] for value in row] for row in rows]
        keys = [tuple(row if order else sorted(row)) for row in coded]
        numbers = {key: i for i, key in enumerate(dict.fromkeys(keys))}
        self.kinds = tuple(map(_kind, numbers))
        self.rows = tuple(numbers[key] for key in keys)

    @cached_property
    def tally(self) -> Tally:
        """All units, counted."""
        return self.counted(Counter(self.rows))

    def drawn(self, source: random.Random) -> Tally:
        """As many units as there are, drawn with replacement, and counted."""
        many = len(self.rows)
        return self.counted(Counter(self.rows[int(source.random() * many)] for _ in range(many)))

    def counted(self, times: Mapping[int, int]) -> Tally:
        """Units counted, by how often each kind occurs."""
        units: Counter[int] = Counter()
        given: dict[int, Counter[int]] = {}
        pairs: dict[int, Counter[Cell]] = {}
        both: Counter[Cell] = Counter()
        for i, often in times.items():
            kind = self.kinds[i]
            units[kind.size] += often
            values = given.setdefault(kind.size, Counter())
            for value, count in kind.given.items():
                values[value] += often * count
            met = pairs.setdefault(kind.size, Counter())
            for cell, count in kind.pairs.items():
                met[cell] += often * count
            if kind.both is not None:
                both[kind.both] += often
        return Tally(self.points, units, given, pairs, both)


def _kind(row: Sequence[int]) -> Kind:
    values = [value for value in row if value != _NONE]
    given = Counter(values)
    pairs = {
        (a, b): n * (m - (a == b))
        for a, n in given.items()
        for b, m in given.items()
        if a != b or n > 1
    }
    both = (values[0], values[1]) if len(row) == len(values) == _PAIR else None
    return Kind(len(values), given, pairs, both)

"""Means of children joined one by one in whole numbers, without losing a digit."""

import decimal
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import Final

from smartscore.arithmetic import means

_LOGARITHMS: Final = decimal.Context(prec=70)
_UNIT: Final = 10**60
NOTHING: Final = -(10**200)
"""Stands for a mean that is zero whatever its other children are."""


class Spelling:
    """The values of the children of a node as whole numbers that its mean joins exactly.

    For a geometric mean they are logarithms with sixty decimals: more than the thirty digits that
    the engine keeps of it. `start` is what there is before the first child, `spelt` has the
    numbers of each child in the order of its choices.
    """

    def __init__(
        self, method: str, children: Sequence[tuple[int, Sequence[Fraction | None]]]
    ) -> None:
        self._method = method
        self._weights = [weight for weight, values in children if values[0] is not None]
        self._present = [values[0] is not None for _, values in children]
        known = [value for _, values in children for value in values if value is not None]
        over = (v.numerator or 1 for v in known)
        self._line = lcm(*over) if method == "harmonic" else lcm(*(v.denominator for v in known))
        self.join: Callable[[int, int], int] = _JOINS.get(method, _added)
        self.start = 0 if method != "minimum" else -NOTHING
        self.spelt = [
            [self.start if v is None else self._number(v, weight) for v in values]
            for weight, values in children
        ]

    def _number(self, value: Fraction, weight: int) -> int:
        above, below = value.as_integer_ratio()
        if self._method == "arithmetic":
            return above * (self._line // below) * weight
        if self._method in ("minimum", "maximum"):
            return above * (self._line // below)
        if not above:
            return NOTHING
        if self._method == "harmonic":
            return -below * (self._line // above) * weight
        return _logarithm(value) * weight

    def mean(self, number: int, values: Iterable[Fraction | None]) -> Fraction | None:
        """What the mean comes to, exactly as the engine has it; `values` are those of children."""
        if not self._weights:
            return None
        if self._method == "arithmetic":
            return Fraction(number, self._line * sum(self._weights))
        if self._method in ("minimum", "maximum"):
            return Fraction(number, self._line)
        some = [value for value in values if value is not None]
        pairs = [(Fraction(w), v) for w, v in zip(self._weights, some, strict=True)]
        return means.mean(self._method, pairs)


def neither(one: int, other: int) -> int:  # noqa: ARG001
    """Nothing, where no upper bound is kept."""
    return 0


def _added(one: int, other: int) -> int:
    """The sum; nothing where one of them is."""
    return NOTHING if NOTHING in (one, other) else one + other


_JOINS: Final[Mapping[str, Callable[[int, int], int]]] = {
    "arithmetic": int.__add__,
    "minimum": min,
    "maximum": max,
}


@lru_cache(maxsize=4096)
def _logarithm(value: Fraction) -> int:
    """The natural logarithm of a value as a whole number of units."""
    above, below = (_LOGARITHMS.ln(decimal.Decimal(n)) for n in value.as_integer_ratio())
    return int(_LOGARITHMS.subtract(above, below) * _UNIT)

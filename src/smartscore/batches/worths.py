"""What nodes are worth in whole numbers: the same values and bounds as a card has, many times over.

`engine/evaluation` finds the values of one place as fractions. Here score and both bounds of a node
are found at once, as numbers above and below a line that need not be in lowest terms.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm
from typing import Final

from smartscore.arithmetic import means
from smartscore.engine.score import Reckoned
from smartscore.engine.tree import Step

Worth = tuple[int, int, int, int, int, int, int]
"""The score above and below its line, both bounds above a line of their own and what is below it,
and the weights that are rated and applicable, in a unit of the node's own (`tree.Step.parts`).
Nothing below a line: there is no such value."""

_MANY: Final = 64
"""Numbers of more bits are brought to lowest terms: beyond two digits, sums get dearer."""


def of_rating(found: Reckoned) -> Worth:
    """The worth of an indicator."""
    above, below = (0, 0) if found.value is None else found.value.as_integer_ratio()
    rated = int(found.status == "rated")
    applicable = int(found.status != "not_applicable")
    return above, below, *_bounds(found.low, found.high), rated, applicable


def _bounds(low: Fraction | None, high: Fraction | None) -> tuple[int, int, int]:
    """Both bounds above one line, and what is below it."""
    if low is None or high is None:
        return 0, 0, 0
    line = lcm(low.denominator, high.denominator)
    least, most = (bound.numerator * (line // bound.denominator) for bound in (low, high))
    return least, most, line


class Mean:
    """How the worth of a node comes of those of its children that have a weight."""

    def __init__(self, step: Step) -> None:
        self._method = step.method
        pairs = zip(step.children, step.parts, strict=True)
        self._weights = tuple((weight, part) for (_, weight), (_, part) in pairs)

    def __call__(self, below: Sequence[Worth]) -> Worth:
        """The worth of the node."""
        rated = applicable = 0
        for worth, (_, part) in zip(below, self._weights, strict=True):
            rated += part * worth[5]
            applicable += part * worth[6]
        weighty = [(worth, weight) for worth, (weight, _) in zip(below, self._weights, strict=True)]
        if self._method == "arithmetic":
            return *_arithmetic(weighty), rated, applicable
        return *_other(self._method, weighty), rated, applicable


def _arithmetic(weighty: Sequence[tuple[Worth, int]]) -> tuple[int, int, int, int, int]:
    above = least = most = counted = bounded = 0
    below = line = 1
    for (top, under, low, high, bottom, _, _), weight in weighty:
        if under:
            counted += weight
            if under == below:
                above += weight * top
            else:
                above = above * under + weight * top * below
                below *= under
        if bottom:
            bounded += weight
            if bottom == line:
                least += weight * low
                most += weight * high
            else:
                scaled = weight * line
                least = least * bottom + scaled * low
                most = most * bottom + scaled * high
                line *= bottom
    below *= counted
    line *= bounded
    if below.bit_length() > _MANY and (shared := gcd(above, below)) > 1:
        above //= shared
        below //= shared
    if line.bit_length() > _MANY and (shared := gcd(least, most, line)) > 1:
        least //= shared
        most //= shared
        line //= shared
    return above, below, least, most, line


def _other(method: str, weighty: Sequence[tuple[Worth, int]]) -> tuple[int, int, int, int, int]:
    """A mean that is not arithmetic, on fractions."""
    values, lows, highs = [], [], []
    for (top, under, low, high, bottom, _, _), weight in weighty:
        if under:
            values.append((Fraction(weight), Fraction(top, under)))
        if bottom:
            lows.append((Fraction(weight), Fraction(low, bottom)))
            highs.append((Fraction(weight), Fraction(high, bottom)))
    above, below = means.METHODS[method](values).as_integer_ratio() if values else (0, 0)
    if not lows:
        return above, below, 0, 0, 0
    take = means.METHODS[method]
    return above, below, *_bounds(take(lows), take(highs))

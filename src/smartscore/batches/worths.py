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
        if self._method != "arithmetic":
            return _other(self._method, below, self._weights)
        above = least = most = counted = bounded = rated = applicable = 0
        under = line = 1
        pairs = zip(below, self._weights, strict=True)
        for (top, bottom, low, high, below_both, known, applying), (weight, part) in pairs:
            rated += part * known
            applicable += part * applying
            if bottom:
                counted += weight
                if bottom == under:
                    above += weight * top
                else:
                    above = above * bottom + weight * top * under
                    under *= bottom
            if below_both:
                bounded += weight
                if below_both == line:
                    least += weight * low
                    most += weight * high
                else:
                    scaled = weight * line
                    least = least * below_both + scaled * low
                    most = most * below_both + scaled * high
                    line *= below_both
        under *= counted
        line *= bounded
        if under.bit_length() > _MANY and (shared := gcd(above, under)) > 1:
            above //= shared
            under //= shared
        if line.bit_length() > _MANY and (shared := gcd(least, most, line)) > 1:
            least //= shared
            most //= shared
            line //= shared
        return above, under, least, most, line, rated, applicable


def _other(method: str, below: Sequence[Worth], weights: Sequence[tuple[int, int]]) -> Worth:
    """A mean that is not arithmetic, on fractions."""
    values, lows, highs = [], [], []
    rated = applicable = 0
    for worth, (weight, part) in zip(below, weights, strict=True):
        top, under, low, high, bottom, known, applying = worth
        rated += part * known
        applicable += part * applying
        if under:
            values.append((Fraction(weight), Fraction(top, under)))
        if bottom:
            lows.append((Fraction(weight), Fraction(low, bottom)))
            highs.append((Fraction(weight), Fraction(high, bottom)))
    take = means.METHODS[method]
    above, beneath = take(values).as_integer_ratio() if values else (0, 0)
    bounds = _bounds(take(lows), take(highs)) if lows else (0, 0, 0)
    return above, beneath, *bounds, rated, applicable

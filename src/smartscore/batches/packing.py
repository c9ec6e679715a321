"""All that is added up beneath a node as one whole number: one sum in the place of seven.

A node whose children are indicators, whose mean is arithmetic and whose ratings have one line below
them needs sums only: of weight times value, of weights, of both bounds, and of what is rated and
applicable. Each has its own digits in one number, wide enough that no sum runs into the next.
"""

from itertools import accumulate
from math import lcm
from typing import Final

from smartscore.batches.worths import Worth
from smartscore.engine.measures import ZERO, Measure, OnChecklist, OnLevels
from smartscore.engine.tree import Step, Tree

_HUNDREDTHS: Final = 100
"""Ratings between two points are means of a few raters: mostly they have two decimals."""


class Packing:
    """How the worths of the children of one node are written as numbers to be added up."""

    def __init__(self, step: Step, line: int) -> None:
        self._weights = dict(step.children)
        self._parts = dict(step.parts)
        self._line = line
        weight = sum(self._weights.values())
        part = sum(self._parts.values())
        most = (weight * line, weight, weight * line, weight * line, weight, part, part)
        widths = [number.bit_length() for number in most]
        self._shifts = tuple(accumulate(widths, initial=0))[: len(most)]
        self._masks = tuple((1 << width) - 1 for width in widths)

    def pack(self, child: int, worth: Worth) -> int | None:
        """The worth of a child as a number; None where it does not fit the line below all."""
        above, below, least, most, line, rated, applicable = worth
        if not 0 <= above <= below or not 0 <= least <= most <= line:
            return None
        if (below and self._line % below) or (line and self._line % line):
            return None
        weight, part = self._weights.get(child, 0), self._parts.get(child, 0)
        whole = weight * (self._line // below) if below else 0
        bound = weight * (self._line // line) if line else 0
        numbers = (
            above * whole,
            weight if below else 0,
            least * bound,
            most * bound,
            weight if line else 0,
            part * rated,
            part * applicable,
        )
        return sum(n << shift for n, shift in zip(numbers, self._shifts, strict=True))

    def worth(self, packed: int) -> Worth:
        """The worth of the node from the sum of its children's numbers."""
        above, counted, least, most, bounded, rated, applicable = (
            packed >> shift & mask for shift, mask in zip(self._shifts, self._masks, strict=True)
        )
        line = self._line
        return above, counted * line, least, most, bounded * line, rated, applicable


def packing_of(tree: Tree, step: Step) -> Packing | None:
    """How the children of a node are packed; None where they can't be."""
    node = tree.nodes[step.node]
    below = [tree.nodes[child] for child in node.children]
    if step.method != "arithmetic" or any(child.children for child in below):
        return None
    lines = [_line(child.measure, between=child.owner.between) for child in below]
    if not lines or not all(lines):
        return None
    return Packing(step, lcm(*lines))


def _line(measure: Measure | None, *, between: bool) -> int:
    """A number that what is below the line of each value of a measure divides; 0 without any."""
    if isinstance(measure, OnLevels):
        whole = lcm(*(worth.denominator for worth in measure.worth.values()))
        return whole * _HUNDREDTHS if between else whole
    if isinstance(measure, OnChecklist):
        weights = measure.weights.values()
        return int(sum(weights, ZERO) * lcm(*(weight.denominator for weight in weights)))
    return 0

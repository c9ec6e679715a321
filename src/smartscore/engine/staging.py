"""The staged level of a node, and the indicators that hold it where it is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from smartscore.arithmetic.numbers import exact
from smartscore.engine.measures import OnLevels

if TYPE_CHECKING:
    from fractions import Fraction

    from smartscore.engine.scored import ScoredNode


class Staged(NamedTuple):
    """How far the lowest step beneath a node has come, and what keeps it from more.

    All figures are levels, on the one scale on which the indicators beneath are rated. `at_most`
    is the lowest level that is known, or the highest point of the scale where none is; `at_least`
    is the lowest point of the scale while an indicator is unknown, else the same. `holders` are
    the indicators at the lowest known level; `unknown` those of which no level is known. Both are
    in the order of the rubric.
    """

    at_least: int | float
    at_most: int | float
    highest: int | float
    """The highest point of the scale."""

    holders: tuple["ScoredNode", ...]
    unknown: tuple["ScoredNode", ...]

    @property
    def level(self) -> int | float | None:
        """The staged level itself; None while an indicator is unknown."""
        return None if self.unknown else self.at_most

    @property
    def settled(self) -> bool:
        """Whether it is known, whatever the unknown indicators turn out to be."""
        return self.at_least == self.at_most


def staged(indicators: Sequence["ScoredNode"]) -> Staged | None:
    """What can be said of the staged level of some indicators, those of one node.

    None where no indicator applies, where one is not rated by levels, and where they stand on
    different scales. What is not applicable is passed over.
    """
    applying = [node for node in indicators if node.status != "not_applicable"]
    measures = [node.place.measure for node in applying]
    scales: set[tuple[Fraction, ...]] = set()
    for measure in measures:
        if not isinstance(measure, OnLevels):
            return None
        scales.add(measure.points)
    if len(scales) != 1:
        return None
    levels = [(node, None if node.rating is None else node.rating.level) for node in applying]
    points = [point.points for point in applying[0].owner.scale]
    known = [level for _, level in levels if level is not None]
    lowest = min(known, default=points[-1])
    unknown = tuple(node for node, level in levels if level is None)
    holders = [n for n, level in levels if level is not None and exact(level) == exact(lowest)]
    least = points[0] if unknown else lowest
    return Staged(least, lowest, points[-1], tuple(holders), unknown)

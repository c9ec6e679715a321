"""Where the draws of each node lie, and in which of its bands.

Figures of draws are rounded to nine decimals on the display scale, so that the last bits of floats
never show.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Final, NamedTuple

from smartscore.arithmetic.draws import quantile
from smartscore.arithmetic.numbers import exact
from smartscore.engine.card import Card
from smartscore.engine.columns import Column, spread
from smartscore.engine.facts import on_display
from smartscore.engine.resolving import threshold
from smartscore.engine.scored import ScoredNode
from smartscore.engine.tree import Threshold
from smartscore.model.rubric import Band
from smartscore.studies.assumptions import Assumptions, is_bare
from smartscore.studies.drawing import Inputs, evaluated

_PARTS: Final = (0.05, 0.25, 0.5, 0.75, 0.95)
_NEAR: Final = 1e-12
"""So near to an edge a float is taken to be on it."""
_DECIMALS: Final = 9


class Interval(NamedTuple):
    """Where the draws of a node lie, on its display scale.

    `least` and `most` have the middle nine tenths of all draws between them, `lower` and `upper`
    the middle half; `middle` is the median. Each is one of the draws. `bands` says for each band of
    the node, in its order, which part of all draws lies there as shown and under its gates, from 0
    to 1; empty where it has no bands, or is bare (`assumptions.is_bare`).
    """

    node: ScoredNode
    least: Fraction
    lower: Fraction
    middle: Fraction
    upper: Fraction
    most: Fraction
    bands: tuple[Fraction, ...]

    @property
    def likely(self) -> tuple[tuple[Band, Fraction], ...]:
        """The bands in which any draw lies, each with its part, the most likely first."""
        found = [pair for pair in zip(self.node.bands, self.bands, strict=False) if pair[1]]
        return tuple(sorted(found, key=lambda pair: -pair[1]))

    @property
    def width(self) -> Fraction:
        """How far the middle nine tenths reach, as a part of the display scale, from 0 to 1."""
        display = self.node.display
        return (self.most - self.least) / (exact(display.max) - exact(display.min))


def intervals(
    card: Card, assumed: Assumptions, inputs: Inputs, columns: Sequence[Column | None]
) -> tuple[Interval, ...]:
    """Those of each node that has a figure in its draws, in the order of the tree.

    Where what is unknown is not drawn, what is withheld stays so. Where nothing is rated that the
    whole rests on, only what has something rated is drawn.
    """
    bare = is_bare(card.whole, assumed)
    banding = _Banding(card, assumed, inputs, columns)
    return tuple(
        _interval(node, column, banding)
        for node, column in zip(card.nodes, columns, strict=True)
        if column is not None and (assumed.unknown or not node.withheld)
        if not (bare and is_bare(node, assumed))
    )


def _interval(node: ScoredNode, column: Column, banding: "_Banding") -> Interval:
    ordered = [column] if isinstance(column, float) else sorted(column)
    least, lower, middle, upper, most = (figure(node, quantile(ordered, p)) for p in _PARTS)
    bands = banding.shares(node, ordered)
    return Interval(node, least, lower, middle, upper, most, bands)


def figure(node: ScoredNode, value: float) -> Fraction:
    """A value of a draw, from 0 to 1, on the display scale of its node."""
    return exact(round(float(on_display(Fraction(value), node.display)), _DECIMALS))


class _Banding:
    """In which bands draws lie."""

    def __init__(
        self,
        card: Card,
        assumed: Assumptions,
        inputs: Inputs,
        columns: Sequence[Column | None],
    ) -> None:
        self._card = card
        self._assumed = assumed
        self._inputs = inputs
        self._columns = columns

    def shares(self, node: ScoredNode, ordered: Sequence[float]) -> tuple[Fraction, ...]:
        """The part of all draws in each band of a node; nothing for an indicator.

        Nor for what has nothing rated, where the unknown is drawn.
        """
        place = node.place
        if not place.children or not place.bands or is_bare(node, self._assumed):
            return ()
        edges = [_edge(each) for each in place.thresholds]
        if any(self._fires(node)):
            column = self._columns[place.index]
            assert column is not None
            caps = self._caps(node)
            values = spread(column, self._assumed.draws)
            counts = [0] * len(edges)
            for value, cap in zip(values, caps, strict=True):
                counts[min(max(bisect_right(edges, value) - 1, 0), cap)] += 1
            return tuple(Fraction(count, len(values)) for count in counts)
        starts = [0, *(bisect_left(ordered, edge) for edge in edges[1:]), len(ordered)]
        pairs = pairwise(starts)
        return tuple(Fraction(max(after - before, 0), len(ordered)) for before, after in pairs)

    def _fires(self, node: ScoredNode) -> Iterator[bool]:
        """For each gate of a node, whether it fires in any draw."""
        for watch in node.place.watches:
            column = self._highest[watch.node]
            least = column if isinstance(column, float) else min(column or (1.0,))
            yield least < self._limit(watch.node, watch.below)

    def _caps(self, node: ScoredNode) -> list[int]:
        """The highest band that gates leave a node in each draw."""
        caps = [len(node.bands) - 1] * self._assumed.draws
        for watch in node.place.watches:
            column, limit = self._highest[watch.node], self._limit(watch.node, watch.below)
            if column is not None:
                values = spread(column, self._assumed.draws)
                pairs = zip(values, caps, strict=True)
                caps = [min(watch.cap, cap) if value < limit else cap for value, cap in pairs]
        return caps

    def _limit(self, index: int, below: Fraction) -> float:
        return _edge(threshold(below, self._card.tree.nodes[index].display))

    @cached_property
    def _highest(self) -> Sequence[Column | None]:
        """The values that gates are judged by: what is unknown and not drawn is at its highest.

        A gate fires where it would fire whatever the unknown turns out to be.
        """
        statuses = self._card.statuses
        if self._assumed.unknown or "unknown" not in statuses:
            return self._columns
        pairs = zip(self._inputs.values, statuses, strict=True)
        values = [1.0 if status == "unknown" else value for value, status in pairs]
        return evaluated(self._card.tree, self._inputs._replace(values=values))


def _edge(found: Threshold) -> float:
    """The least float that is taken to be at an edge or above it."""
    above, below, within = found
    return above / below - _NEAR if within else above / below + _NEAR

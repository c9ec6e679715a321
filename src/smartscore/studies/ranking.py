"""Places beside one another, or one place on several days: ranks, and how far they hold.

A rank is that of figures as they are shown, so that what looks equal is equal. Beside it stand the
ranks that bounds allow whatever the unknowns turn out to be, who is ahead whatever the weights, and
how often each has each rank when weights, ratings and unknowns are drawn. docs/method.md has more.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Final, NamedTuple

from smartscore.arithmetic import ranks
from smartscore.arithmetic.numbers import exact, units
from smartscore.engine.card import Card
from smartscore.engine.facts import on_display
from smartscore.engine.scored import ScoredNode
from smartscore.engine.tree import Node

MOST: Final = 60
"""So many places are held against one another in pairs and drawn; more are ranked only, since pairs
grow with their square."""


class Rank(NamedTuple):
    """Where a place stands by one node.

    `rank` is None without a score to rank by; `tied` says whether it is shared. `best` and `worst`
    are the ranks that bounds allow; None where nothing applies.
    """

    rank: int | None
    tied: bool
    best: int | None
    worst: int | None


class Drawn(NamedTuple):
    """What draws say of some places, by their indexes in `places`.

    `ranks` has for each the share of draws in which it has each rank, the first rank first, `wins`
    the share in which it lies above each of them; a tie is shared. Left out is what has no value.
    """

    places: tuple[int, ...]
    ranks: tuple[tuple[Fraction, ...], ...]
    wins: tuple[tuple[Fraction, ...], ...]


@dataclass(frozen=True)
class Comparison:
    """One rubric of several places.

    `places` are the indexes of the entries among all, `cards` their cards. `by` is the path of
    the node by which they are ordered. `drawn` is None where nothing is drawn: too many places,
    rubrics that differ, or fewer than two with a value.
    """

    places: tuple[int, ...]
    cards: tuple[Card, ...]
    by: tuple[str, ...]
    drawn: Drawn | None = None

    @property
    def first(self) -> Card:
        """The card on whose scale all figures are."""
        return self.cards[0]

    @cached_property
    def alike(self) -> bool:
        """Whether all are scored alike, by one tree."""
        return all(card.digest == self.first.digest for card in self.cards)

    @property
    def node(self) -> Node:
        """The node by which they are ordered."""
        return self.first.tree.nodes[self.first.tree.by_path[self.by]]

    @property
    def nodes(self) -> tuple[Node, ...]:
        """That node, and what stands right beneath it."""
        below = (self.first.tree.nodes[child] for child in self.node.children)
        return (self.node, *below)

    def at(self, place: int, path: tuple[str, ...]) -> ScoredNode | None:
        """The node of a path in the card at a place of `cards`; None where it has none."""
        card = self.cards[place]
        index = card.tree.by_path.get(path)
        return None if index is None else card.nodes[index]

    def figure(self, value: Fraction | None) -> int | None:
        """A value from 0 to 1 as it is shown on the scale of the rubric, in units of its decimals.

        What is shown alike is equal.
        """
        if value is None:
            return None
        display = self.first.whole.display
        return units(*on_display(value, display).as_integer_ratio(), display.decimals)

    def apart(self, distance: Fraction) -> Fraction:
        """A distance of two values from 0 to 1, on the scale of the rubric."""
        display = self.first.whole.display
        return distance * (exact(display.max) - exact(display.min))

    def ranks(self, path: tuple[str, ...]) -> tuple[Rank, ...]:
        """Where each stands by one of `nodes`, by its path."""
        return self._ranks[path]

    @cached_property
    def _ranks(self) -> Mapping[tuple[str, ...], tuple[Rank, ...]]:
        return {node.path: self._ranked(node.path) for node in self.nodes}

    def _ranked(self, path: tuple[str, ...]) -> tuple[Rank, ...]:
        nodes = [self.at(place, path) for place in range(len(self.cards))]
        scores = [None if n is None or n.withheld else self.figure(n.value) for n in nodes]
        bounds = [self._bounds(node) for node in nodes]
        found = ranks.competition(scores)
        shared = Counter(found)
        return tuple(
            Rank(rank, rank is not None and shared[rank] > 1, *(ends or (None, None)))
            for rank, ends in zip(found, ranks.within(bounds), strict=True)
        )

    def _bounds(self, node: ScoredNode | None) -> tuple[int, int] | None:
        if node is None:
            return None
        low, high = self.figure(node.low_value), self.figure(node.high_value)
        return None if low is None or high is None else (low, high)

    @cached_property
    def order(self) -> tuple[int, ...]:
        """The places of `cards` in their order: by rank, then those without a score by bounds."""
        found = self.ranks(self.by)

        def key(place: int) -> tuple[bool, int, int, int]:
            rank, _, best, worst = found[place]
            after = len(found) + 1
            return rank is None, rank or after, best or after, worst or after

        return tuple(sorted(range(len(self.cards)), key=key))

    @cached_property
    def ahead(self) -> tuple[tuple[int, ...], ...] | None:
        """For each place of `cards` those that it is ahead of whatever weights and unknowns are.

        It is at least level with them in every indicator that weighs something, and above in one.
        None where there are too many places, or rubrics differ.
        """
        if len(self.cards) > MOST or not self.alike:
            return None
        indexes = [index for _, index in self.first.tree.within(self.node.index)]
        lows = [[card.lowest_values[i] for i in indexes] for card in self.cards]
        highs = [[card.highest_values[i] for i in indexes] for card in self.cards]
        size = range(len(self.cards))
        return tuple(
            tuple(j for j in size if j != i and _is_ahead(lows[i], highs[j])) for i in size
        )


def _is_ahead(lows: Sequence[Fraction | None], highs: Sequence[Fraction | None]) -> bool:
    """Whether what one surely has is nowhere below what another can have, and above it once.

    Nobody is ahead where an indicator applies to one of them only: its weight could decide.
    """
    above = False
    for low, high in zip(lows, highs, strict=True):
        if (low is None) != (high is None) or (low is not None and high is not None and low < high):
            return False
        above = above or (low is not None and high is not None and low > high)
    return above

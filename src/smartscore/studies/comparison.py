"""Places beside one another, or one place on several days: ranks, and how far they hold.

A rank is that of figures as they are shown, so that what looks equal is equal. Beside it stand the
ranks that bounds allow whatever the unknowns turn out to be, who is ahead whatever the weights, and
how often each has each rank when weights, ratings and unknowns are drawn. docs/method.md has more.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, Final, NamedTuple

from smartscore.arithmetic import ranks
from smartscore.arithmetic.numbers import half_up
from smartscore.engine.card import Card
from smartscore.engine.columns import spread
from smartscore.engine.facts import on_display
from smartscore.engine.scored import ScoredNode
from smartscore.engine.tree import Node
from smartscore.studies.assumptions import (
    LEAST_DRAWS,
    MOST_CELLS,
    Assumptions,
    Unfit,
    is_bare,
    unfit,
)
from smartscore.studies.drawing import Drawing
from smartscore.studies.entries import Entry

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

    @property
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

    def figure(self, value: Fraction | None) -> Fraction | None:
        """A value from 0 to 1 as it is shown, on the scale of the rubric."""
        if value is None:
            return None
        display = self.first.whole.display
        return half_up(on_display(value, display), display.decimals)

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

    def _bounds(self, node: ScoredNode | None) -> tuple[Fraction, Fraction] | None:
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
        highs = [[card.high_values[i] for i in indexes] for card in self.cards]
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


class Compared(NamedTuple):
    """Places beside one another, by each rubric that two of them share.

    `alone` are the codes of rubrics that only one of them scores, which are not compared.
    """

    entries: tuple[Entry, ...]
    rubrics: tuple[Comparison, ...]
    alone: tuple[str, ...]
    assumed: Assumptions

    def to_dict(self) -> dict[str, Any]:
        """The same as `comparison/1`, which `compare --format json` writes: plain data."""
        from smartscore.studies.comparison_record import comparison

        return comparison(self)


def compared(
    entries: Sequence[Entry],
    assumed: Assumptions,
    by: str | None = None,
    done: Callable[[int], None] = lambda _: None,
) -> Compared:
    """Places beside one another, ordered by the whole, or `by` a node where there is one.

    Whether their rubrics compare, and whether the assumptions fit them, is asked before. `done` is
    told of each place that is drawn.
    """
    shared, alone = _shared(entries)
    found = tuple(_drawn(each, assumed, done) for each in _comparisons(entries, shared, by))
    return Compared(tuple(entries), found, tuple(alone), assumed)


def shared(entries: Sequence[Entry]) -> list[list[Card]]:
    """The cards of each rubric by which two or more places are scored."""
    codes, _ = _shared(entries)
    return [[card for e in entries for card in e.cards if card.rubric.code == c] for c in codes]


def unfit_together(assumed: Assumptions, cards: Sequence[Sequence[Card]]) -> Unfit | None:
    """The first thing that can't be assumed of the rubrics of `shared`; None where all can.

    Draws of all places are held at once, so that many places are drawn less often.
    """
    drawn = [each for each in cards if len(each) <= MOST]
    if (wrong := unfit(assumed, [each[0].tree for each in cards])) is not None:
        return wrong
    most = MOST_CELLS // max((len(each) for each in drawn), default=1)
    if drawn and assumed.draws > most:
        limits = {"low": str(LEAST_DRAWS), "high": str(most)}
        return Unfit("assume.draws", {"value": str(assumed.draws)} | limits)
    return None


def _shared(entries: Sequence[Entry]) -> tuple[list[str], list[str]]:
    codes = Counter(card.rubric.code for entry in entries for card in entry.cards)
    several = [code for code, count in codes.items() if count > 1]
    return several, [code for code in codes if code not in several]


def _comparisons(
    entries: Sequence[Entry], codes: Sequence[str], by: str | None
) -> Iterator[Comparison]:
    for code in codes:
        pairs = [(i, c) for i, e in enumerate(entries) for c in e.cards if c.rubric.code == code]
        places, cards = zip(*pairs, strict=True)
        tree = cards[0].tree
        named = tree.named(by) if by is not None else ()
        yield Comparison(places, cards, named[0].path if named else tree.whole.path)


def _drawn(found: Comparison, assumed: Assumptions, done: Callable[[int], None]) -> Comparison:
    """The same with ranks and pairs by draws, of all that have a value in them."""
    if len(found.cards) > MOST or not found.alike:
        return found
    drawing = Drawing(found.first.tree, assumed)
    columns: dict[int, list[float]] = {}
    for place, card in enumerate(found.cards):
        node = card.nodes[found.node.index]
        if not is_bare(node, assumed) and (assumed.unknown or not node.withheld):
            column = drawing.nodes(card, place)[found.node.index]
            if column is not None:
                columns[place] = spread(column, assumed.draws)
        done(1)
    if len(columns) < 2:
        return found
    held = list(columns.values())
    drawn = Drawn(
        tuple(columns),
        tuple(map(tuple, ranks.acceptability(held))),
        tuple(map(tuple, ranks.winning(held))),
    )
    return Comparison(found.places, found.cards, found.by, drawn)

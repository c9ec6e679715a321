"""What to rate next, in the order of what it would show: facts, no words.

The figure of the whole comes first: the fewest ratings after which it is no longer withheld. Then
the figures of dimensions, those that need the fewest ratings first; then what is left, by weight.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from smartscore.engine.card import Card
from smartscore.engine.measures import OverSample
from smartscore.engine.scored import ScoredNode


class Ask(NamedTuple):
    """An indicator to rate, after those that stand before it.

    `share` is its part of the applicable weight of the whole, and `availability` that of the whole
    once it is rated, both from 0 to 1. `shows` are the nodes whose figures are shown then and were
    not before, parents first. `alone` says whether its rating would be enough for the figure of the
    whole, were it the only one.
    """

    node: ScoredNode
    share: Fraction
    availability: Fraction
    shows: tuple[ScoredNode, ...]
    alone: bool


class Asking(NamedTuple):
    """All that is worth a rating, in the order in which to ask for it."""

    asks: tuple[Ask, ...]

    @property
    def needed(self) -> tuple[Ask, ...]:
        """The fewest ratings after which the whole shows a figure.

        Empty where it shows one already, and where no rating can bring it about.
        """
        for count, ask in enumerate(self.asks, 1):
            if any(node.place.parent is None for node in ask.shows):
                return self.asks[:count]
        return ()

    @property
    def alternatives(self) -> tuple[Ask, ...]:
        """Those of which any one would be enough for the figure of the whole."""
        return tuple(ask for ask in self.asks if ask.alone)


def asking(card: Card) -> Asking:
    """What to rate next. What weighs nothing, and what no rating of one place fits, is left out."""
    return Asking(tuple(_Growing(card).asks()))


class _Growing:
    """The rated weight beneath each node while one rating after another is thought of."""

    def __init__(self, card: Card) -> None:
        self._card = card
        self._rated = [rated for rated, _ in card.weighed]
        self._all = [applicable for _, applicable in card.weighed]
        self._above = {
            child: (step.node, part) for step in card.tree.steps for child, part in step.parts
        }
        self._steps = {step.node: step for step in card.tree.steps}
        self._open = {
            node.place.index
            for node in card.indicators
            if node.status == "unknown" and not isinstance(node.place.measure, OverSample)
        }

    def asks(self) -> Iterable[Ask]:
        """One after another."""
        yield from self._for(0)
        goals = []
        for node in self._card.nodes:
            index = node.place.index
            if node.place.children and not self._shows(index):
                needed = self._needed(index)
                if needed:
                    goals.append((len(needed), -node.effective_weight, index))
        for _, _, index in sorted(goals):
            yield from self._for(index)
        yield from map(self._ask, [leaf for unit, leaf in self._beneath(0) if unit])

    def _for(self, goal: int) -> Iterable[Ask]:
        """The fewest ratings that show the figure of a node."""
        return map(self._ask, self._needed(goal))

    def _needed(self, goal: int) -> list[int]:
        """The fewest indicators that show the figure of a node; none where nothing can."""
        if self._shows(goal):
            return []
        needed, rated = [], self._rated[goal]
        for unit, leaf in self._beneath(goal):
            rated += unit
            needed.append(leaf)
            if self._would_show(goal, rated):
                return needed
        return []

    def _beneath(self, top: int) -> list[tuple[int, int]]:
        """The weights of what can be rated beneath a node, in its unit; the heaviest first.

        Of the same weight those come first for which nobody has looked yet.
        """
        found: list[tuple[int, int]] = []
        waiting = [(1, top)]
        while waiting:
            unit, index = waiting.pop()
            if index in self._open:
                found.append((unit, index))
            elif index in self._steps:
                waiting += [(unit * part, child) for child, part in self._steps[index].parts]
        return sorted(found, key=self._before)

    def _before(self, found: tuple[int, int]) -> tuple[int, bool, int]:
        unit, leaf = found
        rating = self._card.nodes[leaf].rating
        return -unit, rating is not None and not rating.is_only_planned, leaf

    def _ask(self, leaf: int) -> Ask:
        """One indicator as it is asked for, taken as rated from then on."""
        self._open.discard(leaf)
        shown: list[int] = []
        index, unit = leaf, 1
        while (above := self._above.get(index)) is not None:
            index, unit = above[0], unit * above[1]
            before = self._shows(index)
            self._rated[index] += unit
            if not before and self._shows(index):
                shown.append(index)
        share = Fraction(unit, self._all[0] or 1) if index == 0 else Fraction(0)
        started = self._card.weighed[0][0]
        return Ask(
            self._card.nodes[leaf],
            share,
            Fraction(self._rated[0], self._all[0] or 1),
            tuple(self._card.nodes[index] for index in reversed(shown)),
            alone=not self._started and index == 0 and self._would_show(0, started + unit),
        )

    @property
    def _started(self) -> bool:
        """Whether the whole showed a figure from the start."""
        return self._card.whole.score is not None

    def _shows(self, index: int) -> bool:
        return self._would_show(index, self._rated[index])

    def _would_show(self, index: int, rated: int) -> bool:
        """Whether a node shows its figure when so much of the weight beneath it is rated."""
        node = self._card.nodes[index]
        if not self._all[index] or (node.value is None and not rated):
            return False
        return Fraction(rated, self._all[index]) >= node.minimum_availability

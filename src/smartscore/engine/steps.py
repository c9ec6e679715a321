"""The single levels up that would raise a whole most."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final, Literal

from smartscore.arithmetic import means as aggregate
from smartscore.engine.card import Card
from smartscore.engine.evaluation import evaluate
from smartscore.engine.facts import Step, Values, on_display
from smartscore.engine.measures import OnLevels
from smartscore.engine.score import lowered
from smartscore.engine.scored import ScoredNode

MANY: Final = 500
"""Beneath a node with more children than this, and a mean that is not arithmetic, no step is looked
for: each would cost as much as the whole mean."""


def raising(card: Card) -> tuple[Step, ...]:
    """The steps that raise the whole by however little, the widest gain first."""
    found = Raising(card, card.raises)
    gains = [step for node in card.indicators for step in _step(node, found) if step.gain > 0]
    return tuple(sorted(gains, key=lambda step: -step.gain))


def _step(node: ScoredNode, found: "Raising") -> Iterator[Step]:
    """The next level of a rated indicator that is not at the top yet."""
    measure, indicator = node.place.measure, node.indicator
    level = None if node.rating is None else node.rating.level
    if level is None or indicator is None or not isinstance(measure, OnLevels):
        return
    higher = [p.points for p in node.owner.scale if p.points > level]
    if not higher:
        return
    ladder = node.owner.descriptors(indicator)
    described = next((p for p in higher if p in ladder), None)
    asks = None if described is None else ladder[described]
    gain = found.gain(node, measure.level(higher[0]))
    yield Step(node, higher[0], gain or Fraction(0), asks, described)


class Raising:
    """By how much the score or the lower bound of the whole rises when one indicator's changes."""

    def __init__(self, card: Card, raises: Literal["score", "low"]) -> None:
        self._card = card
        self._tree = card.tree
        self._raises = raises
        self._whole = card.whole
        self._values: Values = card.values if raises == "score" else card.low_values
        self._steps = {step.node: step for step in card.tree.steps}
        self._totals: dict[int, int] = {}
        self._reaches: dict[int, Fraction | None] = {}

    def gain(self, node: ScoredNode, changed: Fraction) -> Fraction | None:
        """The rise on the display scale; None where a parent has no value, or MANY children."""
        if self._raises == "low" and self._card.held:
            return self._from_the_start(node, changed)
        parent = node.place.parent
        old = self._values[node.place.index]
        reach = None if parent is None or old is None else self._reach(parent)
        if reach is not None and old is not None and parent is not None:
            ratio = Fraction(node.place.ratio, self._total(parent)) if node.place.ratio else 0
            return reach * ratio * (changed - old)
        below, value = node.place.index, changed
        while (parent := self._tree.nodes[below].parent) is not None:
            raised = self._raised(parent, below, value)
            if raised is None:
                return None
            below, value = parent, raised
        after = self._whole.on_display(value)
        before = self._whole.on_display(self._values[0])
        return None if after is None or before is None else after - before

    def _reach(self, index: int) -> Fraction | None:
        """By how much the whole rises on its scale where a node rises from 0 to 1.

        None where a mean on the way is not arithmetic, or a node has no value.
        """
        if index not in self._reaches:
            node = self._tree.nodes[index]
            found: Fraction | None = None
            if self._values[index] is not None and node.method == "arithmetic":
                if node.parent is None:
                    scale = self._tree.whole.display
                    found = on_display(Fraction(1), scale) - on_display(Fraction(0), scale)
                elif (above := self._reach(node.parent)) is not None:
                    found = above * Fraction(node.ratio, self._total(node.parent) or 1)
            self._reaches[index] = found
        return self._reaches[index]

    def _from_the_start(self, node: ScoredNode, changed: Fraction) -> Fraction | None:
        """The rise of a lower bound that a score holds down, which no shortcut finds."""
        if len(self._tree.leaves) > MANY:
            return None
        ends: list[list[Fraction | None]] = []
        for column in (self._card.low_values, self._card.values):
            values = [column[index] for index in self._tree.leaves]
            values[node.place.leaves[0]] = changed
            ends.append(evaluate(self._tree, values))
        held = lowered(*ends)
        after = held.bounds[0] if held else ends[0][0]
        found, before = self._whole.on_display(after), self._whole.low
        return None if found is None or before is None else found - before

    def _raised(self, parent: int, below: int, value: Fraction) -> Fraction | None:
        """The value of a parent where that of a child is another one."""
        step = self._steps[parent]
        before, old = self._values[parent], self._values[below]
        if step.method == "arithmetic" and before is not None and old is not None:
            total = self._total(parent)
            ratio = self._tree.nodes[below].ratio
            return before + Fraction(ratio, total) * (value - old) if total else None
        if len(step.children) > MANY:
            return None
        pairs = [
            (w, value if child == below else self._values[child]) for child, w in step.children
        ]
        return aggregate.mean(step.method, [(Fraction(w), v) for w, v in pairs if v is not None])

    def _total(self, parent: int) -> int:
        """The weights of the children that have a value, added up once."""
        if parent not in self._totals:
            valued = (w for c, w in self._steps[parent].children if self._values[c] is not None)
            self._totals[parent] = sum(valued)
        return self._totals[parent]

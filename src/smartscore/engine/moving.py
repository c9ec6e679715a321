"""What a whole comes to when a few of its indicators are worth something else.

A card is not scored anew for each question: only the means above what changed are taken again. So
asking it of every indicator costs about as much as scoring twice.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from smartscore.arithmetic import means as aggregate
from smartscore.engine.card import Card
from smartscore.engine.facts import Values
from smartscore.engine.steps import MANY
from smartscore.engine.tree import Step, Tree


class Standing(NamedTuple):
    """The whole from 0 to 1: its value, shown or not, and its bounds; None where it has none."""

    value: Fraction | None
    low: Fraction | None
    high: Fraction | None


Worth = Standing
"""The same of one indicator: `value` is None where it does not count, all are where none applies.
"""


def standing(card: Card, index: int = 0) -> Standing:
    """A node of a card, the whole unless another is named, from 0 to 1."""
    columns = card.values, card.low_values, card.high_values
    return Standing(*(column[index] for column in columns))


def worth(card: Card, index: int) -> Worth:
    """What an indicator of a card is worth: its bounds are those before any score holds them."""
    columns = card.values, card.lowest_values, card.highest_values
    return Worth(*(column[index] for column in columns))


class Moving:
    """The whole of a card with other worths of some indicators, many times."""

    def __init__(self, card: Card) -> None:
        columns = card.values, card.lowest_values, card.highest_values
        self._tree = card.tree
        self._columns = [_Column(card.tree, values) for values in columns]

    def whole(self, worths: Mapping[int, Worth]) -> Standing | None:
        """The whole where indicators, by their indexes in the tree, are worth something else.

        As where a card is scored, bounds hold the value that stands. None beneath a mean over more
        than MANY that is not arithmetic: to take it so often takes too long.
        """
        if not all(map(self._is_quick, worths)):
            return None
        value, low, high = (
            column.whole({index: each[i] for index, each in worths.items()})
            for i, column in enumerate(self._columns)
        )
        if value is not None and low is not None:
            low = min(value, low)
        if value is not None and high is not None:
            high = max(value, high)
        return Standing(value, low, high)

    def _is_quick(self, index: int) -> bool:
        """Whether all means above an indicator can be taken again in no time."""
        above = self._tree.nodes[index].parent
        while above is not None:
            node = self._tree.nodes[above]
            if node.method != "arithmetic" and len(node.children) > MANY:
                return False
            above = node.parent
        return True


class _Column:
    """One value for each node, with the sums that arithmetic means are made of."""

    def __init__(self, tree: Tree, values: Values) -> None:
        self._tree = tree
        self._values = values
        self._steps: dict[int, Step] = {step.node: step for step in tree.steps}
        self._weights = {c: w for step in tree.steps for c, w in step.children}
        self._sums: dict[int, tuple[int, Fraction]] = {}

    def whole(self, worths: Mapping[int, Fraction | None]) -> Fraction | None:
        """The value of the whole where some indicators have another one."""
        changed: dict[int, Fraction | None] = {}
        beneath: dict[int, list[int]] = {}
        for index, value in worths.items():
            self._note(index, value, changed, beneath)
        while beneath:
            parent = max(beneath)  # what stands beneath a node comes after it
            value = self._mean(parent, beneath.pop(parent), changed)
            self._note(parent, value, changed, beneath)
        return changed.get(0, self._values[0])

    def _note(
        self,
        index: int,
        value: Fraction | None,
        changed: dict[int, Fraction | None],
        beneath: dict[int, list[int]],
    ) -> None:
        parent = self._tree.nodes[index].parent
        if value == self._values[index] or (parent is not None and index not in self._weights):
            return
        changed[index] = value
        if parent is not None:
            beneath.setdefault(parent, []).append(index)

    def _mean(
        self, parent: int, moved: list[int], changed: Mapping[int, Fraction | None]
    ) -> Fraction | None:
        step = self._steps[parent]
        if step.method != "arithmetic":
            values = [(w, changed.get(c, self._values[c])) for c, w in step.children]
            return aggregate.mean(
                step.method, [(Fraction(w), v) for w, v in values if v is not None]
            )
        total, top = self._sum(parent)
        for child in moved:
            weight, old, new = self._weights[child], self._values[child], changed[child]
            total += weight * ((new is not None) - (old is not None))
            top += weight * ((new or 0) - (old or 0))
        return top / total if total else None

    def _sum(self, parent: int) -> tuple[int, Fraction]:
        """The weight of the children that have a value, and the sum of weight times value."""
        if parent not in self._sums:
            known = [
                (w, v)
                for c, w in self._steps[parent].children
                if (v := self._values[c]) is not None
            ]
            total = sum(weight for weight, _ in known)
            before = self._values[parent]
            top = Fraction(0) if before is None else before * total
            self._sums[parent] = total, top
        return self._sums[parent]

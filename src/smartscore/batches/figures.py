"""The figures of a place from what its indicators are worth: a card's, without the card.

They equal those of `record.figures(score(tree, ratings))` in every letter. What depends on the tree
alone is found out once; what a node comes to is kept for when the same comes again, up to a bound.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from smartscore.batches import packing, worths
from smartscore.batches.gating import gates
from smartscore.batches.nodes import Speller, Spelt
from smartscore.batches.packing import Packing
from smartscore.batches.record import Texts
from smartscore.batches.stages import level, stage
from smartscore.batches.worths import Worth
from smartscore.engine.score import reckoned
from smartscore.engine.tree import Step, Tree
from smartscore.model.assessment import Rating

_KEPT_SUMS: Final = 4096
"""So many different sums of a node are kept with what they come to."""

_KEPT_LISTS: Final = 1024
"""So many lists of worths, of nodes that take them one by one: they seldom come again."""

_NOTHING: Final[Worth] = (0, 0, 0, 0, 0, 0, 0)


class Cell(NamedTuple):
    """What a rating of an indicator brings to the nodes above it.

    `packed` is its worth as its parent adds it up, None where that takes worths one by one.
    """

    packed: int | None
    level: int | float
    worth: Worth


class _Plan(NamedTuple):
    """What is known of a node with children before any rating."""

    step: Step
    leaves: slice
    inside: tuple[tuple[int, int], ...]
    """Its children that are indicators: their places in the tree and among the indicators."""

    packing: Packing | None
    spelt: Speller
    kept: dict[object, tuple[Worth, Spelt]]


class Figures:
    """The figures of many places by one tree."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        places = {index: place for place, index in enumerate(tree.leaves)}
        self._parents: dict[int, _Plan] = {}
        self._plans: list[_Plan] = []
        for step in tree.steps:
            node = tree.nodes[step.node]
            plan = _Plan(
                step,
                slice(*node.leaves),
                tuple((child, places[child]) for child in node.children if child in places),
                packing.packing(tree, step),
                Speller(node),
                {},
            )
            self._plans.append(plan)
            self._parents.update((place, plan) for _, place in plan.inside)
        self._shown = [
            (node.index, stage(tree, node), gates(tree, node))
            for node in tree.nodes
            if node.children
        ]
        watched = {watch.node for node in tree.nodes for watch in node.watches}
        self._watched = tuple((index, places[index]) for index in watched if index in places)
        self._size = len(tree.nodes)

    def __reduce__(self) -> tuple[type["Figures"], tuple[Tree]]:
        """What another process is given: the tree, not what was kept."""
        return Figures, (self._tree,)

    def cell(self, place: int, rating: Rating | None) -> Cell:
        """What a rating brings; `place` is that of its indicator among all."""
        index = self._tree.leaves[place]
        node, plan = self._tree.nodes[index], self._parents[place]
        found = reckoned(node, rating)
        worth = worths.of_rating(found)
        packed = plan.packing.pack(index, worth) if plan.packing else None
        return Cell(packed, level(node, rating, found.status), worth)

    def of(self, cells: Sequence[Cell]) -> Texts:
        """The figures of a place that has one cell for each indicator, in the order of the tree."""
        packed, levels, given = zip(*cells, strict=True) if cells else ((), (), ())
        found: list[Worth] = [_NOTHING] * self._size
        spelt: list[Spelt | None] = [None] * self._size
        for index, place in self._watched:
            found[index] = given[place]
        for plan in self._plans:
            index = plan.step.node
            key: object = None
            if plan.packing is not None:
                try:
                    key = sum(packed[plan.leaves])
                except TypeError:  # one that is not packed
                    key = None
            if key is None:
                for child, place in plan.inside:
                    found[child] = given[place]
                key = tuple([found[child] for child, _ in plan.step.children])
            found[index], spelt[index] = plan.kept.get(key) or _new(plan, key, found)
        texts: list[str] = []
        for index, staged, watching in self._shown:
            line = spelt[index]
            assert line is not None
            told = ""
            if watching is not None:
                line, told = watching.told(line, found)
            texts += line.texts
            texts.append(staged.text(levels))
            texts.append(told)
        return tuple(texts)


def _new(plan: _Plan, key: object, found: Sequence[Worth]) -> tuple[Worth, Spelt]:
    """What a node comes to, and its texts; kept for when the same comes again."""
    if isinstance(key, int):
        assert plan.packing is not None
        worth, most = plan.packing.worth(key), _KEPT_SUMS
    else:
        worth, most = worths.mean(plan.step, found), _KEPT_LISTS
    made = worth, plan.spelt(worth)
    if len(plan.kept) < most:
        plan.kept[key] = made
    return made

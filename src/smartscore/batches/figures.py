"""The figures of a place from what its indicators are worth: a card's, without the card.

They equal those of `record.figures(score(tree, ratings))` in every letter. What depends on the tree
alone is found out once; what a node comes to is kept for when the same comes again, up to a bound.
"""

from collections.abc import Sequence
from itertools import chain
from typing import Final, NamedTuple

from smartscore.batches.gating import Gates, gates_of
from smartscore.batches.nodes import Speller, Spelt
from smartscore.batches.packing import Packing, packing_of
from smartscore.batches.record import Texts, shown_nodes
from smartscore.batches.stages import level, scales_of, staged
from smartscore.batches.worths import Mean, Worth, of_rating
from smartscore.engine.score import reckoned
from smartscore.engine.tree import Node, Step, Tree
from smartscore.model.assessment import Rating
from smartscore.tables.rows import Doubt

_KEPT: Final = 4096
"""So many different things that a node depends on are kept with what it comes to."""

Key = int | tuple[Worth, ...]
"""What a node's figures depend on: the sum of what its children bring, or their worths."""

_NOTHING: Final[Worth] = (0, 0, 0, 0, 0, 0, 0)


class Cell(NamedTuple):
    """What a rating of an indicator brings to the nodes above it.

    `packed` is its worth as its parent adds it up, None where that takes worths one by one. `told`
    is what is to be said of the cell it was read from; one that is wrong has no worth.
    """

    packed: int | None
    level: int | float
    worth: Worth
    told: tuple[Doubt, ...] = ()
    is_wrong: bool = False


class _Plan(NamedTuple):
    """What is known of a node with children before any rating."""

    node: int
    line: int
    """Its place among the nodes of which figures are written."""

    leaves: slice
    inside: tuple[tuple[int, int], ...]
    """Its children that are indicators: their places in the tree and among the indicators."""

    below: tuple[int, ...]
    """The places of the children that have a weight."""

    packing: Packing | None
    new: "_New"
    kept: dict[Key, tuple[Worth, Spelt]]
    scales: tuple[int, ...] | None
    gates: Gates | None


class Figures:
    """The figures of many places by one tree."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        places = {index: place for place, index in enumerate(tree.leaves)}
        lines = {node.index: line for line, node in enumerate(shown_nodes(tree))}
        self._parents: dict[int, _Plan] = {}
        self._plans: list[_Plan] = []
        for step in tree.steps:
            node = tree.nodes[step.node]
            packed = packing_of(tree, step)
            plan = _Plan(
                node.index,
                lines[node.index],
                slice(*node.leaves),
                tuple((child, places[child]) for child in node.children if child in places),
                tuple(child for child, _ in step.children),
                packed,
                _New(step, node, packed),
                {},
                scales_of(tree, node),
                gates_of(tree, node),
            )
            self._plans.append(plan)
            self._parents.update((place, plan) for _, place in plan.inside)
        watched = {watch.node for node in tree.nodes for watch in node.watches}
        self._watched = tuple((index, places[index]) for index in watched if index in places)
        self._nothing: tuple[Worth, ...] = (_NOTHING,) * len(tree.nodes)
        self._lines: tuple[Texts, ...] = ((),) * len(lines)

    def __reduce__(self) -> tuple[type["Figures"], tuple[Tree]]:
        """What another process is given: the tree, not what was kept."""
        return Figures, (self._tree,)

    def cell(self, place: int, rating: Rating | None) -> Cell:
        """What a rating brings; `place` is that of its indicator among all."""
        index = self._tree.leaves[place]
        node, plan = self._tree.nodes[index], self._parents[place]
        found = reckoned(node, rating)
        worth = of_rating(found)
        packed = plan.packing.pack(index, worth) if plan.packing else None
        return Cell(packed, level(node, rating, found.status), worth)

    def of(self, cells: Sequence[Cell]) -> Texts:
        """The figures of a place that has one cell for each indicator, in the order of the tree."""
        packed, levels, given, *_ = zip(*cells, strict=True) if cells else ((), (), ())
        found, lines = [*self._nothing], [*self._lines]
        for index, place in self._watched:
            found[index] = given[place]
        for node, line, leaves, inside, below, packing, new, kept, scales, gates in self._plans:
            key: Key | None = None
            if packing is not None:
                try:
                    key = sum(packed[leaves])
                except TypeError:  # one that is not packed
                    key = None
            if key is None:
                for child, place in inside:
                    found[child] = given[place]
                key = tuple([found[child] for child in below])
            made = kept.get(key)
            if made is None:
                made = new(key)
                if len(kept) < _KEPT:
                    kept[key] = made
            found[node], spelt = made
            said = ""
            if gates is not None:
                spelt, said = gates.told(spelt, found)
            lowest = staged(levels[leaves], scales)
            lines[line] = (*spelt[0], lowest, said)
        return tuple(chain.from_iterable(lines))


class _New:
    """What a node comes to that is not kept, and its texts."""

    def __init__(self, step: Step, node: Node, packing: Packing | None) -> None:
        self._mean = Mean(step)
        self._packing = packing
        self._spelt = Speller(node)

    def __call__(self, key: Key) -> tuple[Worth, Spelt]:
        """What a sum, or the worths of children, come to."""
        if isinstance(key, int):
            assert self._packing is not None
            worth = self._packing.worth(key)
        else:
            worth = self._mean(key)
        return worth, self._spelt(worth)

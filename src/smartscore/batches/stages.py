"""The staged level of a node from the levels beneath it, as `engine/staging` has it."""

from collections.abc import Sequence
from math import inf
from typing import Final, NamedTuple

from smartscore.engine.facts import Status
from smartscore.engine.measures import OnLevels
from smartscore.engine.tree import Node, Tree
from smartscore.model.assessment import Rating

_AWAY: Final = inf
"""The level of what is not applicable: no lowest one is held by it."""

_NONE: Final = -inf
"""The level of what is unknown, or not rated by levels: with it there is no staged level."""


def level(node: Node, rating: Rating | None, status: Status) -> int | float:
    """The level of an indicator."""
    if status == "not_applicable":
        return _AWAY
    if not isinstance(node.measure, OnLevels) or rating is None or rating.level is None:
        return _NONE
    return rating.level


class Stage(NamedTuple):
    """Which indicators stand beneath a node, and on which scale each, where these differ."""

    leaves: slice
    scales: tuple[int, ...] | None

    def text(self, levels: Sequence[int | float]) -> str:
        """The staged level as it is written; nothing where there is none."""
        beneath = levels[self.leaves]
        lowest = min(beneath, default=_NONE)
        if lowest in (_NONE, _AWAY):
            return ""
        if self.scales is not None:
            pairs = zip(self.scales, beneath, strict=True)
            if len({scale for scale, each in pairs if each != _AWAY}) > 1:
                return ""
        return str(lowest)


def stage(tree: Tree, node: Node) -> Stage:
    """What there is to know of a node before any rating."""
    leaves = slice(*node.leaves)
    measures = (tree.nodes[index].measure for index in tree.leaves[leaves])
    points = [m.points if isinstance(m, OnLevels) else () for m in measures]
    different = list(dict.fromkeys(points))
    scales = tuple(map(different.index, points)) if len(different) > 1 else None
    return Stage(leaves, scales)

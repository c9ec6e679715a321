"""The staged level of a node from the levels beneath it, as `engine/staging` has it."""

from collections.abc import Sequence
from typing import Final

from smartscore.engine.facts import Status
from smartscore.engine.measures import OnLevels
from smartscore.engine.tree import Node, Tree
from smartscore.model.assessment import Rating

_AWAY: Final = 10**99
"""The level of what is not applicable: no lowest one is held by it."""

_NONE: Final = -_AWAY
"""The level of what is unknown, or not rated by levels: with it there is no staged level."""

_NO_LEVELS: Final = (_NONE, _AWAY)


def level(node: Node, rating: Rating | None, status: Status) -> int | float:
    """The level of an indicator."""
    if status == "not_applicable":
        return _AWAY
    if not isinstance(node.measure, OnLevels) or rating is None or rating.level is None:
        return _NONE
    return rating.level


def staged(levels: Sequence[int | float], scales: Sequence[int] | None) -> str:
    """The staged level of some indicators as it is written; nothing where there is none."""
    lowest = min(levels, default=_NONE)
    if lowest in _NO_LEVELS:
        return ""
    if scales is not None:
        pairs = zip(scales, levels, strict=True)
        if len({scale for scale, each in pairs if each != _AWAY}) > 1:
            return ""
    return str(lowest)


def scales_of(tree: Tree, node: Node) -> tuple[int, ...] | None:
    """On which scale each indicator beneath a node stands, where these differ."""
    measures = (tree.nodes[index].measure for index in tree.leaves[slice(*node.leaves)])
    points = [m.points if isinstance(m, OnLevels) else () for m in measures]
    different = list(dict.fromkeys(points))
    return tuple(map(different.index, points)) if len(different) > 1 else None

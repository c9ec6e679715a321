"""What a newer version of a rubric means for the indicators that somebody rated under an older."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final, Literal, NamedTuple, get_args

from smartscore.engine.rubric_change import Comparison
from smartscore.engine.rubric_change.changes import Change, Effect
from smartscore.engine.tree import Node, Tree

Group = tuple[str, str]
"""The code of the rubric in which an indicator is written, and its own."""


Kind = Literal["asked", "measured", "weighed", "gone"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
"""What became of an indicator: it is described otherwise, becomes a value otherwise, has another
share among its siblings or stands elsewhere, or is no more."""


class Touched(NamedTuple):
    """The indicators by what became of them, in the order of their tree; one can stand in several.

    `rest` counts what can move a score or refuse a rating beside what is said of one indicator.
    """

    groups: Mapping[Kind, tuple[Group, ...]]
    rest: int


def touched(old: Tree, new: Tree, found: Comparison, rated: Collection[Group]) -> Touched:
    """What the changes between two trees mean for the indicators that are rated."""
    nodes = {node.path[1:]: node for tree in (old, new) for node in tree.nodes}
    told: dict[Kind, set[Group]] = {kind: set() for kind in KINDS}
    rest = 0
    for change in found.changes:
        about = {_group(node) for node in _indicators(change, nodes[change.path], new)}
        if kind := _kind(change, nodes[change.path]):
            told[kind] |= about.intersection(rated)
        elsewhere = not about or change.kind == "added"
        rest += elsewhere and change.effect in (Effect.SCORE, Effect.REFUSAL)
    order = dict.fromkeys(_group(tree.nodes[i]) for tree in (old, new) for i in tree.leaves)
    return Touched({kind: tuple(g for g in order if g in told[kind]) for kind in KINDS}, rest)


def _group(node: Node) -> Group:
    return node.owner.code, node.code


def _indicators(change: Change, node: Node, new: Tree) -> Iterator[Node]:
    """The indicators that a change is about: that of its place, or those on its ladder."""
    if node.indicator is not None:
        yield node
    elif change.key.startswith("ladders."):
        ladder = change.key.split(".")[1]
        for i in new.leaves:
            leaf = new.nodes[i]
            on = leaf.indicator.levels if leaf.indicator is not None else None
            if leaf.owner.code == node.owner.code and on == ladder:
                yield leaf


def _kind(change: Change, node: Node) -> Kind | None:
    """What became of the indicators that a change is about; None where it is about no rating."""
    if change.kind == "removed" and change.key == "indicator":
        return "gone"
    if change.effect == Effect.RATING:
        return "asked"
    if change.effect not in (Effect.SCORE, Effect.REFUSAL) or node.indicator is None:
        return None
    return "weighed" if change.kind == "moved" or change.key == "share" else "measured"

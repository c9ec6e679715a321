"""What differs between two rubrics: what can move a score, what can change how one rates, the rest.

What can move a score is what `digest` looks at, less what leaves every score alike all the same:
weights multiplied by one factor, and the order of siblings. A level that asks something else moves
no score by itself, but it is to be rated again, so it needs a new first number too.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from smartscore.arithmetic.numbers import exact
from smartscore.arithmetic.weighting import shares
from smartscore.engine.rubric_change.changes import Change as Change
from smartscore.engine.rubric_change.changes import Effect as Effect
from smartscore.engine.rubric_change.changes import Value as Value
from smartscore.engine.rubric_change.named import Key, Named
from smartscore.engine.rubric_change.nodes import node_changes
from smartscore.engine.tree import Tree
from smartscore.model.rubric import Rubric

Verdict = Literal["alike", "right", "generous", "too-low", "other-code"]
"""What there is to say of a version number after a change."""


class Comparison(NamedTuple):
    """All that differs, and whether the version number says so.

    `needed` is the lowest version number that what changed asks for.
    """

    old: Rubric
    new: Rubric
    changes: tuple[Change, ...]
    needed: str
    verdict: Verdict

    def of(self, effect: Effect) -> tuple[Change, ...]:
        """The changes with one effect."""
        return tuple(change for change in self.changes if change.effect == effect)

    @property
    def breaks(self) -> bool:
        """Whether scores can move, or be refused, and the first number does not say so."""
        grave = self.of(Effect.SCORE) or self.of(Effect.REFUSAL)
        return bool(grave) and self.new.major <= self.old.major

    @property
    def asks_anew(self) -> bool:
        """Whether the same ratings give the same score, but levels or items ask something else."""
        grave = self.of(Effect.SCORE) or self.of(Effect.REFUSAL)
        return not grave and any(change.asks_anew for change in self.changes)

    @property
    def needed_for_wording(self) -> str:
        """The lowest version number where only the wording of what is asked was mended."""
        major, minor, _ = _version(self.old)
        return f"{major}.{minor + 1}.0"


def compare(old: Tree, new: Tree) -> Comparison:
    """Every change between two rubrics, what grafts bring along among them."""
    changes = tuple(_changes(old, new))
    effects = {change.effect for change in changes}
    before, after = _version(old.rubric), _version(new.rubric)
    needed = before
    grave = bool(effects & {Effect.SCORE, Effect.REFUSAL})
    grave = grave or any(change.asks_anew for change in changes)
    if grave:
        needed = (before[0] + 1, 0, 0)
    elif Effect.RATING in effects:
        needed = (before[0], before[1] + 1, 0)
    elif Effect.TEXT in effects:
        needed = (before[0], before[1], before[2] + 1)
    verdict: Verdict = "right"
    if old.rubric.code != new.rubric.code:
        verdict = "other-code"
    elif after < needed:
        verdict = "too-low"
    elif after == before:
        verdict = "alike"
    elif after[0] > before[0] and not grave:
        verdict = "generous"
    return Comparison(old.rubric, new.rubric, changes, ".".join(map(str, needed)), verdict)


def _version(rubric: Rubric) -> tuple[int, int, int]:
    major, minor, patch = map(int, rubric.version.split("."))
    return major, minor, patch


def _changes(old: Tree, new: Tree) -> Iterator[Change]:
    before, after = Named(old), Named(new)
    codes = old.rubric.code, new.rubric.code
    if codes[0] != codes[1]:
        yield Change(Effect.SCORE, "changed", (), "code", *codes)
    for key, node in after.nodes.items():
        path = node.path[1:]
        if key not in before.nodes:
            if not before.lacks_what_holds(key):
                yield Change(Effect.SCORE, "added", path, node.kind, None, node.title)
            continue
        was = before.nodes[key]
        if was.kind != node.kind:
            yield Change(Effect.SCORE, "changed", path, "kind", was.kind, node.kind)
            continue
        if (above := before.above[key]) != after.above[key]:
            places = "/".join(before.nodes[above].path[1:]), "/".join(path[:-1])
            yield Change(Effect.SCORE, "moved", path, node.kind, *places)
        yield from node_changes(was, node)
        yield from _siblings(before, after, key)
    for key, node in before.nodes.items():
        if key not in after.nodes and not after.lacks_what_holds(key):
            yield Change(Effect.SCORE, "removed", node.path[1:], node.kind, node.title, None)


def _siblings(old: Named, new: Named, key: Key) -> Iterator[Change]:
    """How the children that stayed under one parent weigh against one another, and their order."""
    path = new.nodes[key].path[1:]
    stayed = [k for k in new.below[key] if k in old.below[key]]
    before, after = ([exact(tree.nodes[k].weight) for k in stayed] for tree in (old, new))
    moved = False
    for k, was, is_now in zip(stayed, shares(before), shares(after), strict=True):
        if was != is_now:
            moved = True
            yield Change(Effect.SCORE, "changed", new.nodes[k].path[1:], "share", was, is_now)
    written = [getattr(tree.nodes[key].written, "weights", None) for tree in (old, new)]
    if not moved and (before != after or written[0] != written[1]):
        yield Change(Effect.TEXT, "reweighted", path, "weights")
    if stayed != [k for k in old.below[key] if k in stayed]:
        yield Change(Effect.TEXT, "reordered", path, "children")

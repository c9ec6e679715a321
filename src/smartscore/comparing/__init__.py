"""What differs between two rubrics: what can move a score, what can change how one rates, the rest.

What can move a score is what `digest` looks at, less what leaves every score alike all the same:
weights multiplied by one factor, and the order of siblings.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from smartscore.comparing.changes import Change as Change
from smartscore.comparing.changes import Effect as Effect
from smartscore.comparing.changes import Value as Value
from smartscore.comparing.nodes import node_changes
from smartscore.comparing.tree import Key, Tree, Whole
from smartscore.comparing.tree import Part as Part
from smartscore.comparing.tree import parts as parts
from smartscore.rounding import exact
from smartscore.rubric import Rubric
from smartscore.weighting import shares

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
        """Whether a score can move and the first number of the version does not say so."""
        return bool(self.of(Effect.SCORE)) and self.new.major <= self.old.major


def compare(old: Whole, new: Whole) -> Comparison:
    """Every change between two rubrics, what grafts bring along among them."""
    changes = tuple(_changes(old, new))
    effects = {change.effect for change in changes}
    before, after = _version(old[0]), _version(new[0])
    needed = before
    if Effect.SCORE in effects:
        needed = (before[0] + 1, 0, 0)
    elif Effect.RATING in effects:
        needed = (before[0], before[1] + 1, 0)
    elif Effect.TEXT in effects:
        needed = (before[0], before[1], before[2] + 1)
    verdict: Verdict = "right"
    if old[0].code != new[0].code:
        verdict = "other-code"
    elif after < needed:
        verdict = "too-low"
    elif after == before:
        verdict = "alike"
    elif after[0] > before[0] and Effect.SCORE not in effects:
        verdict = "generous"
    return Comparison(old[0], new[0], changes, ".".join(map(str, needed)), verdict)


def _version(rubric: Rubric) -> tuple[int, int, int]:
    major, minor, patch = map(int, rubric.version.split("."))
    return major, minor, patch


def _changes(old: Whole, new: Whole) -> Iterator[Change]:
    before, after = Tree(old), Tree(new)
    if old[0].code != new[0].code:
        yield Change(Effect.SCORE, "changed", (), "code", old[0].code, new[0].code)
    for key, part in after.parts.items():
        if key not in before.parts:
            if not before.lacks_what_holds(key):
                yield Change(Effect.SCORE, "added", part.path, part.kind, None, part.node.title)
            continue
        was = before.parts[key]
        if was.kind != part.kind:
            yield Change(Effect.SCORE, "changed", part.path, "kind", was.kind, part.kind)
            continue
        if (above := before.above[key]) != after.above[key]:
            places = "/".join(before.parts[above].path), "/".join(part.path[:-1])
            yield Change(Effect.SCORE, "moved", part.path, part.kind, *places)
        yield from node_changes(was, part)
        yield from _siblings(before, after, key)
    for key, part in before.parts.items():
        if key not in after.parts and not after.lacks_what_holds(key):
            yield Change(Effect.SCORE, "removed", part.path, part.kind, part.node.title, None)


def _siblings(old: Tree, new: Tree, key: Key) -> Iterator[Change]:
    """How the children that stayed under one parent weigh against one another, and their order."""
    path = new.parts[key].path
    stayed = [k for k in new.below[key] if k in old.below[key]]
    before, after = ([exact(tree.parts[k].weight) for k in stayed] for tree in (old, new))
    moved = False
    for k, was, is_now in zip(stayed, shares(before), shares(after), strict=True):
        if was != is_now:
            moved = True
            yield Change(Effect.SCORE, "changed", new.parts[k].path, "share", was, is_now)
    written = [getattr(tree.parts[key].node, "weights", None) for tree in (old, new)]
    if not moved and (before != after or written[0] != written[1]):
        yield Change(Effect.TEXT, "reweighted", path, "weights")
    if stayed != [k for k in old.below[key] if k in stayed]:
        yield Change(Effect.TEXT, "reordered", path, "children")

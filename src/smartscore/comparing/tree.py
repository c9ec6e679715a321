"""A rubric as one tree, grafts entered, with the weight of every node."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from smartscore.rounding import exact
from smartscore.rubric import Dimension, Graft, Indicator, Rubric, children
from smartscore.weighting import shares
from smartscore.weights import child_weights

Whole = tuple[Rubric, Mapping[tuple[str, str], Rubric]]
"""A rubric, and the rubric behind each graft as `scoring.Grafts` has them."""

Node = Rubric | Dimension | Indicator
Key = tuple[tuple[str, ...], str]
"""The codes of the rubrics that were entered, and the code of the node; "" is the whole."""


class Part(NamedTuple):
    """A node in its place. Grafts are entered: a graft's node and owner are the rubric behind it.

    `path` joins the codes from beneath the whole; `inside` are the codes of the rubrics that were
    entered on the way to its children. `weight` is as written; `share` and `effective` run from 0
    to 1.
    """

    path: tuple[str, ...]
    inside: tuple[str, ...]
    node: Node
    owner: Rubric
    weight: int | float | Fraction = 1
    share: Fraction = Fraction(1)
    effective: Fraction = Fraction(1)

    @property
    def kind(self) -> str:
        """What it is, in the word of the scorecard: rubric, dimension or indicator."""
        return type(self.node).__name__.lower()


def parts(whole: Whole) -> Iterator[Part]:
    """The whole and everything beneath it, parents first."""
    rubric, grafts = whole
    yield (top := Part((), (), rubric, rubric))
    yield from _beneath(top, grafts)


def _beneath(above: Part, grafts: Mapping[tuple[str, str], Rubric]) -> Iterator[Part]:
    if isinstance(above.node, Indicator):
        return

    def behind(child: Dimension | Graft | Indicator) -> Node:
        return grafts[above.owner.code, child.rubric] if isinstance(child, Graft) else child

    below = [behind(child) for _, child in children(above.node)]
    weights = child_weights(above.node, lambda child: behind(child).code)
    parts_of_all = shares([exact(weight) for weight in weights])
    for node, weight, share in zip(below, weights, parts_of_all, strict=True):
        entered = isinstance(node, Rubric)
        part = Part(
            (*above.path, node.code),
            (*above.inside, node.code) if entered else above.inside,
            node,
            node if isinstance(node, Rubric) else above.owner,
            weight,
            share,
            above.effective * share,
        )
        yield part
        yield from _beneath(part, grafts)


class Tree:
    """The parts of a rubric by what they are called, with what each stands under."""

    def __init__(self, whole: Whole) -> None:
        self.parts: dict[Key, Part] = {}
        self.above: dict[Key, Key] = {}
        self.below: dict[Key, list[Key]] = {}
        keys: dict[tuple[str, ...], Key] = {}
        for part in parts(whole):
            around = part.inside[:-1] if isinstance(part.node, Rubric) else part.inside
            key = (around, part.node.code if part.path else "")
            self.parts[key] = part
            self.below[key] = []
            keys[part.path] = key
            if part.path:
                self.above[key] = keys[part.path[:-1]]
                self.below[self.above[key]].append(key)
            else:
                self.above[key] = key

    def lacks_what_holds(self, key: Key) -> bool:
        """Whether not even the grafted rubric is here in which the part stands."""
        around = key[0]
        if not around:
            return False
        holder = self.parts.get((around[:-1], around[-1]))
        return holder is None or not isinstance(holder.node, Rubric)

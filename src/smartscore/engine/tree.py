"""A rubric resolved once: one flat tree with its grafts entered, ready to be scored many times.

Whatever is true of a rubric is found out here: where each node stands, what it weighs, how its
ratings become values, on which scale it is shown, and what its gates watch. A tree holds nothing of
an assessment, never changes, and can be pickled.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Literal, NamedTuple

from smartscore.arithmetic.weighting import Priorities
from smartscore.engine.measures import Measure
from smartscore.engine.sampled import Sample
from smartscore.model.fields import Text
from smartscore.model.rubric import Band, Dimension, Display, Gate, Indicator, Missing, Rubric
from smartscore.model.walking import asked
from smartscore.text.problems import Route

Grafts = Mapping[tuple[str, str], Rubric]
"""The rubric behind each graft, by the code of the rubric it stands in and its reference."""

Weights = Mapping[str, int | float | Fraction]
"""Other weights by the code of a node or by its path, as `spellings` has them."""

Kind = Literal["rubric", "dimension", "indicator"]
Written = Rubric | Dimension | Indicator
_ONE = Fraction(1)


Threshold = tuple[int, int, bool]
"""A value as whole numbers above and below the line, and whether it is itself within."""


def reaches(threshold: Threshold, above: int, below: int) -> bool:
    """Whether a value, as whole numbers above and below the line, lies from a threshold on.

    >>> reaches((1, 2, True), 2, 4), reaches((1, 2, False), 2, 4)
    (True, False)
    """
    top, under, inclusive = threshold
    beyond = above * under - top * below
    return beyond > 0 or (inclusive and beyond == 0)


def band_of(thresholds: Sequence[Threshold], above: int, below: int) -> int:
    """Which band a value lies in: the last one whose threshold it reaches, or else the first."""
    index = 0
    for i, threshold in enumerate(thresholds):
        if reaches(threshold, above, below):
            index = i
    return index


class Watch(NamedTuple):
    """A gate, and where in the tree the node stands that it watches."""

    gate: Gate
    node: int
    below: Fraction
    cap: int
    """The index of the highest band that is left while the gate fires."""


@dataclass(frozen=True, slots=True)
class Node:
    """A rubric, a dimension or an indicator in its place.

    `path` has the codes from the whole down to the node, `inside` those of the grafted rubrics
    around it. `owner` is the rubric in which it is written, `route` its place in the file of that
    rubric; a grafted rubric is its own owner, and its route leads to the graft around it.
    `weight` is as written or as it comes of comparisons or ranks, `ratio` the same as a whole
    number in lowest terms among siblings, `share` its part among siblings and `effective` its part
    of the whole, both from 0 to 1. `leaves` are the indicators beneath, from and to, by their
    places among all. `scale` is the display that its bands are written on; `thresholds` say from
    which value on a figure is shown in each band.
    """

    index: int
    kind: Kind
    code: str
    title: Text
    path: tuple[str, ...]
    inside: tuple[str, ...]
    route: Route
    owner: Rubric
    written: Written
    parent: int | None
    children: tuple[int, ...]
    leaves: tuple[int, int]
    method: str
    weight: int | float | Fraction
    ratio: int
    share: Fraction
    effective: Fraction
    display: Display
    scale: Display
    bands: tuple[Band, ...]
    thresholds: tuple[Threshold, ...]
    missing: Missing
    watches: tuple[Watch, ...]
    measure: Measure | None
    priorities: Priorities | None
    """What comparisons in pairs of its children come to, where they are weighted so."""

    @property
    def indicator(self) -> Indicator | None:
        """What is rated here; None for what has children."""
        return self.written if isinstance(self.written, Indicator) else None


class Step(NamedTuple):
    """How one node comes of its children: those with a weight, and what makes them comparable.

    `children` pairs each child's index with its whole weight; `parts` pairs it with the factor by
    which the effective weights beneath it are brought to one unit.
    """

    node: int
    method: str
    children: tuple[tuple[int, int], ...]
    parts: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Tree:
    """A rubric with all that it takes in, parents before children.

    `grafts` holds the rubrics that it takes in. `leaves` are the indexes of the indicators in their
    order, `steps` the means to take, from the bottom up. `by_path` and `by_code` lead to indexes; a
    code that stands in several grafts leads to the first.
    """

    rubric: Rubric
    grafts: Grafts
    nodes: tuple[Node, ...]
    leaves: tuple[int, ...]
    steps: tuple[Step, ...]
    by_path: Mapping[tuple[str, ...], int]
    by_code: Mapping[str, int]
    weighting: str | None = None
    """The name of the weights that were asked for, where they are not the rubric's own."""

    weights: Weights = field(default_factory=dict)
    """Weights that were given instead of the rubric's own, by `spellings` of nodes."""

    sample: Sample | None = None
    """The places that it is scored over; None where it needs none, or knows none yet."""

    def __repr__(self) -> str:
        """The tree in a line."""
        size = f"{len(self.nodes)} nodes, {len(self.leaves)} indicators"
        return f"<Tree {self.rubric.code} {self.rubric.version}: {size}{self.marked}>"

    @property
    def marked(self) -> str:
        """By which other weights, and over which sample, it is scored, as a `repr` ends."""
        by = [f"weighted by {self.weighting}"] if self.weighting else []
        by += ["with weights that were given"] if self.weights else []
        by += [f"over {self.sample.places} places"] if self.sample else []
        return f" ({', '.join(by)})" if by else ""

    @cached_property
    def digest(self) -> str:
        """A fingerprint of what can move a score: `sha256:` and the hash."""
        from smartscore.engine.digest import digest

        return digest(self)

    @property
    def whole(self) -> Node:
        """The rubric itself."""
        return self.nodes[0]

    def is_reweighted(self, node: Node) -> bool:
        """Whether the children of a node have other weights than those that the rubric writes."""
        if not (self.weighting or self.weights):
            return False
        named = self.rubric.weightings[self.weighting] if self.weighting else {}
        below = [self.nodes[child] for child in node.children]
        return any(
            (child.code in named and node.owner is self.rubric) or self.given(child)
            for child in below
        )

    def given(self, node: Node) -> tuple[str, ...]:
        """The names under which a weight is given to a node; the first one counts."""
        return tuple(name for name in spellings(node.path) if name in self.weights)

    def at(self, name: str) -> int | None:
        """The index of the node that a path leads to, as it is printed or from beneath the whole.

        None where it leads nowhere. The code of the whole, or of what stands right beneath it, is
        such a path.
        """
        path = tuple(name.split("/"))
        return self.by_path.get(path, self.by_path.get((self.whole.code, *path)))

    def named(self, name: str) -> tuple[Node, ...]:
        """The nodes that a path leads to, or else all that go by a code."""
        index = self.at(name)
        if index is not None:
            return (self.nodes[index],)
        return tuple(node for node in self.nodes if node.code == name)

    def indicators(self) -> Iterator[Node]:
        """What is rated, in the order of the rubric."""
        return (self.nodes[i] for i in self.leaves)

    def within(self, index: int) -> tuple[tuple[Fraction, int], ...]:
        """The indicators beneath a node, each with its part of that node, whatever is unknown.

        The parts are from 0 to 1; what weighs nothing is left out. An indicator is all of itself.
        """
        if not self.nodes[index].children:
            return ((_ONE, index),)
        return tuple(
            (child.share * part, leaf)
            for child in map(self.nodes.__getitem__, self.nodes[index].children)
            if child.share
            for part, leaf in self.within(child.index)
        )

    def rubrics(self) -> Iterator[Rubric]:
        """The rubric and those that it takes in, each once."""
        seen = {node.code: node.owner for node in self.nodes if node.kind == "rubric"}
        yield from seen.values()


def groups(trees: Sequence[Tree]) -> dict[str, Rubric]:
    """The rubrics by whose codes ratings are grouped: those listed, then those they take in."""
    found = {tree.rubric.code: tree.rubric for tree in trees}
    for tree in trees:
        found.update({rubric.code: rubric for rubric in tree.rubrics()})
    return {code: rubric for code, rubric in found.items() if asked(rubric)}


def tidied(name: str) -> str:
    """A path without slashes that part nothing, and without blanks around its codes.

    >>> tidied("market/governance/"), tidied("/market//governance"), tidied("/")
    ('market/governance', 'market/governance', '')
    """
    return "/".join(code for part in name.split("/") if (code := part.strip()))


def spellings(path: tuple[str, ...]) -> tuple[str, ...]:
    """The names of a node: its path as it is printed, the same beneath the whole, and its code.

    >>> spellings(("market", "governance", "leader"))
    ('market/governance/leader', 'governance/leader', 'leader')
    """
    return "/".join(path), "/".join(path[1:]), path[-1]

"""A rubric resolved once: one flat tree with its grafts entered, ready to be scored many times.

Whatever is true of a rubric is found out here: where each node stands, what it weighs, how its
ratings become values, on which scale it is shown, and what its gates watch. A tree holds nothing of
an assessment, never changes, and can be pickled.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import gcd, lcm
from typing import Literal, NamedTuple

from smartscore.arithmetic.numbers import exact
from smartscore.arithmetic.weighting import Priorities, rank_order_centroid, shares
from smartscore.engine.comparisons import compared
from smartscore.engine.measures import Measure, measure_of
from smartscore.model.fields import Text
from smartscore.model.rubric import (
    Band,
    ByComparison,
    Dimension,
    Display,
    Gate,
    Graft,
    Indicator,
    Missing,
    Route,
    Rubric,
    children,
)

Grafts = Mapping[tuple[str, str], Rubric]
"""The rubric behind each graft, by the code of the rubric it stands in and its reference."""

Weights = Mapping[str, int | float]
"""Other weights by the code of a node or by its path, as `spellings` has them."""

Kind = Literal["rubric", "dimension", "indicator"]
Written = Rubric | Dimension | Indicator
_ONE = Fraction(1)


Threshold = tuple[int, int, bool]
"""A value as whole numbers above and below the line, and whether it is itself within."""


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

    def __repr__(self) -> str:
        """The tree in a line."""
        size = f"{len(self.nodes)} nodes, {len(self.leaves)} indicators"
        return f"<Tree {self.rubric.code} {self.rubric.version}: {size}{self.marked}>"

    @property
    def marked(self) -> str:
        """By which other weights it is weighted, as a `repr` ends; nothing where by its own."""
        by = [f"weighted by {self.weighting}"] if self.weighting else []
        by += ["with weights that were given"] if self.weights else []
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


def resolve(
    rubric: Rubric,
    grafts: Grafts | None = None,
    weights: Weights | None = None,
    *,
    weighting: str | None = None,
) -> Tree:
    """The tree of a rubric that has been checked; `grafts` holds the rubrics that it takes in.

    `weighting` is the name of other weights that the rubric holds; raises KeyError where it holds
    none of that name. `weights`, by `spellings` of nodes, count before both; they have been
    checked, too.
    """
    named = {} if weighting is None else rubric.weightings[weighting]
    return _Growing(rubric, grafts or {}, named, weights or {}).tree(weighting)


def spellings(path: tuple[str, ...]) -> tuple[str, ...]:
    """The names of a node: its path as it is printed, the same beneath the whole, and its code.

    >>> spellings(("market", "governance", "leader"))
    ('market/governance/leader', 'governance/leader', 'leader')
    """
    return "/".join(path), "/".join(path[1:]), path[-1]


def weighted(tree: Tree, weighting: str) -> Tree:
    """The same rubric with other weights that it holds; raises KeyError where it holds none."""
    return resolve(tree.rubric, tree.grafts, tree.weights, weighting=weighting)


class _Place(NamedTuple):
    """What a node is given from above."""

    parent: int | None
    path: tuple[str, ...]
    inside: tuple[str, ...]
    route: Route
    missing: Missing
    weight: int | float | Fraction = 1
    ratio: int = 1
    share: Fraction = _ONE
    effective: Fraction = _ONE


class _Growing:
    """A tree while it grows: nodes in their order, each with its children known afterwards."""

    def __init__(self, rubric: Rubric, grafts: Grafts, named: Weights, given: Weights) -> None:
        self._whole = rubric
        self._grafts = grafts
        self._others = named
        self._given = given
        self._nodes: list[Node | None] = []
        self._leaves: list[int] = []
        self._units: dict[int, int] = {}
        self._steps: list[Step] = []
        self._thresholds: dict[tuple[int, int], tuple[Threshold, ...]] = {}

    def tree(self, weighting: str | None) -> Tree:
        """The whole tree."""
        rubric = self._whole
        self._rubric(rubric, _Place(None, (), (), (), rubric.missing))
        nodes = tuple(node for node in self._nodes if node is not None)
        by_code = {node.code: node.index for node in reversed(nodes)}
        by_path = {node.path: node.index for node in nodes}
        leaves, steps = tuple(self._leaves), tuple(self._steps)
        return Tree(
            rubric, self._grafts, nodes, leaves, steps, by_path, by_code, weighting, self._given
        )

    def _rubric(self, rubric: Rubric, place: _Place) -> int:
        return self._parent(rubric, rubric, rubric.aggregate, place)

    def _child(self, child: Dimension | Graft | Indicator, owner: Rubric, place: _Place) -> int:
        if isinstance(child, Graft):
            taken = self._grafts[owner.code, child.rubric]
            inside = (*place.inside, taken.code)
            return self._rubric(taken, place._replace(inside=inside, missing=taken.missing))
        if isinstance(child, Indicator):
            return self._indicator(child, owner, place)
        return self._parent(child, owner, child.aggregate or owner.aggregate, place)

    def _indicator(self, indicator: Indicator, owner: Rubric, place: _Place) -> int:
        index = len(self._nodes)
        here = len(self._leaves)
        self._leaves.append(index)
        self._units[index] = 1
        node = Node(
            index=index,
            kind="indicator",
            code=indicator.code,
            title=indicator.title,
            path=(*place.path, indicator.code),
            inside=place.inside,
            route=place.route,
            owner=owner,
            written=indicator,
            parent=place.parent,
            children=(),
            leaves=(here, here + 1),
            method="",
            weight=place.weight,
            ratio=place.ratio,
            share=place.share,
            effective=place.effective,
            display=owner.display,
            scale=owner.display,
            bands=owner.bands,
            thresholds=self._on(owner.bands, owner.display),
            missing=place.missing,
            watches=(),
            measure=measure_of(indicator, owner),
            priorities=None,
        )
        self._nodes.append(node)
        return index

    def _parent(
        self, written: Rubric | Dimension, owner: Rubric, method: str, place: _Place
    ) -> int:
        index = len(self._nodes)
        self._nodes.append(None)
        first = len(self._leaves)
        path = (*place.path, written.code)
        display, bands, scale, missing = _shown(written, owner, place)
        below = list(children(written))
        weights, priorities = self._weights(written, owner, [c for _, c in below], path)
        numbers = [exact(weight) for weight in weights]
        ratios, parts = whole_ratios(numbers), shares(numbers)
        indexes = []
        for (route, child), weight, ratio, share in zip(below, weights, ratios, parts, strict=True):
            around = () if isinstance(written, Rubric) else place.route
            spot = _Place(
                index,
                path,
                place.inside,
                (*around, *route),
                missing,
                weight,
                ratio,
                share,
                place.effective * share,
            )
            indexes.append(self._child(child, owner, spot))
        self._steps.append(self._step(index, method, indexes))
        self._nodes[index] = Node(
            index=index,
            kind="rubric" if isinstance(written, Rubric) else "dimension",
            code=written.code,
            title=written.title,
            path=path,
            inside=place.inside,
            route=place.route,
            owner=owner,
            written=written,
            parent=place.parent,
            children=tuple(indexes),
            leaves=(first, len(self._leaves)),
            method=method,
            weight=place.weight,
            ratio=place.ratio,
            share=place.share,
            effective=place.effective,
            display=display,
            scale=scale,
            bands=bands,
            thresholds=self._on(bands, scale),
            missing=missing,
            watches=self._watches(written.gates, bands, indexes),
            measure=None,
            priorities=priorities,
        )
        return index

    def _weights(
        self,
        parent: Rubric | Dimension,
        owner: Rubric,
        below: Sequence[Dimension | Graft | Indicator],
        path: tuple[str, ...],
    ) -> tuple[list[int | float | Fraction], Priorities | None]:
        """The weights of a node's children: given, as written, by comparison, or by rank."""
        codes = [
            self._grafts[owner.code, child.rubric].code if isinstance(child, Graft) else child.code
            for child in below
        ]
        priorities = None
        weights: list[int | float | Fraction]
        if parent.weights is None:
            weights = [child.weight for child in below]
        elif isinstance(parent.weights, ByComparison):
            priorities = compared(parent.weights, codes)
            weights = list(priorities.weights)
        else:
            by_rank = dict(zip(parent.weights.order, rank_order_centroid(len(codes)), strict=True))
            weights = [by_rank[code] for code in codes]
        if self._others and owner is self._whole:
            pairs = zip(codes, weights, strict=True)
            weights = [self._others.get(code, weight) for code, weight in pairs]
            if any(code in self._others for code in codes):
                priorities = None
        for i, code in enumerate(codes if self._given else ()):
            given = [name for name in spellings((*path, code)) if name in self._given]
            if given:
                weights[i], priorities = self._given[given[0]], None
        return weights, priorities

    def _on(self, bands: tuple[Band, ...], scale: Display) -> tuple[Threshold, ...]:
        """The thresholds of bands on a scale, found once for all nodes that have the same ones."""
        key = id(bands), id(scale)
        if key not in self._thresholds:
            self._thresholds[key] = _thresholds(bands, scale)
        return self._thresholds[key]

    def _step(self, index: int, method: str, indexes: Sequence[int]) -> Step:
        """The mean to take at a node, and the unit in which effective weights add up beneath it."""
        nodes = [node for i in indexes if (node := self._nodes[i]) is not None and node.ratio]
        units = [self._units[node.index] for node in nodes]
        common = lcm(*units)
        factors = [node.ratio * (common // unit) for node, unit in zip(nodes, units, strict=True)]
        shared = gcd(*factors) or 1
        parts = [factor // shared for factor in factors]
        self._units[index] = sum(p * unit for p, unit in zip(parts, units, strict=True)) or 1
        return Step(
            index,
            method,
            tuple((node.index, node.ratio) for node in nodes),
            tuple((node.index, part) for node, part in zip(nodes, parts, strict=True)),
        )

    def _watches(
        self, gates: Sequence[Gate], bands: Sequence[Band], indexes: Sequence[int]
    ) -> tuple[Watch, ...]:
        """Gates with what they watch: a grafted rubric is seen from outside only."""
        if not gates:
            return ()
        places: dict[str, int] = {}
        waiting = list(indexes)
        while waiting:
            node = self._nodes[waiting.pop()]
            assert node is not None
            places[node.code] = node.index
            if node.kind != "rubric":
                waiting += node.children
        caps = [band.code for band in bands]
        return tuple(
            Watch(gate, places[gate.when], exact(gate.below), caps.index(gate.cap))
            for gate in gates
        )


def _shown(
    written: Rubric | Dimension, owner: Rubric, place: _Place
) -> tuple[Display, tuple[Band, ...], Display, Missing]:
    """On which scale a node is shown, its bands and the scale that they are written on."""
    if isinstance(written, Rubric):
        return written.display, written.bands, written.display, written.missing
    display, missing = written.shown_on(owner), written.treats(place.missing)
    if written.bands is None:
        return display, owner.bands, owner.display, missing
    return display, written.bands, display, missing


def whole_ratios(weights: Sequence[Fraction]) -> list[int]:
    """Weights as whole numbers in lowest terms, zeros among them.

    >>> whole_ratios([Fraction("0.5"), Fraction(1), Fraction(0)])
    [1, 2, 0]
    """
    unit = lcm(*(weight.denominator for weight in weights))
    whole = [weight.numerator * (unit // weight.denominator) for weight in weights]
    shared = gcd(*whole) or 1
    return [number // shared for number in whole]


def _thresholds(bands: tuple[Band, ...], scale: Display) -> tuple[Threshold, ...]:
    """From which value on, from 0 to 1, the figure as shown lies in each band.

    A figure is shown at the edge or above it where it is at most half a unit of the last decimal
    below the first figure that can be printed there. Halves are rounded away from zero, so that
    below zero that half is not enough.
    """
    bottom, unit = exact(scale.min), 10**scale.decimals
    span = exact(scale.max) - bottom
    found = []
    for band in bands:
        half = Fraction(-(-exact(band.start) * unit // 1), unit) - Fraction(1, 2 * unit)
        found.append((*((half - bottom) / span).as_integer_ratio(), half > 0))
    return tuple(found)

"""How a rubric becomes a tree: grafts entered, weights found, places and scales handed down."""

from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm
from typing import NamedTuple

from smartscore.arithmetic.numbers import exact
from smartscore.arithmetic.weighting import Priorities, rank_order_centroid, shares
from smartscore.engine.comparisons import compared
from smartscore.engine.measures import measure_of
from smartscore.engine.tree import Grafts, Node, Step, Threshold, Tree, Watch, Weights, spellings
from smartscore.model.rubric import (
    Band,
    Dimension,
    Display,
    Gate,
    Graft,
    Indicator,
    Missing,
    Rubric,
)
from smartscore.model.walking import children
from smartscore.model.weights import ByComparison
from smartscore.text.problems import Route


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
    share: Fraction = Fraction(1)
    effective: Fraction = Fraction(1)


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
    """From which value on, from 0 to 1, the figure as shown lies in each band."""
    return tuple(threshold(exact(band.start), scale) for band in bands)


def threshold(start: Fraction, scale: Display) -> Threshold:
    """From which value on, from 0 to 1, the figure as shown lies at an edge or above it.

    It does where it is at most half a unit of the last decimal below the first figure that can be
    printed there. Halves are rounded away from zero, so that below zero that half is not enough.
    """
    bottom, unit = exact(scale.min), 10**scale.decimals
    half = Fraction(-(-start * unit // 1), unit) - Fraction(1, 2 * unit)
    return (*((half - bottom) / (exact(scale.max) - bottom)).as_integer_ratio(), half > 0)

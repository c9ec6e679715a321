"""The engine: a rubric and the ratings of an assessment in, a scorecard out.

Pure functions on exact fractions. It never sees an invalid pair: `reading` has checked it. The
formulas are those of `docs/method.md`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, NamedTuple

from smartscore import measures
from smartscore.aggregate import mean
from smartscore.assessment import Assessment, Rating
from smartscore.fields import Text
from smartscore.rounding import exact, half_up
from smartscore.rubric import Band, Dimension, Display, Graft, Indicator, Rubric, children
from smartscore.scorecard import GateOutcome, Scorecard, ScoredNode, Status, on_display
from smartscore.weighting import shares
from smartscore.weights import Child, child_weights

Grafts = Mapping[tuple[str, str], Rubric]
"""The rubric behind each graft, by the code of the rubric it stands in and its reference."""


def score(rubric: Rubric, assessment: Assessment, grafts: Grafts | None = None) -> Scorecard:
    """Score one rubric; `grafts` holds the rubrics that it takes in."""
    from smartscore.digest import digest

    engine = _Engine(assessment.rating, grafts or {})
    draft = engine.rubric(rubric, weight=1)
    return Scorecard(rubric, digest(rubric, grafts or {}), _finish(draft))


@dataclass(slots=True)
class _Draft:
    """A node on its way up: everything that depends only on what is beneath it."""

    code: str
    kind: Literal["rubric", "dimension", "indicator"]
    title: Text
    owner: Rubric
    weight: int | float | Fraction
    method: str = ""
    value: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    rated: Fraction = Fraction(0)
    applicable: Fraction = Fraction(0)
    availability: Fraction | None = None
    withheld: bool = False
    levels: list[tuple[int | float | None, tuple[int | float, ...]]] = field(default_factory=list)
    contested: bool = False
    clipped: bool = False
    children: list["_Draft"] = field(default_factory=list)
    weights: list[Fraction] = field(default_factory=list)
    shares: tuple[Fraction, ...] = ()
    indicator: Indicator | None = None
    rating: Rating | None = None
    status: Status | None = None


class _Engine:
    def __init__(self, rating: Callable[[str, str], Rating | None], grafts: Grafts) -> None:
        self._rating = rating
        self._grafts = grafts

    def rubric(self, rubric: Rubric, weight: int | float | Fraction) -> _Draft:
        draft = _Draft(rubric.code, "rubric", rubric.title, rubric, weight)
        return _combined(self._with_children(draft, rubric, rubric), rubric.aggregate)

    def _with_children(self, draft: _Draft, parent: Rubric | Dimension, owner: Rubric) -> _Draft:
        weights = child_weights(parent, lambda child: self._code(child, owner))
        for (_, child), weight in zip(children(parent), weights, strict=True):
            draft.children.append(self._child(child, owner, weight))
        return draft

    def _code(self, child: Child, owner: Rubric) -> str:
        if isinstance(child, Graft):
            return self._grafts[owner.code, child.rubric].code
        return child.code

    def _child(self, child: Child, owner: Rubric, weight: int | float | Fraction) -> _Draft:
        if isinstance(child, Graft):
            return self.rubric(self._grafts[owner.code, child.rubric], weight)
        if isinstance(child, Indicator):
            return self._indicator(child, owner, weight)
        draft = _Draft(child.code, "dimension", child.title, owner, weight)
        method = child.aggregate or owner.aggregate
        return _combined(self._with_children(draft, child, owner), method)

    def _indicator(
        self, indicator: Indicator, owner: Rubric, weight: int | float | Fraction
    ) -> _Draft:
        rating = self._rating(owner.code, indicator.code)
        draft = _Draft(indicator.code, "indicator", indicator.title, owner, weight)
        draft.indicator, draft.rating = indicator, rating
        draft.contested = rating is not None and rating.contested
        if rating is not None and rating.not_applicable is not None:
            draft.status = "not_applicable"
            return draft
        draft.applicable, draft.availability = Fraction(1), Fraction(0)
        lowest = measures.lowest(indicator, owner)
        found = None if rating is None else measures.measured(indicator, owner, rating)
        scale = tuple(point.points for point in owner.scale)
        level = rating.level if rating is not None else None
        draft.levels = [(level, scale if indicator.levels is not None else ())]
        if found is None:
            draft.status = "unknown"
            draft.low, draft.high = lowest, Fraction(1)
            draft.value = lowest if owner.missing.treat == "worst" else None
            return draft
        draft.status = "rated"
        draft.rated = draft.availability = Fraction(1)
        draft.value = draft.low = draft.high = found.value
        draft.clipped = found.clipped
        return draft


def _combined(draft: _Draft, method: str) -> _Draft:
    """A parent from its children."""
    draft.weights = weights = [exact(child.weight) for child in draft.children]
    draft.shares = shares(weights)
    draft.method = method
    draft.value = _mean(method, weights, [child.value for child in draft.children])
    draft.low = _mean(method, weights, [child.low for child in draft.children])
    draft.high = _mean(method, weights, [child.high for child in draft.children])
    if draft.value is not None and draft.low is not None:
        draft.low = min(draft.low, draft.value)  # a floor keeps unknowns up: docs/method.md, 6
    for share, child in zip(draft.shares, draft.children, strict=True):
        draft.rated += share * child.rated
        draft.applicable += share * child.applicable
        draft.levels += child.levels
        draft.contested |= child.contested
    if draft.applicable:
        draft.availability = draft.rated / draft.applicable
        draft.withheld = draft.availability < exact(draft.owner.missing.minimum_availability)
    return draft


def _mean(
    method: str, weights: Sequence[Fraction], values: Sequence[Fraction | None]
) -> Fraction | None:
    known = [(w, v) for w, v in zip(weights, values, strict=True) if v is not None]
    return mean(method, known)


class _Above(NamedTuple):
    """What a node inherits on the way down."""

    path: tuple[str, ...] = ()
    share: Fraction = Fraction(1)
    effective: Fraction = Fraction(1)
    renormalised: Fraction | None = Fraction(1)
    """Effective weight among what has a value; None where a mean above is not arithmetic."""


def _finish(draft: _Draft) -> ScoredNode:
    """The finished tree; a whole that is withheld has no contributions to it either."""
    above = _Above(renormalised=None) if draft.withheld else _Above()
    return _finished(draft, above, draft.owner.display)


def _finished(draft: _Draft, above: _Above, whole: Display) -> ScoredNode:
    children = tuple(
        _finished(child, below, whole)
        for child, below in zip(draft.children, _below(draft, above), strict=True)
    )
    outcomes = _gates(draft, children) if draft.kind == "rubric" else ()
    contribution = None
    if draft.value is not None and above.renormalised is not None and not draft.withheld:
        contribution = above.renormalised * on_display(draft.value, whole)
    return ScoredNode(
        code=draft.code,
        kind=draft.kind,
        title=draft.title,
        path=(*above.path, draft.code),
        owner=draft.owner,
        method=draft.method,
        value=draft.value,
        low_value=draft.low,
        high_value=draft.high,
        availability=draft.availability,
        withheld=draft.withheld,
        weight=draft.weight,
        share=above.share,
        effective_weight=above.effective,
        contribution=contribution,
        band=_band(draft, outcomes),
        staged_level=_staged_level(draft.levels),
        contested=draft.contested,
        gates=outcomes,
        children=children,
        indicator=draft.indicator,
        rating=draft.rating,
        status=draft.status,
        clipped=draft.clipped,
    )


def _below(draft: _Draft, above: _Above) -> list[_Above]:
    """What each child inherits."""
    path = (*above.path, draft.code)
    renormalised: list[Fraction | None] = [None] * len(draft.children)
    if draft.method == "arithmetic" and above.renormalised is not None:
        valued = zip(draft.weights, draft.children, strict=True)
        parts = shares([Fraction(0) if child.value is None else w for w, child in valued])
        renormalised = [above.renormalised * part for part in parts]
    return [
        _Above(path, share, above.effective * share, part)
        for share, part in zip(draft.shares, renormalised, strict=True)
    ]


def _staged_level(
    levels: Sequence[tuple[int | float | None, tuple[int | float, ...]]],
) -> int | float | None:
    """The lowest level of all; None where one is unknown or they stand on different scales."""
    known = [level for level, _ in levels if level is not None]
    if not levels or len(known) < len(levels) or len({scale for _, scale in levels}) > 1:
        return None
    return min(known)


def _gates(draft: _Draft, children: Sequence[ScoredNode]) -> tuple[GateOutcome, ...]:
    watched = {node.code: node for child in children for node in _own(child)}
    outcomes = []
    for gate in draft.owner.gates:
        node = watched[gate.when]
        limit = exact(gate.below)
        decimals = node.display.decimals
        if node.low is None or node.high is None or half_up(node.low, decimals) >= limit:
            state: Literal["fired", "open", "passed"] = "passed"
        elif half_up(node.high, decimals) < limit:
            state = "fired"
        else:
            state = "open"
        outcomes.append(GateOutcome(gate, state, node))
    return tuple(outcomes)


def _own(node: ScoredNode) -> list[ScoredNode]:
    """A node and what belongs to the same rubric beneath it: a graft is seen from outside only."""
    if node.kind == "rubric":
        return [node]
    return [node, *(n for child in node.children for n in _own(child))]


def _band(draft: _Draft, gates: Sequence[GateOutcome]) -> Band | None:
    """The band of the figure as shown, no higher than gates that fired allow."""
    bands, display = draft.owner.bands, draft.owner.display
    if draft.value is None or draft.withheld or not bands:
        return None
    shown = half_up(on_display(draft.value, display), display.decimals)
    reached = [i for i, band in enumerate(bands) if exact(band.start) <= shown]
    codes = [band.code for band in bands]
    caps = [codes.index(o.gate.cap) for o in gates if o.state == "fired"]
    return bands[min([max(reached, default=0), *caps])]

"""What lies around a score: the bands next to it, what is unknown, and what would raise it most."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Final, Literal, NamedTuple

from smartscore import measures
from smartscore.aggregate import mean
from smartscore.assessment import Assessment
from smartscore.rounding import exact, half_up
from smartscore.rubric import Band
from smartscore.scorecard import Scorecard, ScoredNode

STEPS = 3

MANY: Final = 500
"""Beneath a node with more children than this, and a mean that is not arithmetic, no step is looked
for: each would cost as much as the whole mean."""


class Step(NamedTuple):
    """One level up on one indicator, and by how much that raises the whole on its display scale.

    `asks` is the descriptor of the level to reach, or of the next described one above it, and
    `described` the level that it describes.
    """

    node: ScoredNode
    level: int | float
    gain: Fraction
    asks: Any
    described: int | float | None


class Outlook(NamedTuple):
    """What a reader of the whole wants to know next.

    `to_next` and `above_lower` are distances on the display scale from the figure as shown to the
    edge of the next band and to that of its own. `gated` says that a gate which fired keeps that
    next band out of reach. `possible` are the bands of the two bounds, no higher than such gates.
    `raises` says what the steps raise: the score, or the lower bound where the score is withheld.
    """

    next_band: Band | None
    to_next: Fraction | None
    own_band: Band | None
    above_lower: Fraction | None
    gated: bool
    possible: tuple[Band, Band] | None
    unknown: tuple[ScoredNode, ...]
    contested: tuple[ScoredNode, ...]
    raises: Literal["score", "low"]
    steps: tuple[Step, ...]


class Card(NamedTuple):
    """A scorecard with its outlook."""

    scorecard: Scorecard
    outlook: Outlook


class Result(NamedTuple):
    """An assessment with a card for each rubric: what every report is made from."""

    assessment: Assessment
    cards: tuple[Card, ...]


def look_ahead(scorecard: Scorecard) -> Card:
    """A scorecard with what lies around its figure."""
    whole = scorecard.whole
    bands = scorecard.rubric.bands
    own, following = _neighbours(whole, bands)
    shown = None if whole.score is None else half_up(whole.score, whole.display.decimals)
    indicators = tuple(whole.indicators())
    raises: Literal["score", "low"] = "low" if whole.score is None else "score"
    outlook = Outlook(
        next_band=following,
        to_next=exact(following.start) - shown if following and shown is not None else None,
        own_band=own,
        above_lower=shown - exact(own.start) if own and shown is not None else None,
        gated=following is not None and bands.index(following) > _cap(whole, bands),
        possible=_possible(whole, bands),
        unknown=tuple(
            sorted((n for n in indicators if n.status == "unknown"), key=_least_weight_last)
        ),
        contested=tuple(n for n in indicators if n.contested),
        raises=raises,
        steps=_best_steps(whole, raises),
    )
    return Card(scorecard, outlook)


def _least_weight_last(node: ScoredNode) -> Fraction:
    return -node.effective_weight


def _neighbours(whole: ScoredNode, bands: Sequence[Band]) -> tuple[Band | None, Band | None]:
    """The band in which the figure itself lies, whatever gates say, and the one above it."""
    if whole.score is None or not bands:
        return None, None
    index = _index(whole, whole.score, bands)
    return bands[index], bands[index + 1] if index + 1 < len(bands) else None


def _possible(whole: ScoredNode, bands: Sequence[Band]) -> tuple[Band, Band] | None:
    if whole.low is None or whole.high is None or not bands:
        return None
    cap = _cap(whole, bands)
    lowest, highest = (min(cap, _index(whole, s, bands)) for s in (whole.low, whole.high))
    return bands[lowest], bands[highest]


def _cap(whole: ScoredNode, bands: Sequence[Band]) -> int:
    """The highest band that the gates which fired allow."""
    codes = [band.code for band in bands]
    caps = [codes.index(o.gate.cap) for o in whole.gates if o.state == "fired"]
    return min([len(bands) - 1, *caps])


def _index(whole: ScoredNode, score: Fraction, bands: Sequence[Band]) -> int:
    shown = half_up(score, whole.display.decimals)
    return max((i for i, band in enumerate(bands) if exact(band.start) <= shown), default=0)


def _best_steps(whole: ScoredNode, raises: Literal["score", "low"]) -> tuple[Step, ...]:
    steps = _steps(whole, (), _Raising(whole, raises))
    gains = [step for step in steps if step.gain > 0]
    return tuple(sorted(gains, key=lambda step: -step.gain)[:STEPS])


def _steps(node: ScoredNode, above: tuple[ScoredNode, ...], raising: "_Raising") -> list[Step]:
    """A step for each rated indicator that is not at the top yet."""
    if node.kind != "indicator":
        return [s for child in node.children for s in _steps(child, (*above, node), raising)]
    owner = node.owner
    level = None if node.rating is None else node.rating.level
    higher = [p.points for p in owner.scale if level is not None and p.points > level]
    if not higher or node.indicator is None or node.indicator.levels is None:
        return []
    changed = measures.level_value(node.indicator, owner, higher[0])
    ladder = owner.descriptors(node.indicator)
    described = next((p for p in higher if p in ladder), None)
    asks = None if described is None else ladder[described]
    return [Step(node, higher[0], raising.gain(node, changed, above), asks, described)]


class _Raising:
    """By how much the whole rises when one indicator's value changes."""

    def __init__(self, whole: ScoredNode, raises: Literal["score", "low"]) -> None:
        self._whole = whole
        self._raises = raises
        self._totals: dict[int, Fraction] = {}

    def gain(self, node: ScoredNode, changed: Fraction, above: Sequence[ScoredNode]) -> Fraction:
        """The rise on the display scale; 0 where a parent has no value, or MANY children."""
        below, value = node, changed
        for parent in reversed(above):
            raised = self._raised(parent, below, value)
            if raised is None:
                return Fraction(0)
            below, value = parent, raised
        after = self._whole.on_display(value)
        before = self._whole.on_display(self._value(self._whole))
        return Fraction(0) if after is None or before is None else after - before

    def _raised(self, parent: ScoredNode, below: ScoredNode, value: Fraction) -> Fraction | None:
        """The value of a parent where that of a child is another one."""
        before, old = self._value(parent), self._value(below)
        if parent.method == "arithmetic" and before is not None and old is not None:
            total = self._total(parent)
            return before + exact(below.weight) / total * (value - old) if total else None
        if len(parent.children) > MANY:
            return None
        values = [value if child is below else self._value(child) for child in parent.children]
        pairs = zip(parent.children, values, strict=True)
        return mean(parent.method, [(exact(c.weight), v) for c, v in pairs if v is not None])

    def _value(self, node: ScoredNode) -> Fraction | None:
        return node.value if self._raises == "score" else node.low_value

    def _total(self, parent: ScoredNode) -> Fraction:
        """The weights of the children that have a value, added up once."""
        if id(parent) not in self._totals:
            valued = (c for c in parent.children if self._value(c) is not None)
            self._totals[id(parent)] = sum((exact(c.weight) for c in valued), Fraction(0))
        return self._totals[id(parent)]

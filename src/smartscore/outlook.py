"""What lies around a score: the bands next to it, what is unknown, and what would raise it most."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Literal, NamedTuple

from smartscore import measures
from smartscore.aggregate import mean
from smartscore.assessment import Assessment
from smartscore.rounding import exact, half_up
from smartscore.rubric import Band
from smartscore.scorecard import Scorecard, ScoredNode

STEPS = 3


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
    steps = _steps(whole, (), raises)
    gains = [step for step in steps if step.gain > 0]
    return tuple(sorted(gains, key=lambda step: -step.gain)[:STEPS])


def _steps(
    node: ScoredNode, above: tuple[ScoredNode, ...], raises: Literal["score", "low"]
) -> list[Step]:
    """A step for each rated indicator that is not at the top yet."""
    if node.kind != "indicator":
        return [s for child in node.children for s in _steps(child, (*above, node), raises)]
    owner = node.owner
    level = None if node.rating is None else node.rating.level
    higher = [p.points for p in owner.scale if level is not None and p.points > level]
    if not higher or node.indicator is None or node.indicator.levels is None:
        return []
    changed = measures.level_value(node.indicator, owner, higher[0])
    ladder = owner.descriptors(node.indicator)
    described = next((p for p in higher if p in ladder), None)
    asks = None if described is None else ladder[described]
    return [Step(node, higher[0], _gain(node, changed, above, raises), asks, described)]


def _gain(
    node: ScoredNode,
    changed: Fraction,
    above: tuple[ScoredNode, ...],
    raises: Literal["score", "low"],
) -> Fraction:
    """By how much the whole rises when one indicator's value changes, on the display scale."""
    below, value = node, changed
    for parent in reversed(above):
        pairs = []
        for child in parent.children:
            old = child.value if raises == "score" else child.low_value
            new = value if child is below else old
            if new is not None:
                pairs.append((exact(child.weight), new))
        raised = mean(parent.method, pairs)
        if raised is None:
            return Fraction(0)
        below, value = parent, raised
    whole = above[0]
    before = whole.value if raises == "score" else whole.low_value
    after_display, before_display = whole.on_display(value), whole.on_display(before)
    if after_display is None or before_display is None:
        return Fraction(0)
    return after_display - before_display

"""A badge: one rubric scored for one place, its score or bounds, the band and the day."""

from typing import Final

from smartscore.engine.card import Card
from smartscore.reports import phrases
from smartscore.reports.charts.draw_badge import LABEL, NEUTRAL, Badge, draw, fitting, ground
from smartscore.reports.summary import Figures, figures
from smartscore.reports.verdict import verdict
from smartscore.results.result import Result
from smartscore.words import Words

_LABEL_ROOM: Final = 20.0
_VALUE_ROOM: Final = 44.0
"""How much room the fields have at most, in em."""


def svg(result: Result, words: Words) -> str:
    """The badge as a file; `result` has one card."""
    (card,) = result.cards
    return draw(badge(result, card, words))


def badge(result: Result, card: Card, words: Words) -> Badge:
    """What the badge says; its text alternative says it in full, with the name of the place.

    On the badge itself the place is not named: it stands on the page of that place.
    """
    found = figures(card.whole, words.text(card.rubric.title), words)
    rubric = found.title
    if card.tree.weighting:
        rubric = words("badge.weighted", rubric=rubric, weighting=card.tree.weighting)
    day = words.date(result.assessment.date)
    value = ": ".join(filter(None, [_value(card, found, words), found.band]))
    known = card.whole.score is not None
    place = float(found.band_place) if known and found.band_place is not None else None
    return Badge(
        title=f"{phrases.heading(result.assessment)}, {rubric}, {value}, {day}",
        description=" ".join(verdict(card, words)),
        fields=(
            (fitting(rubric, _LABEL_ROOM), LABEL),
            (fitting(value, _VALUE_ROOM), ground(place)),
            (day, NEUTRAL if place is not None else LABEL),
        ),
    )


def _value(card: Card, found: Figures, words: Words) -> str:
    """The score, with its bounds where these lie apart, or the bounds alone; and on which scale."""
    whole = card.whole
    if whole.availability is None:
        return ""
    low, high = (phrases.number(end, words) for end in (whole.display.min, whole.display.max))
    scale = "from-to" if whole.display.min else "of"
    if whole.score is None:
        return words(f"badge.bounds-{scale}", bounds=found.bounds, min=low, max=high)
    shown = words(f"badge.{scale}", score=found.score, min=low, max=high)
    return shown if found.bounds == found.score else f"{shown} ({found.bounds})"

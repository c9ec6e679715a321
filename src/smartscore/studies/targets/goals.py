"""What a target asks of a card, and whether a card meets it."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from smartscore.arithmetic.numbers import exact, half_up
from smartscore.engine.card import Card
from smartscore.engine.facts import on_display
from smartscore.engine.measures import OnLevels
from smartscore.engine.tree import Node, Tree
from smartscore.model.fields import LANGUAGES, Language, in_language
from smartscore.model.rubric import Band
from smartscore.text.nodes import JSON_NUMBER, LONGEST_NUMBER
from smartscore.text.problems import closest


@dataclass(frozen=True)
class Goal:
    """What is to be reached: a band, a figure or a staged level, or several of them at once.

    `band` is the place among the bands of the whole, `figure` is on its display scale, `staged` a
    level that no indicator may stay below. Each is None where it is not asked for.
    """

    band: int | None = None
    figure: Fraction | None = None
    staged: Fraction | None = None

    def value_meets(self, whole: Node, value: Fraction | None) -> bool:
        """Whether a value of the whole from 0 to 1, judged as it is shown, is high enough."""
        if value is None:
            return self.band is None and self.figure is None
        if self.band:
            top, under, inclusive = whole.thresholds[self.band]
            beyond = value.numerator * under - top * value.denominator
            if beyond < 0 or (beyond == 0 and not inclusive):
                return False
        if self.figure is None:
            return True
        return half_up(on_display(value, whole.display), whole.display.decimals) >= self.figure

    def watched(self, tree: Tree) -> Mapping[int, Fraction]:
        """The nodes whose gates would cap the band, each with the figure that it must not be below.

        They are held against the upper bound of the node, as shown: above that a gate does not
        fire.
        """
        found: dict[int, Fraction] = {}
        for watch in tree.whole.watches if self.band is not None else ():
            if watch.cap < self.band:  # type: ignore[operator]
                found[watch.node] = max(watch.below, found.get(watch.node, watch.below))
        return found

    def is_met(self, card: Card) -> bool:
        """Whether a card has reached it."""
        whole = card.whole
        if whole.score is None and (self.band is not None or self.figure is not None):
            return False
        band = None if whole.band is None else whole.bands.index(whole.band)
        if self.band is not None and (band is None or band < self.band):
            return False
        if not self.value_meets(whole.place, whole.value):
            return False
        if self.staged is None:
            return True
        level = whole.staged_level
        return level is not None and exact(level) >= self.staged


def shown_high(node: Node, high: Fraction) -> Fraction:
    """An upper bound from 0 to 1 as it is held against a gate."""
    return half_up(on_display(high, node.display), node.display.decimals)


def goal_of(
    card: Card, target: str | Fraction | None, staged: Fraction | None = None
) -> Goal | None:
    """What a target asks of a card: a band by its code or label, or a figure.

    None where it is neither a number nor a band of the card.
    """
    if target is None:
        return Goal(staged=staged)
    if isinstance(target, Fraction):
        return Goal(figure=target, staged=staged)
    band = band_named(target, card.whole.bands)
    if band is not None:
        return Goal(band=band, staged=staged)
    figure = number_of(target)
    return None if figure is None else Goal(figure=figure, staged=staged)


def band_named(name: str, bands: tuple[Band, ...]) -> int | None:
    """The place of a band by its code or its label in either language; None where there is none."""
    for i, band in enumerate(bands):
        if name == band.code:
            return i
    said = name.strip().casefold()
    for i, band in enumerate(bands):
        if said in {band.code, *(in_language(band.label, one).casefold() for one in LANGUAGES)}:
            return i
    return None


def bands_of(card: Card, language: Language) -> str:
    """The bands of a card in a row, by code and label."""
    bands = card.whole.bands
    return ", ".join(f"{band.code} ({in_language(band.label, language)})" for band in bands)


def band_like(name: str, bands: tuple[Band, ...]) -> str:
    """The code of the band that was probably meant; empty where none is like it."""
    spelt = {band.code: band.code for band in bands}
    for band in bands:
        spelt |= {in_language(band.label, one).casefold(): band.code for one in LANGUAGES}
    return spelt.get(closest(name.strip().casefold(), spelt), "")


def number_of(text: str) -> Fraction | None:
    """A target that is written as a number; None where it is none."""
    written = text.strip()
    if JSON_NUMBER.fullmatch(written) is None or len(written) > LONGEST_NUMBER:
        return None
    return Fraction(written)


def can_be_staged(card: Card) -> bool:
    """Whether there is a staged level beneath the whole, known or not."""
    return card.whole.staged is not None


def points_of(card: Card) -> tuple[Fraction, ...]:
    """The points of the one scale beneath a whole that can be staged."""
    measure = next(n.place.measure for n in card.indicators if n.status != "not_applicable")
    assert isinstance(measure, OnLevels)
    return measure.points

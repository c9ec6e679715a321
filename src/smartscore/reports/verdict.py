"""The whole of a card in plain sentences: the figure, how sure it is, and how far the bands are."""

from collections.abc import Iterator, Sequence
from typing import Final

from smartscore.engine.card import Card
from smartscore.engine.scored import ScoredNode
from smartscore.reports.phrases import distance, number
from smartscore.reports.scales import ends
from smartscore.words import Words

_NAMED: Final = 3
"""So many indicators that hold a level are named; the others are counted."""


def verdict(card: Card, words: Words) -> Iterator[str]:
    """What is known of the whole, sentence by sentence."""
    whole = card.whole
    if weighting := words.weighting(card.tree):
        yield weighting
    if whole.availability is None:
        yield words("figure.not-applicable")
    elif whole.score is None:
        yield from _without_score(card, words)
    else:
        yield from _with_score(card, words)


def _with_score(card: Card, words: Words) -> Iterator[str]:
    whole = card.whole
    told = {"score": words.figure(whole.shown), **ends(whole.display, words)}
    if whole.band is None:
        yield words("figure.score", **told)
    else:
        yield words("figure.score-in-band", band=words.text(whole.band.label), **told)
    assert whole.value is not None
    if not 0 <= whole.value <= 1:
        yield words("figure.beyond")
    if not card.unknown:
        yield words("figure.exact")
    else:
        yield _unsure(whole, words)
    if whole.own_band and whole.band and whole.capped:
        capped, own = words.text(whole.band.label), words.text(whole.own_band.label)
        yield words("figure.capped", band=capped, own=own)
    yield from _distances(whole, words)
    yield from staged(whole, words)


def staged(node: ScoredNode, words: Words) -> Iterator[str]:
    """The lowest level beneath a node, and which indicators hold it there.

    Nothing where that is no news: of one indicator alone, and while it may still be any level.
    """
    found = node.staged
    if found is None or not found.holders or len(node.indicators()) == 1:
        return
    if found.unknown and found.at_most == found.highest:
        return
    told = {"level": number(found.at_most, words), "held": named(found.holders, words)}
    key = "figure.staged"
    if found.unknown:
        key = "figure.staged-settled" if found.settled else "figure.staged-at-most"
    yield words(key, **told, unknown=len(found.unknown))


def named(nodes: Sequence[ScoredNode], words: Words, most: int = _NAMED) -> str:
    """The titles of some nodes in a row; of many the first, and how many others there are."""
    titles = [words.text(node.title) for node in nodes]
    more = len(titles) - most
    if more < 2:  # the name of one other is as short as its number
        return ", ".join(titles)
    return words("and-more", listed=", ".join(titles[:most]), count=more)


def _unsure(whole: ScoredNode, words: Words) -> str:
    """How far the unknown could move the figure, in those directions in which that is seen."""
    low, shown, high = (whole.printed(each) for each in (whole.low, whole.score, whole.high))
    falls, rises = low != shown, high != shown
    if whole.low == whole.high:
        key = "figure.fixed"
    elif falls and rises:
        key = "figure.bounds"
    elif falls:
        key = "figure.bounds-down"
    else:
        key = "figure.bounds-up" if rises else "figure.bounds-unseen"
    return words(key, **_bounds(whole, words))


def _without_score(card: Card, words: Words) -> Iterator[str]:
    whole = card.whole
    told = {**_bounds(whole, words), **ends(whole.display, words)}
    if whole.value is None and not whole.withheld:
        yield words("figure.none", **told)
    else:
        assert whole.availability is not None
        rated, minimum = words.percents(whole.availability, whole.minimum_availability)
        yield words("figure.withheld", availability=rated, minimum=minimum)
        yield words("figure.reach", **told)
    if whole.possible_bands:
        lower, upper = (words.text(band.label) for band in whole.possible_bands)
        key = "figure.possible-one" if lower == upper else "figure.possible"
        if whole.fired:
            key = "figure.possible-capped"
        yield words(key, lower=lower, upper=upper)
    yield from staged(whole, words)


def _bounds(whole: ScoredNode, words: Words) -> dict[str, str]:
    low, high = (words.figure(whole.printed(end)) for end in (whole.low, whole.high))
    return {"low": low, "high": high}


def _distances(whole: ScoredNode, words: Words) -> Iterator[str]:
    if whole.next_band and whole.to_next is not None:
        far = distance(whole.to_next, whole, words)
        key = "figure.gated" if whole.gated else "figure.next"
        yield words(key, distance=far, band=words.text(whole.next_band.label))
    elif whole.own_band and whole.lower_band is None:
        yield words("figure.only-band", band=words.text(whole.own_band.label))
        return
    elif whole.own_band:
        yield words("figure.highest", band=words.text(whole.own_band.label))
    if whole.own_band and whole.above_lower is not None:
        band = words.text(whole.own_band.label)
        if whole.lower_band is None:
            yield words("figure.lowest", band=band)
        elif whole.above_lower == 0:
            yield words("figure.at-edge", band=band)
        else:
            far = distance(whole.above_lower, whole, words)
            yield words("figure.lower", distance=far, band=band)

"""On which scale a figure stands, and in whose bands: what is said where parts have their own."""

from collections.abc import Iterable, Iterator
from typing import Final

from smartscore.arithmetic.numbers import exact, figure
from smartscore.engine.card import Card
from smartscore.engine.scored import ScoredNode
from smartscore.model.rubric import Band, Dimension, Display
from smartscore.reports.phrases import number
from smartscore.words import Words

_TICKS: Final = 4
"""So many steps from one end to the other."""


def bands(card: Card, words: Words) -> str:
    """Where each band begins, and which parts stand on scales or in bands of their own."""
    lines = []
    if card.rubric.bands:
        lines.append(words("bands", bands=_beginnings(card.rubric.bands, words)))
    return " ".join([*lines, *own(card.nodes, words)])


def own(nodes: Iterable[ScoredNode], words: Words) -> Iterator[str]:
    """Each of some parts that is shown on a scale of its own or named by bands of its own."""
    for node in nodes:
        written = node.place.written
        if isinstance(written, Dimension):
            scaled, named = written.display is not None, written.bands or ()
        else:
            scaled = node.kind == "rubric" and _is_elsewhere(node)
            named = node.bands if scaled else ()
        told = {"title": words.text(node.title), **ends(node.display, words)}
        if len(named) > 1:  # a single band tells nothing apart
            yield words("bands.of", bands=_beginnings(named, words), **told)
        elif scaled:
            yield words("bands.scale-of", **told)


def _is_elsewhere(node: ScoredNode) -> bool:
    """Whether a graft is shown on another scale than the whole, or than what it stands in."""
    around = (node.card.whole, node.parent or node)
    return any(node.display != each.display for each in around)


def shared(card: Card, words: Words) -> str:
    """That figures beside one another are on the scale of the rubric; empty where all are."""
    whole = card.whole
    apart = [node for node in whole.children if node.display != whole.display]
    if not apart:
        return ""
    named = (
        words("scales.of", title=words.text(node.title), scale=scale(node.display, words))
        for node in apart
    )
    return words("scales.shared", parts="; ".join(named), **ends(whole.display, words))


def charted(card: Card, words: Words) -> str:
    """The same of charts, and whose bands their edges are; empty where nothing needs a word."""
    edged = card.rubric.bands
    own_bands = [
        words.text(node.title) for node in card.whole.children if edged and node.bands != edged
    ]
    told = words("scales.edges", parts="; ".join(own_bands)) if own_bands else ""
    return " ".join(part for part in (shared(card, words), told) if part)


def scale(display: Display, words: Words) -> str:
    """The ends of a scale and its decimals."""
    low, high = (number(end, words) for end in (display.min, display.max))
    return words("rubrics.display-is", low=low, high=high, decimals=display.decimals)


def ticks(display: Display, words: Words) -> Iterator[tuple[float, str]]:
    """Where a chart of a scale has figures, with the figures as printed."""
    low, high = exact(display.min), exact(display.max)
    for step in range(_TICKS + 1):
        at = low + (high - low) * step / _TICKS
        decimals = next(d for d in range(7) if d == 6 or at * 10**d % 1 == 0)
        yield float(at), words.figure(figure(at, min(decimals, 2)))


def ends(display: Display, words: Words) -> dict[str, str]:
    """Where a scale begins and ends, as a sentence takes it."""
    return {"min": number(display.min, words), "max": number(display.max, words)}


def _beginnings(found: Iterable[Band], words: Words) -> str:
    return ", ".join(
        words("bands.from", band=words.text(band.label), start=number(band.start, words))
        for band in found
    )

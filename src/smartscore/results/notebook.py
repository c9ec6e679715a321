"""A result as a small HTML table for notebooks; every text of a file is escaped."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from html import escape

from smartscore.engine.card import Card
from smartscore.engine.scored import ScoredNode
from smartscore.model.assessment import Assessment
from smartscore.model.fields import Language
from smartscore.words import Words, words

_HEADINGS = ("md.dimension", "md.score", "md.bounds", "md.band", "md.rated")


def table(assessment: Assessment, cards: Sequence[Card]) -> str:
    """The whole of each card and the parts right beneath it, in the language of the assessment.

    A part that is shown on a scale of its own has the ends of it behind its title.
    """
    language = assessment.language or "en"
    told = words(language)
    head = "".join(f"<th>{escape(told(key))}</th>" for key in _HEADINGS)
    rows = "".join(row for card in cards for row in _rows(card, language))
    place = f"{assessment.subject.name}, {told.date(assessment.date)}"
    weightings = " ".join(_weightings(cards, told))
    caption = escape(f"{place}. {weightings}" if weightings else place)
    return (
        f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def _weightings(cards: Sequence[Card], told: Words) -> Iterator[str]:
    """By which other weights the cards are weighted; each card by its title where they differ."""
    each = [told.weighting(card.tree) for card in cards]
    if len(set(each)) == 1:
        yield from filter(None, each[:1])
        return
    for card, weighting in zip(cards, each, strict=True):
        if weighting:
            yield f"{told.text(card.whole.title)}: {weighting}"


def _rows(card: Card, language: Language) -> Iterator[str]:
    yield _row(card.whole, language, "th")
    for node in card.whole.children:
        yield _row(node, language, "td")


def _row(node: ScoredNode, language: Language, cell: str) -> str:
    told = words(language)
    low, high = (told.figure(node.printed(bound)) for bound in (node.low, node.high))
    title = told.text(node.title)
    if node.display != node.card.whole.display:
        start, end = (told.figure(node.printed(node.on_display(Fraction(n)))) for n in (0, 1))
        title += f" ({told('md.bound', low=start, high=end)})"
    cells = (
        title,
        told.figure(node.shown),
        low if low == high else told("md.bound", low=low, high=high),
        told.text(node.band.label) if node.band else "",
        told.percent(node.availability),
    )
    return "<tr>" + "".join(f"<{cell}>{escape(text)}</{cell}>" for text in cells) + "</tr>"

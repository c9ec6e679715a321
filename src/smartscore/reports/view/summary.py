"""The page of `assess`, and what every other report says of a card too."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from smartscore import __version__
from smartscore.engine.card import Card, ScoredNode
from smartscore.reports import phrases
from smartscore.reports.view import Assessed, Entry, Figures, Node, Summary
from smartscore.result import Result
from smartscore.words import Words


class Extent(NamedTuple):
    """How much the page of `assess` says: each indicator, and what the figures come from."""

    detail: bool = False
    stamped: bool = False


def assessed(results: Iterable[Result], words: Words, extent: Extent) -> tuple[Assessed, ...]:
    """The page of `assess`: some assessments one after another."""
    return tuple(_assessed(result, words, extent) for result in results)


def _assessed(result: Result, words: Words, extent: Extent) -> Assessed:
    wholes: list[Node | None] = [None] * len(result.cards)
    if extent.detail:
        from smartscore.reports.view.tree import wholes as detailed

        wholes = list(detailed(result, words))
    return Assessed(
        heading=phrases.heading(result.assessment),
        circumstances=tuple(phrases.circumstances(result.assessment, words)),
        cards=tuple(
            summary(card, words, whole, stamped=extent.stamped)
            for card, whole in zip(result.cards, wholes, strict=True)
        ),
        references=tuple(Entry(*entry) for entry in phrases.references(result.assessment, words)),
    )


def summary(card: Card, words: Words, whole: Node | None, *, stamped: bool) -> Summary:
    """What every report says of a card, `whole` being what is beneath it."""
    rubric, display = card.rubric, card.whole.display
    steps = tuple(phrases.step(step, card, words) for step in card.steps)
    no_step = "" if steps or not card.unknown else phrases.no_step(card, words)
    return Summary(
        code=rubric.code,
        version=rubric.version,
        title=words.text(rubric.title),
        about=paragraphs(words.text(rubric.about)),
        rows=tuple(_rows(card, words)),
        ends=(phrases.number(display.min, words), phrases.number(display.max, words)),
        verdict=tuple(phrases.verdict(card, words)),
        bands_line=phrases.bands(card, words),
        unsourced=phrases.unsourced(card, words),
        gates=tuple(
            f"{line} {words.text(outcome.gate.because)}"
            for outcome, line in phrases.gates(card, words)
        ),
        contested_title=words("contested", count=len(card.contested)),
        contested=tuple(phrases.contested(node, words) for node in card.contested),
        unknown_title=words("unknown", count=len(card.unknown), total=len(card.indicators)),
        unknown=tuple(phrases.unknown(node, words) for node in card.unknown),
        unknown_parts=tuple(phrases.unknown_by_child(card, words)),
        steps_title=words(f"steps.{card.raises}"),
        steps=(no_step,) if no_step else steps,
        no_step=no_step,
        stamp=_stamp(card, words) if stamped else "",
        whole=whole,
    )


def _rows(card: Card, words: Words) -> Iterator[Figures]:
    for node in card.whole.children:
        yield figures(node, words.text(node.title), words)
    yield figures(card.whole, words("whole"), words)


def figures(node: ScoredNode, title: str, words: Words) -> Figures:
    """The figures of a node as they are printed."""
    low, high = (words.figure(node.printed(bound)) for bound in (node.low, node.high))
    return Figures(
        title=title,
        score=words.figure(node.shown),
        low=low,
        high=high,
        bounds=low if low == high else words("md.bound", low=low, high=high),
        band=phrases.band_name(node, words),
        rated=words.percent(node.availability),
        bar=tuple(_bar(node)),
        band_place=node.band_place,
    )


def _bar(node: ScoredNode) -> Iterator[Fraction]:
    low, high = node.low_value, node.high_value
    shown = low if node.score is None else node.value
    if low is not None and shown is not None and high is not None:
        yield from (low, shown, high)


def _stamp(card: Card, words: Words) -> str:
    return words(
        "md.stamp",
        version=__version__,
        code=card.rubric.code,
        rubric_version=card.rubric.version,
        digest=card.digest,
    )


def paragraphs(text: str) -> tuple[str, ...]:
    """The lines of a text that say anything."""
    return tuple(part for part in text.split("\n") if part.strip())

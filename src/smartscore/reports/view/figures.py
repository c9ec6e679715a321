"""The charts of a card as data: its dimensions with score, bounds and the edges of bands."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Literal

from smartscore.engine.card import Card
from smartscore.engine.scored import ScoredNode
from smartscore.reports.charts import MOST_BARS, MOST_EDGES, Bar, Chart, Edge, radar
from smartscore.reports.scales import shared, ticks
from smartscore.reports.summary import rows
from smartscore.reports.view import Figures
from smartscore.words import Words


def drawn(
    card: Card, prefix: str, place: str, words: Words
) -> Iterator[tuple[Literal["radar", "ranges"], Chart]]:
    """The charts of a card: a radar where it has three dimensions or more, and the ranges.

    There is none where nothing is rated. Parts with a scale of their own are drawn on that of the
    rubric, beside their siblings.
    """
    if left_out(card, words) or not card.whole.availability:
        return
    on_one_scale = rows(card, words, shared=True)
    for kind in ("radar", "ranges"):
        code = f"{prefix}{card.whole.code}-{kind}"
        chart = _chart(card, on_one_scale, code, kind, place, words)
        if kind == "radar" and radar(chart) is None:
            continue
        yield kind, chart


def together(cards: Sequence[Card], prefix: str, place: str, words: Words) -> Chart | None:
    """One chart of cards that share scale and bands; None where nothing is rated.

    A card alone has its dimensions in it, one beside others a bar for its whole.
    """
    rated = [c for c in cards if c.whole.availability and not left_out(c, words)]
    if not rated or len(rated) > MOST_BARS:
        return None
    code = f"{prefix}{rated[0].whole.code}-ranges"
    charts = [
        _chart(card, rows(card, words, shared=True), code, "ranges", place, words) for card in rated
    ]
    if len(charts) == 1:
        return charts[0]
    titles = [words.text(card.rubric.title) for card in rated]
    told = (f"{title}: {chart.description}" for title, chart in zip(titles, charts, strict=True))
    bars = [
        replace(chart.bars[-1], label=title) for title, chart in zip(titles, charts, strict=True)
    ]
    return replace(
        charts[0],
        title=words("report.figure.together", place=place),
        description=" ".join(told),
        bars=tuple(bars),
    )


def left_out(card: Card, words: Words) -> str:
    """Why a card has no charts, where it has too many parts for one; else empty."""
    rubric = card.rubric
    counts = {
        "dimensions": (len(card.whole.children), MOST_BARS),
        "bands": (len(rubric.bands), MOST_EDGES),
    }
    for name, (count, most) in counts.items():
        if count > most:
            key = f"report.no-chart.{name}"
            title = words.text(rubric.title)
            return words(key, rubric=title, count=count, most=most)
    return ""


def _chart(
    card: Card, lines: Sequence[Figures], code: str, kind: str, place: str, words: Words
) -> Chart:
    whole, display = card.whole, card.rubric.display
    rubric = words.text(card.rubric.title)
    parts = whole.children if kind == "radar" else (*whole.children, whole)
    bars = [_bar(node, row, whole) for node, row in zip(parts, lines, strict=False)]
    return Chart(
        code=code,
        title=words(f"report.figure.{kind}", rubric=rubric, place=place),
        description=_description(card, lines, words),
        minimum=float(display.min),
        maximum=float(display.max),
        ticks=tuple(ticks(display, words)),
        bars=tuple(bars),
        edges=tuple(Edge(float(band.start), words.text(band.label)) for band in card.rubric.bands),
        legend=(words("report.figure.score"), words("report.figure.bounds"), words("band")),
    )


def _bar(node: ScoredNode, row: Figures, whole: ScoredNode) -> Bar:
    return Bar(
        label=row.title,
        score=None if node.withheld else _number(whole.on_display(node.value)),
        low=_number(whole.on_display(node.low_value)),
        high=_number(whole.on_display(node.high_value)),
        shown=row.score,
        bounds=row.bounds,
        whole=node is whole,
    )


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _description(card: Card, lines: Sequence[Figures], words: Words) -> str:
    """The chart in words, for those who do not see it."""
    parts = [
        words(
            "report.figure.part",
            title=row.title,
            score=words("report.figure.none") if row.score == "–" else row.score,
            bounds=row.bounds,
            band=row.band or "–",
        )
        for row in lines
    ]
    return " ".join(part for part in (*parts, shared(card, words)) if part)

"""The charts of a card as data: its dimensions with score, bounds and the edges of bands."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Literal

from smartscore.arithmetic.numbers import exact, figure
from smartscore.engine.card import Card
from smartscore.engine.scored import ScoredNode
from smartscore.model.rubric import Display
from smartscore.reports.charts import MOST_BARS, MOST_EDGES, Bar, Chart, Edge, radar
from smartscore.reports.view import Figures
from smartscore.words import Words

_TICKS = 4


def drawn(
    card: Card, rows: Sequence[Figures], prefix: str, place: str, words: Words
) -> Iterator[tuple[Literal["radar", "ranges"], Chart]]:
    """The charts of a card: a radar where it has three dimensions or more, and the ranges.

    `rows` are the lines of its table.
    """
    whole = card.whole
    if left_out(card, words):
        return
    if any(child.display != whole.display for child in whole.children):
        return  # parts on scales of their own do not share an axis
    for kind in ("radar", "ranges"):
        chart = _chart(card, rows, f"{prefix}{whole.code}-{kind}", kind, place, words)
        if kind == "radar" and radar(chart) is None:
            continue
        yield kind, chart


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
    card: Card, rows: Sequence[Figures], code: str, kind: str, place: str, words: Words
) -> Chart:
    whole, display = card.whole, card.rubric.display
    rubric = words.text(card.rubric.title)
    bars = [_bar(*each) for each in zip(whole.children, rows, strict=False)]
    if kind == "ranges":
        bars.append(_bar(whole, rows[-1], whole=True))
    return Chart(
        code=code,
        title=words(f"report.figure.{kind}", rubric=rubric, place=place),
        description=_description(rows, words),
        minimum=float(display.min),
        maximum=float(display.max),
        ticks=tuple(_ticks(display, words)),
        bars=tuple(bars),
        edges=tuple(Edge(float(band.start), words.text(band.label)) for band in card.rubric.bands),
        legend=(words("report.figure.score"), words("report.figure.bounds"), words("band")),
    )


def _bar(node: ScoredNode, row: Figures, *, whole: bool = False) -> Bar:
    return Bar(
        label=row.title,
        score=_number(node.score),
        low=_number(node.low),
        high=_number(node.high),
        shown=row.score,
        bounds=row.bounds,
        whole=whole,
    )


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _ticks(display: Display, words: Words) -> Iterator[tuple[float, str]]:
    low, high = exact(display.min), exact(display.max)
    for step in range(_TICKS + 1):
        at = low + (high - low) * step / _TICKS
        decimals = next(d for d in range(7) if d == 6 or at * 10**d % 1 == 0)
        yield float(at), words.figure(figure(at, min(decimals, 2)))


def _description(rows: Sequence[Figures], words: Words) -> str:
    """The chart in words, for those who do not see it."""
    parts = (
        words(
            "report.figure.part",
            title=row.title,
            score=words("report.figure.none") if row.score == "–" else row.score,
            bounds=row.bounds,
            band=row.band or "–",
        )
        for row in rows
    )
    return " ".join(parts)

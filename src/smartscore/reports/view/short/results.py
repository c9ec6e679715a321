"""What came out, on the first page: a verdict for each rubric, one table, one chart."""

from collections.abc import Iterator, Sequence

from smartscore.engine.card import Card
from smartscore.reports import scales
from smartscore.reports.phrases import number
from smartscore.reports.summary import figures
from smartscore.reports.view import Block, Bullets, Figure, Heading, Paragraph, Place, Row, Table
from smartscore.reports.view import Card as Shown
from smartscore.reports.view.figures import left_out, together
from smartscore.reports.view.gathering import Gathered, named
from smartscore.reports.view.place import COLUMNS, cells
from smartscore.results.result import Result


def results(gathered: Gathered, places: Sequence[Place], *, charts: bool) -> Iterator[Block]:
    """The verdicts, table and chart of each place."""
    for result, place in zip(gathered.results, places, strict=True):
        if len(places) > 1:
            yield Heading(place.name)
        for shown in place.cards:
            yield from _said(shown, several=len(place.cards) > 1)
        yield _table(gathered, result)
        if charts:
            yield from _charts(gathered, result)
        for line in place.about if len(places) == 1 else ():
            yield Paragraph((line,))


def _said(shown: Shown, *, several: bool) -> Iterator[Block]:
    """What is known of one rubric in sentences."""
    verdict = " ".join(shown.verdict)
    yield Paragraph((f"{shown.title}: {verdict}" if several else verdict,))
    if shown.unsourced:
        yield Paragraph((shown.unsourced,))
    if shown.gates:
        yield Bullets(tuple((gate,) for gate in shown.gates))


def _table(gathered: Gathered, result: Result) -> Table:
    """All rubrics in one table: the whole of each, and its dimensions where anything is rated."""
    words, rows = gathered.words, []
    several = len(result.cards) > 1
    for card in result.cards:
        title = words.text(card.rubric.title) if several else words("whole")
        whole = Row(cells(figures(card.whole, title, words)), "total")
        parts = [
            Row(cells(figures(node, words.text(node.title), words)))
            for node in card.whole.children
            if card.whole.availability or not several
        ]
        rows += [whole, *parts] if several else [*parts, whole]
    first = words.text(result.cards[0].rubric.title)
    place = gathered.of_place(result)
    return gathered.table(
        "results",
        words("report.caption.results-several", place=place)
        if several
        else words("report.caption.results", rubric=first, place=place),
        COLUMNS,
        rows,
        (_computed(gathered, result, result.cards),),
        lead=words("report.lead.results"),
        note=_scales(gathered, result),
    )


def _scales(gathered: Gathered, result: Result) -> str:
    """Which parts stand on a scale of their own, and the scales of rubrics that differ."""
    words = gathered.words
    parts = [line for card in result.cards for line in scales.own(card.whole.children, words)]
    if len({card.rubric.display for card in result.cards}) > 1:
        for card in result.cards:
            ends = card.rubric.display
            told = {"min": number(ends.min, words), "max": number(ends.max, words)}
            parts.append(words("bands.scale-of", title=words.text(card.rubric.title), **told))
    return " ".join(dict.fromkeys(parts))


def _charts(gathered: Gathered, result: Result) -> Iterator[Block]:
    """One chart for all rubrics that share scale and bands."""
    alike: dict[object, list[Card]] = {}
    for card in result.cards:
        alike.setdefault((card.rubric.display, card.rubric.bands), []).append(card)
    prefix = f"{gathered.number[id(result)]}-" if len(gathered.results) > 1 else ""
    for cards in alike.values():
        for card in cards:
            if told := left_out(card, gathered.words):
                yield Paragraph((told,))
        chart = together(cards, prefix, gathered.of_place(result), gathered.words)
        if chart is None:
            continue
        note = " ".join(
            dict.fromkeys(said for card in cards if (said := scales.charted(card, gathered.words)))
        )
        source = (_computed(gathered, result, cards),)
        yield Figure(chart.code, "", chart.title, source, "ranges", chart, note)


def _computed(gathered: Gathered, result: Result, cards: Sequence[Card]) -> str:
    words = gathered.words
    rubrics = "; ".join(named(card.rubric, words) for card in cards)
    day = words.date(result.assessment.date)
    return words("report.source-computed", rubric=rubrics, date=day)

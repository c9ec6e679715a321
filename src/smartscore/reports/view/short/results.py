"""What came out, on the first page: a verdict for each rubric, one table, one chart."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Final

from smartscore.engine.card import Card
from smartscore.reports import phrases, scales
from smartscore.reports.phrases import number
from smartscore.reports.summary import figures
from smartscore.reports.view import Block, Bullets, Figure, Heading, Paragraph, Place, Row, Table
from smartscore.reports.view import Card as Shown
from smartscore.reports.view.figures import left_out, together
from smartscore.reports.view.gathering import Gathered, named
from smartscore.reports.view.place import cells
from smartscore.results.result import Result
from smartscore.words import Words

_COLUMNS: Final = (
    ("dimension", 33),
    ("score", 9, "right"),
    ("low", 10, "right"),
    ("high", 10, "right"),
    ("band", 27),
    ("rated", 11, "right"),
)

_NAMED: Final = 2
"""Under a table of so many rubrics all are named; more are where the versions are."""


def results(gathered: Gathered, places: Sequence[Place], *, charts: bool) -> Iterator[Block]:
    """The verdicts, table and chart of each place."""
    for result, place in zip(gathered.results, places, strict=True):
        if len(places) > 1:
            yield Heading(place.name)
        yield from _verdicts(gathered, result, place)
        yield _table(gathered, result)
        if charts:
            yield from _charts(gathered, result)
        for line in place.about if len(places) == 1 else ():
            yield Paragraph((line,))


def _verdicts(gathered: Gathered, result: Result, place: Place) -> Iterator[Block]:
    """The verdict on each rubric: one after another, or what is alike of many said once."""
    several = len(place.cards) > 1
    if not several:
        yield from _said(place.cards[0], several=False)
        return
    beside = {card.rubric.code for card in result.cards}
    withheld: list[Card] = []
    for shown, card in zip(place.cards, result.cards, strict=True):
        whole = card.whole
        if whole.score is None and whole.availability is not None and not shown.weighting:
            withheld.append(card)
        else:
            yield from _said(shown, several=True)
    for lead, cards in _together(withheld, len(place.cards), gathered.words).items():
        yield Paragraph((lead,))
        yield Bullets(tuple((_bounded(card, beside, gathered.words),) for card in cards))
        for shown in place.cards:
            if shown.unsourced and any(shown.code == card.rubric.code for card in cards):
                yield Paragraph((f"{shown.title}: {shown.unsourced}",))


def _together(withheld: Iterable[Card], total: int, words: Words) -> dict[str, list[Card]]:
    """Cards without a score under what is true of all that share scale and limit."""
    found = defaultdict[tuple[str, ...], list[Card]](list)
    for card in withheld:
        whole = card.whole
        ends = (number(whole.display.min, words), number(whole.display.max, words))
        limit = words.percent(whole.minimum_availability) if whole.availability else ""
        found[(limit, *ends)].append(card)
    return {
        words(
            _key(limit, every=len(cards) == total),
            count=len(cards),
            total=total,
            minimum=limit,
            min=low,
            max=high,
        ): cards
        for (limit, low, high), cards in found.items()
    }


def _key(limit: str, *, every: bool) -> str:
    """The name of what is said of cards with a limit, or of those of which nothing is rated."""
    return f"report.{'withheld' if limit else 'unrated'}-{'all' if every else 'together'}"


def _bounded(card: Card, beside: Container[str], words: Words) -> str:
    """The bounds of a card and the bands between them, and its gates but those told elsewhere."""
    whole = card.whole
    of = figures(whole, words.text(card.rubric.title), words)
    told = f"{of.title}: {of.bounds}"
    if whole.possible_bands:
        lower, upper = (words.text(band.label) for band in whole.possible_bands)
        told += f" ({lower if lower == upper else words('md.bound', low=lower, high=upper)})"
    if whole.availability:
        rated, _ = words.percents(whole.availability, whole.minimum_availability)
        told += f", {words('page.rated', share=rated)}"
    gates = (
        f"{line} {words.text(outcome.gate.because)}"
        for outcome, line in phrases.gates(card, words, beside=beside)
    )
    return " ".join([f"{told}.", *gates])


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
        _COLUMNS,
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
    day = words.date(result.assessment.date)
    if len(cards) > _NAMED and "versions" in gathered.parts:
        versions = words("report.stamp")
        return words("report.source-several", count=len(cards), versions=versions, date=day)
    rubrics = "; ".join(named(card.rubric, words) for card in cards)
    return words("report.source-computed", rubric=rubrics, date=day)

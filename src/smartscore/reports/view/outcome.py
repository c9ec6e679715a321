"""What came out: the places side by side, and each card's dimensions with bands and bounds."""

from collections.abc import Iterator, Sequence

from smartscore.engine.card import Card as Scored
from smartscore.engine.scored import ScoredNode
from smartscore.reports.answer.side_by_side import FEW, tables
from smartscore.reports.scales import shared
from smartscore.reports.summary import figures
from smartscore.reports.view import (
    Block,
    Bullets,
    Card,
    Column,
    Heading,
    Paragraph,
    Place,
    Row,
    Table,
    Wishes,
)
from smartscore.reports.view.answers import tabled
from smartscore.reports.view.gathering import Gathered, text
from smartscore.results.result import Result
from smartscore.words import Words


def comparison(gathered: Gathered) -> Iterator[Block]:
    """All places in one table, then each rubric that two of them share, by dimension.

    A few stand in columns, more in rows by each rubric.
    """
    if len(gathered.results) > FEW:
        yield from _in_rows(gathered)
    else:
        yield from _in_columns(gathered)


def _in_rows(gathered: Gathered) -> Iterator[Block]:
    words = gathered.words
    yield Paragraph((words("report.places-how"),))
    for table in tables(gathered.results, words):
        yield tabled(table, "comparison", _judged(gathered, gathered.results), words)


def _in_columns(gathered: Gathered) -> Iterator[Block]:
    words = gathered.words
    rubrics: dict[str, list[tuple[Result, Scored]]] = {}
    for result in gathered.results:
        for card in result.cards:
            rubrics.setdefault(card.rubric.code, []).append((result, card))
    yield Paragraph((words("report.comparison-how"),))
    wholes = [_Wholes(found) for found in rubrics.values()]
    rows = [each.row(gathered) for each in wholes]
    yield _beside(gathered, "wholes", words("report.caption.wholes"), gathered.results, rows)
    for found in rubrics.values():
        if len(found) < 2:
            continue
        first = found[0][1]
        caption = words("report.caption.comparison", rubric=words.text(first.rubric.title))
        nodes = [card.whole for _, card in found]
        parts = [{child.code: child for child in reversed(node.children)} for node in nodes]
        rows = [
            Row(text(gathered.title(child), *(_cell(gathered, p.get(child.code)) for p in parts)))
            for child in first.whole.children
        ]
        whole = text(words("whole"), *(_cell(gathered, node) for node in nodes))
        rows.append(Row(whole, "total"))
        some = [result for result, _ in found]
        yield _beside(gathered, "comparison", caption, some, rows, shared(first, words))


def about(places: Sequence[Place]) -> Iterator[Block]:
    """What a reader must know first about each of several places; of many on a line each."""
    if len(places) > FEW:
        lines = (f"{place.name}: {'; '.join(place.circumstances)}" for place in places)
        yield Bullets(tuple((line,) for line in lines))
        return
    for place in places:
        yield Heading(place.name)
        for line in place.circumstances:
            yield Paragraph((line,))


def _beside(
    gathered: Gathered,
    code: str,
    caption: str,
    some: Sequence[Result],
    rows: Sequence[Row],
    note: str = "",
) -> Block:
    width = 70 // len(some)
    places = [Column(gathered.of_place(result), width) for result in some]
    first = "rubric" if code == "wholes" else "part"
    head = (Column(gathered.words(f"report.column.{first}"), 30), *places)
    return Table(code, "", caption, head, tuple(rows), _judged(gathered, some), note=note)


def _judged(gathered: Gathered, some: Sequence[Result]) -> tuple[str]:
    """The line under a table of several places: of which days the judgements are."""
    days = {gathered.words.date(result.assessment.date): None for result in some}
    return (gathered.words("report.source-judged", date="; ".join(days)),)


class _Wholes:
    """The cards of one rubric, by the result that each is of."""

    def __init__(self, found: Sequence[tuple[Result, Scored]]) -> None:
        self._title = found[0][1].rubric.title
        self._cards = {id(result): card for result, card in reversed(found)}

    def row(self, gathered: Gathered) -> Row:
        """The wholes of all places beside one another."""
        cards = [self._cards.get(id(result)) for result in gathered.results]
        cells = [
            gathered.words("report.not-scored") if card is None else _cell(gathered, card.whole)
            for card in cards
        ]
        return Row(text(gathered.words.text(self._title), *cells))


def _cell(gathered: Gathered, node: ScoredNode | None) -> str:
    """Score, bounds and band of a node in one cell, on the scale of its card."""
    if node is None:
        return "–"
    words = gathered.words
    if node.availability is None:
        return words("not-applicable")
    found = figures(node, "", words, scale=node.card.whole)
    if node.score is None:
        return words("report.with-bounds", score=words("report.figure.none"), bounds=found.bounds)
    told = found.score
    if found.bounds != told:
        told = words("report.with-bounds", score=told, bounds=found.bounds)
    return f"{told}; {found.band}" if found.band else told


def results(places: Sequence[Place], words: Words, wishes: Wishes) -> Iterator[Block]:
    """Each card's dimensions and whole, what that means, and what caps or disputes it."""
    several = sum(len(place.cards) for place in places) > 1
    for place in places:
        for card in place.cards:
            if several:
                yield Heading(f"{place.name}: {card.title}" if len(places) > 1 else card.title)
            yield card.table
            yield Paragraph((" ".join(card.verdict),))
            if card.unsourced:
                yield Paragraph((card.unsourced,))
            if card.gates:
                yield Paragraph((words("report.gates"),))
                yield Bullets(tuple((gate,) for gate in card.gates))
            if wishes.figures:
                if card.no_charts:
                    yield Paragraph((card.no_charts,))
                yield from card.charts
            if wishes.style == "brief":
                yield from _steps(card)


def _steps(card: Card) -> Iterator[Block]:
    if card.asking:
        yield Paragraph((f"{card.asking_title}:",))
        yield Bullets(tuple((line,) for line in card.asking))
    elif card.no_step:
        yield Paragraph((card.no_step,))
    elif card.steps:
        yield Paragraph((f"{card.steps_title}:",))
        yield Bullets(tuple((step,) for step in card.steps))

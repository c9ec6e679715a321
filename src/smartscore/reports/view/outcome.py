"""What came out: the places side by side, and each card's dimensions with bands and bounds."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from smartscore.engine.card import Card, Result, ScoredNode
from smartscore.reports import phrases
from smartscore.reports.view import Block, Bullets, Figure, Heading, Line, Paragraph, Row, Wishes
from smartscore.reports.view.figures import drawn, left_out
from smartscore.reports.view.gathering import Gathered, bounds, named, text

_T = TypeVar("_T")

_BESIDE = 4
"""So many places stand in one table, so that it fits a portrait page."""


def comparison(gathered: Gathered) -> Iterator[Block]:
    """All places in one table, then each rubric that two of them share, by dimension."""
    words = gathered.words
    rubrics: dict[str, list[tuple[Result, Card]]] = {}
    for result in gathered.results:
        for card in result.cards:
            rubrics.setdefault(card.rubric.code, []).append((result, card))
    yield Paragraph((words("report.comparison-how"),))
    wholes = [_Wholes(found) for found in rubrics.values()]
    for some in _some(gathered.results):
        rows = [each.row(gathered, some) for each in wholes]
        yield _beside(gathered, "wholes", words("report.caption.wholes"), some, rows)
    for found in rubrics.values():
        if len(found) < 2:
            continue
        first = found[0][1]
        caption = words("report.caption.comparison", rubric=words.text(first.rubric.title))
        for few in _some(found):
            nodes = [card.whole for _, card in few]
            parts = [{child.code: child for child in reversed(node.children)} for node in nodes]
            rows = [
                Row(
                    text(
                        gathered.title(child), *(_cell(gathered, p.get(child.code)) for p in parts)
                    )
                )
                for child in first.whole.children
            ]
            whole = text(words("whole"), *(_cell(gathered, node) for node in nodes))
            rows.append(Row(whole, "total"))
            yield _beside(gathered, "comparison", caption, [result for result, _ in few], rows)


def about(gathered: Gathered) -> Iterator[Block]:
    """What a reader must know first about each of several places."""
    for result in gathered.results:
        yield Heading(gathered.of_place(result))
        for line in phrases.circumstances(result.assessment, gathered.words):
            yield Paragraph((line,))


def _some(all_of_them: Sequence[_T]) -> Iterator[Sequence[_T]]:
    for start in range(0, len(all_of_them), _BESIDE):
        yield all_of_them[start : start + _BESIDE]


def _beside(
    gathered: Gathered, code: str, caption: str, some: Sequence[Result], rows: Sequence[Row]
) -> Block:
    from smartscore.reports.view import Column, Table

    width = 70 // len(some)
    places = [Column(gathered.of_place(result), width) for result in some]
    first = "rubric" if code == "wholes" else "part"
    head = (Column(gathered.words(f"report.column.{first}"), 30), *places)
    days = {gathered.words.date(result.assessment.date): None for result in some}
    source = gathered.words("report.source-judged", date="; ".join(days))
    return Table(code, gathered.numbers.table(), caption, head, tuple(rows), (source,))


class _Wholes:
    """The cards of one rubric, by the result that each is of."""

    def __init__(self, found: Sequence[tuple[Result, Card]]) -> None:
        self._title = found[0][1].rubric.title
        self._cards = {id(result): card for result, card in reversed(found)}

    def row(self, gathered: Gathered, some: Sequence[Result]) -> Row:
        """The wholes of some places beside one another."""
        cards = [self._cards.get(id(result)) for result in some]
        cells = [
            gathered.words("report.not-scored") if card is None else _cell(gathered, card.whole)
            for card in cards
        ]
        return Row(text(gathered.words.text(self._title), *cells))


def _cell(gathered: Gathered, node: ScoredNode | None) -> str:
    """Score, bounds and band of a node in one cell."""
    if node is None:
        return "–"
    words = gathered.words
    score, between = words.figure(node.shown), bounds(node, words)
    if node.availability is None:
        return words("not-applicable")
    if node.score is None:
        return words("report.with-bounds", score=words("report.figure.none"), bounds=between)
    band = phrases.band_name(node, words)
    told = score if between == score else words("report.with-bounds", score=score, bounds=between)
    return f"{told}; {band}" if band else told


def results(gathered: Gathered, wishes: Wishes) -> Iterator[Block]:
    """Each card's dimensions and whole, what that means, and what caps or disputes it."""
    words = gathered.words
    several = sum(len(result.cards) for result in gathered.results) > 1
    for result in gathered.results:
        for card in result.cards:
            rubric = words.text(card.rubric.title)
            place = gathered.of_place(result)
            if several:
                yield Heading(f"{place}: {rubric}" if len(gathered.results) > 1 else rubric)
            yield _table(gathered, result, card, rubric, place)
            yield Paragraph((" ".join(phrases.verdict(card, words)),))
            if line := phrases.unsourced(card, words):
                yield Paragraph((line,))
            caps = [
                (f"{line} {words.text(outcome.gate.because)}",)
                for outcome, line in phrases.gates(card, words)
            ]
            if caps:
                yield Paragraph((words("report.gates"),))
                yield Bullets(tuple(caps))
            if wishes.figures:
                if why := left_out(card, words):
                    yield Paragraph((why,))
                yield from figures(gathered, result, card)
            if not gathered.thesis:
                yield from _steps(gathered, card)


def _table(gathered: Gathered, result: Result, card: Card, rubric: str, place: str) -> Block:
    whole = card.whole
    rows = [Row(_figures(gathered, child, gathered.title(child))) for child in whole.children]
    rows.append(Row(_figures(gathered, whole, gathered.words("whole")), "total"))
    return gathered.table(
        "results",
        gathered.words("report.caption.results", rubric=rubric, place=place),
        [
            ("dimension", 34),
            ("score", 11, "right"),
            ("low", 12, "right"),
            ("high", 12, "right"),
            ("band", 20),
            ("rated", 11, "right"),
        ],
        rows,
        (
            gathered.words(
                "report.source-computed",
                rubric=named(card.rubric, gathered.words),
                date=gathered.words.date(result.assessment.date),
            ),
        ),
    )


def _figures(gathered: Gathered, node: ScoredNode, title: str) -> tuple[Line, ...]:
    words = gathered.words
    low, high = (words.figure(node.printed(bound)) for bound in (node.low, node.high))
    band = phrases.band_name(node, words) or "–"
    return text(title, words.figure(node.shown), low, high, band, words.percent(node.availability))


def figures(gathered: Gathered, result: Result, card: Card) -> Iterator[Figure]:
    """The charts of a card, numbered."""
    place = gathered.of_place(result)
    prefix = f"{gathered.number[id(result)]}-" if len(gathered.results) > 1 else ""
    for kind, chart in drawn(card, prefix, place, gathered.words):
        source = gathered.words(
            "report.source-computed",
            rubric=named(card.rubric, gathered.words),
            date=gathered.words.date(result.assessment.date),
        )
        yield Figure(chart.code, gathered.numbers.figure(), chart.title, (source,), kind, chart)


def _steps(gathered: Gathered, card: Card) -> Iterator[Block]:
    words = gathered.words
    if card.steps:
        yield Paragraph((f"{words(f'steps.{card.raises}')}:",))
        yield Bullets(tuple((phrases.step(step, card, words),) for step in card.steps))
    elif card.unknown:
        yield Paragraph((phrases.no_step(card, words),))

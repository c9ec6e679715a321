"""The first sheet: each rubric of each place with its dimensions, and what that means."""

from collections.abc import Iterator, Sequence

from smartscore import __version__
from smartscore.engine.card import Card
from smartscore.engine.scored import ScoredNode
from smartscore.reports import phrases
from smartscore.reports.verdict import verdict
from smartscore.reports.xlsx.sheet import Cell, Column, Row, Sheet, figure, headed, score, share
from smartscore.results.result import Result
from smartscore.words import Words


def overview(results: Sequence[Result], words: Words) -> Sheet:
    """Wholes and dimensions, each on its own scale, and the whole in sentences."""
    columns = headed(
        words,
        ("place", 20),
        ("date", 11),
        ("rubric", 24),
        ("part", 26),
        ("score", 9),
        ("low", 9),
        ("high", 9),
        ("band", 17),
        ("rated", 9),
        ("unknown", 9),
        ("contested", 15),
    )
    meaning = Column(words("report.column.meaning"), 70, prose=True)
    notes = (words("md.legend"), words("report.stamp.program", version=__version__))
    rows = tuple(row for result in results for row in _rows(result, words))
    return Sheet(words("xlsx.sheet.overview"), (*columns, meaning), rows, kept=4, notes=notes)


def _rows(result: Result, words: Words) -> Iterator[Row]:
    for card in result.cards:
        said = [*verdict(card, words), phrases.unsourced(card, words)]
        said += [line for _, line in phrases.gates(card, words)]
        told = " ".join(sentence for sentence in said if sentence)
        cells = _cells(result, card, card.whole, words("whole"), words)
        yield Row([*cells, told], "whole")
        for part in card.whole.children:
            yield Row(_cells(result, card, part, words.text(part.title), words))


def _cells(result: Result, card: Card, node: ScoredNode, title: str, words: Words) -> list[Cell]:
    leaves = node.indicators()
    return [
        result.assessment.subject.name,
        result.assessment.date,
        words.text(card.rubric.title),
        title,
        score(node),
        figure(node.low, node),
        figure(node.high, node),
        phrases.band_name(node, words),
        share(node.availability),
        sum(leaf.status == "unknown" for leaf in leaves),
        sum(leaf.contested for leaf in leaves),
    ]

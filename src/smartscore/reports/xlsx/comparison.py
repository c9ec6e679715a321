"""Several places side by side: each rubric and its dimensions, on the scale of the rubric."""

from collections.abc import Iterator, Sequence

from smartscore.engine.card import Card
from smartscore.engine.scored import ScoredNode
from smartscore.reports import phrases
from smartscore.reports.answer.side_by_side import FEW
from smartscore.reports.view.gathering import Gathered
from smartscore.reports.xlsx.sheet import Cell, Column, Row, Sheet, figure, headed, score
from smartscore.words import Words

_EACH = ("score", "low", "high", "band")


def comparison(gathered: Gathered) -> Sheet:
    """Each rubric, and each dimension of those that two share, with all figures.

    A row has a few places beside one another, or one of many.
    """
    return _in_rows(gathered) if len(gathered.results) > FEW else _in_columns(gathered)


def _in_rows(gathered: Gathered) -> Sheet:
    words = gathered.words
    heads = (*(("rubric", 24), ("part", 26), ("place", 24)), *((key, 9.0) for key in _EACH[:-1]))
    rows = (
        Row([*row.cells[:2], gathered.of_place(result), *row.cells[at : at + len(_EACH)]], row.look)
        for row in _rows(gathered)
        for at, result in zip(_places(gathered), gathered.results, strict=True)
        if row.cells[at + len(_EACH) - 1] != words("report.not-scored")
    )
    return Sheet(
        words("report.section.comparison"),
        headed(words, *heads, (_EACH[-1], 16)),
        tuple(rows),
        kept=3,
        notes=(words("xlsx.comparison-how"),),
    )


def _places(gathered: Gathered) -> range:
    """Where the cells of each place begin, in a row that has all of them."""
    return range(2, 2 + len(_EACH) * len(gathered.results), len(_EACH))


def _in_columns(gathered: Gathered) -> Sheet:
    words = gathered.words
    each = [Column(words(f"report.column.{key}"), 16 if key == "band" else 9) for key in _EACH]
    columns = (*headed(words, ("rubric", 24), ("part", 26)), *each * len(gathered.results))
    over = [("", 2), *((gathered.of_place(result), len(_EACH)) for result in gathered.results)]
    return Sheet(
        words("report.section.comparison"),
        columns,
        tuple(_rows(gathered)),
        kept=2,
        over=tuple(over),
        notes=(words("xlsx.comparison-how"),),
    )


def _rows(gathered: Gathered) -> Iterator[Row]:
    words = gathered.words
    codes = dict.fromkeys(card.rubric.code for result in gathered.results for card in result.cards)
    for code in codes:
        cards = [_card(result.cards, code) for result in gathered.results]
        first = next(card for card in cards if card is not None)
        title = words.text(first.rubric.title)
        wholes = [None if card is None else card.whole for card in cards]
        yield Row([title, words("whole"), *_cells(wholes, words)], "whole")
        if sum(card is not None for card in cards) < 2:
            continue
        for part in first.whole.children:
            parts = [_child(whole, part.code) for whole in wholes]
            yield Row([title, words.text(part.title), *_cells(parts, words)])


def _card(cards: Sequence[Card], code: str) -> Card | None:
    return next((card for card in cards if card.rubric.code == code), None)


def _child(whole: ScoredNode | None, code: str) -> ScoredNode | None:
    children = () if whole is None else whole.children
    return next((child for child in children if child.code == code), None)


def _cells(nodes: Sequence[ScoredNode | None], words: Words) -> Iterator[Cell]:
    for node in nodes:
        if node is None:
            yield from (None, None, None, words("report.not-scored"))
            continue
        scale = node.card.whole
        yield score(node, scale)
        yield figure(scale.on_display(node.low_value), scale)
        yield figure(scale.on_display(node.high_value), scale)
        yield phrases.band_name(node, words)

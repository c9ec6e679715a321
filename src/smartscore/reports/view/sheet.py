"""The scoring sheet: each indicator with its weight, rating, product, evidence and reason."""

from collections.abc import Iterator
from fractions import Fraction

from smartscore.arithmetic.numbers import figure
from smartscore.engine.card import Card
from smartscore.engine.scored import ScoredNode
from smartscore.reports import phrases
from smartscore.reports.view import SIGNS, Block, Paragraph, Row
from smartscore.reports.view.gathering import (
    Gathered,
    document_codes,
    named,
    reason,
    text,
)
from smartscore.results.result import Result
from smartscore.rules.level_advice import between

COLUMNS = [
    ("number", 4, "right"),
    ("indicator", 17),
    ("weight", 7, "right"),
    ("rating", 15),
    ("score", 7, "right"),
    ("weighted", 8, "right"),
    ("evidence-codes", 10),
    ("note", 32),
]


def sheets(gathered: Gathered) -> Iterator[Block]:
    """The sheet of every card, and how to read it."""
    words = gathered.words
    told = [words("report.sheet-how")]
    if any(card.conflicts for result in gathered.results for card in result.cards):
        told.append(words("report.sheet-conflicts"))
    for rubric in gathered.rubrics:
        if example := between(rubric):
            values = {"rubric": named(rubric, words), "example": words.figure(example)}
            told.append(words("report.sheet-between", **values))
    yield Paragraph((" ".join(told),))
    for result in gathered.results:
        for card in result.cards:
            yield gathered.table(
                "sheet",
                words(
                    "report.caption.sheet",
                    rubric=words.text(card.rubric.title),
                    place=gathered.of_place(result),
                ),
                COLUMNS,
                list(_rows(gathered, result, card)),
                gathered.drawn_from(result, gathered.cited_in(result, card)),
                wide=True,
            )


def _rows(gathered: Gathered, result: Result, card: Card) -> Iterator[Row]:
    whole = card.whole
    page = _Page(gathered, result, card)
    for child in whole.children:
        yield from page.rows(child)
    yield page.sum()


class _Page:
    """The rows of one sheet; parts that have a sheet of their own take one row."""

    def __init__(self, gathered: Gathered, result: Result, card: Card) -> None:
        self._gathered, self._words, self._card = gathered, gathered.words, card
        self._whole = card.whole
        self._codes = document_codes(result)
        self._elsewhere = {c.rubric.code for c in result.cards if c is not card}
        self._number = 0

    def rows(self, node: ScoredNode) -> Iterator[Row]:
        """A node with what is beneath it."""
        if node.kind == "indicator":
            yield self._indicator(node)
            return
        apart = node.kind == "rubric" and node.code in self._elsewhere
        note = self._words("report.own-sheet") if apart else ""
        yield self._part(node, note)
        for child in () if apart else node.children:
            yield from self.rows(child)

    def sum(self) -> Row:
        """The last row: all weights, the score of the whole, the sum of the products."""
        whole = self._whole
        key = "report.sum-all" if whole.availability == 1 else "report.sum-rated"
        total = self._card.line(whole).product
        note = self._words("report.no-sum" if total is None else key)
        return Row(
            text(
                "",
                self._words("report.sum"),
                self._percent(Fraction(1)),
                "",
                self._words.figure(whole.shown),
                self._product(total),
                "",
                note,
            ),
            "total",
        )

    def _part(self, node: ScoredNode, note: str) -> Row:
        line = self._card.line(node)
        if node.score is not None and node.display != self._whole.display:
            own = {"min": node.display.min, "max": node.display.max}
            told = {key: phrases.number(value, self._words) for key, value in own.items()}
            shown = self._words.figure(node.shown)
            beside = self._words("report.own-scale", score=shown, **told)
            note = f"{beside}. {note}" if note else beside
        # beside its weight stands the score on the scale on which the products add up
        score = self._score(None if node.withheld else node.value)
        product = self._product(line.product)
        title = self._gathered.title(node)
        return Row(
            text("", title, self._percent(line.weight), "", score, product, "", note), "total"
        )

    def _indicator(self, node: ScoredNode) -> Row:
        self._number += 1
        words, line = self._words, self._card.line(node)
        score = self._score(node.value)
        notes = [words("report.contested-note")] if node.contested else []
        notes += [why] if (why := reason(node, words)) else []
        return Row(
            text(
                str(self._number),
                self._gathered.title(node),
                "–" if node.status == "not_applicable" else self._percent(line.weight),
                phrases.level(node, words),
                score,
                self._product(line.product),
                self._evidence(node),
                " ".join(notes),
            )
        )

    def _evidence(self, node: ScoredNode) -> str:
        """The codes of its sources, with the direction in which each points."""
        signs: dict[str, set[str]] = {}
        for evidence in node.rating.evidence if node.rating else ():
            code = self._codes.get(evidence.cite, evidence.cite)
            signs.setdefault(code, set()).add(SIGNS[evidence.direction])
        return (
            ", ".join(
                f"{code} ({''.join(sign for sign in SIGNS.values() if sign in found)})"
                for code, found in signs.items()
            )
            or "–"
        )

    def _score(self, value: Fraction | None) -> str:
        """A value on the scale of the sheet."""
        return self._words.figure(self._whole.printed(self._whole.on_display(value)))

    def _percent(self, weight: Fraction) -> str:
        return self._words.figure(figure(weight * 100, 2))

    def _product(self, product: Fraction | None) -> str:
        if product is None:
            return "–"
        return self._words.figure(figure(product, self._whole.display.decimals + 1))

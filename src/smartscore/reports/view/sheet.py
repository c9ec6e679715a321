"""The scoring sheet: each indicator with its weight, rating, product, evidence and reason."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Literal

from smartscore.arithmetic.numbers import figure
from smartscore.engine.card import Card
from smartscore.engine.scored import ScoredNode
from smartscore.reports import phrases
from smartscore.reports.view import SIGNS, Block, Line, Paragraph, Row, Table
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
    yield reading(gathered)
    for result in gathered.results:
        for card in result.cards:
            sources = gathered.drawn_from(result, gathered.cited_in(result, card))
            yield sheet(gathered, result, card, Page(gathered, result, card), sources)


def reading(gathered: Gathered, *more: str) -> Paragraph:
    """How to read a sheet; `more` are further sentences."""
    words = gathered.words
    cards = [card for result in gathered.results for card in result.cards]
    worst = any(node.missing.treat == "worst" for card in cards for node in card.tree.nodes)
    told = [
        words("report.sheet-how"),
        words(f"report.sheet-unknown{'-worst' if worst else ''}"),
    ]
    if any(card.conflicts for card in cards):
        told.append(words("report.sheet-conflicts"))
    for rubric in gathered.rubrics:
        if example := between(rubric):
            values = {"rubric": named(rubric, words), "example": words.figure(example)}
            told.append(words("report.sheet-between", **values))
    return Paragraph((" ".join((*told, *more)),))


def sheet(
    gathered: Gathered, result: Result, card: Card, page: "Page", source: Line, lead: str = ""
) -> Table:
    """The sheet of a card with the columns and rows of a page."""
    title = gathered.words.text(card.rubric.title)
    caption = gathered.words("report.caption.sheet", rubric=title, place=gathered.of_place(result))
    rows = [row for child in card.whole.children for row in page.rows(child)]
    return gathered.table(
        "sheet",
        caption,
        page.columns,
        [*rows, page.sum()],
        source,
        wide=page.wide,
        note=page.beneath(),
        lead=lead,
    )


class Page:
    """The rows of one sheet; parts that have a sheet of their own take one row."""

    columns: Sequence[Sequence[str | int]] = COLUMNS
    wide = True

    def __init__(self, gathered: Gathered, result: Result, card: Card) -> None:
        self.gathered, self.words, self.card = gathered, gathered.words, card
        self._whole = card.whole
        self._codes = document_codes(result)
        self._elsewhere = {c.rubric.code for c in result.cards if c is not card}
        self._number = 0

    def rows(self, node: ScoredNode) -> Iterator[Row]:
        """A node with what is beneath it."""
        if node.kind == "indicator":
            yield self.indicator(node)
            return
        apart = self.is_elsewhere(node)
        note = self.words("report.own-sheet") if apart else ""
        yield self.part(node, note)
        for child in () if apart else node.children:
            yield from self.rows(child)

    def is_elsewhere(self, node: ScoredNode) -> bool:
        """Whether a node has a sheet of its own."""
        return node.kind == "rubric" and node.code in self._elsewhere

    def sum(self) -> Row:
        """The last row: all weights, the score of the whole, the sum of the products."""
        whole = self._whole
        total = self.card.line(whole).product
        return self.row(
            title=self.words("report.sum"),
            weight=self.percent(Fraction(1)),
            score=self.words.figure(whole.shown),
            product=self._product(total),
            note=self.about_sum(),
            kind="total",
        )

    def about_sum(self) -> str:
        """What the sum of the products is."""
        if self.card.line(self._whole).product is None:
            return self.words("report.no-sum")
        return self.words("report.sum-all" if self.card.adds_up else "report.sum-rated")

    def beneath(self) -> str:
        """What is said under the table, of figures that no column explains."""
        return ""

    def row(
        self,
        title: str,
        weight: str,
        *,
        number: str = "",
        rating: str = "",
        score: str = "",
        product: str = "",
        evidence: str = "",
        note: str = "",
        kind: Literal["body", "total"] = "body",
    ) -> Row:
        """The cells in the order of the columns."""
        return Row(text(number, title, weight, rating, score, product, evidence, note), kind)

    def part(self, node: ScoredNode, note: str) -> Row:
        """The row of a part of the whole."""
        line = self.card.line(node)
        if beside := self.own_scale(node):
            note = f"{beside}. {note}" if note else beside
        # beside its weight stands the score on the scale on which the products add up
        score = self._score(None if node.withheld else node.value)
        return self.row(
            title=self.gathered.title(node),
            weight=self.percent(line.weight),
            score=score,
            product=self._product(line.product),
            note=note,
            kind="total",
        )

    def own_scale(self, node: ScoredNode) -> str:
        """The score of a part on its own scale; empty where that is the scale of the sheet."""
        if node.score is None or node.display == self._whole.display:
            return ""
        own = {"min": node.display.min, "max": node.display.max}
        told = {key: phrases.number(value, self.words) for key, value in own.items()}
        return self.words("report.own-scale", score=self.words.figure(node.shown), **told)

    def indicator(self, node: ScoredNode) -> Row:
        """The row of an indicator."""
        self._number += 1
        words, line = self.words, self.card.line(node)
        score = self._score(node.value)
        notes = [words("report.contested-note")] if node.contested else []
        notes += [why] if (why := reason(node, words)) else []
        return self.row(
            number=str(self._number),
            title=self.gathered.title(node),
            weight="–" if node.status == "not_applicable" else self.percent(line.weight),
            rating=self.rating(node),
            score=score,
            product=self._product(line.product),
            evidence=self._evidence(node),
            note=" ".join(notes),
        )

    def rating(self, node: ScoredNode) -> str:
        """What was found about an indicator, in words."""
        return phrases.level(node, self.words)

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
        return self.words.figure(self._whole.printed(self._whole.on_display(value)))

    def percent(self, weight: Fraction) -> str:
        """A weight as a percentage."""
        return self.words.figure(figure(weight * 100, 2))

    def _product(self, product: Fraction | None) -> str:
        if product is None:
            return "–"
        return self.words.figure(figure(product, self._whole.display.decimals + 1))

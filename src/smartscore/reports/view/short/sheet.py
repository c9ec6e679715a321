"""The scoring sheet of what is rated, with one row a part for what is not."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from smartscore.engine.card import Card
from smartscore.engine.scored import ScoredNode
from smartscore.reports import phrases
from smartscore.reports.view import Block, Paragraph, Row, Table
from smartscore.reports.view.gathering import Gathered, rated_once, reason, text
from smartscore.reports.view.sheet import Page, reading, sheet
from smartscore.results.result import Result
from smartscore.words import Words

_RATING = 2
"""The place of the rating among the columns."""


def sheets(gathered: Gathered) -> Iterator[Block]:
    """The sheet of every card with a rating, how to read it, and which cards have none."""
    words = gathered.words
    cards = [(result, card) for result in gathered.results for card in result.cards]
    rated = [pair for pair in cards if any(n.status != "unknown" for n in pair[1].indicators)]
    if rated:
        yield reading(gathered, *_sums([card for _, card in rated], words))
    for result, card in rated:
        source = (words("report.source-judged", date=words.date(result.assessment.date)),)
        page = _Rated(gathered, result, card)
        yield sheet(gathered, result, card, page, source, _lead(card, words))
    for result in gathered.results:
        yield from _reasons(gathered, result)
    for result, card in cards:
        if (result, card) not in rated:
            told = {"place": gathered.of_place(result), "rubric": words.text(card.rubric.title)}
            count = len(card.indicators)
            yield Paragraph((words("report.sheet-nothing", count=count, **told),))


def _sums(cards: Sequence[Card], words: Words) -> Iterator[str]:
    """Why last rows say something else than a score, each reason once."""
    totals = [card.line(card.whole).product for card in cards if not card.adds_up]
    if any(total is not None for total in totals):
        yield words("report.sheet-sum-rated")
    if None in totals:
        yield words("report.sheet-no-sum")


def _reasons(gathered: Gathered, result: Result) -> Iterator[Table]:
    """Why each rating is what it is, each once though several rubrics show it."""
    words = gathered.words
    leaves = [leaf for _, leaf in rated_once(result) if leaf.status == "rated"]
    rows = [
        Row(text(gathered.title(leaf), f"{_rating(leaf, words)} {why}"))
        for leaf in leaves
        if (why := reason(leaf, words))
    ]
    if rows:
        place = gathered.of_place(result)
        yield gathered.table(
            "reasons",
            words("report.caption.reasons", place=place),
            [("indicator", 28), ("rating-note", 72)],
            rows,
            (words("report.source-judged", date=words.date(result.assessment.date)),),
            lead=words("report.lead.reasons", count=len(rows), total=len(leaves)),
        )


def _rating(leaf: ScoredNode, words: Words) -> str:
    """The rating, and whether it is contested."""
    told = f"{phrases.level(leaf, words).rstrip('.')}."
    return f"{told} {words('report.contested-note')}" if leaf.contested else told


def _lead(card: Card, words: Words) -> str:
    rated = sum(node.status == "rated" for node in card.indicators)
    rubric = words.text(card.rubric.title)
    return words("report.lead.sheet", rated=rated, total=card.whole.applying, rubric=rubric)


class _Rated(Page):
    """Rows of what is rated; what is not takes one row a part. It stands on an upright page."""

    columns = (
        ("indicator", 35),
        ("weight", 10, "right"),
        ("rating", 22),
        ("score", 9, "right"),
        ("weighted", 10, "right"),
        ("evidence-codes", 14),
    )
    wide = False

    def rows(self, node: ScoredNode) -> Iterator[Row]:
        """A node with what is beneath it."""
        if node.kind == "indicator":
            if node.status != "unknown":
                yield self.indicator(node)
            return
        inside = node.indicators()
        if any(leaf.status != "unknown" for leaf in inside):
            yield from super().rows(node)
            return
        yield self.row(
            title=self.gathered.title(node),
            weight=self.percent(self.card.line(node).weight),
            rating=self._unrated(node),
            score="–",
            product="–",
            evidence="–",
        )

    def part(self, node: ScoredNode, note: str) -> Row:
        """The row of a part, with how much directly beneath it is not rated."""
        row = super().part(node, note)
        if self.is_elsewhere(node):
            return self.beside(row, note)
        return self.beside(row, self._unrated(node) if node.children[0].indicator else "")

    def _unrated(self, node: ScoredNode) -> str:
        """How many of the indicators that apply are not rated; empty where all are."""
        count = sum(leaf.status == "unknown" for leaf in node.indicators())
        total = node.applying
        return self.words("report.sheet-unrated", count=count, total=total) if count else ""

    def beside(self, row: Row, told: str) -> Row:
        """A row with a text in the place of a rating."""
        cells = list(row.cells)
        cells[_RATING] = (told,)
        return replace(row, cells=tuple(cells))

    def row(
        self,
        title: str,
        weight: str,
        *,
        number: str = "",  # noqa: ARG002 - a sheet of a few rows needs none
        rating: str = "",
        score: str = "",
        product: str = "",
        evidence: str = "",
        note: str = "",  # noqa: ARG002 - reasons have a table of their own
        kind: Literal["body", "total"] = "body",
    ) -> Row:
        """The cells in the order of the columns."""
        return Row(text(title, weight, rating, score, product, evidence), kind)

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
        if grafts := page.only_grafts():
            yield Paragraph((grafts,))
            continue
        yield sheet(gathered, result, card, page, source, page.lead())
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
        Row(text("; ".join(titles), why)) for why, titles in _by_reason(gathered, leaves).items()
    ]
    if rows:
        reasoned = sum(1 for leaf in leaves if reason(leaf, words))
        place = gathered.of_place(result)
        yield gathered.table(
            "reasons",
            words("report.caption.reasons", place=place),
            [("indicator", 22), ("why", 78)],
            rows,
            (words("report.source-judged", date=words.date(result.assessment.date)),),
            lead=words("report.lead.reasons", count=reasoned, total=len(leaves)),
        )


def _by_reason(gathered: Gathered, leaves: list[ScoredNode]) -> dict[str, list[str]]:
    """Each reason once, with the titles of all that it is the reason of."""
    found: dict[str, list[str]] = {}
    for leaf in leaves:
        if why := reason(leaf, gathered.words):
            found.setdefault(why, []).append(gathered.title(leaf))
    return found


class _Rated(Page):
    """Rows of what is rated; what is not takes one row a part. It stands on an upright page."""

    columns = (
        ("indicator", 33),
        ("weight", 9, "right"),
        ("rating", 25),
        ("score", 8, "right"),
        ("weighted", 10, "right"),
        ("evidence-codes", 15),
    )
    wide = False

    def __init__(self, gathered: Gathered, result: Result, card: Card) -> None:
        super().__init__(gathered, result, card)
        self._scales: list[str] = []

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
        if own := self.own_scale(node):
            self._scales.append(f"{self.gathered.title(node)}: {own}.")
        if self.is_elsewhere(node):
            return self.beside(row, note)
        return self.beside(row, self._share(node) if node.children[0].indicator else "")

    def _share(self, node: ScoredNode) -> str:
        """How many indicators beneath a part are rated, if any; empty where all are."""
        count = sum(leaf.status == "rated" for leaf in node.indicators())
        if not count:
            return self._unrated(node)
        told = self.words("report.sheet-rated", count=count, total=node.applying)
        return told if count < node.applying else ""

    def rating(self, node: ScoredNode) -> str:
        """A level as its number and label, under a head that says what it is."""
        return phrases.level(node, self.words, short=True)

    def beneath(self) -> str:
        """Scores of parts on scales of their own."""
        return " ".join(self._scales)

    def lead(self) -> str:
        """How much of the rubric the table has; what other tables have is not counted."""
        words, rubric = self.words, self.words.text(self.card.rubric.title)
        own = list(self._own(self.card.whole))
        apart = words("report.sheet-apart") if len(own) < len(self.card.indicators) else ""
        rated = sum(leaf.status == "rated" for leaf in own)
        applying = sum(leaf.status != "not_applicable" for leaf in own)
        told = words("report.lead.sheet", rated=rated, total=applying, rubric=rubric)
        return f"{told} {apart}".rstrip()

    def only_grafts(self) -> str:
        """The whole sheet as a sentence, where all of it stands in other sheets; else empty."""
        parts, words = self.card.whole.children, self.words
        if any(self.own_scale(node) or not self.is_elsewhere(node) for node in parts):
            return ""
        if self.card.line(self.card.whole).product is None:
            return ""
        rows = [[str(run) for cell in self.part(node, "").cells for run in cell] for node in parts]
        told = [
            words("report.sheet-graft", title=title, weight=weight, score=score, product=product)
            for title, weight, _, score, product, _ in rows
        ]
        *_, total, _ = (str(run) for cell in self.sum().cells for run in cell)
        rubric = words.text(self.card.rubric.title)
        return words("report.sheet-grafts", rubric=rubric, parts="; ".join(told), total=total)

    def _own(self, node: ScoredNode) -> Iterator[ScoredNode]:
        """The indicators that no other sheet has."""
        if node.kind == "indicator":
            yield node
        elif not self.is_elsewhere(node):
            for child in node.children:
                yield from self._own(child)

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

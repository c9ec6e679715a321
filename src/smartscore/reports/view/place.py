"""Each place as a report shows it: its cards with their tables, their charts and their trees."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Final

from smartscore.engine.card import Card as Scored
from smartscore.reports import phrases
from smartscore.reports.scales import charted, own
from smartscore.reports.summary import paragraphs, summary
from smartscore.reports.view import Band, Card, Figure, Figures, Place, Row, Summary, Table
from smartscore.reports.view.figures import drawn, left_out
from smartscore.reports.view.gathering import Gathered, named
from smartscore.reports.view.tree import Tree
from smartscore.results.result import Result

COLUMNS: Final = (
    ("dimension", 34),
    ("score", 11, "right"),
    ("low", 12, "right"),
    ("high", 12, "right"),
    ("band", 20),
    ("rated", 11, "right"),
)


def place(gathered: Gathered, result: Result) -> Place:
    """An assessment as a reader sees it."""
    subject, words, tree = result.assessment.subject, gathered.words, Tree(gathered, result)
    return Place(
        name=gathered.of_place(result),
        code=subject.code or "",
        province=subject.province or "",
        date=words.date(result.assessment.date),
        plan=phrases.plan(result.assessment, words),
        rater=phrases.rater(result.assessment, words),
        about=paragraphs(words.text(result.assessment.about)),
        circumstances=tuple(phrases.circumstances(result.assessment, words)),
        cards=tuple(_card(gathered, result, card, tree) for card in result.cards),
    )


def _card(gathered: Gathered, result: Result, card: Scored, tree: Tree) -> Card:
    words, whole = gathered.words, tree.node(card.whole)
    said = summary(card, words, whole, stamped=True)
    return Card(
        **{field.name: getattr(said, field.name) for field in fields(Summary)},
        digest=card.digest,
        bands=tuple(
            Band(band.code, words.text(band.label), phrases.number(band.start, words))
            for band in card.rubric.bands
        ),
        indicators=len(card.indicators),
        table=_table(gathered, result, card, said),
        charts=tuple(_charts(gathered, result, card)),
        no_charts=left_out(card, words),
    )


def _table(gathered: Gathered, result: Result, card: Scored, said: Summary) -> Table:
    *parts, whole = said.rows
    return gathered.table(
        "results",
        gathered.words(
            "report.caption.results", rubric=said.title, place=gathered.of_place(result)
        ),
        COLUMNS,
        [*(Row(cells(part)) for part in parts), Row(cells(whole), "total")],
        (_computed(gathered, result, card),),
        note=" ".join(own(card.whole.children, gathered.words)),
    )


def cells(row: Figures) -> tuple[tuple[str], ...]:
    """The cells of a row of results."""
    found = (row.title, row.score, row.low, row.high, row.band or "–", row.rated)
    return tuple((cell,) for cell in found)


def _charts(gathered: Gathered, result: Result, card: Scored) -> Iterator[Figure]:
    """The charts of a card."""
    place = gathered.of_place(result)
    prefix = f"{gathered.number[id(result)]}-" if len(gathered.results) > 1 else ""
    source = (_computed(gathered, result, card),)
    note = charted(card, gathered.words)
    for kind, chart in drawn(card, prefix, place, gathered.words):
        yield Figure(chart.code, "", chart.title, source, kind, chart, note)


def _computed(gathered: Gathered, result: Result, card: Scored) -> str:
    """The line under what is computed with a rubric."""
    return gathered.words(
        "report.source-computed",
        rubric=named(card.rubric, gathered.words),
        date=gathered.words.date(result.assessment.date),
    )

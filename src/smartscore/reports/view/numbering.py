"""The last pass over a report: tables, figures and sections get their numbers."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count
from typing import TypeVar

from smartscore.reports.view import Block, Card, Figure, Place, Report, Table, Wishes

Numbered = TypeVar("Numbered", Table, Figure)


def numbered(report: Report, wishes: Wishes) -> Report:
    """The report with its numbers, in the order in which a reader meets what they are of.

    Tables and figures are counted apart, from a start on and behind a prefix, and have none where a
    filter will number them. What a card owns has the same number in a section.
    """
    found = dict(_numbered(report, wishes))
    sections = tuple(
        replace(
            section,
            number=str(number),
            blocks=tuple(found.get(id(block), block) for block in section.blocks),
        )
        for number, section in enumerate(report.sections, 1)
    )
    places = tuple(_place(place, found) for place in report.places)
    return replace(report, places=places, sections=sections)


def _numbered(report: Report, wishes: Wishes) -> Iterator[tuple[int, Block]]:
    """Each table and figure with its number and identity, by the `id` of the one without."""
    tables, figures = count(wishes.start), count(wishes.start)
    for place in report.places:
        for card in place.cards:
            for chart in card.charts:
                yield id(chart), _counted(chart, next(figures), wishes)
    for section in report.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield id(block), _counted(block, next(tables), wishes)


def _counted(block: Numbered, number: int, wishes: Wishes) -> Numbered:
    said = f"{wishes.prefix}{number}" if wishes.numbered else ""
    return replace(block, number=said, identity=f"{block.code}-{number}")


def _place(place: Place, found: Mapping[int, Block]) -> Place:
    return replace(place, cards=tuple(_card(card, found) for card in place.cards))


def _card(card: Card, found: Mapping[int, Block]) -> Card:
    charts = (found.get(id(chart)) for chart in card.charts)
    table = found.get(id(card.table))
    return replace(
        card,
        table=table if isinstance(table, Table) else card.table,
        charts=tuple(chart for chart in charts if isinstance(chart, Figure)),
    )

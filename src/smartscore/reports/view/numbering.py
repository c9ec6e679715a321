"""The last pass over a report: tables, figures and sections get their numbers."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count

from smartscore.reports.view import Block, Card, Figure, Place, Report, Table, Wishes


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
    """Each table and figure with its number, by the identity of the one without."""
    tables, figures = (
        (f"{wishes.prefix}{n}" if wishes.numbered else "" for n in count(wishes.start))
        for _ in range(2)
    )
    for place in report.places:
        for card in place.cards:
            for chart in card.charts:
                yield id(chart), replace(chart, number=next(figures))
    for section in report.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield id(block), replace(block, number=next(tables))


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

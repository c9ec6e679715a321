"""The last pass over a report: tables, figures and sections get their numbers."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count
from typing import TypeVar

from smartscore.reports.view import Block, Card, Figure, Place, Report, Table, Wishes
from smartscore.words import words

Numbered = TypeVar("Numbered", bound=Table | Figure)


def numbered(report: Report, wishes: Wishes) -> Report:
    """The report with its numbers, in the order in which a reader meets what they are of.

    Tables and figures are counted apart, from a start on and behind a prefix or the number of their
    appendix, and have none where a filter will number them. What a card owns has the same number in
    a section; what no section shows is counted after what one does.
    """
    found = dict(_numbered(report, wishes))
    sections = tuple(
        replace(
            section,
            number=str(number),
            blocks=tuple(found.get(id(block), block) for block in section.blocks),
        )
        for number, section in enumerate(
            report.sections, 1 if wishes.appendix is None else wishes.appendix
        )
    )
    places = tuple(_place(place, found) for place in report.places)
    return replace(report, places=places, sections=sections)


def _numbered(report: Report, wishes: Wishes) -> Iterator[tuple[int, Block]]:
    """Each table and figure with its number and identity, by the `id` of the one without."""
    numbers = _Numbers(report, wishes)
    shown: set[int] = set()
    for place, section in enumerate(report.sections):
        for block in section.blocks:
            if isinstance(block, Table | Figure):
                shown.add(id(block))
                yield id(block), numbers.given(block, place)
    for where in report.places:
        for card in where.cards:
            for chart in card.charts:
                if id(chart) not in shown:
                    yield id(chart), numbers.given(chart, 0)


class _Numbers:
    """Counts tables and figures apart: through the report, or through each of its appendices."""

    def __init__(self, report: Report, wishes: Wishes) -> None:
        self._words = words(report.language)
        self._one = bool(report.appendix)
        self._wishes = wishes
        self._counts: defaultdict[tuple[type, int], Iterator[int]] = defaultdict(self._count)
        self._all: defaultdict[type, Iterator[int]] = defaultdict(self._count)

    def _count(self) -> Iterator[int]:
        return count(self._wishes.start)

    def given(self, block: Numbered, place: int) -> Numbered:
        """A table or figure of the section at a place with its number and identity."""
        identity = f"{block.code}-{next(self._all[type(block)])}"
        number = self._number(type(block), place) if self._wishes.numbered else ""
        return replace(block, number=number, identity=identity)

    def _number(self, kind: type, place: int) -> str:
        """The number of the next one of its kind."""
        wishes = self._wishes
        if wishes.appendix is None or wishes.prefix:
            return f"{wishes.prefix}{next(self._counts[kind, 0])}"
        among = 0 if self._one else place
        number = next(self._counts[kind, among])
        return self._words("report.in-appendix", appendix=wishes.appendix + among, number=number)


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

"""A place that is held against others: what is known of it, and its cards.

It comes of an assessment, or of a row of a table, which may say neither date nor code.
"""

import datetime
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from smartscore.engine.card import Card
from smartscore.model.assessment import Subject
from smartscore.results.result import Result

NO_GROUPS: Mapping[str, str] = {}


class Entry(NamedTuple):
    """A place with its cards, one a rubric.

    `groups` are the texts of further columns of its row by their headings, by which places can be
    grouped: `{"group": "Kalianget", "province": "Jawa Timur"}`.
    """

    subject: Subject
    date: datetime.date | None
    cards: tuple[Card, ...]
    groups: Mapping[str, str] = NO_GROUPS


def entry(result: Result) -> Entry:
    """The place of an assessment; its province is a group."""
    subject = result.assessment.subject
    groups = NO_GROUPS if subject.province is None else {"province": subject.province}
    return Entry(subject, result.assessment.date, result.cards, groups)


def groupings(entries: Sequence[Entry]) -> tuple[str, ...]:
    """The headings by which some of the places can be grouped, in the order of their columns."""
    return tuple(dict.fromkeys(heading for each in entries for heading in each.groups))


def grouped(entries: Sequence[Entry], heading: str) -> tuple[str | None, ...]:
    """The group of each place; None where none is written.

    What differs in capital letters or blanks alone is one group, spelled as it is first.
    """
    spelled: dict[str, str] = {}
    found: list[str | None] = []
    for each in entries:
        written = " ".join(each.groups.get(heading, "").split())
        found.append(spelled.setdefault(written.casefold(), written) if written else None)
    return tuple(found)

"""A place that is held against others: what is known of it, and its cards.

It comes of an assessment, or of a row of a table, which may say neither date nor code.
"""

import datetime
from collections.abc import Mapping
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

"""What a row says of its place: its name, its code, its group and its day."""

import datetime
from functools import lru_cache
from typing import Final, NamedTuple

from smartscore.model.assessment import Subject
from smartscore.model.fields import day, shown
from smartscore.read import table_faults
from smartscore.read.survey_totals import is_summary
from smartscore.sheets.plain import MARK
from smartscore.tables.cells import UNKNOWN
from smartscore.tables.columns import Columns
from smartscore.tables.rows import Doubt, Row
from smartscore.tables.strange import strange_name
from smartscore.text.problems import Complaint, Wrong

_STRANGE: Final = ("#", "=", MARK)


class Facts(NamedTuple):
    """A place as its row names it; what is not there is None.

    With `doubts` the row can't be taken, with `remarks` it can.
    """

    name: str
    code: str | None
    group: str | None
    date: datetime.date | None
    doubts: tuple[Doubt, ...] = ()
    remarks: tuple[Doubt, ...] = ()

    @property
    def subject(self) -> Subject:
        """The place as an assessment has it."""
        return Subject(name=self.name, code=self.code)


def said(cell: str) -> str | None:
    """What a cell says of a place; None where it says that nothing is known."""
    text = " ".join(cell.split())
    return None if text in UNKNOWN else text


def facts(columns: Columns, row: Row) -> Facts:
    """What a row says of its place."""
    cells = row.cells
    doubts: tuple[Doubt, ...] = ()
    found: list[str | None] = []
    for at in (columns.name, columns.code, columns.group, columns.date):
        if at is None:
            found.append(None)
            continue
        text = said(cells[at])
        if text is not None and text[:1] in _STRANGE and (wrong := strange_name(text)) is not None:
            doubts += (Doubt(columns.heading[at], wrong),)
        found.append(text)
    name, code, group, date = found
    when = None
    if date is not None:
        try:
            when = _day(date)
        except Wrong as wrong_day:
            doubts += (Doubt(columns.heading[columns.date or 0], wrong_day.complaint),)
    called = name or code
    named = columns.code if columns.name is None else columns.name
    heading = columns.heading[named] if named is not None else None
    if called is None:
        doubts += (Doubt(heading, Complaint(table_faults.ROWS_HAVE_A_NAME)),)
        return Facts("", code, group, when, doubts)
    if not is_summary(called):
        return Facts(called, code, group, when, doubts)
    sums = Complaint(table_faults.ROWS_ARE_PLACES, values={"name": shown(called)})
    return Facts(called, code, group, when, doubts, (Doubt(heading, sums),))


@lru_cache(maxsize=1024)
def _day(text: str) -> datetime.date:
    found: datetime.date = day(text)
    return found

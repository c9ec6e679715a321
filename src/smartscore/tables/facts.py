"""What a row says of its place: its name, its code, its group and its day."""

import datetime
from typing import NamedTuple

from smartscore.model.assessment import Subject
from smartscore.model.fields import day, shown
from smartscore.read import table_faults
from smartscore.read.survey_totals import is_summary
from smartscore.sheets.plain import MARK
from smartscore.tables.cells import UNKNOWN, strange
from smartscore.tables.columns import Columns
from smartscore.tables.rows import Doubt, Row
from smartscore.text.problems import Complaint, Wrong


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


def facts(columns: Columns, row: Row) -> Facts:
    """What a row says of its place."""
    cells, doubts = row.cells, []
    found: list[str | None] = []
    for at in (columns.name, columns.code, columns.group, columns.date):
        text = "" if at is None else " ".join(cells[at].split())
        if text[:1] in ("#", "=", MARK) and at is not None and (wrong := strange(text)) is not None:
            doubts.append(Doubt(columns.heading[at], wrong))
        found.append(None if text in UNKNOWN else text)
    name, code, group, date = found
    when = None
    if date is not None and columns.date is not None:
        try:
            when = _day(date)
        except Wrong as wrong_day:
            doubts.append(Doubt(columns.heading[columns.date], wrong_day.complaint))
    said = name or code
    if said is None:
        at = columns.code if columns.name is None else columns.name
        heading = None if at is None else columns.heading[at]
        doubts.append(Doubt(heading, Complaint(table_faults.ROWS_HAVE_A_NAME)))
        return Facts("", code, group, when, tuple(doubts))
    remarks: tuple[Doubt, ...] = ()
    if is_summary(said):
        sums = Complaint(table_faults.ROWS_ARE_PLACES, values={"name": shown(said)})
        remarks = (Doubt(columns.heading[columns.name or 0], sums),)
    return Facts(said, code, group, when, tuple(doubts), remarks)


def _day(text: str) -> datetime.date:
    found: datetime.date = day(text)
    return found

"""The file of `--map`: what the headings of a table are called, one on each line."""

from pathlib import Path

from smartscore.model.fields import shown
from smartscore.read import table_faults
from smartscore.read.files import content
from smartscore.tables.columns import NOTHING_GIVEN, Given
from smartscore.tables.marks import Mark
from smartscore.text.parsing import parse
from smartscore.text.problems import Complaint, Invalid


def given(file: str | None, thousands: Mark | None) -> Given:
    """What a file makes of headings, if there is one, and what stands between thousands."""
    found = NOTHING_GIVEN if file is None else mapping(file)
    return found._replace(thousands=thousands)


def mapping(file: str) -> Given:
    """What a file makes of headings; raises Unreadable, and Invalid where it is another one."""
    source = parse(content(Path(file)), file)
    if source.problems:
        raise Invalid(source.problems)
    if not isinstance(source.data, dict):
        wrong = Complaint(table_faults.MAPS_LEAD_FROM_HEADINGS_TO_CODES)
        raise Invalid([source.problem(wrong)])
    problems = []
    codes: dict[str, str] = {}
    for heading, code in source.data.items():
        if isinstance(code, str):
            codes[heading] = code
        else:
            values = {"name": heading, "value": shown(code)}
            wrong = Complaint(table_faults.MAPS_LEAD_FROM_HEADINGS_TO_CODES, (heading,), values)
            problems.append(source.problem(wrong))
    if problems:
        raise Invalid(problems)
    return Given(codes, source)

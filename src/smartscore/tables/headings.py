"""The headings of a table: as names in one spelling, few enough, and each standing once."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from smartscore.read import table_faults
from smartscore.tables.lines import wrong
from smartscore.tables.rows import Heading
from smartscore.text import delimited
from smartscore.text.problems import Complaint, Invalid, Problem

MAX_COLUMNS: Final = 16_384

_TOLD: Final = 20
"""So many headings that stand twice are told."""


def named(cells: Sequence[str]) -> list[str]:
    """The names of columns, up to the last that there is."""
    names = list(map(delimited.plain, cells))
    while names and not names[-1]:
        names.pop()
    return names


def sound(heading: Heading) -> Heading:
    """The headings, if they are not too many and each stands once; raises Invalid."""
    file, line = heading.file, heading.line
    if not heading:
        raise wrong(file, line, Complaint(table_faults.TABLES_HAVE_A_HEADING))
    if len(heading) > MAX_COLUMNS:
        values = {"count": str(len(heading)), "limit": str(MAX_COLUMNS)}
        raise wrong(file, line, Complaint(table_faults.HEADINGS_ARE_FEW, values=values))
    repeated = [name for name, count in Counter(filter(None, heading)).items() if count > 1]
    problems: list[Problem] = []
    for name in repeated[:_TOLD]:
        places = [str(i) for i, each in enumerate(heading, 1) if each == name]
        values = {"name": name, "one": places[0], "other": ", ".join(places[1:])}
        complaint = Complaint(table_faults.HEADINGS_STAND_ONCE, values=values)
        problems += wrong(file, line, complaint).problems
    if problems:
        raise Invalid(problems)
    return heading

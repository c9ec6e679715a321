"""A table of places for what holds places against one another, for commands and programs alike."""

import os
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path, PurePath
from typing import BinaryIO, NamedTuple

from smartscore.engine.tree import Tree
from smartscore.read.files import content
from smartscore.studies.entries import Entry
from smartscore.studies.remarks import Remarked, remarked
from smartscore.studies.sampling import WHOLE_SAMPLE, sampled
from smartscore.tables.columns import Given, held
from smartscore.tables.endings import ENDINGS
from smartscore.tables.opening import opened
from smartscore.tables.places import entries
from smartscore.text.problems import Invalid, Place, Problem, Severity


class Tabled(NamedTuple):
    """The places of a table, what is wrong in it or remarked, and how many rows can't be taken.

    `remarks` are of rows that were taken.
    """

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    lost: int
    remarks: tuple[Remarked, ...]


def is_table(file: str | os.PathLike[str]) -> bool:
    """Whether a file is a table of places: by its ending, a workbook by what is in it.

    Raises Unreadable where it is a workbook that can't be read.

    >>> is_table("villages.csv"), is_table("village.yaml")
    (True, False)
    """
    from smartscore.sheets import is_workbook

    name = os.fspath(file)
    if not is_workbook(name):
        return PurePath(name).suffix.lower() in ENDINGS
    return _is_workbook_of_places(name)


def _is_workbook_of_places(file: str) -> bool:
    """Whether a workbook has no sheet of an assessment."""
    from smartscore.sheets.opening import grids
    from smartscore.sheets.table import Table

    return not any(map(Table.is_ours, grids(content(Path(file)), file)))


def tabled(
    file: str | os.PathLike[str],
    tree: Tree,
    mapping: Given | None = None,
    group: str | None = None,
    coverage: Fraction = WHOLE_SAMPLE,
    stream: BinaryIO | None = None,
) -> Tabled:
    """The places of a table, scored by one rubric.

    `group` is a further heading that is kept, by which places are grouped. What a rubric scores
    over a sample is scored over these places; `coverage` is as of `studies.sampling`. Raises
    Invalid where the table can't be used, and Unreadable where it can't be read.
    """
    also = () if group is None else (group,)
    with opened(os.fspath(file), stream=stream) as table:
        columns = held(table.heading, tree, mapping, also)
        if any(_is_error(problem) for problem in columns.problems):
            raise Invalid(columns.problems)
        found, problems = entries(table, columns, tree)
    lost = {problem.place.line for problem in problems if _is_error(problem)}
    together, doubts = _over_sample(found, os.fspath(file), coverage)
    said = remarked(each for each in problems if not _is_error(each))
    return Tabled(together, (*columns.problems, *problems, *doubts), len(lost), said)


def _over_sample(
    found: Sequence[Entry], file: str, coverage: Fraction
) -> tuple[tuple[Entry, ...], list[Problem]]:
    """The places scored over all of them where the rubric asks for it, and what is said of it."""
    names = [each.subject.name for each in found]
    made = sampled(names, [each.cards for each in found], coverage)
    doubts = [complaint.at(Place(file)) for complaint in made.complaints]
    if any(map(_is_error, doubts)):
        raise Invalid(doubts)
    pairs = zip(found, made.cards, strict=True)
    return tuple(each._replace(cards=cards) for each, cards in pairs), doubts


def _is_error(problem: Problem) -> bool:
    return problem.severity == Severity.ERROR

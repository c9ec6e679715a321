"""A table that is given where assessments could be: its places, or why there are none."""

import errno
import os
import stat
import sys
from collections.abc import Sequence
from fractions import Fraction

import typer

from smartscore.api.assessing import by_name
from smartscore.api.tabled import Tabled, is_table, tabled
from smartscore.cli import session
from smartscore.cli.rubrics import chosen
from smartscore.cli.streams import stop
from smartscore.read.shelf import Catalogue
from smartscore.sheets import ENDING
from smartscore.tables.mapping import given
from smartscore.tables.marks import Mark, TypedNumbersError
from smartscore.text.problems import Invalid, Unreadable, reason
from smartscore.text.source import STDIN
from smartscore.words import Words


def is_one(files: Sequence[str], told: Words) -> bool:
    """Whether a table is given; stops where there is something else beside it.

    Standard input alone is a table, as is any file alone that is by its name no assessment: one
    assessment is held against nothing.
    """
    try:
        tables = [file for file in files if is_table(file)]
    except Unreadable as error:
        stop(told.unreadable(error.file, error.reason))
    if tables and len(files) > 1:
        stop(told("table.alone"))
    return bool(tables) or (len(files) == 1 and not _is_assessment(files[0]))


def _is_assessment(file: str) -> bool:
    return file.lower().endswith((".yaml", ".yml", ENDING))


def places(
    file: str,
    rubrics: Sequence[str],
    catalogue: Catalogue,
    told: Words,
    *,
    weighting: str | None = None,
    map_: str | None = None,
    thousands: Mark | None = None,
    group: str | None = None,
    coverage: Fraction = Fraction(0),
) -> Tabled:
    """The places of a table, scored by the one rubric that is chosen; stops where there are none.

    Nothing can be compared then, so that is no fault in some row.
    """
    _refuse_no_file(file, told)
    if len(rubrics) != 1:
        stop(told("table.no-rubric" if not rubrics else "table.one-rubric"))
    tree = by_name(chosen(rubrics[0], catalogue, told, faulty=2), weighting)
    session.refuse_no_weighting([tree], weighting, told)
    if file == STDIN and sys.stdin is None:
        stop(told.unreadable(STDIN, "missing"))
    stream = sys.stdin.buffer if file == STDIN else None
    try:
        said = given(map_, thousands)
        return tabled(file, tree, said, group, coverage, stream)
    except TypedNumbersError:
        stop(told("table.no-thousands", file=file))
    except Invalid as invalid:
        session.complain(invalid.problems, told)
        raise typer.Exit(2) from None
    except Unreadable as error:
        stop(told.unreadable(error.file, error.reason))


def _refuse_no_file(file: str, told: Words) -> None:
    """Stop where there is no such file, or where it is a folder, before more is asked about it."""
    try:
        if file != STDIN and stat.S_ISDIR(os.stat(file).st_mode):  # noqa: PTH116 - ends with `/`
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    except OSError as error:
        stop(told.unreadable(file, reason(error)))
    except ValueError:
        stop(told.unreadable(file, "name"))

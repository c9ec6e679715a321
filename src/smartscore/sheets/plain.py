"""The sheet of a table as rows of texts; where a cell is not what it shows, a text says that.

Such a text begins with `MARK`, which no cell can hold, and has its parts between further ones:
a word for what is the matter, what is shown, and what is held.
"""

import datetime
from collections.abc import Iterator
from typing import Final, NamedTuple

from smartscore.sheets.addresses import Area
from smartscore.sheets.contents import Grid
from smartscore.sheets.guard import First, Limits, first
from smartscore.sheets.values import Held
from smartscore.text.notation import digits

MARK: Final = "\0"
FORMULA: Final = "="
LIMITS: Final = Limits(
    unpacked=256 * 1024 * 1024,
    cells=500_000,
    rows=1_048_576,
    columns=16_384,
    elements=8_000_000,
    told="table",
)
"""Enough for ten thousand places; more of them stand in CSV."""

_NO_MARK: Final = "\1"
"""What stands for a mark in the text of a cell, where it is no text either."""

_EXACT: Final = 10**15


class Sheet(NamedTuple):
    """The rows that hold something, each with its number; `hidden` are numbers of such rows.

    `others` are the names of further sheets that hold something.
    """

    rows: tuple[tuple[int, tuple[str, ...]], ...]
    hidden: tuple[int, ...]
    others: tuple[str, ...]


def sheet(data: bytes, name: str) -> Sheet:
    """The first sheet of a workbook; raises Unreadable."""
    found = first(data, name, LIMITS)
    texts = _texts(found)
    rows: dict[int, dict[int, str]] = {}
    for (row, column), text in texts.items():
        rows.setdefault(row, {})[column] = text
    width = 1 + max((column for _, column in texts), default=-1)
    lined = tuple(
        (row + 1, tuple(rows[row].get(column, "") for column in range(width)))
        for row in sorted(rows)
    )
    return Sheet(lined, tuple(row + 1 for row in found.hidden), found.others)


def _texts(found: First) -> dict[tuple[int, int], str]:
    grid = found.grid
    texts = {spot: _text(grid, spot, value) for spot, value in grid.cells.items()}
    texts |= dict.fromkeys(grid.part.formulas, FORMULA) | grid.part.errors
    texts = {spot: text for spot, text in texts.items() if text.strip()}
    rows = {row for row, _ in texts}
    last = max((column for _, column in texts), default=-1)
    for area in found.merged:
        for spot in _covered(area, rows, last):
            texts[spot] = f"{MARK}merged{MARK}{area[0] + 1}{MARK}"
    return texts


def _covered(area: Area, rows: set[int], last: int) -> Iterator[tuple[int, int]]:
    """The cells of a merged area but its first, in rows and columns that hold something."""
    top, left, bottom, right = area
    several = range(top, bottom + 1) if bottom - top < len(rows) else sorted(rows)
    for row in several:
        if row in rows and top <= row <= bottom:
            for column in range(left, min(right, last) + 1):
                if (row, column) != (top, left):
                    yield row, column


def _text(grid: Grid, spot: tuple[int, int], value: Held) -> str:
    """What a cell holds as a text, marked where it shows something else."""
    held = plainly(value)
    shown = grid.part.shown.get(spot)
    if shown is None or shown.kind == "rounded":
        return held
    return f"{MARK}{shown.kind}{MARK}{shown.text}{MARK}{held}"


def plainly(value: Held) -> str:
    """What a cell holds: a number with its digits, a day as 2026-06-30."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        is_whole = abs(value) < _EXACT and float(value).is_integer()
        return digits(int(value) if is_whole else value)
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ")
    return str(value).replace(MARK, _NO_MARK)

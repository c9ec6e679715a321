"""What a sheet of results is, before it is written: its columns, and rows of typed cells."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple

from smartscore.arithmetic import numbers
from smartscore.engine.scored import ScoredNode
from smartscore.words import Words


class Figure(NamedTuple):
    """A number that is shown with so many decimals."""

    value: Fraction
    decimals: int


class Share(NamedTuple):
    """A part of one that is shown as a percentage, with no fewer decimals."""

    value: Fraction
    decimals: int = 0


Cell = str | int | float | bool | datetime.date | Figure | Share | None
"""What a cell holds: None is nothing, a bare number one that shows all its digits."""

Look = Literal["body", "part", "whole"]


class Column(NamedTuple):
    """A column: its heading, and how wide it is in characters.

    One that is `folded` is there for programs and opens with the sign above it; one of `prose` is
    never bold.
    """

    heading: str
    width: float
    folded: bool = False
    prose: bool = False


class Row(NamedTuple):
    """As many cells as the sheet has columns, or fewer."""

    cells: Sequence[Cell]
    look: Look = "body"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: a table under headings, and lines that stand beneath it.

    `over` are headings above the headings, each with the number of columns that it is over. The
    first `kept` columns stay in sight. `notes` stand in the first column, below all rows.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    kept: int = 1
    over: tuple[tuple[str, int], ...] = ()
    notes: tuple[str, ...] = ()


def score(node: ScoredNode, scale: ScoredNode | None = None) -> Figure | None:
    """The score of a node, on its scale or on that of another; None where none is shown."""
    on = scale or node
    return None if node.withheld else figure(on.on_display(node.value), on)


def figure(value: Fraction | None, node: ScoredNode) -> Figure | None:
    """A value on the scale of a node, with the decimals of that; None without one."""
    return None if value is None else Figure(value, node.display.decimals)


def share(value: Fraction | None, decimals: int = 0) -> Share | None:
    """A part of one, if there is one."""
    return None if value is None else Share(value, decimals)


def headed(words: Words, *columns: tuple[str, float]) -> tuple[Column, ...]:
    """Columns by the keys of their headings and their widths; paths of codes are folded."""
    return tuple(
        Column(words(f"report.column.{key}"), width, folded=key == "path") for key, width in columns
    )


def printed(cell: Figure | Share, words: Words) -> str:
    """A number as text, for those that a cell has too few digits for."""
    if isinstance(cell, Share):
        return f"{words.figure(numbers.figure(cell.value * 100, cell.decimals))}%"
    return words.figure(numbers.figure(cell.value, cell.decimals))

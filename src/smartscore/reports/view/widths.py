"""How wide columns must be so that no word or number in them is broken."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from smartscore.reports.view import Citations, Column, Line, Row

_PAGE: Final = {False: 14.0, True: 22.7}
"""What an A4 page that stands or lies has between its margins, in centimetres."""

_MARGINS: Final = 0.42
"""What a cell leaves free on both sides together, in centimetres, and a little more."""

_EM: Final = 0.353
"""The size of 10 points in centimetres."""

_WIDEST: Final = 30
"""A word gets no more than this part of the page: an address may be broken."""

_BREAKS: Final = re.compile(r"[\s\u200b]+|(?<=[-–—/])")


def fitted(columns: Sequence[Column], rows: Sequence[Row], *, wide: bool) -> tuple[Column, ...]:
    """The columns, some of them wider where a word or a number would not fit in.

    What they take is taken from those with room to spare. Columns that all fit stay as they are.
    """
    whole = sum(column.width for column in columns)
    needed = [
        min(_need(texts) * whole / _PAGE[wide], whole * _WIDEST / 100)
        for texts in _texts(columns, rows)
    ]
    lacking = [max(0.0, need - column.width) for column, need in zip(columns, needed, strict=True)]
    spare = [max(0.0, column.width - need) for column, need in zip(columns, needed, strict=True)]
    if not any(lacking) or not any(spare):
        return tuple(columns)
    given = min(1.0, sum(spare) / sum(lacking))
    taken = given * sum(lacking) / sum(spare)
    return tuple(
        replace(column, width=max(1, round(column.width + given * less - taken * more)))
        for column, less, more in zip(columns, lacking, spare, strict=True)
    )


def _texts(columns: Sequence[Column], rows: Sequence[Row]) -> Iterator[list[str]]:
    """What stands in each column."""
    for i, column in enumerate(columns):
        yield [column.title, *(_plain(row.cells[i]) for row in rows)]


def _plain(line: Line) -> str:
    """What a cell shows, as far as it matters for its width."""
    return "".join(
        " ".join(f"{cite.short} {cite.locator}" for cite in run.cites)
        if isinstance(run, Citations)
        else run
        for run in line
    )


def _need(texts: Sequence[str]) -> float:
    """The width of the longest word in a column, in centimetres."""
    found = {word for text in texts for word in _BREAKS.split(text) if word}
    return max(map(_width, found), default=0.0) + _MARGINS


def _width(word: str) -> float:
    """About how wide a word is in bold Times of 10 points."""
    return _EM * sum(
        0.72 if char.isupper() else 0.34 if char in ",.:;!il()'|" else 0.53 for char in word
    )

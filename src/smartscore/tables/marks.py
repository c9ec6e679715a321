"""How the numbers of a column are written: with a decimal point, a comma, or nobody can tell."""

import re
from collections import Counter
from typing import Final, Literal

from smartscore.tables.rows import Heading

Mark = Literal[".", ","]
Marks = Literal[Mark, ".,"]
"""The decimal marks that are read in a column; both where its first rows do not say."""

_DECIMAL: Final = re.compile(r"-?(?:0|[1-9][0-9]*)([.,])([0-9]+)")
_THOUSANDS: Final = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")
_COMMA_TOO: Final = ";\t"
"""Delimiters beside which a decimal comma is read."""


def marks_of(heading: Heading, place: int | None) -> Marks:
    """The decimal marks of a column, by the numbers in its first rows that leave no choice.

    Where they have both, the one that most of them have.
    """
    if (
        place is None
        or heading.dialect.delimiter not in _COMMA_TOO
        or not heading.dialect.delimiter
    ):
        return "."
    seen = _seen(heading, place)
    if not seen:
        return ".,"
    return max(seen, key=seen.__getitem__)


def _seen(heading: Heading, place: int) -> Counter[Mark]:
    """How often each decimal mark stands in the first rows of a column."""
    texts = (cells[place].strip() for cells in heading.rows)
    found = (None if is_grouped(text) else _DECIMAL.fullmatch(text) for text in texts)
    return Counter("," if match[1] == "," else "." for match in found if match is not None)


def is_grouped(text: str) -> bool:
    """Whether the mark in a number may stand between thousands.

    >>> is_grouped("13.365"), is_grouped("0.365"), is_grouped("13.36")
    (True, False, False)
    """
    return _THOUSANDS.fullmatch(text) is not None

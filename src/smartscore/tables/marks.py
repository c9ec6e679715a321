"""How the numbers of a column are written: with a decimal point, a comma, or nobody can tell."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Final, Literal

from smartscore.tables.rows import Heading

Mark = Literal[".", ","]
Marks = Literal[Mark, ".,", "1.000,0", "1,000.0"]
"""The decimal marks that are read in a column; both where its first rows do not say.

The longer ones are of a table of which it is said what stands between thousands.
"""

SAID: Final[Mapping[Mark, Marks]] = {".": "1.000,0", ",": "1,000.0"}
"""The marks of a table by what is said to stand between its thousands."""

_GROUPED: Final = {
    mark: re.compile(
        rf"(-?(?:0|[1-9][0-9]*|[1-9][0-9]{{0,2}}(?:\{mark}[0-9]{{3}})+))(?:\{other}([0-9]+))?"
    )
    for mark, other in (".,", ",.")
}

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


class TypedNumbersError(ValueError):
    """It is said what stands between thousands of a table whose numbers are no text."""


def ungrouped(text: str, thousands: Mark) -> str | None:
    """A number with a decimal point and nothing between its thousands.

    None where `thousands` stands elsewhere in it; what else is no number is left as it is.

    >>> [ungrouped(text, ".") for text in ("22.411", "1.234,5", "48,3", "7", "48.3", "65/4")]
    ['22411', '1234.5', '48.3', '7', None, '65/4']
    """
    match = _GROUPED[thousands].fullmatch(text)
    if match is not None:
        whole = match[1].replace(thousands, "")
        return whole if match[2] is None else f"{whole}.{match[2]}"
    return None if thousands in text and any(map(str.isdigit, text)) else text


def is_grouped(text: str) -> bool:
    """Whether the mark in a number may stand between thousands.

    >>> is_grouped("13.365"), is_grouped("0.365"), is_grouped("13.36")
    (True, False, False)
    """
    return _THOUSANDS.fullmatch(text) is not None

"""Where cells are: `B7` is row 6 and column 1, both counted from 0."""

import re
from collections.abc import Iterator

Spot = tuple[int, int]
"""A row and a column."""

Area = tuple[int, int, int, int]
"""First row and column, last row and column."""

_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")


def spot(address: str) -> Spot:
    """The row and column of `B7`; raises ValueError for anything else.

    >>> spot("B7")
    (6, 1)
    """
    match = _CELL.fullmatch(address.upper())
    if match is None:
        raise ValueError(address)
    return int(match[2]) - 1, column_number(match[1])


def area(reference: str) -> Area:
    """The rows and columns of `A1:B7` or `B7`; raises ValueError for anything else.

    >>> area("A1:B7"), area("B7")
    ((0, 0, 6, 1), (6, 1, 6, 1))
    """
    first, _, last = reference.partition(":")
    one, other = spot(first), spot(last or first)
    rows, columns = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return rows[0], columns[0], rows[1], columns[1]


def size(each: Area) -> int:
    """How many cells an area has."""
    return (each[2] - each[0] + 1) * (each[3] - each[1] + 1)


def column_number(letters: str) -> int:
    """The number of a column, from 0.

    >>> column_number("A"), column_number("AA")
    (0, 26)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def column_letters(number: int) -> str:
    """The letters of a column, counted from 0.

    >>> column_letters(0), column_letters(26)
    ('A', 'AA')
    """
    return "".join(_letters(number))[::-1]


def _letters(number: int) -> Iterator[str]:
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        yield chr(65 + rest)

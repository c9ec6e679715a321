"""Numbers that show in a cell with the digits that are printed everywhere else.

A cell holds a binary number of about 15 digits, and its format rounds it once more when it is
shown. Programs differ there: Excel and those after it round the 15 digits, others the binary
number. Where they would differ, since a number lies at an edge of rounding, a cell is given one
that lies a little further on its own side.
"""

from fractions import Fraction
from functools import lru_cache
from typing import Final

from smartscore.arithmetic.numbers import exact, figure

_AWAY: Final = Fraction(1, 10**9)
"""How far from an edge of rounding a number is kept, as a part of the last decimal shown."""

_MOST_DECIMALS: Final = 12


@lru_cache(maxsize=4096)
def number(value: Fraction, decimals: int) -> float | None:
    """The number nearest to a value that every program shows as the figure that is printed.

    At most a billionth of the last decimal away from the value; the figure itself where that is
    not enough. None where a cell has too few digits for it.

    >>> number(Fraction(200, 3), 1), number(Fraction("37.25"), 1), number(Fraction("48.35"), 1)
    (66.66666666666667, 37.25, 48.35)
    >>> number(Fraction("1.005"), 2)  # its binary neighbour would show 1.00 in some programs
    1.00500000001
    >>> number(Fraction(10**20 + 1), 0) is None
    True
    """
    printed = figure(value, decimals)
    for found in (value, _near(value, decimals), Fraction(printed)):
        try:
            held = float(found)
        except OverflowError:
            return None
        if _shown(held, decimals) == {printed}:
            return held
    return None


def _near(value: Fraction, decimals: int) -> Fraction:
    """The value, or where it lies at an edge of rounding one further on its side of the edge."""
    size, unit = abs(value), Fraction(1, 10**decimals)
    edge = (size // unit + Fraction(1, 2)) * unit
    away = _AWAY * unit
    if abs(size - edge) >= away:
        return value
    kept = edge + away if size >= edge else edge - away
    return kept if value >= 0 else -kept


def _shown(held: float, decimals: int) -> set[str]:
    """What programs make of a number as a file has it: by its binary value, and by 15 digits."""
    written = float(f"{held:.16g}")
    ways = (Fraction(written), exact(written), Fraction(f"{written:.15g}"))
    return {figure(way, decimals) for way in ways}


@lru_cache(maxsize=4096)
def decimals_of_share(share: Fraction, least: int) -> int:
    """With how many decimals a share shows as a percentage that is no false 0 or 100.

    >>> decimals_of_share(Fraction(1, 3), 0), decimals_of_share(Fraction(9999, 10000), 0)
    (0, 2)
    """
    for decimals in range(least, _MOST_DECIMALS):
        if share in (0, 1) or figure(share * 100, decimals) not in _ends(decimals):
            return decimals
    return _MOST_DECIMALS


def _ends(decimals: int) -> tuple[str, str]:
    return figure(Fraction(0), decimals), figure(Fraction(100), decimals)

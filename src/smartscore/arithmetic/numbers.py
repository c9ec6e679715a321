"""Exact numbers and the one rounding at the end.

smartscore computes with `fractions.Fraction`: a weight written `1.3` is thirteen tenths, not the
binary number next to it, so a figure that lies exactly on a half is rounded up as arithmetic on
paper would. See `docs/decisions.md`, "Numbers are fractions".
"""

from fractions import Fraction
from functools import lru_cache


@lru_cache(maxsize=4096, typed=True)
def exact(number: int | float | Fraction) -> Fraction:
    """The number as it was written in decimal notation.

    >>> exact(1.3)
    Fraction(13, 10)
    >>> exact(4)
    Fraction(4, 1)

    Raises ValueError for NaN and infinity.
    """
    if isinstance(number, Fraction):
        return number
    return Fraction(number) if isinstance(number, int) else Fraction(repr(number))


def half_up(value: Fraction, decimals: int) -> Fraction:
    """The value rounded to `decimals` places, halves away from zero.

    >>> half_up(Fraction("3.475"), 2)
    Fraction(87, 25)
    >>> half_up(Fraction("-0.25"), 1)
    Fraction(-3, 10)
    """
    return Fraction(units(*value.as_integer_ratio(), decimals), 10**decimals)


def units(above: int, below: int, decimals: int) -> int:
    """How many units of the last decimal a value has, halves away from zero.

    The value is given as whole numbers above and below the line, the latter above zero.

    >>> units(695, 200, 2), units(-1, 4, 1)
    (348, -3)
    """
    found: int = (2 * abs(above) * 10**decimals + below) // (2 * below)
    return -found if above < 0 else found


def figure(value: Fraction, decimals: int) -> str:
    """The value as printed: halves away from zero, a decimal point, exactly `decimals` places.

    >>> figure(Fraction("3.475"), 2)
    '3.48'
    >>> figure(Fraction(2, 3) * 100, 0)
    '67'
    >>> figure(Fraction(-1, 1000), 1)
    '0.0'
    """
    return printed(units(*value.as_integer_ratio(), decimals), decimals)


def printed(number: int, decimals: int) -> str:
    """So many units of the last decimal as printed.

    >>> printed(348, 2), printed(-3, 1), printed(5, 2)
    ('3.48', '-0.3', '0.05')
    """
    digits = str(abs(number))
    sign = "-" if number < 0 else ""
    if not decimals:
        return sign + digits
    digits = digits.rjust(decimals + 1, "0")
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}"


def signed(value: Fraction, decimals: int) -> str:
    """A difference as printed, with its sign; none where it is printed as nothing.

    >>> signed(Fraction("5.55"), 1), signed(Fraction("-5.55"), 1), signed(Fraction(1, 99), 1)
    ('+5.6', '-5.6', '0.0')
    """
    text = figure(value, decimals)
    return f"+{text}" if value > 0 and text.strip("0.") else text


def percent(part: Fraction) -> str:
    """A share between 0 and 1 as a whole percentage that never shows a false 0 or 100.

    >>> percent(Fraction(2, 3))
    '67'
    >>> percent(Fraction(999, 1000)), percent(Fraction(1, 1000)), percent(Fraction(1))
    ('99', '1', '100')
    """
    if part in (0, 1):
        return figure(part * 100, 0)
    return figure(min(max(part * 100, Fraction(1)), Fraction(99)), 0)


def percents(one: Fraction, other: Fraction) -> tuple[str, str]:
    """Two shares as percentages, with as many decimals as it takes to tell them apart.

    >>> percents(Fraction(3, 4), Fraction(7501, 10000)), percents(Fraction(3, 4), Fraction(2, 3))
    (('75.00', '75.01'), ('75', '67'))
    """
    for decimals in range(7):
        shown = figure(one * 100, decimals), figure(other * 100, decimals)
        if shown[0] != shown[1] or one == other:
            break
    return shown

"""Logarithm and exponential whose last bits are the same on every machine.

Those of `math` come from the C library, and libraries differ in the last bit. These are made of
additions, multiplications and divisions alone, which IEEE 754 defines to the bit, so that draws
that rest on them are the same everywhere. Both are right to a few units of the last place.
"""

from math import frexp, ldexp
from typing import Final

_LN2: Final = 0.6931471805599453
_HIGH, _LOW = 0.693147180369123816490, 1.90821492927058770002e-10  # their sum is ln 2 to 30 digits
_ROOT_HALF: Final = 0.7071067811865476
_ODD: Final = tuple(1.0 / k for k in range(21, 1, -2))
_FACTORIALS: Final = (
    *(1 / 6227020800, 1 / 479001600, 1 / 39916800, 1 / 3628800, 1 / 362880, 1 / 40320),
    *(1 / 5040, 1 / 720, 1 / 120, 1 / 24, 1 / 6, 1 / 2, 1.0, 1.0),
)
_SMALLEST: Final = -700.0


def logarithm(value: float) -> float:
    """The natural logarithm of a number above zero.

    >>> logarithm(1.0), round(logarithm(10.0), 12)
    (0.0, 2.302585092994)
    """
    part, exponent = frexp(value)
    if part < _ROOT_HALF:
        part += part
        exponent -= 1
    z = (part - 1.0) / (part + 1.0)
    square = z * z
    series = 0.0
    for term in _ODD:
        series = (series + term) * square
    return exponent * _HIGH + (2.0 * z * (1.0 + series) + exponent * _LOW)


def exponential(value: float) -> float:
    """e to a power of no more than 700; what would be smaller than e^-700 is that.

    >>> exponential(0.0), round(exponential(1.0), 12)
    (1.0, 2.718281828459)
    """
    value = max(value, _SMALLEST)
    turns = round(value / _LN2)
    rest = (value - turns * _HIGH) - turns * _LOW
    series = 0.0
    for term in _FACTORIALS:
        series = series * rest + term
    return ldexp(series, turns)

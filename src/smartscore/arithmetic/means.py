"""Weighted means of values between 0 and 1.

Each takes pairs of a weight above zero and a value from 0 to 1, and gives a value from 0 to 1.
Only ratios of weights matter. For the same pairs
minimum <= harmonic <= geometric <= arithmetic <= maximum.
The arithmetic and the geometric mean are the linear and geometric aggregation of OECD/JRC 2008,
Handbook on Constructing Composite Indicators, step 6; harmonic mean and minimum are our choice for
what must not be made up for, the maximum for parts of which one is enough.
"""

import decimal
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import lcm
from types import MappingProxyType

Pairs = Sequence[tuple[Fraction, Fraction]]

_PRECISE = decimal.Context(prec=50)
_KEPT = decimal.Context(prec=30)


def arithmetic(pairs: Pairs) -> Fraction:
    """The sum of weight times value over the sum of weights: a low value can be made up for.

    >>> arithmetic([(Fraction(1), Fraction(0)), (Fraction(3), Fraction(1))])
    Fraction(3, 4)
    """
    weights = lcm(*(w.denominator for w, _ in pairs))
    values = lcm(*(v.denominator for _, v in pairs))
    whole = [w.numerator * (weights // w.denominator) for w, _ in pairs]
    total = sum(
        w * v.numerator * (values // v.denominator) for w, (_, v) in zip(whole, pairs, strict=True)
    )
    return Fraction(total, values * sum(whole))  # whole numbers: many times faster than fractions


def harmonic(pairs: Pairs) -> Fraction:
    """The sum of weights over the sum of weight by value; zero where any value is zero.

    >>> harmonic([(Fraction(1), Fraction(1, 2)), (Fraction(1), Fraction(1))])
    Fraction(2, 3)
    """
    if any(v == 0 for _, v in pairs):
        return Fraction(0)
    return sum((w for w, _ in pairs), Fraction(0)) / sum((w / v for w, v in pairs), Fraction(0))


def geometric(pairs: Pairs) -> Fraction:
    """The product of values, each to the power of its share of weight; zero where any is zero.

    A root is seldom a fraction: the result is exact to 30 significant digits, and kept between
    the harmonic and the arithmetic mean, where the true value lies.

    >>> geometric([(Fraction(1), Fraction(1, 4)), (Fraction(1), Fraction(1))])
    Fraction(1, 2)
    """
    if any(v == 0 for _, v in pairs):
        return Fraction(0)
    total = sum((w for w, _ in pairs), Fraction(0))
    logarithm = decimal.Decimal(0)
    for weight, value in pairs:
        term = _PRECISE.multiply(_decimal(weight / total), _PRECISE.ln(_decimal(value)))
        logarithm = _PRECISE.add(logarithm, term)
    root = Fraction(_KEPT.plus(_PRECISE.exp(logarithm)))
    return min(max(root, harmonic(pairs)), arithmetic(pairs))


def minimum(pairs: Pairs) -> Fraction:
    """The lowest value: nothing can make up for it.

    >>> minimum([(Fraction(1), Fraction(1, 4)), (Fraction(9), Fraction(1))])
    Fraction(1, 4)
    """
    return min(v for _, v in pairs)


def maximum(pairs: Pairs) -> Fraction:
    """The highest value: any one makes up for all others.

    >>> maximum([(Fraction(1), Fraction(1, 4)), (Fraction(9), Fraction(1, 8))])
    Fraction(1, 4)
    """
    return max(v for _, v in pairs)


METHODS: Mapping[str, Callable[[Pairs], Fraction]] = MappingProxyType(
    {
        "arithmetic": arithmetic,
        "geometric": geometric,
        "harmonic": harmonic,
        "minimum": minimum,
        "maximum": maximum,
    }
)


def mean(method: str, pairs: Pairs) -> Fraction | None:
    """The mean of the pairs whose weight is above zero; None where there is no such pair."""
    weighty = [(w, v) for w, v in pairs if w > 0]
    return METHODS[method](weighty) if weighty else None


def _decimal(value: Fraction) -> decimal.Decimal:
    return _PRECISE.divide(decimal.Decimal(value.numerator), decimal.Decimal(value.denominator))

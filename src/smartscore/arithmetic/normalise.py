"""From a rating to a value between 0 and 1: the score before any weighting."""

from collections.abc import Sequence
from decimal import Context, Decimal
from fractions import Fraction

_PRECISE = Context(prec=50)
_KEPT = Context(prec=30)


def level(points: Fraction, scale: Sequence[Fraction], floor: Fraction | None = None) -> Fraction:
    """Where a level's points stand between the lowest (0) and the highest (1) of the scale.

    With a `floor` they stand between that and the highest: with a floor of 0 a level of 1 in 5 is
    already a fifth, as in "percent of the ideal score".

    This is min-max normalisation with the ends of the scale as goalposts (OECD/JRC 2008, Handbook
    on Constructing Composite Indicators, step 5).

    >>> level(Fraction(3), [Fraction(n) for n in (1, 2, 3, 4, 5)])
    Fraction(1, 2)
    """
    lowest, highest = min(scale) if floor is None else floor, max(scale)
    return (points - lowest) / (highest - lowest)


def goalposts(value: Fraction, worst: Fraction, best: Fraction) -> Fraction:
    """Where a value stands on the way from the worst (0) to the best (1); not clipped.

    >>> goalposts(Fraction(30), Fraction(40), Fraction(20))
    Fraction(1, 2)
    """
    return (value - worst) / (best - worst)


def logarithm(value: Fraction) -> Fraction:
    """The natural logarithm of a value above zero, exact to 30 digits.

    >>> logarithm(Fraction(1))
    Fraction(0, 1)
    """
    quotient = _PRECISE.divide(Decimal(value.numerator), Decimal(value.denominator))
    return Fraction(_KEPT.plus(_PRECISE.ln(quotient)))


def clipped(value: Fraction) -> Fraction:
    """A value kept between 0 and 1.

    >>> clipped(Fraction(5, 4))
    Fraction(1, 1)
    """
    return min(max(value, Fraction(0)), Fraction(1))


def share(met: Sequence[Fraction], all_weights: Sequence[Fraction]) -> Fraction:
    """The weight of what is met as a part of the weight of all.

    >>> share([Fraction(1)], [Fraction(1), Fraction(3)])
    Fraction(1, 4)
    """
    return sum(met, Fraction(0)) / sum(all_weights, Fraction(0))


def mean(answers: Sequence[Fraction]) -> Fraction:
    """The mean of one answer or more.

    >>> mean([Fraction(3), Fraction(4)])
    Fraction(7, 2)
    """
    return sum(answers, Fraction(0)) / len(answers)

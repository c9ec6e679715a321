"""From a rating to a value between 0 and 1: the score before any weighting."""

from collections.abc import Sequence
from fractions import Fraction


def level(points: Fraction, scale: Sequence[Fraction]) -> Fraction:
    """Where a level's points stand between the lowest (0) and the highest (1) of the scale.

    This is min-max normalisation with the ends of the scale as goalposts (OECD/JRC 2008, Handbook
    on Constructing Composite Indicators, step 5).

    >>> level(Fraction(3), [Fraction(n) for n in (1, 2, 3, 4, 5)])
    Fraction(1, 2)
    """
    lowest, highest = min(scale), max(scale)
    return (points - lowest) / (highest - lowest)

"""Weights as ratios: only their proportions count."""

from collections.abc import Sequence
from fractions import Fraction


def shares(weights: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """Each weight as a part of their sum, from 0 to 1; all zero where the sum is zero.

    >>> shares([Fraction(2), Fraction(1), Fraction(1)])
    (Fraction(1, 2), Fraction(1, 4), Fraction(1, 4))
    """
    total = sum(weights, Fraction(0))
    return tuple(w / total if total else Fraction(0) for w in weights)

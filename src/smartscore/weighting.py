"""Weights as ratios, from comparisons in pairs, and from an order of rank.

Only the proportions of weights count.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

_RANDOM_INDEX: Final = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56)
"""Mean consistency index of random reciprocal matrices of 1, 2, 3 ... criteria: Saaty (1980)."""
_ROUNDS: Final = 10_000


def shares(weights: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """Each weight as a part of their sum, from 0 to 1; all zero where the sum is zero.

    >>> shares([Fraction(2), Fraction(1), Fraction(1)])
    (Fraction(1, 2), Fraction(1, 4), Fraction(1, 4))
    """
    total = sum(weights, Fraction(0))
    return tuple(w / total if total else Fraction(0) for w in weights)


class Priorities(NamedTuple):
    """What comparisons in pairs come to: weights that sum to one, and how consistent they are.

    `consistency_ratio` is 0 where they agree with one another; above 0.10 they are usually asked
    again (Saaty 1980). It is None for more criteria than the table of random indices has.
    """

    weights: tuple[Fraction, ...]
    consistency_ratio: float | None


def priorities(codes: Sequence[str], ratios: Mapping[tuple[str, str], Fraction]) -> Priorities:
    """The principal eigenvector of a matrix of comparisons (analytic hierarchy process).

    `ratios` says for each pair of codes, in one order or the other, how many times as important
    the first is as the second. The weights are given to 12 decimals.

    >>> found = priorities(["a", "b"], {("a", "b"): Fraction(3)})
    >>> found.weights, found.consistency_ratio
    ((Fraction(3, 4), Fraction(1, 4)), 0.0)
    """
    size = len(codes)
    matrix = [[float(_ratio(ratios, a, b)) for b in codes] for a in codes]
    vector = [1.0 / size] * size
    for _ in range(_ROUNDS):
        product = [sum(x * v for x, v in zip(row, vector, strict=True)) for row in matrix]
        total = sum(product)
        following = [p / total for p in product]
        change = max(abs(a - b) for a, b in zip(following, vector, strict=True))
        vector = following
        if change < 1e-15:
            break
    product = [sum(x * v for x, v in zip(row, vector, strict=True)) for row in matrix]
    largest = sum(p / v for p, v in zip(product, vector, strict=True)) / size
    weights = tuple(Fraction(f"{v:.12f}") for v in vector)
    return Priorities(weights, _consistency(largest, size))


def _ratio(ratios: Mapping[tuple[str, str], Fraction], a: str, b: str) -> Fraction:
    if a == b:
        return Fraction(1)
    return ratios[a, b] if (a, b) in ratios else 1 / ratios[b, a]


def _consistency(largest: float, size: int) -> float | None:
    if size <= 2:
        return 0.0
    if size > len(_RANDOM_INDEX):
        return None
    index = (largest - size) / (size - 1)
    return max(0.0, round(index / _RANDOM_INDEX[size - 1], 12))


def rank_order_centroid(count: int) -> tuple[Fraction, ...]:
    """Weights for so many criteria in order of rank: the centroid of all that keep the order.

    The k-th of n weighs (1/k + ... + 1/n) / n (Barron & Barrett 1996).

    >>> rank_order_centroid(3)
    (Fraction(11, 18), Fraction(5, 18), Fraction(1, 9))
    """
    return tuple(
        sum((Fraction(1, i) for i in range(k, count + 1)), Fraction(0)) / count
        for k in range(1, count + 1)
    )

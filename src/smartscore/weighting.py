"""Weights as ratios, from comparisons in pairs, and from an order of rank.

Only the proportions of weights count.
"""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

_RANDOM_INDEX: Final = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56)
"""Mean consistency index of random reciprocal matrices of 1, 2, 3 ... criteria: Saaty (1980)."""
_ROUNDS: Final = 10_000
_PLAIN_ROUNDS: Final = 1_000
"""After so many rounds the comparisons contradict one another so much that each round must be held
back by the last, or the weights would go round in a circle for ever."""


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
    for turn in range(_ROUNDS):
        product = [sum(x * v for x, v in zip(row, vector, strict=True)) for row in matrix]
        total = sum(product)
        if turn >= _PLAIN_ROUNDS:
            product = [p + total * v for p, v in zip(product, vector, strict=True)]
            total *= 2
        following = [p / total for p in product]
        change = max(abs(a - b) for a, b in zip(following, vector, strict=True))
        vector = following
        if change < 1e-15:
            break
    product = [sum(x * v for x, v in zip(row, vector, strict=True)) for row in matrix]
    largest = sum(p / v for p, v in zip(product, vector, strict=True)) / size
    weights = tuple(Fraction(f"{v:.12f}") for v in vector)
    return Priorities(weights, _consistency(largest, size))


class Contradiction(NamedTuple):
    """The comparison that fits the weights least: its pair, and the ratio that the others imply."""

    pair: tuple[str, str]
    fitting: float


def contradiction(
    codes: Sequence[str], ratios: Mapping[tuple[str, str], Fraction], weights: Sequence[Fraction]
) -> Contradiction | None:
    """The comparison that is furthest from the ratio of the weights that come of all of them.

    Saaty (2003, Decision-making with the AHP: why is the principal eigenvector necessary) asks
    again for the judgement of which a_ij w_j / w_i is furthest from one. What would fit is the
    geometric mean of the ways through each other child, a_ik a_kj. None where there are fewer than
    three children, or where a weight is too small to be written.

    >>> ratios = {("a", "b"): Fraction(2), ("b", "c"): Fraction(2), ("a", "c"): Fraction(1, 2)}
    >>> contradiction(["a", "b", "c"], ratios, [Fraction(2, 5), Fraction(2, 5), Fraction(1, 5)])
    Contradiction(pair=('a', 'c'), fitting=4.0)
    """
    by_code = dict(zip(codes, weights, strict=True))
    if len(codes) < 3 or not all(weights):
        return None

    def off(pair: tuple[str, str]) -> Fraction:
        error = ratios[pair] * by_code[pair[1]] / by_code[pair[0]]
        return max(error, 1 / error)

    first, second = max(ratios, key=off)
    others = [code for code in codes if code not in (first, second)]
    ways = [_ratio(ratios, first, code) * _ratio(ratios, code, second) for code in others]
    logarithms = [math.log(way.numerator) - math.log(way.denominator) for way in ways]
    fitting = math.exp(math.fsum(logarithms) / len(ways))
    return Contradiction((first, second), round(fitting, 12))


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

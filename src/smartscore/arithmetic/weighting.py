"""Weights as ratios, from comparisons in pairs, and from an order of rank.

Only the proportions of weights count.
"""

import math
from collections.abc import Mapping, Sequence
from decimal import Context, Decimal
from fractions import Fraction
from functools import reduce
from typing import Final, NamedTuple

RANDOM_INDEX: Final = (
    *(0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49),
    *(1.51, 1.48, 1.56, 1.57, 1.59),
)
"""Mean consistency index of random reciprocal matrices of 1 to 15 criteria: Saaty (1980)."""
CONSISTENT: Final = 0.10
"""The consistency ratio up to which comparisons are taken to agree: Saaty (1980)."""

_PRECISE = Context(prec=50)
_KEPT = Context(prec=30)
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

    `matrix` has a row for each code, with how many times as important it is as each code of the
    columns, and `principal` the principal eigenvector, which the weights are unless they are means
    of columns. `largest` is lambda max, the largest eigenvalue; the `consistency_index` is
    (lambda max - n) / (n - 1), the `random_index` what that is on average for comparisons made at
    random, and the `consistency_ratio` the one over the other. It is 0 where they agree with one
    another; above 0.10 they are usually asked again (Saaty 1980). Ratio and random index are None
    for more criteria than Saaty's table has. `experts` has what each expert's judgements come to,
    where there are several.
    """

    weights: tuple[Fraction, ...]
    consistency_ratio: float | None
    largest: float
    consistency_index: float
    random_index: float | None
    matrix: tuple[tuple[Fraction, ...], ...]
    principal: tuple[Fraction, ...]
    experts: tuple["Priorities", ...] = ()

    @property
    def column_sums(self) -> tuple[Fraction, ...]:
        """The sum of each column; times the principal eigenvector they add up to lambda max."""
        return tuple(sum(column, Fraction(0)) for column in zip(*self.matrix, strict=True))


Ratios = Mapping[tuple[str, str], Fraction]
"""How many times as important the first code of a pair is as the second."""


def priorities(
    codes: Sequence[str], ratios: Ratios, *, estimate: str = "eigenvector", joined: bool = False
) -> Priorities:
    """Weights from a matrix of comparisons (analytic hierarchy process).

    `ratios` has each pair of codes, in one order or the other. `estimate` is `eigenvector`, the
    principal one (Saaty 1980), or `column-mean`: each column brought to the sum 1, then the mean of
    each row. Both are exact where all comparisons agree, and so are means of columns unless the
    ratios are `joined` ones of several experts, which are roots. Other weights are rounded to 12
    decimals and then divided by their sum, so that they are parts of one exactly. How consistent
    the comparisons are does not depend on the estimate: lambda max is the largest eigenvalue of the
    comparisons themselves.

    >>> found = priorities(["a", "b"], {("a", "b"): Fraction(3)})
    >>> found.weights, found.consistency_ratio, found.largest
    ((Fraction(3, 4), Fraction(1, 4)), 0.0, 2.0)
    """
    size = len(codes)
    exact = tuple(tuple(_ratio(ratios, a, b) for b in codes) for a in codes)
    matrix = [[float(ratio) for ratio in row] for row in exact]
    principal = _eigenvector(matrix)
    product = [sum(x * v for x, v in zip(row, principal, strict=True)) for row in matrix]
    largest = sum(p / v for p, v in zip(product, principal, strict=True)) / size
    first = [row[0] for row in exact]
    agree = all(exact[i][j] * first[j] == first[i] for i in range(size) for j in range(size))
    vector = shares(first) if agree else _parts_of_one(principal)
    weights = vector
    if estimate == "column-mean" and not agree:
        means = _column_means(exact)
        weights = _parts_of_one(means) if joined else tuple(means)
    if size <= 2:
        return Priorities(weights, 0.0, float(size), 0.0, 0.0, exact, vector)
    index = max(0.0, round((largest - size) / (size - 1), 12))
    table = RANDOM_INDEX[size - 1] if size <= len(RANDOM_INDEX) else None
    ratio = None if table is None else max(0.0, round(index / table, 12))
    return Priorities(weights, ratio, round(largest, 12), index, table, exact, vector)


def _parts_of_one(vector: Sequence[float | Fraction]) -> tuple[Fraction, ...]:
    """Numbers to 12 decimals, divided by their sum."""
    return shares([Fraction(f"{float(number):.12f}") for number in vector])


def together(experts: Sequence[Ratios]) -> Ratios:
    """The judgements of several experts as one: for each pair their geometric mean.

    It is the only mean under which a/b and b/a stay reciprocal (Aczel & Saaty 1983). Exact to 30
    digits.

    >>> one, other = {("a", "b"): Fraction(2)}, {("b", "a"): Fraction(1, 8)}
    >>> together([one, other])
    {('a', 'b'): Fraction(4, 1)}
    """
    first, *others = experts
    if not others:
        return first
    found = {}
    for a, b in first:
        logarithms = [_logarithm(_ratio(expert, a, b)) for expert in experts]
        total = reduce(_PRECISE.add, logarithms)
        mean = _PRECISE.divide(total, Decimal(len(experts)))
        found[a, b] = Fraction(_KEPT.plus(_PRECISE.exp(mean)))
    return found


def _logarithm(ratio: Fraction) -> Decimal:
    return _PRECISE.subtract(
        _PRECISE.ln(Decimal(ratio.numerator)), _PRECISE.ln(Decimal(ratio.denominator))
    )


def _column_means(matrix: Sequence[Sequence[Fraction]]) -> list[Fraction]:
    sums = [sum(column, Fraction(0)) for column in zip(*matrix, strict=True)]
    brought = ([x / s for x, s in zip(row, sums, strict=True)] for row in matrix)
    return [sum(row, Fraction(0)) / len(matrix) for row in brought]


def _eigenvector(matrix: Sequence[Sequence[float]]) -> list[float]:
    """The principal eigenvector, brought to the sum 1, by repeated multiplication."""
    vector = [1.0 / len(matrix)] * len(matrix)
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
    return vector


class Contradiction(NamedTuple):
    """The comparison that fits the weights least: its pair, and the ratio that the others imply.

    The two comparisons with the child `through` say the most different of it.
    """

    pair: tuple[str, str]
    fitting: float
    through: str


def contradiction(
    codes: Sequence[str], ratios: Ratios, weights: Sequence[Fraction]
) -> Contradiction | None:
    """The comparison that is furthest from the ratio of the weights that come of all of them.

    Saaty (2003, Decision-making with the AHP: why is the principal eigenvector necessary) asks
    again for the judgement of which a_ij w_j / w_i is furthest from one. What would fit is the
    geometric mean of the ways through each other child, a_ik a_kj. None where there are fewer than
    three children, or where a weight is too small to be written.

    >>> ratios = {("a", "b"): Fraction(2), ("b", "c"): Fraction(2), ("a", "c"): Fraction(1, 2)}
    >>> contradiction(["a", "b", "c"], ratios, [Fraction(2, 5), Fraction(2, 5), Fraction(1, 5)])
    Contradiction(pair=('a', 'c'), fitting=4.0, through='b')
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
    given = ratios[first, second]
    said = math.log(given.numerator) - math.log(given.denominator)
    through = max(range(len(others)), key=lambda k: abs(logarithms[k] - said))
    return Contradiction((first, second), round(fitting, 12), others[through])


def _ratio(ratios: Ratios, a: str, b: str) -> Fraction:
    if a == b:
        return Fraction(1)
    return ratios[a, b] if (a, b) in ratios else 1 / ratios[b, a]


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

"""Figures of a sample, exact: quantiles, and how far two columns of numbers go together."""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm, sqrt


def quantile(ordered: Sequence[Fraction], part: Fraction) -> Fraction:
    """The value below which a part of ordered figures lies.

    It is type 7 of Hyndman and Fan (1996, The American Statistician 50(4)), which spreadsheets
    (`PERCENTILE`), R and NumPy take: the figures stand evenly from 0 to 1, and between two of them
    lies a straight line.

    >>> figures = [Fraction(n) for n in (1, 2, 4, 10)]
    >>> [str(quantile(figures, Fraction(n, 4))) for n in range(5)]
    ['1', '7/4', '3', '11/2', '10']
    """
    place = part * (len(ordered) - 1)
    below = int(place)
    if below + 1 >= len(ordered):
        return ordered[-1]
    return ordered[below] + (place - below) * (ordered[below + 1] - ordered[below])


def mean(figures: Sequence[Fraction]) -> Fraction:
    """The arithmetic mean of some figures, of which there is one at least."""
    return sum(figures, Fraction(0)) / len(figures)


def on_one_line(figures: Sequence[Fraction]) -> list[int]:
    """Figures as whole numbers that are to one another as they are.

    >>> on_one_line([Fraction(1, 2), Fraction(2, 3), Fraction(1)])
    [3, 4, 6]
    """
    below = lcm(*{each.denominator for each in figures})
    return [each.numerator * (below // each.denominator) for each in figures]


def pearson(one: Sequence[int], other: Sequence[int]) -> float | None:
    """The correlation of two columns; None where one of them is the same throughout.

    Sums are of whole numbers, so nothing is lost before the root.

    >>> pearson([1, 2, 3], [2, 4, 6]), pearson([1, 2, 3], [3, 2, 1]), pearson([1, 2], [5, 5])
    (1.0, -1.0, None)
    """
    size, first, second = len(one), sum(one), sum(other)
    above = size * sum(map(int.__mul__, one, other)) - first * second
    spread = size * sum(map(int.__mul__, one, one)) - first * first
    across = size * sum(map(int.__mul__, other, other)) - second * second
    if not spread or not across:
        return None
    found = sqrt(Fraction(above * above, spread * across))
    return -found if above < 0 else found


def spearman(one: Sequence[int], other: Sequence[int]) -> float | None:
    """The correlation of their ranks; those that are equal share the mean of their ranks.

    >>> spearman([1, 2, 30], [2, 400, 500])
    1.0
    """
    return pearson(doubled_ranks(one), doubled_ranks(other))


def doubled_ranks(figures: Sequence[int]) -> list[int]:
    """The rank of each, the lowest first, times two, which is whole where equal ones share ranks.

    >>> doubled_ranks([7, 5, 7, 9])
    [5, 2, 5, 8]
    """
    order = sorted(range(len(figures)), key=figures.__getitem__)
    found = [0] * len(order)
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and figures[order[end]] == figures[order[start]]:
            end += 1
        for each in order[start:end]:
            found[each] = start + end + 1
        start = end
    return found

"""Sobol indices: how much of the variance of a result is due to each group of its inputs.

Two samples A and B of all inputs are drawn apart; AB has the inputs of A, but those of one group of
B. The first-order index is that part of the variance which would go if the group were known: the
mean of B (AB - A) over the variance (Saltelli et al. 2010, Computer Physics Communications 181,
table 2). The total index is that part which would stay if all other groups were known, with all
in which the group takes part together with others: half the mean of (A - AB)^2 over the variance
(Jansen 1999, Computer Physics Communications 117). Nothing is said of inputs within a group.
"""

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple


class Index(NamedTuple):
    """The indices of one group, each with its standard error over other draws.

    Both lie from 0 to 1 but for the error of the draws; the first is never above the total but for
    that.
    """

    first: float
    first_error: float
    total: float
    total_error: float


def indices(
    a: Sequence[float], b: Sequence[float], mixed: Sequence[Sequence[float]]
) -> tuple[Index, ...] | None:
    """The indices of each group; `mixed` has the results of AB for each. None without variance.

    The errors are those of a ratio of two means, to the first order in what each draw adds
    (delta method).
    """
    size = len(a)
    middle = (sum(a) + sum(b)) / (2 * size)
    ours = [value - middle for value in a]
    others = [value - middle for value in b]
    squares = [(x * x + y * y) / 2.0 for x, y in zip(ours, others, strict=True)]
    variance = sum(squares) / size
    if variance <= _NOTHING:
        return None
    found = []
    for column in mixed:
        shifts = [value - middle - x for value, x in zip(column, ours, strict=True)]
        firsts = [y * shift for y, shift in zip(others, shifts, strict=True)]
        totals = [shift * shift / 2.0 for shift in shifts]
        found.append(Index(*_ratio(firsts, squares), *_ratio(totals, squares)))
    return tuple(found)


_NOTHING = 1e-24
"""What rounding leaves of a variance of nothing."""


def _ratio(top: Sequence[float], bottom: Sequence[float]) -> tuple[float, float]:
    """The ratio of two means, and its standard error."""
    size = len(top)
    under = sum(bottom) / size
    ratio = sum(top) / size / under
    off = sum((x - ratio * y) ** 2 for x, y in zip(top, bottom, strict=True))
    return ratio, sqrt(off / (size - 1) / size) / under

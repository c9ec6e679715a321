"""Ranks of figures, of bounds, and of many draws. The highest is first; nothing knows a rubric.

Shares of ranks are the rank acceptability indices of SMAA-2 (Lahdelma and Salminen 2001, Operations
Research 49(3)), pairwise shares its winning indices (Leskinen et al. 2006). How ties count is ours:
those that share some ranks have each of them for an equal part, so that the shares of a subject and
of a rank add up to one.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from operator import gt
from typing import Final

_KEPT: Final = 9
"""So many decimals of a draw tell two values apart: what is equal in truth can differ by less."""


def competition(figures: Sequence[int | None]) -> list[int | None]:
    """The rank of each figure: as many are before it as are higher, so that equal ones share it.

    Figures are counted in units of what is shown, here and for bounds.

    >>> competition([5, 7, None, 5, 1])
    [2, 1, None, 2, 4]
    """
    known = sorted(each for each in figures if each is not None)
    return [None if f is None else 1 + len(known) - bisect_right(known, f) for f in figures]


def within(bounds: Sequence[tuple[int, int] | None]) -> list[tuple[int, int] | None]:
    """The best and the worst rank that bounds allow each; equal figures share the better one.

    >>> within([(1, 3), (2, 5), None])
    [(1, 2), (1, 2), None]
    >>> within([(1, 2), (2, 2), (3, 3)])
    [(2, 3), (2, 2), (1, 1)]
    """
    lows = sorted(low for pair in bounds if pair for low in pair[:1])
    highs = sorted(high for pair in bounds if pair for high in pair[1:])
    found: list[tuple[int, int] | None] = []
    for pair in bounds:
        if pair is None:
            found.append(None)
            continue
        low, high = pair
        surely_before = len(lows) - bisect_right(lows, high)
        perhaps_before = len(highs) - bisect_right(highs, low) - (high > low)
        found.append((1 + surely_before, 1 + perhaps_before))
    return found


def acceptability(columns: Sequence[Sequence[float]]) -> list[list[Fraction]]:
    """For each column of draws, the share of draws in which it has each rank, the first rank first.

    >>> [[str(part) for part in row] for row in acceptability([[0.1, 0.5], [0.3, 0.5]])]
    [['1/4', '3/4'], ['3/4', '1/4']]
    """
    size = len(columns)
    alone: list[list[int]] = [[0] * size for _ in columns]
    tied: Counter[tuple[int, int, int]] = Counter()
    draws = 0
    for row in zip(*map(_kept, columns), strict=True):
        draws += 1
        order = sorted(range(size), key=row.__getitem__, reverse=True)
        if len(set(row)) == size:
            for rank, each in enumerate(order):
                alone[each][rank] += 1
            continue
        ordered = [-row[each] for each in order]
        for each in order:
            first = bisect_left(ordered, -row[each])
            tied[each, first, bisect_right(ordered, -row[each]) - first] += 1
    found = [[Fraction(count) for count in counts] for counts in alone]
    for (each, first, shared), count in tied.items():
        for rank in range(first, first + shared):
            found[each][rank] += Fraction(count, shared)
    return [[part / draws for part in row] for row in found]


def winning(columns: Sequence[Sequence[float]]) -> list[list[Fraction]]:
    """The share of draws in which each column lies above each other; a tie is half for either.

    >>> [[str(part) for part in row] for row in winning([[0.1, 0.5], [0.3, 0.5]])]
    [['1/2', '1/4'], ['3/4', '1/2']]
    """
    kept = [_kept(column) for column in columns]
    found = [[Fraction(1, 2)] * len(kept) for _ in kept]
    for i, one in enumerate(kept):
        for j in range(i):
            other = kept[j]
            above, below = sum(map(gt, one, other)), sum(map(gt, other, one))
            part = Fraction(above - below + len(one), 2 * len(one))
            found[i][j], found[j][i] = part, 1 - part
    return found


def _kept(column: Sequence[float]) -> list[float]:
    return [round(value, _KEPT) for value in column]

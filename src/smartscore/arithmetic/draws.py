"""Seeded draws: uniform numbers, weights around given shares, and where draws lie.

Whatever is drawn comes of SHAKE128 (FIPS 202) of its name: the same bytes on every machine and in
every version of Python. All else is made of them by arithmetic that is the same everywhere.
"""

import sys
from array import array
from collections.abc import Sequence
from functools import lru_cache
from hashlib import shake_128
from itertools import accumulate
from math import ceil, floor, sqrt
from operator import add, truediv
from typing import Final

from smartscore.arithmetic.portable import exponential

Column = list[float]
"""One number a draw."""

SLICES: Final = 1024
"""So many equally likely values stand for a gamma distribution, each the mean of its slice."""
_LAST: Final = SLICES - 1
WORDS: Final = 2**32
"""So many whole numbers are drawn of."""
LEAST_CV: Final = 0.001
"""A smaller coefficient of variation could not be told from none in what is shown."""
_LEAST_CONCENTRATION: Final = 0.1
_CELLS: Final = 512
_FALLEN: Final = 14.0
"""Where a density has fallen to e^-14 of its height, its tail is cut."""
_TINY: Final = 1e-300


def words(count: int, *names: object) -> "array[int]":
    """So many whole numbers from 0 to WORDS - 1, all as likely, the same for the same names.

    >>> words(3, 1, "weights") == words(3, 1, "weights") != words(3, 2, "weights")
    True
    """
    return _drawn("I", 4 * count, names)


def _drawn(kind: str, size: int, names: Sequence[object]) -> "array[int]":
    found = array(kind, shake_128("\0".join(map(str, names)).encode()).digest(size))
    if sys.byteorder == "big":
        found.byteswap()
    return found


def uniform(count: int, *names: object) -> Column:
    """So many numbers between 0 and 1, all as likely, the same for the same names."""
    return [(word + 0.5) / WORDS for word in words(count, *names)]


def widest(count: int) -> float:
    """The highest coefficient of variation that so many weights can be drawn with.

    Beyond it nearly all of each draw would fall to one weight alone. Rounded down to two decimals.

    >>> widest(2), widest(3)
    (0.95, 1.34)
    """
    return floor(100 * sqrt((count - 1) / (1 + _LEAST_CONCENTRATION))) / 100


def concentration(cv: float, count: int) -> float:
    """The concentration of a Dirichlet distribution of so many weights with a given variation.

    The coefficient of variation of a weight with the mean share m is the root of
    (1 - m) / (m (c + 1)). `cv` is the root mean square of those of all weights, each counted by its
    share; that is (count - 1) / (c + 1) whatever the shares, and where all weights are equal it
    is the coefficient of each.

    >>> concentration(0.5, 2)
    3.0
    """
    return (count - 1) / (cv * cv) - 1


def dirichlet(alphas: Sequence[float], draws: int, *names: object) -> list[Column]:
    """Weights that sum to 1 in each draw, of means in proportion to `alphas`; a column for each.

    Each is a gamma variable of its own alpha over the sum of all (Kotz, Balakrishnan & Johnson
    2000, Continuous multivariate distributions, chapter 49).
    """
    parts = []
    for place, alpha in enumerate(alphas):
        table = gamma(alpha)
        parts.append([table[i & _LAST] for i in _drawn("H", 2 * draws, (*names, place))])
    total = parts[0]
    for part in parts[1:]:
        total = list(map(add, total, part))
    return [list(map(truediv, part, total)) for part in parts]


@lru_cache(maxsize=256)
def gamma(alpha: float) -> tuple[float, ...]:
    """Equally likely values that stand for a gamma distribution, from the lowest to the highest.

    Each is the mean of one of SLICES equally likely slices, so that the mean of all is that of the
    distribution; the variance is short of its own by what lies inside the slices, about a
    thousandth where alpha is 1, and less where it is more.
    """
    points, masses = _density(alpha)
    below = list(accumulate(masses, initial=0.0))
    moments = (mass * point for mass, point in zip(masses, points, strict=True))
    first = list(accumulate(moments, initial=0.0))
    whole = below[-1]
    found: list[float] = []
    cell, before = 0, 0.0
    for k in range(1, SLICES + 1):
        wanted = whole * k / SLICES
        while cell < len(masses) - 1 and below[cell + 1] < wanted:
            cell += 1
        inside = min(1.0, (wanted - below[cell]) / masses[cell])
        reached = first[cell] + inside * (first[cell + 1] - first[cell])
        found.append(max(reached - before, _TINY))
        before = reached
    scale = alpha * SLICES / sum(found)
    return tuple(max(value * scale, _TINY) for value in found)


def _density(alpha: float) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Middles of cells of a gamma variable over its alpha, and how much of it lies in each.

    In the logarithm z of the variable the density is exp(alpha (z + 1 - e^z)) but for a factor:
    smooth and of one peak at zero, whatever alpha is.
    """
    below, above = (_side(alpha, _end(alpha, side) / _CELLS) for side in (-1.0, 1.0))
    points, masses = zip(*below[::-1], *above, strict=True)
    return points, masses


def _side(alpha: float, width: float) -> list[tuple[float, float]]:
    """The cells of one side of the peak, from it outwards; a `width` below zero leads downwards."""
    z, point, ratio = 0.5 * width, exponential(0.5 * width), exponential(width)
    size = abs(width)
    found = []
    for _ in range(_CELLS):
        found.append((point, size * exponential(alpha * (z + 1.0 - point))))
        z += width
        point *= ratio
    return found


def _end(alpha: float, side: float) -> float:
    """Where the density has fallen on one side of its peak, by halving."""

    def fallen(z: float) -> bool:
        return alpha * (exponential(z) - 1.0 - z) > _FALLEN

    inside, outside = 0.0, side
    while not fallen(outside):
        outside *= 2.0
    for _ in range(40):
        middle = (inside + outside) / 2.0
        inside, outside = (inside, middle) if fallen(middle) else (middle, outside)
    return outside


def quantile(ordered: Sequence[float], part: float) -> float:
    """The least draw of those in order up to which at least this part of all lies.

    >>> quantile([1.0, 2.0, 3.0, 4.0], 0.5)
    2.0
    """
    return ordered[max(0, ceil(part * len(ordered) - 1e-9) - 1)]

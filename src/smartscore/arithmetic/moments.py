"""Mean, spread and shape of numbers that come one by one, exactly and in little memory.

Sums of powers are kept as whole numbers of a unit of ten, so that neither the order of the numbers
nor the way in which they are shared out among processes moves a digit.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import comb, isqrt
from typing import Final

_FINEST: Final = 10**40
"""Forty decimals of a number are kept; only a fraction such as 1/3 has more."""
_DIGITS: Final = 40
"""A root is right to so many digits at least, where it is no fraction."""


@dataclass(slots=True)
class Moments:
    """How many numbers there are, and the sums of their first four powers.

    `unit` is the power of ten of whose parts the sums are made.
    """

    count: int = 0
    unit: int = 1
    sums: tuple[int, int, int, int] = (0, 0, 0, 0)

    def add(self, number: Fraction, times: int = 1) -> None:
        """One number more; with `times` of -1 one less that was added before."""
        above, below = number.as_integer_ratio()
        while self.unit % below and self.unit < _FINEST:
            self.finer(self.unit * 10)
        unit = self.unit
        one = above * (unit // below) if unit % below == 0 else (above * unit) // below
        first, second, third, fourth = self.sums
        square = one * one
        self.count += times
        self.sums = (
            first + times * one,
            second + times * square,
            third + times * square * one,
            fourth + times * square * square,
        )

    def merge(self, other: "Moments") -> None:
        """The numbers of others, too."""
        theirs = other.copy()
        theirs.finer(self.unit)
        self.finer(theirs.unit)
        self.count += theirs.count
        first, second, third, fourth = map(int.__add__, self.sums, theirs.sums)
        self.sums = first, second, third, fourth

    def copy(self) -> "Moments":
        """The same, to be changed apart."""
        return Moments(self.count, self.unit, self.sums)

    @property
    def mean(self) -> Fraction | None:
        """The arithmetic mean; None of no number."""
        return Fraction(self.sums[0], self.count * self.unit) if self.count else None

    @property
    def variance(self) -> Fraction | None:
        """The variance of a sample, over one less than there are numbers; None of fewer than two.

        >>> some = Moments()
        >>> for number in (2, 4, 9): some.add(Fraction(number))
        >>> some.mean, some.variance
        (Fraction(5, 1), Fraction(13, 1))
        """
        if self.count < 2:
            return None
        return self._central(2) / (self.count - 1)

    @property
    def skewness(self) -> Fraction | None:
        """The skewness of a sample, G1 of Joanes and Gill (1998): 0 where both sides are alike.

        None of fewer than three numbers, and where all are one.
        """
        n = self.count
        if n < 3 or not (second := self._central(2) / n):
            return None
        third = self._central(3) / n
        size = root(third**2 / second**3 * (n * (n - 1)) / (n - 2) ** 2)
        return size if third >= 0 else -size

    @property
    def kurtosis(self) -> Fraction | None:
        """The excess kurtosis of a sample, G2 of Joanes and Gill (1998): 0 for normal tails.

        None of fewer than four numbers, and where all are one.
        """
        n = self.count
        if n < 4 or not (second := self._central(2) / n):
            return None
        excess = self._central(4) / n / second**2 - 3
        return ((n + 1) * excess + 6) * (n - 1) / ((n - 2) * (n - 3))

    def _central(self, power: int) -> Fraction:
        """The sum of powers of the distances from the mean."""
        n = self.count
        raw = (n, *self.sums)
        centre = Fraction(self.sums[0], n)
        found = sum(
            (comb(power, k) * raw[k] * (-centre) ** (power - k) for k in range(power + 1)),
            Fraction(0),
        )
        return found / Fraction(self.unit) ** power

    def finer(self, unit: int) -> None:
        """The sums in parts of a greater power of ten."""
        if unit > self.unit:
            factor = unit // self.unit
            first, second, third, fourth = self.sums
            self.sums = first * factor, second * factor**2, third * factor**3, fourth * factor**4
            self.unit = unit


def root(number: Fraction) -> Fraction:
    """The square root of a number of zero or more; exact where it is a fraction.

    Of others the digits after the first forty are cut off, on every machine alike.

    >>> root(Fraction(9, 4))
    Fraction(3, 2)
    >>> round(float(root(Fraction(2))), 9)
    1.414213562
    """
    above, below = number.as_integer_ratio()
    top, bottom = isqrt(above), isqrt(below)
    if top * top == above and bottom * bottom == below:
        return Fraction(top, bottom)
    product = above * below
    digits = max(0, _DIGITS - len(str(isqrt(product))))
    return Fraction(isqrt(product * 100**digits), below * 10**digits)

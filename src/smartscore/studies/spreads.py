"""How figures of many places lie, and where each stands among them."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from smartscore.arithmetic import ranks, samples

PARTS: Final = tuple(Fraction(n, 100) for n in (0, 10, 25, 50, 75, 90, 100))
"""The quantiles that are told, the lowest and the highest figure among them."""

_MIDDLE: Final = PARTS.index(Fraction(1, 2))


class Spread(NamedTuple):
    """How some figures lie: how many there are, and how many places have none.

    `quantiles` are at `PARTS`; it is empty, and `mean` None, where no place has a figure.
    """

    size: int
    without: int
    quantiles: tuple[Fraction, ...]
    mean: Fraction | None

    @property
    def median(self) -> Fraction | None:
        """The one in the middle."""
        return self.quantiles[_MIDDLE] if self.quantiles else None


class Standing(NamedTuple):
    """A rank among some, and whether it is shared; None without a figure to rank by."""

    rank: int | None
    tied: bool


NOWHERE: Final = Standing(None, tied=False)


def spread(column: Sequence[Fraction | None]) -> Spread:
    """How the figures of a column lie; None stands for a place without one."""
    figures = sorted(each for each in column if each is not None)
    without = len(column) - len(figures)
    if not figures:
        return Spread(0, without, (), None)
    found = tuple(samples.quantile(figures, part) for part in PARTS)
    return Spread(len(figures), without, found, samples.mean(figures))


def standings(figures: Sequence[int | None]) -> list[Standing]:
    """The rank of each figure, the highest first; equal ones share it."""
    found = ranks.competition(figures)
    shared = Counter(found)
    return [Standing(rank, rank is not None and shared[rank] > 1) for rank in found]

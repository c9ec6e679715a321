"""What a number is worth by its place among the places compared, and what is known of these.

A measure here is that of an indicator in one sample: the same number is worth something else among
other places. Formulas and sources stand in `docs/method.md`, "Over a sample".
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from fractions import Fraction
from typing import Final, Literal, NamedTuple

from smartscore.arithmetic import normalise
from smartscore.arithmetic.numbers import half_up
from smartscore.engine.measures import ONE, ZERO, Measured, Way, within_ends
from smartscore.model.assessment import Rating
from smartscore.model.fields import rational

REACH: Final = 3
"""A z-score of -3 is worth 0 and one of 3 is worth 1; others lie between them, or beyond."""

_DECIMALS: Final = 30
"""So many decimals of a z-score are kept where its deviation is no fraction."""


class ByDeviation(NamedTuple):
    """The distance of a number from the mean of the sample, in standard deviations: a z-score.

    `ends` are the worst and the best number of the sample. Nothing is clipped.
    """

    mean: Fraction
    deviation: Fraction
    exact: bool
    """Whether the deviation is a fraction; of others so many digits are known."""

    sign: int
    logarithmic: bool
    ends: tuple[Fraction, Fraction]

    @property
    def lowest(self) -> Fraction:
        """The worth of the worst number of the sample."""
        return self.worth(self.ends[0])

    @property
    def highest(self) -> Fraction:
        """The worth of the best number of the sample."""
        return self.worth(self.ends[1])

    def z(self, number: Fraction) -> Fraction:
        """The z-score of a number, above zero where it is better than the mean."""
        found = self.sign * (number - self.mean) / self.deviation
        return found if self.exact else half_up(found, _DECIMALS)

    def worth(self, number: Fraction) -> Fraction:
        """The worth of a number: from 0 to 1 within three deviations, and beyond them outside."""
        return (self.z(number) + REACH) / (2 * REACH)

    def measured(self, rating: Rating) -> Measured | None:
        """The worth of a rating."""
        number = number_of(rating, logarithmic=self.logarithmic)
        return None if number is None else Measured(self.worth(number))

    def way(self, rating: Rating) -> Way | None:
        """A number from three deviations on the worse side of the mean to three on the better."""
        number = number_of(rating, logarithmic=self.logarithmic)
        if number is None:
            return None
        reach = self.sign * REACH * self.deviation
        return Way(number, self.mean - reach, self.mean + reach, self.worth(number))


class BySpan(NamedTuple):
    """The place of a number between the worst and the best number of the sample: min-max."""

    worst: Fraction
    best: Fraction
    logarithmic: bool
    lowest: Fraction = ZERO
    highest: Fraction = ONE

    def measured(self, rating: Rating) -> Measured | None:
        """The worth of a rating; a number from outside the sample is kept within its ends."""
        return within_ends(self.way(rating))

    def way(self, rating: Rating) -> Way | None:
        """The number on its way from the worst of the sample to the best."""
        number = number_of(rating, logarithmic=self.logarithmic)
        if number is None:
            return None
        place = normalise.goalposts(number, self.worst, self.best)
        return Way(number, self.worst, self.best, place)


class ByRank(NamedTuple):
    """The rank of a number in the sample, the worst being 1, over the numbers that there are.

    `numbers` are the different numbers of the sample in rising order, and `before` how many lie
    below each, with how many there are at the end. Equal numbers share the lowest of their ranks.
    """

    numbers: tuple[Fraction, ...]
    before: tuple[int, ...]
    higher: bool
    logarithmic: bool

    @property
    def lowest(self) -> Fraction:
        """The worth of the worst number of the sample."""
        return self.worth(self.numbers[0 if self.higher else -1])

    @property
    def highest(self) -> Fraction:
        """The worth of the best number of the sample."""
        return self.worth(self.numbers[-1 if self.higher else 0])

    def worse(self, number: Fraction) -> int:
        """How many numbers of the sample are worse."""
        if self.higher:
            return self.before[bisect_left(self.numbers, number)]
        return self.before[-1] - self.before[bisect_right(self.numbers, number)]

    def better(self, number: Fraction) -> int:
        """How many numbers of the sample are better."""
        if self.higher:
            return self.before[-1] - self.before[bisect_right(self.numbers, number)]
        return self.before[bisect_left(self.numbers, number)]

    def worth(self, number: Fraction) -> Fraction:
        """The share of the numbers that are worse, with one for itself."""
        return min(ONE, Fraction(self.worse(number) + 1, self.before[-1]))

    def measured(self, rating: Rating) -> Measured | None:
        """The worth of a rating."""
        number = number_of(rating, logarithmic=self.logarithmic)
        return None if number is None else Measured(self.worth(number))

    def way(self, rating: Rating) -> Way | None:  # noqa: ARG002
        """Nothing: a rank is no number on its way."""
        return None


class LeftOut(NamedTuple):
    """An indicator that no place of the sample is given a value by, and why.

    `few`: known of fewer than three places; `coverage`: of a smaller share than was asked for;
    `constant`: one number in all places, which tells none of them apart.
    """

    why: Literal["few", "coverage", "constant"]
    lowest: Fraction = ZERO
    highest: Fraction = ONE

    def measured(self, rating: Rating) -> Measured | None:  # noqa: ARG002
        """Nothing."""
        return None

    def way(self, rating: Rating) -> Way | None:  # noqa: ARG002
        """Nothing."""
        return None


InSample = ByDeviation | BySpan | ByRank
"""What gives a number a value by its sample."""


class Outlier(NamedTuple):
    """A number that stands out in its sample, with its place."""

    place: str
    number: Fraction
    z: Fraction


class Spread(NamedTuple):
    """What is known of one indicator in a sample.

    `known` counts the places with a number, `unknown` those without, `apart` those it does not
    apply to. Figures are those of the numbers after a transformation. `outliers` are named and
    never left out; `skewed` says that without them it is skewed still.
    """

    known: int
    unknown: int
    apart: int
    mean: Fraction | None
    deviation: Fraction | None
    lowest: Fraction | None
    highest: Fraction | None
    skewness: Fraction | None
    kurtosis: Fraction | None
    outliers: tuple[Outlier, ...]
    skewed: bool
    left_out: Literal["few", "coverage", "constant"] | None

    @property
    def coverage(self) -> Fraction | None:
        """The share of places with a number, of those to which it applies."""
        total = self.known + self.unknown
        return Fraction(self.known, total) if total else None


class Sample(NamedTuple):
    """The places that a rubric is scored over: how many, and each indicator by its index."""

    places: int
    spreads: Mapping[int, Spread]

    @property
    def left_out(self) -> tuple[int, ...]:
        """The indexes of the indicators that nobody is given a value by."""
        return tuple(index for index, spread in self.spreads.items() if spread.left_out)


def number_of(rating: Rating, *, logarithmic: bool) -> Fraction | None:
    """The number that a rating counts with; None where it has none."""
    if rating.value is None:
        return None
    given = rational(rating.value)
    return normalise.logarithm(given) if logarithmic else given

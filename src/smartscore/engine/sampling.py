"""A sample of places taken together, one after another, and the tree that knows it.

What a number is worth over a sample is known once all places were seen: `Tallies` sees them, in
any order and in several processes, and `over_sample` gives the same tree with measures that score
by them. Scores, cards and whatever else is made of a tree work with it unchanged.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import accumulate
from typing import Final, Literal

from smartscore.arithmetic.moments import Moments, root
from smartscore.engine.measures import Measure, OverSample
from smartscore.engine.sampled import (
    ByDeviation,
    ByRank,
    BySpan,
    LeftOut,
    Outlier,
    Sample,
    Spread,
    number_of,
)
from smartscore.engine.tree import Node, Tree
from smartscore.model.assessment import Rating
from smartscore.model.measures import Quantity

LEAST_PLACES: Final = 3
"""A mean and a spread of fewer numbers say nothing."""
MOST_OUTLIERS: Final = 5
"""So many numbers of an indicator are named at most."""
SKEWED: Final = 2
TAILED: Final = Fraction(7, 2)
"""Numbers are skewed where skewness is beyond 2 and kurtosis above 3.5, and five are named at most:
the usual limits (COINr, Treat; after Groeneveld and Meeden 1984), as docs/method.md says."""

Ratings = Mapping[str, Mapping[str, Rating | None] | None]
_Number = tuple[Fraction, int, str]


@dataclass(slots=True)
class Tally:
    """One indicator over the places seen so far; memory grows for ranks only."""

    logarithmic: bool = False
    ranked: bool = False
    unknown: int = 0
    apart: int = 0
    moments: Moments = field(default_factory=Moments)
    lowest: list[_Number] = field(default_factory=list)
    highest: list[_Number] = field(default_factory=list)
    """The numbers that lie farthest out on either side, each with when and where it was seen."""

    numbers: Counter[Fraction] = field(default_factory=Counter)

    def add(self, rating: Rating | None, at: int, place: str) -> None:
        """What was found in one place; `at` is its number among all, `place` its name."""
        if rating is not None and rating.not_applicable is not None:
            self.apart += 1
            return
        number = None if rating is None else number_of(rating, logarithmic=self.logarithmic)
        if number is None:
            self.unknown += 1
            return
        self.moments.add(number)
        if self.ranked:
            self.numbers[number] += 1
        if len(self.lowest) < _KEPT or _is_less(number, self.lowest[-1][0]):
            self.lowest = sorted([*self.lowest, (number, at, place)], key=_rising)[:_KEPT]
        if len(self.highest) < _KEPT or _is_less(self.highest[-1][0], number):
            self.highest = sorted([*self.highest, (number, at, place)], key=_falling)[:_KEPT]

    def merge(self, other: "Tally") -> None:
        """What was found in other places."""
        self.unknown += other.unknown
        self.apart += other.apart
        self.moments.merge(other.moments)
        self.numbers.update(other.numbers)
        self.lowest = sorted([*self.lowest, *other.lowest], key=_rising)[:_KEPT]
        self.highest = sorted([*self.highest, *other.highest], key=_falling)[:_KEPT]

    def spread(self, left_out: Literal["few", "coverage", "constant"] | None) -> Spread:
        """What is known of the numbers."""
        found, outliers = self._outliers()
        variance = self.moments.variance
        return Spread(
            self.moments.count,
            self.unknown,
            self.apart,
            self.moments.mean,
            None if variance is None else root(variance),
            self.lowest[0][0] if self.lowest else None,
            self.highest[0][0] if self.highest else None,
            self.moments.skewness,
            self.moments.kurtosis,
            tuple(outliers),
            found,
            left_out,
        )

    def _outliers(self) -> tuple[bool, list[Outlier]]:
        """Whether too much is skewed for all to be named, and the farthest while it is skewed."""
        rest = self.moments.copy()
        found: list[Outlier] = []
        mean, variance = rest.mean, rest.variance
        lows, highs = list(self.lowest), list(self.highest)
        while is_skewed(rest) and len(found) < MOST_OUTLIERS:
            skewness = rest.skewness
            assert skewness is not None
            assert mean is not None
            assert variance is not None
            number, _, place = (highs if skewness > 0 else lows).pop(0)
            rest.add(number, -1)
            found.append(Outlier(place, number, (number - mean) / root(variance)))
        return is_skewed(rest), found


_KEPT: Final = MOST_OUTLIERS


def _is_less(one: Fraction, other: Fraction) -> bool:
    """Whether a number is below another; many are asked, and what `<` looks at first takes long."""
    above, below = one.as_integer_ratio()
    top, bottom = other.as_integer_ratio()
    return above * bottom < top * below


def _rising(found: _Number) -> tuple[Fraction, int]:
    return found[0], found[1]


def _falling(found: _Number) -> tuple[Fraction, int]:
    return -found[0], found[1]


def is_skewed(found: Moments) -> bool:
    """Whether a few numbers stand so far out that they rule the mean and the spread."""
    skewness, kurtosis = found.skewness, found.kurtosis
    return (
        skewness is not None
        and kurtosis is not None
        and abs(skewness) > SKEWED
        and kurtosis > TAILED
    )


class Tallies:
    """All that a tree needs to know of the places it is scored over; picklable, and can be merged.

    Whoever has several processes gives each its own, and merges them afterwards.
    """

    def __init__(self, tree: Tree) -> None:
        self.places = 0
        self.of: dict[int, Tally] = {}
        """By the place of the indicator among all indicators of the tree."""

        for leaf, index in enumerate(tree.leaves):
            quantity = over(tree.nodes[index])
            if quantity is not None:
                self.of[leaf] = Tally(quantity.transform == "log", quantity.method == "rank")

    def __bool__(self) -> bool:
        """Whether the tree needs a sample at all."""
        return bool(self.of)

    def add(self, place: str, ratings: Sequence[Rating | None]) -> None:
        """One place by its name, with a rating for each indicator in the order of the tree."""
        for leaf, tally in self.of.items():
            tally.add(ratings[leaf], self.places, place)
        self.places += 1

    def merge(self, other: "Tallies") -> None:
        """Places that were seen elsewhere, after these."""
        for leaf, tally in self.of.items():
            theirs = other.of[leaf]
            after = replace(
                theirs,
                lowest=[(n, at + self.places, place) for n, at, place in theirs.lowest],
                highest=[(n, at + self.places, place) for n, at, place in theirs.highest],
            )
            tally.merge(after)
        self.places += other.places


def over(node: Node) -> Quantity | None:
    """The quantity of an indicator that is scored over a sample; None for any other node."""
    indicator = node.indicator
    quantity = None if indicator is None else indicator.quantity
    return quantity if quantity is not None and quantity.over else None


def needs_sample(tree: Tree) -> bool:
    """Whether a tree has an indicator that is scored over a sample, and knows none yet."""
    return any(isinstance(tree.nodes[index].measure, OverSample) for index in tree.leaves)


def over_sample(tree: Tree, tallies: Tallies, coverage: Fraction = Fraction(0)) -> Tree:
    """The same tree, scored over the places that were seen.

    An indicator known of less than `coverage` of the places it applies to, or of fewer than three,
    or with one number in all, is left out for all: it applies to none of them. `Tree.sample` tells.
    """
    nodes = list(tree.nodes)
    spreads: dict[int, Spread] = {}
    for leaf, tally in tallies.of.items():
        node = tree.nodes[tree.leaves[leaf]]
        quantity = over(node)
        assert quantity is not None
        left_out = _left_out(tally, coverage)
        spreads[node.index] = spread = tally.spread(left_out)
        measure = LeftOut(left_out) if left_out else _measure(quantity, tally, spread)
        nodes[node.index] = replace(node, measure=measure)
    return replace(tree, nodes=tuple(nodes), sample=Sample(tallies.places, spreads))


def _left_out(tally: Tally, coverage: Fraction) -> Literal["few", "coverage", "constant"] | None:
    """Why nobody is given a value by an indicator; None where all who are known are."""
    known = tally.moments.count
    if known < LEAST_PLACES:
        return "few"
    if known < coverage * (known + tally.unknown):
        return "coverage"
    return "constant" if tally.lowest[0][0] == tally.highest[0][0] else None


def _measure(quantity: Quantity, tally: Tally, spread: Spread) -> Measure:
    higher = quantity.better != "lower"
    mean, deviation, low, high = spread.mean, spread.deviation, spread.lowest, spread.highest
    assert mean is not None
    assert deviation is not None
    assert low is not None
    assert high is not None
    worst, best = (low, high) if higher else (high, low)
    if quantity.method == "z-score":
        exact = deviation**2 == tally.moments.variance
        sign = 1 if higher else -1
        return ByDeviation(mean, deviation, exact, sign, tally.logarithmic, (worst, best))
    if quantity.method == "rank":
        numbers = tuple(sorted(tally.numbers))
        before = (0, *accumulate(tally.numbers[number] for number in numbers))
        return ByRank(numbers, before, higher, tally.logarithmic)
    return BySpan(worst, best, tally.logarithmic)

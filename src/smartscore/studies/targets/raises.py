"""To what an indicator can be raised, and what that costs."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal, NamedTuple

from smartscore.arithmetic.numbers import exact
from smartscore.engine.measures import (
    Measured,
    OnChecklist,
    OnGoalposts,
    OnLevels,
    OnSurvey,
    met_items,
)
from smartscore.engine.scored import ScoredNode
from smartscore.model.assessment import Rating, ResponseMean

By = Literal["raises", "ratings", "effort"]
"""What is to be as little as possible first: raises, ratings that are raised, or effort.

A raise is one level up, one more item of a checklist, or a quarter of the way from the worst to the
best of a quantity or a survey, of which what is begun counts.
"""

_QUARTERS: Final = 4
_TWENTIETHS: Final = 20
_SETS: Final = 100
"""So many sets of items, those of one size and weight as one, are looked at of a checklist."""
_FINENESS: Final = 1000
"""Into so many parts at least the way from worst to best is parted for a least value."""


class Raise(NamedTuple):
    """A rating that an indicator could have instead of the one that it has.

    `value` is its worth from 0 to 1; `raises` counts as `By` says; `effort` is in the unit of the
    plans, pro rata of the plan of this indicator, and None where it has no plan with an effort.
    `number` says how many ratings are like it in all that, itself among them: sets of items of one
    weight.
    """

    rating: Rating
    value: Fraction
    raises: int
    effort: Fraction | None
    number: int = 1


@dataclass(frozen=True)
class Raisable:
    """An indicator that can be raised, at all places where it stands in the tree.

    `leaves` are its places among the indicators; `rate` is the effort for all of the way from 0 to
    1, by its plan; `ways` are the raises that come into question, the least first.
    """

    node: ScoredNode
    leaves: tuple[int, ...]
    rate: Fraction | None
    ways: tuple[Raise, ...]

    @property
    def heaviest(self) -> tuple[int, ...]:
        """The places of the ways worth most for their raises; of levels and numbers, of all."""
        best: dict[int, Fraction] = {}
        for way in self.ways:
            best[way.raises] = max(way.value, best.get(way.raises, way.value))
        every = not isinstance(self.node.place.measure, OnChecklist)
        ways = enumerate(self.ways)
        return tuple(i for i, way in ways if every or way.value == best[way.raises])

    @property
    def is_whole(self) -> bool:
        """Whether `ways` leave no set of items out."""
        measure, rating = self.node.place.measure, self.node.rating
        if not isinstance(measure, OnChecklist) or rating is None:
            return True
        met = met_items(rating)
        missing = sum(weight > 0 for code, weight in measure.weights.items() if code not in met)
        return 1 + sum(way.number for way in self.ways) == 1 << missing

    @property
    def is_continuous(self) -> bool:
        """Whether it is a number that can be anything between its ends."""
        return isinstance(self.node.place.measure, OnGoalposts | OnSurvey)


def raisable(node: ScoredNode, leaves: tuple[int, ...], by: By) -> Raisable | None:
    """To what an indicator can be raised; None where it is at its best, or is not rated."""
    if node.status != "rated" or node.rating is None or node.value is None:
        return None
    rate = _rate(node)
    ways = tuple(_ways(node, rate, by))
    return Raisable(node, leaves, rate, ways) if ways else None


def _rate(node: ScoredNode) -> Fraction | None:
    """The effort for all of the way from 0 to 1, by a plan that says what a part of it takes."""
    plan = node.rating.plan if node.rating else None
    measure = node.place.measure
    if plan is None or plan.effort is None or measure is None or node.value is None:
        return None
    planned = measure.measured(plan.target)
    if planned is None or planned.value <= node.value:
        return None
    return exact(plan.effort) / (planned.value - node.value)


def _ways(node: ScoredNode, rate: Fraction | None, by: By) -> Iterator[Raise]:
    measure, rating, now = node.place.measure, node.rating, node.value
    assert rating is not None
    assert now is not None
    if isinstance(measure, OnLevels):
        assert rating.level is not None
        higher = [p.points for p in node.owner.scale if exact(p.points) > exact(rating.level)]
        for count, level in enumerate(higher, 1):
            value = measure.level(level)
            yield Raise(Rating(level=level), value, count, _effort(rate, value - now))
    elif isinstance(measure, OnChecklist):
        yield from _items(measure, rating, rate, now)
    elif isinstance(measure, OnGoalposts | OnSurvey):
        parts = _TWENTIETHS if by == "effort" and rate is not None else _QUARTERS
        places = [now + Fraction(i, parts) for i in range(1, parts + 1)]
        for place in dict.fromkeys(min(each, Fraction(1)) for each in places):
            if place > now:
                found = at_least(node, place)
                assert found is not None
                yield _raised(node, found, rate, now)


def _items(
    measure: OnChecklist, rating: Rating, rate: Fraction | None, now: Fraction
) -> Iterator[Raise]:
    """Sets of items that are not met."""
    met, weights = met_items(rating), measure.weights
    missing = [code for code, weight in weights.items() if code not in met and weight]
    missing.sort(key=lambda code: -weights[code])
    for items, number in _sets(missing, weights):
        target = Rating(met=(*met, *items))
        measured = measure.measured(target)
        assert measured is not None
        value = measured.value
        yield Raise(target, value, len(items), _effort(rate, value - now), number)


def _sets(
    missing: Sequence[str], weights: Mapping[str, Fraction]
) -> Iterator[tuple[tuple[str, ...], int]]:
    """Sets of items with their number, the smallest first: one of each size and weight.

    `missing` has the heaviest first. Of more than `_SETS` only the heaviest of each size are given.
    """
    found: dict[tuple[int, Fraction], tuple[tuple[str, ...], int]] = {(0, Fraction(0)): ((), 1)}
    for code in missing:
        for (size, weight), (items, number) in list(found.items()):
            key = size + 1, weight + weights[code]
            first, before = found.get(key, ((*items, code), 0))
            found[key] = first, before + number
        if len(found) > _SETS:
            yield from ((tuple(missing[:size]), 1) for size in range(1, len(missing) + 1))
            return
    del found[0, Fraction(0)]
    yield from (found[key] for key in sorted(found))


def _raised(node: ScoredNode, found: Rating, rate: Fraction | None, now: Fraction) -> Raise:
    """A raise of a number, which counts by the quarters of the way that it begins."""
    value = measured(node, found).value
    quarters = math.ceil((value - now) * _QUARTERS)
    return Raise(found, value, quarters, _effort(rate, value - now))


def _effort(rate: Fraction | None, way: Fraction) -> Fraction | None:
    return None if rate is None else rate * way


def measured(node: ScoredNode, rating: Rating) -> Measured:
    """What a rating of an indicator would be worth."""
    assert node.place.measure is not None
    found = node.place.measure.measured(rating)
    assert found is not None
    return found


class Grid(NamedTuple):
    """The numbers at which a quantity or a mean of answers may stop: `units` of `step`."""

    worst: Fraction
    best: Fraction
    step: Fraction

    @property
    def sign(self) -> int:
        """1 where more is better, else -1."""
        return 1 if self.best > self.worst else -1

    def number(self, units: int) -> Fraction:
        """The number of so many steps on from the worst, no further than the best."""
        there = self.worst + self.sign * units * self.step
        first = math.floor(there / self.step) if self.sign < 0 else math.ceil(there / self.step)
        rounded = first * self.step
        return min(rounded, self.best) if self.sign > 0 else max(rounded, self.best)

    @property
    def most(self) -> int:
        """So many steps lead to the best."""
        return math.ceil(abs(self.best - self.worst) / self.step)


def grid(node: ScoredNode) -> Grid:
    """Where an indicator that is a number may stop: decimals that part its way into a thousand."""
    measure = node.place.measure
    assert isinstance(measure, OnGoalposts | OnSurvey)
    step = Fraction(1)
    while step * _FINENESS > abs(measure.best - measure.worst):
        step /= 10
    while step * _FINENESS * 10 <= abs(measure.best - measure.worst):
        step *= 10
    return Grid(measure.worst, measure.best, step)


def number_rated(node: ScoredNode, number: Fraction) -> Rating:
    """The rating of a number: a value, or a mean of as many answers as there are."""
    written: int | float | str
    written = int(number) if number.denominator == 1 else float(number)
    if exact(written) != number:
        written = f"{number.numerator}/{number.denominator}"
    if isinstance(node.place.measure, OnGoalposts):
        return Rating(value=written)
    responses = node.rating.responses if node.rating else None
    count = responses.n if isinstance(responses, ResponseMean) else 1
    if isinstance(responses, tuple):
        count = len(responses)
    return Rating(responses=ResponseMean(mean=written, n=count))


def at_least(node: ScoredNode, place: Fraction) -> Rating | None:
    """The least number on the grid that is worth a place from 0 to 1; None where none is."""
    stops = grid(node)
    low, high = 0, stops.most
    if measured(node, number_rated(node, stops.number(high))).value < place:
        return None
    while low < high:
        middle = (low + high) // 2
        if measured(node, number_rated(node, stops.number(middle))).value >= place:
            high = middle
        else:
            low = middle + 1
    return number_rated(node, stops.number(low))

"""What a rating is worth before any weighting, by the measure of its indicator."""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple, Protocol

from smartscore.arithmetic import normalise
from smartscore.arithmetic.numbers import exact
from smartscore.model.assessment import Rating, ResponseFile, ResponseMean
from smartscore.model.fields import rational
from smartscore.model.rubric import Indicator, Rubric

ZERO, ONE = Fraction(0), Fraction(1)


class Measured(NamedTuple):
    """A rating as a value from 0 to 1; `clipped` where it lay outside its goalposts."""

    value: Fraction
    clipped: bool = False


class Way(NamedTuple):
    """A number on its way from one end, which scores nothing, to the other, which scores in full.

    `number` and both ends are what the arithmetic goes on from, after a transformation. `place` is
    how far the number has come: from 0 to 1, and beyond them where it lies outside its goalposts.
    """

    number: Fraction
    start: Fraction
    end: Fraction
    place: Fraction


def within_ends(way: Way | None) -> Measured | None:
    """What a number on its way is worth, clipped at its ends; None without a number."""
    if way is None:
        return None
    inside = normalise.clipped(way.place)
    return Measured(inside, inside != way.place)


class Measure(Protocol):
    """How ratings of one indicator become values."""

    @property
    def lowest(self) -> Fraction:
        """What the lowest rating is worth."""
        ...

    @property
    def highest(self) -> Fraction:
        """What the highest rating is worth."""
        ...

    def measured(self, rating: Rating) -> Measured | None:
        """The worth of a rating; None where it is unknown. The pair has been checked by rules."""
        ...

    def way(self, rating: Rating) -> Way | None:
        """Where the number of a rating stands between its ends; None where it is no such number."""
        ...


class OnLevels(NamedTuple):
    """A level on the rubric's scale, from the floor or from the lowest point.

    `points` are the points of the scale in their order, `worth` the value of each.
    """

    lowest: Fraction
    points: tuple[Fraction, ...]
    floor: Fraction | None
    worth: Mapping[int | float, Fraction]
    highest: Fraction = ONE

    def measured(self, rating: Rating) -> Measured | None:
        """The worth of a level."""
        return None if rating.level is None else Measured(self.level(rating.level))

    def way(self, rating: Rating) -> Way | None:
        """A level from the floor, or the lowest point, to the highest one."""
        if rating.level is None:
            return None
        lowest = min(self.points) if self.floor is None else self.floor
        return Way(exact(rating.level), lowest, max(self.points), self.level(rating.level))

    def level(self, level: int | float) -> Fraction:
        """The worth of a level from 0 to 1; one between two points lies between their values."""
        found = self.worth.get(level)
        return normalise.level(exact(level), self.points, self.floor) if found is None else found


class OnGoalposts(NamedTuple):
    """A number on its way from the worst to the best; what lies beyond is clipped."""

    lowest: Fraction
    worst: Fraction
    best: Fraction
    logarithmic: bool
    ends: tuple[Fraction, Fraction]
    """The goalposts after the transformation."""

    highest: Fraction = ONE

    def measured(self, rating: Rating) -> Measured | None:
        """The worth of a number."""
        return within_ends(self.way(rating))

    def way(self, rating: Rating) -> Way | None:
        """The number, as a logarithm where one is asked for; one that has none is not given."""
        if rating.value is None:
            return None
        given = rational(rating.value)
        number = normalise.logarithm(given) if self.logarithmic else given
        return Way(number, *self.ends, normalise.goalposts(number, *self.ends))


class OverSample(NamedTuple):
    """A number whose score depends on all places that are compared: one alone has none.

    `engine/sampling` puts another measure in its place once they are known.
    """

    lowest: Fraction = ZERO
    highest: Fraction = ONE

    def measured(self, rating: Rating) -> Measured | None:  # noqa: ARG002
        """Nothing, for one place."""
        return None

    def way(self, rating: Rating) -> Way | None:  # noqa: ARG002
        """Nothing, for one place."""
        return None


class OnChecklist(NamedTuple):
    """The weight of the items that are met, as a share of the weight of all."""

    lowest: Fraction
    weights: Mapping[str, Fraction]
    highest: Fraction = ONE

    def measured(self, rating: Rating) -> Measured | None:
        """The worth of what is met; an item counts once."""
        if rating.met is None:
            return None
        met = [self.weights[code] for code in met_items(rating)]
        return Measured(normalise.share(met, list(self.weights.values())))

    def way(self, rating: Rating) -> Way | None:  # noqa: ARG002
        """Nothing: what is met is no number on its way."""
        return None


class OnSurvey(NamedTuple):
    """The mean of answers between the one that scores nothing and the one that scores in full."""

    lowest: Fraction
    worst: Fraction
    best: Fraction
    highest: Fraction = ONE

    def measured(self, rating: Rating) -> Measured | None:
        """The worth of the answers."""
        way = self.way(rating)
        return None if way is None else Measured(way.place)

    def way(self, rating: Rating) -> Way | None:
        """The mean of the answers."""
        if rating.responses is None:
            return None
        mean = survey_mean(rating)
        place = normalise.goalposts(mean, self.worst, self.best)
        return Way(mean, self.worst, self.best, place)


def measure_of(indicator: Indicator, rubric: Rubric) -> Measure:
    """How ratings of an indicator become values, in the rubric in which it is written."""
    if (quantity := indicator.quantity) is not None:
        if quantity.worst is None or quantity.best is None:
            return OverSample()
        worst, best = exact(quantity.worst), exact(quantity.best)
        logarithmic = quantity.transform == "log"
        first, last = (normalise.logarithm(e) if logarithmic else e for e in (worst, best))
        return OnGoalposts(ZERO, worst, best, logarithmic, (first, last))
    if indicator.checklist is not None:
        return OnChecklist(ZERO, {item.code: exact(item.weight) for item in indicator.checklist})
    if indicator.survey is not None:
        worst, best = map(exact, indicator.survey.ends)
        return OnSurvey(ZERO, worst, best)
    floor = rubric.floor if indicator.floor is None else indicator.floor
    return _on_levels(tuple(point.points for point in rubric.scale), floor)


@lru_cache(maxsize=256, typed=True)
def _on_levels(scale: tuple[int | float, ...], floor: int | float | None) -> OnLevels:
    """Levels of one scale and floor, which many indicators share."""
    bottom = None if floor is None else exact(floor)
    points = tuple(map(exact, scale))
    worth = {
        level: normalise.level(at, points, bottom) for level, at in zip(scale, points, strict=True)
    }
    return OnLevels(min(worth.values(), default=ZERO), points, bottom, worth)


def met_items(rating: Rating) -> tuple[str, ...]:
    """The codes of the items of a checklist that are met, each once."""
    return tuple(dict.fromkeys(rating.met or ()))


def survey_mean(rating: Rating) -> Fraction:
    """The mean of the answers of a survey, whose file has been read."""
    responses = rating.responses
    assert responses is not None
    assert not isinstance(responses, ResponseFile)
    if isinstance(responses, ResponseMean):
        return rational(responses.mean)
    return normalise.mean([exact(answer) for answer in responses])

"""What a rating is worth before any weighting, by the measure of its indicator."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from smartscore import normalise
from smartscore.assessment import Rating, ResponseFile, ResponseMean
from smartscore.fields import rational
from smartscore.rounding import exact
from smartscore.rubric import Indicator, Rubric

ZERO, ONE = Fraction(0), Fraction(1)


class Measured(NamedTuple):
    """A rating as a value from 0 to 1; `clipped` where it lay outside its goalposts."""

    value: Fraction
    clipped: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """How ratings of one indicator become values; `lowest` is what the lowest rating is worth."""

    lowest: Fraction = ZERO

    def measured(self, rating: Rating) -> Measured | None:
        """The worth of a rating; None where it is unknown. The pair has been checked by rules."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class OnLevels(Measure):
    """A level on the rubric's scale, from the floor or from the lowest point.

    `points` are the points of the scale in their order, `worth` the value of each.
    """

    points: tuple[Fraction, ...] = ()
    floor: Fraction | None = None
    worth: dict[int | float, Fraction] = field(default_factory=dict)

    def measured(self, rating: Rating) -> Measured | None:
        """The worth of a level."""
        return None if rating.level is None else Measured(self.level(rating.level))

    def level(self, level: int | float) -> Fraction:
        """The worth of a level from 0 to 1; one between two points lies between their values."""
        found = self.worth.get(level)
        return normalise.level(exact(level), self.points, self.floor) if found is None else found


@dataclass(frozen=True, slots=True)
class OnGoalposts(Measure):
    """A number on its way from the worst to the best; what lies beyond is clipped."""

    worst: Fraction = ZERO
    best: Fraction = ONE
    logarithmic: bool = False
    ends: tuple[Fraction, Fraction] = (ZERO, ONE)
    """The goalposts after the transformation."""

    def measured(self, rating: Rating) -> Measured | None:
        """The worth of a number."""
        return None if rating.value is None else self.place(rational(rating.value))

    def place(self, value: Fraction) -> Measured:
        """Where a number stands; one that has no logarithm is not given."""
        found = normalise.logarithm(value) if self.logarithmic else value
        place = normalise.goalposts(found, *self.ends)
        inside = normalise.clipped(place)
        return Measured(inside, inside != place)


@dataclass(frozen=True, slots=True)
class OverSample(Measure):
    """A number whose score depends on all places that are compared: one alone has none."""

    def measured(self, rating: Rating) -> Measured | None:  # noqa: ARG002
        """Nothing, for one place."""
        return None


@dataclass(frozen=True, slots=True)
class OnChecklist(Measure):
    """The weight of the items that are met, as a share of the weight of all."""

    weights: dict[str, Fraction] = field(default_factory=dict)

    def measured(self, rating: Rating) -> Measured | None:
        """The worth of what is met; an item counts once."""
        if rating.met is None:
            return None
        met = [self.weights[code] for code in dict.fromkeys(rating.met)]
        return Measured(normalise.share(met, list(self.weights.values())))


@dataclass(frozen=True, slots=True)
class OnSurvey(Measure):
    """The mean of answers between the one that scores nothing and the one that scores in full."""

    worst: Fraction = ZERO
    best: Fraction = ONE

    def measured(self, rating: Rating) -> Measured | None:
        """The worth of the answers."""
        if rating.responses is None:
            return None
        return Measured(normalise.goalposts(survey_mean(rating), self.worst, self.best))


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
    bottom = None if floor is None else exact(floor)
    points = tuple(exact(point.points) for point in rubric.scale)
    worth = {p.points: normalise.level(exact(p.points), points, bottom) for p in rubric.scale}
    return OnLevels(min(worth.values(), default=ZERO), points, bottom, worth)


def survey_mean(rating: Rating) -> Fraction:
    """The mean of the answers of a survey, whose file has been read."""
    responses = rating.responses
    assert responses is not None
    assert not isinstance(responses, ResponseFile)
    if isinstance(responses, ResponseMean):
        return rational(responses.mean)
    return normalise.mean([exact(answer) for answer in responses])

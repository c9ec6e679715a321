"""What a rating is worth before any weighting, by the measure of its indicator."""

from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from smartscore import normalise
from smartscore.assessment import Rating, ResponseFile, ResponseMean
from smartscore.fields import rational
from smartscore.rounding import exact
from smartscore.rubric import Indicator, Quantity, Rubric


class Measured(NamedTuple):
    """A rating as a value from 0 to 1; `clipped` where it lay outside its goalposts."""

    value: Fraction
    clipped: bool = False


def measured(indicator: Indicator, rubric: Rubric, rating: Rating) -> Measured | None:
    """The worth of a rating; None where it is unknown. The pair has been checked by rules."""
    if indicator.quantity is not None and rating.value is not None:
        return _quantity(indicator.quantity, rational(rating.value))
    if indicator.checklist is not None and rating.met is not None:
        weights = {item.code: exact(item.weight) for item in indicator.checklist}
        met = [weights[code] for code in dict.fromkeys(rating.met)]
        return Measured(normalise.share(met, list(weights.values())))
    if indicator.survey is not None and rating.responses is not None:
        worst, best = map(exact, indicator.survey.ends)
        return Measured(normalise.goalposts(survey_mean(rating), worst, best))
    if indicator.levels is not None and rating.level is not None:
        return Measured(level_value(indicator, rubric, rating.level))
    return None


def level_value(indicator: Indicator, rubric: Rubric, level: int | float) -> Fraction:
    """The worth of a level on the rubric's scale, from the floor if there is one."""
    floor = rubric.floor if indicator.floor is None else indicator.floor
    return _level(level, tuple(point.points for point in rubric.scale), floor)


@lru_cache(maxsize=1024, typed=True)
def _level(
    level: int | float, scale: tuple[int | float, ...], floor: int | float | None
) -> Fraction:
    bottom = None if floor is None else exact(floor)
    return normalise.level(exact(level), [exact(points) for points in scale], bottom)


def lowest(indicator: Indicator, rubric: Rubric) -> Fraction:
    """What the lowest rating that an indicator can be given is worth."""
    if indicator.levels is None or not rubric.scale:
        return Fraction(0)
    return level_value(indicator, rubric, rubric.scale[0].points)


def survey_mean(rating: Rating) -> Fraction:
    """The mean of the answers of a survey, whose file has been read."""
    responses = rating.responses
    assert responses is not None
    assert not isinstance(responses, ResponseFile)
    if isinstance(responses, ResponseMean):
        return rational(responses.mean)
    return normalise.mean([exact(answer) for answer in responses])


def _quantity(quantity: Quantity, value: Fraction) -> Measured:
    assert quantity.worst is not None
    assert quantity.best is not None
    worst, best = exact(quantity.worst), exact(quantity.best)
    if quantity.transform == "log":
        worst, best, value = (normalise.logarithm(x) for x in (worst, best, value))
    place = normalise.goalposts(value, worst, best)
    inside = normalise.clipped(place)
    return Measured(inside, inside != place)

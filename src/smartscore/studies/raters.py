"""Who judged what: raters in files of their own, or in one that keeps their judgements."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Literal, NamedTuple

from smartscore.arithmetic.numbers import exact
from smartscore.engine.measures import measure_of, survey_mean
from smartscore.model.assessment import Rater, Rating
from smartscore.model.fields import Text, rational
from smartscore.model.rubric import Indicator, Rubric
from smartscore.model.walking import Asked, asked
from smartscore.results.result import Result
from smartscore.text.naming import fresh


class Judging(NamedTuple):
    """A rater: the code in this study, who that is, and by which file, counted from 0."""

    code: str
    rater: Rater
    file: int


class Given(NamedTuple):
    """What one rater gave; `rater` is the place among all raters, `worth` from 0 to 1.

    `aside` says why nothing was given, where the rater says so, with the reason as `because`.
    """

    rater: int
    rating: Rating
    because: Text | None
    worth: Fraction | None
    aside: Literal["unknown", "not_applicable"] | None = None


class Unit(NamedTuple):
    """An indicator with what its raters gave; `aside` are those who say why they gave nothing."""

    asked: Asked
    given: tuple[Given, ...]
    aside: tuple[Given, ...]

    @property
    def width(self) -> Fraction:
        """How far the widest two judgements are apart, as a part of the measure, from 0 to 1."""
        worths = [each.worth for each in self.given if each.worth is not None]
        return max(worths) - min(worths) if worths else Fraction(0)

    @property
    def levels(self) -> tuple[Fraction, Fraction] | None:
        """The lowest and the highest level; None where it is measured otherwise."""
        found = [exact(e.rating.level) for e in self.given if e.rating.level is not None]
        return (min(found), max(found)) if found else None

    @property
    def differs(self) -> bool:
        """Whether two raters gave different ratings."""
        return len({identity(each.rating) for each in self.given}) > 1


def raters(results: Sequence[Result], codes: Sequence[str]) -> Iterator[Judging]:
    """All raters, each under a code that no other has."""
    taken: set[str] = set()
    for i, (result, own) in enumerate(zip(results, codes, strict=True)):
        alone = (own, result.assessment.rater or Rater())
        declared: list[tuple[str, Rater]] = [
            (judge.code, judge) for judge in result.assessment.raters
        ]
        for code, rater in declared or [alone]:
            free = fresh(code, taken)
            taken.add(free)
            yield Judging(free, rater, i)


def units(
    rubric: Rubric, results: Sequence[Result], judging: Sequence[Judging]
) -> list[tuple[Unit, bool]]:
    """Every indicator that anybody said something of, and whether it has a level of nobody."""
    places = [
        [place for place, each in enumerate(judging) if each.file == i] for i in range(len(results))
    ]
    found = []
    for item in asked(rubric):
        given: list[Given] = []
        unjudged = False
        for result, own in zip(results, places, strict=True):
            rating = result.assessment.rating(rubric.code, item.code)
            if rating is None:
                continue
            if not result.assessment.raters:
                given += _alone(own[0], rating, item.indicator, rubric)
                continue
            by_code = dict(
                zip((judge.code for judge in result.assessment.raters), own, strict=True)
            )
            unjudged |= rating.given is not None and not rating.judgements
            given += (
                Given(by_code[each.rater], each.rating, each.because, worth)
                for each in rating.judgements
                if (worth := _worth(each.rating, item.indicator, rubric)) is not None
            )
        if given or unjudged:
            said = tuple(each for each in given if each.aside is None)
            aside = tuple(each for each in given if each.aside is not None)
            found.append((Unit(item, said, aside), unjudged))
    return found


def _alone(place: int, rating: Rating, indicator: Indicator, rubric: Rubric) -> Iterator[Given]:
    """What the one rater of a file gave."""
    if rating.given is not None:
        yield Given(place, rating, rating.because, _worth(rating, indicator, rubric))
    elif rating.unknown is not None:
        yield Given(place, rating, rating.unknown, None, "unknown")
    elif rating.not_applicable is not None:
        yield Given(place, rating, rating.not_applicable, None, "not_applicable")


def _worth(rating: Rating, indicator: Indicator, rubric: Rubric) -> Fraction | None:
    measured = measure_of(indicator, rubric).measured(rating)
    return None if measured is None else measured.value


def identity(rating: Rating) -> object:
    """The same for ratings that say the same, whatever their measure."""
    if rating.level is not None:
        return exact(rating.level)
    if rating.value is not None:
        return rational(rating.value)
    if rating.met is not None:
        return frozenset(rating.met)
    return survey_mean(rating)

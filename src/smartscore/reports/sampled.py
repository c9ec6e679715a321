"""How a number becomes a value by its place among the places compared, step by step."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from smartscore.engine.sampled import REACH, ByDeviation, ByRank, InSample, number_of
from smartscore.engine.scored import ScoredNode
from smartscore.reports.exact_numbers import Numbers, bracket
from smartscore.words import Words


class Step(NamedTuple):
    """What is worked out in words, its formula, and what that comes to."""

    head: str
    formula: str
    result: Fraction


def steps(node: ScoredNode, words: Words, numbers: Numbers) -> Iterator[Step]:
    """The way from the number of a rated indicator in a sample to its value."""
    measure, rating, indicator = node.place.measure, node.rating, node.indicator
    assert isinstance(measure, InSample)
    assert rating is not None
    assert rating.value is not None
    assert indicator is not None
    assert indicator.quantity is not None
    number = number_of(rating, logarithmic=measure.logarithmic)
    assert number is not None
    given = f"{numbers.written(rating.value)} {words.text(indicator.quantity.unit)}"
    if measure.logarithmic:
        yield Step(given, f"ln({numbers.written(rating.value)})", number)
        given = numbers.brief(number)
    yield from _steps(measure, number, given, words, numbers)


def _steps(
    measure: InSample, number: Fraction, given: str, words: Words, numbers: Numbers
) -> Iterator[Step]:
    here = numbers.brief(number)
    if isinstance(measure, ByDeviation):
        mean, deviation = numbers.brief(measure.mean), numbers.brief(measure.deviation)
        one, other = (here, mean) if measure.sign > 0 else (mean, here)
        z = measure.z(number)
        head = words("explain.z-score", given=given, mean=mean, deviation=deviation)
        yield Step(head, f"({one} - {bracket(other, '-')}) / {bracket(deviation)}", z)
        head = words("explain.z-value", low=-REACH, high=REACH)
        yield Step(head, f"({numbers.brief(z)} + {REACH}) / {2 * REACH}", measure.worth(number))
    elif isinstance(measure, ByRank):
        worse, total = measure.worse(number), measure.before[-1]
        told = {"given": given, "rank": measure.better(number) + 1, "total": total, "worse": worse}
        yield Step(words("explain.rank", **told), f"({worse} + 1) / {total}", measure.worth(number))
    else:
        worst, best = numbers.brief(measure.worst), numbers.brief(measure.best)
        head = words("explain.span", given=given, worst=worst, best=best)
        place = (number - measure.worst) / (measure.best - measure.worst)
        yield Step(head, numbers.place(here, worst, best), place)

"""Assessments that are scored together: the places given are the sample of those that need one."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from smartscore.results.result import Result
from smartscore.studies.sampling import sampled
from smartscore.text.problems import Place, Problem


def together(
    results: Sequence[Result], name: str, coverage: Fraction
) -> tuple[list[Result], list[Problem]]:
    """The results scored over all of them, where a rubric asks for it, and what is said of that.

    It is said of the first, by its `name`: what is wrong is wrong with all of them together. What
    did not keep them from being scored is among its remarks, too.
    """
    names = [result.assessment.subject.name for result in results]
    found = sampled(names, [result.cards for result in results], coverage)
    doubts = [complaint.at(Place(name)) for complaint in found.complaints]
    pairs = zip(results, found.cards, strict=True)
    made = [replace(result, cards=cards) for result, cards in pairs]
    made[0] = replace(made[0], remarks=(*made[0].remarks, *doubts))
    return made, doubts

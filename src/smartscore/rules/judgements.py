"""Judgements: what each of several raters gave, and whether what was agreed lies among them.

That a judgement fits its measure and its scale is told as of a rating (A103, A106 to A109).
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from smartscore.arithmetic.numbers import exact
from smartscore.model.assessment import Judgement, Rating
from smartscore.model.fields import shown
from smartscore.model.rubric import Indicator
from smartscore.rules.rule import AssessmentCase, Finding, Found, RatingsCase, Rule, repeated
from smartscore.text.likeness import Names
from smartscore.text.problems import Beside, Code, Route, Severity, closest, sole_match


def judgements_name_a_rater(case: AssessmentCase) -> Found:
    """A judgement names one of the `raters` of the assessment.

    `raters` says who judged, in which role and on which side; a judgement has only the code. One
    under another code would be of nobody, and a misspelt code would be counted as a further rater.
    `--fix` corrects the code where only one can have been meant.

    Breaks:
        raters: [{code: office, role: Analyst}, {code: forum, role: Resident}]
        ratings:
          plan-check:
            vision: {judgements: [{rater: ofice, level: 2}, {rater: forum, level: 1}]}

    Keeps:
        raters: [{code: office, role: Analyst}, {code: forum, role: Resident}]
        ratings:
          plan-check:
            vision: {judgements: [{rater: office, level: 2}, {rater: forum, level: 1}]}
    """
    known = Names(rater.code for rater in case.assessment.raters)
    for judged in _judged(case):
        code = judged.judgement.rater
        if code not in known:
            values = {"code": code, "suggestion": closest(code, known)}
            values |= {} if case.assessment.raters else {"variant": "nobody"}
            yield Finding((*judged.route, "rater"), values, sole_match(code, known))


def raters_have_codes_of_their_own(case: AssessmentCase) -> Found:
    """Each of the `raters` has a code that no other has.

    Judgements under a code that two raters share could be of either. Give one of them another code,
    in `raters` and in the judgements of that rater.

    Breaks:
        raters: [{code: office, role: Analyst}, {code: office, role: Resident}]
        ratings:
          plan-check:
            vision: {judgements: [{rater: office, level: 2}]}

    Keeps:
        raters: [{code: office, role: Analyst}, {code: forum, role: Resident}]
        ratings:
          plan-check:
            vision: {judgements: [{rater: office, level: 2}, {rater: forum, level: 1}]}
    """
    yield from repeated([rater.code for rater in case.assessment.raters], ("raters",), "code")


def raters_judge_an_indicator_once(case: RatingsCase) -> Found:
    """A rater has one judgement of an indicator.

    Two of one rater can't both hold. Remove the one that was given up; where two people judged
    under one code, give each a code.

    Breaks:
        raters: [{code: office, role: Analyst}, {code: forum, role: Resident}]
        ratings:
          plan-check:
            vision: {judgements: [{rater: office, level: 2}, {rater: office, level: 1}]}

    Keeps:
        raters: [{code: office, role: Analyst}, {code: forum, role: Resident}]
        ratings:
          plan-check:
            vision: {judgements: [{rater: office, level: 2}, {rater: forum, level: 1}]}
    """
    for route, rating, _, _ in case.rated():
        who = [judgement.rater for judgement in rating.judgements]
        for found in repeated(who, (*route, "judgements"), "rater"):
            yield found._replace(values={"code": found.values["code"]})


def levels_that_are_agreed_lie_among_the_judgements(case: RatingsCase) -> Found:
    """A level that was agreed lies between the lowest and the highest that raters judged.

    Raters who judged 2 and 3 seldom agree on 4. That can be right where a source came up that none
    of them had seen: say so in `because`. Most often one of the numbers was mistyped, or the level
    was changed later and the judgements forgotten.

    Breaks:
        raters: [{code: office, role: Analyst}, {code: forum, role: Resident}]
        ratings:
          plan-check:
            vision:
              level: 1
              because: No decree was found.
              judgements: [{rater: office, level: 2}, {rater: forum, level: 3}]

    Keeps:
        raters: [{code: office, role: Analyst}, {code: forum, role: Resident}]
        ratings:
          plan-check:
            vision:
              level: 2
              because: The decree is a draft.
              evidence: [{cite: plan2024, at: 4, shows: A draft of the decree.}]
              judgements: [{rater: office, level: 2}, {rater: forum, level: 3}]
    """
    for route, rating, indicator, _ in case.rated():
        levels = _levels(rating)
        if rating.level is None or indicator.levels is None or not levels:
            continue
        low, high = min(levels), max(levels)
        if not low <= exact(rating.level) <= high:
            place = (*route, "level")
            values = {
                "code": indicator.code,
                "level": case.as_written(place, rating.level),
                "low": _said(low),
                "high": _said(high),
                "variant": "one" if low == high else "",
            }
            yield Finding(place, values, related=(Beside((*route, "judgements"), "judgements"),))


def raters_have_judged(case: AssessmentCase) -> Found:
    """Each of the `raters` has judged something.

    A rater who is declared and judged nothing makes a reader believe that more people looked than
    did. Remove the entry, or add the judgements; who judged alone stands under `rater`.

    Breaks:
        raters: [{code: office, role: Analyst}, {code: forum, role: R}, {code: campus, role: L}]
        ratings:
          plan-check:
            vision: {judgements: [{rater: office, level: 2}, {rater: forum, level: 1}]}

    Keeps:
        raters: [{code: office, role: Analyst}, {code: forum, role: Resident}]
        ratings:
          plan-check:
            vision: {judgements: [{rater: office, level: 2}, {rater: forum, level: 1}]}
    """
    seen = {judged.judgement.rater for judged in _judged(case)}
    for i, rater in enumerate(case.assessment.raters):
        if rater.code not in seen and not case.narrowed:
            yield ("raters", i, "code"), {"code": rater.code}


def what_all_judge_alike_is_settled(case: RatingsCase) -> Found:
    """What all raters judge alike has that level, and is not left open.

    A rating with judgements and no level counts as unknown until somebody writes what was agreed.
    Where two raters or more gave the same there is nothing left to agree on: write it, or have it
    written by `smartscore agree FILE --consensus median -o merged.yaml`.

    Breaks:
        raters: [{code: office, role: Analyst}, {code: forum, role: Resident}]
        ratings:
          plan-check:
            vision: {judgements: [{rater: office, level: 2}, {rater: forum, level: 2}]}

    Keeps:
        raters: [{code: office, role: Analyst}, {code: forum, role: Resident}]
        ratings:
          plan-check:
            vision: {judgements: [{rater: office, level: 2}, {rater: forum, level: 1}]}
    """
    for route, rating, indicator, _ in case.rated():
        levels = _levels(rating)
        if rating.is_open and len(levels) > 1 and len(set(levels)) == 1:
            values = {"code": indicator.code, "level": _said(levels[0])}
            yield (*route, "judgements"), values


RULES: tuple[Rule[AssessmentCase], ...] = (
    Rule(Code("A150", mends=True), judgements_name_a_rater),
    Rule(Code("A151"), raters_have_codes_of_their_own),
    Rule(Code("A152"), raters_judge_an_indicator_once),
)
"""What keeps judgements from being those of raters."""

QUALITY: tuple[Rule[AssessmentCase], ...] = (
    Rule(
        Code("A273", Severity.ADVICE, blocks=False),
        levels_that_are_agreed_lie_among_the_judgements,
    ),
    Rule(Code("A274", Severity.ADVICE, blocks=False), raters_have_judged),
    Rule(Code("A275", Severity.ADVICE, blocks=False), what_all_judge_alike_is_settled),
)
"""What only `check` tells."""


class _Judged(NamedTuple):
    route: Route
    judgement: Judgement
    indicator: Indicator


def _judged(case: RatingsCase) -> Iterator[_Judged]:
    """Every judgement of an indicator, with its route."""
    for route, rating, indicator, _ in case.rated():
        for i, judgement in enumerate(rating.judgements):
            yield _Judged((*route, "judgements", i), judgement, indicator)


def _levels(rating: Rating) -> list[Fraction]:
    return [exact(each.level) for each in rating.judgements if each.level is not None]


def _said(level: Fraction) -> str:
    return shown(int(level) if level.denominator == 1 else float(level))

"""What must hold between an assessment and its rubrics before anything can be scored."""

from collections.abc import Mapping
from typing import Final

from smartscore.arithmetic.numbers import exact
from smartscore.model.assessment import (
    RATINGS,
    TARGETS,
    Judgement,
    Plan,
    Rating,
    ResponseFile,
    ResponseMean,
)
from smartscore.model.fields import is_ratio, rational, shown
from smartscore.model.rubric import Indicator, Rubric
from smartscore.rules import level_advice
from smartscore.rules.rule import Finding, Found, RatingsCase, Rule, indicators
from smartscore.text.likeness import Names
from smartscore.text.problems import Code, Route, closest, sole_match


def ratings_are_for_a_listed_rubric(case: RatingsCase) -> Found:
    """A group of ratings carries the code of a rubric that is listed or grafted in.

    Ratings under a code that no listed rubric has would be passed over, and a whole rubric would
    look unrated. Correct the code, or add the rubric to `rubrics`. The ratings of a graft stand
    under the graft's own code. `--fix` corrects the code where only one can have been meant.

    Breaks:
        ratings:
          plan-chekc:
            vision: {unknown: The plan and its annexes name no year.}

    Keeps:
        ratings:
          plan-check:
            vision: {unknown: The plan and its annexes name no year.}
    """
    known = Names(case.rubrics)
    for group in case.ratings:
        if group not in known and not case.narrowed:
            values = {"code": group, "suggestion": closest(group, known)}
            yield Finding(("ratings", group), values, sole_match(group, known))


def ratings_are_for_an_indicator(case: RatingsCase) -> Found:
    """A rating carries the code of an indicator of its rubric.

    The rating would count nowhere, and the indicator that was meant would look unknown.
    Dimensions and grafts are not rated: rate what lies beneath them. `--fix` corrects the code
    where only one indicator can have been meant.

    Breaks:
        ratings:
          plan-check:
            vison: {unknown: The plan and its annexes name no year.}

    Keeps:
        ratings:
          plan-check:
            vision: {unknown: The plan and its annexes name no year.}
    """
    for group, rubric in case.rubrics.items():
        known = Names(indicators(rubric))
        for code in case.ratings.get(group) or {}:
            if code not in known:
                values = {"code": code, "rubric": group, "suggestion": closest(code, known)}
                yield Finding(("ratings", group, code), values, sole_match(code, known))


def levels_are_on_the_scale(case: RatingsCase) -> Found:
    """A level is one of the points of the rubric's scale.

    A point that the scale does not have has no meaning that two raters could share; there is
    nothing half way between two points. Choose one and say in `because` what speaks for the
    other. Where the rubric says `between: true`, as for means of several raters, a rating may lie
    between two points, and never beyond the first and the last.

    Breaks:
        ratings:
          plan-check:
            vision:
              level: 2.5
              because: The year is in a draft of chapter 1.
              evidence: [{cite: plan2024, at: 4, shows: A vision for 2033.}]

    Keeps:
        ratings:
          plan-check:
            vision:
              level: 2
              because: The year is in a draft of chapter 1.
              evidence: [{cite: plan2024, at: 4, shows: A vision for 2033.}]
    """
    for route, rating, indicator, rubric in case.stated():
        points = [point.points for point in rubric.scale]
        if indicator.levels is None or rating.level is None:
            continue
        on_scale = rating.level in points
        if rubric.between and points:
            on_scale = exact(points[0]) <= exact(rating.level) <= exact(points[-1])
        if not on_scale:
            scale, place = ", ".join(shown(p) for p in points), (*route, "level")
            values = {"level": case.as_written(place, rating.level), "scale": scale}
            if rubric.between and points:
                values |= {"variant": "between", "low": shown(points[0]), "high": shown(points[-1])}
            yield place, values


def ratings_fit_the_measure(case: RatingsCase) -> Found:
    """A rating is in the measure of its indicator: a level, a value, items met, or answers.

    An indicator is rated in one way only; a level says nothing about a quantity.

    Breaks:
        ratings:
          plan-check:
            vision: {value: 7, because: It was counted.}

    Keeps:
        ratings:
          plan-check:
            vision: {level: 1, because: The decree is not there.}
    """
    for route, rating, indicator, rubric in case.rated():
        yield from _of_another_measure(route, rating, indicator, RATINGS, rubric)
        for i, judgement in enumerate(rating.judgements):
            place = (*route, "judgements", i)
            yield from _of_another_measure(place, judgement, indicator, RATINGS, rubric)
        if rating.plan is not None:
            plan = (*route, "plan")
            yield from _of_another_measure(plan, rating.plan, indicator, TARGETS, rubric)


def _no_level(ratio: str, rubric: Rubric) -> dict[str, str]:
    """What to write in the place of a fraction, which no level is written as."""
    values = {"variant": "fraction", "value": ratio, "points": level_advice.points_of(rubric)}
    if level := level_advice.as_level(ratio, rubric):
        values |= {"variant": "fraction-level", "level": level}
    return values


def values_have_a_logarithm(case: RatingsCase) -> Found:
    """A value whose logarithm is taken is above zero.

    Incomes and other quantities with `transform: log` have no score at zero or below. A zero there
    is most often a missing number: rate it `unknown`.

    Breaks:
        rubrics: [measured@1]
        ratings:
          measured:
            income: {value: 0, because: It was counted.}

    Keeps:
        rubrics: [measured@1]
        ratings:
          measured:
            income:
              value: 5000
              because: It was counted.
              evidence: [{cite: plan2024, at: 1, shows: The income}]
    """
    for route, rating, indicator, _ in case.stated():
        quantity = indicator.quantity
        if quantity is None or quantity.transform != "log" or rating.value is None:
            continue
        if rational(rating.value) <= 0:
            place = (*route, "value")
            yield place, {"value": case.as_written(place, rating.value)}


def items_are_on_the_checklist(case: RatingsCase) -> Found:
    """What is met is on the indicator's checklist.

    An item that the checklist does not have could not count. `--fix` mends a misspelt code where a
    single one is close.

    Breaks:
        rubrics: [measured@1]
        ratings:
          measured:
            papers: {met: [decre], because: It was read.}

    Keeps:
        rubrics: [measured@1]
        ratings:
          measured:
            papers:
              met: [decree]
              because: It was read.
              evidence: [{cite: plan2024, at: 1, shows: The decree}]
    """
    for route, rating, indicator, _ in case.stated():
        known = Names(item.code for item in indicator.checklist or ())
        for i, code in enumerate((rating.met or ()) if known else ()):
            if code not in known:
                values = {
                    "code": code,
                    "suggestion": closest(code, known),
                    "items": ", ".join(known),
                }
                yield Finding((*route, "met", i), values, sole_match(code, known))


def answers_are_on_the_scale(case: RatingsCase) -> Found:
    """Answers, and means of answers, lie on the scale of the survey.

    An answer off the scale is a slip of the pen or comes from another questionnaire; counted in, it
    would move the mean.

    Breaks:
        rubrics: [measured@1]
        ratings:
          measured:
            liking: {responses: [3, 5], because: They were asked.}

    Keeps:
        rubrics: [measured@1]
        ratings:
          measured:
            liking:
              responses: [3, 4]
              because: They were asked.
              evidence: [{cite: plan2024, at: 1, shows: The answers}]
    """
    for route, rating, indicator, _ in case.stated():
        survey, responses = indicator.survey, rating.responses
        if survey is None or responses is None or isinstance(responses, ResponseFile):
            continue
        low, high = exact(survey.min), exact(survey.max)
        scale = {"min": shown(survey.min), "max": shown(survey.max)}
        if isinstance(responses, ResponseMean):
            if not low <= rational(responses.mean) <= high:
                inside = ("mean",) if route[-1] == "plan" else ("responses", "mean")
                place: Route = (*route, *inside)
                values = {"value": case.as_written(place, responses.mean), **scale}
                yield place, values | ({"variant": "plan"} if inside == ("mean",) else {})
            continue
        for i, answer in enumerate(responses):
            if not low <= exact(answer) <= high:
                place = (*route, "responses", i)
                yield place, {"value": case.as_written(place, answer), **scale}


def samples_have_more_than_one_place(case: RatingsCase) -> Found:
    """A rubric that scores over a sample of places is not scored for one place alone.

    A z-score or a rank says how a place stands among others. For one place there is no such number,
    and any that were printed would be made up. `smartscore compare` scores three places or more
    together, each in a file of its own or in a table. `check`, which scores nothing, tells it as
    advice.

    Breaks:
        rubrics: [sampled@1]
        ratings: {}

    Keeps:
        rubrics: [plan-check@1]
        ratings: {}
    """
    for code, rubric in case.rubrics.items():
        quantities = (n.quantity for n in indicators(rubric).values())
        if any(quantity is not None and quantity.over for quantity in quantities):
            listed = (case.positions[code],) if code in case.positions else ()
            yield ("rubrics", *listed), {"code": code}


ONE_PLACE: Final = Code("A111")

OF_ANOTHER_RUBRIC: tuple[Rule[RatingsCase], ...] = (
    Rule(Code("A101", about_key=True, mends=True), ratings_are_for_a_listed_rubric),
    Rule(Code("A102", about_key=True, mends=True), ratings_are_for_an_indicator),
    Rule(Code("A103"), levels_are_on_the_scale),
)
"""What ratings break that were written for another rubric, or for another version of it."""

RULES: tuple[Rule[RatingsCase], ...] = (
    *OF_ANOTHER_RUBRIC,
    Rule(Code("A106"), ratings_fit_the_measure),
    Rule(Code("A107"), values_have_a_logarithm),
    Rule(Code("A108", mends=True), items_are_on_the_checklist),
    Rule(Code("A109"), answers_are_on_the_scale),
    Rule(ONE_PLACE, samples_have_more_than_one_place),
)
"""A104, a rubric that is listed twice, needs the files and stands in `read/assessments`."""


def _of_another_measure(
    route: Route,
    said: Rating | Plan | Judgement,
    indicator: Indicator,
    keys: Mapping[str, str],
    rubric: Rubric,
) -> Found:
    """The keys of a rating or a plan that are not of the measure of its indicator."""
    wanted = keys[indicator.measure]
    for key in keys.values():
        if getattr(said, key) is not None and key != wanted:
            values = {"code": indicator.code, "key": key, "wanted_key": wanted}
            values |= {"variant": "plan"} if keys is TARGETS else {}
            if wanted == "level" and is_ratio(said.value):
                values |= _no_level(said.value, rubric)
            yield (*route, key), values

"""How far raters agree, as plain data: `agreement/1`."""

from collections.abc import Sequence
from typing import Any

from smartscore import __version__
from smartscore.arithmetic.numbers import figure
from smartscore.engine.measures import survey_mean
from smartscore.model.assessment import Rating
from smartscore.results.records import both_languages, number
from smartscore.studies.agreement import Agreed, Agreement, Measured, Pair, Part
from smartscore.studies.raters import Given, Judging, Unit

DECIMALS = 3
"""So many decimals has a measure of agreement where it is shown."""


def agreement(found: Agreement) -> dict[str, Any]:
    """The whole study; measures are unrounded beside the figure that is printed."""
    first = found.results[0].assessment
    return {
        "format": "agreement/1",
        "smartscore": __version__,
        "subject": first.subject.model_dump(exclude_none=True),
        "dates": sorted({result.assessment.date.isoformat() for result in found.results}),
        "draws": found.draws,
        "seed": found.seed,
        "raters": [_rater(each) for each in found.raters],
        "rubrics": [_agreed(each, found.raters) for each in found.rubrics],
    }


def _rater(each: Judging) -> dict[str, Any]:
    rater = each.rater
    return {
        "code": each.code,
        "name": rater.name,
        "role": both_languages(rater.role) if rater.role is not None else None,
        "side": rater.side,
        "file": each.file,
    }


def _agreed(agreed: Agreed, raters: Sequence[Judging]) -> dict[str, Any]:
    rubric = agreed.rubric
    return {
        "rubric": {"code": rubric.code, "version": rubric.version, "digest": agreed.digest},
        "raters": [raters[place].code for place in agreed.raters],
        "units": agreed.units,
        "same": agreed.same,
        "enough": agreed.enough,
        "few": agreed.few,
        "otherwise": agreed.otherwise,
        "measures": [_measured(each) for each in agreed.measures],
        "pairs": [_pair(each, raters) for each in agreed.pairs],
        "dimensions": [_part(each) for each in agreed.parts],
        "disagreements": [_unit(each, raters) for each in agreed.disagreements],
        "alone": [_unit(each, raters) for each in agreed.alone],
        "unjudged": [item.code for item in agreed.unjudged],
    }


def _measured(each: Measured) -> dict[str, Any]:
    interval, ends = each.interval, each.strengths
    return {
        "name": each.name,
        "value": number(each.value),
        "shown": None if each.value is None else figure(each.value, DECIMALS),
        "undefined": each.undefined,
        "low": number(interval.low) if interval else None,
        "high": number(interval.high) if interval else None,
        "undefined_draws": interval.undefined if interval else None,
        "scale": each.scale,
        "strength": each.strength,
        "strength_low": ends[0],
        "strength_high": ends[1],
    }


def _pair(each: Pair, raters: Sequence[Judging]) -> dict[str, Any]:
    return {
        "raters": [raters[each.one].code, raters[each.other].code],
        "units": each.units,
        "percent": number(each.percent),
        "kappa_linear": number(each.kappa),
    }


def _part(each: Part) -> dict[str, Any]:
    return {
        "code": each.dimension,
        "title": both_languages(each.title),
        "units": each.units,
        "same": each.same,
        "percent": number(each.percent),
        "alpha_ordinal": number(each.alpha),
    }


def _unit(unit: Unit, raters: Sequence[Judging]) -> dict[str, Any]:
    return {
        "indicator": "/".join((*unit.asked.inside, unit.asked.code)),
        "title": both_languages(unit.asked.indicator.title),
        "width": number(unit.width),
        "judgements": [_given(each, raters) for each in (*unit.given, *unit.aside)],
    }


def _given(each: Given, raters: Sequence[Judging]) -> dict[str, Any]:
    said = "rated" if each.aside is None else each.aside
    reason = both_languages(each.because) if each.because is not None else None
    value = number(each.worth)
    return {
        "rater": raters[each.rater].code,
        "status": said,
        "rating": None if each.aside else _rating(each.rating),
        "value": value,
        "because": reason,
    }


def _rating(rating: Rating) -> Any:
    """The number that was given, or the items that are met."""
    if rating.met is not None:
        return list(rating.met)
    if rating.responses is not None:
        return number(survey_mean(rating))
    return rating.level if rating.level is not None else rating.value

"""What the evidence of an assessment must show for its figures to stand."""

import datetime
from typing import Any

from smartscore.fields import Reference, shown
from smartscore.problems import Severity, closest
from smartscore.rounding import exact
from smartscore.rules import wordlists
from smartscore.rules.rule import AssessmentCase, Found, Rule, indicators, instead
from smartscore.rules.texts import both_languages, texts_of


def required_evidence_is_there(case: AssessmentCase) -> Found:
    """A rating above the lowest level has a source, where the rubric requires evidence."""
    yield from _without_evidence(case, "required")


def advised_evidence_is_there(case: AssessmentCase) -> Found:
    """A rating above the lowest level had better have a source, where the rubric advises it."""
    yield from _without_evidence(case, "advised")


def evidence_cites_a_reference(case: AssessmentCase) -> Found:
    """Evidence cites one of the references of the assessment."""
    known = tuple(reference.key for reference in case.assessment.references)
    for route, rating, _, _ in case.rated():
        for i, evidence in enumerate(rating.evidence):
            if evidence.cite not in known:
                values = {"key": evidence.cite, "suggestion": closest(evidence.cite, known)}
                values |= instead(evidence.cite, known)
                yield (*route, "evidence", i, "cite"), values


def references_are_unique(case: AssessmentCase) -> Found:
    """Two references never share a key: a citation would not say which is meant."""
    keys = [reference.key for reference in case.assessment.references]
    for i, key in enumerate(keys):
        if key in keys[:i]:
            yield ("references", i, "id"), {"key": key}


def demand_is_shown_by_those_served(case: AssessmentCase) -> Found:
    """What the people served must judge is rated above the middle only on their evidence."""
    rater = case.assessment.rater
    if rater is not None and rater.side == "demand":
        return
    for route, rating, indicator, rubric in case.rated():
        if indicator.judged_by != "demand" or rating.level is None:
            continue
        if any(evidence.side == "demand" for evidence in rating.evidence):
            continue
        points = [exact(point.points) for point in rubric.scale]
        if exact(rating.level) > (points[0] + points[-1]) / 2:
            yield (*route, "level"), {"code": indicator.code, "level": shown(rating.level)}


def ratings_say_why(case: AssessmentCase) -> Found:
    """A rating says why it is this level."""
    for route, rating, indicator, _ in case.rated():
        if rating.level is not None and rating.because is None:
            yield route, {"code": indicator.code}


def unknowns_say_where_one_looked(case: AssessmentCase) -> Found:
    """An unknown says where one looked: a few words at least, not just that it is unknown."""
    for route, rating, indicator, _ in case.rated():
        if rating.unknown is not None:
            words = wordlists.words_of(both_languages(rating.unknown))
            if len(set(words)) < _WORDS_TO_SAY_WHERE:
                yield (*route, "unknown"), {"code": indicator.code}


def evidence_says_what_it_shows(case: AssessmentCase) -> Found:
    """Evidence says what it shows, and where in its source."""
    for route, rating, _, _ in case.rated():
        for i, evidence in enumerate(rating.evidence):
            missing = [key for key in ("at", "shows") if getattr(evidence, key) is None]
            if missing:
                values = {"key": evidence.cite, "keys": ", ".join(missing)}
                yield (*route, "evidence", i, "cite"), values


def evidence_has_more_than_one_source(case: AssessmentCase) -> Found:
    """The evidence of an assessment comes from more than one source."""
    cited = [e.cite for _, rating, _, _ in case.rated() for e in rating.evidence]
    if len(cited) > 1 and len(set(cited)) == 1:
        yield ("ratings",), {"key": cited[0], "count": str(len(cited))}


def evidence_is_not_newer_than_the_assessment(case: AssessmentCase) -> Found:
    """What is cited was there on the date of the assessment."""
    cited = {e.cite for _, rating, _, _ in case.rated() for e in rating.evidence}
    for i, reference in enumerate(case.assessment.references):
        earliest = _earliest(reference)
        if reference.key in cited and earliest is not None and earliest > case.assessment.date:
            values = {"key": reference.key, "date": case.assessment.date.isoformat()}
            yield ("references", i, "issued"), values


def references_are_cited(case: AssessmentCase) -> Found:
    """A reference is cited by some evidence."""
    cited = {e.cite for _, rating, _, _ in case.rated() for e in rating.evidence}
    for i, reference in enumerate(case.assessment.references):
        if reference.key not in cited and not case.narrowed:
            yield ("references", i, "id"), {"key": reference.key}


def the_masterplan_is_in_force(case: AssessmentCase) -> Found:
    """The period of the masterplan has not ended before the date of the assessment."""
    plan, year = case.assessment.masterplan, case.assessment.date.year
    if plan is not None and plan.until is not None and plan.until < year:
        yield ("masterplan", "until"), {"until": str(plan.until), "year": str(year)}


def the_period_of_the_masterplan_is_in_order(case: AssessmentCase) -> Found:
    """The masterplan's period ends after it begins."""
    plan = case.assessment.masterplan
    if plan is not None and plan.start and plan.until and plan.until < plan.start:
        yield ("masterplan", "until"), {"start": str(plan.start), "until": str(plan.until)}


def rubrics_are_in_force(case: AssessmentCase) -> Found:
    """A rubric is in force on the date of the assessment."""
    day = case.assessment.date
    for i, (code, rubric) in enumerate(case.rubrics.items()):
        validity = rubric.validity
        if validity is None or i >= len(case.assessment.rubrics):
            continue
        values = {"code": code, "version": rubric.version, "date": day.isoformat()}
        if validity.until is not None and day > validity.until:
            yield ("rubrics", i), values | {"edge": validity.until.isoformat()}
        elif validity.start is not None and day < validity.start:
            yield ("rubrics", i), values | {"edge": validity.start.isoformat()}


def every_indicator_is_rated(case: AssessmentCase) -> Found:
    """Every indicator of the listed rubrics has a rating, or says that it is unknown."""
    for group, rubric in case.rubrics.items():
        ratings = case.assessment.ratings.get(group) or {}
        missing = [code for code in indicators(rubric) if ratings.get(code) is None]
        if missing:
            known = group in case.assessment.ratings
            values = {"rubric": group, "count": str(len(missing)), "code": missing[0]}
            yield ("ratings", group) if known else ("ratings",), values


def texts_are_in_both_languages(case: AssessmentCase) -> Found:
    """A text that is translated is there in Indonesian and in English."""
    for route, text in texts_of(case.assessment):
        if not isinstance(text, str) and (text.id is None or text.en is None):
            yield route, {"language": "id" if text.id is None else "en"}


_WORDS_TO_SAY_WHERE = 4


def _without_evidence(case: AssessmentCase, policy: str) -> Found:
    for route, rating, indicator, rubric in case.rated():
        if rubric.evidence != policy or rating.level is None or rating.evidence:
            continue
        if rating.level > min(point.points for point in rubric.scale):
            yield route, {"code": indicator.code, "level": shown(rating.level)}


def _earliest(reference: Reference) -> datetime.date | None:
    """The first day on which a reference can have been there, as far as its date is written."""
    issued: Any = (reference.model_extra or {}).get("issued")
    try:
        parts = issued["date-parts"][0] if isinstance(issued, dict) else str(issued).split("-")
        year, month, day = ([int(part) for part in parts] + [1, 1])[:3]
        return datetime.date(year, month, day)
    except (TypeError, ValueError, KeyError, IndexError):
        return None


RULES: tuple[Rule[AssessmentCase], ...] = (
    Rule("A201", required_evidence_is_there, about_key=True, blocks=False),
    Rule("A202", advised_evidence_is_there, Severity.ADVICE, about_key=True, blocks=False),
    Rule("A203", evidence_cites_a_reference, blocks=False, mends=True),
    Rule("A204", references_are_unique, blocks=False),
)
"""What `assess` tells too."""

QUALITY: tuple[Rule[AssessmentCase], ...] = (
    Rule("A205", demand_is_shown_by_those_served, blocks=False),
    Rule("A206", ratings_say_why, Severity.WARNING, about_key=True, blocks=False),
    Rule("A207", unknowns_say_where_one_looked, Severity.WARNING, blocks=False),
    Rule("A208", evidence_says_what_it_shows, Severity.WARNING, blocks=False),
    Rule("A209", evidence_has_more_than_one_source, Severity.ADVICE, about_key=True, blocks=False),
    Rule("A210", evidence_is_not_newer_than_the_assessment, Severity.WARNING, blocks=False),
    Rule("A211", references_are_cited, Severity.ADVICE, blocks=False),
    Rule("A212", the_masterplan_is_in_force, Severity.WARNING, blocks=False),
    Rule("A213", the_period_of_the_masterplan_is_in_order, blocks=False),
    Rule("A214", rubrics_are_in_force, Severity.WARNING, blocks=False),
    Rule("A215", every_indicator_is_rated, Severity.ADVICE, about_key=True, blocks=False),
    Rule("A216", texts_are_in_both_languages, Severity.ADVICE, blocks=False),
)
"""What only `check` tells."""

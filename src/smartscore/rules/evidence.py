"""What the evidence of an assessment must show for its figures to stand."""

import datetime
from collections.abc import Iterator
from typing import Any

from smartscore.arithmetic.numbers import exact
from smartscore.engine.sourcing import lacks_source
from smartscore.model.assessment import Rating
from smartscore.model.fields import Reference, shown
from smartscore.model.rubric import Indicator
from smartscore.rules import wordlists
from smartscore.rules.candidates import is_waiting
from smartscore.rules.rule import AssessmentCase, Finding, Found, Rule, indicators, repeated
from smartscore.rules.texts import by_language, texts_of
from smartscore.text.likeness import Names
from smartscore.text.problems import Code, Route, Severity, closest, sole_match


def required_evidence_is_there(case: AssessmentCase) -> Found:
    """A rating above the lowest level has a source, where the rubric requires evidence.

    That something is there must be shown; that nothing was found is said in words. So the lowest
    level needs no source, nor does a checklist of which nothing is met. A value and the responses
    to a survey always need one, at their worst too: somebody has counted or asked. The score is
    computed all the same, since an analyst in the middle of the work needs it, but `assess` and
    `check` end with exit code 1, so that a CI job does not pass a figure without sources. Add
    `evidence`, or rate the indicator `unknown`.

    Breaks:
        ratings:
          plan-check:
            vision: {level: 2, because: The mayor said so.}

    Keeps:
        ratings:
          plan-check:
            vision:
              level: 2
              because: The mayor said so, and the plan repeats it.
              evidence: [{cite: plan2024, at: 4, shows: A vision for 2033.}]
    """
    yield from _without_evidence(case, "required")


def advised_evidence_is_there(case: AssessmentCase) -> Found:
    """A rating above the lowest level had better have a source, where the rubric advises it.

    The rubric asks for less than others do, for a first look or a class exercise. A source makes
    the rating one that somebody else can check. `quick-scan` below advises evidence.

    Breaks:
        rubrics: [quick-scan@1]
        ratings:
          quick-scan:
            first: {level: 2, because: The officials said so.}

    Keeps:
        rubrics: [quick-scan@1]
        ratings:
          quick-scan:
            first:
              level: 2
              because: The officials said so.
              evidence: [{cite: plan2024, at: 4, shows: A list of the services.}]
    """
    yield from _without_evidence(case, "advised")


def evidence_cites_a_reference(case: AssessmentCase) -> Found:
    """Evidence cites one of the references of the assessment.

    Evidence whose source nobody can look up is no evidence; the same holds for what an informant
    said. Add the source under `references`, or correct the key; the message says which one comes
    close. `--fix` corrects it where only one reference can have been meant.

    Breaks:
        ratings:
          plan-check:
            vision:
              level: 2
              because: The plan has a vision for the last of its years.
              evidence: [{cite: paln2024, at: 4, shows: A vision for 2033.}]

    Keeps:
        ratings:
          plan-check:
            vision:
              level: 2
              because: The plan has a vision for the last of its years.
              evidence: [{cite: plan2024, at: 4, shows: A vision for 2033.}]
    """
    known = Names((*(reference.key for reference in case.assessment.references), *case.further))
    for route, key in _cited(case) if case.complete else ():
        if key not in known:
            values = {"key": key, "suggestion": closest(key, known)}
            yield Finding(route, values, sole_match(key, known))


def _cited(case: AssessmentCase) -> Iterator[tuple[Route, str]]:
    """The keys that evidence and informants cite, with their routes."""
    for i, informant in enumerate(case.assessment.informants):
        if informant.cite is not None:
            yield ("informants", i, "cite"), informant.cite
    for route, piece in case.pieces():
        yield (*route, "cite"), piece.cite


def references_are_unique(case: AssessmentCase) -> Found:
    """Two references never share a key: a citation would not say which is meant.

    Keep one of the two, or give the other a letter of its own, as in `plan2024b`, and look
    through the evidence for which of them was meant.

    Breaks:
        references:
          - {id: plan2024, title: Masterplan}
          - {id: plan2024, title: Annexes of the masterplan}
          - {id: survey2025, title: Survey of residents}

    Keeps:
        references:
          - {id: plan2024, title: Masterplan}
          - {id: plan2024b, title: Annexes of the masterplan}
          - {id: survey2025, title: Survey of residents}
    """
    keys = [reference.key for reference in case.assessment.references]
    yield from repeated(keys, ("references",), "id", said="key")


def demand_is_shown_by_those_served(case: AssessmentCase) -> Found:
    """What the people served must judge is rated above the middle only on their evidence.

    Those who serve tend to see more benefit than those who are served. Where the rubric says
    `judged_by: demand`, a level above the middle of the scale needs at least one piece of
    evidence with `side: demand`: a survey, an interview with residents, records of complaints. A
    rater with `side: demand` is one of those served and passes.

    Breaks:
        ratings:
          plan-check:
            benefit:
              level: 3
              because: The office reports that residents are content.
              evidence: [{cite: plan2024, at: 30, shows: The office's own praise.}]

    Keeps:
        ratings:
          plan-check:
            benefit:
              level: 3
              because: Four in five residents say that they are content.
              evidence:
                - {cite: survey2025, at: 2, shows: Answers of 400 residents., side: demand}
    """
    rater = case.assessment.rater
    if rater is not None and rater.side == "demand":
        return
    for route, rating, indicator, rubric in case.rated():
        if indicator.judged_by != "demand" or rating.level is None:
            continue
        supporting = [e for e in rating.evidence if e.direction == "supports"]
        if any(evidence.side == "demand" for evidence in supporting):
            continue
        points = [exact(point.points) for point in rubric.scale]
        if exact(rating.level) > (points[0] + points[-1]) / 2:
            yield (*route, "level"), {"code": indicator.code, "level": shown(rating.level)}


def ratings_say_why(case: AssessmentCase) -> Found:
    """A rating says why it is this level, or how its value, items or responses were found.

    Evidence shows what is there; `because` says how it leads to this level and not to the next. A
    second rater can then disagree with the reason and not only with the number. The short form
    `vision: 2` has no place for one.

    Breaks:
        ratings:
          plan-check:
            vision:
              level: 2
              evidence: [{cite: plan2024, at: 4, shows: A vision for 2033.}]

    Keeps:
        ratings:
          plan-check:
            vision:
              level: 2
              because: There is a year but no figure to reach by then.
              evidence: [{cite: plan2024, at: 4, shows: A vision for 2033.}]
    """
    for route, rating, indicator, _ in case.rated():
        if rating.given is not None and rating.because is None:
            yield route, {"code": indicator.code, **_claimed(case, route, rating, indicator)}


def unknowns_say_where_one_looked(case: AssessmentCase) -> Found:
    """An unknown says where one looked: a few words at least, not just that it is unknown.

    "Not found" means something once it is known what was searched, and it keeps the next analyst
    from searching there again. Four different words are the least that can say so.

    Breaks:
        ratings:
          plan-check:
            vision: {unknown: not found}

    Keeps:
        ratings:
          plan-check:
            vision: {unknown: Neither the plan nor the city's site names a year.}
    """
    for route, rating, indicator, _ in case.rated():
        if rating.unknown is not None and not is_waiting(rating):
            said = (wordlists.words_of(words) for _, words in by_language(rating.unknown))
            if max(len(set(words)) for words in said) < _WORDS_TO_SAY_WHERE:
                yield (*route, "unknown"), {"code": indicator.code}


def evidence_has_more_than_one_source(case: AssessmentCase) -> Found:
    """The evidence of an assessment comes from more than one source.

    A plan read by itself says what its writers wanted to be true. A budget, a report of an
    auditor or an interview can bear it out or contradict it. Found only where there are two
    pieces of evidence or more.

    Breaks:
        ratings:
          plan-check:
            vision:
              level: 2
              because: There is a year but no figure to reach by then.
              evidence:
                - {cite: plan2024, at: 4, shows: A vision for 2033.}
                - {cite: plan2024, at: 9, shows: No figure for 2033., direction: hinders}

    Keeps:
        ratings:
          plan-check:
            vision:
              level: 2
              because: There is a year but no figure to reach by then.
              evidence:
                - {cite: plan2024, at: 4, shows: A vision for 2033.}
                - {cite: survey2025, at: 1, shows: Few know of it., direction: hinders}
    """
    cited = [e.cite for _, rating, _, _ in case.rated() for e in rating.evidence]
    if len(cited) > 1 and len(set(cited)) == 1:
        yield ("ratings",), {"key": cited[0], "count": str(len(cited))}


def evidence_is_not_newer_than_the_assessment(case: AssessmentCase) -> Found:
    """What is cited was there on the date of the assessment.

    Nobody can have known then what was published later; either one of the dates is wrong, or the
    rating was changed and the date of the assessment forgotten. Of a date without a month or a
    day the earliest possible day counts. `issued` is read as CSL has it, or as `2026-12`.

    Breaks:
        references:
          - {id: plan2024, title: Masterplan, issued: {date-parts: [[2027, 1]]}}
          - {id: survey2025, title: Survey of residents}

    Keeps:
        references:
          - {id: plan2024, title: Masterplan, issued: {date-parts: [[2024, 1]]}}
          - {id: survey2025, title: Survey of residents}
    """
    cited = {e.cite for _, rating, _, _ in case.rated() for e in rating.evidence}
    for i, reference in enumerate(case.assessment.references):
        earliest = _earliest(reference)
        if reference.key in cited and earliest is not None and earliest > case.assessment.date:
            values = {"key": reference.key, "date": case.assessment.date.isoformat()}
            yield ("references", i, "issued"), values


def references_are_cited(case: AssessmentCase) -> Found:
    """A reference is cited by some evidence or informant.

    A source that no rating rests on suggests more support than there is. Cite it where it was
    used, or remove it. Sources that were read in vain can be cited under an `unknown`.

    Breaks:
        references:
          - {id: plan2024, title: Masterplan}
          - {id: survey2025, title: Survey of residents}
          - {id: budget2025, title: Budget}

    Keeps:
        references:
          - {id: plan2024, title: Masterplan}
          - {id: survey2025, title: Survey of residents}
    """
    cited = case.assessment.cited
    for i, reference in enumerate(case.assessment.references):
        if reference.key not in cited and not case.narrowed:
            yield ("references", i, "id"), {"key": reference.key}


def the_masterplan_is_in_force(case: AssessmentCase) -> Found:
    """The period of the masterplan has not ended before the date of the assessment.

    A plan that has run out says what was once intended. Say which plan is in force now, or judge
    on a date within its period and call it a look back. The last year counts to its end.

    Breaks:
        masterplan: {title: Masterplan 2014-2023, from: 2014, until: 2023}

    Keeps:
        masterplan: {title: Masterplan 2024-2033, from: 2024, until: 2033}
    """
    plan, year = case.assessment.masterplan, case.assessment.date.year
    if plan is not None and plan.until is not None and plan.until < year:
        yield ("masterplan", "until"), {"until": str(plan.until), "year": str(year)}


def the_period_of_the_masterplan_is_in_order(case: AssessmentCase) -> Found:
    """The masterplan's period ends after it begins.

    Probably the two years were exchanged, or one of them has a wrong digit.

    Breaks:
        masterplan: {title: Masterplan, from: 2033, until: 2027}

    Keeps:
        masterplan: {title: Masterplan, from: 2027, until: 2033}
    """
    plan = case.assessment.masterplan
    if plan is not None and plan.start and plan.until and plan.until < plan.start:
        yield ("masterplan", "until"), {"start": str(plan.start), "until": str(plan.until)}


def rubrics_are_in_force(case: AssessmentCase) -> Found:
    """A rubric is in force on the date of the assessment.

    A rubric that rests on a regulation measures what that regulation asks for, while it lasts.
    Use the rubric of the day, or judge on a day within its `validity`. `old-check` below was
    valid until the end of 2019.

    Breaks:
        rubrics: [old-check@1]
        ratings: {old-check: {first: {unknown: Neither the plan nor the site lists services.}}}

    Keeps:
        rubrics: [old-check@1]
        date: 2019-06-30
        masterplan: {title: Masterplan 2015-2020, from: 2015, until: 2020}
        ratings: {old-check: {first: {unknown: Neither the plan nor the site lists services.}}}
    """
    day = case.assessment.date
    for code, i in case.positions.items():
        rubric = case.rubrics[code]
        validity = rubric.validity
        if validity is None:
            continue
        values = {"code": code, "version": rubric.version, "date": day.isoformat()}
        if validity.until is not None and day > validity.until:
            edge = {"edge": validity.until.isoformat(), "suggestion": validity.superseded_by or ""}
            yield ("rubrics", i), values | edge
        elif validity.start is not None and day < validity.start:
            yield ("rubrics", i), values | {"edge": validity.start.isoformat()}


def every_indicator_is_rated(case: AssessmentCase) -> Found:
    """Every indicator of the listed rubrics has a rating, or says that it is unknown.

    What is not written counts as unknown, as it should; but a reader can not see whether nobody
    looked or nothing was found. Say `unknown` and where you looked. While the work is under way
    this is the list of what is left; grafted rubrics are counted each for itself.

    Breaks:
        ratings:
          plan-check:
            vision: {unknown: The plan and its annexes name no year.}

    Keeps:
        ratings:
          plan-check:
            vision: {unknown: The plan and its annexes name no year.}
            benefit: {unknown: Neither the plan nor the site has a survey.}
    """
    for group, rubric in case.rubrics.items():
        ratings = case.ratings.get(group) or {}
        found = {code: ratings.get(code) for code in indicators(rubric)}
        missing = [code for code, one in found.items() if one is None or one.is_only_planned]
        if missing:
            known = group in case.ratings
            values = {"rubric": group, "count": str(len(missing)), "code": missing[0]}
            yield ("ratings", group) if known else ("ratings",), values


def texts_are_in_both_languages(case: AssessmentCase) -> Found:
    """A text that is translated is there in Indonesian and in English.

    Where one of the two is missing the other is shown in its place, and an Indonesian report has
    an English line in it. Add the translation, or write one plain string for both languages.

    Breaks:
        masterplan: {title: {en: Masterplan 2024-2033}}

    Keeps:
        masterplan: {title: {id: Rencana induk 2024-2033, en: Masterplan 2024-2033}}
    """
    for route, text in texts_of(case.assessment):
        if not isinstance(text, str) and (text.id is None or text.en is None):
            yield route, {"language": "id" if text.id is None else "en"}


_WORDS_TO_SAY_WHERE = 4


def _without_evidence(case: AssessmentCase, policy: str) -> Found:
    for route, rating, indicator, rubric in case.rated():
        if rubric.evidence == policy and lacks_source(rating, indicator, rubric):
            told = {"variant": "conflicts"} if rating.conflicts else {}
            claim = _claimed(case, route, rating, indicator)
            yield route, {"code": indicator.code, **claim, **told}


def _claimed(
    case: AssessmentCase, route: Route, rating: Rating, indicator: Indicator
) -> dict[str, str]:
    """What a rating claims, in the words of its own measure."""
    if rating.value is not None:
        text = case.written((*route, "value")) or shown(rating.value)
        return {"variant": "quantity", "value": shown(text)}
    if rating.met is not None:
        met, total = len(set(rating.met)), len(indicator.checklist or ())
        return {"variant": "checklist", "count": str(met), "total": str(total)}
    if rating.responses is not None:
        return {"variant": "survey"}
    return {"level": shown(rating.level)}


def _earliest(reference: Reference) -> datetime.date | None:
    """The first day on which a reference can have been there, as far as its date is written."""
    issued: Any = (reference.model_extra or {}).get("issued")
    try:
        parts = issued["date-parts"][0] if isinstance(issued, dict) else str(issued).split("-")
        year, month, day = ([int(part) for part in parts] + [1, 1])[:3]
        return datetime.date(year, month, day)
    except (TypeError, ValueError, KeyError, IndexError, OverflowError):
        return None


RULES: tuple[Rule[AssessmentCase], ...] = (
    Rule(Code("A201", about_key=True, blocks=False), required_evidence_is_there),
    Rule(Code("A202", Severity.ADVICE, about_key=True, blocks=False), advised_evidence_is_there),
    Rule(Code("A203", blocks=False, mends=True), evidence_cites_a_reference),
    Rule(Code("A204", blocks=False), references_are_unique),
)
"""What `assess` tells too."""

QUALITY: tuple[Rule[AssessmentCase], ...] = (
    Rule(Code("A205", blocks=False), demand_is_shown_by_those_served),
    Rule(Code("A206", Severity.WARNING, about_key=True, blocks=False), ratings_say_why),
    Rule(Code("A207", Severity.WARNING, blocks=False), unknowns_say_where_one_looked),
    Rule(
        Code("A209", Severity.ADVICE, about_key=True, blocks=False),
        evidence_has_more_than_one_source,
    ),
    Rule(Code("A210", Severity.WARNING, blocks=False), evidence_is_not_newer_than_the_assessment),
    Rule(Code("A211", Severity.ADVICE, blocks=False), references_are_cited),
    Rule(Code("A212", Severity.WARNING, blocks=False), the_masterplan_is_in_force),
    Rule(Code("A213", blocks=False), the_period_of_the_masterplan_is_in_order),
    Rule(Code("A214", Severity.WARNING, blocks=False), rubrics_are_in_force),
    Rule(Code("A215", Severity.ADVICE, about_key=True, blocks=False), every_indicator_is_rated),
    Rule(Code("A216", Severity.ADVICE, blocks=False), texts_are_in_both_languages),
)
"""What only `check` tells."""

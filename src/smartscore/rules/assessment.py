"""What must hold between an assessment and its rubrics, and what its evidence must show."""

from collections.abc import Iterator

from smartscore.assessment import Rating
from smartscore.fields import shown
from smartscore.problems import Route, Severity, closest
from smartscore.rubric import Indicator, Rubric, walk
from smartscore.rules.rule import AssessmentCase, Found, Rule


def ratings_are_for_a_listed_rubric(case: AssessmentCase) -> Found:
    """A group of ratings carries the code of a rubric that is listed or grafted in."""
    for group in case.assessment.ratings:
        if group not in case.rubrics and not case.narrowed:
            values = {"code": group, "suggestion": closest(group, tuple(case.rubrics))}
            yield ("ratings", group), values


def ratings_are_for_an_indicator(case: AssessmentCase) -> Found:
    """A rating carries the code of an indicator of its rubric."""
    for group, rubric in case.rubrics.items():
        known = tuple(_indicators(rubric))
        for code in case.assessment.ratings.get(group) or {}:
            if code not in known:
                values = {"code": code, "rubric": group, "suggestion": closest(code, known)}
                yield ("ratings", group, code), values


def levels_are_on_the_scale(case: AssessmentCase) -> Found:
    """A level is one of the points of the rubric's scale."""
    for route, rating, _, rubric in _rated(case):
        points = [point.points for point in rubric.scale]
        if rating.level is not None and rating.level not in points:
            scale = ", ".join(shown(p) for p in points)
            yield (*route, "level"), {"level": shown(rating.level), "scale": scale}


def references_are_unique(case: AssessmentCase) -> Found:
    """Two references never share a key: a citation would not say which is meant."""
    keys = [reference.key for reference in case.assessment.references]
    for i, key in enumerate(keys):
        if key in keys[:i]:
            yield ("references", i, "id"), {"key": key}


def required_evidence_is_there(case: AssessmentCase) -> Found:
    """A rating above the lowest level has a source, where the rubric requires evidence."""
    yield from _without_evidence(case, "required")


def advised_evidence_is_there(case: AssessmentCase) -> Found:
    """A rating above the lowest level had better have a source, where the rubric advises it."""
    yield from _without_evidence(case, "advised")


def evidence_cites_a_reference(case: AssessmentCase) -> Found:
    """Evidence cites one of the references of the assessment."""
    known = tuple(reference.key for reference in case.assessment.references)
    for route, rating, _, _ in _rated(case):
        for i, evidence in enumerate(rating.evidence):
            if evidence.cite not in known:
                values = {"key": evidence.cite, "suggestion": closest(evidence.cite, known)}
                yield (*route, "evidence", i, "cite"), values


def _indicators(rubric: Rubric) -> dict[str, Indicator]:
    return {node.code: node for _, node in walk(rubric) if isinstance(node, Indicator)}


def _rated(case: AssessmentCase) -> Iterator[tuple[Route, Rating, Indicator, Rubric]]:
    for group, rubric in case.rubrics.items():
        indicators = _indicators(rubric)
        for code, rating in (case.assessment.ratings.get(group) or {}).items():
            if rating is not None and code in indicators:
                yield ("ratings", group, code), rating, indicators[code], rubric


def _without_evidence(case: AssessmentCase, policy: str) -> Found:
    for route, rating, indicator, rubric in _rated(case):
        if rubric.evidence != policy or rating.level is None or rating.evidence:
            continue
        if rating.level > min(point.points for point in rubric.scale):
            yield route, {"code": indicator.code, "level": shown(rating.level)}


RULES: tuple[Rule[AssessmentCase], ...] = (
    Rule("A101", ratings_are_for_a_listed_rubric, about_key=True),
    Rule("A102", ratings_are_for_an_indicator, about_key=True),
    Rule("A103", levels_are_on_the_scale),
    Rule("A201", required_evidence_is_there, about_key=True, blocks=False),
    Rule("A202", advised_evidence_is_there, Severity.ADVICE, about_key=True, blocks=False),
    Rule("A203", evidence_cites_a_reference, blocks=False),
    Rule("A204", references_are_unique, blocks=False),
)

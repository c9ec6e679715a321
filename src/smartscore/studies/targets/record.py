"""`plan/1`: what came of a target, for programs; figures unrounded on the display scale."""

from collections.abc import Sequence
from typing import Any

from smartscore import __version__
from smartscore.engine.card import Card
from smartscore.model.assessment import Assessment, Rating, ResponseMean
from smartscore.model.fields import Text
from smartscore.results.records import number
from smartscore.studies.targets import Aim, Course, Lift


def plan(assessment: Assessment, aims: Sequence[Aim]) -> dict[str, Any]:
    """`plan/1`: one entry in `cards` for each rubric that was asked."""
    return {
        "format": "plan/1",
        "smartscore": __version__,
        "subject": assessment.subject.model_dump(exclude_none=True),
        "date": assessment.date.isoformat(),
        "cards": [_aim(aim) for aim in aims],
    }


def _aim(aim: Aim) -> dict[str, Any]:
    rubric, goal, bands = aim.card.rubric, aim.goal, aim.card.whole.bands
    return {
        "rubric": {
            "code": rubric.code,
            "version": rubric.version,
            "digest": aim.card.digest,
        },
        "target": {
            "band": None if goal.band is None else bands[goal.band].code,
            "figure": number(goal.figure),
            "staged_level": number(goal.staged),
        },
        "by": aim.by,
        "state": aim.state,
        "before": _figures(aim.card),
        "best": _figures(aim.best),
        "rate_first": ["/".join(ask.node.path) for ask in aim.needed],
        "course": None if aim.course is None else _course(aim.course),
        "alternatives": [_course(other) for other in aim.others],
        "count": aim.count,
        "as_few": aim.as_few,
        "spread": None if aim.spread is None else _course(aim.spread),
        "proved": aim.proved,
    }


def _figures(card: Card) -> dict[str, Any]:
    whole = card.whole
    return {
        "score": number(whole.score),
        "shown": whole.shown,
        "low": number(whole.low),
        "high": number(whole.high),
        "band": whole.band.code if whole.band else None,
        "staged_level": whole.staged_level,
        "gates": [o.gate.when for o in whole.gates if o.state == "fired"],
        "open_gates": [o.gate.when for o in whole.gates if o.state == "open"],
    }


def _course(course: Course) -> dict[str, Any]:
    return {
        "raises": course.raises,
        "ratings": len(course.lifts),
        "effort": number(course.effort),
        "without_effort": course.without_effort,
        "after": _figures(course.after),
        "lifts": [_lift(lift) for lift in course.lifts],
    }


def _lift(lift: Lift) -> dict[str, Any]:
    indicator, plan = lift.node.indicator, lift.node.rating.plan if lift.node.rating else None
    entry: dict[str, Any] = {
        "indicator": "/".join(lift.node.path),
        "from": _rating(lift.node.rating),
        "to": _rating(lift.rating),
        "raises": lift.raises,
        "effort": number(lift.effort),
        "asks": [{"level": level, "text": _text(text)} for level, text in descriptors(lift)],
        "look_for": _text(indicator.look_for) if indicator and indicator.look_for else None,
    }
    if lift.items:
        entry |= {"items": list(lift.items), "or_else": list(lift.or_else)}
    if plan is not None:
        entry["plan"] = plan.model_dump(mode="json", exclude_none=True)
    return entry


def descriptors(lift: Lift) -> list[tuple[int | float, Text]]:
    """What is described of the levels that are climbed, or else of the next one above them."""
    node, now = lift.node, lift.node.rating
    target = lift.rating.level
    if target is None or now is None or now.level is None or node.indicator is None:
        return []
    ladder = node.owner.descriptors(node.indicator)
    known = [(level, ladder[level]) for level in sorted(ladder) if level > now.level]
    climbed = [each for each in known if each[0] <= target]
    if climbed and climbed[-1][0] == target:
        return climbed
    return [*climbed, *[each for each in known if each[0] > target][:1]]


def _rating(rating: Rating | None) -> Any:
    """A rating as it is written."""
    given = rating.given if rating else None
    if isinstance(given, ResponseMean):
        return given.model_dump(mode="json")
    return list(given) if isinstance(given, tuple) else given


def _text(text: Text) -> dict[str, str | None]:
    if isinstance(text, str):
        return {"id": text, "en": text}
    return {"id": text.id or text.en, "en": text.en or text.id}

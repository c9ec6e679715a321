"""`change/1`: what changed between two assessments, as plain data for programs."""

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from smartscore import __version__
from smartscore.arithmetic.numbers import signed
from smartscore.engine.card import Card
from smartscore.engine.scored import ScoredNode
from smartscore.results.records import both_languages, number, written_rating

if TYPE_CHECKING:
    from smartscore.studies.attribution import Attributed, Attribution, Effect, Move


def change(found: "Attributed") -> dict[str, Any]:
    """`change/1`: figures unrounded on the display scale of the later rubric, beside `shown`."""
    before, now = (result.assessment for result in (found.before, found.now))
    return {
        "format": "change/1",
        "smartscore": __version__,
        "subject": now.subject.model_dump(exclude_none=True),
        "before": {"date": before.date.isoformat()},
        "now": {"date": now.date.isoformat()},
        "rubrics": [_rubric(each) for each in found.rubrics],
        "only_before": list(found.only_before),
        "only_now": list(found.only_now),
    }


def _rubric(found: "Attribution") -> dict[str, Any]:
    from smartscore.studies.attribution import CAUSES

    return {
        "code": found.now.rubric.code,
        "title": both_languages(found.now.rubric.title),
        "display": found.now.whole.display.model_dump(),
        "before": _side(found.before),
        "read_anew": None if found.alike else _side(found.read),
        "now": _side(found.now),
        "by_score": found.by_score,
        "change": _move(found.total, found.now),
        "parts": {cause: _move(found.due_to(cause), found.now) for cause in CAUSES},
        "indicators": [_effect(each, found.now) for each in found.effects],
        "not_read": [{"path": "/".join(each.node.path), "why": each.why} for each in found.left],
    }


def _side(card: Card) -> dict[str, Any]:
    whole = card.whole
    return {
        "version": card.rubric.version,
        "digest": card.digest,
        "score": number(whole.score),
        "shown": whole.shown,
        "low": number(whole.low),
        "high": number(whole.high),
        "availability": number(whole.availability),
        "withheld": whole.withheld,
        "band": whole.band.code if whole.band else None,
    }


def _move(move: "Move", card: Card) -> dict[str, Any]:
    return {
        "score": number(move.score),
        "shown": None if move.score is None else shown(move.score, card),
        "low": number(move.low),
        "high": number(move.high),
    }


def shown(move: Fraction, card: Card) -> str:
    """A difference as it is printed: with one decimal at least, as steps have."""
    return signed(move, max(1, card.whole.display.decimals))


def _effect(effect: "Effect", card: Card) -> dict[str, Any]:
    change = effect.changes[0]
    return {
        "paths": ["/".join(each.node.path) for each in effect.changes],
        "title": both_languages(effect.node.title),
        "kind": effect.kind,
        "before": _rated(change.before),
        "now": _rated(change.now),
        "alone": None if effect.move is None else _move(effect.move, card),
    }


def _rated(node: ScoredNode | None) -> Mapping[str, Any] | None:
    """A rating on one of the days; None where the rubric then did not ask for it."""
    if node is None:
        return None
    why = None
    if node.rating is not None:
        why = node.rating.because or node.rating.unknown or node.rating.not_applicable
    return {
        "status": node.status,
        "rating": written_rating(node),
        "reason": None if why is None else both_languages(why),
    }

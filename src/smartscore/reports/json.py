"""`scorecard/1`: the result as JSON for programs; figures unrounded beside the one as printed."""

import json
import re
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from smartscore import __version__
from smartscore.engine.card import Card, Result, ScoredNode
from smartscore.fields import Translations
from smartscore.reports.library.data import compared
from smartscore.rubric import ByComparison, Indicator

_UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def document(results: list[Result]) -> str:
    """One result as an object, several as a list of them."""
    content: Any = [_result(result) for result in results]
    text = json.dumps(content[0] if len(content) == 1 else content, ensure_ascii=False, indent=1)
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def _result(result: Result) -> dict[str, Any]:
    subject, about = result.assessment.subject, result.assessment.about
    return {
        "format": "scorecard/1",
        "smartscore": __version__,
        "subject": subject.model_dump(exclude_none=True),
        "date": result.assessment.date.isoformat(),
        "about": _text(about) if about else None,
        "cards": [_card(card) for card in result.cards],
    }


def _card(card: Card) -> dict[str, Any]:
    rubric = card.rubric
    return {
        "rubric": {
            "code": rubric.code,
            "version": rubric.version,
            "digest": card.digest,
            **({"weighting": card.tree.weighting} if card.tree.weighting else {}),
        },
        "overall": _node(card.whole),
        "outlook": _outlook(card),
    }


def _node(node: ScoredNode) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "code": node.code,
        "kind": node.kind,
        "title": _text(node.title),
        "score": _number(node.score),
        "shown": node.shown,
        "low": _number(node.low),
        "high": _number(node.high),
        "availability": _number(node.availability),
        "withheld": node.withheld,
        "weight": float(node.weight) if isinstance(node.weight, Fraction) else node.weight,
        "share": _number(node.share),
        "effective_weight": _number(node.effective_weight),
        "contribution": _number(node.contribution),
        "band": node.band.code if node.band else None,
        "gates": [o.gate.when for o in node.gates if o.state == "fired"],
        "open_gates": [o.gate.when for o in node.gates if o.state == "open"],
        "staged_level": node.staged_level,
        "contested": node.contested,
    }
    if node.kind == "rubric" or node.display != node.owner.display:
        entry["display"] = node.display.model_dump()
    written = node.place.written
    if node.place.priorities is not None and not isinstance(written, Indicator):
        assert isinstance(written.weights, ByComparison)
        entry["comparisons"] = compared(node.place.priorities, written.weights.estimate)
    if node.kind == "indicator":
        entry["status"] = node.status
        entry["rating"] = _rating(node)
        entry["clipped"] = node.clipped
        entry["evidence"] = len(node.rating.evidence) if node.rating else 0
    else:
        entry["children"] = [_node(child) for child in node.children]
    return entry


def _rating(node: ScoredNode) -> Any:
    """The rating as it was written, whatever its measure."""
    given = node.rating.given if node.rating else None
    return given.model_dump() if isinstance(given, BaseModel) else given


def _outlook(card: Card) -> dict[str, Any]:
    whole, possible = card.whole, card.whole.possible_bands
    return {
        "next_band": whole.next_band.code if whole.next_band else None,
        "to_next_band": _number(whole.to_next),
        "above_lower_edge": _number(whole.above_lower),
        "possible_bands": [band.code for band in possible] if possible else None,
        "unknown": ["/".join(node.path) for node in card.unknown],
        "contested": ["/".join(node.path) for node in card.contested],
        "steps_raise": card.raises,
        "steps": [
            {
                "indicator": "/".join(step.node.path),
                "from": step.node.rating.level if step.node.rating else None,
                "to": step.level,
                "gain": float(step.gain),
            }
            for step in card.steps
        ],
    }


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _text(text: str | Translations) -> dict[str, str | None]:
    """Both languages; a text that has only one is the same in both."""
    if isinstance(text, str):
        return {"id": text, "en": text}
    return {"id": text.id or text.en, "en": text.en or text.id}

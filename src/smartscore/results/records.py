"""A result as plain data: `scorecard/1`, and tidy rows."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any, Final

from pydantic import BaseModel

from smartscore import __version__
from smartscore.arithmetic.weighting import Priorities
from smartscore.engine.card import Card
from smartscore.engine.measures import survey_mean
from smartscore.engine.scored import ScoredNode
from smartscore.engine.tree import Tree
from smartscore.model.assessment import Assessment, Plan, Rating, ResponseMean
from smartscore.model.fields import Language, Text, in_language, rational
from smartscore.model.rubric import Indicator
from smartscore.model.weights import ByComparison

COLUMNS: Final = (
    "subject",
    "subject_code",
    "date",
    "rubric",
    "rubric_version",
    "digest",
    "path",
    "code",
    "kind",
    "title",
    "status",
    "rating",
    "score",
    "shown",
    "low",
    "high",
    "availability",
    "withheld",
    "weight",
    "share",
    "effective_weight",
    "contribution",
    "band",
    "staged_level",
    "contested",
    "gates_fired",
    "evidence",
    "reason",
    "weighting",
    "display_min",
    "display_max",
    "conflicts",
    "plan_target",
    "plan_owner",
    "plan_by",
    "plan_effort",
    "staged_at_most",
    "staged_holders",
)
"""The columns of tidy rows, in their order."""


def scorecard(assessment: Assessment, cards: Iterable[Card]) -> dict[str, Any]:
    """`scorecard/1`: figures unrounded beside the one as printed, every node with its children."""
    subject, about = assessment.subject, assessment.about
    return {
        "format": "scorecard/1",
        "smartscore": __version__,
        "subject": subject.model_dump(exclude_none=True),
        "date": assessment.date.isoformat(),
        "about": both_languages(about) if about else None,
        "cards": [_card(card) for card in cards],
    }


def rows(assessment: Assessment, card: Card, language: Language) -> Iterator[dict[str, Any]]:
    """One tidy row a node, parents first: texts, truths, floats, or None for what is not there."""
    subject, rubric = assessment.subject, card.rubric
    about = {
        "subject": subject.name,
        "subject_code": subject.code,
        "date": assessment.date.isoformat(),
        "rubric": rubric.code,
        "rubric_version": rubric.version,
        "digest": card.digest,
        "weighting": _weighting(card.tree),
    }
    for node in card.nodes:
        row = about | _figures(node) | {"title": in_language(node.title, language)}
        row |= _rated(node, language)
        yield {column: row[column] for column in COLUMNS}


def _weighting(tree: Tree) -> str | None:
    """The name of other weights, `given` where some were given, or both; None without any."""
    names = [tree.weighting] if tree.weighting else []
    names += ["given"] if tree.weights else []
    return " ".join(names) or None


def _figures(node: ScoredNode) -> dict[str, Any]:
    return {
        "path": "/".join(node.path),
        "code": node.code,
        "kind": node.kind,
        "status": node.status,
        "score": number(node.score),
        "shown": node.shown,
        "low": number(node.low),
        "high": number(node.high),
        "availability": number(node.availability),
        "withheld": node.withheld,
        "weight": float(node.weight),
        "share": number(node.share),
        "effective_weight": number(node.effective_weight),
        "contribution": number(node.contribution),
        "band": node.band.code if node.band else None,
        "staged_level": None if node.staged_level is None else float(node.staged_level),
        "contested": node.contested,
        "gates_fired": " ".join(o.gate.when for o in node.gates if o.state == "fired"),
        "display_min": float(node.display.min),
        "display_max": float(node.display.max),
        **_holding(node),
    }


def _holding(node: ScoredNode) -> dict[str, Any]:
    """What a row says of what keeps the staged level from more."""
    found = node.staged
    return {
        "staged_at_most": None if found is None else float(found.at_most),
        "staged_holders": " ".join(one.code for one in found.holders) if found else None,
    }


def _rated(node: ScoredNode, language: Language) -> dict[str, Any]:
    """What a row says of the rating of an indicator; nothing, where the node has children."""
    rating = node.rating
    if node.indicator is None:
        found: dict[str, Any] = {"rating": None, "evidence": None, "reason": None}
        return found | {"conflicts": None} | _planned(None, language)
    if rating is None:
        found = {"rating": None, "evidence": 0, "reason": ""}
        return found | {"conflicts": 0} | _planned(None, language)
    why = rating.because or rating.unknown or rating.not_applicable
    return {
        "rating": number(_given(rating)),
        "evidence": len(rating.evidence),
        "reason": in_language(why, language),
        "conflicts": len(rating.conflicts),
        **_planned(rating.plan, language),
    }


def _planned(plan: Plan | None, language: Language) -> dict[str, Any]:
    """What a row says of the plan of an indicator; `plan_target` is a number as `rating` is."""
    if plan is None:
        return dict.fromkeys(("plan_target", "plan_owner", "plan_by", "plan_effort"))
    return {
        "plan_target": number(_given(plan.target)),
        "plan_owner": in_language(plan.owner, language) or None,
        "plan_by": None if plan.by is None else str(plan.by),
        "plan_effort": plan.effort,
    }


def _given(rating: Rating) -> Fraction | None:
    """The number that a rating is: a level, a value, items that are met, or a mean of answers."""
    if rating.level is not None:
        return rational(rating.level)
    if rating.value is not None:
        return rational(rating.value)
    if rating.met is not None:
        return Fraction(len(set(rating.met)))
    if isinstance(rating.responses, ResponseMean):
        return rational(rating.responses.mean)
    return survey_mean(rating) if isinstance(rating.responses, tuple) else None


def _card(card: Card) -> dict[str, Any]:
    rubric = card.rubric
    return {
        "rubric": {
            "code": rubric.code,
            "version": rubric.version,
            "digest": card.digest,
            **_other_weights(card.tree),
        },
        "overall": _node(card.whole),
        "outlook": _outlook(card),
    }


def _other_weights(tree: Tree) -> dict[str, Any]:
    """Which other weights count; nothing where the rubric's own do."""
    weighting = _weighting(tree)
    found: dict[str, Any] = {"weighting": weighting} if weighting else {}
    if tree.weights:
        found["weights"] = {
            name: str(weight) if isinstance(weight, Fraction) else weight
            for name, weight in tree.weights.items()
        }
    return found


def _node(node: ScoredNode) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "code": node.code,
        "kind": node.kind,
        "title": both_languages(node.title),
        "score": number(node.score),
        "shown": node.shown,
        "low": number(node.low),
        "high": number(node.high),
        "availability": number(node.availability),
        "withheld": node.withheld,
        "weight": float(node.weight) if isinstance(node.weight, Fraction) else node.weight,
        "share": number(node.share),
        "effective_weight": number(node.effective_weight),
        "contribution": number(node.contribution),
        "band": node.band.code if node.band else None,
        "gates": [o.gate.when for o in node.gates if o.state == "fired"],
        "open_gates": [o.gate.when for o in node.gates if o.state == "open"],
        "staged_level": node.staged_level,
        "contested": node.contested,
    }
    if node.kind != "indicator":
        entry["staged"] = _staged(node)
    if node.kind == "rubric" or node.display != node.owner.display:
        entry["display"] = node.display.model_dump()
    written = node.place.written
    if node.place.priorities is not None and not isinstance(written, Indicator):
        assert isinstance(written.weights, ByComparison)
        codes = [child.code for child in node.children]
        entry["comparisons"] = compared(node.place.priorities, written.weights, codes)
    if node.kind == "indicator":
        entry["status"] = node.status
        entry["rating"] = written_rating(node)
        entry["clipped"] = node.clipped
        entry["evidence"] = len(node.rating.evidence) if node.rating else 0
        if node.rating is not None and node.rating.plan is not None:
            entry["plan"] = node.rating.plan.model_dump(mode="json", exclude_none=True)
        entry |= _judged(node.rating)
        entry["conflicts"] = len(node.conflicts)
    else:
        entry["children"] = [_node(child) for child in node.children]
    return entry


def _judged(rating: Rating | None) -> dict[str, Any]:
    """What each of several raters gave, and how sure the rating is, where it says so."""
    found: dict[str, Any] = {}
    if rating is not None and rating.judgements:
        each = (one.model_dump(mode="json", exclude_none=True) for one in rating.judgements)
        found["judgements"] = list(each)
    if rating is not None and rating.confidence is not None:
        found["confidence"] = rating.confidence
    return found


def _staged(node: ScoredNode) -> dict[str, Any] | None:
    """How far the lowest step beneath a node has come, and which indicators hold it there."""
    found = node.staged
    if found is None:
        return None
    return {
        "level": found.level,
        "at_least": found.at_least,
        "at_most": found.at_most,
        "holders": ["/".join(holder.path) for holder in found.holders],
        "unknown": ["/".join(unknown.path) for unknown in found.unknown],
    }


def compared(found: Priorities, weights: ByComparison, codes: Sequence[str]) -> dict[str, Any]:
    """What is compared in pairs, as it is written, and what it comes to, for programs."""
    entry = _priorities(found, weights, codes)
    if not found.experts:
        return entry | {"pairs": dict(weights.experts[0])}
    each = zip(found.experts, weights.experts, strict=True)
    return entry | {
        "experts": [_priorities(one, weights, codes) | {"pairs": dict(said)} for one, said in each]
    }


def _priorities(found: Priorities, weights: ByComparison, codes: Sequence[str]) -> dict[str, Any]:
    return {
        "estimate": weights.estimate,
        "lambda_max": found.largest,
        "consistency_index": found.consistency_index,
        "random_index": found.random_index,
        "consistency_ratio": found.consistency_ratio,
        "weights": {code: float(w) for code, w in zip(codes, found.weights, strict=True)},
    }


def written_rating(node: ScoredNode) -> Any:
    """The rating as it was written, whatever its measure."""
    given = node.rating.given if node.rating else None
    if isinstance(given, BaseModel):
        return given.model_dump(mode="json")
    return list(given) if isinstance(given, tuple) else given


def _outlook(card: Card) -> dict[str, Any]:
    whole, possible = card.whole, card.whole.possible_bands
    return {
        "next_band": whole.next_band.code if whole.next_band else None,
        "to_next_band": number(whole.to_next),
        "above_lower_edge": number(whole.above_lower),
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
        "conflicts": ["/".join(node.path) for node in card.conflicts],
    }


def number(value: Fraction | None) -> float | None:
    """An exact number as programs take it."""
    return None if value is None else float(value)


def both_languages(text: Text) -> dict[str, str | None]:
    """Both languages; a text that has only one is the same in both."""
    if isinstance(text, str):
        return {"id": text, "en": text}
    return {"id": text.id or text.en, "en": text.en or text.id}

"""`robustness/1`: how sure scores are, as plain data for programs."""

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from smartscore import __version__
from smartscore.arithmetic.numbers import figure
from smartscore.results.records import number
from smartscore.studies.assumptions import CONFIDENCE, Assumptions
from smartscore.studies.variants import Stepped, Variant, Without

if TYPE_CHECKING:
    from smartscore.studies.intervals import Interval
    from smartscore.studies.robustness import Influence, Robust, Robustness

_DECIMALS = 9


def robustness(found: "Robust") -> dict[str, Any]:
    """`robustness/1`: figures on the display scale, those of draws rounded to nine decimals."""
    assessment = found.result.assessment
    return {
        "format": "robustness/1",
        "smartscore": __version__,
        "subject": assessment.subject.model_dump(exclude_none=True),
        "date": assessment.date.isoformat(),
        "assumptions": assumptions(found.assumed),
        "rubrics": [_rubric(each) for each in found.rubrics],
    }


def assumptions(assumed: Assumptions) -> dict[str, Any]:
    """What is drawn, as options write it."""
    by_confidence = {level or "unsaid": part for level, part in CONFIDENCE.items()}
    return {
        "weights": assumed.weights,
        "ratings": assumed.ratings,
        "confidence": by_confidence if assumed.ratings == "confidence" else None,
        "unknown": "scale" if assumed.unknown else "as-scored",
        "aggregates": assumed.aggregates,
        "draws": assumed.draws,
        "seed": assumed.seed,
    }


def _rubric(found: "Robustness") -> dict[str, Any]:
    rubric, whole, edges = found.card.rubric, found.card.whole, found.edges
    return {
        "rubric": {
            "code": rubric.code,
            "version": rubric.version,
            "digest": found.card.digest,
        },
        "score": number(whole.score),
        "shown": whole.shown,
        "band": whole.band.code if whole.band else None,
        "agreeing": number(found.agreeing),
        "drawn": list(found.drawn),
        "nodes": [_interval(each) for each in found.intervals],
        "influences": [_influence(each) for each in found.influences],
        "edges": edges and {"down": number(edges.down), "up": number(edges.up)},
        "by_mean": {mean: number(score) for mean, score in found.means},
        "without": [_without(each) for each in found.variants.without],
        "steps": [_stepped(each) for each in found.variants.stepped],
    }


def _interval(found: "Interval") -> dict[str, Any]:
    node = found.node
    return {
        "path": "/".join(node.path),
        "score": number(node.score),
        "p5": number(found.least),
        "p25": number(found.lower),
        "p50": number(found.middle),
        "p75": number(found.upper),
        "p95": number(found.most),
        "shown": {
            name: _shown(value, node.display.decimals)
            for name, value in (("p5", found.least), ("p50", found.middle), ("p95", found.most))
        },
        "bands": {
            band.code: float(part) for band, part in zip(node.bands, found.bands, strict=False)
        },
    }


def _shown(value: Fraction, decimals: int) -> str:
    return figure(value, decimals)


def _influence(found: "Influence") -> dict[str, Any]:
    indices = found.indices
    return {
        "group": found.group,
        "first": round(indices.first, _DECIMALS),
        "first_error": round(indices.first_error, _DECIMALS),
        "total": round(indices.total, _DECIMALS),
        "total_error": round(indices.total_error, _DECIMALS),
    }


def _variant(found: Variant | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "score": number(found.score),
        "shown": found.shown,
        "change": number(found.move),
        "band": found.band.code if found.band else None,
    }


def _without(found: Without) -> dict[str, Any]:
    return {"path": "/".join(found.node.path), **(_variant(found.variant) or {})}


def _stepped(found: Stepped) -> dict[str, Any]:
    return {
        "path": "/".join(found.node.path),
        "down": _variant(found.down),
        "up": _variant(found.up),
    }

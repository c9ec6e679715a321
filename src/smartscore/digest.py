"""A fingerprint of what can move a score in a rubric; titles, questions and sources can't."""

import hashlib
import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from smartscore.rounding import exact
from smartscore.rubric import Dimension, Graft, Indicator, Rubric, children
from smartscore.weights import Child, child_weights


def digest(rubric: Rubric, grafts: Mapping[tuple[str, str], Rubric]) -> str:
    """`sha256:` and the hash; where it is the same, every assessment scores alike."""
    text = json.dumps(_rubric(rubric, grafts), sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def _rubric(rubric: Rubric, grafts: Mapping[tuple[str, str], Rubric]) -> dict[str, Any]:
    return {
        "code": rubric.code,
        "display": [
            _number(rubric.display.min),
            _number(rubric.display.max),
            rubric.display.decimals,
        ],
        "bands": [[band.code, _number(band.start)] for band in rubric.bands],
        "scale": [_number(point.points) for point in rubric.scale],
        "missing": [rubric.missing.treat, _number(rubric.missing.minimum_availability)],
        "gates": [[gate.when, _number(gate.below), gate.cap] for gate in rubric.gates],
        "aggregate": rubric.aggregate,
        "children": _children(rubric, rubric, grafts),
    }


def _children(
    parent: Rubric | Dimension, owner: Rubric, grafts: Mapping[tuple[str, str], Rubric]
) -> list[dict[str, Any]]:
    def code(child: Child) -> str:
        if isinstance(child, Graft):
            return grafts[owner.code, child.rubric].code
        return child.code

    below = [child for _, child in children(parent)]
    weights = child_weights(parent, code)
    return [
        {"weight": _number(weight), **_child(child, owner, grafts)}
        for child, weight in zip(below, weights, strict=True)
    ]


def _child(child: Child, owner: Rubric, grafts: Mapping[tuple[str, str], Rubric]) -> dict[str, Any]:
    if isinstance(child, Graft):
        return {"graft": _rubric(grafts[owner.code, child.rubric], grafts)}
    if isinstance(child, Indicator):
        return {"code": child.code, "measure": _measure(child, owner)}
    return {
        "code": child.code,
        "aggregate": child.aggregate or owner.aggregate,
        "children": _children(child, owner, grafts),
    }


def _measure(indicator: Indicator, owner: Rubric) -> str | list[Any]:
    """What of an indicator's measure moves its score."""
    if indicator.quantity is not None:
        quantity = indicator.quantity
        ends = [None if end is None else _number(end) for end in (quantity.worst, quantity.best)]
        sample = [quantity.over, quantity.better, quantity.method]
        return ["quantity", *ends, quantity.transform, *sample]
    if indicator.checklist is not None:
        return ["checklist", *([i.code, _number(i.weight)] for i in indicator.checklist)]
    if indicator.survey is not None:
        return ["survey", *map(_number, indicator.survey.ends)]
    floor = owner.floor if indicator.floor is None else indicator.floor
    return "levels" if floor is None else ["levels", _number(floor)]


def _number(number: int | float | Fraction) -> str:
    """A number as a fraction, so that 1 and 1.0 are the same."""
    return str(exact(number))

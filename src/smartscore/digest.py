"""A fingerprint of what can move a score in a rubric; titles, questions and sources can't."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from smartscore.rounding import exact
from smartscore.rubric import Dimension, Graft, Indicator, Rubric


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
        "children": [_child(child, rubric, grafts) for child in rubric.dimensions],
    }


def _child(
    child: Dimension | Graft | Indicator, owner: Rubric, grafts: Mapping[tuple[str, str], Rubric]
) -> dict[str, Any]:
    if isinstance(child, Graft):
        inside = _rubric(grafts[owner.code, child.rubric], grafts)
        return {"graft": inside, "weight": _number(child.weight)}
    if isinstance(child, Indicator):
        return {"code": child.code, "weight": _number(child.weight), "measure": "levels"}
    below = [
        _child(c, owner, grafts) for c in (*(child.dimensions or ()), *(child.indicators or ()))
    ]
    return {
        "code": child.code,
        "weight": _number(child.weight),
        "aggregate": child.aggregate or owner.aggregate,
        "children": below,
    }


def _number(number: int | float) -> str:
    """A number as a fraction, so that 1 and 1.0 are the same."""
    return str(exact(number))

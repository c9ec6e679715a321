"""A fingerprint of what can move a score in a rubric; titles, questions and sources can't."""

import hashlib
import json
from fractions import Fraction
from typing import Any

from smartscore.arithmetic.numbers import exact
from smartscore.engine.measures import OnLevels
from smartscore.engine.sampled import InSample, LeftOut
from smartscore.engine.tree import Node, Tree
from smartscore.model.rubric import Dimension, Indicator


def digest(tree: Tree) -> str:
    """`sha256:` and the hash; where it is the same, every assessment scores alike."""
    text = json.dumps(_rubric(tree, tree.whole), sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def _rubric(tree: Tree, node: Node) -> dict[str, Any]:
    found = {
        "code": node.code,
        **_shown(node),
        "scale": [_number(point.points) for point in node.owner.scale],
        "aggregate": node.method,
        "children": _children(tree, node),
    }
    if node.owner.weightings and tree.weighting is None:
        found["weightings"] = {
            name: {code: _number(weight) for code, weight in weights.items()}
            for name, weights in node.owner.weightings.items()
        }
    return found


def _shown(node: Node) -> dict[str, Any]:
    """How a node is shown and banded, and what unknown ratings do beneath it."""
    display, missing = node.display, node.missing
    return {
        "display": [_number(display.min), _number(display.max), display.decimals],
        "bands": [[band.code, _number(band.start)] for band in node.bands],
        "missing": [missing.treat, _number(missing.minimum_availability)],
        "gates": [[w.gate.when, _number(w.gate.below), w.gate.cap] for w in node.watches],
    }


def _children(tree: Tree, parent: Node) -> list[dict[str, Any]]:
    return [
        {"weight": _number(child.weight), **_child(tree, child)}
        for child in (tree.nodes[index] for index in parent.children)
    ]


def _child(tree: Tree, node: Node) -> dict[str, Any]:
    if node.kind == "rubric":
        return {"graft": _rubric(tree, node)}
    if isinstance(node.written, Indicator):
        return {"code": node.code, "measure": _measure(node, node.written)}
    found = {"code": node.code, "aggregate": node.method, "children": _children(tree, node)}
    written = node.written
    if isinstance(written, Dimension):
        own = {"display", "bands", "gates", "missing"} & written.model_fields_set
        found |= {key: value for key, value in _shown(node).items() if key in own}
    return found


def _measure(node: Node, indicator: Indicator) -> str | list[Any]:
    """What of an indicator's measure moves its score."""
    if indicator.quantity is not None:
        quantity = indicator.quantity
        ends = [None if end is None else _number(end) for end in (quantity.worst, quantity.best)]
        sample = [quantity.over, quantity.better, quantity.method]
        known = map(str, node.measure) if isinstance(node.measure, InSample | LeftOut) else ()
        return ["quantity", *ends, quantity.transform, *sample, *known]
    if indicator.checklist is not None:
        return ["checklist", *([i.code, _number(i.weight)] for i in indicator.checklist)]
    if indicator.survey is not None:
        return ["survey", *map(_number, indicator.survey.ends)]
    floor = node.measure.floor if isinstance(node.measure, OnLevels) else None
    return "levels" if floor is None else ["levels", _number(floor)]


def _number(number: int | float | Fraction) -> str:
    """A number as a fraction, so that 1 and 1.0 are the same."""
    return str(exact(number))

"""`rubric-tree/1`: one rubric with its tree for programs, in both languages."""

from typing import Any

from pydantic import BaseModel

from smartscore.engine.rubric_change.nodes import plain
from smartscore.engine.tree import Node, Tree
from smartscore.model.fields import Translations
from smartscore.model.rubric import Dimension, Indicator
from smartscore.model.weights import ByComparison
from smartscore.reports.findings import printed
from smartscore.reports.library import both
from smartscore.reports.library.listing import validity
from smartscore.results.records import compared


def as_json(tree: Tree) -> str:
    """The rubric, and its nodes in a flat list in which each names its path."""
    rubric = tree.rubric
    return printed(
        {
            "format": "rubric-tree/1",
            "code": rubric.code,
            "version": rubric.version,
            "digest": tree.digest,
            "title": both(rubric.title),
            "about": both(rubric.about),
            "display": _plain(rubric.display),
            "bands": _plain(rubric.bands),
            "scale": _plain(rubric.scale),
            "floor": rubric.floor,
            "between": rubric.between,
            "aggregate": rubric.aggregate,
            "missing": _plain(rubric.missing),
            "evidence": rubric.evidence,
            "gates": _plain(rubric.gates),
            "weightings": rubric.weightings,
            **_compared(tree, tree.whole),
            "validity": validity(rubric),
            "nodes": [_node(tree, node) for node in tree.nodes[1:]],
            "references": [
                reference.model_dump(mode="json", by_alias=True, exclude_none=True)
                for reference in rubric.references
            ],
        }
    )


def _node(tree: Tree, place: Node) -> dict[str, Any]:
    node = place.written
    entry: dict[str, Any] = {
        "path": "/".join(place.path[1:]),
        "kind": place.kind,
        "code": node.code,
        "title": both(node.title),
        "weight": place.weight if isinstance(place.weight, int) else float(place.weight),
        "share": float(place.share),
        "effective_weight": float(place.effective),
    }
    if not isinstance(node, Indicator):
        entry["aggregate"] = place.method
        if isinstance(node, Dimension):
            own: dict[str, Any] = {"display": place.display, "missing": place.missing}
            own |= {"bands": place.bands, "gates": node.gates}
            entry |= {k: _plain(v) for k, v in own.items() if k in node.model_fields_set}
        entry |= _compared(tree, place)
        return entry
    return entry | {
        "measure": node.measure,
        "judged_by": node.judged_by,
        "question": both(node.question),
        "look_for": both(node.look_for),
        "keywords": _plain(node.keywords),
        "techniques": list(node.techniques),
        "levels": {
            plain(points): both(text)
            for points, text in sorted(place.owner.descriptors(node).items())
        },
        "floor": place.owner.floor if node.floor is None else node.floor,
        "quantity": _plain(node.quantity),
        "checklist": _plain(node.checklist),
        "survey": _plain(node.survey),
        "crosswalk": list(node.crosswalk),
        "citations": _plain(node.citations),
    }


def _compared(tree: Tree, place: Node) -> dict[str, Any]:
    """The comparisons that weigh a node's children, under their key; nothing where none do."""
    written = place.written
    if place.priorities is None or isinstance(written, Indicator):
        return {}
    assert isinstance(written.weights, ByComparison)
    codes = [tree.nodes[child].code for child in place.children]
    return {"comparisons": compared(place.priorities, written.weights, codes)}


def _plain(value: Any) -> Any:
    """A part of a rubric as data, under the keys of the file, its texts in both languages."""
    if isinstance(value, Translations):
        return both(value)
    if isinstance(value, BaseModel):
        return {
            field.alias or name: both(found) if _is_text(name, found) else _plain(found)
            for name, field in type(value).model_fields.items()
            for found in [getattr(value, name)]
        }
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def _is_text(name: str, value: Any) -> bool:
    return name in ("label", "because", "unit", "text", "at") and value is not None

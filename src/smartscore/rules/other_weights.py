"""What must hold of weights that are given for a run, instead of those that rubrics have."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from smartscore.engine.tree import Node, Tree, Weights, spellings, tidied
from smartscore.model.fields import rational, shown
from smartscore.rules import rubric, shape
from smartscore.text import shape_faults
from smartscore.text.problems import Complaint, closest
from smartscore.text.source import Data

_MOST: Final = 300
"""So many digits a fraction may have on each side, so that it is still a figure as a float."""
_FRACTION: Final = re.compile(r"-?[0-9]{1,300}/[1-9][0-9]{0,299}")
_CODES: Final = {rule.check: rule.code for rule in rubric.RULES}
ALL_ARE_NAMED: Final = _CODES[rubric.weights_are_complete]
NODES_ARE_NAMED: Final = _CODES[rubric.weightings_name_nodes]
SOMETHING_WEIGHS: Final = _CODES[rubric.weightings_leave_a_weight]


def numbers(data: Data) -> Iterator[Complaint]:
    """Weights are numbers of zero or more, by codes or paths of nodes."""
    if not isinstance(data, dict):
        values = {"expected": "mapping", "value": shown(data), "variant": "weights"}
        yield Complaint(shape_faults.WRONG_KIND_OF_VALUE, (), values)
        return
    for name, weight in data.items():
        if isinstance(weight, str) and _FRACTION.fullmatch(weight) is None:
            yield shape.wrong_fraction(weight, (name,), _MOST)
        elif isinstance(weight, bool) or not isinstance(weight, int | float | str):
            yield shape.wrong_number(weight, (name,))
        elif rational(weight) < 0:
            values = {"value": shown(weight), "limit": "ge", "bound": "0"}
            yield Complaint(shape_faults.OUT_OF_BOUNDS, (name,), values)


def taken(data: Data) -> Weights:
    """Weights that are numbers, as `numbers` asks for; fractions, which data have as text, too."""
    assert isinstance(data, dict)
    return {name: Fraction(w) if isinstance(w, str) else w for name, w in data.items()}  # type: ignore[misc]


def places(weights: Weights, trees: Sequence[Tree]) -> Iterator[Complaint]:
    """Each weight is of one node beneath the whole in one of the trees, or more of them.

    No two of them are of the same node.
    """
    for name in weights:
        found = [beneath(tree, name) for tree in trees]
        several = [nodes for nodes in found if len(nodes) > 1]
        if several:
            path = "/".join(several[0][0].path)
            values = {"code": name, "rubric": several[0][0].path[0], "suggestion": path}
            yield Complaint(NODES_ARE_NAMED, (name,), values | {"variant": "several"})
        elif not any(found):
            yield Complaint(NODES_ARE_NAMED, (name,), _nowhere(name, trees))
    for tree in trees:
        names = {name: beneath(tree, name) for name in weights}
        once = {name: nodes[0].index for name, nodes in names.items() if len(nodes) == 1}
        first: dict[int, str] = {}
        for name, index in once.items():
            other = first.setdefault(index, name)
            if other != name:
                values = {"code": name, "other": other, "variant": "two-names"}
                yield Complaint(NODES_ARE_NAMED, (name,), values)


def _nowhere(name: str, trees: Sequence[Tree]) -> dict[str, str]:
    """That a name leads to no node, with the code or the path that is like it."""
    rubrics = ", ".join(tree.rubric.code for tree in trees)
    nodes = [node for tree in trees for node in tree.nodes[1:]]
    tidy = tidied(name)
    meant = next((found[0] for tree in trees if len(found := beneath(tree, tidy)) == 1), None)
    if tidy != name and meant is not None:
        suggestion = "/".join(meant.path)
        return {"code": name, "rubric": rubrics, "suggestion": suggestion, "variant": "given"}
    last = tidy.rsplit("/", maxsplit=1)[-1]
    ending = ("/".join(node.path) for node in nodes if node.code == last)
    known = {node.code: node.code for node in nodes}
    if "/" in tidy:
        known = {spelt: "/".join(node.path) for node in nodes for spelt in spellings(node.path)[:2]}
    near = next(ending, "") or known.get(closest(tidy, known), "")
    whole = any(tidy == tree.whole.code for tree in trees)
    variant = "whole" if whole else "given"
    return {"code": name, "rubric": rubrics, "suggestion": near, "variant": variant}


def siblings(weights: Weights, trees: Sequence[Tree]) -> Iterator[Complaint]:
    """Among siblings something weighs, and weights of different kinds are not mixed.

    Weights that come of comparisons or ranks are parts of one: beside them a number that was given
    would mean nothing, so all siblings are given weights or none is.
    """
    for tree in trees:
        for parent in tree.nodes:
            below = [tree.nodes[child] for child in parent.children]
            given = {node.code: _given(node, weights) for node in below}
            names = [name for name in given.values() if name is not None]
            if not names:
                continue
            missing = [code for code, name in given.items() if name is None]
            if missing and getattr(parent.written, "weights", None) is not None:
                values = {
                    "variant": "given",
                    "parent": parent.code,
                    "missing": ", ".join(missing),
                }
                yield Complaint(ALL_ARE_NAMED, (names[0],), values)
            kept = (node.ratio for node in below if given[node.code] is None)
            if not any(kept) and not any(weights[name] for name in names):
                values = {"parent": parent.code, "variant": "given"}
                yield Complaint(SOMETHING_WEIGHS, (names[0],), values)


def beneath(tree: Tree, name: str) -> list[Node]:
    """The nodes beneath the whole that a path or a code leads to."""
    return [node for node in tree.named(name) if node.index]


def _given(node: Node, weights: Weights) -> str | None:
    """Under which name a weight of a node is given."""
    return next((name for name in spellings(node.path) if name in weights), None)

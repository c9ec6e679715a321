"""The value of every node from the values of its indicators: where means are taken exactly.

What is shown of a score comes from here. Draws, many vectors of values and of weights on one tree,
are evaluated in columns of floats (`columns`).
"""

from collections.abc import Sequence
from fractions import Fraction
from math import gcd
from typing import Any, Final

from smartscore.arithmetic import means as aggregate
from smartscore.engine.resolving import whole_ratios
from smartscore.engine.tree import Tree

_new: Final[Any] = object.__new__


def evaluate(
    tree: Tree,
    values: Sequence[Fraction | None],
    weights: Sequence[Fraction] | None = None,
) -> list[Fraction | None]:
    """The value of each node, from 0 to 1, in the order of the tree; None where there is none.

    `values` has one for each indicator in the order of the tree, from 0 to 1, and None for what
    does not count. `weights` has one for each node, zero or more, to be used instead of the tree's;
    only their ratios among siblings matter. Whole numbers above and below the line are reckoned
    with: many times faster than fractions.

    Raises ValueError where there are not as many values as indicators or weights as nodes.
    """
    size = len(tree.nodes)
    if len(values) != len(tree.leaves):
        raise ValueError(f"{len(values)} values for {len(tree.leaves)} indicators")
    if weights is not None and len(weights) != size:
        raise ValueError(f"{len(weights)} weights for {size} nodes")
    return _exactly(tree, values, weights)


def _exactly(
    tree: Tree, values: Sequence[Fraction | None], weights: Sequence[Fraction] | None
) -> list[Fraction | None]:
    size = len(tree.nodes)
    found: list[Any] = [None] * size
    above, below = [0] * size, [0] * size  # nothing below the line: no value
    known: Any = values
    for index, value in zip(tree.leaves, known, strict=True):
        if value is not None:
            found[index] = value
            above[index] = value._numerator
            below[index] = value._denominator
    for index, method, children, _ in tree.steps:
        pairs = children if weights is None else _other(tree, index, weights)
        if method != "arithmetic":
            some = [(Fraction(w), v) for c, w in pairs if (v := found[c]) is not None]
            if some:
                found[index] = mean = aggregate.METHODS[method](some)
                above[index], below[index] = mean.as_integer_ratio()
            continue
        total = top = 0
        bottom = 1
        for child, weight in pairs:
            under = below[child]
            if under:
                total += weight
                if under == bottom:
                    top += weight * above[child]
                else:
                    top = top * under + weight * above[child] * bottom
                    bottom *= under
        if total:
            bottom *= total
            shared = gcd(top, bottom)
            if shared > 1:
                top //= shared
                bottom //= shared
            above[index] = top
            below[index] = bottom
            found[index] = made = _new(Fraction)  # without checks that cost more than the mean
            made._numerator = top
            made._denominator = bottom
    return found


def _other(tree: Tree, index: int, weights: Sequence[Fraction]) -> list[tuple[int, int]]:
    """The children of a node with other weights as whole numbers; those that weigh nothing not."""
    children = tree.nodes[index].children
    ratios = whole_ratios([weights[child] for child in children])
    return [(child, ratio) for child, ratio in zip(children, ratios, strict=True) if ratio]

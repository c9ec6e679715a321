"""The value of every node from the values of its indicators: the only place where means are taken.

It is generic in the number. Exact fractions serve what is shown, floats serve draws: many vectors
of values or of weights on one tree.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import gcd
from types import MappingProxyType
from typing import Any, Final, TypeVar

from smartscore.arithmetic import means as aggregate
from smartscore.engine.resolving import whole_ratios
from smartscore.engine.tree import Tree

_new: Final[Any] = object.__new__
Number = TypeVar("Number", Fraction, float)


def evaluate(
    tree: Tree,
    values: Sequence[Number | None],
    weights: Sequence[Number] | None = None,
) -> list[Number | None]:
    """The value of each node, from 0 to 1, in the order of the tree; None where there is none.

    `values` has one for each indicator in the order of the tree, from 0 to 1, and None for what
    does not count; all are fractions, or all are floats. `weights` has one for each node, zero or
    more, to be used instead of the tree's; only their ratios among siblings matter.

    Raises ValueError where there are not as many values as indicators or weights as nodes.
    """
    if len(values) != len(tree.leaves):
        raise ValueError(f"{len(values)} values for {len(tree.leaves)} indicators")
    if weights is not None and len(weights) != len(tree.nodes):
        raise ValueError(f"{len(weights)} weights for {len(tree.nodes)} nodes")
    first: object = next((value for value in values if value is not None), None)
    if isinstance(first, float) or (weights is not None and isinstance(weights[0], float)):
        return _in_floats(tree, values, weights)  # type: ignore[arg-type, return-value]
    return _exactly(tree, values, weights)  # type: ignore[arg-type, return-value]


def _exactly(
    tree: Tree, values: Sequence[Fraction | None], weights: Sequence[Fraction] | None
) -> list[Fraction | None]:
    """On whole numbers above and below the line: many times faster than on fractions."""
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


def _in_floats(
    tree: Tree, values: Sequence[float | None], weights: Sequence[float] | None
) -> list[float | None]:
    found: list[float | None] = [None] * len(tree.nodes)
    for index, value in zip(tree.leaves, values, strict=True):
        found[index] = value
    for index, method, children, _ in tree.steps:
        if weights is not None:
            below = tree.nodes[index].children
            pairs = [(w, v) for c in below if (w := weights[c]) and (v := found[c]) is not None]
        else:
            pairs = [(w, v) for c, w in children if (v := found[c]) is not None]
        if not pairs:
            continue
        if method == "arithmetic":
            total = top = 0.0
            for weight, value in pairs:
                total += weight
                top += weight * value
            found[index] = top / total
        else:
            found[index] = _FLOATS[method](pairs)
    return found


_Pairs = Sequence[tuple[float, float]]


def _geometric(pairs: _Pairs) -> float:
    if any(value == 0 for _, value in pairs):
        return 0.0
    total = math.fsum(weight for weight, _ in pairs)
    return math.exp(math.fsum(weight * math.log(value) for weight, value in pairs) / total)


def _harmonic(pairs: _Pairs) -> float:
    if any(value == 0 for _, value in pairs):
        return 0.0
    total = math.fsum(weight for weight, _ in pairs)
    return total / math.fsum(weight / value for weight, value in pairs)


_FLOATS: Mapping[str, Callable[[_Pairs], float]] = MappingProxyType(
    {
        "geometric": _geometric,
        "harmonic": _harmonic,
        "minimum": lambda pairs: min(value for _, value in pairs),
        "maximum": lambda pairs: max(value for _, value in pairs),
    }
)
"""The means of `arithmetic/means` in floats; the arithmetic one is taken where it is needed."""

"""The value of every node for many draws at once: what `evaluate` finds, in columns of floats.

A column has a float for each draw, or is one float where all draws are alike; it is None where
there is no value. Functions of C work on whole columns, which costs less than going draw by draw.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from itertools import repeat
from math import inf
from operator import add, mul, truediv
from types import MappingProxyType
from typing import Final

from smartscore.arithmetic import portable
from smartscore.engine.tree import Tree

Column = float | list[float]
Columns = Sequence[Column | None]
Pairs = Sequence[tuple[Column, Column]]
_MANY: Final = 4
"""A function is worked out once for each different value, where values repeat so often."""


def evaluate_columns(
    tree: Tree,
    values: Columns,
    shares: Sequence[Column] | None = None,
    methods: Mapping[str, str] | None = None,
) -> list[Column | None]:
    """The value of each node in each draw, from 0 to 1, in the order of the tree.

    `values` has a column for each indicator in the order of the tree, None for what does not count.
    `shares` has one for each node: its part among its siblings, which add up to one in each draw;
    it is zero in all draws or in none. Without them those of the tree count. `methods` says which
    means are taken in the place of others.
    """
    if shares is None:
        shares = [float(node.share) for node in tree.nodes]
    found: list[Column | None] = [None] * len(tree.nodes)
    for index, value in zip(tree.leaves, values, strict=True):
        found[index] = value
    for index, method, _, _ in tree.steps:
        weighty = [child for child in tree.nodes[index].children if shares[child] != 0.0]
        pairs = [(shares[c], value) for c in weighty if (value := found[c]) is not None]
        if pairs:
            mean = MEANS[method if methods is None else methods.get(method, method)]
            found[index] = mean(pairs, len(pairs) == len(weighty))
    return found


def _arithmetic(pairs: Pairs, complete: bool) -> Column:  # noqa: FBT001 - as all means
    if len(pairs) == 1:
        return pairs[0][1]
    top = added(_both(mul, w, v) for w, v in pairs)
    return top if complete else _both(truediv, top, added(w for w, _ in pairs))


def _geometric(pairs: Pairs, complete: bool) -> Column:  # noqa: FBT001
    logarithms = [(w, _each(_logarithm, v)) for w, v in pairs]
    return _each(_exponential, _arithmetic(logarithms, complete))


def _harmonic(pairs: Pairs, complete: bool) -> Column:  # noqa: FBT001
    inverses = [(w, _each(_inverse, v)) for w, v in pairs]
    return _each(_inverse, _arithmetic(inverses, complete))


def _minimum(pairs: Pairs, _: bool) -> Column:  # noqa: FBT001
    return reduce(lambda one, other: _both(min, one, other), (v for _, v in pairs))


def _maximum(pairs: Pairs, _: bool) -> Column:  # noqa: FBT001
    return reduce(lambda one, other: _both(max, one, other), (v for _, v in pairs))


MEANS: Mapping[str, Callable[[Pairs, bool], Column]] = MappingProxyType(
    {
        "arithmetic": _arithmetic,
        "geometric": _geometric,
        "harmonic": _harmonic,
        "minimum": _minimum,
        "maximum": _maximum,
    }
)
"""The means of `arithmetic/means` of pairs of a share and a value; whether the shares add up to one
or something is missing is told with them."""


def spread(column: Column, draws: int) -> list[float]:
    """A column with a number for each draw, also where all are alike."""
    return [column] * draws if isinstance(column, float) else column


def added(columns: Iterable[Column]) -> Column:
    """The sum of some columns, draw by draw."""
    return reduce(lambda one, other: _both(add, one, other), columns)


def _both(work: Callable[[float, float], float], one: Column, other: Column) -> Column:
    """A function of two numbers, draw by draw."""
    if isinstance(one, float):
        if isinstance(other, float):
            return work(one, other)
        return list(map(work, repeat(one, len(other)), other))
    return list(map(work, one, repeat(other, len(one)) if isinstance(other, float) else other))


def _each(work: Callable[[float], float], column: Column) -> Column:
    """A function of one number, draw by draw."""
    if isinstance(column, float):
        return work(column)
    different = set(column)
    if len(different) * _MANY > len(column):
        return list(map(work, column))
    table = {value: work(value) for value in different}
    return [table[value] for value in column]


def _logarithm(value: float) -> float:
    return portable.logarithm(value) if value > 0.0 else -inf


def _exponential(value: float) -> float:
    return portable.exponential(value) if value > -inf else 0.0


def _inverse(value: float) -> float:
    return 1.0 / value if value else inf

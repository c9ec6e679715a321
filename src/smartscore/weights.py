"""The weight of each child of a node: as written, by comparison in pairs, or by rank."""

from collections.abc import Callable
from fractions import Fraction

from smartscore.rounding import exact
from smartscore.rubric import (
    ByComparison,
    Dimension,
    Graft,
    Indicator,
    Rubric,
    children,
)
from smartscore.weighting import Priorities, priorities, rank_order_centroid

Child = Dimension | Graft | Indicator


def child_weights(
    parent: Rubric | Dimension, code: Callable[[Child], str]
) -> list[int | float | Fraction]:
    """The weights of a node's children in their order; `code` names a child."""
    below = [child for _, child in children(parent)]
    if parent.weights is None:
        return [child.weight for child in below]
    codes = [code(child) for child in below]
    if isinstance(parent.weights, ByComparison):
        return list(compared(parent.weights, codes).weights)
    by_rank = dict(zip(parent.weights.order, rank_order_centroid(len(codes)), strict=True))
    return [by_rank[name] for name in codes]


def compared(weights: ByComparison, codes: list[str]) -> Priorities:
    """What comparisons in pairs come to for these codes; each pair must be there."""
    return priorities(codes, pairs(weights))


def pairs(weights: ByComparison) -> dict[tuple[str, str], Fraction]:
    """The ratio of each pair that is written `a/b: 3`."""
    found = {}
    for key, ratio in weights.comparisons.items():
        found[pair_of(key)] = Fraction(ratio) if isinstance(ratio, str) else exact(ratio)
    return found


def pair_of(key: str) -> tuple[str, str]:
    """The two codes of a comparison.

    >>> pair_of("people/plan")
    ('people', 'plan')
    """
    first, _, second = key.partition("/")
    return first.strip(), second.strip()

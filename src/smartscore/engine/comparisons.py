"""The weights of a node's children as a rubric writes them: by comparison in pairs."""

from collections.abc import Mapping
from fractions import Fraction

from smartscore.arithmetic.numbers import exact
from smartscore.arithmetic.weighting import Priorities, Ratios, priorities, together
from smartscore.model.weights import ByComparison


def compared(weights: ByComparison, codes: list[str]) -> Priorities:
    """What comparisons in pairs come to for these codes; each pair must be there."""
    experts = [pairs(judgement) for judgement in weights.experts]
    joined = len(experts) > 1
    found = priorities(codes, together(experts), estimate=weights.estimate, joined=joined)
    if not joined:
        return found
    each = (priorities(codes, ratios, estimate=weights.estimate) for ratios in experts)
    return found._replace(experts=tuple(each))


def pairs(judgement: Mapping[str, int | float | str]) -> Ratios:
    """The ratio of each pair that an expert writes as `a/b: 3`."""
    found = {}
    for key, ratio in judgement.items():
        found[pair_of(key)] = Fraction(ratio) if isinstance(ratio, str) else exact(ratio)
    return found


def pair_of(key: str) -> tuple[str, str]:
    """The two codes of a comparison.

    >>> pair_of("people/plan")
    ('people', 'plan')
    """
    first, _, second = key.partition("/")
    return first.strip(), second.strip()

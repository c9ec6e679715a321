"""What is taken to be uncertain when a score is drawn many times, and whether it can be drawn."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, TypeGuard

from smartscore.arithmetic.draws import LEAST_CV, widest
from smartscore.engine.sampled import ByDeviation
from smartscore.engine.scored import ScoredNode
from smartscore.engine.tree import Node, Tree
from smartscore.model.fields import shown

DRAWS: Final = 10_000
LEAST_DRAWS, MOST_DRAWS = 100, 1_000_000
MOST_CELLS: Final = 10_000_000
"""So many draws times nodes at most: what fits a small memory and ends in good time."""
_USUAL_CELLS: Final = 5_000_000
"""So many where nothing is said: fewer draws for rubrics of more than 500 nodes."""
MOST_SEED: Final = 2**32 - 1
CONFIDENCE: Mapping[str | None, float] = MappingProxyType(
    {"high": 0.05, "medium": 0.2, "low": 0.4, None: 0.2}
)
"""How likely a rating is to be another one by the `confidence` of its rater. Ours, no estimate: a
rating without it is as likely to be another as one of medium confidence."""


class Unfit(NamedTuple):
    """Why something can't be assumed: the key of a sentence, and its values."""

    key: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What is drawn, how often, and from which seed.

    `weights`: the coefficient of variation with which the weights of siblings are drawn around what
    is written (`arithmetic/draws.concentration`); `free`, all weights that add up to one are
    equally likely; `experts`, each draw takes the weights of one of the experts who compared in
    pairs; None leaves them as they are.

    `ratings`: how likely a rating is to be one step higher or lower, half of it each way, from 0 to
    1; `confidence`, by what its rater says of it (`CONFIDENCE`); None leaves them as they are.

    `unknown`: whether what is unknown is drawn from its scale; else it counts as in the score.
    `aggregates`: whether each draw takes the arithmetic, the geometric or the harmonic mean, where
    one of them is written.
    """

    weights: float | Literal["free", "experts"] | None = None
    ratings: float | Literal["confidence"] | None = None
    unknown: bool = True
    aggregates: bool = False
    draws: int = DRAWS
    seed: int = 1


USUAL: Final = Assumptions(weights=0.25, ratings=0.2)
"""What is assumed where nothing is said."""


def is_bare(node: ScoredNode, assumed: Assumptions) -> bool:
    """Whether its draws tell of what is assumed alone: unknowns are drawn, nothing is rated."""
    return assumed.unknown and node.availability == 0


class UnfitError(ValueError):
    """Something was given that can't be assumed."""

    def __init__(self, found: Unfit) -> None:
        self.unfit = found
        told = ", ".join(f"{name} {value}" for name, value in found.values.items() if value)
        super().__init__(f"{found.key.removeprefix('assume.')}: {told}")


def usual_draws(trees: Sequence[Tree]) -> int:
    """How many draws are taken where nothing is said: DRAWS, but for very large rubrics."""
    return min(DRAWS, *(max(LEAST_DRAWS, _USUAL_CELLS // len(tree.nodes)) for tree in trees))


def groups(tree: Tree) -> Iterator[tuple[Node, int]]:
    """The nodes whose children share their weights out, and how many weigh something: 2 or more."""
    for step in tree.steps:
        if len(step.children) > 1:
            yield tree.nodes[step.node], len(step.children)


def compared(tree: Tree) -> tuple[Node, ...]:
    """The nodes whose children several experts compared in pairs, where those weights count."""
    return tuple(n for n in tree.nodes if n.priorities is not None and n.priorities.experts)


def unfit(assumed: Assumptions, trees: Sequence[Tree]) -> Unfit | None:
    """The first thing that can't be assumed of these rubrics; None where all can."""
    return next(_unfit(assumed, trees), None)


def _unfit(assumed: Assumptions, trees: Sequence[Tree]) -> Iterator[Unfit]:
    weights, ratings = assumed.weights, assumed.ratings
    for name, value in (("unknown", assumed.unknown), ("aggregates", assumed.aggregates)):
        if not isinstance(value, bool):
            yield Unfit("assume.whether", {"name": name, "value": repr(value)})
    if assumed.aggregates is True and (found := _z_score(trees)) is not None:
        yield Unfit("assume.aggregates", {"code": found.code})
    if weights == "experts":
        if not any(compared(tree) for tree in trees):
            yield Unfit("assume.experts", {"codes": ", ".join(tree.rubric.code for tree in trees)})
    elif weights not in ("free", None):
        yield from _unfit_cv(weights, trees)
    if ratings not in ("confidence", None) and not (_is_number(ratings) and 0 < ratings <= 1):
        yield Unfit("assume.ratings", {"value": shown(ratings)})
    most = min((MOST_CELLS // len(tree.nodes) for tree in trees), default=MOST_DRAWS)
    most = min(most, MOST_DRAWS)
    if not (_is_whole(assumed.draws) and LEAST_DRAWS <= assumed.draws <= most):
        limits = {"low": str(LEAST_DRAWS), "high": str(most)}
        yield Unfit("assume.draws", {"value": shown(assumed.draws)} | limits)
    if not (_is_whole(assumed.seed) and 0 <= assumed.seed <= MOST_SEED):
        yield Unfit("assume.seed", {"value": shown(assumed.seed), "high": str(MOST_SEED)})


def _z_score(trees: Sequence[Tree]) -> Node | None:
    """The first indicator that is scored by z-scores, of which only some means can be taken."""
    nodes = (node for tree in trees for node in tree.indicators())
    return next((node for node in nodes if isinstance(node.measure, ByDeviation)), None)


def _unfit_cv(cv: object, trees: Sequence[Tree]) -> Iterator[Unfit]:
    """What is wrong with a coefficient of variation: the smallest group of siblings limits it."""
    found = [(count, node) for tree in trees for node, count in groups(tree)]
    count, node = min(found, key=lambda pair: pair[0], default=(2, None))
    high = widest(count)
    if not (_is_number(cv) and LEAST_CV <= cv <= high):
        yield Unfit(
            "assume.weights",
            {
                "value": shown(cv),
                "low": repr(LEAST_CV),
                "high": repr(high),
                "count": str(count),
                "place": "/".join(node.path) if node is not None else "",
            },
        )


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)

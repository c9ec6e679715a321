"""What the command `robustness` does, for programs."""

from collections.abc import Mapping
from typing import Literal

from smartscore.api.calls import PathOrText, assess
from smartscore.model.assessment import Assessment
from smartscore.results.result import Result
from smartscore.studies.assumptions import USUAL, Assumptions, UnfitError, unfit, usual_draws
from smartscore.studies.robustness import Robust, robust


def robustness(
    assessed: Result | PathOrText | Mapping[str, object] | Assessment,
    *,
    weights: float | Literal["free", "experts"] | None = None,
    ratings: float | Literal["confidence"] | None = None,
    unknown: bool = True,
    aggregates: bool = False,
    draws: int | None = None,
    seed: int = 1,
) -> Robust:
    """How sure each score of an assessment is, under stated assumptions.

    `assessed` is a `Result` of `assess`, or what `assess` takes. `weights` is the coefficient of
    variation with which weights are drawn around those written, `"free"` or `"experts"`; `ratings`
    how likely a rating is to be one step off, or `"confidence"`. Where neither is given and no
    `aggregates` are asked for, they are 0.25 and 0.2; else what is not given is not drawn.
    `unknown` says whether what is unknown is drawn from its scale. `draws` are 10,000, or fewer for
    a rubric of more than 500 nodes. The same `seed` gives the same draws.

    Raises ValueError where something can't be assumed, and what `assess` raises.
    """
    result = assessed if isinstance(assessed, Result) else assess(assessed)
    if weights is None and ratings is None and not aggregates:
        weights, ratings = USUAL.weights, USUAL.ratings
    trees = [card.tree for card in result.cards]
    count = usual_draws(trees) if draws is None else draws
    assumed = Assumptions(weights, ratings, unknown, aggregates, count, seed)
    if (found := unfit(assumed, trees)) is not None:
        raise UnfitError(found)
    return robust(result, assumed)

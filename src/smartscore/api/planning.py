"""The way to a target for programs: what the command `plan` shows."""

from collections.abc import Sequence
from fractions import Fraction

from smartscore.api.calls import Data, PathOrText, RubricLike, assess
from smartscore.arithmetic.numbers import exact
from smartscore.model.assessment import Assessment
from smartscore.studies.targets import Aims, aimed
from smartscore.studies.targets.goals import goal_of
from smartscore.studies.targets.raises import By

_BY = ("raises", "ratings", "effort")


def plan(
    assessment: PathOrText | Data | Assessment,
    target: str | float | Fraction | None = None,
    *,
    staged: float | Fraction | None = None,
    by: By | None = None,
    rubric: RubricLike | Sequence[RubricLike] | None = None,
    weighting: str | None = None,
    rubrics: PathOrText | None = None,
    allow_outside: bool = False,
) -> Aims:
    """The way of an assessment to a target, for each of its rubrics that has such a target.

    `target` is a band by its code or its label, or a figure as it is shown; `staged` a level that
    no indicator may stay below. `by` says what is to be as little as possible: `raises`, `ratings`
    that are raised, or the `effort` of plans; without it effort, where plans say one, else raises.
    The others are as with `assess`, and so is what is raised. Raises ValueError where nothing is
    asked for, where the target is neither a number nor a band of one of the rubrics, and where `by`
    is none of these.
    """
    if target is None and staged is None:
        raise ValueError("say what to reach: a target, or a staged level")
    if by is not None and by not in _BY:
        raise ValueError(f"by {by!r}: {', '.join(_BY)}")
    result = assess(
        assessment,
        rubric=rubric,
        weighting=weighting,
        rubrics=rubrics,
        allow_outside=allow_outside,
    )
    wanted = target if target is None or isinstance(target, str) else exact(target)
    level = None if staged is None else exact(staged)
    goals = [(card, goal_of(card, wanted, level)) for card in result.cards]
    found = tuple(aimed(card, goal, by) for card, goal in goals if goal is not None)
    if not found:
        bands = (band.code for card in result.cards for band in card.whole.bands)
        known = ", ".join(dict.fromkeys(bands))
        raise ValueError(f"target {target!r}: neither a number nor a band; there are {known}")
    return Aims(result.assessment, found)

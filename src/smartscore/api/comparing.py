"""What the commands `diff` and `compare` do, for programs."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Literal

from smartscore.api.beside import Named, unfit, unlike
from smartscore.api.calls import PathOrText, one_of_several
from smartscore.api.calls import assess as _assess
from smartscore.api.sampling import together as over_sample
from smartscore.arithmetic.numbers import exact
from smartscore.model.assessment import Assessment
from smartscore.results.result import Result
from smartscore.studies.assumptions import DRAWS, USUAL, Assumptions, UnfitError
from smartscore.studies.attribution import Attributed, attributed
from smartscore.studies.comparison import Compared, compared, shared, unfit_together
from smartscore.studies.entries import entry, groupings
from smartscore.text.problems import Invalid, Problem, Severity

Assessed = Result | PathOrText | Mapping[str, object] | Assessment


def diff(before: Assessed, now: Assessed, *, across_versions: bool = False) -> Attributed:
    """What changed between two assessments of one place, in parts that add up to the change.

    Each is a `Result` of `assess`, or what `assess` takes. Different versions of a rubric are
    compared only `across_versions`: the older ratings are then read by the newer rubric, and what
    that moves is told apart.

    Raises Invalid where they are of two places, where the first is of the later day and where
    rubrics do not score alike, ValueError where they have no rubric in common, and what `assess`
    raises.
    """
    pair = _named((before, now), ("<before>", "<now>"))
    refuse([*unfit(*pair), *unlike(pair, across_versions=across_versions)])
    found = attributed(pair[0].result, pair[1].result)
    if not found.rubrics:
        raise ValueError("no rubric is scored in both")
    return found


def compare(
    *assessments: Assessed,
    by: str | None = None,
    group: str | None = None,
    weights: float | Literal["free", "experts"] | None = None,
    ratings: float | Literal["confidence"] | None = None,
    unknown: bool = True,
    aggregates: bool = False,
    draws: int = DRAWS,
    seed: int = 1,
    across_versions: bool = False,
    min_coverage: float | Fraction = 0,
) -> Compared:
    """Places beside one another, or one place on several days, by each rubric that two share.

    Each is a `Result` of `assess`, or what `assess` takes. They are ordered by the whole, or `by`
    the node of a code or a path. `group` is a heading by which they are grouped: `"province"` of
    files. What is drawn for the shares of ranks is as of `robustness`.

    Rubrics that score over a sample are scored over these places. What is known of a smaller share
    of them than `min_coverage`, from 0 to 1, is left out for all.

    Raises Invalid where a sample is too small, and where rubrics do not score alike, unless
    `across_versions`; ValueError where there are fewer than two, where no rubric is shared, where
    no shared one has the node, where no place has the group, and where the assumptions do not fit;
    and what `assess` raises.
    """
    if len(assessments) < 2:
        raise ValueError("two assessments or more are compared")
    share = exact(min_coverage)
    if not 0 <= share <= 1:
        raise ValueError(f"min_coverage {min_coverage!r}: a share from 0 to 1")
    names = [f"<{i}>" for i in range(1, len(assessments) + 1)]
    given = _named(assessments, names, together=True)
    results, doubts = over_sample([each.result for each in given], given[0].name, share)
    refuse(doubts)
    named = [Named(*each) for each in zip((n.name for n in given), results, strict=True)]
    refuse(unlike(named, across_versions=across_versions))
    entries = [entry(each.result) for each in named]
    cards = shared(entries)
    if not cards:
        raise ValueError("no rubric is scored in two of them")
    if by is not None and not any(each[0].tree.named(by) for each in cards):
        raise ValueError(f"no rubric that is shared has a node {by!r}")
    if group is not None and group not in (known := groupings(entries)):
        raise ValueError(
            f"nothing is grouped by {group!r}; there is {', '.join(known) or 'nothing'}"
        )
    if weights is None and ratings is None and not aggregates:
        weights, ratings = USUAL.weights, USUAL.ratings
    assumed = Assumptions(weights, ratings, unknown, aggregates, draws, seed)
    if (wrong := unfit_together(assumed, cards)) is not None:
        raise UnfitError(wrong)
    return compared(entries, assumed, by, group)


def refuse(problems: Sequence[Problem]) -> None:
    """Raise Invalid where some problem is more than a warning."""
    if any(problem.severity == Severity.ERROR for problem in problems):
        raise Invalid(list(problems))


def _named(
    given: Sequence[Assessed], names: Sequence[str], *, together: bool = False
) -> list[Named]:
    """Assessments as results; `together` lets them be a sample of places."""
    take = one_of_several if together else _assess
    found = []
    for each, name in zip(given, names, strict=True):
        result = each if isinstance(each, Result) else take(each)
        found.append(Named(name, result))
    return found

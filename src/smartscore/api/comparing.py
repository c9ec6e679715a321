"""What the commands `diff` and `compare` do, for programs."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from smartscore.api.beside import Named, unfit, unlike
from smartscore.api.calls import PathOrText, RubricLike, one_of_several, read_rubric
from smartscore.api.calls import assess as _assess
from smartscore.api.sampling import together as over_sample
from smartscore.api.tabled import Tabled, is_table, tabled
from smartscore.arithmetic.numbers import exact
from smartscore.model.assessment import Assessment
from smartscore.results.result import Result
from smartscore.studies.assumptions import DRAWS, USUAL, Assumptions, UnfitError
from smartscore.studies.attribution import Attributed, attributed
from smartscore.studies.comparison import Compared, compared, shared, unfit_together
from smartscore.studies.entries import Entry, entry, groupings
from smartscore.tables.columns import Given
from smartscore.text.problems import Invalid, Problem, Severity

if TYPE_CHECKING:
    from smartscore.studies.remarks import Remarked

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
    rubric: RubricLike | None = None,
    columns: Mapping[str, str] | None = None,
    thousands: Literal[".", ","] | None = None,
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

    Each is a `Result` of `assess`, or what `assess` takes. A table of places, a row each, is given
    alone, by its path, with the `rubric` by which they are scored, as of `read_rubric`; `columns`
    says what headings are called that are no codes, `thousands` what stands between thousands in
    all numbers of CSV. They are ordered by the whole, or `by`
    the node of a code or a path. `group` is a heading by which they are grouped: `"province"` of
    files. What is drawn for the shares of ranks is as of `robustness`.

    Rubrics that score over a sample are scored over these places. What is known of a smaller share
    of them than `min_coverage`, from 0 to 1, is left out for all.

    Raises Invalid where a sample is too small, where rubrics do not score alike, unless
    `across_versions`, and where a row of a table can't be taken; ValueError where there are fewer
    than two, where no rubric is shared, where no shared one has the node, where no place has the
    group, and where the assumptions do not fit; and what `assess` raises.
    """
    share = exact(min_coverage)
    remarks: tuple[Remarked, ...] = ()
    if not 0 <= share <= 1:
        raise ValueError(f"min_coverage {min_coverage!r}: a share from 0 to 1")
    if len(assessments) == 1 and (table := _table(assessments[0])) is not None:
        found = _of_table(table, rubric, columns, thousands, group, share)
        entries, remarks = found.entries, found.remarks
    else:
        if rubric is not None or columns is not None or thousands is not None:
            raise ValueError("rubric, columns and thousands are of a table, not of assessments")
        entries = _of_assessments(assessments, share, across_versions=across_versions)
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
    return replace(compared(entries, assumed, by, group), remarks=remarks)


def _table(given: Assessed) -> str | None:
    """The path of a table, if that is what is given."""
    if not isinstance(given, str | os.PathLike):
        return None
    path = os.fspath(given)
    return path if "\n" not in path and is_table(path) else None


def _of_table(
    table: str,
    rubric: RubricLike | None,
    columns: Mapping[str, str] | None,
    thousands: Literal[".", ","] | None,
    group: str | None,
    coverage: Fraction,
) -> Tabled:
    """The places of a table, all of them."""
    if rubric is None:
        raise ValueError("a table is compared by one rubric: rubric=...")
    given = Given(columns or {}, thousands=thousands)
    found = tabled(table, read_rubric(rubric), given, group, coverage)
    refuse(found.problems)
    if len(found.entries) < 2:
        raise ValueError("two places or more are compared")
    return found


def _of_assessments(
    assessments: Sequence[Assessed], coverage: Fraction, *, across_versions: bool
) -> tuple[Entry, ...]:
    if len(assessments) < 2:
        raise ValueError("two assessments or more are compared")
    names = [f"<{i}>" for i in range(1, len(assessments) + 1)]
    given = _named(assessments, names, together=True)
    results, doubts = over_sample([each.result for each in given], given[0].name, coverage)
    refuse(doubts)
    named = [Named(*each) for each in zip((n.name for n in given), results, strict=True)]
    refuse(unlike(named, across_versions=across_versions))
    return tuple(entry(each.result) for each in named)


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

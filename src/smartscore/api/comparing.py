"""What the commands `diff` and `compare` do, for programs."""

from collections.abc import Mapping, Sequence

from smartscore.api.beside import Named, unfit, unlike
from smartscore.api.calls import PathOrText
from smartscore.api.calls import assess as _assess
from smartscore.model.assessment import Assessment
from smartscore.results.result import Result
from smartscore.studies.attribution import Attributed, attributed
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


def refuse(problems: Sequence[Problem]) -> None:
    """Raise Invalid where some problem is more than a warning."""
    if any(problem.severity == Severity.ERROR for problem in problems):
        raise Invalid(list(problems))


def _named(given: Sequence[Assessed], names: Sequence[str]) -> list[Named]:
    """Assessments as results; those of files keep the name of their file."""
    found = []
    for each, name in zip(given, names, strict=True):
        result = each if isinstance(each, Result) else _assess(each)
        found.append(Named(name, result))
    return found

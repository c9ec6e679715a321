"""From an assessment to its result: read, held against its rubrics, scored.

Every command and the Python interface come this way.
"""

from collections.abc import Sequence

from smartscore.engine.score import score
from smartscore.engine.tree import Tree, Weights, resolve, weighted
from smartscore.model.fields import Language
from smartscore.read.assessments import Reader, Reading, Wanted
from smartscore.results.result import Result
from smartscore.rules import other_weights
from smartscore.text.problems import Invalid
from smartscore.text.source import Source


def read(
    reader: Reader,
    file: str,
    data: bytes,
    rubrics: Sequence[Wanted] = (),
    language: Language | None = None,
) -> Reading:
    """An assessment held against its rubrics, from YAML or from a workbook, by its name.

    `rubrics` are scored instead of those that it lists; `language` is that in which problems of a
    workbook name its sheets, where it does not say. Raises Invalid with every problem of every
    file, Unreadable where a file can't be read at all.
    """
    from smartscore.sheets import is_workbook

    if not is_workbook(file):
        return reader.assessment(file, data, rubrics)
    from smartscore.sheets import reading as sheets

    return sheets.held(reader, sheets.read(file, data, language, "en"), rubrics)


def chosen(reading: Reading, weighting: str | None) -> Reading:
    """The same with the weights of a name, for the rubrics that hold some of that name."""
    if weighting is None:
        return reading
    trees = (
        weighted(tree, weighting) if weighting in tree.rubric.weightings else tree
        for tree in reading.trees
    )
    return reading._replace(trees=tuple(trees))


def reweighted(trees: Sequence[Tree], source: Source) -> tuple[Tree, ...]:
    """The trees with other weights, which `source` holds by code; raises Invalid."""
    problems = list(source.problems)
    problems += source.told(other_weights.numbers(source.data))
    if not problems:
        weights: Weights = source.data  # type: ignore[assignment]
        problems += source.told(other_weights.places(weights, trees))
        problems += source.told(other_weights.siblings(weights, trees))
    if problems:
        raise Invalid(problems)
    return tuple(
        resolve(tree.rubric, tree.grafts, {**tree.weights, **weights}, weighting=tree.weighting)
        for tree in trees
    )


def scored(reading: Reading) -> Result:
    """The result of an assessment that was held against its rubrics."""
    ratings = reading.assessment.ratings
    cards = tuple(score(tree, ratings) for tree in reading.trees)
    return Result(reading.assessment, cards, reading.remarks)

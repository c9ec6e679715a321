"""From an assessment to its result: read, held against its rubrics, scored.

Every command and the Python interface come this way.
"""

from collections.abc import Sequence

from smartscore.engine.resolving import resolve, weighted
from smartscore.engine.score import score
from smartscore.engine.tree import Tree, Weights
from smartscore.model.fields import Language
from smartscore.read.assessments import Reader, Reading, Wanted
from smartscore.results.result import Result
from smartscore.rules import other_weights
from smartscore.text.parsing import parse
from smartscore.text.problems import Invalid, Problem
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
    return held(reader, opened(file, data, language), rubrics)


def opened(file: str, data: bytes, language: Language | None = None) -> Source:
    """The source that a file is, with the places in it: YAML or a workbook, by its name."""
    from smartscore.sheets import is_workbook

    if not is_workbook(file):
        return parse(data, file)
    from smartscore.sheets import reading as sheets

    return sheets.read(file, data, language, "en")


def held(reader: Reader, source: Source, rubrics: Sequence[Wanted] = ()) -> Reading:
    """An assessment held against its rubrics, from its source; raises as `read` does."""
    from smartscore.sheets import is_workbook

    if not is_workbook(source.name):
        return reader.held(source, rubrics)
    from smartscore.sheets import reading as sheets

    assert isinstance(source, sheets.SheetSource)
    return sheets.held(reader, source, rubrics)


def chosen(reading: Reading, weighting: str | None) -> Reading:
    """The same with the weights of a name, for the rubrics that hold some of that name."""
    return reading._replace(trees=tuple(by_name(tree, weighting) for tree in reading.trees))


def by_name(tree: Tree, weighting: str | None) -> Tree:
    """The tree with the weights of a name, where its rubric holds some of that name."""
    if weighting is None or weighting not in tree.rubric.weightings:
        return tree
    return weighted(tree, weighting)


def grafts_holding(trees: Sequence[Tree], weighting: str) -> list[str]:
    """The paths of grafts whose rubrics hold weights of a name, which the trees are not scored by.

    Weights of a graft count where its rubric is scored itself.
    """
    grafts = (node for tree in trees for node in tree.nodes[1:] if node.kind == "rubric")
    return ["/".join(node.path) for node in grafts if weighting in node.owner.weightings]


def reweighted(trees: Sequence[Tree], source: Source) -> tuple[Tree, ...]:
    """The trees with other weights, which `source` holds by code or path; raises Invalid.

    A tree that has none of what they are of stays as it is.
    """
    if problems := unfit(trees, source):
        raise Invalid(problems)
    weights = other_weights.taken(source.data)
    return tuple(_with(tree, weights) for tree in trees)


def unfit(trees: Sequence[Tree], source: Source) -> list[Problem]:
    """What is wrong with the weights that `source` holds for some trees.

    Without trees, only what is no weight at all.
    """
    problems = list(source.problems)
    problems += source.told(other_weights.numbers(source.data))
    if trees and not problems:
        weights = other_weights.taken(source.data)
        problems += source.told(other_weights.places(weights, trees))
        problems += source.told(other_weights.siblings(weights, trees))
    return problems


def _with(tree: Tree, weights: Weights) -> Tree:
    """A tree with those of the weights that are of its nodes, by the paths of these."""
    given = {
        "/".join(node.path): weight
        for name, weight in weights.items()
        for node in other_weights.beneath(tree, name)
    }
    if not given:
        return tree
    both = {**tree.weights, **given}
    return resolve(tree.rubric, tree.grafts, both, weighting=tree.weighting)


def scored(reading: Reading) -> Result:
    """The result of an assessment that was held against its rubrics."""
    ratings = reading.assessment.ratings
    cards = tuple(score(tree, ratings) for tree in reading.trees)
    return Result(reading.assessment, cards, reading.remarks)

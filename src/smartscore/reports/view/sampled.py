"""Over a sample: how numbers become values by their places in it, and what is known of it."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from smartscore.engine.tree import Tree
from smartscore.model.measures import Quantity
from smartscore.model.rubric import Indicator
from smartscore.model.walking import walk
from smartscore.reports.answer.sample import left_out, outliers, row
from smartscore.reports.view import Block, Bullets, Formula, Paragraph, Row
from smartscore.reports.view.gathering import Gathered

_FORMULAS: Final[Mapping[str, Formula]] = MappingProxyType(
    {
        "z-score": Formula(
            r"v = \frac{z + 3}{6}, \quad z = \pm\frac{x - \bar{x}}{s}",
            "v = (z + 3) / 6, z = ±(x - x̄) / s",
        ),
        "min-max": Formula(r"v = \frac{x - a}{b - a}", "v = (x - a) / (b - a)"),
        "rank": Formula(r"v = \frac{k + 1}{n}", "v = (k + 1) / n"),
    }
)
_COLUMNS: Final = ("known", "mean", "deviation", "lowest", "highest")


def quantities(gathered: Gathered) -> Iterator[Quantity]:
    """The quantities of the rubrics of a report."""
    for rubric in gathered.rubrics:
        for _, node in walk(rubric):
            if isinstance(node, Indicator) and node.quantity is not None:
                yield node.quantity


def methods(gathered: Gathered) -> tuple[str, ...]:
    """By which methods numbers become values over a sample, in the order of the manual."""
    used = {each.method or "min-max" for each in quantities(gathered) if each.over}
    return tuple(method for method in _FORMULAS if method in used)


def formulas(gathered: Gathered) -> Iterator[Block]:
    """Each method in words and as a formula; what has a logarithm."""
    words = gathered.words
    for method in methods(gathered):
        yield Paragraph((words(f"report.method.sample-{method}"),))
        yield _FORMULAS[method]
    if any(each.over and each.transform == "log" for each in quantities(gathered)):
        yield Paragraph((words("report.method.sample-log"),))
    if methods(gathered):
        yield Paragraph((words("report.method.sample"),))


def samples(gathered: Gathered) -> Iterator[Block]:
    """What is known of each sample: a table of its indicators; what is left out or stands out."""
    words = gathered.words
    trees = {
        card.digest: card.tree for result in gathered.results for card in result.cards
    }.values()
    for tree in trees:
        if tree.sample is None:
            continue
        yield gathered.table(
            "sample",
            words("report.caption.sample", rubric=words.text(tree.rubric.title)),
            [("indicator", 34), *((f"sample-{name}", 13, "right") for name in _COLUMNS)],
            [Row(tuple((cell,) for cell in cells)) for cells in _rows(tree, gathered)],
            (words("report.source-sample", count=tree.sample.places),),
        )
        for key, lines in (("left-out", left_out), ("outliers", outliers)):
            if said := tuple((line,) for line in lines(tree, words)):
                yield Paragraph((f"{words(f'sample.{key}')}:",))
                yield Bullets(said)


def _rows(tree: Tree, gathered: Gathered) -> Iterator[tuple[str, ...]]:
    assert tree.sample is not None
    for index, spread in tree.sample.spreads.items():
        yield row(tree.nodes[index], spread, gathered.words)

"""The sheet of all nodes: the columns of the CSV, under the same names in every language."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from smartscore.arithmetic.numbers import exact
from smartscore.engine.scored import ScoredNode
from smartscore.reports import phrases, plans
from smartscore.reports.xlsx.sheet import (
    Cell,
    Column,
    Figure,
    Look,
    Row,
    Sheet,
    figure,
    score,
    share,
)
from smartscore.results.records import COLUMNS, rows
from smartscore.results.result import Result
from smartscore.words import Words

_WIDTHS: Final[Mapping[str, float]] = {
    "subject": 16,
    "date": 11,
    "rubric": 14,
    "digest": 20,
    "path": 40,
    "code": 18,
    "title": 28,
    "status": 12,
    "rating": 20,
    "withheld": 11,
    "effective_weight": 16,
    "contribution": 12,
    "band": 13,
    "reason": 60,
    "plan_target": 14,
    "plan_owner": 22,
    "plan_by": 11,
    "staged_holders": 24,
}
_WIDTH: Final = 10.0

_FOLDED: Final = (
    "subject_code",
    "rubric_version",
    "digest",
    "path",
    "kind",
    "shown",
    "weight",
    "share",
    "staged_level",
    "weighting",
    "display_min",
    "display_max",
    "staged_at_most",
    "staged_holders",
)
"""Columns that say something to programs first."""

_LOOKS: Final[Mapping[str, Look]] = {"rubric": "whole", "dimension": "part", "indicator": "body"}


def nodes(results: Sequence[Result], words: Words) -> Sheet:
    """Each node of each card, parents first."""
    columns = tuple(
        Column(name, _WIDTHS.get(name, _WIDTH), folded=name in _FOLDED) for name in COLUMNS
    )
    name = words("xlsx.sheet.nodes")
    return Sheet(name, columns, tuple(_rows(results, words)), kept=COLUMNS.index("rating"))


def _rows(results: Sequence[Result], words: Words) -> Iterator[Row]:
    for result in results:
        for card in result.cards:
            told = rows(result.assessment, card, words.language)
            for node, row in zip(card.nodes, told, strict=True):
                whole = row | _typed(node, words) | {"date": result.assessment.date}
                yield Row([whole[column] for column in COLUMNS], _LOOKS[node.kind])


def _typed(node: ScoredNode, words: Words) -> dict[str, Cell]:
    """What the sheet tells in words, and exact numbers with their formats."""
    shown = node.shown
    plan = node.rating.plan if node.rating else None
    return {
        "plan_target": None if plan is None else plans.target(plan, node, words),
        "plan_by": None if plan is None else plan.by,
        "rating": phrases.level(node, words) if node.kind == "indicator" else None,
        "score": score(node),
        "shown": None if shown is None else Figure(Fraction(shown), node.display.decimals),
        "low": figure(node.low, node),
        "high": figure(node.high, node),
        "availability": share(node.availability),
        "withheld": words("not-enough-rated") if node.withheld else None,
        "weight": float(exact(node.weight)),
        "share": share(node.share, 1),
        "effective_weight": share(node.effective_weight, 1),
        "contribution": figure(node.contribution, node.card.whole),
    }

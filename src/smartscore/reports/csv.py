"""The result as one tidy table: a row for each node, the same column names in every language."""

import csv
from collections.abc import Iterable
from fractions import Fraction
from io import StringIO
from typing import Any, Final

from smartscore.engine.scored import ScoredNode
from smartscore.reports import phrases
from smartscore.reports.safe import one_line
from smartscore.results.records import COLUMNS, rows
from smartscore.results.result import Result
from smartscore.words import Words

_TEXTS: Final = ("subject", "subject_code", "title", "rating", "reason")
"""Columns of text that somebody wrote."""

_FORMULA: Final = ("=", "+", "-", "@")


def table(results: Iterable[Result], words: Words) -> str:
    """The table; numbers have a decimal point, and what is not there is an empty cell.

    Titles, ratings and reasons are in the reader's language.
    """
    buffer = StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerow(COLUMNS)
    # All in quotation marks: a spreadsheet that splits at semicolons finds none to split at.
    writer = csv.writer(buffer, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for result in results:
        for card in result.cards:
            told = rows(result.assessment, card, words.language)
            for node, row in zip(card.nodes, told, strict=True):
                whole = row | _as_written(node, words)
                writer.writerow([_spelled(column, whole[column]) for column in COLUMNS])
    return buffer.getvalue()


def _as_written(node: ScoredNode, words: Words) -> dict[str, Any]:
    """What the table tells in words, and numbers as their file has them."""
    weight = node.weight
    return {
        "rating": phrases.level(node, words) if node.kind == "indicator" else None,
        "weight": float(weight) if isinstance(weight, Fraction) else str(weight),
        "staged_level": None if node.staged_level is None else str(node.staged_level),
    }


def _spelled(column: str, value: Any) -> str:
    """A value as a cell has it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return cell(value) if column in _TEXTS else str(value)


def cell(text: str) -> str:
    """User text on one line that no spreadsheet takes for a formula.

    >>> cell("=1+1"), cell("- a dash"), cell("a = b")
    ("'=1+1", "'- a dash", 'a = b')
    """
    line = one_line(text)
    return f"'{line}" if line.startswith(_FORMULA) else line

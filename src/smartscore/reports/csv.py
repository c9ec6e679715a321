"""The result as one tidy table: a row for each node, the same column names in every language."""

import csv
from collections.abc import Iterable
from fractions import Fraction
from io import StringIO
from typing import Any, Final, Literal

from smartscore.engine.scored import ScoredNode
from smartscore.reports import phrases, plans
from smartscore.reports.changeable import may_change
from smartscore.reports.safe import one_line
from smartscore.results.records import COLUMNS, rows
from smartscore.results.result import Result
from smartscore.words import Words

_TEXTS: Final = (
    *("subject", "subject_code", "title", "rating", "reason"),
    *("plan_target", "plan_owner"),
)
"""Columns of text that somebody wrote."""

_WRITTEN: Final = ("shown", "weight", "staged_level", "staged_at_most")
"""Columns of numbers that are told as they are written, with their digits."""

_DAYS: Final = ("date", "plan_by")
"""Columns of days and years, which may become days and numbers."""

FORMULA: Final = tuple("=+-@＝＋－＠")
"""What a formula begins with in a spreadsheet; the wide ones count where Asian letters do."""

MARK: Final = "\ufeff"
"""By this mark a spreadsheet that is not asked knows that a file is UTF-8."""


def table(results: Iterable[Result], words: Words) -> str:
    """The table; numbers have a decimal point, and what is not there is an empty cell.

    Titles, ratings and reasons are in the reader's language.
    """
    return _table(results, words, ",", ".")


def table_with_commas(results: Iterable[Result], words: Words) -> bytes:
    """The table for a double click, where the reader's spreadsheet has commas before decimals.

    Semicolons divide the columns; it is UTF-8 and begins with the mark that says so. Text that
    would be taken for a number, such as a code or a version, has an apostrophe before it.
    """
    return f"{MARK}{_table(results, words, ';', ',')}".encode()


def _table(
    results: Iterable[Result], words: Words, delimiter: str, decimal: Literal[".", ","]
) -> str:
    buffer = StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter, lineterminator="\n").writerow(COLUMNS)
    # All in quotation marks: a spreadsheet that splits elsewhere finds nothing to split at.
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for result in results:
        for card in result.cards:
            told = rows(result.assessment, card, words.language)
            for node, row in zip(card.nodes, told, strict=True):
                whole = row | _as_written(node, words)
                writer.writerow([_spelled(column, whole[column], decimal) for column in COLUMNS])
    return buffer.getvalue()


def _as_written(node: ScoredNode, words: Words) -> dict[str, Any]:
    """What the table tells in words, and numbers as their file has them."""
    weight = node.weight
    plan = node.rating.plan if node.rating else None
    return {
        "plan_target": None if plan is None else plans.target(plan, node, words),
        "rating": phrases.level(node, words) if node.kind == "indicator" else None,
        "weight": float(weight) if isinstance(weight, Fraction) else str(weight),
        "staged_level": None if node.staged_level is None else str(node.staged_level),
        "staged_at_most": None if node.staged is None else str(node.staged.at_most),
    }


def _spelled(column: str, value: Any, decimal: str) -> str:
    """A value as a cell has it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if column in _WRITTEN or isinstance(value, int | float):
        return str(value).replace(".", decimal)
    text = cell(value) if column in _TEXTS else str(value)
    guarded = decimal == "," and column not in _DAYS and may_change(text)
    return f"'{text}" if guarded else text


def cell(text: str) -> str:
    """User text on one line that no spreadsheet takes for a formula.

    >>> cell("=1+1"), cell("- a dash"), cell("a = b")
    ("'=1+1", "'- a dash", 'a = b')
    """
    line = one_line(text)
    return f"'{line}" if line.startswith(FORMULA) else line

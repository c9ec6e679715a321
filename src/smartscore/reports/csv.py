"""The result as one tidy table: a row for each node, the same column names in every language."""

import csv
from collections.abc import Iterable, Iterator
from fractions import Fraction
from io import StringIO
from typing import Final

from smartscore.engine.card import Card, Result, ScoredNode
from smartscore.reports import phrases
from smartscore.reports.safe import one_line
from smartscore.reports.view.gathering import reason
from smartscore.words import Words

COLUMNS: Final = (
    "subject",
    "subject_code",
    "date",
    "rubric",
    "rubric_version",
    "digest",
    "path",
    "code",
    "kind",
    "title",
    "status",
    "rating",
    "score",
    "shown",
    "low",
    "high",
    "availability",
    "withheld",
    "weight",
    "share",
    "effective_weight",
    "contribution",
    "band",
    "staged_level",
    "contested",
    "gates_fired",
    "evidence",
    "reason",
)
_FORMULA: Final = ("=", "+", "-", "@")


def document(results: Iterable[Result], words: Words) -> str:
    """The table; numbers have a decimal point, and what is not there is an empty cell.

    Titles, ratings and reasons are in the reader's language.
    """
    buffer = StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerow(COLUMNS)
    # All in quotation marks: a spreadsheet that splits at semicolons finds none to split at.
    writer = csv.writer(buffer, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for result in results:
        for card in result.cards:
            for node in card.whole.walk():
                writer.writerow(_row(result, card, node, words))
    return buffer.getvalue()


def _row(result: Result, card: Card, node: ScoredNode, words: Words) -> Iterator[str]:
    subject, rubric = result.assessment.subject, card.rubric
    rated = node.kind == "indicator"
    yield cell(subject.name)
    yield cell(subject.code or "")
    yield result.assessment.date.isoformat()
    yield from (rubric.code, rubric.version, card.digest)
    yield from ("/".join(node.path), node.code, node.kind, cell(words.text(node.title)))
    yield node.status or ""
    yield cell(phrases.level(node, words)) if rated else ""
    yield _number(node.score)
    yield node.shown or ""
    yield from map(_number, (node.low, node.high, node.availability))
    yield _truth(node.withheld)
    weight = node.weight
    yield _number(weight) if isinstance(weight, Fraction) else str(weight)
    yield from map(_number, (node.share, node.effective_weight, node.contribution))
    yield node.band.code if node.band else ""
    yield "" if node.staged_level is None else str(node.staged_level)
    yield _truth(node.contested)
    yield " ".join(outcome.gate.when for outcome in node.gates if outcome.state == "fired")
    yield str(len(node.rating.evidence) if node.rating else 0) if rated else ""
    yield cell(reason(node, words)) if rated else ""


def cell(text: str) -> str:
    """User text on one line that no spreadsheet takes for a formula.

    >>> cell("=1+1"), cell("- a dash"), cell("a = b")
    ("'=1+1", "'- a dash", 'a = b')
    """
    line = one_line(text)
    return f"'{line}" if line.startswith(_FORMULA) else line


def _number(value: Fraction | None) -> str:
    return "" if value is None else repr(float(value))


def _truth(value: bool) -> str:  # noqa: FBT001 - it is the value that is written
    return "true" if value else "false"

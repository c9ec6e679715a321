"""The sheet of the evidence: one row for each piece, with its source and what it shows."""

from collections.abc import Iterator

from smartscore.reports import phrases
from smartscore.reports.view.gathering import Gathered, document_codes, rated_once
from smartscore.reports.xlsx.sheet import Row, Sheet, headed
from smartscore.results.result import Result


def proofs(gathered: Gathered) -> Sheet:
    """Every piece of evidence of every place, by indicator."""
    words = gathered.words
    columns = headed(
        words,
        ("place", 20),
        ("date", 11),
        ("indicator", 28),
        ("path", 30),
        ("rating", 22),
        ("direction", 14),
        ("shows", 60),
        ("quote", 30),
        ("side", 14),
        ("code", 7),
        ("cited", 24),
        ("pages", 22),
        ("key", 16),
    )
    rows = tuple(row for result in gathered.results for row in _rows(gathered, result))
    return Sheet(words("report.section.evidence"), columns, rows, kept=3)


def _rows(gathered: Gathered, result: Result) -> Iterator[Row]:
    words, codes = gathered.words, document_codes(result)
    for _, leaf in rated_once(result):
        for evidence in leaf.rating.evidence if leaf.rating else ():
            cite = gathered.citation(result, evidence).cites[0]
            yield Row(
                [
                    result.assessment.subject.name,
                    result.assessment.date,
                    gathered.title(leaf),
                    "/".join(leaf.path),
                    phrases.level(leaf, words),
                    words(f"detail.{evidence.direction}"),
                    words.text(evidence.shows),
                    evidence.quote,
                    words(f"side.{evidence.side}") if evidence.side else None,
                    codes.get(evidence.cite),
                    cite.short,
                    words.text(evidence.at),
                    cite.key,
                ]
            )

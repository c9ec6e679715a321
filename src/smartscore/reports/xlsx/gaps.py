"""The sheet of the gaps: what is not rated, contested or without source; sources that conflict."""

from collections.abc import Iterator

from smartscore.engine.scored import ScoredNode
from smartscore.reports import phrases
from smartscore.reports.view.gathering import Gathered, rated_once, reason
from smartscore.reports.xlsx.sheet import Row, Sheet, headed, share
from smartscore.results.result import Result


def gaps(gathered: Gathered) -> Sheet:
    """Each gap of each place, in the order of the rubrics."""
    words = gathered.words
    columns = headed(
        words,
        ("place", 20),
        ("date", 11),
        ("rubric", 24),
        ("dimension", 24),
        ("indicator", 30),
        ("path", 30),
        ("status", 22),
        ("why", 60),
        ("share", 13),
    )
    rows = tuple(row for result in gathered.results for row in _rows(gathered, result))
    return Sheet(words("xlsx.sheet.gaps"), columns, rows, kept=1)


def _rows(gathered: Gathered, result: Result) -> Iterator[Row]:
    words = gathered.words
    unsourced = {node.path for card in result.cards for node in card.unsourced}
    for above, leaf in rated_once(result):
        for status in _gaps(gathered, leaf, is_unsourced=leaf.path in unsourced):
            yield Row(
                [
                    result.assessment.subject.name,
                    result.assessment.date,
                    words.text(leaf.card.rubric.title),
                    gathered.title(above[-1]),
                    gathered.title(leaf),
                    "/".join(leaf.path),
                    status,
                    reason(leaf, words),
                    share(leaf.effective_weight, 1),
                ]
            )


def _gaps(gathered: Gathered, leaf: ScoredNode, *, is_unsourced: bool) -> Iterator[str]:
    """What is missing of an indicator, in words."""
    words = gathered.words
    if leaf.status != "rated":
        yield phrases.level(leaf, words)
    if leaf.contested:
        yield words("detail.contested")
    if leaf.conflicts:
        yield words("xlsx.conflicts")
    if is_unsourced:
        yield words("xlsx.no-source")

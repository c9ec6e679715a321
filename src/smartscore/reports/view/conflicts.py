"""Where sources contradict one another on a fact, which speaks neither for nor against a level."""

from collections.abc import Iterator

from smartscore.engine.scored import ScoredNode
from smartscore.reports import phrases
from smartscore.reports.view import Block, Line, Row
from smartscore.reports.view.gathering import Gathered, rated_once, text
from smartscore.results.result import Result


def conflicts(gathered: Gathered, result: Result) -> Iterator[Block]:
    """A table of the indicators on which sources contradict one another; nothing without any."""
    words = gathered.words
    found = [leaf for _, leaf in rated_once(result) if leaf.conflicts]
    if not found:
        return
    rows = [
        Row(
            text(
                gathered.title(leaf),
                _told(gathered, result, leaf),
                phrases.level(leaf, words),
            )
        )
        for leaf in found
    ]
    yield gathered.table(
        "conflicts",
        words("report.caption.conflicts", place=gathered.of_place(result)),
        [("indicator", 20), ("sources-say", 62), ("rating", 18)],
        rows,
        gathered.drawn_from(result, gathered.cited_in(result)),
    )


def _told(gathered: Gathered, result: Result, leaf: ScoredNode) -> Line:
    """What each source says, and which one it is."""
    line: Line = ()
    for evidence in leaf.conflicts:
        shows = gathered.words.text(evidence.shows) or evidence.quote or ""
        said = shows.rstrip(". ")
        line += (f"{' ' if line else ''}{said} ".rstrip() + " ",)
        line += (gathered.citation(result, evidence), ".")
    return line

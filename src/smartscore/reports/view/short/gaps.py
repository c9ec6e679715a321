"""What is not rated: where one looked, what nobody has read yet, or looked for; each once."""

from collections.abc import Iterator, Sequence

from smartscore.engine.scored import ScoredNode
from smartscore.reports.view import Block, Paragraph, Row
from smartscore.reports.view.gathering import Gathered, rated_once, reason, text
from smartscore.results.result import Result
from smartscore.rules.candidates import is_waiting

_Missing = dict[str, list[ScoredNode]]


def gaps(gathered: Gathered) -> Iterator[Block]:
    """The gaps of each assessment."""
    for result in gathered.results:
        yield from _gaps(gathered, result)


def _gaps(gathered: Gathered, result: Result) -> Iterator[Block]:
    words, place = gathered.words, gathered.of_place(result)
    looked, unread, nobody = _found(gathered, result)
    total = sum(1 for _ in rated_once(result))
    if not looked and not unread and not nobody:
        yield Paragraph((words("report.no-gaps", place=place),))
    if looked:
        yield gathered.table(
            "gaps",
            words("report.caption.gaps", place=place),
            [("indicator", 22), ("looked", 78)],
            [row for part, found in looked.items() for row in _rows(gathered, part, found)],
            (words("report.source-judged", date=words.date(result.assessment.date)),),
            lead=words("report.lead.gaps", count=sum(map(len, looked.values())), total=total),
        )
    for key, missing in (("report.gaps-unread", unread), ("report.gaps-nobody", nobody)):
        if missing:
            yield _counted(gathered, key, place, missing)


def _counted(gathered: Gathered, key: str, place: str, missing: _Missing) -> Paragraph:
    """How many indicators of which parts there are."""
    words = gathered.words
    parts = "; ".join(
        words("report.gaps-nobody-part", part=part, count=len(found))
        for part, found in missing.items()
    )
    count = sum(map(len, missing.values()))
    return Paragraph((words(key, place=place, count=count, parts=parts),))


def _found(gathered: Gathered, result: Result) -> tuple[_Missing, _Missing, _Missing]:
    """What is not rated by the part above it: with a reason, with unread candidates, with none."""
    looked: _Missing = {}
    unread: _Missing = {}
    nobody: _Missing = {}
    for above, leaf in rated_once(result):
        if leaf.status != "rated":
            if leaf.rating is not None and is_waiting(leaf.rating):
                found = unread
            else:
                found = looked if reason(leaf, gathered.words) else nobody
            found.setdefault(gathered.title(_dimension(above)), []).append(leaf)
    return looked, unread, nobody


def _dimension(above: Sequence[ScoredNode]) -> ScoredNode:
    """The highest dimension that an indicator stands in, else what it stands in."""
    return next((node for node in above if node.kind == "dimension"), above[-1])


def _rows(gathered: Gathered, part: str, found: list[ScoredNode]) -> Iterator[Row]:
    """A row for the part, and one for each reason with all that it is the reason of."""
    words = gathered.words
    yield Row(text(part, words("report.gaps-part", count=len(found))), "total")
    reasons: dict[tuple[bool, str], list[str]] = {}
    for leaf in found:
        key = (leaf.status == "not_applicable", reason(leaf, words))
        reasons.setdefault(key, []).append(gathered.title(leaf))
    for (apart, why), titles in reasons.items():
        told = words("report.gaps-not-applicable", why=why) if apart else why
        yield Row(text("; ".join(titles), told))

"""What the ratings rest on: the sources with their codes, and what each piece of evidence shows."""

from collections import Counter
from collections.abc import Iterator

from smartscore.engine.scored import ScoredNode
from smartscore.model.assessment import Evidence
from smartscore.reports import phrases
from smartscore.reports.sources import number_and_year
from smartscore.reports.view import Block, Paragraph, Row
from smartscore.reports.view.evidence import (
    in_evidence,
    informants,
    pointing,
    titled,
    told,
)
from smartscore.reports.view.gathering import Gathered, document_codes, rated_once, text
from smartscore.results.result import Result


def evidence(gathered: Gathered) -> Iterator[Block]:
    """The sources of each assessment under their codes, then what each shows by indicator."""
    yield from informants(gathered)
    for result in gathered.results:
        place = gathered.of_place(result)
        source = (gathered.words("report.source-judged", date=_day(gathered, result)),)
        if result.assessment.references:
            yield gathered.table(
                "evidence",
                gathered.words("report.caption.evidence", place=place),
                [("code", 8), ("title", 54), ("number-year", 22), ("pieces", 16, "right")],
                rows := list(_documents(gathered, result)),
                source,
                lead=gathered.words("report.lead.evidence", count=len(rows)),
            )
        shown = list(_shown(gathered, result))
        if shown:
            yield gathered.table(
                "shown",
                gathered.words("report.caption.shown", place=place),
                [("indicator", 20), ("shows", 44), ("direction", 14), ("evidence-codes", 22)],
                shown,
                source,
                lead=_counted(gathered, result),
            )
        else:
            yield Paragraph((gathered.words("report.no-evidence", place=place),))


def _counted(gathered: Gathered, result: Result) -> str:
    """How much evidence there is, and which way it points."""
    ways = Counter(piece.direction for _, piece in in_evidence(result))
    told = {"supports": ways["supports"], "hinders": ways["hinders"]}
    lead = gathered.words("report.lead.shown", count=ways.total(), **told)
    if not ways["conflicts"]:
        return lead
    return f"{lead} {gathered.words('report.lead.conflicting', count=ways['conflicts'])}"


def _documents(gathered: Gathered, result: Result) -> Iterator[Row]:
    """Each source with its author and year, as the list of references has it."""
    words, codes = gathered.words, document_codes(result)
    pieces = Counter(piece.cite for _, piece in in_evidence(result))
    for reference in result.assessment.references:
        item = {"id": reference.key, **(reference.model_extra or {})}
        count = pieces[reference.key]
        yield Row(
            text(
                codes[reference.key],
                titled(gathered, result, reference),
                number_and_year(item, words),
                str(count) if count else words("report.supports-none"),
            )
        )


def _shown(gathered: Gathered, result: Result) -> Iterator[Row]:
    before = ""
    for leaf, piece in in_evidence(result):
        title = gathered.title(leaf)
        yield Row(
            text(
                "" if title == before else title,
                told(gathered, piece) or "–",
                pointing(gathered, piece),
                coded(gathered, result, piece),
            )
        )
        before = title


def coded(gathered: Gathered, result: Result, piece: Evidence) -> str:
    """The code of the source of a piece of evidence, and where in it."""
    code = document_codes(result).get(piece.cite, piece.cite)
    at = gathered.citation(result, piece).cites[0].locator
    return f"{code}, {at}" if at else code


def contested(gathered: Gathered) -> Iterator[Block]:
    """What the evidence says for and against, where it does both, and where sources conflict."""
    for result in gathered.results:
        yield from _contested(gathered, result)
        yield from _conflicts(gathered, result)


def _contested(gathered: Gathered, result: Result) -> Iterator[Block]:
    words, place = gathered.words, gathered.of_place(result)
    disputed = [leaf for _, leaf in rated_once(result) if leaf.contested]
    if not disputed:
        yield Paragraph((words("report.no-contested", place=place),))
        return
    yield gathered.table(
        "contested",
        words("report.caption.contested", place=place),
        [("indicator", 18), ("for", 33), ("against", 33), ("rating", 16)],
        [_row(gathered, result, leaf, "supports", "hinders") for leaf in disputed],
        (words("report.source-judged", date=_day(gathered, result)),),
        lead=words("report.lead.contested", count=len(disputed)),
    )


def _conflicts(gathered: Gathered, result: Result) -> Iterator[Block]:
    words = gathered.words
    found = [leaf for _, leaf in rated_once(result) if leaf.conflicts]
    if found:
        yield gathered.table(
            "conflicts",
            words("report.caption.conflicts", place=gathered.of_place(result)),
            [("indicator", 20), ("sources-say", 62), ("rating", 18)],
            [_row(gathered, result, leaf, "conflicts") for leaf in found],
            (words("report.source-judged", date=_day(gathered, result)),),
            lead=words("report.lead.conflicts", count=len(found)),
        )


def _row(gathered: Gathered, result: Result, leaf: ScoredNode, *directions: str) -> Row:
    """An indicator, what the evidence in each direction shows, and the rating."""
    sides = (_side(gathered, result, leaf, direction) for direction in directions)
    return Row(text(gathered.title(leaf), *sides, phrases.level(leaf, gathered.words)))


def _side(gathered: Gathered, result: Result, leaf: ScoredNode, direction: str) -> str:
    """What the evidence in one direction shows, each with the code of its source."""
    pieces = leaf.rating.evidence if leaf.rating else ()
    return " ".join(
        f"{(gathered.words.text(piece.shows) or piece.quote or '').rstrip('. ')} "
        f"({coded(gathered, result, piece)}).".lstrip()
        for piece in pieces
        if piece.direction == direction
    )


def _day(gathered: Gathered, result: Result) -> str:
    return gathered.words.date(result.assessment.date)

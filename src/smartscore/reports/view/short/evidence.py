"""What the ratings rest on: the sources with their codes, and what each piece of evidence shows."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from smartscore.engine.scored import ScoredNode
from smartscore.model.assessment import Evidence
from smartscore.reports import phrases
from smartscore.reports.sources import number_and_year
from smartscore.reports.view import SIGNS, Block, Paragraph, Row, Table
from smartscore.reports.view.evidence import (
    in_evidence,
    informants,
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
        if result.assessment.sources:
            yield gathered.table(
                "evidence",
                gathered.words("report.caption.evidence", place=place),
                [("code", 8), ("title", 54), ("number-year", 22), ("pieces", 16, "right")],
                rows := list(_documents(gathered, result)),
                source,
                lead=gathered.words("report.lead.evidence", count=len(rows)),
            )
        yield from _findings(gathered, result)


def _findings(gathered: Gathered, result: Result) -> Iterator[Block]:
    """What each piece of evidence shows, but for what stands side by side in a part of its own."""
    words, place = gathered.words, gathered.of_place(result)
    pieces = list(in_evidence(result))
    here = [found for found in pieces if not _is_apart(gathered, *found)]
    apart = ""
    if count := len(pieces) - len(here):
        section = words("report.section.contested")
        apart = words("report.shown-apart", count=count, section=section)
    if here:
        lead = _counted(gathered, [piece for _, piece in here])
        yield gathered.table(
            "shown",
            words("report.caption.shown", place=place),
            _WIDTHS,
            list(_shown(gathered, result, here)),
            (words("report.source-judged", date=_day(gathered, result)),),
            lead=f"{lead} {apart}".rstrip(),
        )
    else:
        yield Paragraph((apart or words("report.no-evidence", place=place),))


def _is_apart(gathered: Gathered, leaf: ScoredNode, piece: Evidence) -> bool:
    """Whether a piece of evidence is told among the contested findings or the conflicts."""
    if "contested" not in gathered.parts:
        return False
    return piece.direction == "conflicts" or leaf.contested


def _counted(gathered: Gathered, pieces: Iterable[Evidence]) -> str:
    """How much evidence there is, and which way it points."""
    ways = Counter(piece.direction for piece in pieces)
    told = {"supports": ways["supports"], "hinders": ways["hinders"]}
    lead = gathered.words("report.lead.shown", count=ways.total(), **told)
    if not ways["conflicts"]:
        return lead
    return f"{lead} {gathered.words('report.lead.conflicting', count=ways['conflicts'])}"


def _documents(gathered: Gathered, result: Result) -> Iterator[Row]:
    """Each source with its author and year, as the list of references has it."""
    words, codes = gathered.words, document_codes(result)
    pieces = Counter(piece.cite for _, piece in in_evidence(result))
    for reference in result.assessment.sources:
        item = {"id": reference.key, **(reference.model_extra or {})}
        count = pieces[reference.key]
        yield Row(
            text(
                codes[reference.key],
                titled(gathered, result, reference),
                number_and_year(item, words),
                str(count),
            )
        )


def _shown(
    gathered: Gathered,
    result: Result,
    found: Iterable[tuple[ScoredNode, Evidence]],
    *,
    rated: bool = False,
) -> Iterator[Row]:
    """A row for each piece, under the titles of all indicators for which it is cited.

    Of `rated` ones the rating stands behind the title, and pieces stay apart.
    """
    words, codes, before = gathered.words, document_codes(result), ""
    uses: dict[tuple[Evidence, int], dict[str, None]] = {}
    for leaf, piece in found:
        title = gathered.title(leaf)
        if rated:
            title = f"{title} ({phrases.level(leaf, words)})"
        uses.setdefault((piece, id(leaf) if rated else 0), {}).setdefault(title)
    for (piece, _), titles in uses.items():
        title = "; ".join(titles)
        code = f"{codes.get(piece.cite, piece.cite)} ({SIGNS[piece.direction]})"
        side = words(f"side.{piece.side}") if piece.side else ""
        places = (gathered.citation(result, piece).cites[0].locator, side)
        said, where = told(gathered, piece), "; ".join(place for place in places if place)
        if where:
            said = f"{said} ({where})".lstrip()
        yield Row(text("" if title == before else title, code, said or "–"))
        before = title


_WIDTHS: Final = (("indicator", 24), ("evidence-codes", 10), ("shows", 66))


def contested(gathered: Gathered) -> Iterator[Block]:
    """What the evidence says for and against, where it does both, and where sources conflict."""
    for result in gathered.results:
        words, place = gathered.words, gathered.of_place(result)
        leaves = [leaf for _, leaf in rated_once(result)]
        disputed = [leaf for leaf in leaves if leaf.contested]
        if disputed:
            sides = ("supports", "hinders")
            yield _told_apart(gathered, result, "contested", disputed, sides)
        else:
            yield Paragraph((words("report.no-contested", place=place),))
        if unlike := [leaf for leaf in leaves if leaf.conflicts]:
            yield _told_apart(gathered, result, "conflicts", unlike, ("conflicts",))


def _told_apart(
    gathered: Gathered, result: Result, code: str, leaves: Sequence[ScoredNode], ways: Sequence[str]
) -> Table:
    """The pieces of evidence of some indicators that point one of these ways, one way first."""
    words = gathered.words
    pieces = [
        (leaf, piece)
        for leaf in leaves
        for way in ways
        for piece in (leaf.rating.evidence if leaf.rating else ())
        if piece.direction == way
    ]
    return gathered.table(
        code,
        words(f"report.caption.{code}", place=gathered.of_place(result)),
        _WIDTHS,
        list(_shown(gathered, result, pieces, rated=True)),
        (words("report.source-judged", date=_day(gathered, result)),),
        lead=words(f"report.lead.{code}", count=len(leaves)),
    )


def _day(gathered: Gathered, result: Result) -> str:
    return gathered.words.date(result.assessment.date)

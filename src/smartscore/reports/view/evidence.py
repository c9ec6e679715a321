"""On what the ratings rest: documents, informants, what each shows, what is missing or disputed."""

import re
from collections.abc import Iterator

from smartscore.engine.scored import ScoredNode
from smartscore.model.assessment import Evidence
from smartscore.model.fields import Reference
from smartscore.reports import phrases
from smartscore.reports.sources import authors, number_and_year
from smartscore.reports.view import Block, Line, Paragraph, Row
from smartscore.reports.view.conflicts import conflicts
from smartscore.reports.view.gathering import (
    Gathered,
    document_codes,
    rated_once,
    reason,
    text,
)
from smartscore.results.result import Result
from smartscore.text.titles import bare


def documents(gathered: Gathered) -> Iterator[Block]:
    """The sources of each assessment, and what each shows about which indicator."""
    for result in gathered.results:
        place = gathered.of_place(result)
        if result.assessment.sources:
            yield gathered.table(
                "evidence",
                gathered.words("report.caption.evidence", place=place),
                [
                    ("code", 8),
                    ("title", 27),
                    ("number-year", 17),
                    ("pages", 21),
                    ("supports", 27),
                ],
                list(_documents(gathered, result)),
                (gathered.words("report.source-judged", date=_day(gathered, result)),),
            )
        shown = list(_shown(gathered, result))
        if shown:
            yield gathered.table(
                "shown",
                gathered.words("report.caption.shown", place=place),
                [("indicator", 20), ("shows", 43), ("direction", 17), ("cited", 20)],
                shown,
                gathered.drawn_from(result, gathered.cited_in(result)),
            )
        if not shown:
            yield Paragraph((gathered.words("report.no-evidence", place=place),))


def in_evidence(result: Result) -> Iterator[tuple[ScoredNode, Evidence]]:
    """Each piece of evidence with its indicator."""
    for _, leaf in rated_once(result):
        for evidence in leaf.rating.evidence if leaf.rating else ():
            yield leaf, evidence


def _documents(gathered: Gathered, result: Result) -> Iterator[Row]:
    words, codes = gathered.words, document_codes(result)
    cited: dict[str, list[tuple[ScoredNode, Evidence]]] = {}
    for leaf, evidence in in_evidence(result):
        cited.setdefault(evidence.cite, []).append((leaf, evidence))
    for reference in result.assessment.sources:
        pages: dict[str, None] = {}
        supported: dict[str, set[str]] = {}
        for leaf, evidence in cited.get(reference.key, ()):
            if evidence.at is not None:
                locator = gathered.citation(result, evidence).cites[0].locator
                pages.setdefault(locator)
            supported.setdefault(gathered.title(leaf), set()).add(evidence.direction)
        titles = [
            title if "supports" in ways else words(_only(ways), title=title)
            for title, ways in supported.items()
        ]
        item = {"id": reference.key, **(reference.model_extra or {})}
        yield Row(
            text(
                codes[reference.key],
                titled(gathered, result, reference),
                number_and_year(item, words),
                "; ".join(sorted(pages, key=_by_number)) or "–",
                "; ".join(titles) or words("report.supports-none"),
            )
        )


def titled(gathered: Gathered, result: Result, reference: Reference) -> Line:
    """The title of a source without its markup, with author and year where it has an author."""
    title: Line = (bare(reference.title or "") or reference.key,)
    if not authors({"id": reference.key, **(reference.model_extra or {})}):
        return title
    return (*title, " ", gathered.bibliography.all_of(result.assessment, [reference]))


def _only(ways: set[str]) -> str:
    """What is said of an indicator that a source does not support."""
    return "report.only-hinders" if "hinders" in ways else "report.only-conflicts"


def _by_number(place: str) -> tuple[bool, int, str, str]:
    """Places with a number by that, however long it is, others in their alphabet behind them."""
    number = re.search(r"[0-9]+", place)
    digits = number[0].lstrip("0") if number else ""
    return (number is None, len(digits), digits, place)


def _shown(gathered: Gathered, result: Result) -> Iterator[Row]:
    before = ""
    for leaf, evidence in in_evidence(result):
        title = gathered.title(leaf)
        shows, direction = told(gathered, evidence) or "–", pointing(gathered, evidence)
        cites = gathered.citation(result, evidence)
        yield Row(text("" if title == before else title, shows, direction, (cites,)))
        before = title


def told(gathered: Gathered, evidence: Evidence) -> str:
    """What a piece of evidence shows, and what is quoted of it."""
    shows = gathered.words.text(evidence.shows)
    if not evidence.quote:
        return shows
    quoted = gathered.words("report.quote", quote=evidence.quote)
    return f"{shows} {quoted}" if shows else quoted


def pointing(gathered: Gathered, evidence: Evidence) -> str:
    """Which way a piece of evidence points, and from whose side it comes."""
    words = gathered.words
    direction = words(f"detail.{evidence.direction}")
    if evidence.side is None:
        return direction
    return f"{direction} ({words(f'side.{evidence.side}')})"


def informants(gathered: Gathered) -> Iterator[Block]:
    """Who was asked, where an assessment says so."""
    words = gathered.words
    for result in gathered.results:
        if not result.assessment.informants:
            continue
        rows = [
            Row(
                text(
                    f"I{number}",
                    one.name or "–",
                    words.text(one.role) or "–",
                    words.text(one.institution) or "–",
                    words(f"report.informant.{one.kind}") if one.kind else "–",
                    words.date(one.date) if one.date else "–",
                )
            )
            for number, one in enumerate(result.assessment.informants, 1)
        ]
        yield gathered.table(
            "informants",
            words("report.caption.informants", place=gathered.of_place(result)),
            [
                ("code", 9),
                ("name", 21),
                ("role", 22),
                ("institution", 22),
                ("kind", 12),
                ("date", 14),
            ],
            rows,
            (words("report.source-judged", date=_day(gathered, result)),),
        )


def gaps(gathered: Gathered) -> Iterator[Block]:
    """What could not be assessed and why, what is contested, where sources contradict another."""
    for result in gathered.results:
        yield from _gaps(gathered, result)
        yield from _contested(gathered, result)
        yield from conflicts(gathered, result)


def _gaps(gathered: Gathered, result: Result) -> Iterator[Block]:
    words, place = gathered.words, gathered.of_place(result)
    missing = [(a, leaf) for a, leaf in rated_once(result) if leaf.status != "rated"]
    if not missing:
        yield Paragraph((words("report.no-gaps", place=place),))
        return
    rows = [
        Row(
            text(
                str(number),
                gathered.title(leaf),
                gathered.title(above[-1]),
                phrases.level(leaf, words),
                reason(leaf, words) or "–",
            )
        )
        for number, (above, leaf) in enumerate(missing, 1)
    ]
    yield gathered.table(
        "gaps",
        words("report.caption.gaps", place=place),
        [("number", 6, "right"), ("indicator", 22), ("dimension", 18), ("status", 14), ("why", 40)],
        rows,
        (words("report.source-judged", date=_day(gathered, result)),),
    )


def _contested(gathered: Gathered, result: Result) -> Iterator[Block]:
    words, place = gathered.words, gathered.of_place(result)
    disputed = [leaf for _, leaf in rated_once(result) if leaf.contested]
    if not disputed:
        yield Paragraph((words("report.no-contested", place=place),))
        return
    rows = [
        Row(
            text(
                gathered.title(leaf),
                _side(gathered, result, leaf, "supports"),
                _side(gathered, result, leaf, "hinders"),
                phrases.level(leaf, words),
            )
        )
        for leaf in disputed
    ]
    yield gathered.table(
        "contested",
        words("report.caption.contested", place=place),
        [("indicator", 18), ("for", 33), ("against", 33), ("rating", 16)],
        rows,
        gathered.drawn_from(result, gathered.cited_in(result)),
    )


def _side(gathered: Gathered, result: Result, leaf: ScoredNode, direction: str) -> Line:
    """What the evidence on one side shows, each with its source."""
    line: Line = ()
    for evidence in leaf.rating.evidence if leaf.rating else ():
        if evidence.direction == direction:
            shows = (gathered.words.text(evidence.shows) or evidence.quote or "").rstrip(". ")
            line += (f"{' ' if line else ''}{shows} ".rstrip() + " ",)
            line += (gathered.citation(result, evidence), ".")
    return line


def _day(gathered: Gathered, result: Result) -> str:
    return gathered.words.date(result.assessment.date)

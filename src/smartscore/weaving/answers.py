"""What answers an order, before it is Markdown or part of a Word document."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from smartscore.engine.scored import ScoredNode
from smartscore.reports import phrases
from smartscore.reports.summary import figures
from smartscore.reports.verdict import verdict
from smartscore.reports.view import Figure, Report, Source, Table, Wishes
from smartscore.reports.view.build import report
from smartscore.results.result import Result
from smartscore.studies.comparable import clash
from smartscore.text.problems import closest
from smartscore.weaving import Order, Refused
from smartscore.weaving.orders import TABLES
from smartscore.words import Words

_NONE = {
    "evidence": "report.no-evidence",
    "shown": "report.no-evidence",
    "informants": "report.no-informants",
    "gaps": "report.no-gaps",
    "contested": "report.no-contested",
    "conflicts": "report.no-conflicts",
}
"""What is said where there is nothing to put into a table."""

_MOST = 10
"""How many nodes of one code are named."""


class Answer(NamedTuple):
    """One of three: sentences, tables and figures, or the sources of a list.

    `report` is where tables and figures come from, with the sources that they cite.
    """

    words: Words
    sentences: tuple[str, ...] = ()
    blocks: tuple[Table | Figure, ...] = ()
    sources: tuple[Source, ...] = ()
    report: Report | None = None


def answer(order: Order, results: Sequence[Result], words: Words) -> Answer:
    """What belongs into a block; raises Refused where the assessments do not have it."""
    if order.kind == "value":
        return Answer(words, (_value(order, results[0], words),))
    chosen = [_only(result, order.target) for result in results]
    if order.target and not any(result.cards for result in chosen):
        codes = _codes(results)
        names = closest(order.target, codes) or ", ".join(codes)
        raise Refused("name", name=order.target, names=names)
    if order.kind == "verdict":
        return Answer(words, tuple(_verdicts(chosen[0], words)))
    kept = [result for result in chosen if result.cards]
    if (unlike := clash(kept)) is not None:
        raise Refused("versions", why=words(unlike.key, **unlike.values))
    if order.kind == "references":
        return _references(kept, words)
    if order.kind == "figure":
        return _charts(order, kept, words)
    return _tables(order, kept, words)


def _references(results: Sequence[Result], words: Words) -> Answer:
    """The sources of the assessments, each once."""
    found = report(results, words, Wishes(style="brief", numbered=False))
    if found.sources:
        return Answer(words, sources=found.sources, report=found)
    none = (words("report.no-sources", place=r.assessment.subject.name) for r in results)
    return Answer(words, tuple(none))


def _charts(order: Order, results: Sequence[Result], words: Words) -> Answer:
    found = report(results, words, Wishes(style="brief", numbered=False, figures=True))
    cards = [card for place in found.places for card in place.cards]
    charts = tuple(chart for card in cards for chart in card.charts if chart.kind == order.name)
    if charts:
        return Answer(words, blocks=charts, report=found)
    reasons = tuple(dict.fromkeys(card.no_charts for card in cards if card.no_charts))
    if not reasons:
        raise Refused("no-figure", name=order.name)
    return Answer(words, reasons)


def _tables(order: Order, results: Sequence[Result], words: Words) -> Answer:
    found = report(results, words, Wishes(style="thesis", numbered=False))
    code = TABLES[order.name]
    if order.name == "comparison" and not order.target:
        code = "wholes"
    tables = tuple(
        block
        for section in found.sections
        for block in section.blocks
        if isinstance(block, Table) and block.code == code
    )
    if tables:
        return Answer(words, blocks=tables, report=found)
    if order.name not in _NONE:
        raise Refused("no-table", name=order.name)
    none = (words(_NONE[order.name], place=r.assessment.subject.name) for r in results)
    return Answer(words, tuple(none))


def _verdicts(result: Result, words: Words) -> Iterator[str]:
    """The sentences on each card, under the name of its rubric where there are several."""
    for card in result.cards:
        sentences = list(verdict(card, words))
        if len(result.cards) > 1:
            sentences.insert(0, f"{words.text(card.rubric.title)}.")
        yield " ".join(sentences)


def _only(result: Result, rubric: str) -> Result:
    cards = [card for card in result.cards if rubric in ("", card.rubric.code)]
    return Result(result.assessment, tuple(cards))


def _codes(results: Sequence[Result]) -> list[str]:
    codes = [card.rubric.code for result in results for card in result.cards]
    return list(dict.fromkeys(codes))


def _value(order: Order, result: Result, words: Words) -> str:
    nodes = [node for card in result.cards for node in card.whole.walk()]
    meant = [n for n in nodes if "/".join(n.path) == order.target]
    meant = meant or [n for n in nodes if n.code == order.target]
    if not meant:
        paths = ["/".join(n.path) for n in nodes]
        near = closest(order.target, [*paths, *(n.code for n in nodes)])
        raise Refused("name", name=order.target, names=near or ", ".join(_codes([result])))
    if order.name == "level" and all(n.rating == meant[0].rating for n in meant):
        meant = meant[:1]  # one rating stands in several rubrics
    if len(meant) > 1:
        several = ["/".join(n.path) for n in meant]
        more = ["…"] if len(several) > _MOST else []
        raise Refused("ambiguous", name=order.target, names=", ".join(several[:_MOST] + more))
    return _figure(order.name, meant[0], words)


def _figure(name: str, node: ScoredNode, words: Words) -> str:
    if name == "level":
        return _level(node, words)
    found = figures(node, "", words)
    said = {"low": found.low, "high": found.high, "bounds": found.bounds, "rated": found.rated}
    said |= {"score": found.score, "band": found.band or "–"}
    return said[name]


def _level(node: ScoredNode, words: Words) -> str:
    """The level of an indicator, or what else was found; of others the lowest one beneath them."""
    if node.kind != "indicator":
        staged = node.staged_level
        return "–" if staged is None else phrases.number(staged, words)
    if node.rating is not None and node.rating.level is not None:
        return phrases.number(node.rating.level, words)
    return phrases.level(node, words)

"""What a block asks for, and the text that answers it."""

import re
import shlex
from collections.abc import Iterator, Sequence

from smartscore.engine.scored import ScoredNode
from smartscore.model.fields import LANGUAGES
from smartscore.reports import phrases
from smartscore.reports.flavours import Flavour, Writer
from smartscore.reports.flavours.gfm import Gfm
from smartscore.reports.flavours.pandoc import Pandoc
from smartscore.reports.markup import github, md
from smartscore.reports.summary import figures
from smartscore.reports.view import Report, Table, Wishes
from smartscore.reports.view.build import report
from smartscore.results.result import Result
from smartscore.studies.comparable import clash
from smartscore.text.problems import closest
from smartscore.weaving import Order, Refused
from smartscore.words import Words

TABLES = {
    "dimensions": "results",
    "comparison": "comparison",
    "instrument": "instrument",
    "sheet": "sheet",
    "descriptors": "descriptors",
    "evidence": "evidence",
    "shown": "shown",
    "informants": "informants",
    "gaps": "gaps",
    "contested": "contested",
    "bands": "bands",
}
"""The tables that a block can ask for, and what they are called in a report."""

_NONE = {
    "evidence": "report.no-evidence",
    "shown": "report.no-evidence",
    "informants": "report.no-informants",
    "gaps": "report.no-gaps",
    "contested": "report.no-contested",
}
"""What is said where there is nothing to put into a table."""

VALUES = ("score", "low", "high", "bounds", "band", "rated")
"""The figures that a block can ask for."""

_MOST = 10
"""How many nodes of one code are named."""

_OPTIONS = ("lang", "caption")
_OPTION = re.compile(rf"({'|'.join(_OPTIONS)})=|[a-z]+=[^./\\]*$", re.DOTALL)
"""An option, or what was meant as one; a file may have the sign in its name."""


def read(order: str) -> Order:
    """The order of a block; raises Refused."""
    try:
        words = shlex.split(order)
    except ValueError:
        raise Refused("quotes") from None
    options = dict(word.split("=", 1) for word in words if _OPTION.match(word))
    plain = [word for word in words if not _OPTION.match(word)]
    for name in options:
        if name not in _OPTIONS:
            raise Refused("option", name=name)
    language, caption = options.get("lang", ""), options.get("caption", "")
    if language and language not in LANGUAGES:
        raise Refused("name", name=language, names=", ".join(LANGUAGES))
    if caption and plain[:1] != ["table"]:
        raise Refused("option", name="caption")
    match plain:
        case ["table", name, *rest] if rest:
            _known(name, TABLES)
            files, target = _split(rest)
            return Order("table", name, files, target, language, caption)
        case ["value", name, file, node]:
            _known(name, VALUES)
            return Order("value", name, (file,), node, language, caption)
        case ["verdict", file, *target] if len(target) <= 1:
            return Order("verdict", "", (file,), "".join(target), language, caption)
    raise Refused("order", asked=order[:80])


def _known(name: str, names: Sequence[str] | dict[str, str]) -> None:
    if name not in names:
        raise Refused("name", name=name, names=", ".join(names))


def _split(words: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """Files, and perhaps a rubric behind them: a code, which has neither a dot nor a slash."""
    last = words[-1]
    if len(words) > 1 and "." not in last and "/" not in last:
        return tuple(words[:-1]), last
    return tuple(words), ""


def answer(
    order: Order, results: Sequence[Result], words: Words, flavour: Flavour, *, inline: bool
) -> str:
    """The content of a block; raises Refused where the assessments do not have it."""
    escaped = github if flavour == "gfm" else md
    if order.kind == "value":
        return escaped(_value(order, results[0], words))
    chosen = [_only(result, order.target) for result in results]
    if order.target and not any(result.cards for result in chosen):
        raise Refused("name", name=order.target, names=", ".join(_codes(results)))
    if order.kind == "verdict":
        return (" " if inline else "\n\n").join(map(escaped, _verdicts(chosen[0], words)))
    if inline:
        raise Refused("lines")
    kept = [result for result in chosen if result.cards]
    if (unlike := clash(kept)) is not None:
        raise Refused("versions", why=words(unlike.key, **unlike.values))
    found = report(kept, words, Wishes(style="thesis", numbered=False))
    if order.name in _NONE and not _named(found, TABLES[order.name]):
        none = (words(_NONE[order.name], place=r.assessment.subject.name) for r in kept)
        return "\n\n".join(escaped(sentence) for sentence in none)
    writer: Writer = (Gfm if flavour == "gfm" else Pandoc)(found, words, {})
    return _tables(order, found, writer)


def _verdicts(result: Result, words: Words) -> Iterator[str]:
    """The sentences on each card, under the name of its rubric where there are several."""
    for card in result.cards:
        sentences = list(phrases.verdict(card, words))
        if len(result.cards) > 1:
            sentences.insert(0, f"{words.text(card.rubric.title)}.")
        yield " ".join(sentences)


def _only(result: Result, rubric: str) -> Result:
    cards = [card for card in result.cards if rubric in ("", card.rubric.code)]
    return Result(result.assessment, tuple(cards))


def _codes(results: Sequence[Result]) -> list[str]:
    codes = [card.rubric.code for result in results for card in result.cards]
    return list(dict.fromkeys(codes))


def _tables(order: Order, found: Report, writer: Writer) -> str:
    """The table, or all of that name, each under its caption."""
    code = TABLES[order.name]
    if order.name == "comparison" and not order.target:
        code = "wholes"
    tables = _named(found, code)
    if not tables:
        raise Refused("no-table", name=order.name)
    if len(tables) == 1:
        table = tables[0]
        if order.caption:
            return writer.headed(table, order.caption)
        return "\n\n".join(filter(None, (writer.grid(table), writer.escaped(table.note))))
    return "\n\n".join(writer.headed(table, table.caption) for table in tables)


def _named(found: Report, code: str) -> list[Table]:
    """The tables of a report that have a code."""
    return [
        block
        for section in found.sections
        for block in section.blocks
        if isinstance(block, Table) and block.code == code
    ]


def _value(order: Order, result: Result, words: Words) -> str:
    nodes = [node for card in result.cards for node in card.whole.walk()]
    meant = [n for n in nodes if "/".join(n.path) == order.target]
    meant = meant or [n for n in nodes if n.code == order.target]
    if not meant:
        paths = ["/".join(n.path) for n in nodes]
        near = closest(order.target, [*paths, *(n.code for n in nodes)])
        raise Refused("name", name=order.target, names=near or ", ".join(_codes([result])))
    if len(meant) > 1:
        several = ["/".join(n.path) for n in meant]
        more = ["…"] if len(several) > _MOST else []
        raise Refused("ambiguous", name=order.target, names=", ".join(several[:_MOST] + more))
    return _figure(order.name, meant[0], words)


def _figure(name: str, node: ScoredNode, words: Words) -> str:
    found = figures(node, "", words)
    said = {"low": found.low, "high": found.high, "bounds": found.bounds, "rated": found.rated}
    said |= {"score": found.score, "band": found.band or "–"}
    return said[name]

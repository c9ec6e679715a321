"""The result as Markdown for a reader of a document; GitHub and pandoc read it alike."""

import re
from collections.abc import Iterator
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from smartscore import __version__
from smartscore.assessment import Assessment
from smartscore.fields import Reference
from smartscore.outlook import Card, Result
from smartscore.reports import phrases
from smartscore.reports.safe import one_line
from smartscore.scorecard import ScoredNode
from smartscore.words import Words

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~^$@&#!{}])")
_LINE_START = re.compile(r"^([-+=]|\d+[.)])(?=\s|$|-|=)")


def document(results: list[Result], words: Words, *, detail: bool) -> str:
    """The results one after another; `detail` adds each indicator with its evidence."""
    environment = Environment(
        loader=PackageLoader("smartscore", "reports/templates"),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - Markdown, escaped by `md`; templates are ours
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["md"] = md
    template = environment.get_template("assess.md.jinja")
    pages = (
        template.render(result=_view(result, words), words=words, detail=detail)
        for result in results
    )
    return "\n".join(pages)


def md(text: str) -> str:
    """User text on one line in which nothing is markup, in a paragraph or a table cell.

    >>> md("a|b *c* [x](javascript:y)")
    'a\\\\|b \\\\*c\\\\* \\\\[x\\\\](javascript:y)'
    >>> md("1. not a list")
    '1\\\\. not a list'
    """
    line = _SPECIAL.sub(r"\\\1", one_line(text)).replace("://", ":\\//").replace("www.", "www\\.")
    return _LINE_START.sub(lambda m: m[1][:-1] + "\\" + m[1][-1], line)


def _view(result: Result, words: Words) -> dict[str, Any]:
    """What the template shows: strings only, each already in the reader's language."""
    assessment = result.assessment
    cards = [_card(card, words) for card in result.cards]
    return {
        "title": words("md.title", subject=phrases.heading(assessment)),
        "circumstances": list(phrases.circumstances(assessment, words)),
        "cards": cards,
        "references": list(_references(assessment)),
    }


def _card(card: Card, words: Words) -> dict[str, Any]:
    rubric, outlook, whole = card.scorecard.rubric, card.outlook, card.scorecard.whole
    gates = [
        (line, words.text(outcome.gate.because)) for outcome, line in phrases.gates(card, words)
    ]
    count = phrases.unsourced(card)
    return {
        "title": words.text(rubric.title),
        "about": words.text(rubric.about),
        "rows": [_row(node, words.text(node.title), words) for node in whole.children],
        "whole": _row(whole, words("whole"), words),
        "verdict": " ".join(phrases.verdict(card, words)),
        "unsourced": words("no-source", count=count) if count else "",
        "gates": gates,
        "contested_title": words("contested", count=len(outlook.contested)),
        "contested": [phrases.contested(node, words) for node in outlook.contested],
        "unknown_title": words(
            "unknown", count=len(outlook.unknown), total=sum(1 for _ in whole.indicators())
        ),
        "unknown": [phrases.unknown(node, words) for node in outlook.unknown],
        "steps_title": words(f"steps.{outlook.raises}"),
        "steps": [
            (phrases.step(step, card, words), words.text(step.asks)) for step in outlook.steps
        ],
        "groups": [_group(child, words) for child in whole.walk() if _holds_indicators(child)],
        "stamp": words(
            "md.stamp",
            version=__version__,
            code=rubric.code,
            rubric_version=rubric.version,
            digest=card.scorecard.digest,
        ),
    }


def _row(node: ScoredNode, title: str, words: Words) -> list[str]:
    low, high = (words.figure(node.printed(bound)) for bound in (node.low, node.high))
    return [
        title,
        words.figure(node.shown),
        low if low == high else words("md.bound", low=low, high=high),
        phrases.band_name(node, words),
        words.percent(node.availability),
    ]


def _holds_indicators(node: ScoredNode) -> bool:
    return any(child.kind == "indicator" for child in node.children)


def _group(node: ScoredNode, words: Words) -> dict[str, Any]:
    return {
        "title": words.text(node.title),
        "rows": [_indicator(child, words) for child in node.children if child.kind == "indicator"],
    }


def _indicator(node: ScoredNode, words: Words) -> dict[str, Any]:
    rating = node.rating
    because = (rating.because or rating.unknown or rating.not_applicable) if rating else None
    evidence = [
        (
            phrases.source(e, words),
            words("detail." + e.direction),
            words.text(e.shows),
        )
        for e in (rating.evidence if rating else ())
    ]
    return {
        "title": words.text(node.title),
        "level": phrases.level(node, words),
        "contested": node.contested,
        "because": words.text(because),
        "evidence": evidence,
    }


def _references(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """Each cited source's key and a plain entry: authors, year, title, address."""
    cited = {
        e.cite
        for group in assessment.ratings.values()
        for rating in (group or {}).values()
        for e in (rating.evidence if rating else ())
    }
    for reference in assessment.references:
        if reference.key in cited:
            yield reference.key, _entry(reference)


def _entry(reference: Reference) -> str:
    extra = reference.model_extra or {}
    authors = ", ".join(_name(a) for a in extra.get("author") or () if isinstance(a, dict))
    year = _year(extra.get("issued"))
    container = extra.get("container-title")
    url = extra.get("URL")
    who = f"{authors} ({year})." if authors and year else f"{authors}." if authors else ""
    parts = [who, f"{reference.title or reference.key}."]
    parts += [f"{part}." if part is container else str(part) for part in (container, url) if part]
    return " ".join(part for part in parts if part)


def _name(author: dict[str, Any]) -> str:
    if "literal" in author:
        return str(author["literal"])
    return " ".join(str(author[key]) for key in ("given", "family") if key in author)


def _year(issued: Any) -> str:
    try:
        return str(issued["date-parts"][0][0])
    except (TypeError, KeyError, IndexError):
        return str(issued)[:4] if isinstance(issued, str | int) else ""

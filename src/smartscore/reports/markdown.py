"""The result as Markdown for a reader of a document; GitHub and pandoc read it alike."""

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from smartscore import __version__
from smartscore.engine.card import Card, Result, ScoredNode
from smartscore.reports import phrases
from smartscore.reports.markup import github
from smartscore.words import Words


def document(results: list[Result], words: Words, *, detail: bool) -> str:
    """The results one after another; `detail` adds each indicator with its evidence."""
    environment = Environment(
        loader=PackageLoader("smartscore", "reports/templates"),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - Markdown, escaped by `github`; templates are ours
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["md"] = github
    template = environment.get_template("assess.md.jinja")
    pages = (
        template.render(result=_view(result, words), words=words, detail=detail)
        for result in results
    )
    return "\n".join(pages)


def _view(result: Result, words: Words) -> dict[str, Any]:
    """What the template shows: strings only, each already in the reader's language."""
    assessment = result.assessment
    cards = [_card(card, words) for card in result.cards]
    return {
        "title": words("md.title", subject=phrases.heading(assessment)),
        "circumstances": list(phrases.circumstances(assessment, words)),
        "cards": cards,
        "references": list(phrases.references(assessment, words)),
        "legend": words("md.legend"),
    }


def _card(card: Card, words: Words) -> dict[str, Any]:
    rubric, whole = card.rubric, card.whole
    gates = [
        (line, words.text(outcome.gate.because)) for outcome, line in phrases.gates(card, words)
    ]
    return {
        "title": words.text(rubric.title),
        "about": [part for part in words.text(rubric.about).split("\n") if part.strip()],
        "rows": [_row(node, words.text(node.title), words) for node in whole.children],
        "whole": _row(whole, words("whole"), words),
        "verdict": " ".join(phrases.verdict(card, words)),
        "bands": phrases.bands(card, words),
        "unsourced": phrases.unsourced(card, words),
        "gates": gates,
        "contested_title": words("contested", count=len(card.contested)),
        "contested": [phrases.contested(node, words) for node in card.contested],
        "unknown_title": words("unknown", count=len(card.unknown), total=len(card.indicators)),
        "unknown": [phrases.unknown(node, words) for node in card.unknown],
        "steps_title": words(f"steps.{card.raises}"),
        "steps": [phrases.step(step, card, words) for step in card.steps],
        "no_step": phrases.no_step(card, words),
        "groups": [_group(child, words) for child in whole.walk() if _holds_indicators(child)],
        "stamp": words(
            "md.stamp",
            version=__version__,
            code=rubric.code,
            rubric_version=rubric.version,
            digest=card.digest,
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

"""Each place as a reader sees it: its cards, and the tree of each card down to the evidence."""

from collections.abc import Iterator

from smartscore.comparing.nodes import plain
from smartscore.engine.card import Card as Scored
from smartscore.engine.card import Result, ScoredNode
from smartscore.reports import phrases
from smartscore.reports.view import Band, Card, Node, Place, Proof
from smartscore.reports.view.figures import left_out
from smartscore.reports.view.gathering import (
    Gathered,
    bounds,
    document_codes,
    reason,
)
from smartscore.reports.view.outcome import figures


def place(gathered: Gathered, result: Result) -> Place:
    """An assessment as a reader sees it."""
    subject, words = result.assessment.subject, gathered.words
    return Place(
        name=gathered.of_place(result),
        code=subject.code or "",
        province=subject.province or "",
        date=words.date(result.assessment.date),
        plan=phrases.plan(result.assessment, words),
        rater=phrases.rater(result.assessment, words),
        about=_paragraphs(words.text(result.assessment.about)),
        circumstances=tuple(phrases.circumstances(result.assessment, words)),
        cards=tuple(_card(gathered, result, card) for card in result.cards),
    )


def _card(gathered: Gathered, result: Result, card: Scored) -> Card:
    words, rubric = gathered.words, card.rubric
    whole = card.whole
    return Card(
        code=rubric.code,
        version=rubric.version,
        digest=card.digest,
        title=words.text(rubric.title),
        about=_paragraphs(words.text(rubric.about)),
        whole=_node(gathered, result, whole),
        verdict=tuple(phrases.verdict(card, words)),
        bands=tuple(
            Band(band.code, words.text(band.label), words.figure(plain(band.start)))
            for band in rubric.bands
        ),
        bands_line=phrases.bands(card, words),
        unsourced=phrases.unsourced(card, words),
        gates=tuple(
            f"{line} {words.text(outcome.gate.because)}"
            for outcome, line in phrases.gates(card, words)
        ),
        contested=tuple(phrases.contested(node, words) for node in card.contested),
        unknown=tuple(phrases.unknown(node, words) for node in card.unknown),
        indicators=len(card.indicators),
        steps_title=words(f"steps.{card.raises}"),
        steps=tuple(_steps(card, gathered)),
        charts=tuple(figures(gathered, result, card)),
        no_charts=left_out(card, words),
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("\n") if part.strip())


def _steps(card: Scored, gathered: Gathered) -> Iterator[str]:
    for step in card.steps:
        yield phrases.step(step, card, gathered.words)
    if not card.steps and card.unknown:
        yield phrases.no_step(card, gathered.words)


def _node(gathered: Gathered, result: Result, node: ScoredNode) -> Node:
    words = gathered.words
    return Node(
        code=node.code,
        path="/".join(node.path),
        kind=node.kind,
        title=words.text(node.title),
        score=words.figure(node.shown),
        low=words.figure(node.printed(node.low)),
        high=words.figure(node.printed(node.high)),
        bounds=bounds(node, words),
        band=phrases.band_name(node, words),
        band_code=node.band.code if node.band else "",
        rated=words.percent(node.availability),
        weight=words.percent(node.effective_weight),
        contested=node.contested,
        withheld=node.withheld,
        children=tuple(_node(gathered, result, child) for child in node.children),
        status=node.status or "",
        rating=phrases.level(node, words) if node.kind == "indicator" else "",
        descriptor=_descriptor(gathered, node),
        because=reason(node, words),
        question=words.text(node.indicator.question) if node.indicator else "",
        look_for=words.text(node.indicator.look_for) if node.indicator else "",
        evidence=tuple(_proofs(gathered, result, node)),
    )


def _descriptor(gathered: Gathered, node: ScoredNode) -> str:
    """What the level that was given asks for."""
    if node.indicator is None or node.rating is None or node.rating.level is None:
        return ""
    ladder = node.owner.descriptors(node.indicator)
    return gathered.words.text(ladder.get(node.rating.level))


def _proofs(gathered: Gathered, result: Result, node: ScoredNode) -> Iterator[Proof]:
    words, codes = gathered.words, document_codes(result)
    for evidence in node.rating.evidence if node.rating else ():
        yield Proof(
            code=codes.get(evidence.cite, evidence.cite),
            cite=gathered.citation(result, evidence),
            direction=evidence.direction,
            direction_word=words(f"detail.{evidence.direction}"),
            shows=words.text(evidence.shows),
            quote=evidence.quote or "",
            side=words(f"side.{evidence.side}") if evidence.side else "",
        )

"""Sentences about a result that the terminal and the documents say alike."""

from collections.abc import Container, Iterator
from fractions import Fraction
from typing import Any

from smartscore.arithmetic.numbers import exact, figure, half_up
from smartscore.arithmetic.weighting import CONSISTENT, RANDOM_INDEX
from smartscore.engine import measures
from smartscore.engine.card import Card
from smartscore.engine.facts import GateOutcome, Step
from smartscore.engine.scored import ScoredNode
from smartscore.engine.tree import Node
from smartscore.model.assessment import Assessment, Evidence, Rating, ResponseMean
from smartscore.model.fields import Reference
from smartscore.model.rubric import Indicator
from smartscore.model.weights import ByComparison
from smartscore.reports import judged, sources
from smartscore.text import csl
from smartscore.words import Words


def heading(assessment: Assessment) -> str:
    """The name of the place and its province."""
    subject = assessment.subject
    return ", ".join(part for part in (subject.name, subject.province) if part)


def distance(value: Fraction, node: ScoredNode, words: Words) -> str:
    """A distance at the decimals of a node, or at as many as show that it is not zero."""
    decimals = node.display.decimals
    while decimals < 12 and value and half_up(value, decimals) == 0:
        decimals += 1
    return words.figure(figure(value, decimals))


def score_or_bounds(node: ScoredNode, words: Words) -> str:
    """The score; without one, between which figures it lies."""
    if node.score is not None:
        return words.figure(node.shown)
    if node.availability is None:
        return words("not-applicable")
    low, high = words.figure(node.printed(node.low)), words.figure(node.printed(node.high))
    return low if low == high else words("md.bound", low=low, high=high)


def circumstances(assessment: Assessment, words: Words) -> Iterator[str]:
    """The plan that was read; when and by whom it was judged."""
    if title := plan(assessment, words):
        yield words("masterplan", title=title)
    day, who = words.date(assessment.date), rater(assessment, words)
    yield words("judged-by", date=day, rater=who) if who else words("judged", date=day)
    if assessment.about is not None:
        yield words.text(assessment.about)


def plan(assessment: Assessment, words: Words) -> str:
    """The title of the plan that was read, with its years; empty where none is named."""
    read = assessment.masterplan
    if read is None:
        return ""
    title = words.text(read.title)
    told = str(read.start) in title and str(read.until) in title
    if read.start and read.until and not told:
        return words("masterplan-years", title=title, start=read.start, until=read.until)
    return title


def rater(assessment: Assessment, words: Words) -> str:
    """Who judged, in which role and from which side; empty where nobody is named."""
    several = [f"{each.code}: {judged.who(each, words)}".rstrip(": ") for each in assessment.raters]
    alone = [judged.who(assessment.rater, words)] if assessment.rater else []
    return "; ".join(who for who in (*alone, *several) if who)


def band_name(node: ScoredNode, words: Words) -> str:
    """The band of a node, or why there is none."""
    if node.band is not None:
        return words.text(node.band.label)
    if node.availability is None:
        return words("not-applicable")
    if node.availability == 0:
        return words("nothing-rated")
    return words("not-enough-rated") if node.withheld else ""


def gates(
    card: Card, words: Words, beside: Container[str] = ()
) -> Iterator[tuple[GateOutcome, str]]:
    """Every gate in the card, those of grafted rubrics too, that fired or may yet fire.

    Left out are those of grafts whose code is among the rubrics `beside`, which tell them.
    """
    for node in card.whole.walk():
        if node.owner is not card.rubric and node.owner.code in beside:
            continue
        for outcome in node.gates:
            if outcome.state != "passed":
                yield outcome, _gate(outcome, node, words)


def _gate(outcome: GateOutcome, node: ScoredNode, words: Words) -> str:
    watched = outcome.watched
    inside = "-inside" if len(node.path) > 1 else ""
    return words(
        f"gate.{outcome.state}{inside}",
        rubric=words.text(node.title),
        watched=words.text(watched.title),
        below=number(outcome.gate.below, words),
        cap=words.text(outcome.cap.label),
        low=words.figure(watched.printed(watched.low)),
        high=words.figure(watched.printed(watched.high)),
    )


def contested(node: ScoredNode, words: Words) -> str:
    """How the evidence on a contested indicator divides."""
    title = words.text(node.title)
    return words("contested.line", title=title, supports=node.supporting, hinders=node.hindering)


def conflict(node: ScoredNode, words: Words) -> str:
    """An indicator on which sources contradict one another, and where in which sources."""
    told = contradicting(node, words)
    return words("conflicts.line", title=words.text(node.title), sources=told)


def contradicting(node: ScoredNode, words: Words) -> str:
    """Which sources contradict one another on an indicator, each with the place in it."""
    return "; ".join(dict.fromkeys(source(piece, words) for piece in node.conflicts))


def unknown(node: ScoredNode, words: Words) -> str:
    """An unknown indicator and how much of the whole it weighs, if anything."""
    if not node.effective_weight:
        return words.text(node.title)
    weight = words("unknown.weight", share=words.percent(node.effective_weight))
    return f"{words.text(node.title)}, {weight}"


def unknown_by_child(card: Card, words: Words) -> Iterator[str]:
    """How many indicators are unknown in each part of the whole."""
    for part in card.unknown_parts:
        name, count = words.text(part.node.title), len(part.unknown)
        yield words("unknown.group", title=name, count=count, total=part.indicators)


def step(step: Step, words: Words) -> str:
    """A step, what it would add, and what it asks for."""
    assert step.node.rating is not None
    assert step.node.rating.level is not None
    line = words(
        "step.line",
        gain=words.figure(step.shown),
        title=words.text(step.node.title),
        **{"from": number(step.node.rating.level, words), "to": number(step.level, words)},
    )
    if step.described is None:
        return line
    asks = words.text(step.asks)
    if step.described != step.level:
        asks = words("step.above", level=number(step.described, words), asks=asks)
    return f"{line}: {asks}"


def steps(card: Card, words: Words) -> str:
    """What the single steps raise, and that they are not all that there may be."""
    title = words(f"steps.{card.raises}")
    return words("steps.levels-only", title=title) if card.has_other_ways else title


def no_step(card: Card, words: Words) -> str:
    """Why no single step is shown; empty where one is, and where nothing is left to be raised."""
    whole = card.whole
    if card.steps:
        return ""
    if card.raising:
        return words("steps.small")
    if not card.unknown:
        return ""
    if whole.low != whole.high:
        return words("steps.none")
    return words("steps.stuck") if sum(map(_may_rise, card.indicators)) > 1 else ""


def _may_rise(node: ScoredNode) -> bool:
    """Whether an indicator weighs something and has a level below the highest."""
    level = None if node.rating is None else node.rating.level
    return level is not None and bool(node.effective_weight) and level < node.owner.scale[-1].points


def level(node: ScoredNode, words: Words, *, short: bool = False) -> str:
    """What was found about an indicator: its level and that level's label, or why there is none.

    In `short` the level is a number without the word.
    """
    rating = node.rating
    if rating is None or rating.is_only_planned:
        return words("detail.not-yet")
    if rating.is_open:
        return words("detail.open", judged=judged.briefly(rating, words))
    if rating.given is None:
        return words("detail.unknown" if rating.unknown is not None else "detail.not-applicable")
    if rating.level is None:
        found = _other_measure(node, rating, words)
        return f"{found}; {words('detail.clipped')}" if node.clipped else found
    scale = node.owner.scale
    highest = number(scale[-1].points, words)
    found = number(rating.level, words)
    label = words.text(node.point.label if node.point else None)
    if not label:
        return words("detail.level-between", level=found, highest=highest)
    key = "detail.level-short" if short else "detail.level"
    return words(key, level=found, highest=highest, label=label)


def _other_measure(node: ScoredNode, rating: Rating, words: Words) -> str:
    """A rating that is not a level, in words."""
    indicator = node.indicator
    assert indicator is not None
    if indicator.quantity is not None:
        unit = words.text(indicator.quantity.unit)
        return words("detail.value", value=words.figure(str(rating.value)), unit=unit)
    if indicator.checklist is not None:
        met = len(measures.met_items(rating))
        return words("detail.met", count=met, total=len(indicator.checklist))
    answered = _answered(rating, words)
    is_reversed = indicator.survey is not None and indicator.survey.reversed
    return f"{answered}; {words('detail.reversed')}" if is_reversed else answered


def _answered(rating: Rating, words: Words) -> str:
    """The mean of the answers of a survey, and how many they are."""
    if isinstance(rating.responses, ResponseMean):
        mean = words.figure(str(rating.responses.mean))
        return words("detail.mean", mean=mean, n=rating.responses.n)
    answers = rating.responses if isinstance(rating.responses, tuple) else ()
    mean = words.figure(figure(measures.survey_mean(rating), 2))
    return words("detail.responses", mean=mean, n=len(answers))


def source(evidence: Evidence, words: Words) -> str:
    """Which source, and where in it."""
    at = words.text(evidence.at)
    return f"{evidence.cite}, {at}" if at else evidence.cite


def number(value: int | float, words: Words) -> str:
    """A number of a file as a reader of the language writes it."""
    return words.figure(str(int(value)) if value == int(value) else repr(value))


def consistency(node: Node, words: Words) -> str:
    """How consistent the comparisons are that weigh a node's children; empty without any."""
    found, written = node.priorities, node.written
    if found is None or isinstance(written, Indicator):
        return ""
    assert isinstance(written.weights, ByComparison)
    told = words(
        "ahp.consistency",
        estimate=words(f"ahp.{written.weights.estimate}"),
        largest=_decimal(found.largest, words),
        index=_decimal(found.consistency_index, words),
        random=_decimal(found.random_index, words),
        ratio=_decimal(found.consistency_ratio, words),
    )
    if found.consistency_ratio is None:
        told += words("ahp.no-ratio", most=len(RANDOM_INDEX))
    elif found.consistency_ratio > CONSISTENT:
        told += words("ahp.contradicts", limit=_decimal(CONSISTENT, words, 2))
    if found.experts:
        ratios = "; ".join(_decimal(each.consistency_ratio, words) for each in found.experts)
        told += words("ahp.experts", count=len(found.experts), ratios=ratios)
    return told


def _decimal(value: float | None, words: Words, decimals: int = 4) -> str:
    return "–" if value is None else words.figure(figure(exact(value), decimals))


def unsourced(card: Card, words: Words) -> str:
    """Which ratings have no source where one is required, as rule A201 finds them."""
    titles = [words.text(node.title) for node in card.unsourced]
    return words("no-source", titles=", ".join(titles)) if titles else ""


def references(assessment: Assessment, words: Words) -> Iterator[tuple[str, str]]:
    """Each source's key and a plain entry."""
    for reference in assessment.sources:
        yield reference.key, entry(reference, words)


def author_and_year(reference: Reference, words: Words) -> str:
    """A source as it is named in a sentence."""
    item = _item(reference)
    return f"{sources.who(item, words)}, {sources.when(item, words)}"


def entry(reference: Reference, words: Words) -> str:
    """A source in words: authors, year, title, where it is, what to mind."""
    item = _item(reference)
    where = csl.plain(item.get("URL")) or csl.page_of(item)
    parts = (sources.entry(item, words), where, csl.note(item, words.language))
    return " ".join(part for part in parts if part)


def _item(reference: Reference) -> dict[str, Any]:
    return {"id": reference.key, "title": reference.title, **(reference.model_extra or {})}

"""Sentences about a result that the terminal and the documents say alike."""

from collections.abc import Iterator

from smartscore.assessment import Assessment, Evidence
from smartscore.outlook import Card, Step
from smartscore.rounding import exact, figure
from smartscore.scorecard import GateOutcome, ScoredNode
from smartscore.words import Words


def heading(assessment: Assessment) -> str:
    """The name of the place and its province."""
    subject = assessment.subject
    return ", ".join(part for part in (subject.name, subject.province) if part)


def circumstances(assessment: Assessment, words: Words) -> Iterator[str]:
    """The plan that was read; when and by whom it was judged."""
    plan = assessment.masterplan
    if plan is not None:
        title = words.text(plan.title)
        if plan.start and plan.until:
            title = words("masterplan-years", title=title, start=plan.start, until=plan.until)
        yield title
    day = words.date(assessment.date)
    rater = assessment.rater
    parts = [rater.name, words.text(rater.role)] if rater else []
    who = ", ".join(part for part in parts if part)
    if rater and rater.side:
        side = words(f"side.{rater.side}")
        who = f"{who} ({side})" if who else side
    yield words("judged-by", date=day, rater=who) if who else words("judged", date=day)


def band_name(node: ScoredNode, words: Words) -> str:
    """The band of a node, or why there is none."""
    if node.band is not None:
        return words.text(node.band.label)
    if node.availability is None:
        return words("not-applicable")
    if node.availability == 0:
        return words("nothing-rated")
    return words("not-enough-rated") if node.withheld else ""


def verdict(card: Card, words: Words) -> Iterator[str]:
    """The whole in sentences: figure, bounds, and how far the bands around it are."""
    whole, outlook = card.scorecard.whole, card.outlook
    low, high = words.figure(whole.printed(whole.low)), words.figure(whole.printed(whole.high))
    if whole.availability is None:
        yield words("figure.not-applicable")
        return
    if whole.score is None:
        yield from _without_score(card, low, high, words)
        return
    score = words.figure(whole.shown)
    if whole.availability == 1:
        yield words("figure.exact", score=score)
    elif whole.low == whole.high:
        yield words("figure.fixed", score=score)
    else:
        yield words("figure.bounds", score=score, low=low, high=high)
    yield from _distances(card, words)
    if outlook.own_band and whole.band and outlook.own_band.code != whole.band.code:
        yield words("figure.capped", band=words.text(outlook.own_band.label))
    if whole.staged_level is not None:
        yield words("figure.staged", level=number(whole.staged_level, words))


def _without_score(card: Card, low: str, high: str, words: Words) -> Iterator[str]:
    whole = card.scorecard.whole
    if whole.value is None and not whole.withheld:
        yield words("figure.none")
    else:
        minimum = words.percent(exact(card.scorecard.rubric.missing.minimum_availability))
        rated = words.percent(whole.availability)
        yield words("figure.withheld", availability=rated, minimum=minimum, low=low, high=high)
    if card.outlook.possible:
        lower, upper = (words.text(band.label) for band in card.outlook.possible)
        key = "figure.possible-one" if lower == upper else "figure.possible"
        yield words(key, lower=lower, upper=upper)


def _distances(card: Card, words: Words) -> Iterator[str]:
    whole, outlook = card.scorecard.whole, card.outlook
    if outlook.next_band and outlook.to_next is not None:
        distance = words.figure(whole.printed(outlook.to_next))
        key = "figure.gated" if outlook.gated else "figure.next"
        yield words(key, distance=distance, band=words.text(outlook.next_band.label))
    elif outlook.own_band:
        yield words("figure.highest", band=words.text(outlook.own_band.label))
    if outlook.own_band and outlook.above_lower is not None:
        band = words.text(outlook.own_band.label)
        if outlook.own_band == card.scorecard.rubric.bands[0]:
            yield words("figure.lowest", band=band)
        elif outlook.above_lower == 0:
            yield words("figure.at-edge", band=band)
        else:
            distance = words.figure(whole.printed(outlook.above_lower))
            yield words("figure.lower", distance=distance, band=band)


def gates(card: Card, words: Words) -> Iterator[tuple[GateOutcome, str]]:
    """Every gate in the card, those of grafted rubrics too, that fired or may yet fire."""
    for node in card.scorecard.whole.walk():
        for outcome in node.gates:
            if outcome.state != "passed":
                yield outcome, _gate(outcome, node, words)


def _gate(outcome: GateOutcome, node: ScoredNode, words: Words) -> str:
    watched = next(n for n in node.walk() if n.code == outcome.gate.when)
    cap = next(band for band in node.owner.bands if band.code == outcome.gate.cap)
    return words(
        f"gate.{outcome.state}",
        watched=words.text(outcome.watched),
        below=number(outcome.gate.below, words),
        cap=words.text(cap.label),
        low=words.figure(watched.printed(watched.low)),
        high=words.figure(watched.printed(watched.high)),
    )


def contested(node: ScoredNode, words: Words) -> str:
    """How the evidence on a contested indicator divides."""
    evidence = node.rating.evidence if node.rating else ()
    supports = sum(e.direction == "supports" for e in evidence)
    return words(
        "contested.line",
        title=words.text(node.title),
        supports=supports,
        hinders=len(evidence) - supports,
    )


def unknown(node: ScoredNode, words: Words) -> str:
    """An unknown indicator and how much of the whole it weighs."""
    weight = words("unknown.weight", share=words.percent(node.effective_weight))
    return f"{words.text(node.title)}, {weight}"


def unknown_by_child(whole: ScoredNode, words: Words) -> Iterator[str]:
    """How many indicators are unknown in each part of the whole."""
    for child in whole.children:
        inside = list(child.indicators())
        if count := sum(node.status == "unknown" for node in inside):
            name = words.text(child.title)
            yield words("unknown.group", title=name, count=count, total=len(inside))


def step(step: Step, card: Card, words: Words) -> str:
    """A step and what it would add."""
    assert step.node.rating is not None
    assert step.node.rating.level is not None
    return words(
        "step.line",
        gain=words.figure(figure(step.gain, max(1, card.scorecard.rubric.display.decimals))),
        title=words.text(step.node.title),
        **{"from": number(step.node.rating.level, words), "to": number(step.level, words)},
    )


def level(node: ScoredNode, words: Words) -> str:
    """What was found about an indicator: its level and that level's label, or why there is none."""
    rating = node.rating
    if rating is None:
        return words("detail.not-yet")
    if rating.level is None:
        return words("detail.unknown" if rating.unknown is not None else "detail.not-applicable")
    scale = node.owner.scale
    label = next(words.text(p.label) for p in scale if p.points == rating.level)
    highest = number(scale[-1].points, words)
    return words("detail.level", level=number(rating.level, words), highest=highest, label=label)


def source(evidence: Evidence, words: Words) -> str:
    """Which source, and where in it."""
    at = words.text(evidence.at)
    return f"{evidence.cite}, {at}" if at else evidence.cite


def number(value: int | float, words: Words) -> str:
    """A number of a file as a reader of the language writes it."""
    return words.figure(str(int(value)) if value == int(value) else repr(value))


def unsourced(card: Card) -> int:
    """How many ratings above the lowest level have no source where one is required."""
    count = 0
    for node in card.scorecard.whole.indicators():
        rating, owner = node.rating, node.owner
        if rating is None or rating.level is None or rating.evidence:
            continue
        required = owner.evidence == "required"
        count += required and rating.level > owner.scale[0].points
    return count

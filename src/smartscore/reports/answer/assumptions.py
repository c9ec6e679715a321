"""What is assumed to be uncertain, in words."""

from collections.abc import Iterator, Sequence

from smartscore.engine.card import Card
from smartscore.engine.measures import OnLevels
from smartscore.engine.sampled import InSample
from smartscore.model.fields import shown
from smartscore.studies.assumptions import CONFIDENCE, Assumptions, compared
from smartscore.words import Words


def assuming(assumed: Assumptions, cards: Sequence[Card], words: Words) -> str:
    """The assumptions of draws of some cards, sentence by sentence."""
    return " ".join(_sentences(assumed, cards, words))


def _sentences(assumed: Assumptions, cards: Sequence[Card], words: Words) -> Iterator[str]:
    yield words("assumed.draws", draws=words.count(assumed.draws), seed=assumed.seed)
    yield from _weights(assumed, cards, words)
    yield from _ratings(assumed, cards, words)
    if any("unknown" in card.statuses for card in cards):
        yield words("assumed.unknown" if assumed.unknown else "assumed.unknown-as-scored")
        if assumed.unknown and any(map(_is_open_in_sample, cards)):
            yield words("assumed.unknown-sample")
    if assumed.aggregates:
        yield words("assumed.aggregates")


def _weights(assumed: Assumptions, cards: Sequence[Card], words: Words) -> Iterator[str]:
    if assumed.weights is None:
        yield words("assumed.weights-none")
    elif assumed.weights == "free":
        yield words("assumed.weights-free")
    elif assumed.weights == "experts":
        yield words("assumed.weights-experts")
        others = (card for card in cards if not compared(card.tree))
        if without := dict.fromkeys(words.text(card.rubric.title) for card in others):
            yield words("assumed.weights-no-experts", rubrics=", ".join(without))
    else:
        yield words("assumed.weights", cv=words.figure(shown(assumed.weights)))


def _ratings(assumed: Assumptions, cards: Sequence[Card], words: Words) -> Iterator[str]:
    if assumed.ratings is None:
        yield words("assumed.ratings-none")
        return
    rated = [n.place.measure for c in cards for n in c.indicators if n.status == "rated"]
    in_sample = [measure for measure in rated if isinstance(measure, InSample)]
    if in_sample:
        yield words("assumed.ratings-sample")
    if len(in_sample) == len(rated) > 0:
        return
    if assumed.ratings == "confidence":
        parts = {level or "unsaid": _percent(part, words) for level, part in CONFIDENCE.items()}
        yield words("assumed.ratings-confidence", **parts)
    else:
        yield words("assumed.ratings", part=_percent(float(assumed.ratings), words))
    if any(not isinstance(measure, OnLevels | InSample) for measure in rated):
        yield words("assumed.steps")


def _is_open_in_sample(card: Card) -> bool:
    """Whether something is unknown that counts by its sample."""
    return any(isinstance(node.place.measure, InSample) for node in card.unknown)


def _percent(part: float, words: Words) -> str:
    return words.figure(f"{shown(round(part * 100, 6)).removesuffix('.0')}%")

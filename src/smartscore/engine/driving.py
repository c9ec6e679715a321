"""What carries a score, and what it lacks most: its indicators by what they bring and what not."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from smartscore.arithmetic.numbers import exact
from smartscore.engine.card import Card
from smartscore.engine.facts import Part
from smartscore.engine.scored import ScoredNode


class Share(NamedTuple):
    """What a rated indicator brings to the whole, and what it would bring more at its highest.

    Both are on the display scale of the whole, counted from its lowest point, with the weights as
    they count without what is unknown. Brought together by all they make up the score, and lacked
    by all the rest of the scale.
    """

    node: ScoredNode
    brings: Fraction
    lacks: Fraction


def shares(card: Card) -> tuple[Share, ...]:
    """What each rated indicator brings and lacks, in the order of the rubric.

    Empty where there is no score, and where a mean is not arithmetic, so that nothing adds up.
    """
    whole = card.whole
    if whole.score is None or any(step.method != "arithmetic" for step in card.tree.steps):
        return ()
    span = exact(whole.display.max) - exact(whole.display.min)
    reached: list[Fraction] = [Fraction(1)] * len(card.nodes)
    for node in card.nodes:
        for child in node.place.children:
            reached[child] = reached[node.place.index] * (card.counted[child] or 0)
    return tuple(
        Share(node, weight * span * value, weight * span * (1 - value))
        for node in card.indicators
        if (value := node.value) is not None and (weight := reached[node.place.index])
    )


class Missing(NamedTuple):
    """A part of the whole in which something is unknown, and the applicable weight of that."""

    part: Part
    share: Fraction


def missing(card: Card) -> tuple[Missing, ...]:
    """The parts in which something is unknown, where that weighs most first; shares from 0 to 1."""
    found = [
        Missing(part, sum((_weight(card, node) for node in part.unknown), Fraction(0)))
        for part in card.unknown_parts
    ]
    return tuple(sorted(found, key=lambda each: -each.share))


def _weight(card: Card, node: ScoredNode) -> Fraction:
    return card.line(node).weight


def extremes(card: Card) -> tuple[ScoredNode, ScoredNode] | None:
    """The rated indicators of the highest and of the lowest value; None where all are alike."""
    rated = [node for node in card.indicators if node.status == "rated" and node.effective_weight]
    values = [node.value for node in rated if node.value is not None]
    if len(set(values)) < 2:
        return None
    top, bottom = max(values), min(values)
    return (
        next(node for node in rated if node.value == top),
        next(node for node in rated if node.value == bottom),
    )


def main(cards: Sequence[Card]) -> Card:
    """The card that takes in most of the others; the first, where none takes in more."""
    codes = {card.rubric.code for card in cards}

    def taken(card: Card) -> int:
        return len(codes & {rubric.code for rubric in card.tree.rubrics()})

    return max(cards, key=taken)

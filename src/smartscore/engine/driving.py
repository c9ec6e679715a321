"""What carries a score, and what it lacks most: its indicators by what they bring and what not."""

from fractions import Fraction
from typing import NamedTuple

from smartscore.arithmetic.numbers import exact
from smartscore.engine.card import Card
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

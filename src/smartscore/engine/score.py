"""Ratings held against a tree: what each is worth, the value of every node, and both bounds."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from smartscore.engine.card import Card
from smartscore.engine.evaluation import evaluate
from smartscore.engine.facts import Status, Values
from smartscore.engine.measures import ONE
from smartscore.engine.tree import Tree
from smartscore.model.assessment import Rating

if TYPE_CHECKING:
    from fractions import Fraction

Ratings = Mapping[str, Mapping[str, Rating | None] | None]
"""What was found, by the code of the rubric in which an indicator is written, then by its own."""


def score(tree: Tree, ratings: Ratings) -> Card:
    """Score one rubric. The ratings have been checked against it: `read/assessments` does so.

    Nothing is rounded. An unknown rating is left out of the score, or counts as its lowest where
    the rubric says `treat: worst`; for the bounds it lies at its lowest and at its highest.
    """
    found: list[Rating | None] = []
    statuses: list[Status] = []
    clipped: list[bool] = []
    values: list[Fraction | None] = []
    lows: list[Fraction | None] = []
    highs: list[Fraction | None] = []
    for index in tree.leaves:
        node = tree.nodes[index]
        measure = node.measure
        assert measure is not None
        rating = (ratings.get(node.owner.code) or {}).get(node.code)
        found.append(rating)
        value = low = high = None
        is_clipped = False
        status: Status = "unknown"
        if rating is not None and rating.not_applicable is not None:
            status = "not_applicable"
        elif rating is not None and (measured := measure.measured(rating)) is not None:
            status = "rated"
            value = low = high = measured.value
            is_clipped = measured.clipped
        else:
            low, high = measure.lowest, ONE
            value = low if node.missing.treat == "worst" else None
        statuses.append(status)
        clipped.append(is_clipped)
        values.append(value)
        lows.append(low)
        highs.append(high)
    whole = evaluate(tree, values)
    below = evaluate(tree, lows)
    held = lowered(below, whole)
    return Card(
        tree,
        tuple(found),
        tuple(statuses),
        tuple(clipped),
        whole,
        held.lows if held else below,
        evaluate(tree, highs),
        held.nodes if held else frozenset(),
        below,
    )


def ratings_of(card: Card) -> dict[str, dict[str, Rating | None]]:
    """The ratings of a card, as they can be scored again."""
    found: dict[str, dict[str, Rating | None]] = {}
    for node in card.indicators:
        found.setdefault(node.owner.code, {})[node.code] = node.rating
    return found


class Held(NamedTuple):
    """Lower bounds of which none is above the score that stands.

    `nodes` are the places in the tree where the mean of the bounds beneath would be above it.
    """

    lows: Values
    nodes: frozenset[int]


def lowered(lows: Values, values: Values) -> Held | None:
    """Lower bounds of which none is above the score that stands; None where none is anyway.

    Only where floors differ, from other floors or from measures that have none, can a score lie
    below what its unknown part allows (docs/method.md, section 6). The bounds above take no part in
    that: no rating could bring them there.
    """
    pairs = enumerate(zip(lows, values, strict=True))
    nodes = [i for i, (low, v) in pairs if low is not None and v is not None and v < low]
    if not nodes:
        return None
    held = list(lows)
    for index in nodes:
        held[index] = values[index]
    return Held(held, frozenset(nodes))

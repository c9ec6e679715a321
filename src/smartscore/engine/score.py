"""Ratings held against a tree: what each is worth, the value of every node, and both bounds."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from smartscore.engine.card import Card
from smartscore.engine.evaluation import evaluate
from smartscore.engine.facts import Status, Values
from smartscore.engine.sampled import LeftOut
from smartscore.engine.tree import Node, Tree
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
    worths: list[Reckoned] = []
    for index in tree.leaves:
        node = tree.nodes[index]
        rating = (ratings.get(node.owner.code) or {}).get(node.code)
        found.append(rating)
        worths.append(reckoned(node, rating))
    statuses, clipped, values, lows, highs = zip(*worths, strict=True) if worths else ((),) * 5
    facts = (tuple(found), statuses, clipped)
    return _carded(tree, *facts, evaluate(tree, values), lows, highs)


class Reckoned(NamedTuple):
    """What an indicator is worth, from 0 to 1: where it counts, and at its lowest and highest.

    All three are None where it does not apply, `value` alone where it is unknown and not counted.
    `clipped` says that a number lay outside its goalposts.
    """

    status: Status
    clipped: bool
    value: "Fraction | None" = None
    low: "Fraction | None" = None
    high: "Fraction | None" = None


_NOT_APPLICABLE: Final = Reckoned("not_applicable", clipped=False)


def reckoned(node: Node, rating: Rating | None) -> Reckoned:
    """What a rating of an indicator is worth; None and a rating without a finding are unknown."""
    measure = node.measure
    assert measure is not None
    if rating is not None and rating.not_applicable is not None:
        return _NOT_APPLICABLE
    if isinstance(measure, LeftOut):
        return _NOT_APPLICABLE
    if rating is not None and (measured := measure.measured(rating)) is not None:
        value: Fraction | None = measured.value
        return Reckoned("rated", measured.clipped, value, value, value)
    low, high = measure.lowest, measure.highest
    value = low if node.missing.treat == "worst" else None
    return Reckoned("unknown", clipped=False, value=value, low=low, high=high)


def _carded(
    tree: Tree,
    ratings: tuple[Rating | None, ...],
    statuses: tuple[Status, ...],
    clipped: tuple[bool, ...],
    whole: Values,
    lows: Values,
    highs: Values,
) -> Card:
    """The card of what each indicator is worth; bounds are still those of indicators alone."""
    below, above = evaluate(tree, lows), evaluate(tree, highs)
    held, high = lowered(below, whole), lifted(above, whole)
    return Card(
        tree,
        ratings,
        statuses,
        clipped,
        whole,
        held.bounds if held else below,
        high.bounds if high else above,
        held.nodes if held else frozenset(),
        high.nodes if high else frozenset(),
        below,
        above,
    )


def varied(card: Card, worths: Mapping[int, "Fraction | None"]) -> Card:
    """The card where some indicators, by their places among all, are worth something else.

    None leaves one out, as if it were not applicable. Ratings and evidence stay as they are.
    """
    leaves, statuses = card.tree.leaves, list(card.statuses)
    columns = (card.values, card.lowest_values, card.highest_values)
    values, lows, highs = ([column[index] for index in leaves] for column in columns)
    for place, worth in worths.items():
        values[place] = lows[place] = highs[place] = worth
        statuses[place] = "not_applicable" if worth is None else "rated"
    whole = evaluate(card.tree, values)
    return _carded(card.tree, card.ratings, tuple(statuses), card.clipped, whole, lows, highs)


def ratings_of(card: Card) -> dict[str, dict[str, Rating | None]]:
    """The ratings of a card, as they can be scored again."""
    found: dict[str, dict[str, Rating | None]] = {}
    for node in card.indicators:
        found.setdefault(node.owner.code, {})[node.code] = node.rating
    return found


class Held(NamedTuple):
    """Bounds on one side, of which none leaves out the score that stands.

    `nodes` are the places in the tree where the mean of the bounds beneath would leave it out.
    """

    bounds: Values
    nodes: frozenset[int]


def lowered(lows: Values, values: Values) -> Held | None:
    """Lower bounds of which none is above the score that stands; None where none is anyway.

    Only where floors differ, from other floors or from measures that have none, can a score lie
    below what its unknown part allows (docs/method.md, section 6). The bounds above take no part in
    that: no rating could bring them there.
    """
    pairs = enumerate(zip(lows, values, strict=True))
    nodes = [i for i, (low, v) in pairs if low is not None and v is not None and v < low]
    return _held(lows, values, nodes)


def lifted(highs: Values, values: Values) -> Held | None:
    """Upper bounds of which none is below the score that stands; None where none is anyway.

    Only over a sample, whose best number may be worth less than what is rated beside it, can a
    score lie above what its unknown part allows.
    """
    pairs = enumerate(zip(highs, values, strict=True))
    nodes = [i for i, (high, v) in pairs if high is not None and v is not None and v > high]
    return _held(highs, values, nodes)


def _held(bounds: Values, values: Values, nodes: list[int]) -> Held | None:
    if not nodes:
        return None
    held = list(bounds)
    for index in nodes:
        held[index] = values[index]
    return Held(held, frozenset(nodes))

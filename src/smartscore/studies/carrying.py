"""Ratings that were given under one version of a rubric, read by another one."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, NamedTuple

from smartscore.engine.card import Card
from smartscore.engine.rubric_change import compare
from smartscore.engine.rubric_change.rated import touched
from smartscore.engine.score import score
from smartscore.engine.scored import ScoredNode
from smartscore.engine.tree import Node, Tree
from smartscore.model.rubric import Indicator, Rubric

if TYPE_CHECKING:
    from smartscore.model.assessment import Rating

Why = Literal["gone", "measured"]


class Left(NamedTuple):
    """An indicator whose rating another version can't read, and why.

    The version has no such indicator (`gone`), or measures it otherwise (`measured`): by levels of
    another scale, in another unit, by other items or other answers.
    """

    node: ScoredNode
    why: Why


class Carried(NamedTuple):
    """Ratings scored by another version, and those that it can't read, which are unknown there."""

    card: Card
    left: tuple[Left, ...]


def carried(old: Card, tree: Tree, others: Iterable[Card] = ()) -> Carried:
    """The ratings of a card scored by another version of its rubric.

    `others` are cards of the same assessment: what the newer version takes in may be rated there.
    A rating is read as it stands, whatever a level is described by now.
    """
    known: dict[tuple[str, str], ScoredNode] = {}
    for card in (old, *others):
        for node in card.indicators:
            known.setdefault((node.owner.code, node.code), node)
    ratings: dict[str, dict[str, Rating | None]] = {}
    unread: dict[tuple[str, str], Left] = {}
    asked = set()
    for place in tree.indicators():
        group = place.owner.code, place.code
        asked.add(group)
        was = known.get(group)
        if was is None or was.rating is None:
            continue
        if was.status == "rated" and not measures_alike(was.place, place):
            unread[group] = Left(was, "measured")
            continue
        ratings.setdefault(place.owner.code, {})[place.code] = was.rating
    for node in old.indicators:
        group = node.owner.code, node.code
        if node.status == "rated" and group not in asked:
            unread[group] = Left(node, "gone")
    return Carried(score(tree, ratings), tuple(unread.values()))


def measures_alike(one: Node, other: Node) -> bool:
    """Whether a rating of one indicator says the same as one of the other.

    What a rating is worth, by floors, goalposts or weights of items, can differ all the same.
    """
    old, new = one.indicator, other.indicator
    assert old is not None
    assert new is not None
    return old.measure == new.measure and _answers(old, one.owner) == _answers(new, other.owner)


def _answers(indicator: Indicator, rubric: Rubric) -> object:
    """What a rating of an indicator can be: levels, a unit, items, or answers."""
    if indicator.quantity is not None:
        return indicator.quantity.unit, indicator.quantity.over
    if indicator.checklist is not None:
        return {item.code for item in indicator.checklist}
    if indicator.survey is not None:
        return indicator.survey.min, indicator.survey.max
    return {point.points for point in rubric.scale}


def described_otherwise(old: Card, now: Card) -> tuple[ScoredNode, ...]:
    """The indicators, rated then, of which some level or item is described otherwise now."""
    found = {(n.owner.code, n.code): n for n in old.indicators if n.status == "rated"}
    changes = compare(old.tree, now.tree)
    asked = touched(old.tree, now.tree, changes, found).groups["asked"]
    return tuple(found[group] for group in asked)

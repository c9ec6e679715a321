"""What plans bring: each alone, and all of them together. Facts, no words."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal, NamedTuple

from smartscore.arithmetic.numbers import half_up
from smartscore.engine.card import Card
from smartscore.engine.score import Ratings, ratings_of, score
from smartscore.engine.scored import ScoredNode
from smartscore.engine.steps import Raising
from smartscore.model.assessment import Plan

Raised = Literal["score", "low"]


class Action(NamedTuple):
    """A plan of an indicator, and what it brings if nothing else changes.

    `gain` is by how much it raises the whole, on its display scale: the score, or the lower bound
    (`raises` is `low`) where there is no score yet or the indicator is unknown, so that a score
    with it would rest on more than the one without. That bound is the one before a score that lies
    below it, possible where floors differ, holds it down. None where it can not be told in good
    time: beneath means over very many that are not arithmetic.
    """

    node: ScoredNode
    plan: Plan
    gain: Fraction | None
    raises: Raised


class Planned(NamedTuple):
    """The plans of a card, what brings most first, and the card as it would be after them all."""

    actions: tuple[Action, ...]
    before: Card
    after: Card

    @property
    def raises(self) -> Raised:
        """Whether the gain of all is one of the score, or of the lower bound, as with each."""
        low = any(action.raises == "low" for action in self.actions)
        return "low" if low or self.before.whole.score is None else "score"

    @property
    def gain(self) -> Fraction | None:
        """By how much all plans together raise the whole, on its display scale."""
        ends = [getattr(card.whole, self.raises) for card in (self.before, self.after)]
        return None if None in ends else ends[1] - ends[0]

    @property
    def shown_gain(self) -> Fraction | None:
        """The same between the two figures as they are printed, which stand beside it."""
        ends = [getattr(card.whole, self.raises) for card in (self.before, self.after)]
        decimals = self.before.whole.display.decimals
        return None if None in ends else half_up(ends[1], decimals) - half_up(ends[0], decimals)


def planned(card: Card) -> Planned:
    """The plans of a card. What is not applicable has none (rule A232)."""
    found: dict[tuple[str, str], list[ScoredNode]] = {}
    for node in card.indicators:
        if _plan(node) is not None:
            found.setdefault((node.owner.code, node.code), []).append(node)
    kinds: tuple[Raised, ...] = ("low",) if card.whole.score is None else ("low", "score")
    raising = {kind: Raising(card, kind) for kind in kinds}
    actions = [_action(card, nodes, raising) for nodes in found.values()]
    actions.sort(key=lambda action: (action.gain is None, -(action.gain or 0)))
    done = [nodes[0] for nodes in found.values()]
    return Planned(tuple(actions), card, score(card.tree, _ratings(card, done)))


def _action(card: Card, nodes: list[ScoredNode], raising: Mapping[Raised, Raising]) -> Action:
    """The plan of an indicator, which may stand at several places of the tree."""
    node, plan = nodes[0], _plan(nodes[0])
    assert plan is not None
    assert node.place.measure is not None
    raises: Raised = "score" if "score" in raising and node.status == "rated" else "low"
    if len(nodes) > 1:
        after = score(card.tree, _ratings(card, [node]))
        ends = [getattr(each.whole, raises) for each in (card, after)]
        return Action(node, plan, None if None in ends else ends[1] - ends[0], raises)
    measured = node.place.measure.measured(plan.target)
    gain = None if measured is None else raising[raises].gain(node, measured.value)
    return Action(node, plan, gain, raises)


def _plan(node: ScoredNode) -> Plan | None:
    return None if node.rating is None or node.status == "not_applicable" else node.rating.plan


def _ratings(card: Card, done: list[ScoredNode]) -> Ratings:
    """The ratings of a card, with the targets of some plans in the place of what is now."""
    ratings = ratings_of(card)
    for node in done:
        plan = _plan(node)
        ratings[node.owner.code][node.code] = plan.target if plan else node.rating
    return ratings

"""The way to a target, held to what trying every way finds."""

import random
from fractions import Fraction
from itertools import chain, combinations, product
from typing import Any

import pytest

from smartscore.arithmetic.numbers import exact
from smartscore.engine.card import Card
from smartscore.engine.score import ratings_of, score
from smartscore.engine.scored import ScoredNode
from smartscore.model.assessment import Rating
from smartscore.studies.targets import Course, aimed
from smartscore.studies.targets.goals import Goal
from smartscore.studies.targets.raises import By

from .building import dimension, indicator, rubric, scored

BANDS = [
    {"code": "low", "from": 0, "label": "Low"},
    {"code": "middle", "from": 40, "label": "Middle"},
    {"code": "high", "from": 70, "label": "High"},
]
MEANS = ["arithmetic", "arithmetic", "geometric", "harmonic", "minimum", "maximum"]


def _case(seed: int) -> tuple[Card, Goal]:
    """A small rubric with ratings, and a target, of chance; some of it weighs nothing."""
    chance = random.Random(seed)
    dimensions, ratings = [], {}
    for d in range(chance.randint(1, 3)):
        inside = []
        for i in range(chance.randint(1, 2 if d else 3)):
            code = f"i{d}{i}"
            inside.append(_indicator(chance, code))
            ratings[code] = _rating(chance, inside[-1])
        aggregate = chance.choice(MEANS)
        dimensions.append(
            dimension(f"d{d}", *inside, weight=chance.choice([0, 1, 2, 3]), aggregate=aggregate)
        )
    gates = [
        {"when": each, "below": chance.choice([30, 50, 60]), "cap": cap, "because": "so"}
        for each, cap in (("d0", "low"), ("i00", "middle"))
        if chance.random() < 0.5
    ]
    more: dict[str, Any] = {"scale": [{"points": n, "label": "L"} for n in (1, 2, 4)]}
    if chance.random() < 0.2:
        more["missing"] = {"treat": "worst"}
    own = rubric(
        *dimensions,
        bands=BANDS,
        gates=gates,
        aggregate=chance.choice(MEANS),
        display={"min": 0, "max": 100, "decimals": chance.choice([0, 1])},
        **more,
    )
    figure = Fraction(chance.randint(20, 100)) if chance.random() < 0.3 else None
    band = None if figure is not None and chance.random() < 0.7 else chance.choice([1, 2])
    staged = Fraction(2) if chance.random() < 0.25 else None
    return scored(own, ratings), Goal(band=band, figure=figure, staged=staged)


def _indicator(chance: random.Random, code: str) -> dict[str, Any]:
    weight = chance.randint(1, 3)
    if chance.random() < 0.25:
        items = [{"code": f"x{n}", "text": "X", "weight": chance.randint(1, 2)} for n in range(3)]
        return {"code": code, "title": code, "weight": weight, "checklist": items}
    levels = {"1": "none", "2": "some", "4": "all"}
    floor = {"floor": 0} if chance.random() < 0.3 else {}
    return indicator(code, weight=weight, **floor) | {"levels": levels}


def _rating(chance: random.Random, asked: dict[str, Any]) -> Any:
    if chance.random() < 0.15:
        return {"unknown": "searched"}
    if chance.random() < 0.05:
        return {"not_applicable": "no sea"}
    if "checklist" in asked:
        return {"met": [f"x{n}" for n in range(3) if chance.random() < 0.4]}
    now = chance.choice([1, 1, 2, 4])
    if now == 4 or chance.random() < 0.5:
        return {"level": now}
    target = chance.choice([n for n in (2, 4) if n > now])
    return {"level": now, "plan": {"level": target, "effort": chance.choice([0, 1, 2, 2.5, 3])}}


def _targets(node: ScoredNode) -> list[tuple[Rating, int]]:
    """Every rating that an indicator could have that is not worse, with the raises it takes."""
    rating = node.rating
    if node.status != "rated" or rating is None:
        return []
    if rating.level is not None:
        points = [p.points for p in node.owner.scale]
        return [
            (Rating(level=p), points.index(p) - points.index(rating.level))
            for p in points
            if p >= rating.level
        ]
    assert node.indicator is not None
    met = rating.met or ()
    rest = [i.code for i in node.indicator.checklist or () if i.code not in met]
    some = chain.from_iterable(combinations(rest, n) for n in range(len(rest) + 1))
    return [(Rating(met=(*met, *more)), len(more)) for more in some]


def _cost(node: ScoredNode, rating: Rating, raises: int, by: By) -> tuple[Fraction, ...]:
    one, many = Fraction(raises > 0), Fraction(raises)
    if by == "raises":
        return many, one
    if by == "ratings":
        return one, many
    assert node.rating is not None
    assert node.place.measure is not None
    plan, worth = node.rating.plan, node.place.measure.measured
    zero = Fraction(0)
    if plan is None or plan.effort is None:
        return many, zero, many, one
    now, then, there = (worth(r) for r in (node.rating, plan.target, rating))
    assert now is not None
    assert then is not None
    assert there is not None
    part = (there.value - now.value) / (then.value - now.value)
    return zero, exact(plan.effort) * part, many, one


def _sum(costs: list[tuple[Fraction, ...]]) -> tuple[Fraction, ...]:
    return tuple(sum(column, Fraction(0)) for column in zip(*costs, strict=True))


def _everything(
    card: Card, goal: Goal, by: By
) -> list[tuple[tuple[Fraction, ...], Fraction | None]]:
    """The cost and the figure of every way to the goal."""
    moved = [node for node in card.indicators if _targets(node)]
    found = []
    for each in product(*(_targets(node) for node in moved)):
        ratings = ratings_of(card)
        costs = []
        for node, (rating, raises) in zip(moved, each, strict=True):
            ratings[node.owner.code][node.code] = rating
            costs.append(_cost(node, rating, raises, by))
        after = score(card.tree, ratings)
        if goal.is_met(after):
            found.append((_sum(costs), after.whole.value))
    return found


def _paid(course: Course, by: By) -> tuple[Fraction, ...]:
    costs = [_cost(lift.node, lift.rating, lift.raises, by) for lift in course.lifts]
    return _sum(costs)


@pytest.mark.parametrize("by", ["raises", "ratings", "effort"])
def test_the_course_is_the_cheapest_of_all(by):
    states: dict[str, int] = {}
    for seed in range(200):
        card, goal = _case(seed)
        aim = aimed(card, goal, by)
        states[aim.state] = states.get(aim.state, 0) + 1
        if aim.state in ("there", "withheld"):
            assert goal.is_met(card) == (aim.state == "there")
            continue
        every = _everything(card, goal, by)
        if not every:
            assert aim.state in ("beyond", "no-staged"), seed
            continue
        cheapest = min(cost for cost, _ in every)
        assert aim.course is not None, seed
        assert aim.proved
        assert goal.is_met(aim.course.after), seed
        assert _paid(aim.course, by) == cheapest, seed
        brings = max(value or Fraction(0) for cost, value in every if cost == cheapest)
        assert aim.course.after.whole.value == brings, seed
        for other in aim.others:
            assert goal.is_met(other.after), seed
            assert _paid(other, by) == cheapest, seed
    assert states["found"] > 60
    assert states["beyond"] > 3


@pytest.mark.parametrize("by", ["raises", "ratings", "effort"])
def test_all_ways_that_cost_the_same_are_counted(by):
    several = lists = spread = 0
    for seed in range(200):
        card, goal = _case(seed)
        aim = aimed(card, goal, by)
        if aim.course is None:
            continue
        every = _everything(card, goal, by)
        cheapest = min(cost for cost, _ in every)
        count = sum(cost == cheapest for cost, _ in every)
        assert aim.count == count, seed
        few = sum(cost[0] == cheapest[0] for cost, _ in every) if by == "raises" else count
        if by != "effort":
            assert aim.as_few == few, seed
        if aim.spread is not None:
            assert goal.is_met(aim.spread.after), seed
            assert aim.spread.raises == aim.course.raises, seed
            assert len(aim.spread.lifts) > len(aim.course.lifts), seed
            spread += 1
        listed = any(n.indicator and n.indicator.checklist for n in card.indicators)
        assert len(aim.others) == min(count - 1, 10) or (listed and len(aim.others) < count), seed
        several += count > 1
        lists += listed and count > 1
    assert several > 5
    assert lists > 3
    assert spread > 3 or by != "raises"

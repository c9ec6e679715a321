"""What it takes to reach a target: the cheapest raises of ratings, and what can not be reached.

Unknown ratings stay unknown, so the target is one of the score; what it comes to at least is said
by the lower bound of the card after the raises. docs/method.md says how the search is exact.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final, Literal, NamedTuple

from smartscore.arithmetic.numbers import exact
from smartscore.engine.asking import Ask
from smartscore.engine.card import Card
from smartscore.engine.measures import OnChecklist, met_items
from smartscore.engine.score import ratings_of, score
from smartscore.engine.scored import ScoredNode
from smartscore.model.assessment import Assessment, Rating
from smartscore.studies.targets.goals import Goal, can_be_staged, points_of
from smartscore.studies.targets.raises import By, Raisable, Raise, grid, measured, number_rated
from smartscore.studies.targets.raises import raisable as _raisable
from smartscore.studies.targets.search import Chosen, cheapest

LISTED: Final = 10
"""So many other courses that cost the same are worked out; more are counted."""

Ratings = dict[str, dict[str, Rating | None]]


class Lift(NamedTuple):
    """A rating that is raised in a course.

    `rating` is the least that is enough; `raises` counts levels, items, or quarters of the way that
    are begun. `effort` is pro rata of the plan of the indicator, None where it has none. `items`
    are those of a checklist that are to be met, and `or_else` others that weigh as much as the
    least of them.
    """

    node: ScoredNode
    rating: Rating
    raises: int
    effort: Fraction | None
    items: tuple[str, ...] = ()
    or_else: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Course:
    """Raises that reach the target together, and the card as it is after them."""

    lifts: tuple[Lift, ...]
    after: Card

    @property
    def key(self) -> frozenset[tuple[int, int, tuple[str, ...]]]:
        """What it raises and how far: the same for two that differ in numbers alone."""
        return frozenset((x.node.place.index, x.raises, x.items) for x in self.lifts)

    @property
    def raises(self) -> int:
        """How many raises there are: levels, items, begun quarters."""
        return sum(lift.raises for lift in self.lifts)

    @property
    def effort(self) -> Fraction | None:
        """What those take together that have an effort; None where none has."""
        known = [lift.effort for lift in self.lifts if lift.effort is not None]
        return sum(known, Fraction(0)) if known else None

    @property
    def without_effort(self) -> int:
        """How many of the ratings have no effort."""
        return sum(lift.effort is None for lift in self.lifts)


State = Literal["there", "found", "withheld", "beyond", "no-staged"]


@dataclass(frozen=True, eq=False)
class Aim:
    """What came of a target for one card.

    `state` is `there` where the card has reached it, `withheld` where there is no score yet and
    `needed` lists what to rate first, `found` with the best `course` and `others` that cost the
    same, `beyond` where nothing reaches it, and `no-staged` where one is asked for and there is no
    staged level. `best` is the card with everything that is rated at its best, as far as a target
    can be looked for at all. `count` is the number of courses that cost the same as the best, that
    one among them; None where they are too many to count. `as_few` is the number of those that
    take as few raises, however many ratings they raise, and `spread` one of them in small steps on
    more ratings; where raises are not what counts first, `as_few` is `count`. `proved` says that
    none is cheaper.
    """

    card: Card
    goal: Goal
    by: By
    state: State
    best: Card
    needed: tuple[Ask, ...] = ()
    course: Course | None = None
    others: tuple[Course, ...] = ()
    count: int | None = 0
    proved: bool = True
    as_few: int | None = 0
    spread: Course | None = None

    @property
    def certain(self) -> bool:
        """Whether a band or a figure is reached whatever the unknown ratings turn out to be."""
        whole, goal = self.card.whole, self.goal
        capped = (
            watch.cap < goal.band
            for watch, outcome in zip(whole.place.watches, whole.gates, strict=True)
            if goal.band is not None and outcome.state != "passed"
        )
        return (
            goal.staged is None
            and not any(capped)
            and goal.value_meets(whole.place, whole.low_value)
        )


@dataclass(frozen=True, eq=False)
class Aims:
    """What came of a target for the cards of an assessment that have such a target."""

    assessment: Assessment
    aims: tuple[Aim, ...]

    def __iter__(self) -> Iterator[Aim]:
        """What came of it for each card, in their order."""
        return iter(self.aims)

    def __len__(self) -> int:
        """How many cards were asked."""
        return len(self.aims)

    def __getitem__(self, code: str) -> Aim:
        """What came of it for the rubric of a code; raises KeyError where it was not asked."""
        for aim in self.aims:
            if aim.card.rubric.code == code:
                return aim
        raise KeyError(f"no rubric {code!r} here; {', '.join(a.card.rubric.code for a in self)}")

    def to_dict(self) -> dict[str, Any]:
        """The same as `plan/1`, which `plan --format json` writes: plain data."""
        from smartscore.studies.targets.record import plan

        return plan(self.assessment, self.aims)


def aimed(card: Card, goal: Goal, by: By | None = None) -> Aim:
    """The way of a card to a goal.

    `by` says what is to be as little as possible; without it that is effort, where a plan of what
    can be raised says one, else raises.
    """
    raisables = _raisables(card, by or "effort")
    if by is None:
        by = "effort" if any(each.rate is not None for each in raisables) else "raises"
    best = _after(card, {each: each.ways[-1] for each in raisables})
    if goal.is_met(card):
        return Aim(card, goal, by, "there", best)
    if goal.figure is not None and goal.figure > exact(card.whole.display.max):
        return Aim(card, goal, by, "beyond", best)
    if card.whole.score is None and (goal.band is not None or goal.figure is not None):
        return Aim(card, goal, by, "withheld", best, card.asking.needed)
    if goal.staged is not None and not can_be_staged(card):
        return Aim(card, goal, by, "no-staged", best)
    unstaged = goal.staged is not None and (
        max(points_of(card)) < goal.staged or _has_unknown(card)
    )
    found = None if unstaged else cheapest(card, goal, raisables, by)
    if found is None:
        return Aim(card, goal, by, "beyond", best)
    courses: dict[frozenset[tuple[int, int, tuple[str, ...]]], Course] = {}
    for choice in found.choices:
        if len(courses) <= LISTED:
            course = _course(card, goal, raisables, choice)
            courses.setdefault(course.key, course)
    first, *others = courses.values()
    spread = None if found.spread is None else _course(card, goal, raisables, found.spread)
    return Aim(
        card,
        goal,
        by,
        "found",
        best,
        course=first,
        others=tuple(others),
        count=found.number,
        proved=found.proved,
        as_few=found.as_few,
        spread=spread,
    )


def _has_unknown(card: Card) -> bool:
    return "unknown" in card.statuses


def _raisables(card: Card, by: By) -> tuple[Raisable, ...]:
    """What can be raised, in the order of the rubric; what stands at several places once."""
    places: dict[tuple[str, str], list[int]] = {}
    for leaf, node in enumerate(card.indicators):
        places.setdefault((node.owner.code, node.code), []).append(leaf)
    found = (_raisable(card.indicators[at[0]], tuple(at), by) for at in places.values())
    return tuple(each for each in found if each is not None)


def _after(card: Card, raised: Mapping[Raisable, Raise]) -> Card:
    ratings = ratings_of(card)
    for each, way in raised.items():
        ratings[each.node.owner.code][each.node.code] = way.rating
    return score(card.tree, ratings)


def _course(card: Card, goal: Goal, raisables: Sequence[Raisable], chosen: Chosen) -> Course:
    """The raises of a choice, numbers brought back as far as the goal is still met."""
    ratings = ratings_of(card)
    taken = {raisables[place]: raisables[place].ways[way].rating for place, way in chosen}
    for each, rating in taken.items():
        ratings[each.node.owner.code][each.node.code] = rating
    numbers = [each for each in taken if each.is_continuous]
    for each in sorted(numbers, key=lambda one: -(one.rate or 0)):
        least = _least(card, goal, ratings, each, taken[each])
        if least is None:
            del taken[each]
            ratings[each.node.owner.code][each.node.code] = each.node.rating
        else:
            taken[each] = ratings[each.node.owner.code][each.node.code] = least
    lifts = tuple(_lift(each, rating) for each, rating in taken.items())
    return Course(lifts, score(card.tree, ratings))


def _least(
    card: Card, goal: Goal, ratings: Ratings, each: Raisable, enough: Rating
) -> Rating | None:
    """The least number of an indicator under which the goal is met; None where that of now does."""
    node, stops = each.node, grid(each.node)
    group = ratings[node.owner.code]

    def meets(rating: Rating | None) -> bool:
        group[node.code] = rating
        return goal.is_met(score(card.tree, ratings))

    if meets(node.rating):
        return None
    most = measured(node, enough).value
    low, high = 0, stops.most
    while low < high:
        middle = (low + high) // 2
        rating = number_rated(node, stops.number(middle))
        value = measured(node, rating).value
        above = value > (node.value or 0)
        if value >= most or (above and meets(rating)):
            high = middle
        else:
            low = middle + 1
    return number_rated(node, stops.number(low))


def _lift(each: Raisable, rating: Rating) -> Lift:
    node = each.node
    assert node.value is not None
    way = measured(node, rating).value - node.value
    effort = None if each.rate is None else each.rate * way
    same = next((one for one in each.ways if one.rating == rating), None)
    raises = same.raises if same is not None else -(-way.numerator * 4 // way.denominator)
    items, or_else = _items(node, rating)
    return Lift(node, rating, raises, effort, items, or_else)


def _items(node: ScoredNode, rating: Rating) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The items of a checklist that are to be met, and others that would do instead of the last."""
    measure = node.place.measure
    if not isinstance(measure, OnChecklist) or node.rating is None:
        return (), ()
    met, weights = met_items(rating), measure.weights
    items = tuple(code for code in met if code not in met_items(node.rating))
    lightest = min((weights[code] for code in items), default=Fraction(0))
    return items, tuple(c for c, w in weights.items() if c not in met and w >= lightest)

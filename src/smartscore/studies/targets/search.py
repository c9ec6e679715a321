"""Which raises reach a goal at the least cost, and which others cost the same."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, product
from math import lcm, prod
from typing import Final, Literal, NamedTuple

from smartscore.arithmetic.numbers import exact
from smartscore.engine.card import Card
from smartscore.engine.measures import OnLevels
from smartscore.engine.score import ratings_of, score
from smartscore.studies.targets.frontier import (
    Allowed,
    Choice,
    Frontiers,
    Leaf,
    Option,
    TooMuchError,
)
from smartscore.studies.targets.goals import Goal, shown_high
from smartscore.studies.targets.raises import By, Raisable, Raise

_TWICE: Final = 256
"""So many combinations are tried of what stands at several places of a tree."""

_THIN: Final = 60
"""So many choices a node keeps in the first look, which finds a choice but proves nothing."""

_TRIED: Final = 4_000
"""So many exchanges, times indicators to be scored for each, are tried where there are too many
choices to go through."""

_ENOUGH: Final = 200
"""So many choices of one cost are looked through for those that are listed."""

_LISTED: Final = 10

Chosen = tuple[tuple[int, int], ...]
"""Places of indicators among the raisable ones, and of the raise of each among its ways."""

Order = By | Literal["alike", "spread"]
"""What counts first; `alike` has raises alone, `spread` then the smallest steps."""


class Found(NamedTuple):
    """The choices that cost least: the one that brings most first, then others.

    `number` is how many there are in all, None where they were too many to be counted. `proved`
    says that nothing cheaper reaches the goal. `as_few` counts the choices of as few raises,
    however many ratings they raise, and `spread` is the one of them whose steps are smallest;
    where raises are not what counts first, or no other is as few, they are `number` and None.
    """

    choices: tuple[Chosen, ...]
    number: int | None
    proved: bool
    as_few: int | None
    spread: Chosen | None


def cheapest(card: Card, goal: Goal, raisables: Sequence[Raisable], by: By) -> Found | None:
    """The cheapest raises that meet a goal; None where nothing does."""
    search = _Search(card, goal, raisables, by)
    found = _best(search)
    if found is None:
        return None
    best, cost, proved = found
    others, count = search.others(cost, best)
    as_few, spread = count, None
    raises = _raises(raisables, best)
    if by == "raises" or (by == "effort" and all(each.rate is None for each in raisables)):
        _, as_few = _Search(card, goal, raisables, "alike").others(raises, best)
        if as_few != count or as_few is None:
            other = _best(_Search(card, goal, raisables, "spread"))
            if other is not None and len(other[0]) > len(best):
                spread = other[0] if _raises(raisables, other[0]) == raises else None
    return Found((best, *others), count, proved, as_few, spread)


def _raises(raisables: Sequence[Raisable], chosen: Chosen) -> int:
    return sum(raisables[place].ways[way].raises for place, way in chosen)


def _best(search: "_Search") -> tuple[Chosen, int, bool] | None:
    """The cheapest choice, what it costs, and whether that is proved; None where nothing does."""
    proved, best = search.whole, None
    cost = None
    for fixed in search.combinations:
        found = search.least(fixed, cost)
        if found is None:
            continue
        choice, is_proved = found
        proved = proved and is_proved
        total = choice.cost + search.cost_of(fixed)
        if cost is None or total < cost:
            best, cost = search.named(next(choice.picks()), fixed), total
    if best is None or cost is None:
        return None
    return best, cost, proved


class _Search:
    """One search: the frontiers of a tree for each way to fix what stands in it twice."""

    def __init__(self, card: Card, goal: Goal, raisables: Sequence[Raisable], by: Order) -> None:
        self._card = card
        self._goal = goal
        self._raisables = raisables
        self._costs = _costs(raisables, by)
        self._options = [self._ways(i) for i in range(len(raisables))]
        shared = [i for i, each in enumerate(raisables) if len(each.leaves) > 1]
        for i in shared:
            keep = {-1, *raisables[i].heaviest}
            self._options[i] = [way for way in self._options[i] if way in keep]
        self._counts = all(map(self._offers_all, range(len(raisables))))
        few = prod(len(self._options[i]) for i in shared) <= _TWICE
        self.whole = few and (by != "effort" or self._counts)
        some = ([each[0], each[-1]] for each in (self._options[i] for i in shared))
        ways = (self._options[i] for i in shared) if few else some
        self.combinations = [
            tuple(zip(shared, each, strict=True)) for each in islice(product(*ways), 2 * _TWICE)
        ]
        """Each a pair of a place among the raisable ones and of a way, -1 for none."""

    def _ways(self, place: int) -> list[int]:
        """The ways of an indicator that the goal permits; -1 leaves it as it is."""
        each, least = self._raisables[place], self._goal.staged
        node, ways = each.node, list(range(len(each.ways)))
        if least is None or not isinstance(node.place.measure, OnLevels):
            return [-1, *ways]
        ways = [i for i in ways if _reaches(each.ways[i], least)]
        assert node.rating is not None
        assert node.rating.level is not None
        return ways if exact(node.rating.level) < least else [-1, *ways]

    def _offers_all(self, place: int) -> bool:
        """Whether every way of an indicator is looked at, so that all of them are counted."""
        each, options = self._raisables[place], self._options[place]
        ways = [each.ways[way] for way in options if way >= 0]
        if isinstance(each.node.place.measure, OnLevels):
            return True
        alike = len(each.leaves) == 1 or all(way.number == 1 for way in ways)
        return each.is_whole and alike and len(ways) == len(each.ways)

    def cost_of(self, fixed: Chosen) -> int:
        """What is fixed costs."""
        return sum(self._costs[place][way] for place, way in fixed if way >= 0)

    def named(self, picks: Sequence[tuple[int, int]], fixed: Chosen) -> Chosen:
        """The picks of a choice, and what is fixed, by the places of the raisable ones."""
        at = {leaf: i for i, each in enumerate(self._raisables) for leaf in each.leaves}
        free = ((at[leaf], self._options[at[leaf]][option]) for leaf, option in picks)
        return tuple(sorted((p, w) for p, w in (*free, *fixed) if w >= 0))

    def least(self, fixed: Chosen, below: int | None) -> tuple[Choice, bool] | None:
        """The cheapest choice with something fixed, and whether it is proved to be that."""
        frontiers = self._frontiers(fixed)
        most = None if below is None else below - self.cost_of(fixed)
        first = frontiers.top(limit=_THIN, most=most)
        if not first or frontiers.whole:
            return (first[0], True) if first else None
        try:
            return frontiers.top(most=first[0].cost)[0], True
        except TooMuchError:
            return first[0], False

    def others(self, cost: int, best: Chosen) -> tuple[tuple[Chosen, ...], int | None]:
        """The other choices of a cost, those most like the best first, and the number of all."""
        found: list[Chosen] = []
        count: int | None = 0 if self._counts else None
        for fixed in self.combinations:
            most = cost - self.cost_of(fixed)
            if most < 0:
                continue
            try:
                tops = self._frontiers(fixed).top(most=most, every=True)
            except TooMuchError:
                count = None
                continue
            ends = [each for each in tops if each.cost == most]
            if count is not None:
                count += sum(each.count for each in ends)
            ends.sort(key=lambda each: each.value or 0, reverse=True)
            picks = (pick for each in ends for pick in each.picks())
            found += [self.named(pick, fixed) for pick in islice(picks, _ENOUGH)]
        if count is None and not found:
            found = list(islice(self._exchanges(best), _LISTED))
        rest = dict.fromkeys(each for each in found if each != best)
        return tuple(sorted(rest, key=lambda each: len(set(each) - set(best)))), count

    def _exchanges(self, best: Chosen) -> Iterator[Chosen]:
        """Choices of the same cost in which one raise is another one, as far as that is tried."""
        tried = 0
        for place, way in reversed(best):
            kept = [each for each in best if each[0] != place]
            taken = {each for each, _ in kept}
            for other, costs in enumerate(self._costs):
                if other == place or other in taken or self._costs[place][way] not in costs:
                    continue
                tried += 1
                if tried * len(self._card.tree.leaves) > _TRIED:
                    return
                choice = tuple(sorted((*kept, (other, costs.index(self._costs[place][way])))))
                if self._meets(choice):
                    yield choice

    def _meets(self, choice: Chosen) -> bool:
        ratings = ratings_of(self._card)
        for place, way in choice:
            node = self._raisables[place].node
            ratings[node.owner.code][node.code] = self._raisables[place].ways[way].rating
        return self._goal.is_met(score(self._card.tree, ratings))

    def _frontiers(self, fixed: Chosen) -> Frontiers:
        card, tree = self._card, self._card.tree
        leaves = [Leaf(card.values[i], card.high_values[i]) for i in tree.leaves]
        for place, each in enumerate(self._raisables):
            if len(each.leaves) == 1:
                leaves[each.leaves[0]] = Leaf(None, None, tuple(self._offered(place)))
        for place, way in fixed:
            for leaf in self._raisables[place].leaves if way >= 0 else ():
                value = self._raisables[place].ways[way].value
                leaves[leaf] = Leaf(value, value)
        return Frontiers(tree, leaves, self._allowed(), self._bounded)

    def _offered(self, place: int) -> Iterator[Option]:
        each = self._raisables[place]
        for way in self._options[place]:
            if way < 0:
                assert each.node.value is not None
                yield Option(each.node.value, 0)
            else:
                raised = each.ways[way]
                yield Option(raised.value, self._costs[place][way], raised.number)

    def _allowed(self) -> Mapping[int, Allowed]:
        tree, goal = self._card.tree, self._goal
        found: dict[int, Allowed] = {
            index: self._not_below(index, below) for index, below in goal.watched(tree).items()
        }
        found[0] = lambda choice: goal.value_meets(tree.whole, choice.value)
        return found

    def _not_below(self, index: int, below: Fraction) -> Allowed:
        node = self._card.tree.nodes[index]

        def allowed(choice: Choice) -> bool:
            high = choice.value if choice.high is None else choice.high
            return high is None or shown_high(node, high) >= below

        return allowed

    @property
    def _bounded(self) -> frozenset[int]:
        """The nodes beneath which something is unknown, inside what gates watch."""
        found: set[int] = set()
        for index in self._goal.watched(self._card.tree):
            first, last = self._card.tree.nodes[index].leaves
            if "unknown" in self._card.statuses[first:last]:
                waiting = [index]
                while waiting:
                    found.add(here := waiting.pop())
                    waiting += self._card.tree.nodes[here].children
        return frozenset(found)


def _reaches(way: Raise, least: Fraction) -> bool:
    return way.rating.level is not None and exact(way.rating.level) >= least


def _costs(raisables: Sequence[Raisable], by: Order) -> list[list[int]]:
    """What each way of each indicator costs, as one number: what counts first weighs most."""
    every = [way for each in raisables for way in each.ways]
    line = lcm(*(way.effort.denominator for way in every if way.effort is not None))
    parts = [[_parts(way, by, line) for way in each.ways] for each in raisables]
    dearest = [[max(column) for column in zip(*ways, strict=True)] for ways in parts]
    totals = [1 + sum(column) for column in zip(*dearest, strict=True)]
    found = []
    for ways in parts:
        costs = []
        for way in ways:
            cost = 0
            for part, total in zip(way, totals, strict=True):
                cost = cost * total + part
            costs.append(cost)
        found.append(costs)
    return found


def _parts(way: Raise, by: Order, line: int) -> tuple[int, ...]:
    """What a way costs, what counts first before what decides between equals."""
    if by == "raises":
        return way.raises, 1
    if by == "alike":
        return (way.raises,)
    if by == "spread":
        return way.raises, way.raises**2
    if by == "ratings":
        return 1, way.raises
    if way.effort is None:
        return way.raises, 0, way.raises, 1
    return 0, int(way.effort * line), way.raises, 1

"""The cheapest choice of one option for each indicator of a tree under which a goal is met.

Every mean of the engine rises with each of its children, so of two choices beneath one node that
cost alike only the one with the higher value can matter above it, and of two with one value only
the cheaper. So each node keeps a *frontier*: from its cheapest choice on, every choice that has a
higher value than all that cost less. Frontiers are merged child by child, from the bottom up, and
what is left at the top is exact. Where gates watch a node beneath which something is unknown, its
upper bound is kept beside its value, because gates are judged by that.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, NamedTuple

from smartscore.engine.tree import Step, Tree
from smartscore.studies.targets.spelling import Spelling, neither

WORK: Final = 4_000_000
"""So many pairs of choices are looked at at most before the first look has to do."""

MANY: Final = 20_000
"""So many choices a node may have while all are looked for."""


class Pick(NamedTuple):
    """An option of an indicator: places among the leaves of the tree and among its options."""

    leaf: int
    option: int


class Option(NamedTuple):
    """What an indicator can be, from 0 to 1, what that costs, and how many ratings are so."""

    value: Fraction
    cost: int
    number: int = 1


class Leaf(NamedTuple):
    """An indicator: its options, or one value and upper bound where it can not be moved.

    None stands for what does not count in a mean.
    """

    value: Fraction | None
    high: Fraction | None
    options: tuple[Option, ...] = ()


class Choice:
    """A choice beneath one node: what it costs, and what the node comes to.

    `ways` are the picks or the choices that it is made of: one way, or all of them with `count`.
    """

    __slots__ = ("cost", "count", "high", "value", "ways")

    def __init__(
        self,
        cost: int,
        value: Fraction | None,
        high: Fraction | None,
        ways: "list[tuple[Pick | Choice, ...]]",
        count: int = 1,
    ) -> None:
        self.cost = cost
        self.value = value
        self.high = high
        self.ways = ways
        self.count = count

    def picks(self) -> Iterator[tuple[Pick, ...]]:
        """The picks of each way, one way after another."""
        waiting: list[tuple[tuple[Pick | Choice, ...], tuple[Pick, ...]]] = [((self,), ())]
        while waiting:
            left, picked = waiting.pop()
            if not left:
                yield picked
                continue
            *others, last = left
            if isinstance(last, Pick):
                waiting.append((tuple(others), (*picked, last)))
            else:
                waiting += [((*others, *way), picked) for way in reversed(last.ways)]


class TooMuchError(Exception):
    """That a search would take more work than it may."""


Allowed = Callable[[Choice], bool]


class Frontiers:
    """The frontiers of a tree.

    `allowed` holds what must be so of the choices of some nodes, by their places in the tree;
    `bounded` are the nodes whose upper bounds are kept. No choice above `most` is kept. With
    `every`, choices of one cost stay apart by their values, so that all of them are found.
    """

    def __init__(
        self,
        tree: Tree,
        leaves: Sequence[Leaf],
        allowed: Mapping[int, Allowed],
        bounded: frozenset[int],
    ) -> None:
        self._tree = tree
        self._leaves = leaves
        self._allowed = allowed
        self._bounded = bounded
        self._limit: int | None = None
        self._most: int | None = None
        self._every = False
        self._work = 0
        self.whole = True
        """Whether nothing was left out for its number."""

    def top(
        self, *, limit: int | None = None, most: int | None = None, every: bool = False
    ) -> list[Choice]:
        """The choices of the whole that are allowed, the cheapest first."""
        self._limit, self._most, self._every, self._work = limit, most, every, 0
        self.whole = True
        found: dict[int, list[Choice]] = {}
        for place, (index, leaf) in enumerate(zip(self._tree.leaves, self._leaves, strict=True)):
            bounded = index in self._bounded
            choices = self._of_leaf(place, leaf, bounded=bounded)
            found[index] = self._permitted(index, choices)
        for step in self._tree.steps:
            children = [(found.pop(child), weight) for child, weight in step.children]
            choices = self._merged(step, children, bounded=step.node in self._bounded)
            found[step.node] = self._permitted(step.node, choices)
        return _with_apart(found.pop(0), found.values())

    def _of_leaf(self, place: int, leaf: Leaf, *, bounded: bool) -> list[Choice]:
        """The choices of one indicator, the cheapest first, each worth more than those before."""
        if not leaf.options:
            return [Choice(0, leaf.value, leaf.high if bounded else None, [()])]
        order = sorted(enumerate(leaf.options), key=lambda each: (each[1].cost, -each[1].value))
        choices: list[Choice] = []
        for i, (value, cost, number) in order:
            if self._most is not None and cost > self._most:
                break
            if self._every or not choices or choices[-1].value < value:  # type: ignore[operator]
                high, ways = value if bounded else None, [(Pick(place, i),)]
                choices.append(Choice(cost, value, high, [*ways], number))
        return choices

    def _permitted(self, index: int, choices: list[Choice]) -> list[Choice]:
        allowed = self._allowed.get(index)
        return choices if allowed is None else [each for each in choices if allowed(each)]

    def _merged(
        self, step: Step, children: Sequence[tuple[list[Choice], int]], *, bounded: bool
    ) -> list[Choice]:
        """The choices of a node from those of its children."""
        if any(not choices for choices, _ in children):
            return []
        values = Spelling(step.method, [(w, [c.value for c in some]) for some, w in children])
        highs = Spelling(step.method, [(w, [c.high for c in some]) for some, w in children])
        partial: list[_Partial] = [(0, values.start, highs.start, Choice(0, None, None, [()]))]
        for at, (choices, _) in enumerate(children):
            self._work += len(partial) * len(choices)
            if self._limit is None and self._work > WORK:
                raise TooMuchError
            spelt = zip(choices, values.spelt[at], highs.spelt[at], strict=True)
            more = [(each.cost, worth, bound, each) for each, worth, bound in spelt]
            high = highs.join if bounded else neither
            partial = self._kept(self._pairs(partial, more, values.join, high))
        return [
            Choice(
                cost,
                values.mean(value, (child.value for child in _children(choice))),
                highs.mean(high, (child.high for child in _children(choice))) if bounded else None,
                [(choice,)],
                choice.count,
            )
            for cost, value, high, choice in partial
        ]

    def _pairs(
        self,
        partial: "list[_Partial]",
        more: "list[_Partial]",
        value_of: Callable[[int, int], int],
        high_of: Callable[[int, int], int],
    ) -> "Iterator[_Partial]":
        """Each choice so far with each of the next child, as far as both cost what they may."""
        most = self._most
        for cost, value, high, before in partial:
            for further, worth, bound, choice in more:
                both = cost + further
                if most is not None and both > most:
                    break  # those that follow cost more
                yield both, value_of(value, worth), high_of(high, bound), (before, choice)

    def _kept(self, pairs: "Iterator[_Partial]") -> "list[_Partial]":
        """The pairs that can matter, the cheapest first; of those that are alike one, or all."""
        if self._every:
            return self._apart(pairs)
        best: dict[tuple[int, int], _Partial] = {}
        for pair in pairs:
            key = pair[0], pair[2]
            if key not in best or best[key][1] < pair[1]:
                best[key] = pair
        kept: list[_Partial] = []
        front: list[tuple[int, int]] = []
        for cost, value, high, both in sorted(
            best.values(), key=lambda pair: (pair[0], -pair[1], -pair[2])
        ):
            if any(v >= value and h >= high for v, h in front):
                continue
            front = [(v, h) for v, h in front if v > value or h > high]
            front.append((value, high))
            kept.append((cost, value, high, _joined(both)))
        if self._limit is not None and len(kept) > self._limit:
            self.whole = False
            places = {round(i * (len(kept) - 1) / (self._limit - 1)) for i in range(self._limit)}
            kept = [kept[i] for i in sorted(places)]
        return kept

    def _apart(self, pairs: "Iterator[_Partial]") -> "list[_Partial]":
        """All pairs, those that are alike as one choice with several ways."""
        found: dict[tuple[int, int, int], Choice] = {}
        for cost, value, high, both in pairs:
            before, choice = both
            count = before.count * choice.count
            alike = found.get((cost, value, high))
            if alike is None:
                if len(found) >= MANY:
                    raise TooMuchError
                found[cost, value, high] = Choice(cost, None, None, [both], count)
            else:
                alike.ways.append(both)
                alike.count += count
        return [(*key, found[key]) for key in sorted(found)]


_Partial = tuple[int, int, int, Any]
"""A choice for some children of a node: its cost, value and upper bound as `Spelling` has them."""


def _with_apart(tops: list[Choice], apart: Iterable[list[Choice]]) -> list[Choice]:
    """The choices of the whole with the cheapest ones of what stands apart.

    What weighs nothing is in no mean above it, yet a gate or a staged level can ask something of
    it: the cheapest will do whatever else is chosen.
    """
    for choices in apart:
        if not choices:
            return []
        cost = choices[0].cost
        least = [each for each in choices if each.cost == cost]
        if not cost:
            continue  # nothing needs to be raised there
        count = sum(each.count for each in least)
        both = Choice(cost, None, None, [(each,) for each in least], count)
        tops = [
            Choice(top.cost + cost, top.value, top.high, [(top, both)], top.count * count)
            for top in tops
        ]
    return tops


def _joined(both: "Choice | tuple[Choice, Choice]") -> Choice:
    """A choice of two that were joined, made once it is kept."""
    if isinstance(both, Choice):
        return both
    return Choice(both[0].cost + both[1].cost, None, None, [both])


def _children(choice: Choice) -> "list[Choice]":
    """The choices of the children that a node's choice was joined of, in their order."""
    found: list[Choice] = []
    while choice.ways[0]:
        before, child = choice.ways[0]
        assert isinstance(before, Choice)
        assert isinstance(child, Choice)
        found.append(child)
        choice = before
    return found[::-1]

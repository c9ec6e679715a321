"""Draws of what is uncertain about a card: weights, ratings, what is unknown, and the mean.

Draws are columns (`engine/columns`). Each thing that is drawn has a stream of its own, named by
what it is: what else is assumed does not change it, and the weights of one rubric are the same
draws for every card.
"""

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from math import floor
from operator import add
from typing import Final, NamedTuple

from smartscore.arithmetic.draws import WORDS, concentration, dirichlet, uniform, words
from smartscore.engine.card import Card
from smartscore.engine.columns import Column, evaluate_columns
from smartscore.engine.measures import ONE, ZERO, OnChecklist, OnLevels, met_items
from smartscore.engine.sampled import InSample
from smartscore.engine.tree import Node, Tree
from smartscore.model.assessment import Rating
from smartscore.studies.assumptions import CONFIDENCE, Assumptions, compared, groups

MEANS: Final = ("arithmetic", "geometric", "harmonic")
"""The means that draws take in the place of one another. A minimum or a maximum stays: it says that
nothing, or anything, makes up for another part."""
TENTH: Final = Fraction(1, 10)
"""A step of a quantity or of a survey, as a part of the way between its ends."""
_TINY: Final = 1e-12
"""A weight that an expert's comparisons bring to nothing when they are rounded still is one."""


class Inputs(NamedTuple):
    """What is drawn for a card: a share for each node, a value for each indicator, and the mean.

    `means` has the place of a mean in `MEANS` for each draw; None where each node keeps its own.
    """

    shares: Sequence[Column]
    values: Sequence[Column | None]
    means: Sequence[int] | None

    def rows(self, first: int, last: int) -> "Inputs":
        """Some of the draws."""
        return self.picked(range(first, last))

    def picked(self, rows: Sequence[int]) -> "Inputs":
        """Some of the draws, by their places."""
        means = None if self.means is None else [self.means[row] for row in rows]
        return Inputs(
            [_picked(column, rows) for column in self.shares],
            [None if column is None else _picked(column, rows) for column in self.values],
            means,
        )


def _picked(column: Column, rows: Sequence[int]) -> Column:
    if isinstance(column, float):
        return column
    if isinstance(rows, range):
        return column[rows.start : rows.stop]
    return [column[row] for row in rows]


class Drawing:
    """The draws for cards of one rubric under some assumptions, which fit it."""

    def __init__(self, tree: Tree, assumed: Assumptions) -> None:
        self.tree = tree
        self.assumed = assumed

    @cached_property
    def shares(self) -> tuple[Column, ...]:
        """The part of each node among its siblings, from 0 to 1."""
        found: list[Column] = [float(node.share) for node in self.tree.nodes]
        if self.assumed.weights == "experts":
            for node in compared(self.tree):
                self._of_experts(node, found)
        elif self.assumed.weights is not None:
            for node, _ in groups(self.tree):
                self._around(node, self.assumed.weights, found)
        return tuple(found)

    def _around(self, node: Node, weights: object, found: list[Column]) -> None:
        """Weights around what is written, or any at all."""
        weighty = [child for child in node.children if self.tree.nodes[child].ratio]
        alphas = [1.0] * len(weighty)
        if isinstance(weights, float | int):
            whole = concentration(float(weights), len(weighty))
            alphas = [whole * float(self.tree.nodes[child].share) for child in weighty]
        columns = dirichlet(alphas, self.assumed.draws, self.assumed.seed, "weights", *node.path)
        for child, column in zip(weighty, columns, strict=True):
            found[child] = column

    def _of_experts(self, node: Node, found: list[Column]) -> None:
        """The weights of one expert in each draw: of the same one at nodes that have as many."""
        assert node.priorities is not None
        experts = node.priorities.experts
        chosen = self._chosen(len(experts), "experts")
        for place, child in enumerate(node.children):
            by_expert = [max(float(expert.weights[place]), _TINY) for expert in experts]
            found[child] = [by_expert[expert] for expert in chosen]

    @cached_property
    def means(self) -> list[int] | None:
        """The mean of each draw by its place in `MEANS`; None where nodes keep their own."""
        if not self.assumed.aggregates:
            return None
        return self._chosen(len(MEANS), "aggregates")

    def inputs(self, card: Card, who: int = 0) -> Inputs:
        """All that is drawn for a card; `who` parts the ratings of cards beside one another."""
        values = [self._value(card, leaf, who) for leaf in range(len(self.tree.leaves))]
        return Inputs(self.shares, values, self.means)

    def nodes(self, card: Card, who: int = 0) -> list[Column | None]:
        """The value of each node in each draw, from 0 to 1."""
        return evaluated(self.tree, self.inputs(card, who))

    def _value(self, card: Card, leaf: int, who: int) -> Column | None:
        """What an indicator is worth, from 0 to 1; None where it does not count."""
        node, status = self.tree.nodes[self.tree.leaves[leaf]], card.statuses[leaf]
        value = card.values[node.index]
        if status == "unknown" and self.assumed.unknown:
            return self._anywhere(node, who)
        if value is None or status != "rated" or self.assumed.ratings is None:
            return None if value is None else float(value)
        rating = card.ratings[leaf]
        assert rating is not None
        return self._moved(node, rating, value, who)

    def _moved(self, node: Node, rating: Rating, exact: Fraction, who: int) -> Column:
        """A rating that is now and then one step lower or higher; at an end it stays instead."""
        assert self.assumed.ratings is not None
        part = likelihood(self.assumed.ratings, rating)
        value = float(exact)
        down, up = (tuple(map(float, way)) for way in steps(node, rating, exact))
        end = round(part * WORDS)
        half = end // 2
        numbers = words(self.assumed.draws, self.assumed.seed, "ratings", who, *_name(node))
        # the first `half` of all numbers lead down, the next up; of several ways all are as likely
        lower, higher = down or (value,), up or (value,)
        if len(lower) == len(higher) == 1:
            (low,), (high,) = lower, higher
            return [value if u >= end else low if u < half else high for u in numbers]

        def one_of(ways: Sequence[float], place: float) -> float:
            return ways[min(floor(place * len(ways)), len(ways) - 1)]

        return [
            value
            if u >= end
            else one_of(lower, u / half)
            if u < half
            else one_of(higher, u / half - 1.0)
            for u in numbers
        ]

    def _anywhere(self, node: Node, who: int) -> Column:
        """What is unknown, anywhere on its scale: all levels, or all values, are as likely."""
        names, measure = ("unknown", who, *_name(node)), node.measure
        if isinstance(measure, OnLevels):
            worth = [float(value) for value in measure.worth.values()]
            count, numbers = len(worth), words(self.assumed.draws, self.assumed.seed, *names)
            return [worth[number * count >> 32] for number in numbers]
        if isinstance(measure, OnChecklist):
            whole = sum(measure.weights.values())
            total = [0.0] * self.assumed.draws
            for code, weight in measure.weights.items():
                parts = (0.0, float(weight / whole) if whole else 0.0)
                met = self._chosen(2, *names, code)
                total = list(map(add, total, (parts[each] for each in met)))
            return total
        anywhere = uniform(self.assumed.draws, self.assumed.seed, *names)
        if isinstance(measure, InSample):
            low, high = float(measure.lowest), float(measure.highest)
            return [low + (high - low) * part for part in anywhere]
        return anywhere

    def _chosen(self, count: int, *names: object) -> list[int]:
        """One of so many things for each draw, all as likely."""
        numbers = words(self.assumed.draws, self.assumed.seed, *names)
        return [number * count >> 32 for number in numbers]


def _name(node: Node) -> tuple[str, str]:
    """What a rating is written under: an indicator may stand at several places of a tree."""
    return node.owner.code, node.code


def likelihood(ratings: object, rating: Rating) -> float:
    """How likely a rating is to be another one."""
    return float(ratings) if isinstance(ratings, float | int) else CONFIDENCE[rating.confidence]


def steps(
    node: Node, rating: Rating, value: Fraction
) -> tuple[tuple[Fraction, ...], tuple[Fraction, ...]]:
    """What an indicator could be worth one step lower, and one step higher; none at an end.

    The next point of the scale; one item of a checklist less or more, any of them; for quantities
    and surveys a tenth of the way between their ends, no further than an end. A number that counts
    by its sample takes no step: it would move the mean and the spread of all places with it.
    """
    measure = node.measure
    if isinstance(measure, InSample):
        return (), ()
    if isinstance(measure, OnLevels) and rating.level is not None:
        lower = [point for point in measure.worth if point < rating.level]
        higher = [point for point in measure.worth if point > rating.level]
        down = (measure.worth[max(lower)],) if lower else ()
        return down, (measure.worth[min(higher)],) if higher else ()
    if isinstance(measure, OnChecklist):
        whole, met = sum(measure.weights.values()), set(met_items(rating))
        parts = {code: weight / whole for code, weight in measure.weights.items() if weight}
        less = tuple(value - part for code, part in parts.items() if code in met)
        return less, tuple(value + part for code, part in parts.items() if code not in met)
    down = (max(ZERO, value - TENTH),) if value > 0 else ()
    return down, (min(ONE, value + TENTH),) if value < 1 else ()


def evaluated(tree: Tree, inputs: Inputs) -> list[Column | None]:
    """The value of each node in each draw, each draw by its own mean."""
    if inputs.means is None:
        return evaluate_columns(tree, inputs.values, inputs.shares)
    rows = [[row for row, mean in enumerate(inputs.means) if mean == m] for m in range(len(MEANS))]
    places = {row: place for place, row in enumerate(row for part in rows for row in part)}
    order = [places[row] for row in range(len(inputs.means))]
    parts = [
        evaluate_columns(tree, part.values, part.shares, dict.fromkeys(MEANS, mean))
        for mean, part in zip(MEANS, map(inputs.picked, rows), strict=True)
    ]
    sizes = [len(part) for part in rows]
    return [_joined(columns, sizes, order) for columns in zip(*parts, strict=True)]


def _joined(
    columns: Sequence[Column | None], sizes: Sequence[int], order: Sequence[int]
) -> Column | None:
    """Columns of some draws each as one of all, in their order."""
    first = columns[0]
    if first is None or (isinstance(first, float) and all(each == first for each in columns)):
        return first
    whole: list[float] = []
    for column, size in zip(columns, sizes, strict=True):
        assert column is not None
        whole += [column] * size if isinstance(column, float) else column
    return [whole[place] for place in order]

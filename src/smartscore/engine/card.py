"""What came out of scoring: one frozen card of facts, each found out once; reports only pick.

A card has one column for each fact, a figure for each node in the order of its tree. Columns that
not every reader asks for are filled when they are first asked for. `ScoredNode` is a row: one node
with everything that is known of it. The formulas are those of `docs/method.md`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Final, Literal

from smartscore.arithmetic.numbers import exact, half_up
from smartscore.engine.facts import (
    GateOutcome,
    Line,
    Part,
    Status,
    Step,
    Totals,
    Values,
    on_display,
)
from smartscore.engine.scored import ScoredNode, nowhere
from smartscore.engine.sourcing import lacks_source
from smartscore.engine.tree import Tree, Watch
from smartscore.model.assessment import Rating
from smartscore.model.rubric import Band, Rubric

if TYPE_CHECKING:
    from smartscore.engine.asking import Asking

_STEPS: Final = 3
"""So many steps are shown."""


@dataclass(frozen=True, eq=False)
class Card:
    """One rubric scored for one set of ratings.

    `ratings`, `statuses` and `clipped` have one entry for each indicator, `values`, `low_values`
    and `high_values` one for each node, from 0 to 1 and exact; None means that there is nothing to
    compute from. `held` are the nodes whose lower bound was brought down to a score below it,
    `lifted` those whose upper bound was brought up to one above it. `lowest_values` and
    `highest_values` are the bounds as they were before: those above are means of these.
    """

    tree: Tree
    ratings: tuple[Rating | None, ...]
    statuses: tuple[Status, ...]
    clipped: tuple[bool, ...]
    values: Values
    low_values: Values
    high_values: Values
    held: frozenset[int]
    lifted: frozenset[int]
    lowest_values: Values
    highest_values: Values

    def __repr__(self) -> str:
        """The card in a line."""
        whole = self.whole
        figure = f"{whole.shown or '–'}{self.tree.marked}"
        return f"<Card {self.tree.rubric.code} {self.tree.rubric.version}: {figure}>"

    def __getitem__(self, code: str) -> "ScoredNode":
        """The node of a code, or of a path such as `indrajit/support/political-will`.

        A path is that which is printed, or the same without the rubric before it. Raises KeyError,
        which says what is probably meant.
        """
        found = self.tree.named(str(code))
        if not found:
            raise nowhere(code, self.whole)
        return self.nodes[found[0].index]

    def __iter__(self) -> Iterator["ScoredNode"]:
        """Every node, parents first."""
        return iter(self.nodes)

    def __getstate__(self) -> dict[str, object]:
        """What a copy or another process is given: the facts, not what is found out from them."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @property
    def rubric(self) -> Rubric:
        """The rubric that was scored."""
        return self.tree.rubric

    @property
    def digest(self) -> str:
        """The fingerprint of what can move a score in the rubric."""
        return self.tree.digest

    @property
    def whole(self) -> "ScoredNode":
        """The rubric as a node."""
        return self.nodes[0]

    @cached_property
    def nodes(self) -> tuple["ScoredNode", ...]:
        """Every node, parents first."""
        return tuple(ScoredNode(self, node) for node in self.tree.nodes)

    @cached_property
    def indicators(self) -> tuple["ScoredNode", ...]:
        """The indicators in the order of the rubric."""
        return tuple(self.nodes[index] for index in self.tree.leaves)

    @cached_property
    def unknown(self) -> tuple["ScoredNode", ...]:
        """The indicators of which nothing is known, those that weigh most first."""
        found = (node for node in self.indicators if node.status == "unknown")
        return tuple(sorted(found, key=lambda node: -node.effective_weight))

    @cached_property
    def unknown_parts(self) -> tuple["Part", ...]:
        """The children of the whole beneath which something is unknown."""
        parts = ((node, node.indicators()) for node in self.whole.children)
        found = (
            Part(node, tuple(one for one in inside if one.status == "unknown"), len(inside))
            for node, inside in parts
        )
        return tuple(part for part in found if part.unknown)

    @cached_property
    def contested(self) -> tuple["ScoredNode", ...]:
        """The indicators on which the evidence points in both directions."""
        return tuple(node for node in self.indicators if node.contested)

    @cached_property
    def conflicts(self) -> tuple["ScoredNode", ...]:
        """The indicators on which sources contradict one another on a fact."""
        return tuple(node for node in self.indicators if node.conflicts)

    @cached_property
    def unsourced(self) -> tuple["ScoredNode", ...]:
        """The indicators whose rating lacks a source that their rubric requires (rule A201)."""
        return tuple(
            node
            for node in self.indicators
            if node.indicator is not None
            and node.owner.evidence == "required"
            and lacks_source(node.rating, node.indicator, node.owner)
        )

    @property
    def raises(self) -> Literal["score", "low"]:
        """What the steps raise: the score, or the lower bound where there is no score."""
        return "low" if self.whole.score is None else "score"

    @cached_property
    def raising(self) -> tuple["Step", ...]:
        """The single levels up that raise the whole by however little, the best first."""
        from smartscore.engine.steps import raising

        return raising(self)

    @property
    def steps(self) -> tuple["Step", ...]:
        """Those that raise it most, as far as a gain is seen when it is printed."""
        return tuple(step for step in self.raising[:_STEPS] if step.shows)

    @property
    def has_other_ways(self) -> bool:
        """Whether something can be raised by what is no step: the unknown, and other measures."""
        return any(
            node.status == "unknown"
            or (node.status == "rated" and node.rating is not None and node.rating.level is None)
            for node in self.indicators
        )

    @cached_property
    def asking(self) -> "Asking":
        """What to rate next, in the order of what it would show."""
        from smartscore.engine.asking import asking

        return asking(self)

    @cached_property
    def weighed(self) -> tuple[tuple[int, int], ...]:
        """The weight beneath each node that is rated and that is applicable, in a unit of its own.

        The units are those of the tree's steps: only their ratio beneath one node matters.
        """
        size = len(self.tree.nodes)
        rated, applicable = [0] * size, [0] * size
        for index, status in zip(self.tree.leaves, self.statuses, strict=True):
            rated[index] = int(status == "rated")
            applicable[index] = int(status != "not_applicable")
        for step in self.tree.steps:
            for child, part in step.parts:
                rated[step.node] += part * rated[child]
                applicable[step.node] += part * applicable[child]
        return tuple(zip(rated, applicable, strict=True))

    @cached_property
    def availabilities(self) -> Values:
        """The share of the applicable effective weight that is rated; None where none applies."""
        return tuple(Fraction(part, whole) if whole else None for part, whole in self.weighed)

    @cached_property
    def withheld(self) -> tuple[bool, ...]:
        """Whether too little is rated beneath a node for its figure to be shown."""
        return tuple(
            bool(node.children)
            and found is not None
            and found < exact(node.missing.minimum_availability)
            for node, found in zip(self.tree.nodes, self.availabilities, strict=True)
        )

    @cached_property
    def counted(self) -> Values:
        """The part of each node among its siblings that have a value; None where it has none."""
        found: list[Fraction | None] = [None] * len(self.tree.nodes)
        found[0] = None if self.values[0] is None else Fraction(1)
        for step in self.tree.steps:
            known = [(child, ratio) for child, ratio in step.children if self._has_value(child)]
            total = sum(ratio for _, ratio in known)
            for child, ratio in known:
                found[child] = Fraction(ratio, total)
        return found

    def _has_value(self, index: int) -> bool:
        return self.values[index] is not None

    @cached_property
    def applicable(self) -> Values:
        """The part of each node among its siblings that apply; None where it does not apply."""
        found: list[Fraction | None] = [None] * len(self.tree.nodes)
        found[0] = None if self.availabilities[0] is None else Fraction(1)
        for node in self.tree.nodes:
            below = [c for c in node.children if self.availabilities[c] is not None]
            total = sum(self.tree.nodes[child].ratio for child in below)
            for child in below:
                ratio = self.tree.nodes[child].ratio
                found[child] = Fraction(ratio, total) if total else Fraction(0)
        return found

    @cached_property
    def totals(self) -> tuple["Totals", ...]:
        """What the weights of each node's children add up to, as they are written."""
        found = []
        for node in self.tree.nodes:
            below = [(c, exact(self.tree.nodes[c].weight)) for c in node.children]
            counted = (weight for child, weight in below if self._has_value(child))
            whole = sum((weight for _, weight in below), Fraction(0))
            found.append(Totals(whole, sum(counted, Fraction(0))))
        return tuple(found)

    @cached_property
    def told(self) -> tuple[bool, ...]:
        """Whether the figure of each node, or one above it, is shown."""
        found: list[bool] = []
        for node, withheld in zip(self.tree.nodes, self.withheld, strict=True):
            above = node.parent is not None and found[node.parent]
            found.append(above or not withheld)
        return tuple(found)

    @cached_property
    def contributions(self) -> Values:
        """What each node adds to the whole, on its display scale.

        None where there is no value, where a mean above is not arithmetic, so that parts do not add
        up, and throughout where the whole is withheld.
        """
        found: list[Fraction | None] = [None] * len(self.tree.nodes)
        reached: list[Fraction | None] = [None] * len(self.tree.nodes)
        reached[0] = None if self.withheld[0] else Fraction(1)
        for node in self.tree.nodes:
            if node.parent is not None:
                above, part = reached[node.parent], self.counted[node.index]
                straight = self.tree.nodes[node.parent].method == "arithmetic"
                if above is not None and straight:
                    reached[node.index] = above * (part or 0)
            weight, value = reached[node.index], self.values[node.index]
            if weight is not None and value is not None and not self.withheld[node.index]:
                found[node.index] = weight * on_display(value, self.tree.whole.display)
        return found

    @cached_property
    def lines(self) -> tuple["Line", ...]:
        """What each node weighs and brings, as a scoring sheet adds it up."""
        size = len(self.tree.nodes)
        reached: list[tuple[Fraction, bool]] = [(Fraction(1), True)] * size
        for node in self.tree.nodes:
            weight, adds_up = reached[node.index]
            straight = adds_up and node.method == "arithmetic"
            for child in node.children:
                reached[child] = weight * (self.applicable[child] or 0), straight
        products: list[Fraction | None] = [None] * size
        for node in reversed(self.tree.nodes):
            weight, adds_up = reached[node.index]
            value = self.values[node.index]
            if node.method == "arithmetic":
                beneath = [p for child in node.children if (p := products[child]) is not None]
                products[node.index] = sum(beneath, Fraction(0)) if beneath else None
            elif adds_up and value is not None and node.parent is not None:
                products[node.index] = weight * on_display(value, self.tree.whole.display)
        weights = (weight for weight, _ in reached)
        return tuple(Line(*pair) for pair in zip(weights, products, strict=True))

    def line(self, node: "ScoredNode") -> "Line":
        """What a node weighs and brings."""
        return self.lines[node.place.index]

    @property
    def adds_up(self) -> bool:
        """Whether the products of weight and score add up to the score of the whole."""
        return self.whole.score is not None and self.lines[0].product == self.whole.score

    @cached_property
    def disputed(self) -> tuple[int, ...]:
        """How many indicators before each, and in all, have evidence for and against."""
        marks = (int(rating is not None and rating.contested) for rating in self.ratings)
        return (0, *accumulate(marks))

    @cached_property
    def outcomes(self) -> tuple[tuple[GateOutcome, ...], ...]:
        """What became of the gates of each node."""
        return tuple(
            tuple(self._outcome(watch, node.bands[watch.cap]) for watch in node.watches)
            for node in self.tree.nodes
        )

    def _outcome(self, watch: Watch, cap: Band) -> GateOutcome:
        gate, watched = watch.gate, self.nodes[watch.node]
        low, high, decimals = watched.low, watched.high, watched.display.decimals
        if low is None or high is None or half_up(low, decimals) >= watch.below:
            return GateOutcome(gate, "passed", watched, cap)
        fired = half_up(high, decimals) < watch.below
        return GateOutcome(gate, "fired" if fired else "open", watched, cap)

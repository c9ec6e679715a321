"""A node of a card: all that is known of a rubric, a dimension or an indicator in its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from smartscore.arithmetic.numbers import exact, figure, half_up
from smartscore.engine.facts import GateOutcome, Status, Totals, on_display
from smartscore.engine.measures import Way
from smartscore.engine.staging import Staged, staged
from smartscore.engine.tree import Kind, Node, band_of, tidied
from smartscore.model.assessment import Evidence, Rating
from smartscore.model.fields import Text
from smartscore.model.rubric import Band, Display, Indicator, Rubric, ScalePoint
from smartscore.text.problems import closest

if TYPE_CHECKING:
    from smartscore.engine.card import Card


_NEAR: Final = 3
"""So many paths at most are told of nodes that go by the code at the end of a path."""


def nowhere(code: object, top: "ScoredNode") -> KeyError:
    """That nothing goes by a code in a card or beneath a node, and what is probably meant."""
    near = _near(code, top) if isinstance(code, str) else ()
    hint = f"; perhaps {' or '.join(map(repr, near))}" if near else ""
    return KeyError(f"no node {code!r} in {'/'.join(top.path)}{hint}")


def _near(name: str, top: "ScoredNode") -> tuple[str, ...]:
    """The code or the path that is probably meant; the paths of some that go by the last code."""
    places = [node.place for node in top.walk()]
    tidy = tidied(name)
    if tidy != name:
        path = tuple(tidy.split("/"))
        under = [*top.path, *path]
        meant = ["/".join(p.path) for p in places if [*p.path] in (under, [*path])]
        if meant or not tidy:
            return tuple(meant[:1])
        name = tidy
    if "/" not in name:
        near = closest(name, [place.code for place in places])
        return (near,) if near else ()
    last = name.rsplit("/", maxsplit=1)[-1]
    ending = ["/".join(place.path) for place in places if place.code == last]
    known = {"/".join(place.path[i:]): "/".join(place.path) for place in places for i in (0, 1)}
    near = known.get(closest(name, known), "")
    return tuple(ending[:_NEAR]) or ((near,) if near else ())


@dataclass(frozen=True, slots=True, eq=False)
class ScoredNode:
    """A rubric, a dimension or an indicator with everything that is known of it.

    `score`, `low` and `high` stand on the scale on which the node is shown; `value`, `low_value`
    and `high_value` are the same from 0 to 1.
    """

    card: "Card"
    place: Node

    def __repr__(self) -> str:
        """The node in a line."""
        tree = self.card.tree
        marked = tree.marked if any(tree.is_reweighted(n.place) for n in self.walk()) else ""
        return f"<{self.kind} {'/'.join(self.path)}: {self.shown or '–'}{marked}>"

    def __getitem__(self, code: str) -> "ScoredNode":
        """The first node beneath this one that goes by a code, or that of a path.

        A path is that which is printed, or what of it lies beneath this node. Raises KeyError,
        which says what is probably meant.
        """
        for node in self.walk():
            beneath = "/".join(node.path[len(self.path) :])
            if code in (node.code, "/".join(node.path), beneath or node.code):
                return node
        raise nowhere(code, self)

    def __iter__(self) -> Iterator["ScoredNode"]:
        """What stands directly beneath it."""
        return iter(self.children)

    @property
    def code(self) -> str:
        """The code of the node."""
        return self.place.code

    @property
    def kind(self) -> Kind:
        """Whether it is a rubric, a dimension or an indicator."""
        return self.place.kind

    @property
    def title(self) -> Text:
        """What the node is called."""
        return self.place.title

    @property
    def path(self) -> tuple[str, ...]:
        """The codes from the whole down to the node."""
        return self.place.path

    @property
    def owner(self) -> Rubric:
        """The rubric in which the node is written."""
        return self.place.owner

    @property
    def method(self) -> str:
        """The mean that is taken over its children; empty for an indicator."""
        return self.place.method

    @property
    def display(self) -> Display:
        """The scale on which the node is shown."""
        return self.place.display

    @property
    def weight(self) -> int | float | Fraction:
        """Its weight as written, or as it comes of comparisons or ranks."""
        return self.place.weight

    @property
    def share(self) -> Fraction:
        """Its part among its siblings, from 0 to 1, whatever is unknown."""
        return self.place.share

    @property
    def effective_weight(self) -> Fraction:
        """Its part of the whole, from 0 to 1, whatever is unknown."""
        return self.place.effective

    @property
    def children(self) -> tuple["ScoredNode", ...]:
        """What stands directly beneath it."""
        return tuple(self.card.nodes[index] for index in self.place.children)

    @property
    def parent(self) -> "ScoredNode | None":
        """What it stands directly beneath; None for the whole."""
        return None if self.place.parent is None else self.card.nodes[self.place.parent]

    @property
    def indicator(self) -> Indicator | None:
        """The indicator as it is written in its rubric; None for what has children."""
        return self.place.indicator

    @property
    def rating(self) -> Rating | None:
        """What was found about an indicator; None where nothing is written."""
        return None if self.place.children else self.card.ratings[self.place.leaves[0]]

    @property
    def status(self) -> Status | None:
        """Whether an indicator is rated, unknown or not applicable; None for what has children."""
        return None if self.place.children else self.card.statuses[self.place.leaves[0]]

    @property
    def clipped(self) -> bool:
        """Whether a measured number lay beyond its goalposts and counts as the goalpost."""
        return not self.place.children and self.card.clipped[self.place.leaves[0]]

    @property
    def value(self) -> Fraction | None:
        """The score from 0 to 1, shown or not; None where nothing counts."""
        return self.card.values[self.place.index]

    @property
    def low_value(self) -> Fraction | None:
        """The lower bound from 0 to 1; None where nothing applies."""
        return self.card.low_values[self.place.index]

    @property
    def high_value(self) -> Fraction | None:
        """The upper bound from 0 to 1; None where nothing applies."""
        return self.card.high_values[self.place.index]

    @property
    def availability(self) -> Fraction | None:
        """The share of applicable weight beneath that is rated; None where none applies."""
        return self.card.availabilities[self.place.index]

    @property
    def withheld(self) -> bool:
        """Whether too little is rated for the figure to be shown."""
        return self.card.withheld[self.place.index]

    @property
    def counted(self) -> Fraction | None:
        """Its part among the siblings that have a value; None where it has none."""
        return self.card.counted[self.place.index]

    @property
    def counted_down(self) -> tuple[Fraction, ...]:
        """The parts for which what stands above it and it count, from the top down; 0 for none."""
        parent = self.parent
        return () if parent is None else (*parent.counted_down, self.counted or Fraction(0))

    @property
    def applicable(self) -> Fraction | None:
        """Its part among the siblings that apply; None where it does not apply."""
        return self.card.applicable[self.place.index]

    @property
    def adds(self) -> Fraction | None:
        """What it adds to the value of its parent, from 0 to 1.

        None where it has no value, for the whole, and beneath a mean that is not arithmetic.
        """
        parent, part, value = self.parent, self.counted, self.value
        if parent is None or parent.method != "arithmetic" or part is None or value is None:
            return None
        return part * value

    @property
    def totals(self) -> Totals:
        """What the weights of its children add up to, as they are written."""
        return self.card.totals[self.place.index]

    @property
    def within(self) -> tuple[tuple[Fraction, "ScoredNode"], ...]:
        """The indicators beneath it, each with its part of it, whatever is unknown."""
        found = self.card.tree.within(self.place.index)
        return tuple((part, self.card.nodes[index]) for part, index in found)

    @property
    def told(self) -> bool:
        """Whether its figure, or one above it, is shown."""
        return self.card.told[self.place.index]

    @property
    def lowest_value(self) -> Fraction | None:
        """From 0 to 1, what the node comes to with every unknown at its lowest."""
        return self.card.lowest_values[self.place.index]

    @property
    def highest_value(self) -> Fraction | None:
        """From 0 to 1, what the node comes to with every unknown at its highest."""
        return self.card.highest_values[self.place.index]

    @property
    def held(self) -> bool:
        """Whether its lower bound is its score, which lies below what the unknown part allows."""
        return self.place.index in self.card.held

    @property
    def lifted(self) -> bool:
        """Whether its upper bound is its score, which lies above what the unknown part allows."""
        return self.place.index in self.card.lifted

    @property
    def minimum_availability(self) -> Fraction:
        """The availability from which on its figure is shown, from 0 to 1."""
        return exact(self.place.missing.minimum_availability)

    @property
    def contribution(self) -> Fraction | None:
        """What it adds to the whole, on the display scale of the whole."""
        return self.card.contributions[self.place.index]

    @property
    def contested(self) -> bool:
        """Whether evidence on it, or on something beneath it, points in both directions."""
        first, last = self.place.leaves
        return self.card.disputed[last] > self.card.disputed[first]

    @property
    def supporting(self) -> int:
        """How many pieces of evidence on an indicator support what it asks for."""
        return self._pointing("supports")

    @property
    def hindering(self) -> int:
        """How many pieces of evidence on an indicator point the other way."""
        return self._pointing("hinders")

    def _pointing(self, direction: str) -> int:
        evidence = self.rating.evidence if self.rating else ()
        return sum(piece.direction == direction for piece in evidence)

    @property
    def conflicts(self) -> tuple[Evidence, ...]:
        """The evidence on an indicator in which sources contradict one another on a fact."""
        return self.rating.conflicts if self.rating else ()

    @property
    def way(self) -> Way | None:
        """Where the number of a rated indicator stands between its ends; None for a checklist."""
        measure, rating = self.place.measure, self.rating
        return None if measure is None or rating is None else measure.way(rating)

    @property
    def point(self) -> ScalePoint | None:
        """The point of the scale that an indicator was given."""
        level = None if self.rating is None else self.rating.level
        return next((point for point in self.owner.scale if point.points == level), None)

    @property
    def gates(self) -> tuple[GateOutcome, ...]:
        """Its gates and what became of them."""
        return self.card.outcomes[self.place.index]

    @property
    def score(self) -> Fraction | None:
        """The score on the display scale, unrounded; None where there is none or it is withheld."""
        return None if self.withheld else self.on_display(self.value)

    @property
    def low(self) -> Fraction | None:
        """The score if every unknown were at its lowest, or as it is where that is lower still."""
        return self.on_display(self.low_value)

    @property
    def high(self) -> Fraction | None:
        """The score if every unknown were at its highest, on the display scale."""
        return self.on_display(self.high_value)

    @property
    def shown(self) -> str | None:
        """The score as printed, with a decimal point."""
        return self.printed(self.score)

    @property
    def staged(self) -> Staged | None:
        """How far the lowest step beneath it has come, and which indicators hold it there.

        None where one is not rated by levels, or where they stand on different scales.
        """
        return staged(self.indicators())

    @property
    def staged_level(self) -> int | float | None:
        """The lowest level beneath; None where one is unknown or they stand on different scales."""
        found = self.staged
        return None if found is None else found.level

    def on_display(self, value: Fraction | None) -> Fraction | None:
        """A value from 0 to 1 on the scale on which this node is shown."""
        return None if value is None else on_display(value, self.display)

    def printed(self, score: Fraction | None) -> str | None:
        """A figure on the display scale at the decimals that the rubric prints."""
        return None if score is None else figure(score, self.display.decimals)

    def walk(self) -> Iterator["ScoredNode"]:
        """This node and everything beneath it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()

    def indicators(self) -> Sequence["ScoredNode"]:
        """The indicators beneath this node, in the order of the rubric."""
        first, last = self.place.leaves
        return self.card.indicators[first:last]

    @property
    def applying(self) -> int:
        """How many indicators beneath this node apply."""
        return sum(node.status != "not_applicable" for node in self.indicators())

    @property
    def bands(self) -> tuple[Band, ...]:
        """The bands that its figure can lie in, from the lowest."""
        return self.place.bands

    @property
    def own_band(self) -> Band | None:
        """The band in which the figure itself lies, whatever gates say."""
        index = self._index(self.value)
        return None if index is None or self.withheld else self.bands[index]

    @property
    def band(self) -> Band | None:
        """The band of the figure as shown, no higher than gates that fired allow."""
        index = self._index(self.value)
        return None if index is None or self.withheld else self.bands[min(index, self._cap)]

    @property
    def capped(self) -> bool:
        """Whether a gate leaves it a lower band than that in which the figure itself lies."""
        return self.band is not self.own_band

    @property
    def band_place(self) -> Fraction | None:
        """The place of its band among all, from 0 to 1; None without a band or beside no other."""
        if self.band is None or len(self.bands) < 2:
            return None
        return Fraction(self.bands.index(self.band), len(self.bands) - 1)

    @property
    def lower_band(self) -> Band | None:
        """The band beneath the one in which the figure itself lies."""
        index = self._index(self.value)
        return None if not index or self.withheld else self.bands[index - 1]

    @property
    def next_band(self) -> Band | None:
        """The band above the one in which the figure itself lies."""
        index = self._index(self.value)
        beyond = index is None or self.withheld or index + 1 == len(self.bands)
        return None if index is None or beyond else self.bands[index + 1]

    @property
    def to_next(self) -> Fraction | None:
        """How far the figure as shown is from the next band, on the scale of the bands."""
        return None if self.next_band is None else exact(self.next_band.start) - self.placed

    @property
    def above_lower(self) -> Fraction | None:
        """How far the figure as shown is above the edge of its own band."""
        return None if self.own_band is None else self.placed - exact(self.own_band.start)

    @property
    def gated(self) -> bool:
        """Whether a gate that fired keeps the next band out of reach."""
        return self.next_band is not None and self.bands.index(self.next_band) > self._cap

    @property
    def fired(self) -> tuple[GateOutcome, ...]:
        """Those of its gates that fired."""
        return tuple(outcome for outcome in self.gates if outcome.state == "fired")

    @property
    def possible_bands(self) -> tuple[Band, Band] | None:
        """The bands of the two bounds, no higher than gates that fired allow."""
        low, high = self._index(self.low_value), self._index(self.high_value)
        if low is None or high is None:
            return None
        return self.bands[min(low, self._cap)], self.bands[min(high, self._cap)]

    @property
    def _cap(self) -> int:
        """The highest band that the gates which fired allow."""
        fired = (
            watch.cap
            for watch, outcome in zip(self.place.watches, self.gates, strict=True)
            if outcome.state == "fired"
        )
        return min([len(self.bands) - 1, *fired])

    @property
    def placed(self) -> Fraction:
        """The figure as shown, on the scale of the bands; there is one where there is a score."""
        assert self.value is not None
        return self._rounded(self.value)

    def _rounded(self, value: Fraction) -> Fraction:
        return half_up(on_display(value, self.place.scale), self.place.scale.decimals)

    def _index(self, value: Fraction | None) -> int | None:
        """Which band a value lies in; None without a value or bands."""
        if value is None or not self.bands:
            return None
        return band_of(self.place.thresholds, *value.as_integer_ratio())

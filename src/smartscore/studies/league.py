"""Many places as a league: groups, quantiles, what lifts and drags each, what goes together.

All is told of figures that are shown: where too little is rated for one, it is left out here, and
counted. Values are from 0 to 1 and exact; docs/method.md has the formulas.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from smartscore.arithmetic import samples
from smartscore.engine.scored import ScoredNode
from smartscore.engine.tree import Node
from smartscore.model.rubric import Band
from smartscore.studies.linking import Link, Path, links
from smartscore.studies.ranking import Comparison
from smartscore.studies.spreads import NOWHERE, Spread, Standing, spread, standings


class Group(NamedTuple):
    """Places of one group in their order, by their indexes in the comparison.

    `name` is None for those in whose row no group is written; they have no rank among groups, which
    stand in the order of their medians as they are shown.
    """

    name: str | None
    places: tuple[int, ...]
    spread: Spread
    standing: Standing


class Pull(NamedTuple):
    """What lifts a place above the others or drags it below them, by what stands beneath the node.

    Under an arithmetic mean `distance` is how far its figure is above the mean of all; each part
    has its share here times its own distance from its mean, and `rest` is what is left: zero where
    the same parts, with the same shares, have a figure everywhere. Under any other mean all of them
    are distances from medians, which add up to nothing, and `rest` is None. A part without a figure
    is None.
    """

    distance: Fraction
    parts: Mapping[Path, Fraction | None]
    rest: Fraction | None

    @property
    def lift(self) -> Path | None:
        """The part that lifts most."""
        found = max(self.parts, key=lambda path: self.parts[path] or 0, default=None)
        return found if found is not None and (self.parts[found] or 0) > 0 else None

    @property
    def drag(self) -> Path | None:
        """The part that drags most."""
        found = min(self.parts, key=lambda path: self.parts[path] or 0, default=None)
        return found if found is not None and (self.parts[found] or 0) < 0 else None


@dataclass(frozen=True)
class League:
    """What is told of many places by one rubric, beside their ranks.

    `grouped` has the group of each place of the comparison, None where none is written; it is None
    itself where nobody asked for groups.
    """

    found: Comparison
    grouped: tuple[str | None, ...] | None = None

    @property
    def path(self) -> Path:
        """The path of the node by which places are ordered."""
        return self.found.by

    @property
    def parts(self) -> tuple[Node, ...]:
        """What stands right beneath it."""
        return self.found.nodes[1:]

    @cached_property
    def _columns(self) -> Mapping[Path, tuple[Fraction | None, ...]]:
        """By the path of each node, the figure of each place that shows one."""
        size = range(len(self.found.cards))
        return {
            node.path: tuple(_shown(self.found.at(place, node.path)) for place in size)
            for node in self.found.nodes
        }

    @cached_property
    def spreads(self) -> Mapping[Path, Spread]:
        """How the figures of the node, and of each part, lie."""
        return {path: spread(column) for path, column in self._columns.items()}

    @property
    def spread(self) -> Spread:
        """How the figures lie by which places are ordered."""
        return self.spreads[self.path]

    @cached_property
    def bands(self) -> tuple[tuple[Band, int], ...]:
        """How many places are in each band, gates and all, from the lowest; none without bands."""
        nodes = (self.found.at(place, self.path) for place in range(len(self.found.cards)))
        count = Counter(node.band.code for node in nodes if node is not None and node.band)
        return tuple((band, count[band.code]) for band in self.found.node.bands)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups by their medians, those without a figure by name, then what has no group."""
        if self.grouped is None:
            return ()
        members: dict[str | None, list[int]] = {}
        for place in self.found.order:
            members.setdefault(self.grouped[place], []).append(place)
        named = [name for name in members if name is not None]
        spreads = {name: self._spread_of(places) for name, places in members.items()}
        medians = [self.found.figure(spreads[name].median) for name in named]
        ranked = dict(zip(named, standings(medians), strict=True))
        groups = [
            Group(name, tuple(places), spreads[name], ranked[name] if name else NOWHERE)
            for name, places in members.items()
        ]
        after = len(groups) + 1

        def key(group: Group) -> tuple[bool, int, str]:
            named = "" if group.standing.rank else (group.name or "").casefold()
            return group.name is None, group.standing.rank or after, named

        return tuple(sorted(groups, key=key))

    def _spread_of(self, places: Sequence[int]) -> Spread:
        column = self._columns[self.path]
        return spread([column[place] for place in places])

    @cached_property
    def within(self) -> tuple[Standing, ...]:
        """Where each place stands within its group; nowhere without groups."""
        found = [NOWHERE] * len(self.found.cards)
        for group in self.groups:
            column = self._columns[self.path]
            figures = [self.found.figure(column[place]) for place in group.places]
            for place, standing in zip(group.places, standings(figures), strict=True):
                found[place] = standing
        return tuple(found)

    def firsts(self, group: Group) -> tuple[int, ...]:
        """The first place of a group, or those that share that rank in it."""
        return tuple(place for place in group.places if self.within[place].rank == 1)

    @property
    def is_sum(self) -> bool:
        """Whether what lifts and drags adds up: the node is an arithmetic mean of its parts."""
        return self.found.node.method == "arithmetic"

    @cached_property
    def pulls(self) -> tuple[Pull | None, ...]:
        """What lifts and drags each place; None without a figure, with no other, and no parts."""
        size = range(len(self.found.cards))
        if not self.parts or not self.found.alike or self.spread.size < 2:
            return (None,) * len(size)
        return tuple(self._pull(place) for place in size)

    @cached_property
    def _usual(self) -> Mapping[Path, Fraction | None]:
        """What the figure of each part is held against: its mean, or its median.

        The mean is that of the places whose figures make the mean of all.
        """
        if not self.is_sum:
            return {part.path: self.spreads[part.path].median for part in self.parts}
        whole = self._columns[self.path]
        found: dict[Path, Fraction | None] = {}
        for part in self.parts:
            beside = zip(self._columns[part.path], whole, strict=True)
            counted = [each for each, total in beside if each is not None and total is not None]
            found[part.path] = samples.mean(counted) if counted else None
        return found

    def _pull(self, place: int) -> Pull | None:
        figure = self._columns[self.path][place]
        middle = self.spread.mean if self.is_sum else self.spread.median
        if figure is None or middle is None:
            return None
        card, distance = self.found.cards[place], figure - middle
        parts: dict[Path, Fraction | None] = {}
        for part in self.parts:
            value, usual = self._columns[part.path][place], self._usual[part.path]
            counted = card.nodes[part.index].counted or Fraction(0)
            share = counted if self.is_sum else Fraction(1)
            known = None if value is None or usual is None else value - usual
            parts[part.path] = None if known is None else share * known
        if not self.is_sum:
            return Pull(distance, parts, None)
        told = sum((each for each in parts.values() if each is not None), Fraction(0))
        return Pull(distance, parts, distance - told)

    @cached_property
    def links(self) -> tuple[Link, ...] | None:
        """How far each two parts go together, the closest first.

        None where that would take long, or where rubrics differ.
        """
        if not self.found.alike:
            return None
        return links({part.path: self._columns[part.path] for part in self.parts})


def _shown(node: ScoredNode | None) -> Fraction | None:
    return None if node is None or node.withheld else node.value

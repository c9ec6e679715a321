"""What all that is said of places beside one another needs: facts, names, and how both are told."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Final

from smartscore.arithmetic.numbers import signed
from smartscore.engine.scored import ScoredNode
from smartscore.engine.tree import Node
from smartscore.reports.answer import Fold
from smartscore.reports.summary import Figures, between, figures
from smartscore.studies.league import League
from smartscore.studies.ranking import Comparison, Rank
from smartscore.studies.spreads import Standing
from smartscore.words import Words

NAMED: Final = 3
"""So many places are named in a sentence; more are counted."""

BESIDE: Final = 8
"""So many ranks, or places in pairs, stand beside one another in a table."""

_LONG: Final = 30
"""A longer table is folded on a screen; so many rows are left at either end."""
_ENDS: Final = 10


@dataclass(frozen=True)
class Beside:
    """Places beside one another by one rubric, their names, and the words to say it in.

    `group` is the heading by which they are grouped; `whole` says that no table is folded.
    """

    league: League
    names: Sequence[str]
    words: Words
    group: str | None = None
    whole: bool = False

    @property
    def found(self) -> Comparison:
        """Ranks and draws."""
        return self.league.found

    @cached_property
    def title(self) -> str:
        """What it is about: the rubric, or the part of it by which places are ordered."""
        title = self.words.text(self.found.first.rubric.title)
        node = self.found.node
        return title if node.parent is None else f"{title}, {self.words.text(node.title)}"

    @cached_property
    def ranks(self) -> tuple[Rank, ...]:
        """Where each stands."""
        return self.found.ranks(self.found.by)

    def named(self, node: Node) -> str:
        """What a node is called beside the others: the whole is no part."""
        return self.words("whole") if node.parent is None else self.words.text(node.title)

    @cached_property
    def heading(self) -> str:
        """What places are grouped by: in words where the format has a word for it."""
        known = {"group": "league.group", "province": "league.province"}
        return self.words(known[self.group]) if self.group in known else str(self.group)

    def score(self, place: int) -> str:
        """The figure by which a place is ordered; a dash where there is none."""
        return self.figure(self.found.at(place, self.found.by))

    def figure(self, node: ScoredNode | None) -> str:
        """The figure of a node on the scale of the rubric; a dash where there is none."""
        return self.value(None if node is None or node.withheld else node.value)

    def bounds(self, node: ScoredNode) -> str:
        """Both bounds of a node on that scale, or one figure where they are the same."""
        return between(self.value(node.low_value), self.value(node.high_value), self.words)

    def at(self, path: tuple[str, ...]) -> str:
        """What the node of a path is called."""
        tree = self.found.first.tree
        return self.words.text(tree.nodes[tree.by_path[path]].title)

    def told(self, node: ScoredNode, title: str = "") -> Figures:
        """What is printed of a node, on the scale of the rubric."""
        return figures(node, title, self.words, scale=self.found.first.whole)

    def listed(self, places: Sequence[int]) -> str:
        """The names of some places; of many the first ones, and how many more."""
        return self.several([self.names[place] for place in places])

    def several(self, names: Sequence[str]) -> str:
        """Some names in a sentence; of many the first ones, and how many more."""
        more = len(names) - NAMED
        behind = [self.words("diff.more", count=more)] if more > 0 else []
        return ", ".join([*names[:NAMED], *behind])

    def value(self, value: Fraction | None) -> str:
        """A value from 0 to 1 as it is printed on the scale of the rubric."""
        whole = self.found.first.whole
        return self.words.figure(whole.printed(whole.on_display(value)))

    def apart(self, distance: Fraction | None) -> str:
        """A distance of two such values, with its sign."""
        if distance is None:
            return "–"
        decimals = self.found.first.whole.display.decimals
        return self.words.figure(signed(self.found.apart(distance), decimals))

    def fold(self, rows: int) -> Fold | None:
        """How a table of so many rows is folded where a reader scrolls."""
        if self.whole or rows <= _LONG:
            return None
        return Fold(_ENDS, self.words("compare.folded", count=rows - 2 * _ENDS))


def ranked(rank: Rank | Standing) -> str:
    """A rank, with a sign where it is shared; a dash without one."""
    return "–" if rank.rank is None else f"{rank.rank}{'=' if rank.tied else ''}"


def is_ranked(ranks: Sequence[Rank]) -> bool:
    """Whether two have a rank, so that it tells something."""
    return len([rank for rank in ranks if rank.rank is not None]) > 1

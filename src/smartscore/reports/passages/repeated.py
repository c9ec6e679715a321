"""Passages that are proposed for several indicators, so that each is read once."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from smartscore.passages.search import ForIndicator
from smartscore.words import Words

_NAMED: Final = 3
"""So many other indicators are named, the rest is counted."""


class Spot(NamedTuple):
    """Where a candidate stands: under the how-manieth indicator, and as which of its candidates."""

    asked: int
    number: int

    @property
    def anchor(self) -> str:
        """Its name within a page."""
        return f"candidate-{self.asked + 1}-{self.number}"


class Repeated:
    """Where each passage of one search stands."""

    def __init__(self, asked: Sequence[ForIndicator], words: Words) -> None:
        self._asked = asked
        self._words = words
        self._spots: dict[str, list[Spot]] = {}
        for i, one in enumerate(asked):
            for number, each in enumerate(one.candidates, 1):
                self._spots.setdefault(each.digest, []).append(Spot(i, number))

    @property
    def passages(self) -> int:
        """How many different passages there are."""
        return len(self._spots)

    def first(self, digest: str) -> Spot:
        """Where a passage stands first."""
        return self._spots[digest][0]

    def above(self, digest: str) -> str:
        """That it has been read, and where."""
        return self._words("evidence.above", where=self._told(self.first(digest)))

    def also(self, digest: str) -> str:
        """Where else it stands, or nothing."""
        others = self._spots[digest][1:]
        if not others:
            return ""
        rest = len(others) - _NAMED
        if rest < 2:  # the name of one other is as short as its number
            return self._words("evidence.also", where=", ".join(map(self._told, others)))
        where = ", ".join(map(self._told, others[:_NAMED]))
        where = self._words("and-more", listed=where, count=rest)
        return self._words("evidence.also", where=where)

    def _told(self, spot: Spot) -> str:
        title = self._words.text(self._asked[spot.asked].item.indicator.title)
        return self._words("evidence.spot", title=title, number=spot.number)

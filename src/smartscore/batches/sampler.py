"""The sample that a table is, seen row by row before any row of it is scored."""

from fractions import Fraction
from typing import Final

from smartscore.engine.sampling import Tallies, over_sample
from smartscore.engine.tree import Tree
from smartscore.studies.sampling import doubts
from smartscore.tables.cells import Judged, Reader, readers
from smartscore.tables.columns import Columns
from smartscore.tables.facts import facts
from smartscore.tables.rows import BadRow, Row
from smartscore.text.problems import Complaint

_KEPT: Final = 4096
"""So many different texts of a column are kept with what they say."""


class Sampler:
    """What one process has seen of a table; picklable, and can be merged with what others saw.

    A row that can't be scored is no part of the sample: the others are those that are scored.
    """

    def __init__(self, tree: Tree, columns: Columns) -> None:
        self._tree, self._columns = tree, columns
        self._known = [
            None if reader is None or at is None else (_Known(reader), at)
            for reader, at in zip(readers(tree, columns), columns.leaves, strict=True)
        ]
        self.tallies = Tallies(tree)

    def __bool__(self) -> bool:
        """Whether the table is to be seen at all before its rows are scored."""
        return bool(self.tallies)

    def row(self, row: Row | BadRow) -> None:
        """One row more."""
        if isinstance(row, BadRow):
            return
        place = facts(self._columns, row)
        if place.doubts:
            return
        ratings = []
        for known in self._known:
            found = None if known is None else known[0][row.cells[known[1]]]
            if found is not None and found.wrong is not None:
                return
            ratings.append(None if found is None else found.rating)
        self.tallies.add(place.name, ratings)

    def merge(self, other: Tallies) -> None:
        """The `tallies` of rows that another process saw, which stand after these."""
        self.tallies.merge(other)

    def tree(self, coverage: Fraction = Fraction(0)) -> tuple[Tree, tuple[Complaint, ...]]:
        """The tree scored over all that was seen, and what is said of it, errors among that."""
        tree = over_sample(self._tree, self.tallies, coverage)
        return tree, tuple(doubts(tree))


class _Known(dict[str, Judged]):
    """What each text of a column says; up to a bound, it is found out once."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self._reader = reader

    def __missing__(self, text: str) -> Judged:
        """What a text says that is not kept."""
        found = self._reader.judged(text)
        if len(self) < _KEPT:
            self[text] = found
        return found

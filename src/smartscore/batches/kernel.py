"""What scores one row of a table: pure, and ready to be sent to another process."""

from collections.abc import Callable, Sequence
from operator import getitem, itemgetter
from typing import Final, NamedTuple

from smartscore.batches.figures import Cell, Figures
from smartscore.batches.record import remark
from smartscore.engine.tree import Tree
from smartscore.tables.cells import Reader, readers
from smartscore.tables.columns import Columns
from smartscore.tables.facts import Facts, facts
from smartscore.tables.rows import BadRow, Doubt, Row

_KEPT: Final = 4096
"""So many different texts of a column are kept with what they are worth."""

_LONG: Final = 40
"""Texts of more characters are not kept: they seldom come again."""


_TOLD: Final = itemgetter(Cell._fields.index("told"))


class Scored(NamedTuple):
    """What a row comes to: its fields as `record.fields` names them, and what is remarked of it."""

    fields: tuple[str, ...]
    remarks: tuple[Doubt, ...] = ()


class Kernel:
    """Scores rows of one table by one tree.

    A row comes to the same whatever rows were before it, and in whatever process.
    """

    def __init__(self, tree: Tree, columns: Columns) -> None:
        self._tree, self._columns = tree, columns
        figures = Figures(tree)
        self._figures = figures.of
        reading = zip(readers(tree, columns), columns.leaves, strict=True)
        told: set[int | None] = set()
        self._known: list[_Known] = []
        for place, (reader, at) in enumerate(reading):
            heading = None if at is None or at in told else columns.heading[at]
            self._known.append(_Known(figures, place, reader, heading))
            told.add(at)
        self._pick = _picking(columns)

    def __reduce__(self) -> tuple[type["Kernel"], tuple[Tree, Columns]]:
        """What another process is given: nothing that was kept."""
        return Kernel, (self._tree, self._columns)

    def row(self, row: Row) -> Scored | BadRow:
        """What a row comes to, or every reason why it can't be scored."""
        place = facts(self._columns, row)
        cells = list(map(getitem, self._known, self._pick(row.cells)))
        told: Sequence[Doubt] = ()
        if any(map(_TOLD, cells)):
            told = [doubt for cell in cells for doubt in cell.told]
        if place.doubts or (told and any(cell.is_wrong for cell in cells)):
            wrong = [doubt for cell in cells if cell.is_wrong for doubt in cell.told]
            return BadRow(row.number, row.raw, (*place.doubts, *wrong))
        remarks = (*place.remarks, *told) if told else place.remarks
        said = " ".join(map(remark, remarks)) if remarks else ""
        return Scored((*_texts(place), *self._figures(cells), said), remarks)


class _Known(dict[str, Cell]):
    """What each text of a column is worth; up to a bound, it is found out once.

    Without a `heading` nothing is told: an indicator that stands twice in a tree, where a rubric is
    grafted twice, has one column.
    """

    def __init__(
        self, figures: Figures, place: int, reader: Reader | None, heading: str | None
    ) -> None:
        super().__init__()
        self._figures, self._place = figures, place
        self._reader, self._heading = reader, heading

    def __missing__(self, text: str) -> Cell:
        """What a text is worth that is not kept."""
        cell = self._read(text)
        if len(self) < _KEPT and len(text) <= _LONG:
            self[text] = cell
        return cell

    def _read(self, text: str) -> Cell:
        if self._reader is None:
            return self._figures.cell(self._place, None)
        found = self._reader.judged(text)
        cell = self._figures.cell(self._place, found.rating)
        if self._heading is None:
            return cell
        if found.wrong is not None:
            return cell._replace(told=(Doubt(self._heading, found.wrong),), is_wrong=True)
        return cell._replace(told=tuple(Doubt(self._heading, each) for each in found.remarks))


def _picking(columns: Columns) -> Callable[[tuple[str, ...]], Sequence[str]]:
    """What takes the cells of the indicators out of a row, in the order of the tree."""
    if None not in columns.leaves and len(columns.leaves) > 1:
        return itemgetter(*columns.leaves)
    places = columns.leaves
    return lambda cells: ["" if at is None else cells[at] for at in places]


def _texts(place: Facts) -> tuple[str, str, str, str]:
    """What the table says of the place, as its cells have it."""
    date = "" if place.date is None else place.date.isoformat()
    return place.name, place.code or "", place.group or "", date

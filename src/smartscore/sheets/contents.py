"""The cells of a sheet, taken in piece by piece: what each says, and in which formats."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from smartscore.sheets.addresses import Spot, spot
from smartscore.sheets.areas import Areas
from smartscore.sheets.markup import Reading, truth
from smartscore.sheets.parts import Formats, unescaped
from smartscore.sheets.shown import Shown
from smartscore.sheets.values import Found, Held, held

_LAST: Final = (1_048_575, 16_383)
"""The last row and column that a sheet can have."""

_INSIDE: Final = {
    "sheetData": ("row",),
    "row": ("c",),
    "c": ("v", "f", "is"),
    "is": ("t", "r", "rPh", "phoneticPr"),
    "r": ("rPr", "t"),
    "rPh": ("t",),
}
"""What the elements of a sheet's data can hold; anything else would be shown by some programs."""

_PASSED: Final = ("extLst", "rPr")
_NOT_BLANK: Final = ("n", "s", "b", "d")
"""Kinds of cells that say something, or are blank."""


class Part(NamedTuple):
    """What is the matter with cells: formulas, errors, and what is shown of other than it is."""

    formulas: set[Spot]
    errors: dict[Spot, str]
    shown: dict[Spot, Shown]


class Grid(NamedTuple):
    """The cells of a sheet by row and column; blanks are left out."""

    name: str
    cells: dict[Spot, Held]
    part: Part


class Contents(Reading):
    """Takes in a sheet; `count` is told of each cell that has something in it, and may stop."""

    def __init__(
        self, texts: Sequence[str], formats: Formats, count: Callable[[int, int], None]
    ) -> None:
        self._texts, self._formats, self._count = texts, formats, count
        self.found: dict[Spot, Found] = {}
        self.used_texts: list[int] = []
        self.formulas: set[Spot] = set()
        self.areas = Areas(formats)
        self._columns = _Columns(formats)
        self._hidden: list[int] = []
        self._row_format: str | None = None
        self._row = self._column = -1
        self._passing = 0
        self._data = self._has_data = False
        self._cell: dict[str, str] = {}
        self._said: list[str] | None = None
        self._value: str | None = None
        self._inline: list[str] | None = None

    @property
    def hidden(self) -> tuple[int, ...]:
        """The rows that are hidden and hold something."""
        rows = {row for row, _ in self.found}
        return tuple(row for row in self._hidden if row in rows)

    def start(self, path: list[str], name: str, attributes: dict[str, str]) -> None:
        """An element begins; raises ValueError where it stands at no place of its own."""
        if self._passing:
            self._passing += 1
        elif self._data:
            self._start_inside(path[-1], name, attributes)
        elif not path:
            if name != "worksheet":
                raise ValueError(name)
        elif name == "sheetData":
            if path != ["worksheet"] or self._has_data:
                raise ValueError(name)
            self._data = self._has_data = True
        elif name == "col":
            self._columns.add(attributes)
        else:
            self.areas.start(name, attributes)

    def _start_inside(self, parent: str, name: str, attributes: dict[str, str]) -> None:
        if name in _PASSED:
            self._passing = 1
        elif name not in _INSIDE.get(parent, ()):
            raise ValueError(name)
        elif name == "c":
            self._begin_cell(attributes)
        elif name == "row":
            self._begin_row(attributes)
        elif name in ("v", "f") or (name == "t" and parent != "rPh"):
            if name == "v" and self._value is not None:
                raise ValueError(name)
            self._said = []
            if name == "f":
                self.formulas.add((self._row, self._column))
                self.areas.formula(attributes)
        elif name == "is":
            if self._inline is not None:
                raise ValueError(name)
            self._inline = []

    def _begin_row(self, attributes: dict[str, str]) -> None:
        row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
        if not self._row < row <= _LAST[0]:
            raise ValueError(row)
        self._row, self._column = row, -1
        self._row_format = attributes.get("s")
        if truth(attributes.get("hidden"), default=False):
            self._hidden.append(row)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        row, column = self._row, self._column + 1
        if "r" in attributes:
            row, column = spot(attributes["r"])
        if row != self._row or not self._column < column <= _LAST[1]:
            raise ValueError(attributes.get("r"))
        self._column = column
        self._cell = attributes
        self._value = self._inline = None

    def text(self, text: str) -> None:
        """What an element says."""
        if self._said is not None:
            self._said.append(text)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._passing:
            self._passing -= 1
        elif not self._data:
            pass
        elif name == "sheetData":
            self._data = False
        elif name == "c":
            self._end_cell()
        elif self._said is not None and name in ("v", "f", "t"):
            said = "".join(self._said)
            self._said = None
            if name == "v":
                self._value = said
            elif name == "t" and self._inline is not None:
                self._inline.append(unescaped(said))

    def _end_cell(self) -> None:
        here = (self._row, self._column)
        kind = self._cell.get("t", "n")
        if (kind == "inlineStr") != (self._inline is not None):
            raise ValueError(kind)
        said = "".join(self._inline) if self._inline is not None else self._value
        if said is None or (kind in _NOT_BLANK and not said.strip()):
            if here in self.formulas:
                self._count(*here)
            return
        self._count(*here)
        if kind == "s":
            number = int(said)
            if number < 0:
                raise ValueError(number)
            self.used_texts.append(number)
            said = self._texts[number]
        if said or kind == "e":
            self.found[here] = Found(kind, said, self._own_formats())

    def _own_formats(self) -> tuple[str, ...]:
        """The formats of a cell; of one that names none also those of its row and its column."""
        if "s" in self._cell:
            return self._formats.of_cell(int(self._cell["s"]))
        of_row = self._formats.of_cell(int(self._row_format)) if self._row_format else ()
        every = (*self._formats.of_cell(0), *of_row, *self._columns.formats(self._column))
        return tuple(dict.fromkeys(every))

    def grid(self, name: str, *, from_1904: bool) -> Grid:
        """The cells with what is the matter with them; raises ValueError for a broken value."""
        part = Part(self.formulas | self.areas.computed(self.found), {}, {})
        conditions = self.areas.conditions(self.found)
        cells: dict[Spot, Held] = {}
        for here, found in self.found.items():
            if found.kind == "e":
                said = found.said.strip()
                part.errors[here] = said[:40] if said.startswith("#") else "#?"
                continue
            codes = (*found.formats, *conditions.get(here, ()))
            cells[here], shown = held(found, codes, from_1904=from_1904)
            if shown is not None:
                part.shown[here] = shown
        for covered in self.areas.covered(self.found):
            part.shown[covered] = Shown("", "nothing")
        return Grid(name, cells, part)


class _Columns:
    """The formats of whole columns, which some programs give to cells that name none."""

    def __init__(self, formats: Formats) -> None:
        self._formats = formats
        self._given: list[tuple[int, int, int]] = []
        self._known: dict[int, tuple[str, ...]] = {}

    def add(self, attributes: dict[str, str]) -> None:
        """Columns of one format; raises ValueError where there are more than a sheet has."""
        if "style" in attributes:
            if len(self._given) > _LAST[1]:
                raise ValueError("col")
            ends = int(attributes["min"]) - 1, int(attributes["max"]) - 1
            self._given.append((*ends, int(attributes["style"])))

    def formats(self, column: int) -> tuple[str, ...]:
        """The formats of a column."""
        if column not in self._known:
            styles = [style for first, last, style in self._given if first <= column <= last]
            found = (code for style in styles for code in self._formats.of_cell(style))
            self._known[column] = tuple(dict.fromkeys(found))
        return self._known[column]

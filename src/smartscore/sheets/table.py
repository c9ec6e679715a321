"""Sheets by machine keys: rows whose cells are asked for by key, and what is wrong with them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from smartscore.read import workbook_faults
from smartscore.sheets import cells
from smartscore.sheets.addresses import column_letters
from smartscore.sheets.columns import CHOICES, FIRST_ROW, KINDS, LATER, MARK
from smartscore.sheets.contents import Grid
from smartscore.sheets.shown import Shown
from smartscore.sheets.values import Held
from smartscore.text.problems import Code, Complaint, Place, Problem, Related, Route, Wrong, closest
from smartscore.text.source import Data
from smartscore.text.spots import Spot
from smartscore.words import Words, words


@dataclass(slots=True)
class Findings:
    """What is wrong with a workbook, and where each value of the assessment stands in it."""

    file: str
    words: Words
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    places: dict[Route, Place] = field(default_factory=dict)
    order: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    """Where each place is: its sheet, row and column."""

    sheets: dict[str, int] = field(default_factory=dict)
    """The number of each sheet, in the order of the workbook."""

    labels: dict[Route, str] = field(default_factory=dict)
    """What stands behind the number of each level that has a label."""

    not_taken: set[Place] = field(default_factory=set)
    """Cells that can't be taken, and for which something else stands in the assessment."""

    def place(self, sheet: str, row: int | None = None, column: int = 0) -> Place:
        """The place of a cell, or of a sheet as a whole."""
        if row is None:
            where = self.words("sheet.place", sheet=sheet)
        else:
            cell = f"{column_letters(column)}{row + 1}"
            where = self.words("sheet.place-cell", sheet=sheet, cell=cell)
        file = f"{self.file}: {where}"
        self.order[file] = (sheet, -1 if row is None else row, column)
        number = self.sheets.setdefault(sheet, len(self.sheets))
        return Place(Spot(file, self.file, (number, *self.order[file][1:])))

    def add(
        self, code: Code, place: Place, beside: Related | None = None, /, **values: str
    ) -> None:
        """That something is wrong at a place, and perhaps with another one beside it."""
        found = self.problems if code.blocks else self.remarks
        related = (beside,) if beside is not None else ()
        found.append(Complaint(code, values=values).at(place, related=related))


class _NotTaken:
    """What a cell is that can't be taken; why, has been told."""


class Table:
    """A sheet with machine keys."""

    def __init__(self, grid: Grid, findings: Findings) -> None:
        self.grid = grid
        self.findings = findings
        self.name = grid.name
        self.kind = self._head(1) or ""
        self.group = self._head(2)
        self.state = self._head(3) or ""
        self.columns: dict[str, int] = {}
        self._take_keys()

    @staticmethod
    def is_ours(grid: Grid) -> bool:
        """Whether a sheet bears the mark."""
        return grid.cells.get((0, 0)) == MARK

    def _head(self, column: int) -> str | None:
        cell = self.grid.cells.get((0, column))
        try:
            return None if cell is None else cells.text_of(cell)
        except Wrong:
            return None

    def _take_keys(self) -> None:
        known = [column.key for column in KINDS.get(self.kind, ())]
        for (row, column), cell in sorted(self.grid.cells.items(), key=lambda item: item[0]):
            if row != 1:
                continue
            key = str(cell)
            if key not in known or key in self.columns:
                place = self.place(row, column)
                self.findings.add(
                    workbook_faults.MACHINE_KEYS, place, key=key, suggestion=closest(key, known)
                )
            else:
                self.columns[key] = column
        for key in known:
            if key not in self.columns and key not in LATER and not key.startswith("#"):
                self.findings.add(workbook_faults.COLUMNS_ARE_THERE, self.place(), key=key)

    def place(self, row: int | None = None, column: int = 0) -> Place:
        """The place of a cell of this sheet, or of the sheet."""
        return self.findings.place(self.name, row, column)

    def rows(self) -> Iterator["Row"]:
        """The rows beneath the headings that have something in them."""
        spots = {row for row, _ in self.grid.cells} | {row for row, _ in self.grid.part.formulas}
        spots |= {row for row, _ in self.grid.part.errors}
        for number in sorted(spot for spot in spots if spot >= FIRST_ROW):
            yield Row(self, number)
        keyed = {column for row, column in self.grid.cells if row == 1}
        for (row, column), cell in self.grid.cells.items():
            if row >= FIRST_ROW and column not in keyed and str(cell).strip():
                self.findings.add(workbook_faults.CELLS_HAVE_A_COLUMN, self.place(row, column))


class Row:
    """A row of a table; what its cells hold is asked for by key."""

    def __init__(self, table: Table, number: int) -> None:
        self.table = table
        self.number = number

    def place(self, key: str) -> Place:
        """The place of the cell of a key."""
        return self.table.place(self.number, self.table.columns.get(key, 0))

    def note(self, route: Route, key: str) -> None:
        """Remember that the value at a route stands in the cell of a key."""
        self.table.findings.places.setdefault(route, self.place(key))

    def filled(self, keys: Sequence[str]) -> list[str]:
        """The keys of these whose cells are not blank."""
        return [key for key in keys if self._is_filled(key)]

    def _is_filled(self, key: str) -> bool:
        spot = (self.number, self.table.columns.get(key, -1))
        part = self.table.grid.part
        cell = self.table.grid.cells.get(spot)
        blank = cell is None or (isinstance(cell, str) and not cell.strip())
        return not blank or spot in part.formulas or spot in part.errors

    def take(
        self, key: str, reading: Callable[[Held], Any], instead: Any, *, as_text: bool = False
    ) -> Any:
        """What a reading makes of a cell; None where it is blank, `instead` where it is wrong.

        A number that is taken as text is to stand there as it is shown, with all its digits.
        """
        if not self._is_filled(key):
            return None
        found = self._taken(key, reading, as_text=as_text)
        if isinstance(found, _NotTaken):
            self.table.findings.not_taken.add(self.place(key))
            return instead
        return found

    def _taken(self, key: str, reading: Callable[[Held], Any], *, as_text: bool) -> Any:
        spot = (self.number, self.table.columns[key])
        part = self.table.grid.part
        findings = self.table.findings
        if spot in part.formulas or spot in part.errors:
            wrong = spot in part.errors
            code = workbook_faults.NO_ERRORS_IN_CELLS if wrong else workbook_faults.NO_FORMULAS
            findings.add(code, self.place(key), value=part.errors.get(spot, "="))
            return _NotTaken()
        if spot in part.shown and not self._shows(key, part.shown[spot], as_text=as_text):
            return _NotTaken()
        try:
            return reading(self.table.grid.cells[spot])
        except Wrong as wrong:
            findings.add(wrong.complaint.code, self.place(key), **wrong.complaint.values)
            return _NotTaken()

    def _shows(self, key: str, shown: Shown, *, as_text: bool) -> bool:
        """Whether a cell shows what it holds; complains where it does not, or not quite."""
        held = self.table.grid.cells[self.number, self.table.columns[key]]
        values = {"shown": shown.text, "value": cells.plainly(held)}
        if shown.kind == "nothing":
            self.table.findings.add(workbook_faults.CELLS_SHOW_SOMETHING, self.place(key), **values)
            return False
        if shown.kind == "other" or as_text:
            self.table.findings.add(
                workbook_faults.CELLS_SHOW_WHAT_THEY_HOLD, self.place(key), **values
            )
            return False
        if shown.kind == "dressed":
            self.table.findings.add(workbook_faults.NUMBERS_STAND_ALONE, self.place(key), **values)
        return True

    def text(self, key: str) -> str | None:
        """The text of a cell."""
        found: str | None = self.take(key, cells.text_of, "?", as_text=True)
        return found

    def prose(self, key: str, route: Route) -> Data:
        """A text as one string or in both languages; complains where it stands in both ways."""
        whole = self.text(key)
        both: dict[str, Data] = {}
        for language in ("id", "en"):
            text = self.text(f"{key}.{language}")
            if text is not None:
                both[language] = text
                self.note((*route, language), f"{key}.{language}")
                self.note(route, f"{key}.{language}")
        if whole is None:
            return both or None
        self.note(route, key)
        if both:
            self.written_twice(key, f"{key}.{next(iter(both))}")
        return whole

    def written_twice(self, one: str, other: str) -> None:
        """That two cells of this row say the same thing, where only one may be filled."""
        beside = Related(self.place(other), "other")
        code = workbook_faults.ONE_WAY_TO_WRITE
        self.table.findings.add(code, self.place(one), beside, one=one, other=other)

    def choice(self, key: str, kind: str) -> str | None:
        """A choice, in the words of the format or of either language."""
        text = self.text(key)
        return None if text is None else chosen(text, kind)


def chosen(text: str, kind: str) -> str:
    """A choice in the words of the format; what is none stays as it is."""
    wanted = text.strip().casefold()
    for choice in CHOICES[kind]:
        known = {choice, *(words(language)(f"sheet.{kind}-{choice}") for language in ("id", "en"))}
        if wanted in {word.casefold() for word in known}:
            return choice
    return text


def offer(choice: str, words: Words) -> str:
    """A choice as the list of a cell offers it; a choice of no list as it is.

    >>> from smartscore.words import words
    >>> offer("hinders", words("id")), offer("id", words("id"))
    ('menghambat', 'id')
    """
    kind = _KINDS.get(choice)
    return words(f"sheet.{kind}-{choice}") if kind else choice


_KINDS = {
    "supports": "direction",
    "hinders": "direction",
    "conflicts": "direction",
    "supply": "side",
    "demand": "side",
    "key": "kind",
    "main": "kind",
    "additional": "kind",
}

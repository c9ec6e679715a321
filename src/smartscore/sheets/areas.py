"""What a sheet says of many cells at once: formulas that fill them, conditions, merged cells."""

from collections.abc import Iterator, Mapping
from typing import Final

from smartscore.sheets.addresses import Area, Spot, area, size
from smartscore.sheets.parts import Formats

MAX_WORK: Final = 2_000_000
"""Cells that are looked at for what is said of areas, the same ones again for each of them."""


class Areas:
    """The areas of a sheet, and which of its cells lie in them."""

    def __init__(self, formats: Formats) -> None:
        self._formats = formats
        self._merged: list[Area] = []
        self._computed: list[Area] = []
        self._conditions: list[tuple[Area, str]] = []
        self._here: list[Area] = []
        self._left = MAX_WORK

    @property
    def merged(self) -> tuple[Area, ...]:
        """The areas that are merged into one cell each."""
        return tuple(self._merged)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element outside the data; raises ValueError for a reference that is none."""
        if name == "mergeCell":
            self._merged.append(self._area(attributes["ref"]))
        elif name == "conditionalFormatting":
            self._here = [self._area(part) for part in attributes.get("sqref", "").split()]
        elif name == "cfRule" and "dxfId" in attributes:
            code = self._formats.of_condition(int(attributes["dxfId"]))
            if code is not None:
                self._spend(len(self._here))
                self._conditions += [(each, code) for each in self._here]

    def formula(self, attributes: dict[str, str]) -> None:
        """A formula, which may fill cells beside its own."""
        if attributes.get("t") in ("array", "dataTable") and "ref" in attributes:
            self._computed.append(self._area(attributes["ref"]))

    def computed(self, cells: Mapping[Spot, object]) -> set[Spot]:
        """Cells that a formula of another cell fills."""
        return {spot for each in self._computed for spot in self._inside(each, cells)}

    def covered(self, cells: Mapping[Spot, object]) -> set[Spot]:
        """Cells that lie beneath another with which they are merged."""
        return {
            spot for each in self._merged for spot in self._inside(each, cells) if spot != each[:2]
        }

    def conditions(self, cells: Mapping[Spot, object]) -> dict[Spot, list[str]]:
        """The number formats that cells may take on by a condition."""
        found: dict[Spot, list[str]] = {}
        for each, code in self._conditions:
            for spot in self._inside(each, cells):
                found.setdefault(spot, []).append(code)
        return found

    def _area(self, reference: str) -> Area:
        self._spend(1)
        return area(reference)

    def _inside(self, each: Area, cells: Mapping[Spot, object]) -> Iterator[Spot]:
        top, left, bottom, right = each
        self._spend(min(size(each), len(cells)))
        if size(each) > len(cells):
            for row, column in cells:
                if top <= row <= bottom and left <= column <= right:
                    yield row, column
            return
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) in cells:
                    yield row, column

    def _spend(self, cells: int) -> None:
        self._left -= cells
        if self._left < 0:
            raise ValueError("areas")

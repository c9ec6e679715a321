"""A workbook's sheets as cells by row and column, from 0; blanks are left out."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from smartscore.problems import Unreadable
from smartscore.sheets import NotInstalled
from smartscore.sheets.cells import Held
from smartscore.sheets.guard import Part, inspect


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a sheet."""

    name: str
    cells: Mapping[tuple[int, int], Held]
    part: Part


def grids(data: bytes, name: str) -> list[Grid]:
    """The sheets in their order.

    Raises Unreadable where the file is no workbook or exceeds a limit, NotInstalled where the
    extra is not there.
    """
    try:
        import python_calamine
    except ImportError:
        raise NotInstalled from None
    parts, archive = inspect(data, name)
    try:
        with python_calamine.load_workbook(io.BytesIO(archive)) as book:
            return [
                Grid(sheet, _cells(book.get_sheet_by_name(sheet)), parts[sheet])
                for sheet in book.sheet_names
                if sheet in parts
            ]
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:  # a panic of its own is no Exception
        raise Unreadable(name, "sheet-damaged") from None


def _cells(sheet: object) -> dict[tuple[int, int], Held]:
    rows = cast("list[list[Held]]", sheet.to_python(skip_empty_area=False))  # type: ignore[attr-defined]
    return {
        (i, j): value
        for i, row in enumerate(rows)
        for j, value in enumerate(row)
        if value != "" or not isinstance(value, str)
    }

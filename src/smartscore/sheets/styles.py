"""What the cells of a workbook look like."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

_PLAIN: Final[Mapping[str, Any]] = {
    "font_name": "Calibri",
    "font_size": 10,
    "text_wrap": True,
    "valign": "top",
    "border": 1,
    "border_color": "#BFBFBF",
    "num_format": "@",
}
_LOOKS: Final[Mapping[str, Mapping[str, Any]]] = {
    "shown": {"bg_color": "#F7F7F7"},
    "name": {"bg_color": "#F7F7F7", "bold": True},
    "bold": {"bold": True},
    "plain": {},
    "code": {"bg_color": "#F7F7F7", "font_color": "#6B6B6B", "font_size": 8},
    "text": {"bg_color": "#FFF8DC", "locked": False},
    "number": {"bg_color": "#FFF8DC", "locked": False, "num_format": "General", "align": "left"},
    "unused": {"bg_color": "#E4E4E4"},
    "head": {"bg_color": "#1F3864", "font_color": "#FFFFFF", "bold": True, "valign": "vcenter"},
    "dimension": {"bg_color": "#D9E2F3", "bold": True, "valign": "vcenter"},
    "title": {"border": 0, "bold": True, "font_size": 14, "text_wrap": False},
    "about": {"border": 0, "italic": True, "font_color": "#404040", "text_wrap": False},
    "key": {"border": 0},
}
"""Looks by what a cell is for: what is to be filled in is coloured and not locked."""


class Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, book: "Workbook") -> None:
        self._formats: dict[str, Format] = {
            name: book.add_format({**_PLAIN, **look}) for name, look in _LOOKS.items()
        }

    def __getitem__(self, name: str) -> "Format":
        """The format of a look."""
        return self._formats[name]

"""The workbook that is written: cells with their formats, what stays in sight, how it prints."""

import datetime
import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from smartscore.reports.safe import clean
from smartscore.reports.xlsx import MAX_COLUMNS, MAX_ROWS, NotInstalled, TooMany, too_long
from smartscore.reports.xlsx.heights import HIGHEST, LINE, height
from smartscore.reports.xlsx.numbers import decimals_of_share, number
from smartscore.reports.xlsx.sheet import Cell, Column, Figure, Share, Sheet, printed
from smartscore.text.source import NOT_TEXT
from smartscore.words import Words

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_FIRST_DAY: Final = datetime.date(1900, 3, 1)
"""Before it programs count days differently."""

_ROOM: Final = 32_700
_SHORT: Final = 255
"""Longer texts do not show everywhere in cells that are formatted as text."""

_DAY: Final = "yyyy-mm-dd"
_A4: Final = 9

_PLAIN: Final[Mapping[str, Any]] = {
    "font_name": "Calibri",
    "font_size": 10,
    "valign": "top",
    "bottom": 1,
    "bottom_color": "#D0D0D0",
}
_LOOKS: Final[Mapping[str, Mapping[str, Any]]] = {
    "body": {},
    "part": {"bg_color": "#F2F5FA"},
    "whole": {"bg_color": "#D9E2F3", "bold": True},
    "prose": {"bg_color": "#D9E2F3"},
    "head": {
        "bg_color": "#1F3864",
        "font_color": "#FFFFFF",
        "bold": True,
        "text_wrap": True,
        "valign": "vcenter",
    },
    "note": {"bottom": 0, "font_color": "#404040"},
}
_DATE: Final[Mapping[str, Any]] = {"num_format": _DAY, "align": "left"}
_TEXT: Final[Mapping[str, Any]] = {"num_format": "@", "text_wrap": True}
_NUMBER: Final[Mapping[str, Any]] = {"align": "right", "indent": 1}
_LONG: Final[Mapping[str, Any]] = {"quote_prefix": True, "text_wrap": True}


def _height(cells: Sequence[Cell], sheet: Sheet) -> float:
    """How high a row is; columns that are folded do not count."""
    texts = zip(cells, sheet.columns, strict=False)
    shown = [height(c, k.width) for c, k in texts if isinstance(c, str) and not k.folded]
    return min(max([LINE, *shown]) + 2, HIGHEST)


def _folding(columns: Sequence[Column], at: int) -> dict[str, Any]:
    """Whether a column is folded away, or carries the sign that opens those behind it."""
    if columns[at].folded:
        return {"level": 1, "hidden": True}
    behind = columns[at + 1 : at + 2]
    return {"collapsed": True} if behind and behind[0].folded else {}


class Book:
    """A workbook in the making; `cut` counts the texts that no cell holds whole."""

    def __init__(self, words: Words, day: datetime.date) -> None:
        try:
            from xlsxwriter import Workbook
        except ImportError:
            raise NotInstalled from None
        self.cut = 0
        self._words = words
        self._bytes = io.BytesIO()
        self._book = Workbook(self._bytes, {"in_memory": True})
        made = max(day, _FIRST_DAY)
        self._book.set_properties({"created": datetime.datetime(made.year, made.month, made.day)})  # noqa: DTZ001
        self._formats: dict[tuple[str, str], Format] = {}

    def add(self, sheet: Sheet) -> None:
        """Write a sheet; raises TooMany where it has more rows than a sheet holds."""
        first = 2 if sheet.over else 1
        count = first + len(sheet.rows) + len(sheet.notes) + 1
        if count > MAX_ROWS:
            raise TooMany(sheet.name, count)
        assert len(sheet.columns) <= MAX_COLUMNS
        page = self._book.add_worksheet(sheet.name)
        self._head(page, sheet, first)
        for i, row in enumerate(sheet.rows, first):
            for j, (cell, column) in enumerate(zip(row.cells, sheet.columns, strict=False)):
                is_prose = column.prose and row.look == "whole"
                self._put(page, i, j, cell, "prose" if is_prose else row.look)
            page.set_row(i, _height(row.cells, sheet))
        for i, note in enumerate(sheet.notes, first + len(sheet.rows) + 1):
            page.write_string(i, 0, clean(note), self._format("note"))
        self._settle(page, sheet, first)

    def _head(self, page: "Worksheet", sheet: Sheet, first: int) -> None:
        at = 0
        for text, width in sheet.over:
            if width > 1:
                page.merge_range(0, at, 0, at + width - 1, "", self._format("head"))
            page.write_string(0, at, self._held(text), self._format("head"))
            at += width
        for j, column in enumerate(sheet.columns):
            page.set_column(j, j, column.width, None, _folding(sheet.columns, j))
            page.write_string(first - 1, j, self._held(column.heading), self._format("head"))

        names = [column.heading for column in sheet.columns]
        page.set_row(first - 1, max(_height(names, sheet), 2 * LINE + 2))

    def _put(self, page: "Worksheet", row: int, column: int, cell: Cell, look: str) -> None:
        """A value in a cell: text always as text, whatever it looks like."""
        match cell:
            case None | "":
                page.write_blank(row, column, None, self._format(look))
            case bool():
                page.write_boolean(row, column, cell, self._format(look))
            case Figure() | Share():
                self._put_number(page, (row, column), cell, look)
            case str():
                self._put_text(page, (row, column), cell, look)
            case datetime.date():
                if cell < _FIRST_DAY:
                    self._put_text(page, (row, column), cell.isoformat(), look)
                else:
                    page.write_datetime(row, column, cell, self._format(look, _DAY))
            case _:
                page.write_number(row, column, cell, self._format(look, "General"))

    def _put_number(
        self, page: "Worksheet", at: tuple[int, int], cell: Figure | Share, look: str
    ) -> None:
        """A number that shows as it is printed; as text where a cell has too few digits."""
        decimals, form = cell.decimals, ""
        if isinstance(cell, Share):
            decimals, form = decimals_of_share(cell.value, cell.decimals), "%"
            cell = Share(cell.value, decimals)
        held = number(cell.value, decimals + 2 if form else decimals)
        if held is None:
            self._put_text(page, at, printed(cell, self._words), look)
            return
        form = f"0.{'0' * decimals}{form}" if decimals else f"0{form}"
        page.write_number(*at, held, self._format(look, form))

    def _put_text(self, page: "Worksheet", at: tuple[int, int], text: str, look: str) -> None:
        held = self._held(text)
        page.write_string(*at, held, self._format(look, "@" if len(held) <= _SHORT else "long"))

    def _held(self, text: str) -> str:
        """A text as a cell holds it: one that is too long ends with a word that says so."""
        text = NOT_TEXT.sub("\ufffd", clean(text))
        if not too_long(text):
            return text
        self.cut += 1
        end = f" {self._words('xlsx.cut')}"
        most = _ROOM - len(end)
        kept = text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")
        return kept + end

    def _settle(self, page: "Worksheet", sheet: Sheet, first: int) -> None:
        """What stays in sight, filters, and the page on which it is printed."""
        last, columns = first + len(sheet.rows) - 1, len(sheet.columns)
        page.freeze_panes(first, sheet.kept)
        if not sheet.over:
            page.autofilter(0, 0, max(last, first - 1), columns - 1)
        page.outline_settings(symbols_right=False)
        page.set_landscape()
        page.set_paper(_A4)
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        page.repeat_rows(0, first - 1)
        page.set_header("&L&8&A")
        page.set_footer("&L&8&F&R&8&P / &N")
        page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})

    def _format(self, look: str, form: str = "") -> "Format":
        """The format of a look with a number format, each made once."""
        key = look, form
        if key not in self._formats:
            more: Mapping[str, Any] = {"num_format": form, **_NUMBER}
            more = {"": {}, "@": _TEXT, "long": _LONG, _DAY: _DATE}.get(form, more)
            self._formats[key] = self._book.add_format({**_PLAIN, **_LOOKS[look], **more})
        return self._formats[key]

    def finished(self) -> bytes:
        """The bytes of the workbook."""
        self._book.close()
        return self._bytes.getvalue()

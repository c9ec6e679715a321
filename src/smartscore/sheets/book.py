"""The workbook that is made: its sheets with their hidden rows, its lists, its formats."""

import datetime
import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from smartscore.reports.xlsx import too_long
from smartscore.reports.xlsx.heights import HIGHEST, LINE, height
from smartscore.sheets import NotInstalled
from smartscore.sheets.addresses import column_letters
from smartscore.sheets.columns import HEAD_ROW, LISTS, MARK, TITLE_ROW, Column
from smartscore.sheets.styles import Styles
from smartscore.text.problems import Route
from smartscore.words import Words

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_LISTS_NAME: Final = "_lists"
_LONGEST_NAME: Final = 31
_LONGEST_LIST: Final = 255
_NOT_IN_NAMES = re.compile(r"[\x00-\x1f\[\]:*?/\\']")
_FIRST_YEAR: Final = 1900
_MAY: Final = {"format_columns": True, "format_rows": True}
"""What a reader may do in a sheet that is protected, beside filling it in."""


class Book:
    """A workbook in the making; `overlong` are the routes of texts that no cell can hold."""

    def __init__(self, words: Words, date: datetime.date) -> None:
        try:
            from xlsxwriter import Workbook
        except ImportError:
            raise NotInstalled from None
        self.words = words
        self.overlong: list[Route] = []
        self._bytes = io.BytesIO()
        self._book = Workbook(self._bytes, {"in_memory": True})
        day = max(date, datetime.date(_FIRST_YEAR, 1, 1))
        self._book.set_properties({"created": datetime.datetime(day.year, day.month, day.day)})  # noqa: DTZ001
        self.styles = Styles(self._book)
        self._names: set[str] = {_LISTS_NAME, "history"}
        self._lists: dict[tuple[str, ...], int] = {}

    def sheet(self, name: str, kind: str, *more: str) -> "Sheet":
        """A sheet of a kind, under a name that no other has; `more` goes into its first row."""
        sheet = Sheet(self, self._book.add_worksheet(self._free(name)), name)
        for column, text in enumerate((MARK, kind, *more)):
            sheet.put(0, column, text, "key")
        return sheet

    def _free(self, name: str) -> str:
        """A name as Excel allows it."""
        plain = _NOT_IN_NAMES.sub("-", name).strip()[:_LONGEST_NAME] or "-"
        free, number = plain, 1
        while free.lower() in self._names:
            number += 1
            free = f"{plain[: _LONGEST_NAME - len(str(number)) - 1]}-{number}"
        self._names.add(free.lower())
        return free

    def choices(self, items: Sequence[str]) -> list[str] | str:
        """What a drop-down offers: the items themselves, or where the list of lists has them."""
        joined = ",".join(items)
        simple = len(joined) <= _LONGEST_LIST and not re.search(r'["=\n]', joined)
        if simple and joined.count(",") == len(items) - 1:
            return list(items)
        column = self._lists.setdefault(tuple(items), len(self._lists))
        letters = column_letters(column)
        return f"={_LISTS_NAME}!${letters}$3:${letters}${len(items) + 2}"

    def finished(self) -> bytes:
        """The bytes of the workbook."""
        sheet = self._book.add_worksheet(_LISTS_NAME)
        sheet.hide()
        for column, text in enumerate((MARK, LISTS)):
            sheet.write_string(0, column, text)
        for items, column in self._lists.items():
            for row, item in enumerate(items):
                sheet.write_string(row + 2, column, item)
        sheet.protect()
        self._book.close()
        return self._bytes.getvalue()


class Sheet:
    """A worksheet that is being written."""

    def __init__(self, book: Book, sheet: "Worksheet", name: str) -> None:
        self.book = book
        self.sheet = sheet
        self.name = sheet.get_name()
        self.title = name
        self._heights: dict[int, float] = {}

    def head(self, columns: Sequence[Column], hidden: set[str], title: str, about: str) -> None:
        """The hidden rows, the title and the headings; the widths of the columns."""
        words = self.book.words
        self.put(TITLE_ROW, 1 if columns[0].key in hidden else 0, title, "title")
        for i, column in enumerate(columns):
            self.put(1, i, column.key, "key")
            self.put(HEAD_ROW, i, heading(column, words), "head")
            options = {"hidden": True} if column.key in hidden else {}
            self.sheet.set_column(i, i, column.width, None, options)
        for row in (0, 1):
            self.sheet.set_row(row, None, None, {"hidden": True})
        shown = [i for i, column in enumerate(columns) if column.key not in hidden]
        if about:
            self.put(TITLE_ROW, shown[min(4, len(shown) - 1)], about, "about")
        self.sheet.set_row(TITLE_ROW, 24)
        self.sheet.set_row(HEAD_ROW, 2 * LINE + 4)

    def put(self, row: int, column: int, value: Any, look: str, route: Route = ()) -> None:
        """A value in a cell: text always as text, whatever it looks like."""
        style = self.book.styles[look]
        if value is None or value == "":
            self.sheet.write_blank(row, column, None, style)
        elif isinstance(value, str):
            if too_long(value):
                self.book.overlong.append(route)
            else:
                self.sheet.write_string(row, column, value, style)
        else:
            self.sheet.write_number(row, column, value, style)

    def merge(
        self, rows: tuple[int, int], column: int, value: Any, look: str, route: Route
    ) -> None:
        """A value in a cell that reaches over several rows."""
        if rows[0] < rows[1]:
            style = self.book.styles[look]
            self.sheet.merge_range(rows[0], column, rows[1], column, "", style)
        self.put(rows[0], column, value, look, route)

    def named(self, row: int, column: int, text: str) -> None:
        """A text to be read, its first line bold."""
        first, end, rest = text.partition("\n")
        if not rest:
            self.put(row, column, text, "name")
            return
        styles = self.book.styles
        parts = (styles["bold"], first, styles["plain"], end + rest)
        self.sheet.write_rich_string(row, column, *parts, styles["shown"])

    def need(self, row: int, points: float) -> None:
        """Make a row at least so high."""
        self._heights[row] = max(self._heights.get(row, 0), min(points + 3, HIGHEST))

    def need_text(self, row: int, value: Any, width: float) -> None:
        """Make a row high enough for a text."""
        if isinstance(value, str):
            self.need(row, height(value, width))

    def offer(
        self, spots: tuple[int, int, int, int], source: list[str] | str, *, strictly: bool
    ) -> None:
        """A drop-down over a range: first row, first column, last row, last column."""
        words = self.book.words
        options = {
            "validate": "list",
            "source": source,
            "error_type": "stop" if strictly else "warning",
            "error_title": words("sheet.not-listed-title"),
            "error_message": words("sheet.not-listed" if strictly else "sheet.not-listed-yet"),
        }
        self.sheet.data_validation(*spots, options)

    def finish(self, columns: int, rows: int, freeze: tuple[int, int]) -> None:
        """Heights, what stays in sight, how it is printed, and what is locked."""
        for row, points in self._heights.items():
            self.sheet.set_row(row, points)
        self.sheet.freeze_panes(*freeze)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)  # A4
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.sheet.repeat_rows(HEAD_ROW)
        self.sheet.print_area(TITLE_ROW, 0, rows, columns - 1)
        self.sheet.set_footer("&L&8&F – &A&R&8&P / &N")
        everything = f"A1:{column_letters(columns - 1)}{rows + 1}"
        self.sheet.ignore_errors({"number_stored_as_text": everything})
        self.sheet.protect("", _MAY)


def heading(column: Column, words: Words) -> str:
    """What a column is called in the reader's language."""
    if column.kind == "mark":
        return ""
    name = words(
        f"sheet.head-{column.base.lstrip('#').replace('.', '-').replace('_', '-').lower()}"
    )
    end = column.key.removeprefix(column.base)
    return f"{name} ({end[1:]})" if end else name

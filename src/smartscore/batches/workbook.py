"""What was scored as a workbook: a sheet of which no more than a row is in memory."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from smartscore.batches.lines import ROW
from smartscore.batches.record import Field
from smartscore.processes.ending import Unfinished
from smartscore.processes.replacing import replace
from smartscore.reports.safe import clean
from smartscore.reports.xlsx import MAX_COLUMNS, MAX_TEXT, NotInstalled, TooMany, too_long

_WIDE: Final = 24
_NARROW: Final = 11


def need(fields: Sequence[Field]) -> None:
    """Raise NotInstalled or TooMany where there can be no such workbook."""
    try:
        import xlsxwriter  # noqa: F401
    except ImportError:
        raise NotInstalled from None
    if len(fields) + 1 > MAX_COLUMNS:
        raise TooMany("", len(fields) + 1)


def write(lines: Path, target: Path, fields: Sequence[Field]) -> None:
    """Make a workbook of rows that were written as JSON Lines; raises OSError."""
    folder = target.with_name(f".{target.name[:40]}.{os.urandom(6).hex()}.part")
    with Unfinished(str(folder)):
        folder.mkdir()
        made = folder / "made.xlsx"
        _fill(lines, made, fields)
        replace(made, target)


def _fill(lines: Path, made: Path, fields: Sequence[Field]) -> None:
    from datetime import datetime

    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    names = [ROW, *(field.name for field in fields)]
    book = Workbook(str(made), {"constant_memory": True, "tmpdir": str(made.parent)})
    book.set_properties({"created": datetime(1980, 1, 1)})  # noqa: DTZ001 - the same bytes always
    sheet = book.add_worksheet("smartscore")
    head = book.add_format({"bold": True})
    sheet.freeze_panes(1, 2)
    sheet.set_column(0, 0, _NARROW)
    sheet.set_column(1, 1, _WIDE)
    sheet.set_column(2, len(names) - 1, _NARROW)
    for column, name in enumerate(names):
        sheet.write_string(0, column, name, head)
    with lines.open(encoding="utf-8") as rows:
        for number, line in enumerate(rows, 1):
            for column, value in enumerate(json.loads(line).values()):
                if isinstance(value, str):
                    sheet.write_string(number, column, _fitted(clean(value)))
                elif value is not None:
                    sheet.write_number(number, column, value)
    try:
        book.close()
    except FileCreateError as error:
        raise error.args[0] from None


def _fitted(text: str) -> str:
    """A text that a cell holds; a longer one ends in dots."""
    return f"{text[: MAX_TEXT // 2]}…" if too_long(text) else text

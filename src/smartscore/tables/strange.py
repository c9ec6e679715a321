"""Cells that are no values: what a spreadsheet left behind, or shows and does not hold."""

import re
from typing import Final

from smartscore.model.fields import shown
from smartscore.read import table_faults, workbook_faults
from smartscore.sheets.plain import MARK
from smartscore.tables.records import NESTED
from smartscore.text.problems import Complaint

_ERROR: Final = re.compile(r"(?s)#(?:N/A|NV|GETTING_DATA|[A-Z]*(?:/0)?[!?]|#+)(?: .*)?")
"""What spreadsheets write where a value could not be worked out, or shown."""


def strange(text: str) -> Complaint | None:
    """What a spreadsheet left behind in the place of a value, or shows that it does not hold."""
    if text.startswith(MARK):
        _, kind, shows, held = text.split(MARK)
        if kind == NESTED:
            return Complaint(table_faults.RECORDS_ARE_FLAT, values={"key": shown(shows)})
        if kind == "merged":
            return Complaint(table_faults.CELLS_ARE_NOT_MERGED, values={"row": shows})
        code = workbook_faults.CELLS_SHOW_WHAT_THEY_HOLD
        code = workbook_faults.CELLS_SHOW_SOMETHING if kind == "nothing" else code
        return Complaint(code, values={"shown": shown(shows), "value": shown(held)})
    if text.startswith("#"):
        return Complaint(workbook_faults.NO_ERRORS_IN_CELLS, values={"value": shown(text)})
    if text.startswith("="):
        return Complaint(workbook_faults.NO_FORMULAS)
    return None


def strange_name(text: str) -> Complaint | None:
    """The same of a text that names something, which may begin with a number sign."""
    if text.startswith("#") and not _ERROR.fullmatch(text):
        return None
    return strange(text)

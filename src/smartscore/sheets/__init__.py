"""Assessments as workbooks: sheets to fill in, and the way back from them to the format.

`workbook` makes the bytes of an .xlsx file, `guard` and `opening` read one within limits, `taking`
makes the data of an assessment of it, and `source` says in which cell a problem lies.
"""

from pathlib import PurePath
from typing import Final

from smartscore.reports.xlsx import NotInstalled as NotInstalled

ENDING: Final = ".xlsx"

_OTHERS: Final = (".xls", ".xlsm", ".xlsb", ".xltx", ".ods", ".numbers", ".csv", ".docx", ".odt")


class Unfit(Exception):  # noqa: N818 - a result that callers read, named after what it says
    """An assessment is more than a workbook holds; `limit` says how much that is."""

    def __init__(self, key: str, limit: int) -> None:
        self.key, self.limit = key, limit
        super().__init__(key, limit)


def is_workbook(name: str) -> bool:
    """Whether a file is a workbook by its name.

    >>> is_workbook("Town.XLSX"), is_workbook("town.yaml")
    (True, False)
    """
    return PurePath(name).suffix.lower() == ENDING


def is_of_others(name: str) -> bool:
    """Whether a file by its name is to be a table or document that is not written here.

    >>> is_of_others("town.ods"), is_of_others("town.yaml")
    (True, False)
    """
    return PurePath(name).suffix.lower() in _OTHERS

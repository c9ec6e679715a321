"""Results as a workbook: numbers that calculate and show as they are printed, texts that are texts.

`workbook` makes the bytes of an .xlsx file; `sheet` says what a sheet is, and `nodes`, `overview`,
`comparison`, `proofs`, `gaps` and `sources` make one each.
"""

from typing import Final

MAX_TEXT: Final = 32_767
"""Characters of a cell, as Excel counts them: those beyond the basic plane count twice."""

MAX_ROWS: Final = 1_048_576
MAX_COLUMNS: Final = 16_384


class NotInstalled(Exception):  # noqa: N818 - a result that callers read, named after what it says
    """A package of the extra `xlsx` is not there."""


class TooMany(Exception):  # noqa: N818 - as above
    """A sheet would have more rows than one holds; `count` says how many."""

    def __init__(self, sheet: str, count: int) -> None:
        self.sheet, self.count = sheet, count
        super().__init__(sheet, count)


def too_long(text: str) -> bool:
    """Whether a text is more than a cell can hold."""
    return len(text) > MAX_TEXT // 2 and len(text.encode("utf-16-le")) // 2 > MAX_TEXT

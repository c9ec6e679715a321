"""What a table is made of once it is divided into rows and cells; nothing in it is judged yet."""

from typing import NamedTuple

from smartscore.text.problems import Complaint


class Row(NamedTuple):
    """A row with as many cells as the table has headings.

    `number` is the line on which it begins, or its row in a workbook; the first heading is on line
    1. `cells` are texts as they are written. `raw` is the row as it was, for a file of the rows
    that failed.
    """

    number: int
    cells: tuple[str, ...]
    raw: str = ""


class Doubt(NamedTuple):
    """What is wrong with a cell, or with a row as a whole, where it has no heading."""

    heading: str | None
    complaint: Complaint


class BadRow(NamedTuple):
    """A row that can't be taken: its number, itself as it was, and every reason."""

    number: int
    raw: str
    doubts: tuple[Doubt, ...]

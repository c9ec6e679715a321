"""What a table is made of once it is divided into rows and cells; nothing in it is judged yet."""

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

from smartscore.text.problems import Complaint, Problem

Form = Literal["csv", "tsv", "jsonl", "xlsx"]
"""What a table is written as: delimited text, a JSON object a line, a workbook."""

FORMS: Final[tuple[Form, ...]] = ("csv", "tsv", "jsonl", "xlsx")


class Dialect(NamedTuple):
    """How a table is written, so that rows of it can be written again as they were.

    `delimiter` stands between cells and is empty where nothing does (`jsonl`); rows of a workbook
    are written with commas. `end` stands behind each row. `begins` is what stands before the
    heading: a byte order mark, a line such as `sep=;`.
    """

    form: Form = "csv"
    delimiter: str = ","
    end: str = "\n"
    begins: str = ""

    @property
    def is_text(self) -> bool:
        """Whether numbers are written as anybody likes: not in JSON, not in a workbook."""
        return self.form in ("csv", "tsv")


class Row(NamedTuple):
    """A row with as many cells as the table has headings.

    `number` is the line on which it begins, or its row in a workbook; the first heading is on line
    1. `cells` are texts as they are written. `raw` is the row as it was, for a file of the rows
    that failed, without its line end.
    """

    number: int
    cells: tuple[str, ...]
    raw: str = ""


class Doubt(NamedTuple):
    """What is wrong with a cell, or with a row as a whole, where it has no heading."""

    heading: str | None
    complaint: Complaint


class BadRow(NamedTuple):
    """A row that can't be taken: its number, itself as it was, and every reason.

    Bytes of `raw` that are no UTF-8 are what `surrogateescape` makes of them.
    """

    number: int
    raw: str
    doubts: tuple[Doubt, ...]


class Heading(tuple[str, ...]):
    """The names of the columns, and where they stand.

    `rows` are the first rows of the table, by which it can be told how its numbers are written;
    `remarks` are warnings about the table as a whole.
    """

    file: str
    line: int
    dialect: Dialect
    rows: tuple[tuple[str, ...], ...]
    remarks: tuple[Problem, ...]

    def __new__(
        cls,
        names: Iterable[str] = (),
        file: str = "",
        line: int = 1,
        dialect: Dialect = Dialect(),  # noqa: B008 - frozen
        rows: Iterable[tuple[str, ...]] = (),
        remarks: Iterable[Problem] = (),
    ) -> "Heading":
        """The names, and what else the beginning of a table says."""
        made = super().__new__(cls, names)
        made.file, made.line, made.dialect = file, line, dialect
        made.rows, made.remarks = tuple(rows), tuple(remarks)
        return made

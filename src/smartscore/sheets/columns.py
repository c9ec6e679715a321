"""The columns and rows of each sheet, by the machine keys of its hidden rows.

Row 1 of a sheet says what it is: the mark, the kind, and of ratings the group and what the group
is where nothing stands in it. Row 2 has the keys. Rows 3 and 4 are for people: a title and the
headings. A key that begins with `#` is of a column that is there to be read and not taken back.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Final, Literal

from smartscore.reports.xlsx import MAX_TEXT as MAX_TEXT

Kind = Literal[
    "shown",
    "text",
    "level",
    "number",
    "value",
    "met",
    "answers",
    "column",
    "codes",
    "choice",
    "date",
    "until",
    "csl",
    "json",
    "mark",
]

MARK: Final = "smartscore sheet 1"
LISTS: Final = "lists"
"""The kind of the hidden sheet with what drop-downs offer; it is not read."""

TITLE_ROW, HEAD_ROW, FIRST_ROW = 2, 3, 4
"""Rows count from 0 in the code, and from 1 wherever a reader sees them."""

MAX_ROWS: Final = 20_000
MAX_COLUMNS: Final = 100


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it holds and how wide it is, in characters."""

    key: str
    kind: Kind
    width: float
    words: str = ""
    """Of a choice: which words."""

    @property
    def base(self) -> str:
        """The key without the language."""
        return self.key.removesuffix(".id").removesuffix(".en")


def _prose(key: str, width: float) -> tuple[Column, ...]:
    """A text: as one string, and in each language."""
    return tuple(Column(f"{key}{end}", "text", width) for end in ("", ".id", ".en"))


RATINGS: Final = (
    Column("code", "text", 11),
    Column("#indicator", "shown", 28),
    Column("#look", "shown", 20),
    Column("#levels", "shown", 40),
    Column("level", "level", 14),
    Column("value", "value", 12),
    Column("met", "met", 18),
    Column("responses", "answers", 20),
    Column("responses.file", "text", 18),
    Column("responses.column", "column", 13),
    Column("responses.no_answer", "codes", 13),
    Column("responses.decimal", "text", 9),
    Column("responses.mean", "value", 10),
    Column("responses.n", "number", 9),
    *_prose("because", 30),
    *_prose("unknown", 18),
    *_prose("not_applicable", 17),
    Column("cite", "text", 12),
    *_prose("at", 15),
    *_prose("shows", 28),
    Column("direction", "choice", 12, "direction"),
    Column("quote", "text", 22),
    Column("side", "choice", 11, "side"),
    Column("plan.level", "level", 14),
    Column("plan.value", "value", 12),
    Column("plan.met", "met", 18),
    Column("plan.mean", "value", 10),
    *_prose("plan.owner", 18),
    Column("plan.by", "until", 12),
    Column("plan.effort", "number", 9),
    Column("confidence", "choice", 12, "confidence"),
    Column("judgements", "json", 36),
    Column("absent", "mark", 4),
)

LATER: Final = frozenset(
    {
        "responses.no_answer",
        "responses.decimal",
        "confidence",
        "judgements",
        *(column.key for column in RATINGS if column.key.startswith("plan.")),
    }
)
"""Columns that workbooks of 1.0 have not; a workbook is as good without them."""

EVIDENCE: Final = ("cite", "at", "shows", "direction", "quote", "side")
"""Keys of a piece of evidence; each row can hold one."""

MEASURED: Final = {
    "level": ("levels",),
    "value": ("quantity",),
    "met": ("checklist",),
    "responses": ("survey",),
    "responses.file": ("survey",),
    "responses.column": ("survey",),
    "responses.no_answer": ("survey",),
    "responses.decimal": ("survey",),
    "responses.mean": ("survey",),
    "responses.n": ("survey",),
    "plan.level": ("levels",),
    "plan.value": ("quantity",),
    "plan.met": ("checklist",),
    "plan.mean": ("survey",),
}
"""Columns that only some measures need."""

REFERENCES: Final = (
    Column("id", "text", 18),
    Column("type", "csl", 16),
    Column("title", "csl", 44),
    Column("author", "csl", 30),
    Column("issued", "csl", 13),
    Column("container-title", "csl", 26),
    Column("publisher", "csl", 22),
    Column("number", "csl", 12),
    Column("URL", "csl", 32),
    Column("note", "csl", 34),
    Column("file", "csl", 20),
    Column("more", "csl", 26),
)

INFORMANTS: Final = (
    Column("name", "text", 26),
    *_prose("role", 30),
    *_prose("institution", 30),
    Column("kind", "choice", 14, "kind"),
    Column("date", "date", 14),
    Column("cite", "text", 18),
    Column("present", "mark", 4),
)

ABOUT: Final = (
    Column("key", "text", 4),
    Column("#label", "shown", 26),
    Column("text", "text", 64),
    Column("text.id", "text", 48),
    Column("text.en", "text", 48),
    Column("#help", "shown", 56),
)


def unused_languages(columns: Sequence[Column], used: Set[str]) -> set[str]:
    """Columns for a text in one language that nobody uses; for both, where only those are used."""
    hidden = set()
    for column in columns:
        key = column.key
        both = {f"{key}.id", f"{key}.en"}
        if key not in used and (key != column.base or used & both):
            hidden.add(key)
    return hidden


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the sheet about the assessment: a key, what it holds, whether in two languages."""

    key: str
    kind: Kind
    both: bool = False
    words: str = ""


LINES: Final = (
    Line("subject.name", "text"),
    Line("subject.code", "text"),
    Line("subject.province", "text"),
    Line("date", "date"),
    Line("masterplan.title", "text", both=True),
    Line("masterplan.from", "number"),
    Line("masterplan.until", "number"),
    Line("rater.name", "text"),
    Line("rater.role", "text", both=True),
    Line("rater.side", "choice", words="side"),
    Line("raters", "json"),
    Line("about", "text", both=True),
    Line("language", "choice", words="language"),
    Line("rubrics", "text"),
)
"""The rows of the sheet about the assessment; that of `rubrics` can come several times, and that of
`raters` where there are any."""

KINDS: Final = {
    "about": ABOUT,
    "ratings": RATINGS,
    "references": REFERENCES,
    "informants": INFORMANTS,
}
"""The columns of each kind of sheet."""

UNREAD: Final = "unread"
"""What stands for the direction of a candidate that nobody has read yet: it has none."""

CHOICES: Final = {
    "direction": ("supports", "hinders", "conflicts", UNREAD),
    "side": ("supply", "demand"),
    "kind": ("key", "main", "additional"),
    "confidence": ("high", "medium", "low"),
    "language": ("id", "en"),
}
"""What a cell with a choice can be, in the words of the format."""

"""`report/1`: what a report says, before it is Markdown, HTML or a document.

Built-in and own templates are given the same `Report`. All texts are in the reader's language and
all figures printed as the reader writes them; nothing is marked up or escaped yet. What changes
here so that a template can break changes the version in `FORMAT` (docs/templates.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from smartscore.reports.summary import Figures as Figures
from smartscore.reports.summary import Summary as Summary
from smartscore.text.titles import Piece

if TYPE_CHECKING:
    from smartscore.reports.answer import Answer
    from smartscore.reports.charts import Drawable, Kind

FORMAT: Final = "report/1"

Style = Literal["appendix", "thesis", "brief", "page"]


class Cite(NamedTuple):
    """A pointer to a source of the report: its key, where in it, and author and year as text.

    `paged` says that the locator is a page, or pages.
    """

    key: str
    locator: str
    short: str
    paged: bool = False


class Citations(NamedTuple):
    """One or more pointers that stand in one pair of brackets."""

    cites: tuple[Cite, ...]


Run = str | Citations
Line = tuple[Run, ...]
"""What stands in a paragraph or a cell: texts and citations."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `width` is relative to those of its neighbours."""

    title: str
    width: int
    align: Literal["left", "right", "centre"] = "left"


@dataclass(frozen=True, slots=True)
class Row:
    """As many cells as the table has columns; a `total` closes a table or a part of it."""

    cells: tuple[Line, ...]
    kind: Literal["body", "total"] = "body"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption and the line that names its source.

    `number` is empty where a filter numbers tables, and until all tables are there. `identity` is
    the name by which a filter's references find it, one for each table of a report. A `wide` table
    wants a landscape page. `note` says what a reader must know of its figures, such as their scale.
    `lead` is the rest of a sentence that stands before it and begins with its number, or empty. A
    table that is `continued` has the number of the one before, of which it is the next rows.
    """

    code: str
    number: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    source: Line
    wide: bool = False
    note: str = ""
    identity: str = ""
    lead: str = ""
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with its caption.

    `code` names its files, `identity` it for a filter's references; `note` says on which scale it
    is drawn.
    """

    code: str
    number: str
    caption: str
    source: Line
    kind: "Kind"
    chart: "Drawable"
    note: str = ""
    identity: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section; level 1 is the highest there."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a `lead` says what all the rest is about."""

    line: Line
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula in TeX, and the same as text for readers without mathematics."""

    tex: str
    text: str


Block = Table | Figure | Heading | Paragraph | Bullets | Formula


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report. `code` is the same in every language, `number` its place from 1 on."""

    code: str
    title: str
    blocks: tuple[Block, ...]
    number: str = ""

    @property
    def wide(self) -> bool:
        """Whether it has a table that wants a landscape page."""
        return any(isinstance(block, Table) and block.wide for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Source:
    """A source of the report: `entry` is it in words, `csl` the item without our own keys.

    `url` is its address, where that is one of a page, else that of its DOI. `note` is what the
    analyst wrote about it, which lists of references leave out. `pieces` are the entry as the
    markup of its titles sets it.
    """

    key: str
    short: str
    entry: str
    url: str
    note: str
    csl: Mapping[str, Any]
    pieces: tuple[Piece, ...] = ()


SIGNS: Final = {"supports": "+", "hinders": "−", "conflicts": "≠"}
"""The sign of each direction in which evidence can point."""


@dataclass(frozen=True, slots=True)
class Proof:
    """One piece of evidence: the code of its document, what it shows, and which way it points.

    `source` is the key of the document with the place in it.
    """

    code: str
    source: str
    cite: Citations
    direction: Literal["supports", "hinders", "conflicts"]
    direction_word: str
    shows: str
    quote: str
    side: str


@dataclass(frozen=True, slots=True)
class Node:
    """A rubric, a dimension or an indicator as a reader sees it.

    Figures are printed; where there is none they are a dash. `bounds` is both bounds in words, or
    one figure where they are the same. `weight` is the share of the whole. The last part is that
    of indicators; `plan` says where one shall be, who acts and until when.
    """

    code: str
    path: str
    kind: Literal["rubric", "dimension", "indicator"]
    title: str
    score: str
    low: str
    high: str
    bounds: str
    band: str
    band_code: str
    rated: str
    weight: str
    contested: bool
    withheld: bool
    children: tuple["Node", ...] = ()
    status: str = ""
    rating: str = ""
    descriptor: str = ""
    because: str = ""
    question: str = ""
    look_for: str = ""
    evidence: tuple[Proof, ...] = ()
    plan: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A name for the figures from `start` on."""

    code: str
    label: str
    start: str


@dataclass(frozen=True, slots=True)
class Card(Summary):
    """A summary with all that is beneath it; `no_charts` says why many parts have no charts."""

    whole: Node
    digest: str
    bands: tuple[Band, ...]
    indicators: int
    table: Table
    charts: tuple[Figure, ...]
    no_charts: str


@dataclass(frozen=True, slots=True)
class Place:
    """One assessment: the place, when and by whom it was judged, and its cards.

    `plan` and `rater` are empty where none is named; `about` is what the analyst wrote first.
    `circumstances` are all three, and the date, in sentences.
    """

    name: str
    code: str
    province: str
    date: str
    plan: str
    rater: str
    about: tuple[str, ...]
    circumstances: tuple[str, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a template is given, under the name `report`.

    `closing` are the parts behind the sections: `references`, `versions`. `appendix` is the number
    of the one appendix that the whole report is, or empty. `mark` stands behind the numbers of
    tables and figures: a point, a colon, or nothing.
    """

    format: str
    language: str
    style: Style
    title: str
    places: tuple[Place, ...]
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    stamp: tuple[str, ...]
    closing: tuple[str, ...] = ("references", "versions")
    appendix: str = ""
    mark: str = ""

    def section(self, code: str) -> Section | None:
        """The section of a code, if this report has it."""
        return next((section for section in self.sections if section.code == code), None)


class Wishes(NamedTuple):
    """What the reader asked for: a style, how tables are numbered, and which figures there are.

    `parts` are those of the style where none are named. `appendix` is the number of the first
    appendix; its tables are numbered within it then. `mark` stands behind numbers, and `rows` is
    how many a table may have before it is continued in another. `answers` are those of the parts
    that ask one question of the scores, by the names of these parts.
    """

    style: Style = "thesis"
    prefix: str = ""
    start: int = 1
    numbered: bool = True
    figures: bool = False
    parts: tuple[str, ...] = ()
    appendix: int | None = None
    mark: str = ""
    rows: int | None = None
    answers: "Mapping[str, Sequence[Answer]]" = MappingProxyType({})

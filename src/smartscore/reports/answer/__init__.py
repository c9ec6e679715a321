"""An answer to one question that is asked of scores: sentences first, then tables and lists.

A module for each question makes one of these of what its study found, in the words of one language;
`screen` and `gfm` spell it. Nothing here is escaped or cut.
"""

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from smartscore.arithmetic.normalise import clipped

if TYPE_CHECKING:
    from smartscore.reports.charts import Drawable


class Bar(NamedTuple):
    """A stretch of a scale from 0 to 1, and a mark in it, to be seen beside figures.

    It says nothing that figures do not say: where nothing is drawn it is left out. `at` is None
    where nothing is marked.
    """

    low: Fraction
    high: Fraction
    at: Fraction | None = None

    @classmethod
    def within(cls, low: Fraction, high: Fraction, at: Fraction | None) -> "Bar":
        """The stretch as far as it lies on the scale: figures over a sample may lie beyond it."""
        return cls(clipped(low), clipped(high), None if at is None else clipped(at))


Cell = str | Bar


class Column(NamedTuple):
    """A column of a table: its head, and whether figures stand in it, which end at its right."""

    title: str
    figures: bool = False


class Fold(NamedTuple):
    """How a long table is folded where a reader scrolls, never in a document.

    So many rows are `kept` at either end, and between them is `said` how many are not shown.
    """

    kept: int
    said: str


class Table(NamedTuple):
    """Rows of cells under the heads of columns; the first column names what a row is about.

    `caption` says what it shows, for documents that number tables; where many tables follow one
    another they are `titled`, and it stands above them everywhere. `strong` are the rows that are
    set apart, such as that of the whole. `notes` help to read it; `hints` say how a command shows
    more, which a report has no use for. `fold` is for screens.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    strong: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    fold: Fold | None = None
    titled: bool = False


class Item(NamedTuple):
    """An entry of a list, and what is said under it."""

    text: str
    under: tuple[str, ...] = ()


class Listing(NamedTuple):
    """Entries under a title, which may be empty."""

    title: str
    items: tuple[Item, ...]


class Picture(NamedTuple):
    """A chart, drawn where a document takes one; what it shows is said beside it, too.

    The `code` of the chart is given to it by the document.
    """

    caption: str
    chart: "Drawable"


Block = str | Table | Listing | Picture
"""A paragraph, a table, a list or a chart."""


class Section(NamedTuple):
    """What is said of one rubric, or of all together; an empty title is none.

    `mark` stands behind the title: code and version of the rubric.
    """

    title: str
    blocks: tuple[Block, ...]
    mark: str = ""


class Answer(NamedTuple):
    """The whole page: whom it is about, what it rests on, and its sections.

    `days` are those of the judgements that it rests on, as printed, where a report that takes it in
    would name others.
    """

    heading: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]
    days: tuple[str, ...] = ()

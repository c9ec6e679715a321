"""Markdown as GitHub reads it, and as pandoc does: the same blocks in two spellings."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Literal

from smartscore.reports.markup import md
from smartscore.reports.view import (
    Block,
    Bullets,
    Citations,
    Cite,
    Column,
    Figure,
    Formula,
    Heading,
    Line,
    Report,
    Row,
    Run,
    Table,
)
from smartscore.words import Words

Flavour = Literal["pandoc", "gfm"]
Xref = Literal["none", "pandoc-crossref", "quarto"]


class Writer(ABC):
    """Writes the blocks of one report; what a dialect spells in its own way is abstract.

    `pictures` are the paths of the files of figures by their codes; a figure without a file is
    left out.
    """

    top = 1
    """The level of the highest heading."""

    escaped = staticmethod(md)
    """User text on one line in which nothing is markup."""

    def __init__(self, report: Report, words: Words, pictures: Mapping[str, str]) -> None:
        self.report = report
        self.words = words
        self._pictures = pictures

    def text(self, block: Block) -> str:
        """A block with nothing around it."""
        if isinstance(block, Table):
            return self.table(block)
        if isinstance(block, Figure):
            return self._figure(block)
        if isinstance(block, Heading):
            return self.heading(block.text, block.level + 1)
        if isinstance(block, Bullets):
            return self.bullets(block)
        if isinstance(block, Formula):
            return self.formula(block)
        line = self.line(block.line)
        return _strong(line) if block.lead else line

    def bullets(self, bullets: Bullets) -> str:
        """A list."""
        return "\n".join(f"- {self.line(item)}" for item in bullets.items)

    def heading(self, text: str, level: int = 1) -> str:
        """A heading; level 1 is that of a section."""
        return f"{'#' * min(level + self.top - 1, 6)} {self.escaped(text)}"

    def line(self, line: Line | Run) -> str:
        """Texts and citations in a row, or one of them."""
        if isinstance(line, str | Citations):
            line = (line,)
        return "".join(self._run(run) for run in line).strip()

    def _run(self, run: Run) -> str:
        """A text keeps the one space at either end that joins it to its neighbours."""
        if isinstance(run, Citations):
            return self.citations(run) if run.cites else ""
        inside = self.escaped(run)
        if not inside:
            return " " if run else ""
        return f"{' ' if run[0].isspace() else ''}{inside}{' ' if run[-1].isspace() else ''}"

    def table(self, table: Table) -> str:
        """A table under its caption and above its source."""
        lead = self._leading(table)
        return f"{lead}{self.headed(table, self.titled('table', table))}"

    def _leading(self, table: Table) -> str:
        """The sentence that stands before a table and begins with its number."""
        if not table.lead:
            return ""
        label = self.label("table", table.number) or self.words("report.table-below")
        return self.escaped(f"{label} {table.lead}") + "\n\n"

    def titled(self, kind: Literal["table", "figure"], block: Table | Figure) -> str:
        """The caption behind the label, with the mark between them; not escaped yet."""
        label = self.label(kind, block.number)
        if isinstance(block, Table) and block.continued:
            label = self.words("report.continued", table=label or self.words("report.table"))
        return f"{label}{self.report.mark} {block.caption}" if label else block.caption

    def headed(self, table: Table, caption: str) -> str:
        """A table under a caption that is given, and above its source."""
        return self.captioned(table, self.escaped(caption), self._beneath(table))

    def grid(self, table: Table) -> str:
        """A table alone."""
        head = [self.escaped(column.title) for column in table.columns]
        lines = [_row(head), _row([self.dashes(column, table) for column in table.columns])]
        return "\n".join([*lines, *(_row(self._cells(row)) for row in table.rows)])

    def _cells(self, row: Row) -> list[str]:
        cells = [self.line(cell) for cell in row.cells]
        return [_strong(cell) for cell in cells] if row.kind == "total" else cells

    def label(self, kind: str, number: str) -> str:
        """`Table 4.1`, or nothing where a filter numbers."""
        return f"{self.words(f'report.{kind}')} {number}" if number else ""

    def _figure(self, figure: Figure) -> str:
        path = self._pictures.get(figure.code)
        if path is None:
            return ""
        return self.pictured(figure, path, self._beneath(figure))

    def _beneath(self, block: Table | Figure) -> str:
        """The line that names the source, and a note behind it."""
        if not block.source:
            return ""
        note = (f". {block.note}",) if block.note else ()
        return self.line((f"{self.words('report.source')}: ", *block.source, *note))

    @abstractmethod
    def front(self) -> str:
        """What stands before everything else."""

    @abstractmethod
    def citations(self, citations: Citations) -> str:
        """Pointers to sources in a pair of brackets."""

    @abstractmethod
    def dashes(self, column: Column, table: Table) -> str:
        """What stands in a column of the line beneath the head."""

    @abstractmethod
    def captioned(self, table: Table, caption: str, source: str) -> str:
        """A table with its caption and the line that names its source, both spelt already."""

    @abstractmethod
    def pictured(self, figure: Figure, path: str, source: str) -> str:
        """A figure with its caption and the line that names its source."""

    @abstractmethod
    def formula(self, formula: Formula) -> str:
        """A formula as a block."""

    @abstractmethod
    def turn(self, *, wide: bool) -> str:
        """From here on the page lies, or stands; nothing where it does so already."""

    @abstractmethod
    def references(self) -> str:
        """The list of sources."""


def short_locator(cite: Cite) -> str:
    """Author, year and place as text."""
    return ", ".join(part for part in (cite.short, cite.locator) if part)


def _strong(cell: str) -> str:
    return f"**{cell}**" if cell else ""


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"

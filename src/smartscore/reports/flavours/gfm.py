"""Markdown as GitHub renders it: author and year in brackets, a list of sources of its own."""

from smartscore.reports.flavours import Writer, short_locator
from smartscore.reports.markup import GITHUB, github, md, set_in
from smartscore.reports.view import Citations, Column, Figure, Formula, Source, Table
from smartscore.text.titles import Piece

_DASHES = {"left": ":---", "right": "---:", "centre": ":---:"}


class Gfm(Writer):
    """Writes GitHub-flavoured Markdown."""

    top = 2
    escaped = staticmethod(github)

    def front(self) -> str:
        """The title as a heading."""
        return f"# {github(self.report.title)}"

    def citations(self, citations: Citations) -> str:
        """Author, year and place, as they stand in the list of sources."""
        return f"({github('; '.join(short_locator(cite) for cite in citations.cites))})"

    def dashes(self, column: Column, table: Table) -> str:  # noqa: ARG002 - pandoc asks for it
        """Which way a column is aligned; GitHub chooses the widths."""
        return _DASHES[column.align]

    def captioned(self, table: Table, caption: str, source: str) -> str:
        """The caption as a line above; GitHub's tables have none."""
        return f"**{caption}**\n\n{self.grid(table)}\n\n{source}"

    def pictured(self, figure: Figure, path: str, source: str) -> str:
        """The picture with its alternative, and the caption beneath."""
        caption = self.titled("figure", figure)
        return f"![{md(figure.chart.description)}]({path})\n\n**{github(caption)}**\n\n{source}"

    def formula(self, formula: Formula) -> str:
        """The formula as text, which every reader of Markdown shows."""
        return f"```text\n{formula.text}\n```"

    def turn(self, *, wide: bool) -> str:  # noqa: ARG002 - a page of GitHub's has no sides
        """Nothing: a page on a screen does not lie."""
        return ""

    def references(self) -> str:
        """Each source in words, with the letter that citations give it."""
        return "\n".join(
            f"- {_entry(source)}{f' <{source.url}>' if source.url else ''}"
            for source in self.report.sources
        )


def _entry(source: Source) -> str:
    """A source in words, with what its titles set apart."""
    return set_in(source.pieces or (Piece(source.entry),), github, GITHUB)

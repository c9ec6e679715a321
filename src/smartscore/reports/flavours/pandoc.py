"""Markdown for pandoc: sources in the metadata, citations for citeproc, captions, widths, pages."""

import json
import re
from collections.abc import Mapping
from itertools import count
from typing import Any

from smartscore.reports.flavours import Writer, Xref, short_locator
from smartscore.reports.markup import PANDOC, md, set_in
from smartscore.reports.view import (
    Bullets,
    Citations,
    Cite,
    Column,
    Figure,
    Formula,
    Report,
    Table,
)
from smartscore.text.csl import known
from smartscore.text.titles import pieces
from smartscore.words import Words

_DASHES = 100
"""Beyond 72, so that pandoc takes the proportions of the dashes for the widths of columns."""

_PLAIN_KEY = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_]|[-.:/](?=[A-Za-z0-9_]))*")

_CM = 567  # twentieths of a point
_SIDES = {False: (21.0, 29.7, ""), True: (29.7, 21.0, ' w:orient="landscape"')}


class Pandoc(Writer):
    """Writes pandoc's Markdown; `xref` names the filter that numbers tables and figures, if any."""

    def __init__(
        self, report: Report, words: Words, pictures: Mapping[str, str], xref: Xref = "none"
    ) -> None:
        super().__init__(report, words, pictures)
        self._xref = xref
        self._lies = False
        self._keys = _keys(report)
        self.top = 2 if report.appendix else 1

    def front(self) -> str:
        """The metadata: language, title, and the sources as CSL items."""
        items = [
            _csl({"id": self._keys[source.key], "title": source.key, **known(source.csl)})
            for source in self.report.sources
        ]
        titled = "pagetitle" if self.report.appendix else "title"
        head = {"lang": self.report.language, titled: md(self.report.title)}
        if self._xref == "pandoc-crossref":
            head["tableTitle"] = self.words("report.table")
            head["figureTitle"] = self.words("report.figure")
        lines = [f"{key}: {_quoted(value)}" for key, value in head.items()]
        if self._xref == "quarto":
            kinds = {"tbl": self.words("report.table"), "fig": self.words("report.figure")}
            said = {f"{k}-{of}": word for k, word in kinds.items() for of in ("title", "prefix")}
            lines.append(f"crossref: {_quoted(said)}")
        if items:
            lines += ['nocite: "@*"', "references:"]
            lines += [f"  - {_quoted(item)}" for item in items]
        front = "\n".join(("---", *lines, "---"))
        return f"{front}\n\n# {md(self.report.title)}" if self.report.appendix else front

    def bullets(self, bullets: Bullets) -> str:
        """A list with room between its items, which docx sets like other text."""
        return "\n\n".join(f"- {self.line(item)}" for item in bullets.items)

    def citations(self, citations: Citations) -> str:
        """Pointers that `pandoc --citeproc` resolves; what points nowhere is text."""
        known = [self._cite(cite) for cite in citations.cites if cite.key in self._keys]
        others = [short_locator(cite) for cite in citations.cites if cite.key not in self._keys]
        parts = [f"[{'; '.join(known)}]"] if known else []
        parts += [f"({md('; '.join(others))})"] if others else []
        return " ".join(parts)

    def _cite(self, cite: Cite) -> str:
        key = self._keys[cite.key]
        place = md(cite.locator).replace(";", "\\;")
        if not place:
            return f"@{key}"
        # The braces keep citeproc from taking the number of a section for a page.
        return f"@{key}, {place}" if cite.paged else f"@{key}{{}}, {place}"

    def dashes(self, column: Column, table: Table) -> str:
        """As many dashes as the column is wide."""
        whole = sum(each.width for each in table.columns)
        count = max(3, round(_DASHES * column.width / whole))
        left, right = column.align in ("left", "centre"), column.align in ("right", "centre")
        return f"{':' if left else '-'}{'-' * (count - 2)}{':' if right else '-'}"

    def captioned(self, table: Table, caption: str, source: str) -> str:
        """The caption in pandoc's way, above the table."""
        identity = "" if table.continued else self._identity("tbl", table.identity)
        named = f"{caption} {{{identity}}}" if identity else caption
        return f": {named}\n\n{self.grid(table)}{_source(source)}"

    def pictured(self, figure: Figure, path: str, source: str) -> str:
        """The picture with its caption, which pandoc sets beneath."""
        text = md(self.titled("figure", figure))
        quoted = one_quoted(figure.chart.description)
        alternative = f"alt={quoted}"
        if self._xref == "quarto":  # which would run what it takes for an order of its own
            alternative = f"fig-alt={quoted.replace('{{', '{ {')}"
        identity = self._identity("fig", figure.identity)
        attributes = " ".join(p for p in (identity, alternative, "width=80%") if p)
        return f"![{text}]({path}){{{attributes}}}{_source(source)}"

    def _identity(self, kind: str, identity: str) -> str:
        """The name by which the filter's references find a table or figure."""
        if self._xref == "none":
            return ""
        between = ":" if self._xref == "pandoc-crossref" else "-"
        return f"#{kind}{between}{identity}"

    def formula(self, formula: Formula) -> str:
        """The formula in TeX."""
        return f"$${formula.tex}$$"

    def turn(self, *, wide: bool) -> str:
        """The end of the pages so far, where the next ones lie the other way; for docx only."""
        if wide == self._lies:
            return ""
        ended, self._lies = self._lies, wide
        return f"```{{=openxml}}\n{section_end(wide=ended)}\n```"

    def references(self) -> str:
        """The place where citeproc puts the list of sources."""
        return "::: {#refs}\n:::"


def section_end(*, wide: bool) -> str:
    """The paragraph in WordprocessingML that ends pages of A4 that stand or lie, 4-3-3-3 cm."""
    width, height, orient = _SIDES[wide]
    left, other = round(4 * _CM), round(3 * _CM)
    return (
        '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        f'<w:sectPr><w:pgSz w:w="{round(width * _CM)}" w:h="{round(height * _CM)}"{orient}/>'
        f'<w:pgMar w:top="{other}" w:right="{other}" w:bottom="{other}" w:left="{left}" '
        'w:header="851" w:footer="851" w:gutter="0"/></w:sectPr></w:pPr></w:p>'
    )


def one_quoted(text: str) -> str:
    """Text as the value of an attribute, on one line."""
    from smartscore.reports.safe import one_line

    return '"' + one_line(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _source(source: str) -> str:
    return f"\n\n{_styled('Table Source', source)}" if source else ""


def _styled(style: str, text: str) -> str:
    return f'::: {{custom-style="{style}"}}\n{text}\n:::'


def _keys(report: Report) -> dict[str, str]:
    """The key of each source as pandoc can read it in a citation."""
    taken = {source.key for source in report.sources}
    fresh = (name for number in count(1) if (name := f"source{number}") not in taken)
    return {
        source.key: source.key if _PLAIN_KEY.fullmatch(source.key) else next(fresh)
        for source in report.sources
    }


def _csl(item: Mapping[str, Any]) -> dict[str, Any]:
    """An item in which no text is markup but what its titles set apart: pandoc reads Markdown."""
    return {
        name: set_in(pieces(value), md, PANDOC)
        if isinstance(value, str) and name not in _AS_WRITTEN
        else _escaped(value)
        for name, value in item.items()
    }


_AS_WRITTEN = ("id", "type", "language", "URL", "DOI", "PMID", "PMCID", "ISBN", "ISSN")
"""What is no text that is set."""


def _escaped(value: Any) -> Any:
    """A value of CSL in which no text is markup: pandoc reads metadata as Markdown."""
    if isinstance(value, Mapping):
        return {name: _escaped(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_escaped(inner) for inner in value]
    return md(value) if isinstance(value, str) else value


def _quoted(value: Any) -> str:
    """A value on one line of YAML."""
    return json.dumps(value, ensure_ascii=False)

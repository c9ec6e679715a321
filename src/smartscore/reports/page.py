"""A report as one page of HTML: no script, nothing from outside, and a policy that says so.

What a browser may do with the page stands in its Content-Security-Policy: use this one style
sheet, known by its hash, and nothing else. All texts pass `clean` and autoescape; only our own
style sheet and drawings are markup.
"""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from smartscore.reports import charts
from smartscore.reports.safe import clean
from smartscore.reports.view import (
    SIGNS,
    Card,
    Column,
    Figure,
    Line,
    Node,
    Place,
    Report,
    Section,
    Source,
    Table,
)
from smartscore.text.csl import plain
from smartscore.text.titles import Piece, Style
from smartscore.words import Words

_ELSEWHERE = ("comparison", "about", "results")
"""Sections that stand further up, some of them in parts at each place or card."""

_FIRST = ("evidence", "informants", "gaps")
"""The sections that come first after the cards; the others follow as the report has them."""

_NAMING = {"instrument": 2, "descriptors": 1}
"""Which column names a row, in tables where that is not the first one with texts."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A card on the page, with a code of its own."""

    code: str
    card: Card


def html(report: Report, words: Words) -> str:
    """The report as one file that a browser opens from anywhere, without the network."""
    page = _Page(report, words)
    environment = page.environment()
    style = _style(environment, report)
    text = environment.get_template("page.html.jinja").render(
        report=report,
        style=Markup(style),  # noqa: S704 - our own file
        policy=policy(style),
        places=page.places,
        comparison=report.section("comparison"),
        sections=tuple(_others(report)),
    )
    return f"{text.rstrip()}\n"


def _style(environment: Environment, report: Report) -> str:
    """The style sheet, with a class for each width that a column of the report has."""
    assert environment.loader is not None
    css = environment.loader.get_source(environment, "page.css")[0]
    tables = [b for s in report.sections for b in s.blocks if isinstance(b, Table)]
    used = sorted({width for table in tables for width in widths(table)})
    return "\n".join(("", css.strip(), *(f".w{n} {{ width: {n}%; }}" for n in used), ""))


def templates() -> Environment:
    """Our templates, in which all that is not markup is cleaned and escaped."""
    return Environment(
        loader=PackageLoader("smartscore", "reports/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=cleaned,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def policy(style: str, script: str = "") -> str:
    """What a browser may load and do: this style sheet, and this script where there is one."""
    own = f"style-src '{_hash(style)}'"
    if script:
        own += f"; script-src '{_hash(script)}'"
    return f"default-src 'none'; {own}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _others(report: Report) -> Iterator[Section]:
    first = [found for code in _FIRST if (found := report.section(code)) is not None]
    yield from first
    yield from (s for s in report.sections if s not in first and s.code not in _ELSEWHERE)


class _Page:
    """One report, and what its templates ask."""

    def __init__(self, report: Report, words: Words) -> None:
        self._words = words
        self._sources = {source.key: n for n, source in enumerate(report.sources, 1)}
        self._labels: dict[str, int] = {}
        self.places = tuple(_places(report))
        self._anchors: dict[int, str] = {}
        for _, sheets in self.places:
            for sheet in sheets:
                for n, node in enumerate(_walk(sheet.card.whole)):
                    self._anchors[id(node)] = f"node-{sheet.code}-{n}"

    def environment(self) -> Environment:
        """Templates that escape all that is not markup, and stumble over unknown names."""
        environment = templates()
        environment.globals |= {
            "word": self._words.__call__,
            "anchor": lambda node: self._anchors[id(node)],
            "source_anchor": self._source_anchor,
            "label": self._label,
            "contested_line": self._contested_line,
            "conflict_line": self._conflict_line,
            "sign": SIGNS.__getitem__,
        }
        environment.filters |= {
            "drawing": _drawing,
            "widths": widths,
            "filled": _filled,
            "naming": _naming,
            "address": _address,
            "entry": _entry,
            "unknown": lambda node: tuple(_unknown(node)),
            "contested": lambda node: tuple(n for n in _walk(node) if n.contested and _leaf(n)),
            "conflicts": lambda node: tuple(n for n in _walk(node) if _disagreed(n)),
        }
        environment.tests["of"] = lambda value, name: type(value).__name__ == name
        return environment

    def _source_anchor(self, key: str) -> str:
        """Where a source stands in the list; empty where it does not."""
        return f"source-{self._sources[key]}" if key in self._sources else ""

    def _label(self, caption: str) -> str:
        """The name of a region, told apart from others of the same caption."""
        number = self._labels[caption] = self._labels.get(caption, 0) + 1
        return caption if number == 1 else f"{caption} ({number})"

    def _contested_line(self, node: Node) -> str:
        found = Counter(proof.direction for proof in node.evidence)
        told = {"supports": found["supports"], "hinders": found["hinders"]}
        return self._words("contested.line", title=node.title, **told)

    def _conflict_line(self, node: Node) -> str:
        cited = dict.fromkeys(p.source for p in node.evidence if p.direction == "conflicts")
        return self._words("conflicts.line", title=node.title, sources="; ".join(cited))


def cleaned(value: object) -> object:
    """Text without characters that turn its direction; markup of ours as it is."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _places(report: Report) -> Iterator[tuple[Place, tuple[Sheet, ...]]]:
    """The cards of each place."""
    for p, place in enumerate(report.places, 1):
        yield place, tuple(Sheet(f"{p}-{c}", card) for c, card in enumerate(place.cards, 1))


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _walk(child)


def _disagreed(node: Node) -> bool:
    return any(proof.direction == "conflicts" for proof in node.evidence)


def _leaf(node: Node) -> bool:
    return node.kind == "indicator"


def _unknown(whole: Node) -> Iterator[tuple[Node, int, tuple[Node, ...]]]:
    """Each part of the whole that has unknown indicators: how many it has, and which these are."""
    for child in whole.children:
        leaves = [node for node in _walk(child) if _leaf(node)]
        if missing := tuple(node for node in leaves if node.status == "unknown"):
            yield child, len(leaves), missing


def _drawing(figure: Figure) -> Markup | None:
    """The chart as SVG."""
    svg = charts.drawn(figure.kind, figure.chart)
    return None if svg is None else Markup(svg)  # noqa: S704 - drawn by us, texts escaped there


def widths(table: Table) -> tuple[int, ...]:
    """The columns' shares of the width, in per cent."""
    whole = sum(column.width for column in table.columns)
    return tuple(round(100 * column.width / whole) for column in table.columns)


def _naming(table: Table) -> int:
    """The column whose cells name their rows."""
    return _NAMING.get(table.code) or next(
        (n for n, column in enumerate(table.columns) if _is_text(column)), 0
    )


def _is_text(column: Column) -> bool:
    return column.align == "left"


def _filled(table: Table) -> tuple[Line, ...]:
    """For each row what its naming cell repeats from above, which a table shows only once."""
    column = _naming(table)
    above: Line = ()
    told: list[Line] = []
    for row in table.rows:
        cell = row.cells[column]
        empty = all(run == "" for run in cell)
        told.append(above if empty else ())
        above = above if empty else cell
    return tuple(told)


def _address(source: Source) -> str:
    """The address of a source as the file has it, also where it is none of a page."""
    return source.url or plain(source.csl.get("URL"))


def _entry(source: Source) -> Markup:
    """A source in words, set as its titles say; all of its text is escaped."""
    found = Markup()
    for text, styles in source.pieces or (Piece(source.entry),):
        inside = escape(clean(text))
        for style in sorted(styles & _TAGS.keys()):
            start, end = _TAGS[style]
            inside = start + inside + end
        found += inside
    return found


_TAGS: Final[Mapping[Style, tuple[Markup, Markup]]] = {
    "italic": (Markup("<i>"), Markup("</i>")),
    "bold": (Markup("<b>"), Markup("</b>")),
    "superscript": (Markup("<sup>"), Markup("</sup>")),
    "subscript": (Markup("<sub>"), Markup("</sub>")),
    "small-caps": (Markup('<span class="small-caps">'), Markup("</span>")),
}

"""What answers an order, as Markdown; figures are files beside the document."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from smartscore.reports import charts
from smartscore.reports.flavours import Flavour, Writer
from smartscore.reports.flavours.gfm import Gfm
from smartscore.reports.flavours.pandoc import Pandoc, section_end
from smartscore.reports.markup import GITHUB, PANDOC, github, md, set_in
from smartscore.reports.view import Figure, Source, Table
from smartscore.text.titles import Piece
from smartscore.weaving import Order, Refused
from smartscore.weaving.answers import Answer
from smartscore.weaving.orders import NO_CAPTION

FOLDER: Final = "figures"
"""Where the pictures of a document lie, beside it."""

_UNFIT = re.compile(r"[^A-Za-z0-9_.-]+")


class Spelt(NamedTuple):
    """The content of a block, and the pictures that it shows by the names of their files."""

    text: str
    pictures: Mapping[str, str | bytes] = {}


def spelt(found: Answer, order: Order, flavour: Flavour, *, inline: bool, top: bool) -> Spelt:
    """An answer in Markdown; `top` is a block that stands in no list and no quotation.

    Raises Refused where it can't be said there.
    """
    escaped = github if flavour == "gfm" else md
    if inline and (found.blocks or found.sources):
        raise Refused("lines")
    if found.sources:
        return Spelt("\n".join(_entry(source, flavour) for source in found.sources))
    if not found.blocks:
        return Spelt((" " if inline else "\n\n").join(map(escaped, found.sentences)))
    assert found.report is not None
    pictures = dict(_pictures(found, order, flavour))
    ending = ".png" if flavour == "pandoc" else ".svg"
    paths = {
        block.code: f"{FOLDER}/{_file(block, order, found)}{ending}"
        for block in found.blocks
        if isinstance(block, Figure)
    }
    writer: Writer = (Gfm if flavour == "gfm" else Pandoc)(found.report, found.words, paths)
    wide = any(isinstance(block, Table) and block.wide for block in found.blocks)
    text = "\n\n".join(_block(block, order, writer, len(found.blocks)) for block in found.blocks)
    if wide and top and order.turns and flavour == "pandoc":
        text = f"{_ended(wide=False)}\n\n{text}\n\n{_ended(wide=True)}"
    return Spelt(text, pictures)


def _block(block: Table | Figure, order: Order, writer: Writer, count: int) -> str:
    """A table or figure under its caption; a single table has none unless one is asked for."""
    asked = order.caption if order.caption != NO_CAPTION else ""
    if isinstance(block, Figure):
        return writer.text(replace(block, caption=asked or block.caption))
    if order.caption == NO_CAPTION or (count == 1 and not asked):
        return "\n\n".join(filter(None, (writer.grid(block), writer.escaped(block.note))))
    return writer.headed(block, asked if count == 1 else block.caption)


def _ended(*, wide: bool) -> str:
    """The end of pages that stand or lie, for docx."""
    return f"```{{=openxml}}\n{section_end(wide=wide)}\n```"


def _entry(source: Source, flavour: Flavour) -> str:
    """A source in words, with its address where it has one."""
    pieces = source.pieces or (Piece(source.entry),)
    said = set_in(pieces, github, GITHUB) if flavour == "gfm" else set_in(pieces, md, PANDOC)
    return f"- {said}{f' <{source.url}>' if source.url else ''}"


def _pictures(found: Answer, order: Order, flavour: Flavour) -> Iterator[tuple[str, str | bytes]]:
    """The charts of an answer as files in their folder: SVG, and PNG where pandoc is shown that."""
    for block in found.blocks:
        if not isinstance(block, Figure):
            continue
        svg = charts.drawn(block.kind, block.chart)
        if svg is None:
            raise Refused("no-figure", name=order.name)
        name = f"{FOLDER}/{_file(block, order, found)}"
        yield f"{name}.svg", charts.standalone(svg)
        if flavour == "pandoc":
            try:
                yield f"{name}.png", charts.png(svg)
            except ImportError:
                raise Refused("no-png") from None


def _file(figure: Figure, order: Order, found: Answer) -> str:
    """The name of the file of a figure: that of its assessment, its own, and the language."""
    stem = order.files[0].replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    name = _UNFIT.sub("-", stem).strip("-.") or "assessment"
    return f"{name}-{figure.code}-{found.words.language}"

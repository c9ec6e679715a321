"""Word and OpenDocument texts, through pandoc: what it makes of them is read, and never shown."""

import html
import json
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from smartscore.processes.ending import Unfinished
from smartscore.processes.pandoc import (
    NoPandocError,
    PandocError,
    PandocLimitError,
    find_pandoc,
    run,
)
from smartscore.read.documents import boxes, headings
from smartscore.read.documents.faults import TakesTooMuch, Unfit, UnpacksTooMuch, WantsPandoc
from smartscore.read.documents.writing import Paper, line
from smartscore.text import containers
from smartscore.text.documents import Document

MOST_UNPACKED: Final = 128 * 1024 * 1024
"""So large the parts with text may be together; those of 500 pages have a tenth of that."""

MOST_MADE: Final = 128 * 1024 * 1024
"""So much pandoc may make of it."""

KINDS: Final = ("docx", "odt")
_CONTAINERS: Final = {"docx": "docx", "odt": "odf"}
_TEXTS: Final = (".xml", ".rels", "mimetype")
"""How the names of parts end that hold text, or say where it is: no picture is unpacked."""

_HEADS_OF_TABLES: Final = re.compile(rb"</?table:table-header-rows[^<>]*>")
"""What stands around the first rows of a table in OpenDocument, which pandoc leaves out with it."""

_ABOUT: Final = {"docx": "docProps/core.xml", "odt": "meta.xml"}
_BODY: Final = "word/document.xml"
_LOOKED_AT: Final = 1 << 16
_FACTS: Final = tuple(
    re.compile(rf"<{name}(?:\s[^<>]{{0,200}})?>(?P<said>[^<>]{{1,2000}})</{name}>")
    for name in (
        "dc:title",
        "(?:dc:creator|meta:initial-creator)",
        "(?:dcterms:created|meta:creation-date)",
    )
)
"""What the part for metadata says: title, author, and the day on which the document was begun."""

_LONGEST_HEADING: Final = 60
"""A heading has no more words and blanks."""

_BOLD: Final = 3
"""The level of a heading that is bold, and has neither a number nor a style."""

_NOTES: Final = frozenset(("encrypted", "damaged"))


class Made(NamedTuple):
    """What pandoc makes of a document, as JSON, and what its part for metadata says of it."""

    told: bytes
    title: str
    author: str
    issued: str
    boxes: tuple[str, ...] = ()
    """What stands in text boxes, each text once."""


def made(kind: str, content: bytes, seconds: int) -> Made:
    """What pandoc makes of a document, with changes that are tracked accepted.

    Raises Unfit where it is none of its kind or can't be read, WantsPandoc, TakesTooMuch and
    UnpacksTooMuch.
    """
    parts = _parts(kind, content)
    try:
        program = find_pandoc()
    except NoPandocError:
        raise WantsPandoc from None
    try:
        with Unfinished(
            str(Path(tempfile.gettempdir()) / f"smartscore-{os.urandom(8).hex()}")
        ) as at:
            place = Path(at)
            place.mkdir(mode=0o700)
            (place / "given").write_bytes(containers.packed(parts))
            arguments = [f"--from={kind}", "--to=json", "--output=made.json", "given"]
            run(program, arguments, place, patience=seconds)
            with (place / "made.json").open("rb") as file:
                told = file.read(MOST_MADE + 1)
    except PandocLimitError as error:
        raise TakesTooMuch(str(error).removeprefix("> ")) from None
    except (PandocError, OSError):
        raise Unfit("document-pandoc") from None
    if len(told) > MOST_MADE:
        raise UnpacksTooMuch(MOST_MADE // 1024 // 1024)
    about = parts.get(_ABOUT[kind], b"")[:_LOOKED_AT].decode("utf-8", "replace")
    title, author, issued = (_found(form, about) for form in _FACTS)
    return Made(told, title, author, issued, boxes.texts(parts.get(_BODY, b"")))


def _parts(kind: str, content: bytes) -> dict[str, bytes]:
    """The parts of a document that hold text."""
    found = containers.kind(content)
    if found != _CONTAINERS[kind]:
        raise Unfit(f"document-{found}" if found in _NOTES else f"document-no-{kind}")
    try:
        parts = containers.parts(content, MOST_UNPACKED, _TEXTS)
    except ValueError:
        raise Unfit("document-damaged") from None
    if parts is None:
        raise UnpacksTooMuch(MOST_UNPACKED // 1024 // 1024)
    return {name: _HEADS_OF_TABLES.sub(b"", part) for name, part in parts.items()}


def _found(form: re.Pattern[str], about: str) -> str:
    found = form.search(about)
    return line(html.unescape(found["said"])) if found else ""


def document(made: Made) -> Document:
    """The document of which pandoc made this; raises Unfit where it is nothing of pandoc's."""
    try:
        data = json.loads(made.told)
        meta = data["meta"]
        walk = _Walk()
        title, author, issued = (_said(meta.get(key)) for key in ("title", "author", "date"))
        for key, level in (("title", 1), ("subtitle", 0), ("author", 0), ("date", 0)):
            walk.say(_said(meta.get(key)), level)
        for block in _blocks_of(meta.get("abstract")):
            walk.block(block)
        for block in data["blocks"]:
            walk.block(block)
        walk.paper.end()
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise Unfit("document-pandoc") from None
    return Document(
        walk.paper.blocks(),
        title=title or made.title,
        author=author or made.author,
        issued=issued or made.issued,
        boxes=boxes.unread(made.boxes, walk.paper.blocks()),
    )


class _Walk:
    """Goes through the blocks of pandoc and writes them down; notes come after their paragraph."""

    def __init__(self) -> None:
        self.paper = Paper()
        self._notes: list[Any] = []
        self._in_tables = 0

    def say(self, text: str, level: int = 0) -> None:
        """One paragraph, or a heading."""
        if level:
            self.paper.heading(level)
        self.paper.write(text)
        self.paper.paragraph()

    def block(self, block: Any) -> None:
        """One block with all that is in it."""
        kind, content = block["t"], block.get("c")
        if kind in ("Para", "Plain"):
            if level := 0 if self._in_tables else _level(content):
                self.paper.heading(level)
            self._paragraph(content)
        elif kind == "Header":
            self.paper.heading(content[0])
            self._paragraph(content[2])
        elif kind == "LineBlock":
            for each in content:
                self._paragraph(each)
        elif kind == "CodeBlock":
            self.say(content[1])
        elif kind == "Table":
            self._table(content)
        else:
            for inner in _inner(kind, content):
                self.block(inner)

    def _paragraph(self, inlines: Any) -> None:
        self.paper.write("".join(self.text(inlines)))
        self.paper.paragraph()
        notes, self._notes = self._notes, []
        for note in notes:
            for block in note:
                self.block(block)

    def _table(self, content: Any) -> None:
        _, caption, _, head, bodies, foot = content
        for block in caption[1]:
            self.block(block)
        self.paper.table()
        self._in_tables += 1
        rows = [*head[1], *(row for body in bodies for part in body[2:4] for row in part), *foot[1]]
        for row in rows:
            self.paper.row()
            for cell in row[1]:
                self.paper.cell()
                for block in cell[4]:
                    self.block(block)
        self._in_tables -= 1
        self.paper.end_table()

    def text(self, inlines: Any) -> Iterator[str]:
        """The text of inlines; their notes are kept for later."""
        for inline in inlines:
            kind, content = inline["t"], inline.get("c")
            if kind == "Str":
                yield content
            elif kind in ("Space", "SoftBreak", "LineBreak"):
                yield " "
            elif kind in ("Code", "Math"):
                yield content[1]
            elif kind == "Note":
                self._notes.append(content)
            elif kind == "Quoted":
                marks = "\u2018\u2019" if content[0]["t"] == "SingleQuote" else "\u201c\u201d"
                yield marks[0] + "".join(self.text(content[1])) + marks[1]
            elif kind in ("Cite", "Span", "Link"):
                yield from self.text(content[1])
            elif kind not in ("Image", "RawInline"):
                yield from self.text(content)


def _level(inlines: Any) -> int:
    """The level of the heading that a paragraph without a style for it looks like; 0 if none."""
    if len(inlines) > _LONGEST_HEADING:
        return 0
    text = line("".join(_Walk().text(inlines)))
    bold = all(inline["t"] in ("Strong", "Space", "LineBreak", "SoftBreak") for inline in inlines)
    if found := headings.level(text):
        return found
    return _BOLD if bold and headings.is_title(text) else 0


def _inner(kind: str, content: Any) -> Iterable[Any]:
    """The blocks in a block of blocks."""
    if kind == "BlockQuote":
        return list(content)
    if kind == "BulletList":
        return [block for item in content for block in item]
    if kind == "OrderedList":
        return [block for item in content[1] for block in item]
    if kind == "DefinitionList":
        return [
            block
            for term, meanings in content
            for block in ({"t": "Plain", "c": term}, *(each for item in meanings for each in item))
        ]
    if kind == "Div":
        return list(content[1])
    if kind == "Figure":
        return [*content[1][1], *content[2]]
    return []


def _blocks_of(value: Any) -> list[Any]:
    """The blocks of a value of the metadata, where it is text in paragraphs."""
    if value is None:
        return []
    if value["t"] == "MetaBlocks":
        return list(value["c"])
    return [{"t": "Para", "c": value["c"]}] if value["t"] == "MetaInlines" else []


def _said(value: Any) -> str:
    """A value of the metadata as text; several of them with commas between."""
    if value is None:
        return ""
    if value["t"] == "MetaList":
        return ", ".join(text for each in value["c"] if (text := _said(each)))
    if value["t"] == "MetaString":
        return line(value["c"])
    walk = _Walk()
    for block in _blocks_of(value):
        walk.block(block)
    return " ".join(block.text for block in walk.paper.blocks())

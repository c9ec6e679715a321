"""The archive that a workbook is: its parts within limits, each found as programs find it.

What is unpacked is counted piece by piece, and two parts of which programs may take either are
refused. No number that a file gives of itself is believed.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote
from xml.parsers.expat import ExpatError

from smartscore.sheets.columns import MAX_COLUMNS, MAX_ROWS
from smartscore.sheets.contents import Contents, Grid
from smartscore.sheets.markup import Reading, TooManyElements, Walk
from smartscore.sheets.parts import RELATIONSHIPS, Book, Formats, Link, Links, Texts
from smartscore.text import containers
from smartscore.text.problems import Unreadable

MAX_UNPACKED: Final = 64 * 1024 * 1024
MAX_PARTS: Final = 500
MAX_CELLS: Final = 200_000

_END: Final = b"PK\x05\x06"
_END_BYTES: Final = 22
"""How an archive ends to which nothing is added, and how long this end is."""

_PIECE: Final = 1 << 16
_NOT_READ: Final = containers.SHEETS | {containers.ENCRYPTED, "damaged", "docx", "pdf"}
"""Kinds of files of which a reader is told more than that they are no workbook."""

_EXCEL: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How the parts of a workbook are packed."""


def read(data: bytes, name: str) -> list[Grid]:
    """The sheets of a workbook in their order, with their cells.

    Raises Unreadable where the file is no workbook, is damaged, or is larger than the limits.
    """
    kind = containers.kind(data)
    if kind != containers.WORKBOOK:
        raise Unreadable(name, f"sheet-{kind}" if kind in _NOT_READ else "sheet-none")
    if not data[-_END_BYTES:].startswith(_END):
        raise Unreadable(name, "sheet-damaged")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _Workbook(archive, name).grids()
    except TooManyElements:
        raise Unreadable(name, "sheet-elements") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise Unreadable(name, "sheet-damaged") from None
    except (ExpatError, ArithmeticError, ValueError, OSError, LookupError):
        raise Unreadable(name, "sheet-damaged") from None


class _Workbook:
    """The parts of an archive, by their names without regard to capitals."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self._name = name
        self._walk = Walk()
        self._unpacked = self._cells = 0
        members = archive.infolist()
        self._members = {member.filename.lower(): member for member in members}
        if len(members) > MAX_PARTS or len(self._members) != len(members):
            self._stop("sheet-damaged")
        for member in members:
            self._examine(member)

    def _examine(self, member: zipfile.ZipInfo) -> None:
        """Refuse what could be taken for another part, or can't be unpacked."""
        plain = posixpath.normpath(member.filename.rstrip("/"))
        odd = plain.startswith(("/", "..")) or "\\" in member.orig_filename
        if odd or plain != member.filename.rstrip("/") or member.orig_filename != member.filename:
            self._stop("sheet-damaged")
        if member.flag_bits & 1:
            self._stop("sheet-encrypted")
        if member.compress_type not in _EXCEL:
            self._stop("sheet-damaged")

    def _stop(self, reason: str) -> None:
        raise Unreadable(self._name, reason)

    def grids(self) -> list[Grid]:
        """The sheets in their order."""
        top = self._links("")
        home = self._one(top, "officeDocument")
        if home is None:
            raise ValueError("officeDocument")
        book, links = Book(), self._links(home)
        self._take(home, book)
        texts, formats = Texts(), Formats()
        for kind, reading in (("sharedStrings", texts), ("styles", formats)):
            part = self._one(links, kind)
            if part is not None:
                self._take(part, reading)
        sheets = [(name, links[key]) for name, key in book.sheets.items()]
        targets = [link.target.lower() for _, link in sheets]
        if len(set(targets)) != len(targets) or any(link.is_outside for _, link in sheets):
            raise ValueError("sheets")
        taken = [
            (name, self._sheet(link.target, texts.found, formats))
            for name, link in sheets
            if link.kind == "worksheet"
        ]
        self._weigh([contents for _, contents in taken], texts.found)
        return [contents.grid(name, from_1904=book.from_1904) for name, contents in taken]

    def _sheet(self, part: str, texts: list[str], formats: Formats) -> Contents:
        contents = Contents(texts, formats, self._count)
        self._take(part, contents)
        return contents

    def _count(self, row: int, column: int) -> None:
        """Stop where a cell with something in it is one too many, or too far out."""
        self._cells += 1
        if row >= MAX_ROWS:
            self._stop("sheet-rows")
        if column >= MAX_COLUMNS:
            self._stop("sheet-columns")
        if self._cells > MAX_CELLS:
            self._stop("sheet-cells")

    def _weigh(self, sheets: list[Contents], texts: list[str]) -> None:
        """Stop where little is stored and much would come of it."""
        if sum(len(texts[i]) for each in sheets for i in each.used_texts) > MAX_UNPACKED:
            self._stop("sheet-unpacked")

    def _links(self, part: str) -> dict[str, Link]:
        """The parts that a part names, with their places in the archive."""
        folder, name = posixpath.split(part)
        links = Links()
        self._take(posixpath.join(folder, "_rels", f"{name}.rels"), links, RELATIONSHIPS)
        return {
            key: link if link.is_outside else link._replace(target=_place(folder, link.target))
            for key, link in links.found.items()
        }

    def _one(self, links: dict[str, Link], kind: str) -> str | None:
        """The one part of a kind, if there is any; raises ValueError where there are several."""
        found = [link for link in links.values() if link.kind == kind]
        if len(found) > 1 or any(link.is_outside for link in found):
            raise ValueError(kind)
        return found[0].target if found else None

    def _take(self, part: str, reading: Reading, namespace: str = "") -> None:
        self._walk.through(self._pieces(self._members[part.lower()]), reading, namespace)

    def _pieces(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        with self._archive.open(member) as file:
            while piece := file.read(_PIECE):
                self._unpacked += len(piece)
                if self._unpacked > MAX_UNPACKED:
                    self._stop("sheet-unpacked")
                yield piece


def _place(folder: str, target: str) -> str:
    """Where a part lies that is named from a folder."""
    path = unquote(target)
    whole = path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path)
    return posixpath.normpath(whole)

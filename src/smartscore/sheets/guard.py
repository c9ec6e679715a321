"""The archive that a workbook is: its parts within limits, each found as programs find it.

What is unpacked is counted piece by piece, and two parts of which programs may take either are
refused. No number that a file gives of itself is believed.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple, TypeVar
from urllib.parse import unquote
from xml.parsers.expat import ExpatError

from smartscore.sheets.addresses import Area
from smartscore.sheets.columns import MAX_COLUMNS, MAX_ROWS
from smartscore.sheets.contents import Contents, Grid
from smartscore.sheets.markup import MAX_ELEMENTS, Reading, TooManyElements, Walk
from smartscore.sheets.parts import RELATIONSHIPS, Book, Formats, Link, Links, Texts
from smartscore.text import containers
from smartscore.text.problems import Unreadable

MAX_UNPACKED: Final = 64 * 1024 * 1024
MAX_PARTS: Final = 500
MAX_CELLS: Final = 200_000


class Limits(NamedTuple):
    """How much a workbook may hold; `told` begins the reasons for which it is refused."""

    unpacked: int = MAX_UNPACKED
    cells: int = MAX_CELLS
    rows: int = MAX_ROWS
    columns: int = MAX_COLUMNS
    elements: int = MAX_ELEMENTS
    told: str = "sheet"


ASSESSMENT: Final = Limits()
"""What is enough for an assessment with all its evidence."""

_END: Final = b"PK\x05\x06"
_END_BYTES: Final = 22
"""How an archive ends to which nothing is added, and how long this end is."""

_PIECE: Final = 1 << 16
_NOT_READ: Final = containers.SHEETS | {containers.ENCRYPTED, "damaged", "docx", "pdf"}
"""Kinds of files of which a reader is told more than that they are no workbook."""

_CELL = re.compile(rb"<(?:\w+:)?c[ >]")
_Taken = TypeVar("_Taken")

_EXCEL: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How the parts of a workbook are packed."""


class First(NamedTuple):
    """The sheet of a table: its cells, rows that are hidden, cells that are merged.

    `others` are the names of further sheets that hold something.
    """

    grid: Grid
    hidden: tuple[int, ...]
    merged: tuple[Area, ...]
    others: tuple[str, ...]


def read(data: bytes, name: str) -> list[Grid]:
    """The sheets of a workbook in their order, with their cells.

    Raises Unreadable where the file is no workbook, is damaged, or is larger than the limits.
    """
    return _guarded(data, name, ASSESSMENT, _Workbook.grids)


def first(data: bytes, name: str, limits: Limits) -> First:
    """The first sheet that can be seen, and which others hold something; raises as `read` does."""
    return _guarded(data, name, limits, _Workbook.first)


def _guarded(
    data: bytes, name: str, limits: Limits, taken: "Callable[[_Workbook], _Taken]"
) -> _Taken:
    kind = containers.kind(data)
    if kind != containers.WORKBOOK:
        raise Unreadable(name, f"sheet-{kind}" if kind in _NOT_READ else "sheet-none")
    if not data[-_END_BYTES:].startswith(_END):
        raise Unreadable(name, "sheet-damaged")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return taken(_Workbook(archive, name, limits))
    except TooManyElements:
        raise Unreadable(name, f"{limits.told}-elements") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise Unreadable(name, "sheet-damaged") from None
    except (ExpatError, ArithmeticError, ValueError, OSError, LookupError):
        raise Unreadable(name, "sheet-damaged") from None


class _Workbook:
    """The parts of an archive, by their names without regard to capitals."""

    def __init__(self, archive: zipfile.ZipFile, name: str, limits: Limits) -> None:
        self._archive = archive
        self._name = name
        self._limits = limits
        self._walk = Walk(limits.elements)
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
        book, texts, formats, sheets = self._around()
        taken = [
            (name, self._sheet(link.target, texts, formats))
            for name, link in sheets
            if link.kind == "worksheet"
        ]
        self._weigh([contents for _, contents in taken], texts)
        return [contents.grid(name, from_1904=book.from_1904) for name, contents in taken]

    def first(self) -> First:
        """The first sheet that can be seen, and the names of others that hold something."""
        book, texts, formats, sheets = self._around()
        seen = [
            (name, link.target)
            for name, link in sheets
            if link.kind == "worksheet" and name not in book.hidden
        ]
        if not seen:
            raise ValueError("sheets")
        name, part = seen[0]
        contents = self._sheet(part, texts, formats)
        self._weigh([contents], texts)
        others = tuple(other for other, target in seen[1:] if self._has_cells(target))
        grid = contents.grid(name, from_1904=book.from_1904)
        return First(grid, contents.hidden, contents.areas.merged, others)

    def _has_cells(self, part: str) -> bool:
        """Whether a sheet seems to hold anything, as far as its beginning tells."""
        with self._archive.open(self._members[part.lower()]) as file:
            return _CELL.search(file.read(_PIECE)) is not None

    def _around(self) -> "tuple[Book, list[str], Formats, list[tuple[str, Link]]]":
        """What the parts around the sheets say, and where the sheets are."""
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
        return book, texts.found, formats, sheets

    def _sheet(self, part: str, texts: list[str], formats: Formats) -> Contents:
        contents = Contents(texts, formats, self._count)
        self._take(part, contents)
        return contents

    def _count(self, row: int, column: int) -> None:
        """Stop where a cell with something in it is one too many, or too far out."""
        self._cells += 1
        limits = self._limits
        if row >= limits.rows:
            self._stop(f"{limits.told}-rows")
        if column >= limits.columns:
            self._stop(f"{limits.told}-columns")
        if self._cells > limits.cells:
            self._stop(f"{limits.told}-cells")

    def _weigh(self, sheets: list[Contents], texts: list[str]) -> None:
        """Stop where little is stored and much would come of it."""
        if sum(len(texts[i]) for each in sheets for i in each.used_texts) > self._limits.unpacked:
            self._stop(f"{self._limits.told}-unpacked")

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
                if self._unpacked > self._limits.unpacked:
                    self._stop(f"{self._limits.told}-unpacked")
                yield piece


def _place(folder: str, target: str) -> str:
    """Where a part lies that is named from a folder."""
    path = unquote(target)
    whole = path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path)
    return posixpath.normpath(whole)

"""What a workbook weighs and what lies in its cells, found out before anything loads it.

The reader of cells makes room for every cell between the first and the last, ends the process
where there is no such room, and says nothing of formulas and errors. So every part is gone through
here first, piece by piece, and the size of what is unpacked is counted.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate

from smartscore.problems import Unreadable
from smartscore.sheets.columns import MAX_COLUMNS, MAX_ROWS
from smartscore.source import MAX_BYTES

MAX_UNPACKED: Final = 64 * 1024 * 1024
MAX_PARTS: Final = 500
MAX_CELLS: Final = 200_000
MAX_AREA: Final = 4_000_000
"""Cells between the first and the last of each sheet, empty ones too, for which room is made."""

_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS: Final = b"application/vnd.oasis.opendocument"
_BOOK: Final = "xl/workbook.xml"
_LINKS: Final = "xl/_rels/workbook.xml.rels"
_TEXT: Final = (".xml", ".rels", ".vml")
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_PIECE: Final = 1 << 16


@dataclass(slots=True)
class Part:
    """What one part holds: cells with a formula and cells with an error, by row and column."""

    formulas: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


class Inspected(NamedTuple):
    """What is in each sheet by its name, and the archive of only those parts that were inspected.

    Nothing but these is read afterwards: what else an archive holds might say something different.
    """

    parts: dict[str, Part]
    archive: bytes


def inspect(data: bytes, name: str) -> Inspected:
    """What is in a workbook.

    Raises Unreadable where the file is no workbook, or is larger than the limits.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable(name, "sheet-bytes")
    if data.startswith(_OLE):
        raise Unreadable(name, "sheet-encrypted" if _ENCRYPTED in data else "sheet-xls")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inspector = _Inspector(archive, name)
            return Inspected(inspector.sheets(), inspector.packed())
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        reason = "sheet-damaged" if data.startswith(b"PK") else "sheet-none"
        raise Unreadable(name, reason) from None
    except (ExpatError, ValueError, OSError, LookupError):
        raise Unreadable(name, "sheet-damaged") from None


class _Inspector:
    """Goes through all parts of an archive."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self._name = name
        self._unpacked = 0
        self._cells = 0
        self._reached: dict[str, tuple[int, int]] = {}
        self._lengths: list[int] = []
        self._shared: list[int] = []
        self._parts: dict[str, Part] = {}
        self._sheets: dict[str, str] = {}
        self._links: dict[str, str] = {}

    def sheets(self) -> dict[str, Part]:
        """What is in each sheet, by its name."""
        members = self._archive.infolist()
        names = [member.filename for member in members]
        if "mimetype" in names and self._archive.read("mimetype")[:64].startswith(_ODS):
            self._stop("sheet-ods")
        if _BOOK not in names:
            self._stop("sheet-none")
        if len(members) > MAX_PARTS or len({n.lower() for n in names}) != len(names):
            self._stop("sheet-damaged")
        if sum(member.file_size for member in members) > MAX_UNPACKED:
            self._stop("sheet-unpacked")
        for member in members:
            if member.flag_bits & 1:
                self._stop("sheet-encrypted")
            if member.filename.lower().endswith(_TEXT):
                self._go_through(member)
        if sum((row + 1) * (column + 1) for row, column in self._reached.values()) > MAX_AREA:
            self._stop("sheet-area")
        if sum(self._lengths[i] for i in self._shared) > MAX_UNPACKED:
            self._stop("sheet-unpacked")
        found: dict[str, Part] = {}
        for sheet, link in self._sheets.items():
            part = self._parts.get(self._links.get(link, ""))
            if part is None:
                self._stop("sheet-damaged")
            else:
                found[sheet] = part
        return found

    def _stop(self, reason: str) -> None:
        raise Unreadable(self._name, reason)

    def _go_through(self, member: zipfile.ZipInfo) -> None:
        part = Part()
        reading = _Reading(self, part, member.filename)
        parser = ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = reading.start
        parser.EndElementHandler = reading.end
        parser.CharacterDataHandler = reading.text
        parser.StartDoctypeDeclHandler = reading.declared
        with self._archive.open(member) as file:
            while piece := file.read(_PIECE):
                self._unpacked += len(piece)
                if self._unpacked > MAX_UNPACKED:
                    self._stop("sheet-unpacked")
                parser.Parse(piece, False)  # noqa: FBT003 - expat takes it by position only
        parser.Parse(b"", True)  # noqa: FBT003 - as above
        self._parts[member.filename] = part

    def packed(self) -> bytes:
        """The parts that were gone through, as an archive."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for part in self._parts:
                archive.writestr(part, self._archive.read(part))
        return buffer.getvalue()

    def string(self, length: int) -> None:
        """A text that cells may share."""
        self._lengths.append(length)

    def shared(self, number: str) -> None:
        """A cell with a shared text."""
        self._shared.append(int(number))

    def count(self, part: str, row: int, column: int) -> None:
        """A cell with something in it; raises Unreadable beyond a limit."""
        self._cells += 1
        last = self._reached.get(part, (0, 0))
        self._reached[part] = (max(row, last[0]), max(column, last[1]))
        if row >= MAX_ROWS:
            self._stop("sheet-rows")
        if column >= MAX_COLUMNS:
            self._stop("sheet-columns")
        if self._cells > MAX_CELLS:
            self._stop("sheet-cells")

    def sheet(self, name: str, link: str) -> None:
        """A sheet that the workbook names."""
        self._sheets[name] = link

    def link(self, key: str, target: str) -> None:
        """Where a part of the workbook lies; one that is no text was not gone through."""
        path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
        if not path.lower().endswith(_TEXT):
            self._stop("sheet-damaged")
        self._links[key] = posixpath.normpath(path)


class _Reading:
    """Takes in the elements of one part."""

    def __init__(self, whole: _Inspector, part: Part, name: str) -> None:
        self._whole = whole
        self._part = part
        self._name = name
        self._book = name == _BOOK
        self._links = name == _LINKS
        self._row = self._column = -1
        self._filled = self._is_error = self._is_shared = False
        self._length: int | None = None
        self._said: list[str] = []

    def declared(self, *_: object) -> None:
        """Entities could multiply; no workbook has any."""
        raise ValueError("DOCTYPE")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = tag.rpartition(" ")[2]
        if name == "si":
            self._length = 0
        elif name == "c":
            self._begin_cell(attributes)
        elif name == "row":
            self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1
        elif name in ("v", "f", "is"):
            self._fill(formula=name == "f")
        elif name == "sheet" and self._book:
            links = (value for key, value in attributes.items() if key.endswith(" id"))
            self._whole.sheet(attributes["name"], next(links, ""))
        elif name == "Relationship" and self._links and attributes.get("TargetMode") != "External":
            self._whole.link(attributes["Id"], attributes["Target"])

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._column += 1
        self._filled = False
        self._is_error = attributes.get("t") == "e"
        self._is_shared = attributes.get("t") == "s"
        self._said = []
        if "r" in attributes:
            match = _CELL.fullmatch(attributes["r"].upper())
            if match is None:
                raise ValueError(attributes["r"])
            self._column = column_number(match[1])
            self._row = int(match[2]) - 1

    def _fill(self, *, formula: bool) -> None:
        if not self._filled:
            self._filled = True
            self._whole.count(self._name, self._row, self._column)
        if formula:
            self._part.formulas.add((self._row, self._column))

    def text(self, text: str) -> None:
        """What an element says, where it is an error, the number of a text, or such a text."""
        if self._length is not None:
            self._length += len(text)
        elif (self._is_error or self._is_shared) and self._filled:
            self._said.append(text[:40])

    def end(self, tag: str) -> None:
        """An element ends."""
        name = tag.rpartition(" ")[2]
        if name == "si" and self._length is not None:
            self._whole.string(self._length)
            self._length = None
        elif self._is_shared and name == "c":
            self._is_shared = False
            if number := "".join(self._said).strip():
                self._whole.shared(number)
        elif self._is_error and tag.rpartition(" ")[2] == "c":
            spot = (self._row, self._column)
            said = [part for part in self._said if part.strip().startswith("#")]
            self._part.errors[spot] = (said or ["#?"])[-1].strip()
            self._is_error = False


def column_number(letters: str) -> int:
    """The number of a column, from 0.

    >>> column_number("A"), column_number("AA")
    (0, 26)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def column_letters(number: int) -> str:
    """The letters of a column, counted from 0.

    >>> column_letters(0), column_letters(26)
    ('A', 'AA')
    """
    return "".join(_letters(number))[::-1]


def _letters(number: int) -> Iterator[str]:
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        yield chr(65 + rest)

"""What a file is that is no text, by its first bytes and by what an archive holds.

Names of files are not believed: people rename them, and programs save under any ending.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final

WORKBOOK: Final = "xlsx"
ENCRYPTED: Final = "encrypted"
ARCHIVE: Final = b"PK"

SHEETS: Final = frozenset({"ods", "xls", "xlsm", "xlsb", "iwork"})
"""Kinds of spreadsheets that are not read, and that the program that made them saves as .xlsx."""

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS: Final = (
    ("EncryptedPackage", ENCRYPTED),
    ("EncryptionInfo", ENCRYPTED),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("WordDocument", "doc"),
    ("PowerPoint Document", "ppt"),
)
"""Streams in the directory of an old Office file, and what a file is that has them."""

_STARTS: Final = (
    (b"%PDF-", "pdf"),
    (b"\x1f\x8b", "gz"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
)
_PARTS: Final = (
    ("xl/workbook.bin", "xlsb"),
    ("xl/vbaproject.bin", "xlsm"),
    ("xl/workbook.xml", WORKBOOK),
    ("word/document.xml", "docx"),
    ("ppt/presentation.xml", "pptx"),
    ("index/document.iwa", "iwork"),
    ("index.zip", "iwork"),
)
"""Parts of an archive, and what it is that has them; the first that is there tells."""

_OPEN_DOCUMENT: Final = b"application/vnd.oasis.opendocument."
_TYPES: Final = "[Content_Types].xml"
_MACROS: Final = b"macroEnabled"
_LOOKED_AT: Final = 1 << 16


def kind(content: bytes) -> str | None:
    """What a file is: `xlsx`, `ods`, `encrypted`, `zip` ...; None where it may be text.

    >>> kind(b"smartscore: rubric/1"), kind(b"%PDF-1.7")
    (None, 'pdf')
    """
    if content.startswith(_OLE):
        streams = (found for name, found in _STREAMS if name.encode("utf-16-le") in content)
        return next(streams, "xls")
    if content.startswith((ARCHIVE + b"\x03\x04", ARCHIVE + b"\x05\x06")):
        return _archive(content)
    return next((found for start, found in _STARTS if content.startswith(start)), None)


def _archive(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if any(member.flag_bits & 1 for member in archive.infolist()):
                return ENCRYPTED
            names = {name.lower().replace("\\", "/") for name in archive.namelist()}
            if "mimetype" in names:
                said = _start(archive, "mimetype")
                if said.startswith(_OPEN_DOCUMENT):
                    sheet = said.removeprefix(_OPEN_DOCUMENT).startswith(b"spreadsheet")
                    return "ods" if sheet else "odf"
            found = next((kind for part, kind in _PARTS if part in names), "zip")
            if found == WORKBOOK and _TYPES.lower() in names and _MACROS in _start(archive, _TYPES):
                return "xlsm"
            return found
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError):
        return "damaged"
    except (RuntimeError, OSError, KeyError):  # the name of a part is spelled oddly
        return "zip"


def parts(content: bytes, most: int, ends: tuple[str, ...]) -> dict[str, bytes] | None:
    """The parts of an archive whose names end so; None where together they are more than `most`.

    Each is unpacked and counted piece by piece: what an archive says of itself is not believed.
    Raises ValueError where it is damaged, or has two parts of one name.
    """
    found: dict[str, bytes] = {}
    left = most
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.infolist():
                if not member.filename.endswith(ends):
                    continue
                if member.filename in found:
                    raise ValueError(member.filename)
                pieces: list[bytes] = []
                with archive.open(member) as file:
                    while piece := file.read(_LOOKED_AT):
                        left -= len(piece)
                        if left < 0:
                            return None
                        pieces.append(piece)
                found[member.filename] = b"".join(pieces)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise ValueError("archive") from None
    except (OSError, KeyError, struct.error):
        raise ValueError("archive") from None
    return found


def packed(parts: Mapping[str, bytes]) -> bytes:
    """An archive of parts, as they are."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


def _start(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as file:
        return file.read(_LOOKED_AT)

"""A document from the bytes of a file: its kind by name and by what it holds, and who reads it."""

import importlib.util
from pathlib import PurePath
from typing import Final

from smartscore.processes import bounded
from smartscore.read.documents import pdf, plain
from smartscore.read.documents.document_faults import (
    KIND_AND_ENDING_DIFFER,
    PAGES_WITHOUT_TEXT,
    PDF_NEEDS_AN_EXTRA,
    PDF_PAGE_DAMAGED,
    PDF_TOO_BIG,
    PDF_TOO_SLOW,
    PDF_WITHOUT_TEXT,
    SOURCE_UNREADABLE,
)
from smartscore.text import containers
from smartscore.text.documents import Document
from smartscore.text.problems import Complaint
from smartscore.text.ranges import ranges

LIMITS: Final = bounded.Limits(seconds=20, mebibytes=512)
"""What reading one document may take, where many are read that others have named."""

LONG: Final = bounded.Limits(seconds=120, mebibytes=512)
"""What it may take where the document itself was asked for: five thousand pages."""

PLAIN: Final = (".txt", ".md", ".markdown", ".text", ".rst")
PDF: Final = ".pdf"


def document(
    name: str, content: bytes, *, limits: bounded.Limits | None = None
) -> Document | Complaint:
    """A document of the kind that a name ends with, or what keeps it from being read."""
    read = _read(PurePath(name).suffix.lower(), content, limits or LIMITS)
    if isinstance(read, Complaint):
        return read._replace(values={"file": name, **read.values})
    return read


def _read(ending: str, content: bytes, limits: bounded.Limits) -> Document | Complaint:
    if ending not in (PDF, *PLAIN):
        return Complaint(SOURCE_UNREADABLE, values={"why": "source-kind", "variant": "source-kind"})
    held = containers.kind(content)
    if held is not None and held != ending.lstrip("."):
        return Complaint(KIND_AND_ENDING_DIFFER, values={"ending": ending, "kind": f"file-{held}"})
    if ending == PDF:
        return _pdf(content, limits)
    try:
        return plain.document(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Complaint(SOURCE_UNREADABLE, values={"why": "encoding", "variant": "encoding"})


def incomplete(name: str, document: Document) -> Complaint | None:
    """What of a document was not read though the rest was; None where nothing is missing."""
    if not document.empty:
        return None
    values = {"count": str(len(document.empty)), "ranges": ranges(document.empty)}
    return Complaint(PAGES_WITHOUT_TEXT, values={"file": name, **values})


def _pdf(content: bytes, limits: bounded.Limits) -> Document | Complaint:
    """A PDF as a document, read in a process of its own."""
    if not _has_pdfium():
        return Complaint(PDF_NEEDS_AN_EXTRA)
    try:
        read = bounded.run(limits, pdf.document, content)
    except bounded.TooSlow as end:
        values = {"limit": str(limits.seconds), "page": end.note or "1"}
        return Complaint(PDF_TOO_SLOW, values=values)
    except bounded.TooBig as end:
        values = {"limit": str(limits.mebibytes), "page": end.note or "1"}
        return Complaint(PDF_TOO_BIG, values=values)
    except bounded.Died as end:
        return Complaint(PDF_PAGE_DAMAGED, values={"why": "pdf-died", "page": end.note or "1"})
    except pdf.PdfFault as fault:
        if fault.page:
            return Complaint(PDF_PAGE_DAMAGED, values={"why": fault.why, "page": str(fault.page)})
        return Complaint(SOURCE_UNREADABLE, values={"why": fault.why})
    except (ImportError, OSError):  # it was there, and is broken
        return Complaint(PDF_NEEDS_AN_EXTRA)
    return read if read.blocks else Complaint(PDF_WITHOUT_TEXT, values={"pages": str(read.pages)})


def _has_pdfium() -> bool:
    try:
        return importlib.util.find_spec("pypdfium2_raw") is not None
    except ValueError:  # it is there in name only
        return False

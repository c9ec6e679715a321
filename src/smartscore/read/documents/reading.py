"""A document from the bytes of a file: its kind by name and by what it holds, and who reads it."""

import importlib.util
from pathlib import PurePath
from typing import Final

from smartscore.processes import bounded
from smartscore.read.documents import html, pandoc, pdf, plain
from smartscore.read.documents.document_faults import (
    BOXES_UNREAD,
    DOCUMENT_NEEDS_PANDOC,
    DOCUMENT_TAKES_TOO_MUCH,
    DOCUMENT_UNPACKS_TO_MUCH,
    DOCUMENT_WITHOUT_TEXT,
    KIND_AND_ENDING_DIFFER,
    PAGES_WITHOUT_TEXT,
    PDF_NEEDS_AN_EXTRA,
    PDF_PAGE_DAMAGED,
    PDF_TOO_BIG,
    PDF_TOO_SLOW,
    PDF_WITHOUT_TEXT,
    SOURCE_UNREADABLE,
)
from smartscore.read.documents.faults import TakesTooMuch, Unfit, UnpacksTooMuch, WantsPandoc
from smartscore.text import containers
from smartscore.text.documents import Document
from smartscore.text.problems import Complaint
from smartscore.text.ranges import ranges

LIMITS: Final = bounded.Limits(seconds=20, mebibytes=512)
"""What reading one document may take, where many are read that others have named."""

LONG: Final = bounded.Limits(seconds=120, mebibytes=512)
"""What it may take where the document itself was asked for: five thousand pages."""

PLAIN: Final = plain.ENDINGS
HTML: Final = (".html", ".htm", ".xhtml")
PDF: Final = ".pdf"
PACKED: Final = {f".{kind}": kind for kind in pandoc.KINDS}
"""Endings of documents that pandoc takes apart."""

ENDINGS: Final = (PDF, *PACKED, *HTML, *PLAIN)
"""How the names of all documents end that are read."""

_KINDS: Final = {PDF: "pdf", ".docx": "docx", ".odt": "odf"}
"""What a file holds whose name ends so, as `containers` calls it; text otherwise."""

_TOLD_BY_THEIR_READER: Final = (containers.ENCRYPTED, "damaged")
_ODD: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What a reader might raise over a file that nobody has thought of."""

_MENDED_BY: Final = {
    **{kind: kind for kind in ("encoding", "encrypted", "source-kind")},
    **dict.fromkeys(("damaged", "truncated", "died", "pandoc", "empty"), "damaged"),
}
"""By what is mended whatever keeps a document from being read, as variants of sentences."""

_AT_ONCE: Final = 256 * 1024
"""So much text is read within the command's own process."""


def document(
    name: str, content: bytes, *, limits: bounded.Limits | None = None
) -> Document | Complaint:
    """A document of the kind that a name ends with, or what keeps it from being read."""
    read = _read(PurePath(name).suffix.lower(), content, limits or LIMITS)
    if isinstance(read, Complaint):
        return read._replace(values={"file": name, **read.values})
    return read


def _read(ending: str, content: bytes, limits: bounded.Limits) -> Document | Complaint:
    if ending not in ENDINGS:
        return _unfit("source-kind")
    held = containers.kind(content)
    if held is not None and held not in (_KINDS.get(ending), *_TOLD_BY_THEIR_READER):
        return Complaint(KIND_AND_ENDING_DIFFER, values={"ending": ending, "kind": f"file-{held}"})
    if ending == PDF:
        return _pdf(content, limits)
    try:
        read = _of_text(ending, content, limits)
    except Unfit as fault:
        return _unfit(fault.why)
    except WantsPandoc:
        return Complaint(DOCUMENT_NEEDS_PANDOC)
    except UnpacksTooMuch as fault:
        return Complaint(DOCUMENT_UNPACKS_TO_MUCH, values={"limit": str(fault.mebibytes)})
    except TakesTooMuch as fault:
        return Complaint(DOCUMENT_TAKES_TOO_MUCH, values={"limit": fault.limit})
    except bounded.TooSlow:
        return Complaint(DOCUMENT_TAKES_TOO_MUCH, values={"limit": f"{limits.seconds} s"})
    except bounded.TooBig:
        return Complaint(DOCUMENT_TAKES_TOO_MUCH, values={"limit": f"{limits.mebibytes} MiB"})
    except (bounded.Died, *_ODD):
        return _unfit("document-died")
    return read if read.blocks else Complaint(DOCUMENT_WITHOUT_TEXT)


def _unfit(why: str) -> Complaint:
    """That a document can't be read, and why; what mends it goes by the kind of reason."""
    kind = why.removeprefix("pdf-").removeprefix("document-")
    variant = {"variant": _MENDED_BY[kind]} if kind in _MENDED_BY else {}
    return Complaint(SOURCE_UNREADABLE, values={"why": why, **variant})


def _of_text(ending: str, content: bytes, limits: bounded.Limits) -> Document:
    """A document of any kind but PDF, read in a process of its own unless it is short and plain."""
    if ending in PACKED:
        made = pandoc.made(PACKED[ending], content, limits.seconds)
        return bounded.run(limits, pandoc.document, made)
    if ending in HTML:
        return bounded.run(limits, html.document, content)
    if len(content) > _AT_ONCE:
        return bounded.run(limits, plain.document, content, ending)
    return plain.document(content, ending)


def unread(name: str) -> list[Complaint]:
    """What can be told of a document by its name alone: that its kind is none that is read."""
    if PurePath(name).suffix.lower() in ENDINGS:
        return []
    complaint = _unfit("source-kind")
    return [complaint._replace(values={"file": name, **complaint.values})]


def incomplete(name: str, document: Document) -> Complaint | None:
    """What of a document was not read though the rest was; None where nothing is missing."""
    if document.boxes:
        return Complaint(BOXES_UNREAD, values={"file": name, "count": str(document.boxes)})
    if not document.empty:
        return None
    values = {"count": str(len(document.empty)), "ranges": ranges(document.empty)}
    if document.garbled:
        values["variant"] = "garbled"
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
        return _unfit(fault.why)
    except (ImportError, OSError):  # it was there, and is broken
        return Complaint(PDF_NEEDS_AN_EXTRA)
    except _ODD:
        return _unfit("pdf-died")
    if read.blocks:
        return read
    variant = {"variant": "garbled"} if read.garbled else {}
    return Complaint(PDF_WITHOUT_TEXT, values={"pages": str(read.pages), **variant})


def _has_pdfium() -> bool:
    try:
        return importlib.util.find_spec("pypdfium2_raw") is not None
    except ValueError:  # it is there in name only
        return False

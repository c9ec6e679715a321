"""A PDF as a document; run by `reading` in a process of its own."""

import ctypes
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final

from smartscore.processes.bounded import note
from smartscore.read.documents import pages
from smartscore.read.documents.lines import Line, Page
from smartscore.text.documents import Document

MARK: Final = b"%PDF-"
_ITS_MARK_IN: Final = 1024
"""Where the mark of a PDF may stand in it: other bytes may come before."""

_PASSWORD: Final = (4, 5)
"""pdfium's words for a file that wants a password, and for a lock that it does not know."""

_LONGEST: Final = 300
_DATE: Final = re.compile(r"D?:?(\d{4})(\d\d)?(\d\d)?")


class PdfFault(Exception):  # noqa: N818 - what a file lacks, as `reading` tells it
    """What keeps a PDF's text from being read; `page` is 0 where it is the whole file.

    `why` is `pdf-encrypted`, `pdf-damaged`, `pdf-empty` or `pdf-page`.
    """

    def __init__(self, why: str, page: int) -> None:
        self.why = why
        self.page = page
        super().__init__(why, page)


def document(content: bytes) -> Document:
    """What stands in a PDF, page by page.

    Leaves the number of each page as a note before it is read. Raises PdfFault, and ImportError
    without pypdfium2.
    """
    import pypdfium2_raw as pdfium

    if MARK not in content[:_ITS_MARK_IN]:
        raise PdfFault("pdf-damaged", 0)
    note("1")
    pdfium.FPDF_InitLibrary()
    opened = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
    if not opened:
        locked = pdfium.FPDF_GetLastError() in _PASSWORD
        raise PdfFault("pdf-encrypted" if locked else "pdf-damaged", 0)
    count = pdfium.FPDF_GetPageCount(opened)
    if count < 1:
        raise PdfFault("pdf-empty", 0)
    read: list[tuple[Line, ...]] = []
    drawn: list[int] = []
    for number in range(1, count + 1):
        note(str(number))
        lines, has_objects = _page(pdfium, opened, number)
        read.append(lines)
        if has_objects:
            drawn.append(number)
    made = pages.document(read)
    written = {block.page for block in made.blocks}
    return made._replace(
        empty=tuple(number for number in drawn if number not in written),
        labels=_labels(pdfium, opened, count),
        title=_told(pdfium, opened, b"Title"),
        author=_told(pdfium, opened, b"Author"),
        issued=_day(_told(pdfium, opened, b"CreationDate")),
    )


def _page(pdfium: Any, opened: Any, number: int) -> tuple[tuple[Line, ...], bool]:
    """The lines of a page, and whether anything is on it at all."""
    page = pdfium.FPDF_LoadPage(opened, number - 1)
    if not page:
        raise PdfFault("pdf-page", number)
    text = Page(pdfium, page)
    try:
        return tuple(text.lines()), pdfium.FPDFPage_CountObjects(page) > 0
    finally:
        text.close()
        pdfium.FPDF_ClosePage(page)


def _labels(pdfium: Any, opened: Any, count: int) -> tuple[str, ...]:
    """The numbers that the file gives its pages, where they are others than those we count."""
    found = tuple(_text(partial(pdfium.FPDF_GetPageLabel, opened, i)) for i in range(count))
    return found if any(found) and found != tuple(map(str, range(1, count + 1))) else ()


def _told(pdfium: Any, opened: Any, key: bytes) -> str:
    """What a PDF says of itself, on one line."""
    return _text(partial(pdfium.FPDF_GetMetaText, opened, key))


def _text(ask: Callable[[Any, int], int]) -> str:
    """A text that pdfium writes into the room that is given it, once it has told its size."""
    size = ask(None, 0)
    if not 2 < size < 1 << 20:
        return ""
    room = ctypes.create_string_buffer(size)
    ask(room, size)
    text = room.raw.decode("utf-16-le", "replace")
    return " ".join("".join(_printed(text)).split())[:_LONGEST]


def _printed(text: str) -> Iterator[str]:
    return (c for c in text if c.isprintable() or c.isspace())


def _day(date: str) -> str:
    """A date of a PDF as a day.

    >>> _day("D:20210712093000+07'00'"), _day("D:2021")
    ('2021-07-12', '2021')
    """
    found = _DATE.match(date)
    return "-".join(part for part in found.groups() if part) if found else ""

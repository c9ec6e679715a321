"""A PDF as a document; run by `reading` in a process of its own."""

from typing import Any, Final, NamedTuple

from smartscore.processes.bounded import note
from smartscore.read.documents import pages
from smartscore.read.documents.letters import are_garbled
from smartscore.read.documents.lines import Line, Page
from smartscore.read.documents.pdf_facts import facts
from smartscore.text.documents import Document

MARK: Final = b"%PDF-"
_ITS_MARK_IN: Final = 1024
"""Where the mark of a PDF may stand in it: other bytes may come before."""

_END: Final = b"%%EOF"
_OBJECT_ENDS: Final = b"endobj"

_PASSWORD: Final = (4, 5)
"""pdfium's words for a file that wants a password, and for a lock that it does not know."""


class PdfFault(Exception):  # noqa: N818 - what a file lacks, as `reading` tells it
    """What keeps a PDF's text from being read; `page` is 0 where it is the whole file.

    `why` is `pdf-encrypted`, `pdf-damaged`, `pdf-truncated`, `pdf-empty`, `pdf-page`,
    or the name of what went wrong.
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
        raise PdfFault("pdf-encrypted" if locked else _damage(content, "pdf-damaged"), 0)
    count = pdfium.FPDF_GetPageCount(opened)
    if count < 1:
        raise PdfFault("pdf-empty", 0)
    read, garbled = [], []
    drawn: list[int] = []
    for number in range(1, count + 1):
        note(str(number))
        try:
            found = _page(pdfium, opened, number)
        except (ArithmeticError, LookupError, ValueError):
            raise PdfFault("pdf-page", number) from None
        except PdfFault as fault:
            raise PdfFault(_damage(content, fault.why), number) from None
        read.append(() if found.garbled else found.lines)
        if found.garbled:
            garbled.append(number)
        if found.drawn:
            drawn.append(number)
    note(str(count))
    told = facts(pdfium, opened, count)
    try:
        made = pages.document(read, told.outline)
    except (ArithmeticError, LookupError, ValueError) as error:
        raise PdfFault(type(error).__name__, 0) from None
    written = {block.page for block in made.blocks}
    labels = told.labels or made.labels
    return made._replace(
        empty=tuple(number for number in drawn if number not in written),
        garbled=tuple(garbled),
        labels=labels if any(said not in ("", str(n)) for n, said in enumerate(labels, 1)) else (),
        title=told.title,
        author=told.author,
        issued=told.issued,
    )


def _damage(content: bytes, otherwise: str) -> str:
    """What is wrong with a file that can't be read: that its end is missing, where it is."""
    ended = content.rfind(_END)
    return otherwise if ended >= 0 and content.rfind(_OBJECT_ENDS) < ended else "pdf-truncated"


class _Page(NamedTuple):
    """The lines of a page, whether they mean nothing, and whether anything is on it at all."""

    lines: tuple[Line, ...]
    garbled: bool
    drawn: bool


def _page(pdfium: Any, opened: Any, number: int) -> _Page:
    page = pdfium.FPDF_LoadPage(opened, number - 1)
    if not page:
        raise PdfFault("pdf-page", number)
    text = Page(pdfium, page)
    try:
        lines = tuple(text.lines())
        garbled = text.is_unmapped() or are_garbled(" ".join(line.text for line in lines))
        return _Page(lines, garbled, pdfium.FPDFPage_CountObjects(page) > 0)
    finally:
        text.close()
        pdfium.FPDF_ClosePage(page)

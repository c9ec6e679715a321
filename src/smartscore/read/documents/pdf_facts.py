"""What a PDF says of itself: its title, numbers of its pages, and the outline that viewers show."""

import ctypes
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final, NamedTuple

from smartscore.read.documents import pdf_headings as headings
from smartscore.read.documents.letters import cleaned

_LONGEST: Final = 300
_MOST_BYTES: Final = 1 << 20
_MOST_MARKS: Final = 5000
_DEEPEST: Final = 6

_DATE: Final = re.compile(r"(?:D:)?(\d{4})(0[1-9]|1[0-2])?(0[1-9]|[12]\d|3[01])?")
_EARLIEST: Final = "1990"
"""A clock that was never set says 1970 or 1980."""

_NO_TITLE: Final = re.compile(
    r"microsoft (?:word|powerpoint|excel).*|(?:untitled|document|dokumen|presentation|slide|layout)"
    r"[\W\d]*|(?:powerpoint presentation|presentasi powerpoint|print|scan|new doc|cover|bab)\b.*"
    r"|\S*\.(?:docx?|pptx?|xlsx?|pdf|indd|cdr|odt|rtf|html?|tmp|jpe?g|png)|[\W\d_]*",
    re.IGNORECASE,
)
_ENDING: Final = re.compile(r"\.(?:docx?|pptx?|xlsx?|pdf|indd|cdr|odt|rtf)$", re.IGNORECASE)
_NO_AUTHOR: Final = re.compile(
    r"(?:user|admin(?:istrator)?|owner|pc|asus|acer|lenovo|toshiba|hp|dell|samsung|microsoft.*"
    r"|windows.*|unknown|anonymous|python-docx|[\W\d_]*)(?:[ -]?pc)?",
    re.IGNORECASE,
)


class Facts(NamedTuple):
    """What a file says of itself; what says nothing is left out."""

    title: str
    author: str
    issued: str
    labels: tuple[str, ...]
    outline: dict[str, tuple[int, int]]


def facts(pdfium: Any, opened: Any, count: int) -> Facts:
    """What an open PDF of so many pages says of itself."""
    return Facts(
        _title(_told(pdfium, opened, b"Title")),
        _author(_told(pdfium, opened, b"Author")),
        _day(_told(pdfium, opened, b"CreationDate")),
        _labels(pdfium, opened, count),
        _outline(pdfium, opened),
    )


def _title(text: str) -> str:
    """A title, where it is more than the name of a file or a program.

    >>> _title("Microsoft Word - bab1.docx"), _title("Rencana Induk 2025.pdf")
    ('', 'Rencana Induk 2025')
    """
    return "" if _NO_TITLE.fullmatch(text) else _ENDING.sub("", text)


def _author(text: str) -> str:
    """Who wrote it, where that is not what the computer is called."""
    return "" if _NO_AUTHOR.fullmatch(text) else text


def _day(date: str) -> str:
    """A date of a PDF as a day, a month or a year.

    >>> _day("D:20210712093000+07'00'"), _day("D:2021"), _day("D:19700101")
    ('2021-07-12', '2021', '')
    """
    found = _DATE.match(date)
    if found is None or found[1] < _EARLIEST:
        return ""
    return "-".join(part for part in found.groups() if part)


def _labels(pdfium: Any, opened: Any, count: int) -> tuple[str, ...]:
    """The numbers that the file gives its pages; none where it gives none to any."""
    found = tuple(_text(partial(pdfium.FPDF_GetPageLabel, opened, i)) for i in range(count))
    return found if any(found) else ()


def _outline(pdfium: Any, opened: Any) -> dict[str, tuple[int, int]]:
    """The titles of the bookmarks, as `headings.key` spells them, with their levels and pages."""
    found: dict[str, tuple[int, int]] = {}
    for mark, depth in _marks(pdfium, opened):
        place = pdfium.FPDFBookmark_GetDest(opened, mark)
        page = pdfium.FPDFDest_GetDestPageIndex(opened, place) if place else -1
        title = headings.key(_text(partial(pdfium.FPDFBookmark_GetTitle, mark)))
        if title and page >= 0:
            found.setdefault(title, (depth, page + 1))
    return found


def _marks(pdfium: Any, opened: Any) -> Iterator[tuple[Any, int]]:
    """The bookmarks with their depth, in order; no more than a reader could want."""
    left = [(pdfium.FPDFBookmark_GetFirstChild(opened, None), 1)]
    for _ in range(_MOST_MARKS):
        while left and not left[-1][0]:
            left.pop()
        if not left:
            return
        mark, depth = left.pop()
        yield mark, depth
        left.append((pdfium.FPDFBookmark_GetNextSibling(opened, mark), depth))
        if depth < _DEEPEST:
            left.append((pdfium.FPDFBookmark_GetFirstChild(opened, mark), depth + 1))


def _told(pdfium: Any, opened: Any, key: bytes) -> str:
    return _text(partial(pdfium.FPDF_GetMetaText, opened, key))


def _text(ask: Callable[[Any, int], int]) -> str:
    """A text that pdfium writes into the room that is given it, once it has told its size."""
    size = ask(None, 0)
    if not 2 < size < _MOST_BYTES:
        return ""
    room = ctypes.create_string_buffer(size)
    ask(room, size)
    return cleaned(room.raw.decode("utf-16-le", "replace"))[:_LONGEST].rstrip()

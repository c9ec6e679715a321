"""Text files: plain text, also as it is taken from PDFs, Markdown and reStructuredText."""

import re
from collections.abc import Iterator
from typing import Final

from smartscore.read.documents import markdown
from smartscore.read.documents.encodings import of_text
from smartscore.read.documents.paragraphs import Line, blocks
from smartscore.read.documents.writing import line as cleaned
from smartscore.text.documents import Document

ENDINGS: Final = (".txt", ".md", ".markdown", ".text", ".rst")

_MARKED_UP: Final = (".md", ".markdown", ".rst")
_LINE_END: Final = re.compile(r"\r\n|[\n\r\v\x85\u2028\u2029]")


def document(content: bytes, ending: str) -> Document:
    """The document that a text file is; raises Unfit where it is in no encoding of Unicode.

    Form feeds, as `pdftotext` writes them, are the ends of pages.
    """
    return of(of_text(content), marked_up=ending in _MARKED_UP)


def of(text: str, *, marked_up: bool = False) -> Document:
    """The document that a text is."""
    front: dict[str, str] = {}
    if marked_up:
        front, text = markdown.front_matter(text)
    pages = text.split("\f")
    if len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    counted = len(pages) > 1 or "\f" in text
    lines: list[Line] = []
    empty: list[int] = []
    for number, page in enumerate(pages, start=1):
        found = list(_lines(page, number if counted else 0))
        if counted and not found:
            empty.append(number)
        lines += found
    made = blocks(markdown.marked(lines) if marked_up else lines)
    return Document(
        tuple(markdown.unmarked(made, everything=marked_up)),
        pages=len(pages) if counted else 0,
        empty=tuple(empty),
        title=front.get("title", ""),
        author=front.get("author", ""),
        issued=front.get("date", ""),
    )


def _lines(text: str, page: int) -> Iterator[Line]:
    """The lines of a page that have something on them."""
    gap = 0
    for written in _LINE_END.split(text):
        if found := cleaned(written):
            yield Line(found, page, gap)
            gap = 0
        else:
            gap += 1

"""Text files: plain text, also as it is taken from PDFs, Markdown and reStructuredText."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from smartscore.read.documents import margins, markdown
from smartscore.read.documents.encodings import of_text
from smartscore.read.documents.lines import Line as Row
from smartscore.read.documents.paragraphs import Line, blocks
from smartscore.read.documents.writing import line as cleaned
from smartscore.text.documents import Document

ENDINGS: Final = (".txt", ".md", ".markdown", ".text", ".rst")

_MARKED_UP: Final = (".md", ".markdown", ".rst")
_ROW: Final = 20.0
_FAR: Final = 1e7
"""How high a row of text is taken to be, and how far the head of a page is from its foot."""

_SOFT_AT_END: Final = re.compile(r"\xad\s*$")
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
    found = [list(_lines(page, n if counted else 0)) for n, page in enumerate(pages, start=1)]
    empty = [n for n, lines in enumerate(found, start=1) if counted and not lines]
    found, labels = _without_heads(found) if counted else (found, ())
    lines = [line for page in found for line in page]
    made = blocks(markdown.marked(lines) if marked_up else lines)
    return Document(
        tuple(markdown.unmarked(made, everything=marked_up)),
        pages=len(pages) if counted else 0,
        empty=tuple(empty),
        labels=labels,
        title=front.get("title", ""),
        author=front.get("author", ""),
        issued=front.get("date", ""),
    )


def _without_heads(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], tuple[str, ...]]:
    """The pages without running heads, feet and numbers, and the numbers printed on them.

    A row is as high as it is far from the nearer end of its page.
    """
    rows = [
        [
            Row(line.text, left=i, right=i, height=_height(i, len(page)), size=_ROW / 2)
            for i, line in enumerate(page)
        ]
        for page in pages
    ]
    kept = margins.kept(rows)
    return (
        [
            [page[int(row.left)] for row in left]
            for page, left in zip(pages, kept.pages, strict=True)
        ],
        kept.labels,
    )


def _height(row: int, rows: int) -> float:
    return -row * _ROW if row < rows / 2 else (rows - row) * _ROW - _FAR


def _lines(text: str, page: int) -> Iterator[Line]:
    """The lines of a page that have something on them."""
    gap = 0
    for written in _LINE_END.split(text):
        if found := cleaned(_SOFT_AT_END.sub("-", written)):
            yield Line(found, page, gap)
            gap = 0
        else:
            gap += 1

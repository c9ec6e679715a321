"""The pages of a document as blocks: paragraphs and headings in reading order."""

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import Final

from smartscore.read.documents import hyphens
from smartscore.read.documents import pdf_headings as headings
from smartscore.read.documents.columns import ordered
from smartscore.read.documents.letters import cleaned
from smartscore.read.documents.lines import HYPHEN, Line
from smartscore.read.documents.margins import kept
from smartscore.read.documents.pdf_paragraphs import Paragraph, leading, paragraphs
from smartscore.text.documents import Block, Document

CELLS: Final = " | "
"""What stands between the cells of a row."""

_SMALL: Final = 0.92
"""Letters of at most so many times the usual size, below a page's text, are those of notes."""


def document(
    pages: Sequence[Sequence[Line]], outline: Mapping[str, tuple[int, int]] | None = None
) -> Document:
    """Pages of lines as one document; `outline` is as `headings.level` wants it."""
    texts, labels = kept([ordered(lines) for lines in pages])
    usual = leading(texts)
    known = _known(texts)
    found = [
        [(one, _looks(one, number, known)) for one in paragraphs(lines, usual)]
        for number, lines in enumerate(texts, 1)
    ]
    most = headings.usual([looks for page in found for _, looks in page])
    blocks: list[Block] = []
    for page in found:
        drawn = _notes_first([(p, looks) for p, looks in page if looks.text], most)
        _add(blocks, drawn, most, outline or {}, known)
    return Document(tuple(blocks), len(pages), labels=labels)


def _known(pages: Sequence[Sequence[Line]]) -> Collection[str]:
    """The words of the document, where lines break any."""
    if not any(hyphens.is_broken(line.text) for lines in pages for line in lines):
        return ()
    return {word for lines in pages for line in lines for word in hyphens.words(line.text)}


def _looks(one: Paragraph, page: int, known: Collection[str]) -> headings.Looks:
    cells = [one.lines, *one.cells]
    text = CELLS.join(filter(None, (cleaned(_joined(cell, known)) for cell in cells)))
    lines = one.lines
    bold = all(line.bold for line in lines)
    rows = len({round(line.height) for line in lines})
    return headings.Looks(text, page, lines[0].size, rows, bold, not one.cells)


def _joined(lines: Sequence[Line], known: Collection[str]) -> str:
    """Lines as one text, broken words put together."""
    said = [lines[0].text]
    for above, line in pairwise(lines):
        if above.height != line.height and hyphens.is_broken(above.text):
            said[-1] = hyphens.joined(said[-1].rstrip(), line.text, known)
        else:
            said.append(line.text)
    return " ".join(said).replace(HYPHEN, "-")


def _notes_first(
    page: list[tuple[Paragraph, headings.Looks]], most: headings.Usual
) -> list[tuple[Paragraph, headings.Looks]]:
    """A page with its notes before a last paragraph that they would part from the next page."""
    end = len(page)
    while end and page[end - 1][1].size <= _SMALL * most.size:
        end -= 1
    if 0 < end < len(page) and not page[end - 1][0].ends and page[end - 1][1].alone:
        return [*page[: end - 1], *page[end:], page[end - 1]]
    return page


def _add(
    blocks: list[Block],
    page: Sequence[tuple[Paragraph, headings.Looks]],
    most: headings.Usual,
    outline: Mapping[str, tuple[int, int]],
    known: Collection[str],
) -> None:
    """Add the blocks of a page; the first one may go on with the last of the page before."""
    for place, (_, looks) in enumerate(page):
        level = headings.level(looks, most, outline)
        text, goes_on = looks.text, False
        if not place and not level and blocks and not blocks[-1].level:
            text, goes_on = _over_the_page(blocks, text, known)
        if text:
            blocks.append(Block(text, looks.page, level, goes_on))


def _over_the_page(blocks: list[Block], text: str, known: Collection[str]) -> tuple[str, bool]:
    """What stays of a paragraph on its second page, and whether it is one.

    A word that the page breaks is put together on the first one.
    """
    last = blocks[-1]
    if not text[0].islower() or last.text[-1] in ".!?:;":
        return text, False
    if hyphens.is_broken(last.text):
        rest, _, text = text.partition(" ")
        blocks[-1] = last._replace(text=hyphens.joined(last.text, rest, known))
    return text, True

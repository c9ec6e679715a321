"""What a document is called: by itself, or by what stands at its beginning."""

from typing import Final

from smartscore.read.documents import headings
from smartscore.text.documents import Block, Document

_BEGINNING: Final = 12
"""So many blocks are looked at, unless running text comes before."""

_RUNNING: Final = 300
"""A paragraph of so many letters is running text."""

_LONGEST: Final = 200
_SURE: Final = 2
"""Down to this level a heading is one of the whole document, if it has no number."""


def title(document: Document) -> str:
    """The title of a document; empty where it has none that is sure to be one.

    That is what the file says of itself, else a heading at the beginning, or a first line that
    looks like one. A heading with a number, or one that most documents have, is that of a part.
    """
    if document.title:
        return document.title
    first = _beginning(document)
    best = min((b for b in first if b.level), key=lambda block: block.level, default=None)
    if best is not None and best.level <= _SURE:
        return best.text
    if first and first[0] == document.blocks[0] and _is_title(first[0].text):
        return first[0].text
    return best.text if best is not None and document.blocks[0] == best else ""


def _beginning(document: Document) -> list[Block]:
    """What stands before the running text, without the headings of parts."""
    found: list[Block] = []
    for block in document.blocks[:_BEGINNING]:
        if block.page > 1 or len(block.text) > _RUNNING:
            break
        if not (headings.is_of_a_part(block.text) or headings.is_of_a_table(block.text)):
            found.append(block)
    return found


def _is_title(text: str) -> bool:
    return len(text) <= _LONGEST and " " in text and headings.is_open(text)

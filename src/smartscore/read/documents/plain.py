"""A text file as a document."""

import re
from typing import Final

from smartscore.text.documents import Block, Document

_PARAGRAPH: Final = re.compile(r"\n\s*\n")


def document(text: str) -> Document:
    """What stands in a text; a form feed ends a page."""
    pages = text.split("\f") if "\f" in text else [text]
    numbered = enumerate(pages, 1) if len(pages) > 1 else [(0, text)]
    blocks = tuple(
        Block(" ".join(part.split()), number)
        for number, page in numbered
        for part in _PARAGRAPH.split(page)
        if part.strip()
    )
    return Document(blocks, len(pages) if len(pages) > 1 else 0)

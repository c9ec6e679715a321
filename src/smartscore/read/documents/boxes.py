"""Text boxes of Word documents, which pandoc leaves out: how many hold what was not read."""

import html
import re
from typing import Final

from smartscore.read.documents.writing import line
from smartscore.text.documents import Block

_BOX: Final = b"<w:txbxContent"
_ENDS: Final = b"</w:txbxContent>"
_MOST: Final = 1000
_TEXT: Final = re.compile(rb"<w:t(?:\s[^<>]*)?>([^<>]*)</w:t>")


def texts(body: bytes) -> tuple[str, ...]:
    """The letters in the boxes of a document's body, each text once: old programs have a second."""
    boxes = (piece.partition(_ENDS)[0] for piece in body.split(_BOX, _MOST)[1:])
    said = (b"".join(_TEXT.findall(box)).decode("utf-8", "replace") for box in boxes)
    return tuple(dict.fromkeys(filter(None, map(_letters, map(html.unescape, said)))))


def unread(boxes: tuple[str, ...], blocks: tuple[Block, ...]) -> int:
    """How many boxes hold what stands in none of the blocks."""
    if not boxes:
        return 0
    said = _letters(" ".join(block.text for block in blocks))
    return sum(box not in said for box in boxes)


def _letters(text: str) -> str:
    return "".join(line(text).split())

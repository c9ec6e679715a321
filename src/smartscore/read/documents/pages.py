"""The pages of a document as blocks: lines put together, in reading order."""

from collections.abc import Iterator, Sequence

from smartscore.read.documents.lines import HYPHEN, Line
from smartscore.text.documents import Block, Document


def document(pages: Sequence[Sequence[Line]]) -> Document:
    """Pages of lines as one document."""
    blocks = [block for n, lines in enumerate(pages, 1) for block in _blocks(lines, n)]
    return Document(tuple(blocks), len(pages))


def _blocks(lines: Sequence[Line], page: int) -> Iterator[Block]:
    text, before = "", None
    for line in lines:
        said = "".join(c for c in line.text if c.isprintable() or c == HYPHEN)
        below = before is not None and before.height - line.height > 2 * line.size
        if below and not line.after_gap:
            if text.strip():
                yield Block(text.replace(HYPHEN, "-"), page)
            text = ""
        text = text[:-1] + said if text.endswith(HYPHEN) else f"{text} {said}".strip()
        before = line
    if text.strip():
        yield Block(text.replace(HYPHEN, "-"), page)

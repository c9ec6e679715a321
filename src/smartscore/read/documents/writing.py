"""Text on its way to the blocks of a document, from formats that say what is a paragraph."""

import re
from collections.abc import Iterable
from typing import Final

from smartscore.text.documents import Block

_ACTS: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_UNSEEN: Final = re.compile(
    "[\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)

_LONGEST_CELL: Final = 400
"""Where a cell of a table holds more, the table arranges a page."""

BETWEEN_CELLS: Final = " | "


def line(text: str) -> str:
    r"""The text on one line, white space single, without what acts in a terminal or is not seen.

    >>> line(" a\n\tb" + chr(0x202E) + "c" + chr(27) + "d" + chr(0xAD) + "e ")
    'a bc de'
    """
    return " ".join(_UNSEEN.sub("", _ACTS.sub(" ", text)).split())


def row(cells: Iterable[str]) -> str:
    """The cells of a row as one line; those without text are left out."""
    return BETWEEN_CELLS.join(text for cell in cells if (text := cell.strip()))


class Paper:
    """Takes text and where paragraphs, headings and rows begin; has the blocks.

    A row of a table is a paragraph, its cells one after the other. Where cells are long or have
    headings, the table arranges a page, and what they hold is taken in turn.
    """

    def __init__(self) -> None:
        self.length = 0
        self._blocks: list[Block] = []
        self._parts: list[str] = []
        self._level = 0
        self._tables: list[list[list[Block]]] = []

    def blocks(self) -> tuple[Block, ...]:
        """What was written."""
        return tuple(self._blocks)

    def write(self, text: str) -> None:
        """Text of the paragraph that stands open."""
        self._parts.append(text)

    def line(self) -> None:
        """A change of line; two of them are a new paragraph."""
        if self._parts and self._parts[-1] == "\n":
            self.paragraph()
        elif "".join(self._parts).strip():
            self._parts.append("\n")

    def paragraph(self) -> None:
        """Begin a paragraph."""
        text = line("".join(self._parts))
        level, self._parts, self._level = self._level, [], 0
        if text:
            self._put(Block(text, level=level))

    def heading(self, level: int) -> None:
        """Begin a heading."""
        self.paragraph()
        self._level = level

    def table(self) -> None:
        """Begin a table."""
        self.paragraph()
        self._tables.append([])

    def row(self) -> None:
        """Begin a row."""
        self.paragraph()
        if self._tables:
            self._end_row()

    def cell(self) -> None:
        """Begin a cell."""
        self.paragraph()
        if self._tables:
            self._tables[-1].append([])

    def end_table(self) -> None:
        """End a table."""
        self.paragraph()
        if self._tables:
            self._end_row()
            self._tables.pop()

    def end(self) -> None:
        """End whatever is open."""
        self.paragraph()
        while self._tables:
            self.end_table()

    def _end_row(self) -> None:
        cells = self._tables[-1]
        self._tables[-1] = []
        outer = self._tables.pop()
        texts = [" ".join(block.text for block in cell) for cell in cells]
        arranges = any(block.level for cell in cells for block in cell) or any(
            len(text) > _LONGEST_CELL for text in texts
        )
        if arranges:
            for block in (block for cell in cells for block in cell):
                self._put(block)
        elif text := row(texts):
            self._put(Block(text))
        self._tables.append(outer)

    def _put(self, block: Block) -> None:
        """Into the cell that is open, or onto the page."""
        cells = self._tables[-1] if self._tables else []
        if cells:
            cells[-1].append(block)
        else:
            self._blocks.append(block)
            self.length += len(block.text)

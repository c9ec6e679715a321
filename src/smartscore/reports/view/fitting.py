"""What has to fit on a sheet of paper: lists are cut until it does, letters are never made smaller.

Heights are estimated in millimetres, a little too high, for the looks of the page style: text of 10
points and tables of 9 on 182 mm.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from smartscore.reports.safe import one_line
from smartscore.reports.view import Block, Bullets, Column, Heading, Line, Paragraph, Row, Table
from smartscore.words import Words

SHEET: Final = 264.0
"""How many millimetres of A4 are there for blocks, one under the other."""

_MOST: Final = 40
_LINE: Final = 4.7
_CHARACTERS: Final = 86
"""How high a line of text is, and how many characters stand in it at least."""

_ROW_LINE: Final = 4.2
_ROW: Final = 1.5
_IN_TABLE: Final = 94
_PADDING: Final = 3
"""A line in a cell, what a row takes besides, and the characters of a row and beside a cell."""


NAME: Final = 90
SENTENCE: Final = 260
"""Characters of a name and of a sentence on a sheet; what is longer ends in an ellipsis."""


def cut(text: str, most: int = NAME) -> str:
    """Text on one line that is not longer than so many characters.

    >>> cut("a long  name", 7)
    'a long…'
    """
    text = one_line(text)
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


@dataclass(slots=True)
class Shortened:
    """Rows or items of which only the first so many may stand on the sheet.

    `make` gives the block of some of them, and of how many are left out.
    """

    items: Sequence[Row | Line]
    make: Callable[[Sequence[Row | Line], int], Block]
    least: int = 1
    shown: int = field(init=False)

    def __post_init__(self) -> None:
        """At first as many are shown as could fit if nothing else were there."""
        self.shown = min(len(self.items), _MOST)

    @property
    def block(self) -> Block:
        """The block as it stands now."""
        return self.make(self.items[: self.shown], len(self.items) - self.shown)


def table(
    code: str,
    columns: tuple[Column, ...],
    rows: Sequence[Row],
    words: Words,
    last: Row | None = None,
    *,
    least: int = 3,
) -> Shortened:
    """A table of which the last rows may be left out and counted instead; `last` stays."""

    def make(shown: Sequence[Row | Line], hidden: int) -> Table:
        made = [row for row in shown if isinstance(row, Row)]
        if hidden:
            more = words("onepage.more", count=hidden)
            made.append(Row(((more,), *((("",),) * (len(columns) - 1)))))
        return Table(code, "", "", columns, (*made, *([last] if last else [])), ())

    return Shortened(rows, make, min(least, len(rows)))


def fitted(blocks: Sequence[Block | Shortened]) -> tuple[Block, ...]:
    """The blocks, with their lists cut from the end, the longest first, until all fit."""
    lists = [block for block in blocks if isinstance(block, Shortened)]
    while sum(map(_high, blocks)) > SHEET:
        longest = max(lists, key=lambda one: one.shown - one.least, default=None)
        if longest is None or longest.shown <= longest.least:
            break
        longest.shown -= 1
    return tuple(block.block if isinstance(block, Shortened) else block for block in blocks)


def _high(block: Block | Shortened) -> float:
    """About how high a block is, in millimetres."""
    if isinstance(block, Shortened):
        return _high(block.block)
    if isinstance(block, Table):
        head = tuple((column.title,) for column in block.columns)
        rows = (head, *(row.cells for row in block.rows))
        return 2 + sum(_row(cells, block.columns) for cells in rows)
    if isinstance(block, Heading):
        return 8.5
    if isinstance(block, Bullets):
        return 1.5 + sum(_lines(_text(item), _CHARACTERS) * _LINE for item in block.items)
    if isinstance(block, Paragraph):
        large = 1.5 if block.lead else 1.0
        return 1.5 + _lines(_text(block.line), int(_CHARACTERS / large)) * _LINE * large
    return 60.0


def _row(cells: Sequence[Line], columns: Sequence[Column]) -> float:
    whole = sum(column.width for column in columns)
    deepest = max(
        _lines(_text(cell), max(1, int(_IN_TABLE * column.width / whole) - _PADDING))
        for cell, column in zip(cells, columns, strict=True)
    )
    return _ROW + deepest * _ROW_LINE


def _text(line: Line) -> str:
    return "".join(run for run in line if isinstance(run, str))


def _lines(text: str, characters: int) -> int:
    """How many lines a text takes; wide characters count twice, words are kept whole."""
    lines, used = 1, 0
    for word in text.split(" "):
        length = sum(2 if ord(letter) > 0x2E7F else 1 for letter in word)
        if used and used + 1 + length > characters:
            lines, used = lines + 1, 0
        used += length + (1 if used else 0)
        while used > characters:
            lines, used = lines + 1, used - characters
    return lines

"""Lines of plain text put together: paragraphs, and the headings between them."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from smartscore.read.documents import headings
from smartscore.read.documents.hyphens import joined
from smartscore.text.documents import Block

_ITEM: Final = re.compile(
    r"(?:[-\u2010\u2013\u2022\u00b7\u25aa\u25cf\u25cb\u25e6\uf0b7*+]|\d{1,3}[.)]|[a-zA-Z][.)]"
    r"|\(?[a-z0-9]{1,3}\)|[ivx]{1,5}\.)\s+(?=\S)"
)
_BULLET: Final = re.compile(r"[-\u2010\u2013\u2022\u00b7\u25aa\u25cf\u25cb\u25e6\uf0b7*+]\s+(?=\S)")
_NUMBER: Final = re.compile(r"(?P<number>\d{1,3})[.)]\s+(?=\S)")
_ENDED: Final = re.compile(r"[.!?:;\u2026][\"'\u2019\u201d)\]*]*$")

_UNWRAPPED: Final = 200
"""Where lines are longer, each is a paragraph of its own."""

_FULL: Final = 0.8
"""A line of so much of the usual length was broken because it was full."""

_SHORT: Final = 0.6
_RUN: Final = 4
"""So many full lines one after the other, each with a blank one behind it, are double spaced."""

_SUBORDINATE: Final = 3
"""The level of a heading that has neither a number nor capitals."""


class Line(NamedTuple):
    """A line with something on it.

    `gap` is how many blank lines stand above it. `level` is that of a heading where markup says
    so; `alone` says that it is a block of itself, such as a row of a table.
    """

    text: str
    page: int = 0
    gap: int = 0
    level: int = 0
    alone: bool = False


def blocks(lines: Sequence[Line]) -> tuple[Block, ...]:
    """The blocks that lines make."""
    return tuple(_Joining(_single_spaced(lines)).blocks())


def _single_spaced(lines: Sequence[Line]) -> list[Line]:
    """The lines without the blank ones of text that is double spaced."""
    found = list(lines)
    width = _width(lines)
    start = 0
    for i in range(1, len(found) + 1):
        if i < len(found) and lines[i].gap == 1 and len(lines[i - 1].text) >= width * _SHORT:
            continue
        if i - start >= _RUN and width <= _UNWRAPPED:
            for j in range(start + 1, i):
                found[j] = found[j]._replace(gap=0)
        start = i
    return found


def _width(lines: Sequence[Line]) -> int:
    """How long a line is that is full."""
    lengths = sorted(len(line.text) for line in lines)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


class _Joining:
    """Goes through lines, and decides at each whether it goes on with the paragraph before it."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._width = _width(lines)
        self._wraps = self._width <= _UNWRAPPED
        self._bullets = False
        self._number = 0
        self._level_before = 0

    def blocks(self) -> Iterator[Block]:
        """The blocks, those that run over a page in two."""
        said: list[str] = []
        block = Block("")
        for i, line in enumerate(self._lines):
            level = self._level_before = self._level(i)
            if said and self._goes_on(i, block.level, level):
                if block.page == line.page:
                    both = joined(said[-1], line.text)
                    said[-1:] = [both[: len(both) - len(line.text)], line.text]
                    continue
                yield block._replace(text="".join(said))
                said = [line.text]
                block = Block("", line.page, block.level, continues=True)
                continue
            if said:
                yield block._replace(text="".join(said))
            bullet = None if level else _BULLET.match(line.text)
            said = [line.text[bullet.end() :] if bullet else line.text]
            block = Block("", line.page, level)
            self._note(line.text)
        if said:
            yield block._replace(text="".join(said))

    def _level(self, i: int) -> int:
        """The level of a line as a heading, 0 for one that is none."""
        line = self._lines[i]
        if line.level or line.alone:
            return line.level
        before = self._lines[i - 1] if i else None
        after = self._lines[i + 1] if i + 1 < len(self._lines) else None
        begins = before is None or line.gap > 0 or before.level or self._has_ended(before)
        begins = begins or self._level_before > 0
        if not begins:
            return 0
        if found := headings.level(line.text):
            apart = before is None or line.gap > 0 or found == 1
            return found if apart or after is None or not self._is_of_a_column(after) else 0
        alone = after is not None and len(after.text) > len(line.text) and after.text[0].isupper()
        if after is not None and (self._is_of_a_column(after) or self._is_of_a_list(after)):
            return 0
        fits = len(line.text) < self._width * _SHORT and not _ITEM.match(line.text)
        return _SUBORDINATE if alone and fits and headings.is_title(line.text) else 0

    def _is_of_a_column(self, line: Line) -> bool:
        """Whether a line right below another is short and neither ends nor begins anything.

        Lines of a cell are like that, where a table was taken for text; below a heading none is.
        """
        short = self._wraps and not line.gap and len(line.text) < self._width * _SHORT
        begins = line.level or headings.level(line.text) or _ITEM.match(line.text)
        return short and not begins and not _ENDED.search(line.text)

    def _is_of_a_list(self, line: Line) -> bool:
        """Whether a line could be a heading itself: of two such lines the first is none."""
        short = not self._wraps or len(line.text) < self._width * _SHORT
        return short and headings.is_title(line.text)

    def _goes_on(self, i: int, level_before: int, level: int) -> bool:
        """Whether a line belongs to the block before it."""
        line, before = self._lines[i], self._lines[i - 1]
        if line.alone or before.alone or line.level:
            return False
        if level or level_before:
            return self._is_longer_heading(i, level_before, level)
        unfinished = not _ENDED.search(before.text)
        free = line.gap or not unfinished or not self._is_long(before)
        if self._is_next(line.text) or (free and _ITEM.match(line.text)):
            return False
        lower = line.text[0].islower() or line.text[0].isdecimal() or line.text[0] == "("
        if line.gap or not self._wraps:
            return unfinished and lower and self._is_long(before)
        return unfinished or not self._has_ended(before)

    def _is_longer_heading(self, i: int, level_before: int, level: int) -> bool:
        """Whether a heading runs over two lines: both in capitals, the first perhaps a number."""
        line, before = self._lines[i], self._lines[i - 1]
        capitals = headings.is_in_capitals
        return (
            level_before == level == 1
            and not (line.gap or before.level)
            and capitals(line.text)
            and capitals(before.text)
        )

    def _note(self, text: str) -> None:
        """What the items of a list are marked by, as far as this block says."""
        if _BULLET.match(text):
            self._bullets = True
        elif len(text) >= self._width * _SHORT:
            self._bullets = False
        if number := _NUMBER.match(text):
            self._number = int(number["number"])

    def _is_next(self, text: str) -> bool:
        """Whether a line is the next item of the list that is open."""
        number = _NUMBER.match(text)
        if number is not None:
            return int(number["number"]) == self._number + 1 > 1
        return self._bullets and _BULLET.match(text) is not None

    def _is_long(self, line: Line) -> bool:
        return not self._wraps or len(line.text) >= self._width * _SHORT

    def _has_ended(self, line: Line) -> bool:
        """Whether a line is the last of its paragraph: it ends a sentence, and is not full."""
        if not self._wraps:
            return True
        return bool(_ENDED.search(line.text)) and len(line.text) < self._width * _FULL

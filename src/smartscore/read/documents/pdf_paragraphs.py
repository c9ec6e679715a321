"""Lines put together: paragraphs, and the rows of tables."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from smartscore.read.documents import pdf_headings as headings
from smartscore.read.documents.hyphens import is_broken
from smartscore.read.documents.lines import Line

_SAME_SIZE: Final = 0.09
_SAME_ROW: Final = 0.35
_FARTHER: Final = 1.22
"""A line that is so many times as far below as others are begins a paragraph."""

_ALIKE: Final = 0.05
"""Lines that stand so nearly as far apart as others do are evenly spaced."""

_USUAL: Final = 1.2
_WITHIN: Final = (0.8, 2.6)
_EDGE: Final = 1.5
"""Points between two edges that are one."""

_INDENT: Final = 4.5
"""The first line of a paragraph begins so many sizes further in at most."""

_SHORT: Final = 0.15
"""A line that ends so much of its width early, with a full stop, ends a paragraph."""

_WIDE_COLUMN: Final = 0.25
_TALL: Final = 4
"""Of two texts beside one another that are columns each has so many lines; cells often have fewer.
"""

_MOST_CELLS: Final = 100
_TALL_CELL: Final = 12

_ENDS: Final = re.compile(r"[.!?:;][\"'”’)\]]*$")
_ITEM: Final = re.compile(
    r"(?:[•●▪◦○■□✓➢*\uf000-\uf0ff]|[-–—](?=\s)|\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,5})[.)](?=\s)"
    r"|[a-zA-Z][.)]$)"
)

_COUNTED: Final = re.compile(r"\d+ (?=[^\W\d_])")


class Paragraph(NamedTuple):
    """Lines that belong together; `cells` are the others of its row, where it is one of a table."""

    lines: tuple[Line, ...]
    cells: tuple[tuple[Line, ...], ...] = ()

    @property
    def ends(self) -> bool:
        """Whether it ends as a sentence does."""
        return _ENDS.search(self.lines[-1].text.rstrip()) is not None


def leading(pages: Sequence[Sequence[Line]]) -> float:
    """How far lines stand apart in most paragraphs, in sizes of their letters."""
    found: Counter[float] = Counter()
    least, most = _WITHIN
    for lines in pages:
        for above, below in pairwise(lines):
            apart = (above.height - below.height) / above.size
            if least < apart < most and _are_alike(above, below) and not below.after_gap:
                found[round(apart, 1)] += 1
    return max(found, key=lambda apart: (found[apart], -apart), default=_USUAL)


def paragraphs(lines: Sequence[Line], usual: float) -> Iterator[Paragraph]:
    """The paragraphs and rows of a page; `usual` is the leading of the document."""
    width = max((line.right for line in lines), default=0.0) - min(
        (line.left for line in lines), default=0.0
    )
    groups = list(_groups(list(_justified(lines, usual)), usual))
    row: list[tuple[Line, ...]] = []
    for group in groups:
        if len(row) == 1 and _goes_on_above(row[0], group, width):
            row[0] = (*row[0], *group)
        elif row and _is_beside(row, group):
            row.append(group)
        else:
            if row:
                yield Paragraph(row[0], tuple(row[1:]))
            row = [group]
    if row:
        yield Paragraph(row[0], tuple(row[1:]))


def _justified(lines: Sequence[Line], usual: float) -> Iterator[Line]:
    """Lines, those whole that have wide gaps only to reach from edge to edge as their neighbour."""
    above: Line | None = None
    row: list[Line] = []
    for line in (*lines, None):
        if line is not None and row and line.after_gap:
            row.append(line)
            continue
        if row:
            whole = _whole(row)
            alike = above is not None and _stands_as(above, whole, usual)
            alike = alike or (line is not None and _is_first_of(row, line))
            yield from [whole] if alike else row
            above = whole if alike or len(row) == 1 else None
        row = [] if line is None else [line]


def _whole(row: Sequence[Line]) -> Line:
    """The parts of a line as one."""
    text = " ".join(line.text for line in row)
    bold = all(line.bold for line in row)
    return row[0]._replace(text=text, right=row[-1].right, bold=bold)


def _stands_as(above: Line, line: Line, usual: float) -> bool:
    """Whether a line reaches from edge to edge below another that does."""
    apart = (above.height - line.height) / line.size
    ends = abs(above.left - line.left) <= _EDGE and abs(above.right - line.right) <= _EDGE
    return ends and 0 < apart <= usual * _FARTHER and _are_alike_in_size(above, line)


def _is_first_of(row: Sequence[Line], line: Line) -> bool:
    """Whether a line of two parts is the first of a paragraph that goes on in the line below it."""
    if len(row) > 2 or not (row[-1].text[0].islower() and line.text[0].islower()):
        return False
    near = 0 <= line.left - row[0].left <= _INDENT * line.size
    edge = abs(row[-1].right - line.right) <= _EDGE
    return near and edge and 0 < _apart(row[0], line) <= _WITHIN[1]


def _groups(lines: Sequence[Line], usual: float) -> Iterator[tuple[Line, ...]]:
    """Lines that stand below one another as those of a paragraph do."""
    edges = _edges(lines)
    group: list[Line] = []
    for i, line in enumerate(lines):
        opens = i + 1 < len(lines) and lines[i + 1].after_gap and not line.after_gap
        opens = opens and not (group and _is_within_cell(group, line, lines[i + 1]))
        within = edges[_column(group[-1])] if group else (0.0, 0.0)
        own = _own_leading(group, line, lines[i + 1 : i + 2], usual, within)
        if group and (opens or not _goes_on(group, line, own, within)):
            yield tuple(group)
            group = []
        group.append(line)
    if group:
        yield tuple(group)


def _is_within_cell(group: Sequence[Line], line: Line, beside: Line) -> bool:
    """Whether a line with a cell beside it goes on in the cell above it."""
    unfinished = _ENDS.search(group[-1].text.rstrip()) is None and line.text[0].islower()
    return unfinished and beside.left >= max(each.right for each in group)


def _own_leading(
    group: Sequence[Line],
    line: Line,
    below: Sequence[Line],
    usual: float,
    edges: tuple[float, float],
) -> float:
    """How far the lines of one paragraph stand apart: a document has parts that are set wider.

    That a line goes on farther below than is usual is believed where the one above it is full,
    and either the sentence goes on or the lines before or after stand as far apart.
    """
    if not group or line.height >= group[-1].height:
        return usual
    if len(group) > 1 and (before := _apart(group[-2], group[-1])) > _WITHIN[0]:
        usual = min(usual, before)
    apart = _apart(group[-1], line)
    if not _far(apart, usual) or apart > _WITHIN[1]:
        return usual
    left, right = edges
    if group[-1].right < right - _SHORT * (right - left):
        return usual
    if len(group) > 1:
        return apart if abs(apart - _apart(group[-2], group[-1])) <= _ALIKE else usual
    goes_on = _begins_small(line.text) and not _ENDS.search(group[-1].text.rstrip())
    evenly = any(abs(apart - _apart(line, each)) <= _ALIKE for each in below)
    return apart if goes_on or evenly else usual


def _begins_small(text: str) -> bool:
    """Whether a line begins within a sentence: with a small letter, or a number of things.

    >>> _begins_small("5 dimensi serta"), _begins_small("2 Laporan Akhir")
    (True, False)
    """
    return _COUNTED.sub("", text, count=1)[0].islower()


def _apart(above: Line, line: Line) -> float:
    """How far a line stands below another, in sizes of their letters."""
    return (above.height - line.height) / max(above.size, line.size)


def _far(apart: float, usual: float) -> bool:
    return apart > max(usual * _FARTHER, 0.1 + usual)


def _column(line: Line) -> int:
    return round(line.left / (3 * line.size))


def _edges(lines: Sequence[Line]) -> dict[int, tuple[float, float]]:
    """How far lines reach that begin near one another."""
    found: defaultdict[int, tuple[float, float]] = defaultdict(lambda: (float("inf"), 0.0))
    for line in lines:
        for column in range(_column(line) - 1, _column(line) + 2):
            left, right = found[column]
            found[column] = (min(left, line.left), max(right, line.right))
    return found


def _goes_on(group: Sequence[Line], line: Line, usual: float, edges: tuple[float, float]) -> bool:
    """Whether a line belongs to the paragraph above it."""
    above = group[-1]
    size = max(above.size, line.size)
    if abs(above.height - line.height) <= _SAME_ROW * size:
        return not line.after_gap and line.left >= above.right - size
    apart = _apart(above, line)
    if apart <= 0 or line.after_gap or _far(apart, usual):
        return False
    if not _is_below(group, line) or not _are_alike_in_size(above, line):
        return False
    if is_broken(above.text):
        return True
    if _ITEM.match(line.text) or headings.begins(line.text) or headings.ends(above.text):
        return False
    starts = not line.text[0].islower()
    if starts and (group[0].bold and above.bold) != line.bold:
        return False
    if _ENDS.search(above.text.rstrip()) and starts:
        left, right = edges
        if above.right < right - _SHORT * (right - left):
            return False
        if line.left > above.left + _SAME_ROW * 2 * size and above.left <= left + size:
            return False
    return True


def _is_below(group: Sequence[Line], line: Line) -> bool:
    """Whether a line stands under a paragraph, and not under what is beside it."""
    first, above = group[0], group[-1]
    if line.left > above.right or line.right < first.left:
        return False
    out = line.size if first.after_gap else _INDENT * line.size
    middle = (above.left + above.right - line.left - line.right) / 2
    return line.left >= above.left - out or abs(middle) <= line.size


def _are_alike_in_size(above: Line, below: Line) -> bool:
    return abs(above.size - below.size) <= _SAME_SIZE * max(above.size, below.size)


def _are_alike(above: Line, below: Line) -> bool:
    near = abs(above.left - below.left) <= 2 * above.size
    return near and _are_alike_in_size(above, below)


def _is_beside(row: Sequence[tuple[Line, ...]], group: tuple[Line, ...]) -> bool:
    """Whether lines are the next cell of a row: to the right of its last, at the same height."""
    last, size = row[-1], group[0].size
    if len(row) == _MOST_CELLS:
        return False
    if group[0].left < max(line.right for line in last) - size / 2:
        return False
    if group[0].after_gap and abs(group[0].height - last[-1].height) <= _SAME_ROW * size:
        return True
    top = max(cell[0].height for cell in row)
    bottom = min(cell[-1].height for cell in row)
    if group[0].height < bottom - _SAME_ROW * size or group[-1].height > top + _SAME_ROW * size:
        return False
    level = abs(group[0].height - top) <= size
    return level or (len(group) <= _TALL_CELL and group[0].height <= top + _TALL_CELL * size)


def _goes_on_above(group: tuple[Line, ...], other: tuple[Line, ...], width: float) -> bool:
    """Whether a paragraph goes on at the top of the next column."""
    last, first = group[-1], other[0]
    if first.height <= last.height or first.left < last.right or last.turn != first.turn:
        return False
    if first.height < group[0].height + first.size and min(len(group), len(other)) < _TALL:
        return False
    wide = min(max(line.right - line.left for line in lines) for lines in (group, other))
    unfinished = _ENDS.search(last.text.rstrip()) is None and first.text[0].islower()
    return wide > _WIDE_COLUMN * width and (unfinished or is_broken(last.text))

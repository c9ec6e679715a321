"""The lines of a page in the order in which they are read."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from smartscore.read.documents.lines import Line

_STEP: Final = 3.0
"""Points between two places where a page is tried for a gutter."""

_LEAST: Final = 4
"""So many lines stand on either side of a gutter at least."""

_CROSSING: Final = 0.5
"""A column is what most lines keep within: fewer than this share of them cross its gutter."""

_BY_TURNS: Final = 0.6
"""From this share on of lines that lie across the gutter from the one before, the file goes row by
row through what is read column by column."""

_JUMPS: Final = _CROSSING * _BY_TURNS / 2
"""So many lines begin to the right of the one before then."""

_GOES_ON: Final = 0.3
"""Of the lines of a text so many begin with a small letter; cells of a table seldom do."""

_MOST: Final = 2000
"""A page of more lines is read as the file has it."""


def ordered(lines: Sequence[Line]) -> list[Line]:
    """Lines in reading order: the order of the file, except where it goes across two columns.

    Text that stands upright on the page comes before text that is turned against most of it.
    """
    turns = Counter(line.turn for line in lines)
    if len(turns) > 1:
        most = turns.most_common(1)[0][0]
        lines = sorted(lines, key=lambda line: (line.turn - most) % 4)
    if not 2 * _LEAST <= len(lines) <= _MOST:
        return list(lines)
    gutter = _gutter(lines)
    return list(lines) if gutter is None else list(_by_columns(lines, gutter))


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where a page has a gutter that the file's order does not keep to."""
    jumps = sum(line.left >= before.right for before, line in pairwise(lines))
    if jumps < _JUMPS * len(lines):
        return None
    lefts, rights = sorted(line.left for line in lines), sorted(line.right for line in lines)
    left, right = lefts[0], rights[-1]
    found: tuple[int, float] | None = None
    place = left + (right - left) / 4
    while place < right - (right - left) / 4:
        before, after = bisect_right(rights, place), len(lines) - bisect_left(lefts, place)
        crossing = len(lines) - before - after
        if min(before, after) >= _LEAST and crossing < _CROSSING * len(lines):
            found = min(found or (crossing, place), (crossing, place))
        place += _STEP
    if found is None:
        return None
    beside = [line for line in lines if not line.left < found[1] < line.right]
    return found[1] if _goes_across(beside, found[1]) else None


def _goes_across(lines: Sequence[Line], gutter: float) -> bool:
    """Whether the file alternates between two columns of running text."""
    sides = [line.left >= gutter for line in lines]
    turns = sum(one != other for one, other in pairwise(sides))
    if turns < _BY_TURNS * (len(lines) - 1):
        return False
    for side in (False, True):
        texts = [line.text for line, its in zip(lines, sides, strict=True) if its == side]
        if sum(text[:1].islower() for text in texts) < _GOES_ON * len(texts):
            return False
    return True


def _by_columns(lines: Sequence[Line], gutter: float) -> Iterator[Line]:
    """Lines column by column, between those that go across."""
    columns: tuple[list[Line], list[Line]] = ([], [])
    for line in lines:
        if line.left < gutter < line.right:
            yield from (*columns[0], *columns[1], line)
            columns = ([], [])
        else:
            columns[line.left >= gutter].append(line._replace(after_gap=False))
    yield from (*columns[0], *columns[1])

"""Running heads and feet, and the numbers of pages: what stands around the text of a page."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from smartscore.read.documents.lines import Line

_EDGE: Final = 4
"""So many rows at the top and at the bottom of a page may be no text of it."""

_NEAR: Final = 3.0
"""Points in a step of height: rows in one step or the next stand at the same height."""

_OFTEN: Final = 3
"""A row that comes back on so many pages is a running head or foot."""

_APART: Final = 1.8
"""In a document of two or three pages it also stands so many of its sizes apart from the text."""

_COUNTED: Final = re.compile(r"(?<!\w)(?:\d{1,4}|[ivxlc]{1,7})(?!\w)")
_NUMBER: Final = re.compile(
    r"(?:(?:halaman|hal|hlm|page|p)\.?\s*)?[-–—|(\[]*\s*(?P<number>\d{1,4}|[ivxlc]{1,7})\s*[-–—|)\]]*"
    r"(?:\s*(?:/|dari|of)\s*\d{1,4})?",
    re.IGNORECASE,
)
_BESIDE: Final = re.compile(r"^(\d{1,4}|[ivxlc]{1,7})(?=\s)|(?<=\s)(\d{1,4}|[ivxlc]{1,7})$")
"""A number at either end of a row with other words."""

_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


_Seen = dict[tuple[str, int], list[int]]
"""On which pages a row stands, by its text and its height."""


class Kept(NamedTuple):
    """The lines of each page that are its text, and the numbers printed on the pages."""

    pages: tuple[tuple[Line, ...], ...]
    labels: tuple[str, ...]


class _Row(NamedTuple):
    """Lines of one height at the edge of a page: their indexes, and the text without numbers."""

    indexes: tuple[int, ...]
    text: str
    height: float
    size: float
    gap: float
    outermost: bool


def kept(pages: Sequence[Sequence[Line]]) -> Kept:
    """Pages without running heads, feet and numbers.

    A page of which nothing would be left keeps its text.
    """
    edges = [list(_edges(lines)) for lines in pages]
    seen: _Seen = defaultdict(list)
    for number, rows in enumerate(edges):
        for row in rows:
            for text in _texts(row.text, number):
                seen[text, round(row.height / _NEAR)].append(number)
    labels = _labels(edges)
    found = []
    for number, (lines, rows) in enumerate(zip(pages, edges, strict=True)):
        numbers = {i for row in rows if _is_number(row, labels[number]) for i in row.indexes}
        runs = {
            i
            for row in rows
            if any(_runs(row, number, it, seen, len(pages)) for it in _texts(row.text, number))
            for i in row.indexes
        }
        found.append(_without(lines, numbers | runs) or _without(lines, numbers) or tuple(lines))
    return Kept(tuple(found), labels if sum(map(bool, labels)) >= _OFTEN else ())


def _without(lines: Sequence[Line], gone: Collection[int]) -> tuple[Line, ...]:
    return tuple(line for i, line in enumerate(lines) if i not in gone)


def _edges(lines: Sequence[Line]) -> Iterator[_Row]:
    """The rows at the top and at the bottom of a page, from outside."""
    if not lines:
        return
    order = sorted(range(len(lines)), key=lambda i: -lines[i].height)
    rows: list[list[int]] = []
    for i in order:
        if rows and lines[rows[-1][-1]].height - lines[i].height < lines[i].size / 3:
            rows[-1].append(i)
        else:
            rows.append([i])
    heights = [lines[row[0]].height for row in rows]
    edge = {*range(min(_EDGE, len(rows))), *range(max(0, len(rows) - _EDGE), len(rows))}
    for place in sorted(edge):
        row = sorted(rows[place], key=lambda i: lines[i].left)
        above = heights[place - 1] - heights[place] if place else float("inf")
        below = heights[place] - heights[place + 1] if place + 1 < len(rows) else float("inf")
        inner = below if place < len(rows) / 2 else above
        yield _Row(
            tuple(row),
            " ".join(lines[i].text for i in row),
            heights[place],
            lines[row[0]].size,
            inner,
            place in (0, len(rows) - 1),
        )


def _texts(text: str, page: int) -> list[str]:
    """What a row would say on other pages: the same, or the same with a number that goes up."""
    found = [text]
    for number in islice(_COUNTED.finditer(text), _OFTEN):
        value = _value(number[0])
        if value:
            found.append(f"{text[: number.start()]}\0{value - page}\0{text[number.end() :]}")
    return found


def _runs(row: _Row, number: int, text: str, seen: _Seen, count: int) -> bool:
    """Whether a row comes back at its height on other pages."""
    height = round(row.height / _NEAR)
    same = [seen[text, near] for near in range(height - 1, height + 2) if (text, near) in seen]
    often = sum(map(len, same))
    if not any(map(str.isalpha, row.text)):
        return often >= _OFTEN and row.outermost
    first, last = number - 2 * _OFTEN, number + 2 * _OFTEN
    near = sum(bisect_right(pages, last) - bisect_left(pages, first) for pages in same)
    if near >= _OFTEN and often >= min(_OFTEN + 1, count):
        return True
    return 1 < often == count <= _OFTEN and row.gap >= _APART * row.size and row.outermost


def _is_number(row: _Row, label: str) -> bool:
    """Whether a row is the number of its page and nothing else."""
    found = _NUMBER.fullmatch(row.text.strip())
    return found is not None and bool(label) and found["number"] == label


def _labels(edges: Sequence[Sequence[_Row]]) -> tuple[str, ...]:
    """The number printed on each page, where it goes up with the pages; else empty.

    A number counts where others, as far from the number that we count, stand at the same height.
    """
    found: list[list[tuple[str, tuple[int, bool, int]]]] = []
    for page, rows in enumerate(edges):
        here = []
        for row in rows:
            whole = _NUMBER.fullmatch(row.text.strip())
            beside = (found[0] for found in _BESIDE.finditer(row.text))
            texts = [whole["number"]] if whole else list(beside)
            for text in texts:
                value = _value(text)
                if value:
                    key = (value - page, text.isdigit(), round(row.height / (2 * _NEAR)))
                    here.append((text, key))
        found.append(here)
    often = Counter(key for here in found for key in {key for _, key in here})
    labels = []
    for here in found:
        text, key = max(here, key=lambda one: often[one[1]], default=("", (0, False, 0)))
        labels.append(text if often[key] >= 2 else "")
    return tuple(labels)


def _value(text: str) -> int:
    """A number in digits or in Roman letters; 0 where it is none.

    >>> _value("47"), _value("xiv"), _value("civil")
    (47, 14, 0)
    """
    if text.isdigit():
        return int(text)
    if not text.isascii():
        return 0  # an I with a dot is no Roman letter, though it is one in small letters
    values = [_ROMAN[letter] for letter in text.casefold()]
    total = sum(
        -one if any(one < other for other in values[i + 1 : i + 2]) else one
        for i, one in enumerate(values)
    )
    return total if _roman(total) == text.casefold() else 0


def _roman(number: int) -> str:
    """A number up to 399 in Roman letters."""
    marks = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"))
    text = ""
    for value, mark in (*marks, (4, "iv"), (1, "i")):
        text += mark * (number // value)
        number %= value
    return text

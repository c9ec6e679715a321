"""The lines of one page of a PDF: what pdfium found, with places and sizes."""

import ctypes
import math
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

HYPHEN: Final = "\ufffe"
"""What pdfium puts for a hyphen at the end of a line, which then ends there."""

_LINE: Final = re.compile(f"[^\r\n{HYPHEN}]+{HYPHEN}?")
_GAP: Final = re.compile(r"[ \t\u00a0]+")
_SHOWN: Final = re.compile(r"\S")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")

_WIDE: Final = 0.9
_UNLIKE: Final = 1.8
_WIDEST: Final = 2.6
_EVEN: Final = 0.05
"""A gap between two words is one between columns or cells from so many times the size on, and so
many times the smallest gap of its line: those of a justified line are alike, and seldom wider. Gaps
that differ by no more than such a share are those of a justified line up to twice that width."""

_ITEM: Final = re.compile(r"[^\w\s]|\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|[\d.]{3,}")
"""What begins an item of a list or a heading: the gap behind it parts no cells."""

_SAMPLE: Final = 60
"""So many characters of a page are asked whether their font says which letters they are."""

_BOLD: Final = re.compile(rb"bold|black|heavy|CMBX|-Bd|demi", re.IGNORECASE)
_LONGEST_NAME: Final = 128
_FARTHEST: Final = 1e6
_SMALLEST: Final = 0.1
"""Points that a file can place its text at, and the smallest letters that are told apart."""

_HEAVY: Final = 600
"""From this weight on a font is bold."""


class Line(NamedTuple):
    """A line, or a part of one between wide gaps; `after_gap` says that it follows such a gap.

    `left` and `right` are its ends and `height` its baseline, in points and counted upwards, as if
    the text were upright: `turn` says by how many quarters it is not. `size` is that of its font.
    """

    text: str
    left: float
    right: float
    height: float
    size: float
    bold: bool = False
    turn: int = 0
    after_gap: bool = False


class _Gap(NamedTuple):
    """White space between two words: its indexes, and where one word ends and the next begins."""

    first: int
    after: int
    right: float
    left: float

    @property
    def width(self) -> float:
        return self.left - self.right


class Page:
    """A page's text, as pdfium holds it; what is asked of it is by the index of a character."""

    def __init__(self, pdfium: Any, page: Any) -> None:
        self._pdfium = pdfium
        self._text = pdfium.FPDFText_LoadPage(page)
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._at = (ctypes.byref(self._x), ctypes.byref(self._y))
        self._box = pdfium.FS_RECTF()
        self._in_box = ctypes.byref(self._box)
        self._name = ctypes.create_string_buffer(_LONGEST_NAME)
        self._matrix = pdfium.FS_MATRIX()
        self._in_matrix = ctypes.byref(self._matrix)

    def close(self) -> None:
        """Give back what pdfium holds."""
        self._pdfium.FPDFText_ClosePage(self._text)

    def lines(self) -> Iterator[Line]:
        """The lines in the order of the file."""
        text = self._whole()
        for found in _LINE.finditer(text):
            yield from self._parts(text, found.start(), found.end())

    def is_unmapped(self) -> bool:
        """Whether the fonts do not say which letters most characters are, as far as a few tell."""
        count = self._pdfium.FPDFText_CountChars(self._text)
        step = max(1, count // _SAMPLE)
        asked = range(0, count, step)
        lost = [self._pdfium.FPDFText_HasUnicodeMapError(self._text, i) == 1 for i in asked]
        return lost.count(True) * 2 > len(asked)

    def _whole(self) -> str:
        """The text, in which each character has the index that pdfium knows it by."""
        count = self._pdfium.FPDFText_CountChars(self._text)
        if count <= 0:
            return ""
        room = (ctypes.c_ushort * (count + 1))()
        written = self._pdfium.FPDFText_GetText(self._text, 0, count, room)
        text = bytes(memoryview(room).cast("B")[: 2 * written]).decode("utf-16-le", "surrogatepass")
        if written == count + 1 and not _SURROGATE.search(text):
            return text[:count]
        return "".join(map(self._character, range(count)))

    def _character(self, index: int) -> str:
        code = self._pdfium.FPDFText_GetUnicode(self._text, index)
        if code == 2 and self._pdfium.FPDFText_IsHyphen(self._text, index) == 1:
            return HYPHEN
        return chr(code) if code <= 0x10FFFF else "\ufffd"

    def _parts(self, text: str, start: int, end: int) -> Iterator[Line]:
        """The parts of a line between its wide gaps."""
        first = _SHOWN.search(text, start, end)
        if first is None:
            return
        start = first.start()
        end = start + len(text[start:end].rstrip())
        middle = next(i for i in range((start + end) // 2, end) if not text[i].isspace())
        self._pdfium.FPDFText_GetMatrix(self._text, middle, self._in_matrix)
        matrix = self._matrix
        tall = math.hypot(matrix.c, matrix.d)
        size = _sane(self._pdfium.FPDFText_GetFontSize(self._text, middle) * tall)
        size = max(abs(size), _SMALLEST)
        turn = round(math.atan2(_sane(matrix.b), _sane(matrix.a)) / (math.pi / 2)) % 4
        left, height = self._origin(start, turn)[0], self._origin(middle, turn)[1]
        gaps = []
        if self._pdfium.FPDFText_CountRects(self._text, start, end - start) > 1:
            gaps = [self._gap(*found.span(), turn) for found in _GAP.finditer(text, start, end)]
            if gaps and _ITEM.fullmatch(text, start, gaps[0].first):
                del gaps[0]
        after_gap = False
        for gap in _wide(gaps, size):
            bold = self._is_bold(start) and self._is_bold(gap.first - 1)
            part = text[start : gap.first]
            yield Line(part, left, gap.right, height, size, bold, turn, after_gap)
            start, left, after_gap = gap.after, gap.left, True
        bold = self._is_bold(start) and self._is_bold(end - 1)
        right = self._end(end - 1, turn)
        yield Line(text[start:end], left, right, height, size, bold, turn, after_gap)

    def _gap(self, start: int, end: int, turn: int) -> _Gap:
        return _Gap(start, end, self._end(start - 1, turn), self._origin(end, turn)[0])

    def _origin(self, index: int, turn: int) -> tuple[float, float]:
        self._pdfium.FPDFText_GetCharOrigin(self._text, index, *self._at)
        x, y = _sane(self._x.value), _sane(self._y.value)
        return _turned(x, y, turn) if turn else (x, y)

    def _end(self, index: int, turn: int) -> float:
        box = self._box
        self._pdfium.FPDFText_GetLooseCharBox(self._text, index, self._in_box)
        if not turn:
            return _sane(box.right)
        one, other = _turned(box.left, box.bottom, turn), _turned(box.right, box.top, turn)
        return _sane(max(one[0], other[0]))

    def _is_bold(self, index: int) -> bool:
        """Whether a character's font is bold, by its weight or else by its name."""
        ask, name = self._pdfium.FPDFText_GetFontInfo, self._name
        size = ask(self._text, index, name, len(name), None)
        if 0 < size <= len(name) and _BOLD.search(name.raw[:size]):
            return True
        return bool(self._pdfium.FPDFText_GetFontWeight(self._text, index) >= _HEAVY)


def _sane(number: float) -> float:
    """A place or a size, where a file gives one that a page could have; else 0."""
    return number if -_FARTHEST < number < _FARTHEST else 0.0


def _wide(gaps: Sequence[_Gap], size: float) -> Iterator[_Gap]:
    """The gaps of a line that part columns or cells."""
    widths = [gap.width for gap in gaps] or [0.0]
    smallest = min(widths)
    even = max(widths) - smallest < _EVEN * smallest
    if len(gaps) > 1 and even and smallest < 2 * _WIDEST * size:
        return
    least = size * _WIDE if len(gaps) > 1 and smallest < size * _WIDE else size * _WIDEST
    for gap in gaps:
        if gap.width > min(size * _WIDEST, max(least, smallest * _UNLIKE)):
            yield gap


def _turned(x: float, y: float, turn: int) -> tuple[float, float]:
    """A place, as it would be if the text were upright.

    >>> _turned(10, 20, 1)
    (20, -10)
    """
    for _ in range(turn):
        x, y = y, -x
    return x, y

"""The lines of one page of a PDF: what pdfium found, with places and sizes."""

import ctypes
import math
import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

HYPHEN: Final = "\ufffe"
"""What pdfium puts for a hyphen at the end of a line, which then ends there."""

_LINE: Final = re.compile(f"[^\r\n{HYPHEN}]+{HYPHEN}?")
_GAP: Final = re.compile(r"[ \t\u00a0]+")
_SHOWN: Final = re.compile(r"\S")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")

_WIDE: Final = 0.9
"""A gap between two words is one between columns or cells from so many times the size on."""

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


class Page:
    """A page's text, as pdfium holds it; what is asked of it is by the index of a character."""

    def __init__(self, pdfium: Any, page: Any) -> None:
        self._pdfium = pdfium
        self._text = pdfium.FPDFText_LoadPage(page)
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._at = (ctypes.byref(self._x), ctypes.byref(self._y))
        self._box = pdfium.FS_RECTF()
        self._in_box = ctypes.byref(self._box)
        self._matrix = pdfium.FS_MATRIX()

    def close(self) -> None:
        """Give back what pdfium holds."""
        self._pdfium.FPDFText_ClosePage(self._text)

    def lines(self) -> Iterator[Line]:
        """The lines in the order of the file."""
        text = self._whole()
        for found in _LINE.finditer(text):
            yield from self._parts(text, found.start(), found.end())

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
        matrix = self._matrix
        self._pdfium.FPDFText_GetMatrix(self._text, start, ctypes.byref(matrix))
        tall = math.hypot(matrix.c, matrix.d)
        size = self._pdfium.FPDFText_GetFontSize(self._text, start) * tall or 1.0
        turn = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
        left, height = self._origin(start, turn)
        after_gap = False
        for gap in _GAP.finditer(text, start, end):
            right, (following, _) = self._end(gap.start() - 1, turn), self._origin(gap.end(), turn)
            if following - right > _WIDE * size:
                bold = self._is_bold(start) and self._is_bold(gap.start() - 1)
                part = text[start : gap.start()]
                yield Line(part, left, right, height, size, bold, turn, after_gap)
                start, left, after_gap = gap.end(), following, True
        bold = self._is_bold(start) and self._is_bold(max(start, end - 2))
        right = self._end(end - 1, turn)
        yield Line(text[start:end], left, right, height, size, bold, turn, after_gap)

    def _origin(self, index: int, turn: int) -> tuple[float, float]:
        self._pdfium.FPDFText_GetCharOrigin(self._text, index, *self._at)
        x, y = self._x.value, self._y.value
        return _turned(x, y, turn) if turn else (x, y)

    def _end(self, index: int, turn: int) -> float:
        box = self._box
        self._pdfium.FPDFText_GetLooseCharBox(self._text, index, self._in_box)
        if not turn:
            return float(box.right)
        one, other = _turned(box.left, box.bottom, turn), _turned(box.right, box.top, turn)
        return max(one[0], other[0])

    def _is_bold(self, index: int) -> bool:
        return bool(self._pdfium.FPDFText_GetFontWeight(self._text, index) >= _HEAVY)


def _turned(x: float, y: float, turn: int) -> tuple[float, float]:
    """A place, as it would be if the text were upright.

    >>> _turned(10, 20, 1)
    (20, -10)
    """
    for _ in range(turn):
        x, y = y, -x
    return x, y

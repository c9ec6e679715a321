"""How wide a text is, about, and how it is broken into lines that fit.

SVG knows no line breaks, and which font a reader has is unknown. The widths are those of a wide
sans-serif (DejaVu Sans) or more, in em, so that what is reckoned to fit does fit.
"""

import unicodedata
from collections.abc import Iterable

from smartscore.reports.safe import one_line

_WIDTHS = {
    **dict.fromkeys("ijl|'", 0.28),
    **dict.fromkeys(" .,:;!()[]ftrI/-", 0.4),
    **dict.fromkeys("mwMW%@", 0.98),
}
_LOWER, _UPPER, _FOREIGN, _SQUARE, _MARK, _LIGATURE = 0.62, 0.72, 1.0, 1.35, 0.2, 10.0
_LATIN = 0x250
_WEIGHTLESS, _PILE = ("Mn", "Me", "Cf"), 3
_CUNEIFORM = range(0x12000, 0x12550)


def width(text: str) -> float:
    """About how wide a text is, in em, and never much less.

    >>> round(width("Tata kelola"), 2), width("市"), width("")
    (5.8, 1.35, 0)
    """
    return sum(map(_width, text))


def _width(character: str) -> float:
    if character in _WIDTHS:
        return _WIDTHS[character]
    if ord(character) < _LATIN:
        return _UPPER if character.isupper() else _LOWER
    if unicodedata.category(character) in _WEIGHTLESS:
        return _MARK
    if ord(character) in _CUNEIFORM or "\ufdf0" <= character <= "\ufdfd":
        return _LIGATURE
    return _SQUARE if unicodedata.east_asian_width(character) in "WF" else _FOREIGN


def wrap(text: str, room: float, lines: int) -> tuple[str, ...]:
    """The text in at most so many lines of that room in em; an ellipsis where more was said.

    A word that is longer than a line is broken wherever the line ends.

    >>> wrap("Tata kelola pemerintahan", 9, 2)
    ('Tata kelola', 'pemerintahan')
    >>> wrap("Tata kelola pemerintahan dan birokrasi", 9, 2)
    ('Tata kelola', 'pemerintahan …')
    >>> wrap("Pertanggungjawaban", 6, 3)
    ('Pertanggun', 'gjawaban')
    """
    found: list[str] = []
    line = ""
    for piece in _pieces(_bare(one_line(text)).split(" "), room):
        longer = f"{line} {piece}" if line else piece
        if width(longer) <= room:
            line = longer
            continue
        found.append(line)
        if len(found) == lines:
            return (*found[:-1], _ended(line, room))
        line = piece
    return (*found, line) if line else tuple(found)


def shorten(text: str, room: float) -> str:
    """The text in one line of that room in em.

    >>> shorten("Sebagian besar siap", 8)
    'Sebagian …'
    """
    return next(iter(wrap(text, room, 1)), "")


def _pieces(words: Iterable[str], room: float) -> Iterable[str]:
    """The words, those that no line holds in pieces that one does."""
    for word in words:
        start, taken = 0, 0.0
        for end, character in enumerate(word):
            taken += _width(character)
            if taken > room and end > start:
                yield word[start:end]
                start, taken = end, _width(character)
        yield word[start:]


def _bare(text: str) -> str:
    """The text without the marks that pile up on one letter."""
    kept: list[str] = []
    pile = 0
    for character in text:
        pile = pile + 1 if unicodedata.category(character) in _WEIGHTLESS else 0
        if pile <= _PILE:
            kept.append(character)
    return "".join(kept)


def _ended(line: str, room: float) -> str:
    """The line with an ellipsis, in place of its last word where that leaves no room for it."""
    while width(f"{line} …") > room and " " in line:
        line = line.rpartition(" ")[0]
    if width(f"{line} …") <= room:
        return f"{line} …"
    while line and width(f"{line}…") > room:
        line = line[:-1]
    return f"{line}…"

"""By what GitHub knows a line again: `primaryLocationLineHash`, as its own action reckons it.

That action adds these hashes to a report that has none. Reckoned here they are there also where a
report comes to GitHub in another way, and it says what differs where the two are not the same.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from smartscore.read.files import content
from smartscore.text.problems import Place, Unreadable

_WINDOW: Final = 100
_BASE: Final = 37
_WORD: Final = 2**64 - 1
_END: Final = "\uffff"
_LINE_ENDS: Final = re.compile("\r\n?")
_BLANKS: Final = dict.fromkeys(map(ord, " \t"))
_IN_TWO_UNITS: Final = re.compile("[\U00010000-\U0010ffff]")


def hashes_of(places: Iterable[Place]) -> dict[Place, str]:
    """The hash of the first line of each place; none where the file is gone or is no file."""
    lines: dict[str, dict[int, list[Place]]] = {}
    for place in places:
        lines.setdefault(place.file, {}).setdefault(max(1, place.line), []).append(place)
    found = {}
    for file, wanted in lines.items():
        try:
            data = content(Path(file)) if Path(file).is_file() else None
        except (Unreadable, OSError, ValueError):
            continue
        for line, mark in (line_hashes(data, wanted) if data is not None else {}).items():
            found.update(dict.fromkeys(wanted[line], mark))
    return found


def line_hashes(data: bytes, lines: Iterable[int]) -> Mapping[int, str]:
    """Hashes of some of the lines of a file, counted from 1.

    A line is known by the hundred characters from its beginning on, blanks and tabs left out, and
    the how-manieth it is that begins so. The text ends with a character of its own, and with as
    many zeros as are wanted. A character is a unit of UTF-16.

    >>> line_hashes(b"a" + bytes([10]) + b"b", [2, 1, 7])
    {1: 'c74339777b6a2c60:1', 2: '8ee5a81e681643c1:1'}
    """
    text = _LINE_ENDS.sub("\n", data.decode("utf-8", "replace")).translate(_BLANKS) + _END
    text = _IN_TWO_UNITS.sub(_units, text)
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    text += "\0" * _WINDOW
    wanted = {n: text[(at := starts[n - 1]) : at + _WINDOW] for n in lines if n <= len(starts)}
    seen = dict.fromkeys(wanted.values(), 0)
    hashes = {}
    for line, start in enumerate(starts, 1):
        window = text[start : start + _WINDOW]
        if window in seen:
            seen[window] += 1
            if line in wanted:
                hashes[line] = f"{_hash(window):x}:{seen[window]}"
    return hashes


def _units(found: re.Match[str]) -> str:
    above = ord(found[0]) - 0x10000
    return chr(0xD800 + (above >> 10)) + chr(0xDC00 + (above & 0x3FF))


def _hash(window: str) -> int:
    """The characters as the digits of a number to the base 37, of which 64 bits are kept."""
    value = 0
    for character in window:
        value = (value * _BASE + ord(character)) & _WORD
    return value

"""A line as it stands in a shell, taken apart into words; the last one may be unfinished."""

import re
from typing import Final, NamedTuple

_PIECE: Final = re.compile(
    r"""\\(?P<escaped>.|$) | '(?P<single>[^']*)(?:'|$)
    | "(?P<double>(?:[^"\\]|\\.)*)(?:"|\\?$) | (?P<blank>\s+) | (?P<bare>[^\s\\'"]+)""",
    re.VERBOSE | re.DOTALL,
)
_IN_DOUBLE: Final = re.compile(r"\\([\"\\$`\n])")


class Line(NamedTuple):
    """The words before the one that is being written, and that one."""

    words: tuple[str, ...]
    current: str
    written: str
    """The current word as it stands on the line, with its quotation marks."""


def taken_apart(line: str) -> Line:
    r"""The words of a line up to the cursor.

    >>> taken_apart("smartscore my\\ place.yaml 'a b' --lang=i")
    Line(words=('smartscore', 'my place.yaml', 'a b'), current='--lang=i', written='--lang=i')
    >>> taken_apart("smartscore assess \"it's $(date) he").current
    "it's $(date) he"
    """
    words: list[str] = []
    current, start = "", 0
    begun = False
    for found in _PIECE.finditer(line):
        if found.lastgroup == "blank":
            if begun:
                words.append(current)
            current, start, begun = "", found.end(), False
            continue
        begun = True
        text = found[found.lastgroup or 0]
        current += _IN_DOUBLE.sub(r"\1", text) if found.lastgroup == "double" else text
    return Line(tuple(words), current, line[start:])

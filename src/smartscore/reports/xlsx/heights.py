"""How high a row must be for its text to show; programs do not all find that out themselves."""

import math
from typing import Final

LINE: Final = 13.0
"""The height of a line of text, in points."""

HIGHEST: Final = 405.0
"""Excel shows no row higher than 409 points."""


def height(text: str, width: float) -> float:
    """How high a text is in a column of a width in characters, in points.

    >>> height("", 20), height("x" * 30, 20)
    (13.0, 26.0)
    """
    lines = sum(max(1, math.ceil(len(line) / width)) for line in text.split("\n"))
    return lines * LINE

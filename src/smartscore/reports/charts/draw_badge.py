"""A badge: a line of texts on coloured grounds, for a README or a page.

Each text is given the room it takes in a wide font, and is drawn to fill it in any other. White on
each ground has a contrast of 4.5 and more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from smartscore.reports.charts.lettering import shorten, width
from smartscore.reports.charts.svg import element, escape, lines, number

INK: Final = "#ffffff"
LABEL: Final = "#33393f"
NEUTRAL: Final = "#57606a"
BANDS: Final = ("#9a3412", "#80530a", "#4d6520", "#1c6b52", "#0b4a7a")
"""Grounds from the lowest band to the highest."""

_SIZE: Final = 11.0
_HIGH: Final = 20.0
_MARGIN: Final = 6.0
_ROUND: Final = 3.0
_FONTS: Final = "Verdana, DejaVu Sans, Noto Sans, Liberation Sans, sans-serif"


@dataclass(frozen=True, slots=True)
class Badge:
    """What a badge says: the texts of its fields, and what is behind each of them.

    `title` is what it is called, `description` the rest of its text alternative.
    """

    title: str
    description: str
    fields: tuple[tuple[str, str], ...]


def ground(place: float | None) -> str:
    """What is behind a band at a place from 0, the lowest, to 1; neutral where there is none.

    >>> ground(0) == BANDS[0], ground(0.5) == BANDS[2], ground(1) == BANDS[-1]
    (True, True, True)
    """
    return NEUTRAL if place is None else BANDS[round(place * (len(BANDS) - 1))]


def draw(badge: Badge) -> str:
    """The badge as a file of its own; the same badge is the same bytes."""
    rooms = [width(text) * _SIZE for text, _ in badge.fields]
    ends = list(accumulate(room + 2 * _MARGIN for room in rooms))
    wide = ends[-1]
    box: dict[str, str | float] = {
        "xmlns": "http://www.w3.org/2000/svg",
        "width": wide,
        "height": _HIGH,
        "viewBox": f"0 0 {number(wide)} {number(_HIGH)}",
        "role": "img",
        "aria_labelledby": "badge-title badge-desc",
    }
    letters: dict[str, str | float] = {"fill": INK, "font_family": _FONTS, "font_size": _SIZE}
    inside = [
        element("title", escape(badge.title), id="badge-title"),
        element("desc", escape(badge.description), id="badge-desc"),
        *_grounds(badge, ends),
        lines("g", _texts(badge, rooms, ends), **letters),
    ]
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{lines("svg", inside, **box)}\n'


def fitting(text: str, room: float) -> str:
    """A text in so much room in em, as the field of a badge."""
    return shorten(text, room)


def _grounds(badge: Badge, ends: list[float]) -> Iterator[str]:
    """A plate for each field, the outer corners of which are round."""
    for i, (_, colour) in enumerate(badge.fields):
        left, right = ends[i - 1] if i else 0.0, ends[i]
        first, last = _ROUND * (i == 0), _ROUND * (i == len(ends) - 1)
        data = (
            f"M{number(left + first)} 0H{number(right - last)}{_corner(last, last)}"
            f"V{number(_HIGH - last)}{_corner(-last, last)}"
            f"H{number(left + first)}{_corner(-first, -first)}V{number(first)}"
            f"{_corner(first, -first)}Z"
        )
        yield element("path", d=data, fill=colour)


def _corner(x: float, y: float) -> str:
    """A quarter of a circle; nothing where the corner is square."""
    return f"a{number(abs(x))} {number(abs(x))} 0 0 1 {number(x)} {number(y)}" if x else ""


def _texts(badge: Badge, rooms: list[float], ends: list[float]) -> Iterator[str]:
    for (text, _), room, end in zip(badge.fields, rooms, ends, strict=True):
        drawn: dict[str, str | float] = {
            "x": end - room - _MARGIN,
            "y": 14,
            "textLength": room,
            "lengthAdjust": "spacingAndGlyphs",
        }
        yield element("text", escape(text), **drawn)

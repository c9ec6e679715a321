"""Shares in rows: each row a bar of a whole, cut into parts that go by rank or by band.

The first part is the darkest. Parts have a white line between them and their share in them where
there is room, so that grey alone tells them apart.
"""

from collections.abc import Iterator
from typing import NamedTuple

from smartscore.reports.charts.lettering import shorten, width
from smartscore.reports.charts.pieces import GROUND, LEADING, SMALL, chart_svg, ink, legend
from smartscore.reports.charts.svg import element, text

_WIDE, _SIDE = 480.0, 14.0
_HIGH, _APART = 20.0, 10.0
_ROOM = 4.0
_SHADES = ("#0b2545", "#31618e", "#6c9dc8", "#a9c8e3", "#d9e6f2", "#eef1f4")
_DARK = 2
"""So many shades are so dark that the figure on them is white."""


class ShareRow(NamedTuple):
    """A row: its label, and its parts from 0 to 1, each with its share as printed."""

    label: str
    parts: tuple[tuple[float, str], ...]


class Shares(NamedTuple):
    """What a chart of shares is drawn from; `legend` names the parts, the first ones first.

    `code`, `title` and `description` are as of a `Chart`.
    """

    code: str
    title: str
    description: str
    rows: tuple[ShareRow, ...]
    legend: tuple[str, ...]


def draw(shares: Shares) -> str:
    """The chart as SVG."""
    parts: list[str] = []
    y = _SIDE
    for row in shares.rows:
        label = shorten(row.label, (_WIDE - 2 * _SIDE) / SMALL)
        parts.append(ink([text(label, _SIDE, y + SMALL)], font_size=SMALL))
        y += LEADING
        parts += _row(row, y)
        y += _HIGH + _APART
    signs = [(_sign(place), words) for place, words in enumerate(shares.legend)]
    drawn, high = legend(signs, _SIDE, y + 4, _WIDE - 2 * _SIDE)
    return chart_svg(shares, _WIDE, y + 4 + high + 8, [*parts, drawn])


def _row(row: ShareRow, top: float) -> Iterator[str]:
    """The parts of a bar beside one another, with the figures that fit."""
    left, room = _SIDE, _WIDE - 2 * _SIDE
    for place, (share, shown) in enumerate(row.parts):
        long = share * room
        if long <= 0:
            continue
        shade = _shade(place)
        box = {"x": left, "y": top, "width": long, "height": _HIGH}
        yield element("rect", **box, class_="chart-part", fill=shade, stroke=GROUND, stroke_width=1)
        if width(shown) * SMALL + _ROOM <= long:
            dark = _SHADES.index(shade) < _DARK
            look: dict[str, str | float] = {
                "fill": GROUND if dark else "#1b1f24",
                "font_size": SMALL,
            }
            yield text(shown, left + long / 2, top + 14.5, text_anchor="middle", **look)
        left += long


def _sign(place: int) -> str:
    box = {"x": 3, "y": -6, "width": 20, "height": 12}
    return element("rect", **box, class_="chart-part", fill=_shade(place), stroke="#7a8087")


def _shade(place: int) -> str:
    return _SHADES[min(place, len(_SHADES) - 1)]

"""A matrix of how far each two agree: the more, the darker, with the figure in each field."""

from typing import NamedTuple

from smartscore.reports.charts.lettering import width, wrap
from smartscore.reports.charts.pieces import GROUND, SMALL, chart_svg, ink
from smartscore.reports.charts.svg import element, text

_WIDE, _SIDE = 480.0, 14.0
_NAMES, _FIELD = 230.0, 64.0
_LEAST = 26.0
_HIGH, _LINE = 34.0, 15.0
_SHADES = ("#eef1f4", "#d9e6f2", "#a9c8e3", "#6c9dc8", "#31618e", "#0b2545")
_DARK = 4
"""From this shade on the figure is white."""


class Field(NamedTuple):
    """How far two agree, from 0 to 1, and as printed; None where that is not defined."""

    share: float | None
    shown: str


class Matrix(NamedTuple):
    """What a matrix is drawn from: names of rows, which columns have too, and a row of fields each.

    `code`, `title` and `description` are as of a `Chart`.
    """

    code: str
    title: str
    description: str
    names: tuple[str, ...]
    rows: tuple[tuple[Field, ...], ...]


def draw(matrix: Matrix) -> str:
    """The chart as SVG. Columns have the numbers of the rows, whose names stand at the left."""
    size = max(1, len(matrix.names))
    field = max(_LEAST, min(_FIELD, (_WIDE - 2 * _SIDE - _NAMES) / size))
    wide = max(_WIDE, _NAMES + size * field + 2 * _SIDE)
    words, drawn, figures = [], [], []
    for i, name in enumerate(matrix.names):
        x, y = _SIDE + _NAMES + i * field, _SIDE + SMALL + 8 + i * _HIGH
        words.append(text(f"{i + 1}", x + field / 2, _SIDE + SMALL, text_anchor="middle"))
        label = wrap(f"{i + 1} {name}", (_NAMES - 10) / SMALL, 2)
        above = y + _HIGH / 2 + 4.5 - (len(label) - 1) * _LINE / 2
        words += [text(line, _SIDE, above + n * _LINE) for n, line in enumerate(label)]
        for j, each in enumerate(matrix.rows[i]):
            left = _SIDE + _NAMES + j * field
            shade = _shade(each.share)
            fill = GROUND if shade is None else _SHADES[shade]
            box = {"x": left, "y": y, "width": field - 2, "height": _HIGH - 2}
            drawn.append(element("rect", **box, class_="chart-part", fill=fill, stroke="#7a8087"))
            if width(each.shown) * SMALL <= field:
                ground = GROUND if shade is not None and shade >= _DARK else "#1b1f24"
                look: dict[str, str | float] = {"font_size": SMALL, "fill": ground}
                figures.append(
                    text(
                        each.shown,
                        left + field / 2 - 1,
                        y + _HIGH / 2 + 3.5,
                        text_anchor="middle",
                        **look,
                    )
                )
    high = _SIDE * 2 + SMALL + 8 + len(matrix.names) * _HIGH
    return chart_svg(matrix, wide, high, [*drawn, ink(words, font_size=SMALL), *figures])


def _shade(share: float | None) -> int | None:
    """The place of the shade of a share; None where there is no share."""
    if share is None:
        return None
    return min(int(max(0.0, share) * len(_SHADES)), len(_SHADES) - 1)

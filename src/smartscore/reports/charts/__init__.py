"""Charts as SVG text: of a scorecard, dimensions around a centre and in rows; of studies, shares
in rows, lines between two dates, and a matrix; of documents, strips.

All are drawn from plain data; the same data give the same bytes. Texts stay texts, which are
shown in the reader's sans-serif font: where a system has no font at all, as in some containers,
`png` draws no text, and `has_letters` says so.

There is neither `style` nor script in them, so that they may stand in a page with a strict
Content-Security-Policy. Colours are attributes, which any rule of a page's style sheet overrides:

| class         | what it is                                      | property         |
|---------------|-------------------------------------------------|------------------|
| `chart-text`  | labels and scores                               | `fill`           |
| `chart-muted` | figures of the axis, bounds, names of bands     | `fill`           |
| `chart-band`  | from low to high                                | `fill`, `stroke` |
| `chart-score` | the line and the marks of the score             | `fill`, `stroke` |
| `chart-axis`  | axes                                            | `stroke`         |
| `chart-grid`  | rings and lines at the ticks                    | `stroke`         |
| `chart-edge`  | edges of bands                                  | `stroke`         |
| `chart-whole` | the group of the whole, without a colour of its own |              |
| `chart-part`  | a part of a whole, a field of a matrix          | `fill`           |
| `chart-ground`| what lies behind: the background, behind figures | `fill`          |

`chart-score` may be given both properties in one rule: its lines can't be filled.
"""

from functools import cache
from typing import Literal

from smartscore.reports.charts import (
    draw_matrix,
    draw_radar,
    draw_ranges,
    draw_shares,
    draw_slope,
    draw_strips,
)
from smartscore.reports.charts.chart import Bar as Bar
from smartscore.reports.charts.chart import Chart as Chart
from smartscore.reports.charts.chart import Edge as Edge
from smartscore.reports.charts.draw_matrix import Field as Field
from smartscore.reports.charts.draw_matrix import Matrix as Matrix
from smartscore.reports.charts.draw_shares import ShareRow as ShareRow
from smartscore.reports.charts.draw_shares import Shares as Shares
from smartscore.reports.charts.draw_slope import Slope as Slope
from smartscore.reports.charts.draw_slope import Slopes as Slopes
from smartscore.reports.charts.draw_strips import StripPanel as StripPanel
from smartscore.reports.charts.draw_strips import StripRow as StripRow
from smartscore.reports.charts.draw_strips import Strips as Strips
from smartscore.reports.charts.pieces import FONTS, GROUND
from smartscore.reports.charts.svg import element

Kind = Literal["radar", "ranges", "shares", "slopes", "matrix", "strips"]
Drawable = Chart | Shares | Slopes | Matrix | Strips
"""What a chart can be drawn from."""

MOST_BARS, MOST_EDGES = 100, 50
"""So many dimensions, and so many bands, a chart of a report may have; beyond, nobody reads it."""


def kind_of(data: Drawable) -> Kind:
    """The chart that data are drawn as, where a scorecard is not to be a radar."""
    if isinstance(data, Shares):
        return "shares"
    if isinstance(data, Slopes):
        return "slopes"
    if isinstance(data, Strips):
        return "strips"
    return "matrix" if isinstance(data, Matrix) else "ranges"


def drawn(kind: Kind, data: Drawable) -> str | None:
    """The chart of a kind; None where it can not be drawn so."""
    if isinstance(data, Shares):
        return draw_shares.draw(data)
    if isinstance(data, Slopes):
        return draw_slope.draw(data)
    if isinstance(data, Matrix):
        return draw_matrix.draw(data)
    if isinstance(data, Strips):
        return draw_strips.draw(data)
    return radar(data) if kind == "radar" else ranges(data)


def radar(chart: Chart) -> str | None:
    """The dimensions around a centre, without the whole.

    None where fewer than three of them have bounds, which is no area, and where there are more
    than twelve, whose labels nobody can read; `ranges` holds any number.
    """
    return draw_radar.draw(chart)


def ranges(chart: Chart) -> str:
    """The dimensions in rows, and the whole at the foot."""
    return draw_ranges.draw(chart)


def standalone(svg: str) -> str:
    """The same as a file of its own, on a background of its own."""
    ground = element("rect", width="100%", height="100%", class_="chart-ground", fill=GROUND)
    named = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    grounded = named.replace("</desc>", f"</desc>\n{ground}", 1)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{grounded}\n'


def png(svg: str, *, scale: float = 2.0) -> bytes:
    """The chart as pixels, so many for each of its own; no text where the system has no font.

    Raises ImportError where the extra `png` is missing.
    """
    import resvg_py

    return resvg_py.svg_to_bytes(svg_string=standalone(svg), zoom=scale)


@cache
def has_letters() -> bool:
    """Whether the system has a font by which `png` draws text.

    Raises ImportError where the extra `png` is missing.
    """
    import resvg_py

    named = {"xmlns": "http://www.w3.org/2000/svg", "font_family": FONTS}
    one, none = (
        resvg_py.svg_to_bytes(
            svg_string=element("svg", element("text", letter, y=9), **named, width=9, height=9)
        )
        for letter in ("M", "")
    )
    return one != none

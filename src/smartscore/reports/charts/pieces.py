"""What charts are put together from, each in its colours and with its class.

On white, texts have a contrast of 6 and more, lines of 3 and more. From low to high is a light
area with a darker outline and the score is nearly black, so that grey alone tells them apart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from smartscore.reports.charts.chart import Chart
from smartscore.reports.charts.lettering import shorten, width
from smartscore.reports.charts.svg import element, escape, lines, number, text

GROUND = "#ffffff"
COLOURS = {
    "text": "#1b1f24",
    "muted": "#57606a",
    "score": "#0b2545",
    "band": "#4a7fb0",
    "edge": "#9a4a12",
    "axis": "#7a8087",
    "grid": "#949494",
}
_LIGHT = "#d3e3f3"

SIZE, SMALL, LEADING = 14, 13, 18
"""Sizes of text and the height of a line, in pixels."""

FONTS = "Helvetica Neue, Arial, Liberation Sans, Noto Sans, DejaVu Sans, sans-serif"
_SIGN, _WORDS, _APART = 26.0, 34.0, 16.0


@dataclass(frozen=True, slots=True)
class Field:
    """Where a scale lies between left and right, in a drawing so wide."""

    chart: Chart
    left: float
    right: float
    wide: float

    def x(self, value: float) -> float:
        """How far to the right a value lies."""
        return self.left + self.chart.part(value) * (self.right - self.left)


def ink(inside: Iterable[str], **attributes: str | float) -> str:
    """Texts that are read first."""
    return lines("g", inside, class_="chart-text", fill=COLOURS["text"], **attributes)


def muted(inside: Iterable[str], **attributes: str | float) -> str:
    """Texts that are looked up."""
    given = {"class_": "chart-muted", "fill": COLOURS["muted"], "font_size": SMALL, **attributes}
    return lines("g", inside, **given)


def stroke(role: str, data: str, thick: float) -> str:
    """The line of a path, which no style sheet can fill; nothing where the path is empty."""
    look: dict[str, str | float] = {"stroke": COLOURS[role], "stroke_width": thick}
    unfilled: dict[str, str | float] = {"fill": "none", "fill_opacity": 0}
    return element("path", d=data, class_=f"chart-{role}", **unfilled, **look) if data else ""


def area(data: str) -> str:
    """From low to high: what lies inside of one outline and outside of the other."""
    look: dict[str, str | float] = {"stroke": COLOURS["band"], "stroke_width": 1.5}
    rule = {"fill_rule": "evenodd", "stroke_linejoin": "round"}
    return element("path", d=data, class_="chart-band", fill=_LIGHT, **look, **rule)


def bar(left: float, right: float, y: float) -> str:
    """From low to high, lying."""
    box = {"x": left, "y": y - 5, "width": right - left, "height": 10}
    look: dict[str, str | float] = {"stroke": COLOURS["band"], "stroke_width": 1.5}
    return element("rect", **box, class_="chart-band", fill=_LIGHT, **look)


def mark(x: float, y: float, *, whole: bool = False) -> str:
    """The score: a disc, or a diamond for the whole."""
    look = {"class_": "chart-score", "fill": COLOURS["score"]}
    if whole:
        return element("path", d=f"M{number(x)} {number(y - 8)}l8 8l-8 8l-8-8z", **look)
    return element("circle", cx=x, cy=y, r=5, **look)


def legend(
    entries: Sequence[tuple[str, str]], left: float, top: float, room: float
) -> tuple[str, float]:
    """Signs, 26 wide about the height 0, with their words; and the height of all their lines."""
    drawn, x, y = [], left, top + LEADING / 2
    for sign, words in entries:
        shown = shorten(words, (room - _WORDS) / SMALL)
        end = x + _WORDS + width(shown) * SMALL
        if x > left and end > left + room:
            end, x, y = end - x + left, left, y + LEADING + 4
        drawn.append(element("g", sign, transform=f"translate({number(x)} {number(y)})"))
        drawn.append(text(shown, x + _WORDS, y + 4.5, class_="chart-muted", fill=COLOURS["muted"]))
        x = end + _APART
    return lines("g", drawn, font_size=SMALL), y - top + LEADING / 2 if entries else 0.0


class Told(Protocol):
    """What every drawing has in words: the start of the names of its elements, and its text."""

    @property
    def code(self) -> str:
        """Of `a-z`, `0-9` and `-`, and unique in a document."""
        ...

    @property
    def title(self) -> str:
        """What it shows."""
        ...

    @property
    def description(self) -> str:
        """The text alternative."""
        ...


def chart_svg(chart: Told, wide: float, high: float, inside: Iterable[str]) -> str:
    """The whole drawing with its text alternative."""
    title, description = f"{chart.code}-title", f"{chart.code}-desc"
    alternative = [
        element("title", escape(chart.title), id=title),
        element("desc", escape(chart.description), id=description),
    ]
    names: dict[str, str | float] = {"role": "img", "aria_labelledby": f"{title} {description}"}
    box: dict[str, str | float] = {
        "viewBox": f"0 0 {number(wide)} {number(high)}",
        "width": wide,
        "height": high,
    }
    letters: dict[str, str | float] = {"font_family": FONTS, "font_size": SIZE}
    return lines("svg", [*alternative, *inside], **names, **box, **letters)

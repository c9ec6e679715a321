"""The radar: an axis for each dimension around a centre.

The least value of the scale lies on a small ring and not in the centre itself, so that a chart
of nothing but least values still is a line with marks, and no two axes share a point.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from smartscore.reports.charts.chart import Bar, Chart
from smartscore.reports.charts.lettering import shorten, width, wrap
from smartscore.reports.charts.pieces import (
    GROUND,
    LEADING,
    SIZE,
    area,
    bar,
    chart_svg,
    ink,
    legend,
    mark,
    muted,
    stroke,
)
from smartscore.reports.charts.svg import Point, element, lines, number, path, text

_FEWEST, _MOST = 3, 12
_LABEL, _LINES = 11.2, 3
_HOLE, _SMALLEST = 14.0, 124.0
_OUTSIDE, _SIDE, _NARROWEST = 12.0, 10.0, 360.0
_TINY, _FIGURE = 12.0, 8.0


@dataclass(frozen=True, slots=True)
class _Web:
    """The axes, clockwise from the top, around a centre that lies at (0, 0)."""

    chart: Chart
    bars: tuple[Bar, ...]
    radius: float

    def ray(self, axis: int, distance: float) -> Point:
        """The point of an axis at a distance from the centre."""
        angle = math.tau * axis / len(self.bars)
        return distance * math.sin(angle), -distance * math.cos(angle)

    def point(self, axis: int, value: float) -> Point:
        """The point of an axis where a value lies."""
        return self.ray(axis, _HOLE + self.chart.part(value) * (self.radius - _HOLE))

    def ring(self, value: float) -> list[Point]:
        """The points of all axes where a value lies."""
        return [self.point(axis, value) for axis in range(len(self.bars))]


@dataclass(frozen=True, slots=True)
class _Label:
    """The words at the end of an axis and the room that they take."""

    lines: tuple[str, ...]
    figure: str
    anchor: str
    x: float
    top: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom."""
        wide = max(width(each) * SIZE for each in (*self.lines, self.figure + " "))
        left = self.x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        return left, self.top, left + wide, self.top + (len(self.lines) + 1) * LEADING


def draw(chart: Chart) -> str | None:
    """The chart as SVG; None with fewer than three bounded dimensions, or more than twelve."""
    bars = tuple(each for each in chart.bars if not each.whole)
    if sum(each.span is not None for each in bars) < _FEWEST or len(bars) > _MOST:
        return None
    web, labels = _laid_out(chart, bars)
    boxes = [label.box for label in labels]
    half = max(_NARROWEST / 2, *(max(-left, right) for left, _, right, _ in boxes)) + _SIDE
    top = min(top for _, top, _, _ in boxes) - _SIDE
    bottom = max(bottom for _, _, _, bottom in boxes) + _SIDE
    signs, height = legend(list(_signs(web)), _SIDE, bottom - top + 8, 2 * half - 2 * _SIDE)
    drawing = [_band(web), *_grid(web), *_score(web), *_words(labels)]
    inside = lines("g", drawing, transform=f"translate({number(half)} {number(-top)})")
    return chart_svg(chart, 2 * half, bottom - top + 8 + height + _SIDE, [inside, signs])


def _laid_out(chart: Chart, bars: tuple[Bar, ...]) -> tuple[_Web, list[_Label]]:
    """The web, so large that no two labels touch."""
    radius = _SMALLEST
    while True:
        web = _Web(chart, bars, radius)
        labels = [_label(web, axis) for axis in range(len(bars))]
        pairs = combinations([label.box for label in labels], 2)
        if not any(_touch(one, other) for one, other in pairs):
            return web, labels
        radius += 6


def _label(web: _Web, axis: int) -> _Label:
    """The label of an axis, on that side of the axis's end that looks away from the centre."""
    x, y = web.ray(axis, web.radius + _OUTSIDE)
    lines = wrap(web.bars[axis].label, _LABEL, _LINES)
    figure = shorten(web.bars[axis].shown, _LABEL)
    upright = abs(x) < 1
    high = (len(lines) + 1) * LEADING
    top = y - high / 2 + high / 2 * y / (web.radius + _OUTSIDE)
    return _Label(lines, figure, "middle" if upright else "start" if x > 0 else "end", x, top)


def _touch(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether two boxes have too little between them."""
    beside = one[0] < other[2] + 6 and other[0] < one[2] + 6
    return beside and one[1] < other[3] + 2 and other[1] < one[3] + 2


def _grid(web: _Web) -> Iterator[str]:
    """Rings at the ticks and at both ends of the scale, and the axes."""
    chart, axes = web.chart, range(len(web.bars))
    ends = (chart.minimum, chart.maximum)
    inside = sorted({value for value, _ in chart.ticks if ends[0] < value < ends[1]})
    spokes = "".join(path([web.ray(axis, _HOLE), web.ray(axis, web.radius)]) for axis in axes)
    outer = "".join(path(web.ring(end), closed=True) for end in ends)
    yield stroke("grid", "".join(path(web.ring(value), closed=True) for value in inside), 0.75)
    yield stroke("axis", outer + spokes, 1)


def _band(web: _Web) -> str:
    """The ring from low to high; open beside a dimension to which nothing applies."""
    spans = [each.span for each in web.bars]
    shapes = ""
    for run in _runs([span is not None for span in spans]):
        low = [web.point(axis, span[0]) for axis in run if (span := spans[axis])]
        high = [web.point(axis, span[1]) for axis in run if (span := spans[axis])]
        if len(run) == len(spans):
            shapes += path(high, closed=True) + path(low, closed=True)
        else:
            shapes += path([*high, *reversed(low)], closed=True)
    return area(shapes)


def _score(web: _Web) -> Iterator[str]:
    """The line of the score, which breaks where there is none, and its marks."""
    scores = [each.score for each in web.bars]
    points = {
        axis: web.point(axis, score) for axis, score in enumerate(scores) if score is not None
    }
    yield stroke(
        "score",
        "".join(
            path([points[axis] for axis in run], closed=len(run) == len(scores))
            for run in _runs([score is not None for score in scores])
            if len(run) > 1
        ),
        2.5,
    )
    yield from _figures(web)
    yield from (mark(*point) for point in points.values())


def _figures(web: _Web) -> Iterator[str]:
    """The figures of the ticks beside the first axis, as many as stand apart, on their ground."""
    grounds, shown, end = [], [], math.inf
    for value, figure in sorted(web.chart.ticks):
        words = shorten(figure, _FIGURE)
        y = web.point(0, value)[1]
        if y + 6 <= end:
            wide = width(words) * _TINY
            box = {"x": -7 - wide, "y": y - 6, "width": wide + 2, "height": 12}
            grounds.append(element("rect", **box))
            shown.append(text(words, -6, y + 4))
            end = y - 8
    yield lines("g", grounds, class_="chart-ground", fill=GROUND, fill_opacity=0.8)
    yield muted(shown, text_anchor="end", font_size=_TINY)


def _words(labels: Sequence[_Label]) -> Iterator[str]:
    """The labels, each with its score below."""
    for anchor in ("start", "middle", "end"):
        drawn = []
        for label in (each for each in labels if each.anchor == anchor):
            base = label.top + 13
            for words in label.lines:
                drawn.append(text(words, label.x, base))
                base += LEADING
            drawn.append(text(label.figure, label.x, base, font_weight="bold"))
        yield ink(drawn, text_anchor=anchor)


def _runs(present: Sequence[bool]) -> list[list[int]]:
    """The unbroken runs around the circle.

    >>> _runs([True, True, False, True]), _runs([True, True]), _runs([False, True, False])
    ([[3, 0, 1]], [[0, 1]], [[1]])
    """
    count = len(present)
    if all(present):
        return [list(range(count))]
    start = present.index(False)
    runs: list[list[int]] = [[]]
    for axis in (each % count for each in range(start, start + count)):
        if present[axis]:
            runs[-1].append(axis)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _signs(web: _Web) -> Iterator[tuple[str, str]]:
    """Signs and words of what is drawn, and of nothing else."""
    score, span, _ = web.chart.legend
    if any(each.score is not None for each in web.bars):
        yield stroke("score", "M0 0H26", 2.5) + mark(13, 0), score
    if any(each.uncertain for each in web.bars):
        yield bar(0, 26, 0), span

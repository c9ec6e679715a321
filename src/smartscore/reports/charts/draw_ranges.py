"""The range chart: a row for each dimension, and one for the whole at the foot.

A row is a line of words, the label with the score, above a line of the drawing. So the drawing
has nearly the whole width, and texts remain legible on a narrow screen.
"""

from collections.abc import Iterator, Sequence

from smartscore.reports.charts.chart import Bar, Chart
from smartscore.reports.charts.edges import named
from smartscore.reports.charts.lettering import shorten, width, wrap
from smartscore.reports.charts.pieces import (
    LEADING,
    SIZE,
    SMALL,
    Field,
    bar,
    chart_svg,
    ink,
    legend,
    mark,
    muted,
    stroke,
)
from smartscore.reports.charts.svg import level, lines, text, upright

_WIDE, _SIDE, _GAP = 480.0, 14.0, 14.0
_LABEL, _LINES = 27.0, 2
_FIGURE, _BOUNDS = 8.0, 170.0
_MANY = 12


def draw(chart: Chart) -> str:
    """The chart as SVG."""
    field = _field(chart)
    names, y = named(chart.edges, field, _SIDE)
    parts = [names, stroke("axis", level(field.left, field.right, y), 1), _figures(field, y + 17)]
    y += 22
    middles, rows = [], []
    bars = sorted(chart.bars, key=lambda each: each.whole)
    for before, each in zip([None, *bars], bars, strict=False):
        if each.whole and before and not before.whole:
            y += 14
            parts.append(stroke("axis", level(_SIDE, _WIDE - _SIDE, y), 1.5))
        y += 10
        label = _label(each)
        middle = y + len(label) * LEADING + 11
        middles.append(middle)
        rows.append(_row(field, each, label, y))
        y = middle + 9
    parts += [*_uprights(field, middles), *rows]
    if len(bars) > _MANY:
        y += 16
        parts.append(_figures(field, y))
    signs, height = legend(list(_signs(chart)), _SIDE, y + 14, _WIDE - 2 * _SIDE)
    return chart_svg(chart, _WIDE, y + 14 + height + 8, [*parts, signs])


def _field(chart: Chart) -> Field:
    """Where the drawing lies, beside a column for the widest bounds."""
    column = max((width(each.bounds) * SMALL for each in chart.bars if each.uncertain), default=0)
    taken = min(column, _BOUNDS) + _GAP if column else 0
    return Field(chart, _SIDE, _WIDE - _SIDE - taken, _WIDE)


def _figures(field: Field, y: float) -> str:
    """The figures of the ticks, as many as stand apart."""
    shown, end = [], 0.0
    for value, figure in sorted(field.chart.ticks):
        words = shorten(figure, _FIGURE)
        half = width(words) * SMALL / 2
        x = min(max(field.x(value), half + 2), field.wide - half - 2)
        if x - half >= end:
            shown.append(text(words, x, y))
            end = x + half + 4
    return muted(shown, text_anchor="middle")


def _uprights(field: Field, middles: Sequence[float]) -> Iterator[str]:
    """What crosses the rows: an axis each, short strokes at ticks, long ones at edges of bands."""
    ticks = [field.x(value) for value, _ in field.chart.ticks]
    edges = [field.x(edge.start) for edge in field.chart.edges]
    yield stroke("axis", "".join(level(field.left, field.right, y) for y in middles), 1)
    yield stroke("grid", "".join(upright(x, y - 6, y + 6) for y in middles for x in ticks), 1)
    yield stroke("edge", "".join(upright(x, y - 10, y + 10) for y in middles for x in edges), 1.5)


def _label(each: Bar) -> tuple[str, ...]:
    """The label in lines that leave room for the score at the right."""
    room = (_WIDE - 2 * _SIDE) / SIZE - width(_figure(each)) * 1.1 - 1
    return wrap(each.label, min(room, _LABEL), _LINES) or ("",)


def _figure(each: Bar) -> str:
    return shorten(each.shown, _FIGURE)


def _row(field: Field, each: Bar, label: Sequence[str], top: float) -> str:
    """The words of a row and, under them, its bar and its mark."""
    end, middle = _WIDE - _SIDE, top + len(label) * LEADING + 11
    bold = {"font_weight": "bold"}
    words = [
        text(line, _SIDE, top + LEADING * place + 13, **(bold if each.whole else {}))
        for place, line in enumerate(label)
    ]
    figure = text(_figure(each), end, top + 13, text_anchor="end", **bold)
    inside = [ink([*words, figure])]
    if each.span and each.uncertain:
        low, high = (field.x(value) for value in each.span)
        inside.append(bar(low, high, middle))
        bounds = text(shorten(each.bounds, _BOUNDS / SMALL), end, middle + 4.5)
        inside.append(muted([bounds], text_anchor="end"))
    elif each.span:
        inside.append(stroke("score", upright(field.x(each.span[0]), middle - 8, middle + 8), 2))
    if each.score is not None:
        inside.append(mark(field.x(each.score), middle, whole=each.whole))
    return lines("g", inside, class_="chart-whole") if each.whole else "\n".join(inside)


def _signs(chart: Chart) -> Iterator[tuple[str, str]]:
    """Signs and words of what is drawn, and of nothing else."""
    score, span, edge = chart.legend
    if any(each.score is not None for each in chart.bars):
        yield mark(13, 0), score
    if any(each.uncertain for each in chart.bars):
        yield bar(0, 26, 0), span
    if chart.edges:
        yield stroke("edge", upright(13, -9, 9), 1.5), edge

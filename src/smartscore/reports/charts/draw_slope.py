"""Two dates side by side: a line for each dimension from its figure before to its figure after."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from smartscore.reports.charts.lettering import shorten, width
from smartscore.reports.charts.pieces import LEADING, SMALL, chart_svg, ink, mark, muted, stroke
from smartscore.reports.charts.svg import text, upright

_WIDE, _SIDE = 480.0, 14.0
_LEFT, _RIGHT = 80.0, 215.0
_HIGH, _TOP = 260.0, 40.0
_GAP = 10.0


class Slope(NamedTuple):
    """One line: from 0 to 1 how high it stands before and after, None where there is no figure.

    `shown` are both figures as printed.
    """

    label: str
    ends: tuple[float | None, float | None]
    shown: tuple[str, str]
    whole: bool = False


class Slopes(NamedTuple):
    """What a slope chart is drawn from; `heads` are both dates.

    `code`, `title` and `description` are as of a `Chart`; `notes` are lines beneath the drawing,
    which say what has no line in it.
    """

    code: str
    title: str
    description: str
    heads: tuple[str, str]
    lines: tuple[Slope, ...]
    notes: tuple[str, ...] = ()


def draw(slopes: Slopes) -> str:
    """The chart as SVG. Lines without both ends have their mark alone."""
    high = max(_HIGH, LEADING * len(slopes.lines))
    axes = "".join(upright(x, _TOP, _TOP + high) for x in (_LEFT, _RIGHT))
    heads = [
        text(shorten(head, 10), x, _TOP - 14, text_anchor="middle", font_weight="bold")
        for head, x in zip(slopes.heads, (_LEFT, _RIGHT), strict=True)
    ]
    parts = [stroke("axis", axes, 1), ink(heads, font_size=SMALL)]
    parts += [_line(line, high) for line in slopes.lines]
    parts += [_words(slopes.lines, end, high) for end in (0, 1)]
    bottom = _TOP + high + _SIDE
    if slopes.notes:
        parts.append(muted(_noted(slopes.notes, bottom)))
        bottom += LEADING * len(slopes.notes) + _SIDE
    return chart_svg(slopes, _WIDE, bottom, parts)


def _noted(notes: Sequence[str], top: float) -> Iterator[str]:
    room = (_WIDE - 2 * _SIDE) / SMALL
    for i, note in enumerate(notes, 1):
        yield text(shorten(note, room), _SIDE, top + i * LEADING)


def _y(value: float, high: float) -> float:
    return _TOP + (1 - value) * high


def _line(line: Slope, high: float) -> str:
    """The line with a mark at each end that there is."""
    ends = zip(line.ends, (_LEFT, _RIGHT), strict=True)
    points = [(x, _y(value, high)) for value, x in ends if value is not None]
    drawn = [mark(x, y, whole=line.whole) for x, y in points]
    if len(points) == len(line.ends):
        (left, above), (right, below) = points
        data = f"M{left:.2f} {above:.2f}L{right:.2f} {below:.2f}"
        drawn.insert(0, stroke("score", data, 3 if line.whole else 1.5))
    return "\n".join(drawn)


def _words(lines: Sequence[Slope], end: int, high: float) -> str:
    """The figures of one date beside its axis, spread so that none lies on another."""
    known = [(_y(v, high), line) for line in lines if (v := line.ends[end]) is not None]
    known.sort(key=lambda each: each[0])
    heights = _spread([y for y, _ in known], high)
    return muted(_spelt(known, heights, end))


def _spelt(
    known: Sequence[tuple[float, Slope]], heights: Sequence[float], end: int
) -> Iterator[str]:
    room = (_WIDE - _SIDE - _RIGHT - _GAP) / SMALL
    for (_, line), y in zip(known, heights, strict=True):
        bold = {"font_weight": "bold"} if line.whole else {}
        figure = shorten(line.shown[end], 7)
        if end == 0:
            yield text(figure, _LEFT - _GAP, y + 4.5, text_anchor="end", **bold)
        else:
            label = shorten(line.label, room - width(figure) - 1)
            yield text(f"{figure} {label}".rstrip(), _RIGHT + _GAP, y + 4.5, **bold)


def _spread(wanted: Sequence[float], high: float) -> list[float]:
    """Heights a line apart, as near to those that are wanted as the drawing allows."""
    found: list[float] = []
    for y in wanted:
        found.append(max(y, found[-1] + LEADING) if found else y)
    floor = _TOP + high
    for i in range(len(found) - 1, -1, -1):
        found[i] = min(found[i], floor)
        floor = found[i] - LEADING
    return found

"""Strips of marks: how much is somewhere along a length, the more, the darker."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from smartscore.reports.charts.lettering import wrap
from smartscore.reports.charts.pieces import (
    GROUND,
    LEADING,
    SMALL,
    chart_svg,
    ink,
    legend,
    muted,
    stroke,
)
from smartscore.reports.charts.svg import element, level, text

_WIDE, _SIDE, _NAMES, _FIGURE = 640.0, 14.0, 190.0, 76.0
_LEFT, _RIGHT = _SIDE + _NAMES, _WIDE - _SIDE - _FIGURE
_HIGH: Final = 16.0
_SHADES: Final = ("#eef1f4", "#c3d8ec", "#86afd3", "#4a7fb0", "#0b2545")
_OUTLINE: Final = "#7a8087"


class StripRow(NamedTuple):
    """A row: its name, the shade of each mark or -1 where there is nothing to read, a figure."""

    label: str
    marks: tuple[int, ...]
    shown: str


class StripPanel(NamedTuple):
    """A length of its own: rows between its two ends, with letters above some marks, in order.

    `notes` are lines below it, each with the letter that it tells of, or without one.
    """

    heading: str
    ends: tuple[str, str]
    letters: tuple[tuple[int, str], ...]
    parts: tuple[tuple[str, tuple[StripRow, ...]], ...]
    notes: tuple[tuple[str, str], ...]


class Strips(NamedTuple):
    """What strips are drawn from; `code`, `title` and `description` are as of a `Chart`.

    `shades` are the words for each shade, `unread` those for marks with nothing to read, and
    `foot` is what is to be thought of it all.
    """

    code: str
    title: str
    description: str
    panels: tuple[StripPanel, ...]
    shades: tuple[str, ...]
    unread: str
    foot: str


def draw(strips: Strips) -> str:
    """The chart as SVG."""
    drawn: list[str] = []
    y = _SIDE
    for panel in strips.panels:
        y = _panel(panel, y, drawn) + LEADING
    signs = [(_sign(shade), said) for shade, said in enumerate(strips.shades)]
    rows = [row for panel in strips.panels for _, held in panel.parts for row in held]
    if any(-1 in row.marks for row in rows):
        signs.append((_sign(-1), strips.unread))
    told, high = legend(signs, _SIDE, y, _WIDE - 2 * _SIDE)
    drawn.append(told)
    y = _lines(strips.foot, y + high + LEADING, drawn)
    return chart_svg(strips, _WIDE, y + _SIDE, drawn)


def _panel(panel: StripPanel, y: float, drawn: list[str]) -> float:
    """Draw a panel from a height on; gives the height at which it ends."""
    for line in wrap(panel.heading, (_WIDE - 2 * _SIDE) / SMALL, 3):
        y += LEADING
        drawn.append(ink([text(line, _SIDE, y)], font_weight="bold"))
    for title, rows in panel.parts:
        if title:
            y = _lines(title, y + LEADING + 4, drawn)
        y += LEADING
        first, last = panel.ends
        ends = [text(first, _LEFT, y), text(last, _RIGHT, y, text_anchor="end")]
        drawn.append(muted(ends))
        if panel.letters and rows:
            y += LEADING - 2
            drawn.append(ink(_letters(panel, len(rows[0].marks), y), font_size=SMALL))
        y += 6
        for row in rows:
            y = _row(row, y, drawn)
    y += 4
    for letter, note in panel.notes:
        y += LEADING
        if letter:
            drawn.append(ink([text(letter, _SIDE, y)], font_size=SMALL, font_weight="bold"))
        y = _lines(note, y, drawn, _SIDE + 18 if letter else _SIDE)
    return y


def _letters(panel: StripPanel, count: int, y: float) -> Iterator[str]:
    """The letters from left to right, moved apart where their marks are close together."""
    wide, apart = (_RIGHT - _LEFT) / count, 0.8 * SMALL
    places = [_LEFT + mark * wide for mark, _ in panel.letters]
    for i in range(1, len(places)):
        places[i] = max(places[i], places[i - 1] + apart)
    last = _RIGHT
    for i in reversed(range(len(places))):
        last = places[i] = min(places[i], last - apart)
    for x, (_, letter) in zip(places, panel.letters, strict=True):
        yield text(letter, x, y)


def _row(row: StripRow, y: float, drawn: list[str]) -> float:
    """Draw a row; equal marks beside one another are one box."""
    label = wrap(row.label, (_NAMES - 8) / SMALL, 2) or ("",)
    wide = (_RIGHT - _LEFT) / max(len(row.marks), 1)
    high = max(_HIGH, len(label) * (LEADING - 2))
    middle = y + high / 2
    at = 0
    for shade, held in groupby(row.marks):
        count = len(list(held))
        drawn.append(_box(_LEFT + at * wide, middle, count * wide, shade))
        at += count
    frame = {"x": _LEFT, "y": middle - _HIGH / 2, "width": _RIGHT - _LEFT, "height": _HIGH}
    drawn.append(element("rect", **frame, class_="chart-axis", fill="none", stroke=_OUTLINE))
    top = middle + 4.5 - (len(label) - 1) * (LEADING - 2) / 2
    names = [text(line, _SIDE, top + i * (LEADING - 2)) for i, line in enumerate(label)]
    figure = text(row.shown, _WIDE - _SIDE, middle + 4.5, text_anchor="end")
    drawn.append(ink([*names, figure], font_size=SMALL))
    return y + high + 6


def _box(left: float, middle: float, wide: float, shade: int) -> str:
    """Marks of one shade; where there is nothing to read, a line through the middle."""
    box = {"x": left, "y": middle - _HIGH / 2, "width": wide, "height": _HIGH}
    if shade < 0:
        line = stroke("muted", level(left, left + wide, middle), 2)
        return element("rect", **box, class_="chart-ground", fill=GROUND) + line
    return element("rect", **box, class_="chart-part", fill=_SHADES[min(shade, len(_SHADES) - 1)])


def _sign(shade: int) -> str:
    frame = {"x": 0.0, "y": -_HIGH / 2, "width": 26.0, "height": _HIGH}
    outline = element("rect", **frame, class_="chart-axis", fill="none", stroke=_OUTLINE)
    return _box(0, 0, 26, shade) + outline


def _lines(said: str, y: float, drawn: list[str], left: float = _SIDE) -> float:
    """A text in lines from a base line on; gives that of the last one."""
    lines: Sequence[str] = wrap(said, (_WIDE - _SIDE - left) / SMALL, 4)
    shown = [text(each, left, y + i * LEADING) for i, each in enumerate(lines)]
    drawn.append(ink(shown, font_size=SMALL))
    return y + max(len(lines) - 1, 0) * LEADING

"""Which level to write in the place of something else, on the scale of its rubric."""

import re
from fractions import Fraction
from typing import Final

from smartscore.arithmetic.numbers import exact, figure
from smartscore.model.fields import shown
from smartscore.model.rubric import Rubric

_DECIMALS: Final = 4
_MIXED: Final = re.compile(r"(?:([0-9]{1,6})[ +])?([0-9]{1,6})/([1-9][0-9]{0,5})")
_SIGNS: Final = {"\u00bc": "1/4", "\u00bd": "1/2", "\u00be": "3/4"}


def points_of(rubric: Rubric) -> str:
    """What a level can be: the points, or from where to where where it may lie between them."""
    if rubric.between and rubric.scale:
        return f"{shown(rubric.scale[0].points)} - {shown(rubric.scale[-1].points)}"
    return ", ".join(shown(point.points) for point in rubric.scale)


def as_level(text: str, rubric: Rubric) -> str:
    """A fraction as the level that the scale allows, with a point before decimals; else nothing.

    `5/2`, `2 1/2` and 2 with the sign of a half are 2.5 where ratings may lie between two points.
    """
    for sign, ratio in _SIGNS.items():
        text = re.sub(rf"(?<=[0-9]) ?{sign}", f" {ratio}", text).replace(sign, ratio)
    found = _MIXED.fullmatch(text.strip())
    points = [exact(point.points) for point in rubric.scale]
    if found is None or not points:
        return ""
    value = int(found[1] or 0) + Fraction(int(found[2]), int(found[3]))
    allowed = points[0] <= value <= points[-1] if rubric.between else value in points
    written = figure(value, _DECIMALS).rstrip("0").rstrip(".")
    return written if allowed and points[0] <= Fraction(written) <= points[-1] else ""


def between(rubric: Rubric) -> str:
    """A level between the first two points of a scale, as an example; nothing where none may be."""
    if not rubric.between or len(rubric.scale) < 2:
        return ""
    middle = (exact(rubric.scale[0].points) + exact(rubric.scale[1].points)) / 2
    return figure(middle, _DECIMALS).rstrip("0").rstrip(".")

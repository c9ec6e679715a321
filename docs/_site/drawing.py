"""The rooms as a drawing, docs/architecture.svg; `python docs/_site/drawing.py` makes it anew.

A row is a row of the import linter's contract, an arrow an import; those that follow from others
are left out. A long arrow passes the rows between by a place of its own, so that it crosses no box.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

from rooms import imports, layers, shortest

FILE: Final = Path(__file__).parent.parent / "architecture.svg"
WIDTH, ROW, MARGIN = 640, 58, 12
BOX, TALL, GAP, PASS = 116, 32, 26, 14
ROUNDS: Final = 12
"""How often rows are put in the order of what they hang on."""

_HEAD: Final = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"
 aria-labelledby="title"><title id="title">The rooms of smartscore from top to bottom, and what each
 imports</title>
<style>
 rect {{ fill: #f2f5f9; stroke: #5b6b7f }}
 text {{ fill: #17202b; font: 14px sans-serif; text-anchor: middle }}
 path {{ fill: none; stroke: #5b6b7f; stroke-width: 1.3 }}
 #tip {{ fill: #5b6b7f; stroke: none }}
 @media (prefers-color-scheme: dark) {{
  rect {{ fill: #22303f; stroke: #9fb0c3 }}
  text {{ fill: #e8eef5 }}
  path {{ stroke: #9fb0c3 }}
  #tip {{ fill: #9fb0c3 }}
 }}
</style>
<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7"
 orient="auto"><path id="tip" d="M0 0 8 4 0 8z"/></marker></defs>"""


class Place(NamedTuple):
    """A room, or where an arrow from one room to another passes a row."""

    row: int
    name: str
    to: str = ""


def draw() -> str:
    """The drawing of the rooms as they are."""
    rows = layers()
    row_of = {room: i for i, row in enumerate(rows) for room in row}
    ways = [
        [
            Place(row_of[room], room),
            *(Place(i, room, near) for i in range(row_of[room] + 1, row_of[near])),
            Place(row_of[near], near),
        ]
        for room, found in shortest(imports()).items()
        for near in sorted(found)
    ]
    places: list[list[Place]] = [[Place(i, room) for room in row] for i, row in enumerate(rows)]
    for way in ways:
        for place in way[1:-1]:
            places[place.row].append(place)
    at = _across(places, ways)
    height = MARGIN * 2 + ROW * (len(rows) - 1) + TALL
    lines = [_HEAD.format(width=WIDTH, height=height)]
    lines += [_arrow(way, at) for way in ways]
    for row in places:
        lines += [_box(place, at[place]) for place in row if not place.to]
    return "\n".join([*lines, "</svg>"]) + "\n"


def _across(places: list[list[Place]], ways: Sequence[Sequence[Place]]) -> Mapping[Place, int]:
    """How far from the left each place stands: near what it hangs on, none upon another."""
    near: dict[Place, list[Place]] = {place: [] for row in places for place in row}
    for way in ways:
        for upper, lower in pairwise(way):
            near[upper].append(lower)
            near[lower].append(upper)
    at = {place: x for row in places for place, x in zip(row, _spread(row), strict=True)}
    for turn in range(ROUNDS):
        for row in places if turn % 2 else reversed(places):
            row.sort(key=lambda place: sum(at[each] for each in near[place]) / len(near[place]))
            at |= zip(row, _spread(row), strict=True)
    return at


def _spread(row: Sequence[Place]) -> list[int]:
    """The middles of the places of a row, side by side around the middle of the drawing."""
    sizes = [PASS if place.to else BOX for place in row]
    left = (WIDTH - sum(sizes) - GAP * (len(row) - 1)) // 2
    return [left + sum(sizes[:i]) + GAP * i + size // 2 for i, size in enumerate(sizes)]


def _top(place: Place) -> int:
    return MARGIN + ROW * place.row


def _arrow(way: Sequence[Place], at: Mapping[Place, int]) -> str:
    x, y = at[way[0]], _top(way[0]) + TALL
    drawn = f"M{x} {y}"
    for place in way[1:]:
        half = (_top(place) + y) // 2
        drawn += f"C{x} {half} {at[place]} {half} {at[place]} {_top(place)}"
        x, y = at[place], _top(place) + TALL
        if place.to:
            drawn += f"V{y}"
    return f'<path d="{drawn}" marker-end="url(#head)"/>'


def _box(place: Place, middle: int) -> str:
    left, top = middle - BOX // 2, _top(place)
    return (
        f'<rect x="{left}" y="{top}" width="{BOX}" height="{TALL}" rx="5"/>'
        f'<text x="{middle}" y="{top + 21}">{place.name}</text>'
    )


if __name__ == "__main__":
    FILE.write_text(draw(), encoding="utf-8")

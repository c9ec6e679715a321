"""The names of bands above the scale, each over the edge where its band starts."""

from collections.abc import Sequence

from smartscore.reports.charts.chart import Edge
from smartscore.reports.charts.lettering import shorten, width
from smartscore.reports.charts.pieces import SMALL, Field, muted, stroke
from smartscore.reports.charts.svg import text, upright

_STAGE, _STAGES = 17.0, 4
_APART = 8.0


def named(edges: Sequence[Edge], field: Field, top: float) -> tuple[str, float]:
    """The names with a line from each down to the scale, and how far down the scale lies.

    From the right: a name that would reach into the next one stands a stage higher, so that no
    line runs through a name. Where that would take too many stages, it is cut short.
    """
    placed: list[tuple[float, float, int, float, str]] = []
    follows = field.wide
    ordered = sorted(edges, key=lambda edge: edge.start)
    for position in range(len(ordered) - 1, -1, -1):
        x = field.x(ordered[position].start)
        before = field.x(ordered[position - 1].start) + _APART if position else 2.0
        name = shorten(ordered[position].label, (field.wide - 2 - min(before, x)) / SMALL)
        left = min(x, field.wide - 2 - width(name) * SMALL)
        stage = _stage(placed, left, left + width(name) * SMALL)
        if stage >= _STAGES:
            name = shorten(name, (follows - x - _APART) / SMALL)
            stage = _stage(placed, left, left + width(name) * SMALL)
        placed.append((left, left + width(name) * SMALL, stage, x, name))
        follows = x
    high = max((stage + 1 for _, _, stage, _, _ in placed), default=0) * _STAGE
    scale = top + high + 6
    names, leaders = [], ""
    for left, _, stage, x, name in reversed(placed):
        base = top + high - stage * _STAGE - 5
        if name:
            names.append(text(name, left, base))
        leaders += upright(x, base + 5, scale)
    return "\n".join(filter(None, [stroke("edge", leaders, 1.5), muted(names)])), scale


def _stage(placed: Sequence[tuple[float, float, int, float, str]], left: float, end: float) -> int:
    """The lowest stage above every name that shares a stretch of the scale with it."""
    return 1 + max(
        (stage for a, b, stage, _, _ in placed if left < b + _APART and a < end + _APART),
        default=-1,
    )

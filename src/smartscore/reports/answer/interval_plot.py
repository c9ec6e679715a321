"""Where the draws of a rubric's dimensions and of its whole lie, as a chart."""

from fractions import Fraction

from smartscore.arithmetic.numbers import exact, figure
from smartscore.engine.scored import ScoredNode
from smartscore.model.rubric import Display
from smartscore.reports.charts import MOST_BARS, MOST_EDGES, Bar, Chart, Edge
from smartscore.reports.scales import ticks
from smartscore.studies.intervals import Interval
from smartscore.studies.robustness import Robustness
from smartscore.words import Words


def plot(found: Robustness, title: str, words: Words) -> Chart | None:
    """A bar for nine draws in ten and a mark for the score, of each dimension and of the whole.

    None where the whole has no draws, or there are more parts or bands than anybody reads.
    """
    node = found.card.whole
    if found.whole is None or len(node.children) > MOST_BARS or len(node.bands) > MOST_EDGES:
        return None
    parts = [each for each in found.intervals if each.node.place.parent == 0]
    bars = [_bar(each, node, words) for each in (*parts, found.whole)]
    display = node.display
    return Chart(
        code=node.code,
        title=title,
        description=" ".join(_said(bar, words) for bar in bars),
        minimum=float(display.min),
        maximum=float(display.max),
        ticks=tuple(ticks(display, words)),
        bars=tuple(bars),
        edges=tuple(Edge(float(band.start), words.text(band.label)) for band in node.bands),
        legend=(words("report.figure.score"), words("robustness.legend"), words("band")),
    )


def _bar(found: Interval, whole: ScoredNode, words: Words) -> Bar:
    node = found.node
    least, most = (
        words.figure(figure(v, node.display.decimals)) for v in (found.least, found.most)
    )
    return Bar(
        label=words("whole") if node is whole else words.text(node.title),
        score=None if node.score is None else _on(node.score, node.display, whole.display),
        low=_on(found.least, node.display, whole.display),
        high=_on(found.most, node.display, whole.display),
        shown=words.figure(node.shown),
        bounds=least if least == most else words("md.bound", low=least, high=most),
        whole=node is whole,
    )


def _on(value: Fraction, own: Display, other: Display) -> float:
    """A figure on its own scale, put on that of the whole."""
    part = (value - exact(own.min)) / (exact(own.max) - exact(own.min))
    return float(exact(other.min) + part * (exact(other.max) - exact(other.min)))


def _said(bar: Bar, words: Words) -> str:
    score = words("report.figure.none") if bar.score is None else bar.shown
    return words("robustness.figure", title=bar.label, score=score, bounds=bar.bounds)

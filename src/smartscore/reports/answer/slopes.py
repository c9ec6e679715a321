"""A rubric's dimensions on two days as a chart of slopes."""

from smartscore.engine.card import Card
from smartscore.engine.scored import ScoredNode
from smartscore.reports import charts
from smartscore.reports.phrases import score_or_bounds
from smartscore.words import Words


def slopes(
    before: Card, now: Card, title: str, heads: tuple[str, str], words: Words
) -> charts.Slopes:
    """The dimensions and the whole, from their figures on one day to those on the other."""
    then = {node.path: node for node in before.nodes}
    lines, without = [], []
    for node in (*now.whole.children, now.whole):
        is_whole = node is now.whole
        ends = (then.get(node.path), node)
        label = words("whole") if is_whole else words.text(node.title)
        if any(end is None or end.score is None for end in ends):
            said = ("–" if end is None else score_or_bounds(end, words) for end in ends)
            without.append(f"{label}: {' → '.join(said)}")
        shown = tuple(words.figure(end.shown if end else None) for end in ends)
        lines.append(
            charts.Slope(label, (_at(ends[0]), _at(ends[1])), (shown[0], shown[1]), is_whole)
        )
    if without:
        without.insert(0, words("diff.slopes-without"))
    return charts.Slopes(now.whole.code, title, title, heads, tuple(lines), tuple(without))


def _at(node: ScoredNode | None) -> float | None:
    return None if node is None or node.score is None or node.value is None else float(node.value)

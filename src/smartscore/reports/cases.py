"""What became of published results: what differs, and the way through the tree to it."""

from collections.abc import Iterable, Iterator

from smartscore.arithmetic.numbers import figure
from smartscore.engine.scored import ScoredNode
from smartscore.read.published import CaseResult, Expected
from smartscore.reports import phrases
from smartscore.reports.safe import one_line
from smartscore.text.naming import shown
from smartscore.words import Words


def report(results: Iterable[tuple[str, list[CaseResult]]], words: Words) -> str:
    """A line for each file, the differences beneath it, and a line that sums up."""
    lines: list[str] = []
    cases = figures = wrong = 0
    for file, found in results:
        differing = [result for result in found if not result.holds]
        lines.append(
            words("test.file", file=file, count=len(found), wrong=len(differing))
            if differing
            else words("test.file-fine", file=file, count=len(found))
        )
        for result in differing:
            lines += _case(file, result, words)
        cases += len(found)
        figures += sum(len(result.expected) for result in found)
        wrong += sum(not expected.holds for result in found for expected in result.expected)
    key = "test.summary" if wrong else "test.summary-fine"
    lines.append(words(key, cases=cases, figures=figures, wrong=wrong))
    return "\n".join(lines) + "\n"


def _case(file: str, result: CaseResult, words: Words) -> Iterator[str]:
    yield f"  {shown(file)}:{result.line}: {one_line(result.name)}"
    for expected in result.expected:
        if not expected.holds:
            yield from _difference(expected, words)


def _difference(expected: Expected, words: Words) -> Iterator[str]:
    """What was published and computed, the nodes on the way, and what the last is made of."""
    computed = words.figure(expected.computed) if expected.computed else "–"
    published = words.figure(expected.published)
    yield "    " + words(
        "test.difference", name=one_line(expected.key), published=published, computed=computed
    )
    for depth, node in enumerate(expected.path):
        yield "    " + "  " * (depth + 1) + _node(node, words)
    if expected.path:
        for child in expected.path[-1].children:
            yield "    " + "  " * (len(expected.path) + 1) + "· " + _node(child, words)


def _node(node: ScoredNode, words: Words) -> str:
    score = "–" if node.score is None else words.figure(figure(node.score, 6))
    weight = words("test.weight", share=words.figure(figure(node.share * 100, 2)))
    found = f" ({phrases.level(node, words)})" if node.kind == "indicator" else ""
    return f"{node.code} {score}{one_line(found) and ' ' + one_line(found)}, {weight}"

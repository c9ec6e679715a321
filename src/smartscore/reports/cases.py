"""What became of published results: what differs, and the way through the tree to it."""

from collections.abc import Iterable, Iterator

from smartscore.arithmetic.numbers import figure
from smartscore.engine.scored import ScoredNode
from smartscore.read.published import CaseResult, Expected
from smartscore.reports import phrases
from smartscore.reports.lines import wrapped
from smartscore.reports.look import PLAIN, Look
from smartscore.reports.safe import one_line
from smartscore.text.naming import shown
from smartscore.words import Words


def report(
    results: Iterable[tuple[str, list[CaseResult]]], words: Words, look: Look = PLAIN
) -> str:
    """A line for each file, the differences beneath it, and a line that sums up."""
    lines: list[str] = []
    results = list(results)
    for file, found in results:
        differing = [result for result in found if not result.holds]
        lines.append(
            words("test.file", file=file, count=len(found), wrong=len(differing))
            if differing
            else words("test.file-fine", file=file, count=len(found))
        )
        for result in differing:
            lines.append(f"  {shown(file)}:{result.line}: {one_line(result.name)}")
            lines += differences(result, words)
    lines.append(summary(results, words))
    return "".join(f"{part}\n" for line in lines for part in _within(line, look.width))


def summary(results: Iterable[tuple[str, list[CaseResult]]], words: Words) -> str:
    """How many cases and figures there are, and how many differ."""
    every = [result for _, found in results for result in found]
    figures = [expected for result in every for expected in result.expected]
    wrong = sum(not expected.holds for expected in figures)
    key = "test.summary" if wrong else "test.summary-fine"
    return words(key, cases=len(every), figures=len(figures), wrong=wrong)


def _within(line: str, width: int) -> Iterator[str]:
    """A line in parts of a width; what goes on hangs below its beginning."""
    margin = " " * (len(line) - len(line.lstrip()))
    first, *rest = wrapped(line.lstrip(), width - len(margin) - 2)
    yield margin + first.rstrip()
    for part in rest:
        yield f"{margin}  {part.rstrip()}"


def differences(result: CaseResult, words: Words) -> Iterator[str]:
    """Each figure of a case that differs, with the way to the node that is off below it."""
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

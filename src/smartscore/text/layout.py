"""Moving lines of YAML about without touching what they say."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from smartscore.text.nodes import MappingNode, Node, ScalarNode
from smartscore.text.problems import Edit

_SAID: Final = re.compile(r"\S")


def reordered(text: str, node: MappingNode, order: Sequence[str]) -> Edit | None:
    """An edit that puts the keys of a block mapping in order.

    Whole lines move: a key takes its value and the comments right above it along, blank lines stay
    where they are. None where lines can't simply be moved.
    """
    if node.flow_style or len(node.value) < 2:
        return None
    if any(value.start_mark.index < key.end_mark.index for key, value in node.value):
        return None  # an alias: its mark is where the anchor stands
    column = node.value[0][0].start_mark.column
    starts = [_line_start(text, key.start_mark.index) for key, _ in node.value]
    margins = [
        text[start : key.start_mark.index]
        for start, (key, _) in zip(starts, node.value, strict=True)
    ]
    if any(margin.strip() for margin in margins[1:]) or any(len(m) != column for m in margins):
        return None
    firsts = [_with_comments(text, start, column) for start in starts]
    if margins[0].strip() or not _SAID.search(text, 0, firsts[0]):
        firsts[0] = starts[0]  # the comments at the top of a file or list are about all of it
    end = _end(text, node)
    blocks = [text[a:b] for a, b in pairwise([*firsts, end])]
    bodies = [block.rstrip() for block in blocks]
    gaps = [block[len(body) :] for block, body in zip(blocks, bodies, strict=True)]
    ranks = [order.index(key.value) for key, _ in node.value]
    moved = [bodies[i] for i in sorted(range(len(bodies)), key=lambda i: ranks[i])]
    if margins[0].strip():
        if any(body.lstrip().startswith("#") for body in moved):
            return None
        plain = [" " * column + body[column:] if body is bodies[0] else body for body in moved]
        moved = [margins[0] + plain[0][column:], *plain[1:]]
    return Edit(firsts[0], end, "".join(b + gap for b, gap in zip(moved, gaps, strict=True)))


def _line_start(text: str, index: int) -> int:
    return text.rfind("\n", 0, index) + 1


def _with_comments(text: str, start: int, column: int) -> int:
    """Where the comments right above a line begin, at the same margin as the line."""
    while start > 0:
        before = _line_start(text, start - 1)
        line = text[before : start - 1]
        if not line.lstrip().startswith("#") or len(line) - len(line.lstrip()) != column:
            break
        start = before
    return start


def _end(text: str, node: Node) -> int:
    """The end of the last line on which a node says something."""
    while not isinstance(node, ScalarNode) and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(node, MappingNode) else last
    stop = node.end_mark.index
    while stop and text[stop - 1].isspace():
        stop -= 1
    line_end = text.find("\n", stop)
    line_end = len(text) if line_end < 0 else line_end
    return line_end - (text[line_end - 1 : line_end] == "\r")

"""Where in a text something new can stand, so that every line that is there stays as it is.

All of it is about block style, one entry a line. An entry ends with its last line and with the
comments that belong to it: those that are indented deeper than its key, and those that follow it
at once and are themselves followed by a blank line or by something further out.
"""

import re
from typing import Any, Final

from smartscore.skeleton import Unplaced
from smartscore.text.nodes import MappingNode, ScalarNode

Node = Any
"""A node of YAML; its kinds are told apart by `nodes`."""

_BREAK = re.compile(r"\r\n|\n|\r")
_ALIAS = re.compile(r"(?:[\s:-]|#[^\r\n]*)*\*[^\s,\[\]{}]+")
_BLOCK_SCALARS: Final = ("|", ">")


def line_break(text: str) -> str:
    """How the lines of a text end: as its first one does."""
    found = _BREAK.search(text)
    return found[0] if found else "\n"


def next_line(text: str, index: int) -> int:
    """The start of the line after the one in which an index lies; the end where there is none."""
    found = _BREAK.search(text, index)
    return found.end() if found else len(text)


def line_at(text: str, index: int) -> str:
    """The line that starts at an index, without its end."""
    found = _BREAK.search(text, index)
    return text[index : found.start() if found else len(text)]


def line_before(text: str, index: int) -> int:
    """The start of the line before the one that starts at an index."""
    end = index - 2 if text[index - 2 : index] == "\r\n" else index - 1
    return max(text.rfind("\n", 0, end), text.rfind("\r", 0, end)) + 1


def at_line_start(text: str, index: int) -> bool:
    """Whether a line starts at an index."""
    return index == 0 or text[index - 1] in "\r\n"


def after_blank(text: str, index: int) -> bool:
    """Whether the line that starts at an index is the first, or has a blank line before it."""
    return index == 0 or not line_at(text, line_before(text, index)).strip()


def column(node: Node) -> int:
    """How far a node is indented."""
    return int(node.start_mark.column)


def is_alias(value: Node, after: int) -> bool:
    """Whether what stands after an index is an alias: its node is where the anchor is."""
    return bool(value.start_mark.index < after)


def keeps_breaks(text: str, owner: Node, value: Node) -> bool:
    """Whether the blank lines after a value are part of it: it ends in a `|+` or `>+`."""
    _, last = _last(text, value, owner.end_mark.index)
    if not isinstance(last, ScalarNode) or last.style not in _BLOCK_SCALARS:
        return False
    return "+" in line_at(text, last.start_mark.index).split("#")[0]


def end_of(text: str, owner: Node, value: Node, margin: int) -> int:
    """The start of the line after an entry; `owner` is its key, `margin` how far that is indented.

    Raises Unplaced where the end can't be told.
    """
    end, last = _last(text, value, owner.end_mark.index)
    if isinstance(last, ScalarNode) and last.style in _BLOCK_SCALARS:
        index = end if at_line_start(text, end) else next_line(text, end)
    else:
        while end and text[end - 1].isspace():  # an empty value can be noticed late
            end -= 1
        index = next_line(text, end)
    return _with_own_comments(text, index, margin)


def above(text: str, index: int, floor: int) -> int:
    """The start of the comments right above the line of an index, not before `floor`."""
    start = max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1
    while start > floor:
        before = line_before(text, start)
        if before < floor or not line_at(text, before).lstrip().startswith("#"):
            break
        start = before
    return start


def header(text: str, lines: list[str], start: int, end: int) -> tuple[int, int] | None:
    """Where a comment stands between two indexes: its start, and what comes after it.

    A blank line after it is taken for a part of it. None where it does not stand there.
    """
    starts = []
    index = start
    while index < end:
        starts.append(index)
        index = next_line(text, index)
    wanted = [line.strip() for line in lines]
    for i in range(len(starts) - len(lines) + 1):
        if [line_at(text, at).strip() for at in starts[i : i + len(lines)]] == wanted:
            after = next_line(text, starts[i + len(lines) - 1])
            blank = after < end and not line_at(text, after).strip()
            return starts[i], next_line(text, after) if blank else after
    return None


def _last(text: str, node: Node, after: int) -> tuple[int, Node | None]:
    """Where a value ends, and the scalar or bracket that it ends in; None stands for an alias."""
    if is_alias(node, after):
        alias = _ALIAS.match(text, after)
        if alias is None:
            raise Unplaced
        return alias.end(), None
    if isinstance(node, ScalarNode) or node.flow_style or not node.value:
        return node.end_mark.index, node
    if isinstance(node, MappingNode):
        key, value = node.value[-1]
        return _last(text, value, key.end_mark.index)
    end, last = node.start_mark.index, None
    for item in node.value:
        end, last = _last(text, item, end)
    return end, last


def _with_own_comments(text: str, index: int, margin: int) -> int:
    end = at = index
    blank = after_blank(text, index)
    while at < len(text):
        line = line_at(text, at)
        bare = line.lstrip()
        indented = len(line) - len(bare)
        if not bare:
            end = end if blank else at
            blank = True
        elif not bare.startswith("#") or indented < margin:
            entry = indented >= margin
            return end if blank or entry else at
        elif indented > margin:
            end = next_line(text, at)
        elif blank:
            return end
        at = next_line(text, at)
    return end if blank else at

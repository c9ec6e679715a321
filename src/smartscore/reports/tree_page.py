"""A tree of text, 80 columns wide, with branches drawn before its lines."""

from io import StringIO
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from smartscore.reports.exact_numbers import TIE
from smartscore.reports.safe import one_line

WIDTH = 80
_DEEPEST = 36
"""So many columns the branches take at most; what lies deeper is not indented further."""
_ASCII = str.maketrans(
    {"├": "|", "└": "`", "│": "|", "─": "-", "×": "*", "…": "...", "→": "->", "–": "-", "·": "*"}
)


class Branch(NamedTuple):
    """A node of the printed tree: a headline, the lines under it, and further branches."""

    head: str
    lines: list[str]
    branches: list["Branch"]


class Page:
    """Lines of 80 columns, with branches drawn before them."""

    def __init__(self, *, unicode: bool) -> None:
        self._console = Console(file=StringIO(), width=WIDTH, _environ={})
        self._marks = {} if unicode else _ASCII
        self._lines: list[str] = []

    def text(self) -> str:
        """What was put so far."""
        return "\n".join([*self._lines, ""])

    def put(self, text: str, first: str = "", later: str = "") -> None:
        """A text behind `first`, and behind `later` where it wraps."""
        first, later = (mark.translate(self._marks) for mark in (first, later))
        line = Text(one_line(text).translate(self._marks))
        wrapped = line.wrap(self._console, WIDTH - max(len(first), len(later))) or [Text()]
        for i, part in enumerate(wrapped):
            part_text = part.plain.replace(TIE, " ")
            self._lines.append(f"{later if i else first}{part_text}".rstrip())

    def tree(self, branch: Branch, before: str = "", fork: str = "", after: str = "") -> None:
        """A branch; `before` is drawn above it, then `fork` at its head and `after` beneath."""
        outer, inner = _kept(before), before + after
        self.put(branch.head, outer + fork, outer + after)
        stem = _kept(inner) + ("│  " if branch.branches else "   " if fork else "")
        for line in branch.lines:
            self.put(line, stem, stem + "  ")
        for i, below in enumerate(branch.branches):
            if below.branches:
                self.put("", _kept(inner) + "│")
            last = i == len(branch.branches) - 1
            self.tree(below, inner, "└─ " if last else "├─ ", "   " if last else "│  ")


def _kept(before: str) -> str:
    return before if len(before) <= _DEEPEST else "…  " + before[3 - _DEEPEST :]

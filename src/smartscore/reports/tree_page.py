"""A tree of text, with branches drawn before its lines."""

from io import StringIO
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from smartscore.reports.exact_numbers import TIE
from smartscore.reports.look import BOLD, DIM, Look
from smartscore.reports.safe import one_line

_DEEPEST = 9, 20
"""So much of a line the branches take at most; what lies deeper is not indented further."""
_ASCII = str.maketrans(
    {"├": "|", "└": "`", "│": "|", "─": "-", "×": "*", "…": "...", "→": "->", "–": "-", "·": "*"}
)


class Branch(NamedTuple):
    """A node of the printed tree: a headline, the lines under it, and further branches."""

    head: str
    lines: list[str]
    branches: list["Branch"]


class Page:
    """Lines with branches drawn before them."""

    def __init__(self, look: Look) -> None:
        self._console = Console(file=StringIO(), width=look.width, _environ={})
        self._marks = {} if look.unicode else _ASCII
        self._look = look
        self._deepest = look.width * _DEEPEST[0] // _DEEPEST[1]
        self._lines: list[str] = []

    def text(self) -> str:
        """What was put so far."""
        return "\n".join([*self._lines, ""])

    def rule(self) -> None:
        """A line from edge to edge."""
        self._lines.append(self._look.paint("─".translate(self._marks) * self._look.width, DIM))

    def put(self, text: str, first: str = "", later: str = "", style: str = "") -> None:
        """A text behind `first`, and behind `later` where it wraps, in a style."""
        first, later = (mark.translate(self._marks) for mark in (first, later))
        line = Text(one_line(text).translate(self._marks))
        wrapped = line.wrap(self._console, self._look.width - max(len(first), len(later))) or [
            Text()
        ]
        for i, part in enumerate(wrapped):
            part_text = part.plain.replace(TIE, " ")
            before = self._look.paint(later if i else first, DIM)
            line_text = self._look.paint(part_text.rstrip(), style)
            self._lines.append(f"{before}{line_text}".rstrip())

    def tree(self, branch: Branch, before: str = "", fork: str = "", after: str = "") -> None:
        """A branch; `before` is drawn above it, then `fork` at its head and `after` beneath."""
        outer, inner = self._kept(before), before + after
        self.put(branch.head, outer + fork, outer + after, BOLD)
        stem = self._kept(inner) + ("│  " if branch.branches else "   " if fork else "")
        for line in branch.lines:
            self.put(line, stem, stem + "  ")
        for i, below in enumerate(branch.branches):
            if below.branches:
                self.put("", self._kept(inner) + "│")
            last = i == len(branch.branches) - 1
            self.tree(below, inner, "└─ " if last else "├─ ", "   " if last else "│  ")

    def _kept(self, before: str) -> str:
        most = self._deepest
        return before if len(before) <= most else "…  " + before[3 - most :]

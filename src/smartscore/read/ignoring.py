"""Comments that ignore a problem: `# smartscore: ignore[R301] reason`.

At the end of a line such a comment is about that line; on a line of its own it is about the node
that begins below it, down to its last line. One that ignores nothing is itself a problem.
"""

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from smartscore.text.nodes import ScalarNode
from smartscore.text.problems import Code, Complaint, Problem, Severity, Span
from smartscore.text.source import Source

_COMMENT = re.compile(
    r"#[ \t]*smartscore:[ \t]*ignore(?:\[(?P<codes>[^\]\n]*)\]|(?=\s|$))", re.MULTILINE
)
_CODE = re.compile(r"[A-Z](?:\d{3})?|[A-Z]\d{1,2}")


COMMENT_IGNORES_NOTHING: Final = Code("Y205", Severity.WARNING, blocks=False)
"""A comment that ignores a problem has a problem to ignore.

`# smartscore: ignore[CODE]` silences a code on its line or, on a line of its own, in what begins
below it. Once the problem is mended such a comment would only hide the next one. Remove it, or
move it to where the problem is told; a reason after the bracket helps whoever reads it.

Breaks:
    subject: {name: Kota Contoh, code: "0123"}  # smartscore: ignore[Y201] as in the decree

Keeps:
    subject: {name: Kota Contoh, code: 0123}  # smartscore: ignore[Y201] as in the decree
"""

COMMENT_IGNORES_NO_CODE: Final = Code("Y206", Severity.WARNING, blocks=False)
"""A comment that ignores a problem says which, by a code or the beginning of one.

Codes are a capital letter and three digits, several with commas between them; `R2` stands for all
that begin like that. Without a code everything would be silenced, faults of next year included.

Breaks:
    subject: {name: Kota Contoh, code: 0123}  # smartscore: ignore[quotes]

Keeps:
    subject: {name: Kota Contoh, code: 0123}  # smartscore: ignore[Y201] as in the decree
"""


class _Ignore(NamedTuple):
    """A comment from index to index, its codes, and the lines that it is about."""

    start: int
    end: int
    codes: tuple[str, ...]
    first: int
    last: int


def without_ignored(source: Source, problems: Iterable[Problem]) -> list[Problem]:
    """The problems of a file that no comment ignores, and the comments that ignore nothing."""
    ignores = list(_ignores(source))
    if not ignores:
        return list(problems)
    covered = _covered(ignores)
    met: dict[str, list[int]] = {}
    kept = []
    for problem in problems:
        line = problem.place.line
        if problem.place.file != source.name:
            kept.append(problem)
            continue
        prefixes = [problem.code[:length] for length in range(1, len(problem.code) + 1)]
        for prefix in prefixes:
            met.setdefault(prefix, []).append(line)
        if not any(_lies_in(line, covered.get(prefix, ())) for prefix in prefixes):
            kept.append(problem)
    lines = {prefix: sorted(found) for prefix, found in met.items()}
    for ignore in ignores:
        kept += _unused(source, ignore, lines)
    return kept


def _covered(ignores: Iterable[_Ignore]) -> dict[str, list[tuple[int, int]]]:
    """For each code or prefix the lines that are ignored, as ranges that do not overlap."""
    ranges: dict[str, list[tuple[int, int]]] = {}
    for ignore in sorted(ignores, key=lambda i: (i.first, i.last)):
        for code in ignore.codes:
            merged = ranges.setdefault(code, [])
            if merged and ignore.first <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(merged[-1][1], ignore.last))
            else:
                merged.append((ignore.first, ignore.last))
    return ranges


def _lies_in(line: int, ranges: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(ranges, (line, sys.maxsize)) - 1
    return at >= 0 and ranges[at][0] <= line <= ranges[at][1]


def _unused(source: Source, ignore: _Ignore, met: Mapping[str, Sequence[int]]) -> Iterator[Problem]:
    """What is wrong with a comment; `met` holds the lines of all problems by code and prefix."""
    span = Span(ignore.start, ignore.end)
    strange = [code for code in ignore.codes if not _CODE.fullmatch(code)]
    for code in strange or ([] if ignore.codes else ["ignore"]):
        yield source.problem(Complaint(COMMENT_IGNORES_NO_CODE, span, {"code": code}))
    idle = [c for c in ignore.codes if c not in strange and not _meets(ignore, met.get(c, ()))]
    if idle:
        values = {"codes": ", ".join(idle)}
        yield source.problem(Complaint(COMMENT_IGNORES_NOTHING, span, values))


def _meets(ignore: _Ignore, lines: Sequence[int]) -> bool:
    at = bisect_left(lines, ignore.first)
    return at < len(lines) and lines[at] <= ignore.last


def _ignores(source: Source) -> Iterator[_Ignore]:
    found = list(_COMMENT.finditer(source.text))
    if not found:
        return
    texts = sorted(
        (node.start_mark.index, node.end_mark.index - 1)
        for _, node in source.nodes()
        if isinstance(node, ScalarNode) and "smartscore" in node.value
    )
    margins = _Margins(source.text)
    for match in found:
        if _lies_in(match.start(), texts):
            continue
        line, column = source.position(match.start())
        codes = tuple(code.strip() for code in (match["codes"] or "").split(",") if code.strip())
        alone = not source.line(line)[: column - 1].strip()
        first, last = margins.below(line) if alone else (line, line)
        yield _Ignore(match.start(), match.end(), codes, first, last)


class _Margins:
    """Where the node ends that begins on a line, found for all lines in one pass from the end."""

    def __init__(self, text: str) -> None:
        lines = [line.strip() for line in text.split("\n")]
        margins = [len(raw) - len(raw.lstrip()) for raw in text.split("\n")]
        count = len(lines)
        self._items = [line == "-" or line.startswith("- ") for line in lines]
        self._first = [count] * (count + 1)
        """The next line, or this one, that is neither blank nor a comment."""
        self._end = [count] * count
        """The first line behind the node that begins on a line."""
        self._key_end = [count] * count
        """The same where items of a list at the margin of a key are inside."""
        self._last = [0]
        """How many lines there are up to the last one before a line that is not blank."""
        for at, line in enumerate(lines):
            self._last.append(at + 1 if line else self._last[-1])
        open_lines: list[int] = []
        for at in range(count - 1, -1, -1):
            line = lines[at]
            self._first[at] = self._first[at + 1] if not line or line.startswith("#") else at
            if not line:
                continue
            while open_lines and margins[open_lines[-1]] > margins[at]:
                open_lines.pop()
            end = open_lines[-1] if open_lines else count
            self._end[at] = self._key_end[at] = end
            if end < count and margins[end] == margins[at] and self._items[end]:
                self._key_end[at] = self._key_end[end]
            open_lines.append(at)

    def below(self, line: int) -> tuple[int, int]:
        """The first and last line of the node that begins below a line; both count from 1."""
        first = self._first[line]
        if first == len(self._items):
            return line, line
        ends = self._end if self._items[first] else self._key_end
        return first + 1, self._last[ends[first]]

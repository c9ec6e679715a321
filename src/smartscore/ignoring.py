"""Comments that ignore a problem: `# smartscore: ignore[R301] reason`.

At the end of a line such a comment is about that line; on a line of its own it is about the node
that begins below it, down to its last line. One that ignores nothing is itself a problem.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from smartscore.nodes import ScalarNode
from smartscore.problems import Problem, Severity
from smartscore.source import Source

_COMMENT = re.compile(
    r"#[ \t]*smartscore:[ \t]*ignore(?:\[(?P<codes>[^\]\n]*)\]|(?=\s|$))", re.MULTILINE
)
_CODE = re.compile(r"[A-Z](?:\d{3})?|[A-Z]\d{1,2}")
_KEPT: Final = ("Y205", "Y206")


@dataclass(frozen=True, slots=True)
class _Ignore:
    start: int
    end: int
    codes: tuple[str, ...]
    first: int
    last: int

    def covers(self, problem: Problem) -> bool:
        on = self.first <= problem.place.line <= self.last
        return on and any(problem.code.startswith(code) for code in self.codes)


def without_ignored(source: Source, problems: Iterable[Problem]) -> list[Problem]:
    """The problems of a file that no comment ignores, and the comments that ignore nothing."""
    ignores = list(_ignores(source))
    if not ignores:
        return list(problems)
    used: set[tuple[int, str]] = set()
    kept = []
    for problem in problems:
        covering = [i for i in ignores if problem.place.file == source.name and i.covers(problem)]
        for ignore in covering:
            used |= {(ignore.start, c) for c in ignore.codes if problem.code.startswith(c)}
        if not covering:
            kept.append(problem)
    for ignore in ignores:
        kept += _unused(source, ignore, used)
    return kept


def _unused(source: Source, ignore: _Ignore, used: set[tuple[int, str]]) -> Iterator[Problem]:
    strange = [code for code in ignore.codes if not _CODE.fullmatch(code)]
    for code in strange or ([] if ignore.codes else ["ignore"]):
        yield source.spot("Y206", ignore.start, ignore.end, {"code": code}, Severity.WARNING)
    idle = [c for c in ignore.codes if c not in strange and (ignore.start, c) not in used]
    if idle:
        values = {"codes": ", ".join(idle)}
        yield source.spot("Y205", ignore.start, ignore.end, values, Severity.WARNING)


def _ignores(source: Source) -> Iterator[_Ignore]:
    found = list(_COMMENT.finditer(source.text))
    if not found:
        return
    texts = [
        (node.start_mark.index, node.end_mark.index)
        for _, node in source.nodes()
        if isinstance(node, ScalarNode) and "smartscore" in node.value
    ]
    for match in found:
        if any(start <= match.start() < end for start, end in texts):
            continue
        line, column = source.position(match.start())
        codes = tuple(code.strip() for code in (match["codes"] or "").split(",") if code.strip())
        alone = not source.line(line)[: column - 1].strip()
        first, last = _below(source, line) if alone else (line, line)
        yield _Ignore(match.start(), match.end(), codes, first, last)


def _below(source: Source, line: int) -> tuple[int, int]:
    """The first and last line of the node that begins below a comment."""
    count = source.text.count("\n") + 1
    first = line + 1
    while first <= count and (not (text := source.line(first).strip()) or text.startswith("#")):
        first += 1
    if first > count:
        return line, line
    margin = _margin(source.line(first))
    item = source.line(first).lstrip().startswith("- ")
    last = first
    for number in range(first + 1, count + 1):
        text = source.line(number)
        if text.strip():
            inside = _margin(text) > margin or (
                _margin(text) == margin and not item and text.lstrip().startswith("- ")
            )
            if not inside:
                break
            last = number
    return first, last


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip())

"""Mending what has one safe answer; all else stays byte for byte as it was."""

import difflib
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from smartscore.rules import text
from smartscore.text.parsing import parse
from smartscore.text.problems import Edit, Invalid, Problem
from smartscore.text.source import Data, Source

_ROUNDS: Final = 80
"""A mapping inside another is mended a round sooner; MAX_DEPTH of them can be nested."""

TRIES: Final = 64
"""So often the edits of one round are tried together, in halves, in quarters."""

_SAY_THE_SAME: Final = (text.OTHER_READINGS.code, text.NO_SCHEMA.code, text.OTHER_ORDER.code)
"""Mends of how a file is written; all others put one key or value in the place of another."""
_TOO_MANY: Final = 1_000_000
_NO_END: Final = "\\ No newline at end of file"
_MARK: Final = b"\xef\xbb\xbf"


class Mended(NamedTuple):
    """A file's content after mending, and how many problems that took."""

    content: bytes
    mends: int


def mend(name: str, content: bytes, find: Callable[[str, bytes], Iterable[Problem]]) -> Mended:
    """Apply the edits of the problems that `find` finds, again until it finds no more.

    An edit is kept only where it does what it says: the file reads as before but for the one key or
    value that was wrong, and nothing in it stands twice. Where several edits together do not keep
    to that, the half of them is tried, and so on; after TRIES of that the rest stays as it is.
    """
    count = 0
    refused: set[tuple[str, str]] = set()
    for _ in range(_ROUNDS):
        problems = [p for p in find(name, content) if p.edit and p.place.file == name]
        chosen = _apart(p for p in problems if (p.code, p.anchor) not in refused)
        if not chosen:
            break
        kept = _kept(name, content, chosen)
        done = set(map(id, kept))
        refused |= {(p.code, p.anchor) for p in chosen if id(p) not in done}
        if kept:
            content, count = _mended(content, kept), count + len(kept)
    return Mended(content, count)


def _kept(name: str, content: bytes, chosen: list[Problem]) -> list[Problem]:
    """Of these problems those whose edits together do what they say."""
    try:
        before = parse(content, name)
    except Invalid:
        return []
    kept: list[Problem] = []
    waiting = [chosen]
    for _ in range(TRIES):
        if not waiting:
            break
        part = waiting.pop()
        if _is_right(name, content, before, [*kept, *part]):
            kept += part
        elif len(part) > 1:
            middle = len(part) // 2
            waiting += [part[middle:], part[:middle]]
    return kept


def difference(name: str, before: bytes, after: bytes) -> str:
    """What mending changed, as a unified diff."""
    old, new = (re.findall(r"[^\n]*\n|[^\n]+", text.decode("utf-8")) for text in (before, after))
    lines = difflib.unified_diff(old, new, name, name)
    return "".join(line if line.endswith("\n") else f"{line}\n{_NO_END}\n" for line in lines)


def _is_right(name: str, content: bytes, before: Source, problems: list[Problem]) -> bool:
    """Whether the content with the edits of these problems says nothing else than was meant."""
    mended = _mended(content, problems)
    renamed = sum(problem.code not in _SAY_THE_SAME for problem in problems)
    try:
        after = parse(mended, name)
    except Invalid:
        return False
    if mended == content or len(after.problems) > len(before.problems):
        return False
    return _differences(before.data, after.data) == renamed


def _differences(one: Data, other: Data) -> int:
    """At how many keys and values two files differ; a key renamed is one, its value kept."""
    if isinstance(one, dict) and isinstance(other, dict):
        gone = [key for key in one if key not in other]
        come = [key for key in other if key not in one]
        count = sum(_differences(one[key], other[key]) for key in one if key in other)
        moved = Counter(repr(one[key]) for key in gone) == Counter(repr(other[k]) for k in come)
        return count + len(gone) if moved else _TOO_MANY
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return sum(map(_differences, one, other))
    return int(type(one) is not type(other) or one != other)


def _apart(problems: Iterable[Problem]) -> list[Problem]:
    """Problems whose edits do not touch one another, the shortest first among those that do."""
    chosen: list[Problem] = []
    taken: list[Edit] = []
    edits = [(p.edit, p) for p in problems if p.edit]
    for edit, problem in sorted(edits, key=lambda pair: (pair[0].end - pair[0].start, pair[0])):
        at = bisect_left(taken, edit)
        beside = taken[max(0, at - 1) : at + 1]
        if all(edit != t and (edit.end <= t.start or t.end <= edit.start) for t in beside):
            taken.insert(at, edit)
            chosen.append(problem)
    return chosen


def _mended(content: bytes, problems: Iterable[Problem]) -> bytes:
    """The content with the edits of these problems."""
    mark = _MARK if content.startswith(_MARK) else b""
    text = content[len(mark) :].decode("utf-8")
    parts, done = [], 0
    for edit in sorted(problem.edit for problem in problems if problem.edit):
        parts += [text[done : edit.start], edit.text]
        done = edit.end
    return mark + "".join([*parts, text[done:]]).encode("utf-8")

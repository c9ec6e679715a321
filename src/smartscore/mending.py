"""Mending what has one safe answer; all else stays byte for byte as it was."""

import difflib
import re
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from smartscore.problems import Edit, Invalid, Problem
from smartscore.source import Data, parse

_ROUNDS: Final = 500
_SAY_THE_SAME: Final = ("Y201", "Y203", "Y204")
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
    to that, each is tried alone.
    """
    count = 0
    refused: set[tuple[str, str]] = set()
    for _ in range(_ROUNDS):
        problems = [p for p in find(name, content) if p.edit and p.place.file == name]
        problems = [p for p in problems if (p.code, p.anchor) not in refused]
        chosen = _apart(problems)
        mended = _tried(name, content, chosen)
        if mended is None and len(chosen) > 1:
            chosen = next(([p] for p in chosen if _tried(name, content, [p]) is not None), chosen)
            mended = _tried(name, content, chosen)
        if mended is None:
            refused |= {(p.code, p.anchor) for p in chosen}
            if not chosen:
                break
            continue
        content, count = mended, count + len(chosen)
    return Mended(content, count)


def difference(name: str, before: bytes, after: bytes) -> str:
    """What mending changed, as a unified diff."""
    old, new = (re.findall(r"[^\n]*\n|[^\n]+", text.decode("utf-8")) for text in (before, after))
    lines = difflib.unified_diff(old, new, name, name)
    return "".join(line if line.endswith("\n") else f"{line}\n{_NO_END}\n" for line in lines)


def _tried(name: str, content: bytes, problems: list[Problem]) -> bytes | None:
    """The content with the edits of these problems; None where it would say anything else."""
    edits = sorted(problem.edit for problem in problems if problem.edit)
    if not edits:
        return None
    mended = _apply(content, edits)
    renamed = sum(problem.code not in _SAY_THE_SAME for problem in problems)
    try:
        before, after = parse(content, name), parse(mended, name)
    except Invalid:
        return None
    if mended == content or len(after.problems) > len(before.problems):
        return None
    return mended if _differences(before.data, after.data) == renamed else None


def _differences(one: Data, other: Data) -> int:
    """At how many keys and values two files differ; a key renamed is one, its value kept."""
    if isinstance(one, dict) and isinstance(other, dict):
        gone = [key for key in one if key not in other]
        come = [key for key in other if key not in one]
        count = sum(_differences(one[key], other[key]) for key in one if key in other)
        values = [one[key] for key in gone]
        for key in come:
            if other[key] in values:
                values.remove(other[key])
            else:
                return _TOO_MANY
        return count + len(gone) if len(gone) == len(come) else _TOO_MANY
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return sum(map(_differences, one, other))
    return int(type(one) is not type(other) or one != other)


def _apart(problems: Iterable[Problem]) -> list[Problem]:
    """Problems whose edits do not touch one another, the shortest first among those that do."""
    chosen: list[Problem] = []
    taken: list[Edit] = []
    edits = [(p.edit, p) for p in problems if p.edit]
    for edit, problem in sorted(edits, key=lambda pair: (pair[0].end - pair[0].start, pair[0])):
        if edit not in taken and all(edit.end <= t.start or t.end <= edit.start for t in taken):
            taken.append(edit)
            chosen.append(problem)
    return chosen


def _apply(content: bytes, edits: list[Edit]) -> bytes:
    mark = _MARK if content.startswith(_MARK) else b""
    text = content[len(mark) :].decode("utf-8")
    for edit in reversed(edits):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return mark + text.encode("utf-8")

"""Mending what has one safe answer; all else stays byte for byte as it was."""

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from smartscore.problems import Edit, Invalid, Problem
from smartscore.source import parse

_ROUNDS: Final = 20
_MARK: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Mended:
    """A file's content after mending, and how many problems that took."""

    content: bytes
    count: int


def mend(name: str, content: bytes, find: Callable[[str, bytes], Iterable[Problem]]) -> Mended:
    """Apply the edits of the problems that `find` finds, again until it finds no more.

    What can't be parsed after an edit is not kept.
    """
    count = 0
    for _ in range(_ROUNDS):
        edits = [p.edit for p in find(name, content) if p.edit and p.place.file == name]
        chosen = _apart(edits)
        mended = _apply(content, chosen) if chosen else content
        if mended == content or not _readable(name, mended):
            break
        content, count = mended, count + len(chosen)
    return Mended(content, count)


def difference(name: str, before: bytes, after: bytes) -> str:
    """What mending changed, as a unified diff."""
    old, new = (text.decode("utf-8").splitlines(keepends=True) for text in (before, after))
    lines = difflib.unified_diff(old, new, name, name)
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def _apart(edits: Iterable[Edit]) -> list[Edit]:
    """Edits that do not touch one another, the shortest first among those that do."""
    chosen: list[Edit] = []
    for edit in sorted(set(edits), key=lambda e: (e.end - e.start, e)):
        if all(edit.end <= other.start or other.end <= edit.start for other in chosen):
            chosen.append(edit)
    return sorted(chosen)


def _apply(content: bytes, edits: list[Edit]) -> bytes:
    mark = _MARK if content.startswith(_MARK) else b""
    text = content[len(mark) :].decode("utf-8")
    for edit in reversed(edits):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return mark + text.encode("utf-8")


def _readable(name: str, content: bytes) -> bool:
    try:
        parse(content, name)
    except Invalid:
        return False
    return True

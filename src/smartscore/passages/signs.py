"""Lists of words and phrases that are looked for in passages, with phrases that only look so."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from smartscore.passages.words import stem
from smartscore.rules import wordlists

_WORD: Final = re.compile(r"[^\W_]+")

INNOCENT: Final = "innocent"
"""The part of a list that holds phrases in which its words mean something else."""

Place = tuple[int, int]
"""From where to where something stands in a text."""

_APART: Final = (INNOCENT, "fact")

_Entry = tuple[tuple[str, ...], bool]


class Signs(NamedTuple):
    """Phrases by the stem they begin with, the longest first, each with whether it counts."""

    entries: dict[str, tuple[_Entry, ...]]


@cache
def signs(name: str, part: str = "") -> Signs:
    """The signs of a list in `data/`: of one part of it, or of all but the innocent ones.

    What is innocent is known to both, so that it hides the shorter words in it.
    """
    lists = wordlists.lists(name)
    parts = [part] if part else [each for each in lists if each not in _APART]
    counted = [phrase for each in parts for phrase in lists[each]]
    entries = [(_stems(phrase), True) for phrase in counted]
    return _gathered([*entries, *((_stems(each), False) for each in lists.get(INNOCENT, ()))])


class Said(NamedTuple):
    """A text, and the stems of its words; the halves of a word with a hyphen are two."""

    text: str
    stems: tuple[str, ...]

    def spans(self) -> list[Place]:
        """Where each word stands."""
        return [match.span() for match in _WORD.finditer(self.text)]


def said(text: str) -> Said:
    """The words of a text."""
    return Said(text, _stems(text))


def places(found: Signs, text: Said) -> Iterator[Place]:
    """Where each sign stands in a text, from left to right; none within another."""
    stems, reached = text.stems, 0
    spans: list[Place] = []
    for i in [i for i, each in enumerate(stems) if each in found.entries]:
        if i < reached:
            continue
        for phrase, counts in found.entries[stems[i]]:
            end = i + len(phrase)
            if stems[i:end] == phrase:
                if counts:
                    spans = spans or text.spans()
                    yield spans[i][0], spans[end - 1][1]
                reached = end
                break


def _stems(text: str) -> tuple[str, ...]:
    return tuple(map(_stem, _WORD.findall(text)))


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return stem(word.casefold())


def _gathered(entries: Iterable[_Entry]) -> Signs:
    found: dict[str, list[_Entry]] = {}
    for phrase, counts in entries:
        found.setdefault(phrase[0], []).append((phrase, counts))
    return Signs(
        {
            start: tuple(sorted(each, key=lambda entry: (-len(entry[0]), entry[1])))
            for start, each in found.items()
        }
    )

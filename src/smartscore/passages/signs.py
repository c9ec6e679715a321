"""Lists of words and phrases that are looked for in passages, with phrases that only look so."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from smartscore.passages.words import Word, words
from smartscore.rules import wordlists

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


def places(found: Signs, passage: Sequence[Word]) -> Iterator[Place]:
    """Where each sign stands in the words of a text, from left to right; none within another."""
    i = 0
    while i < len(passage):
        length = 1
        for phrase, counts in found.entries.get(passage[i].stem, ()):
            size = len(phrase)
            if size == 1 or tuple(word.stem for word in passage[i : i + size]) == phrase:
                if counts:
                    yield passage[i].start, passage[i + size - 1].end
                length = size
                break
        i += length


def _stems(phrase: str) -> tuple[str, ...]:
    return tuple(word.stem for word in words(phrase))


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

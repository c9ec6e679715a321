"""The words of a text as a search compares them: where each stands, and its stem."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain
from typing import Final, NamedTuple

from smartscore.rules import wordlists

_WORD: Final = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*")
_HYPHEN: Final = re.compile("[-\u2010\u2011]")
_LONGEST: Final = 40
"""Letters of a word that are compared."""


class Word(NamedTuple):
    """A word: where it starts and ends in its text, and what it is compared by."""

    start: int
    end: int
    stem: str


def words(text: str) -> Iterator[Word]:
    """The words of a text in their order, those that say little too.

    A word said twice for the plural is one, and so is one with a single letter before a hyphen;
    the halves of others are words of their own.

    >>> [word.stem for word in words("Langkah-langkah e-government, smart-city")]
    ['langkah', 'egovernment', 'smart', 'city']
    """
    for match in _WORD.finditer(text):
        start, end = match.span()
        parts = _parts(match[0])
        if len(parts) == 1:
            yield Word(start, end, parts[0])
            continue
        for piece, part in zip(re.finditer(r"[^\W_]+", match[0]), parts, strict=True):
            yield Word(start + piece.start(), start + piece.end(), part)


@lru_cache(maxsize=50_000)
def _parts(word: str) -> tuple[str, ...]:
    """The stems of a word and its halves, or the one that all of it is."""
    folded = unicodedata.normalize("NFKC", word).casefold()[: 4 * _LONGEST]
    halves = _HYPHEN.split(folded)
    if len(halves) == 2 and (halves[0] == halves[1] or len(halves[0]) == 1):
        together = halves[0] if halves[0] == halves[1] else "".join(halves)
        return (stem(together),)
    if len(halves) != len(_HYPHEN.split(word)):
        return (stem("".join(halves)),)
    return tuple(map(stem, halves))


def stem(word: str) -> str:
    """What is left of a word in small letters without the endings that change with the sentence.

    >>> stem("cities"), stem("layanannya"), stem("status")
    ('city', 'layanan', 'status')
    """
    if word.isascii() and word.isalpha() and len(word) > 4:
        if word.endswith("nya") and len(word) > 6:
            return word[:-3]
        if word.endswith("ies"):
            return f"{word[:-3]}y"
        if word.endswith("s") and word[-2] not in "aiosu":
            return word[:-1]
    return word[:_LONGEST]


@cache
def stop_words() -> frozenset[str]:
    """The stems of words that say little, in both languages."""
    return frozenset(stem(word) for word in wordlists.listed("stopwords"))


def tells(word: str) -> bool:
    """Whether a stem says something: no stop word, and more than a letter or a single digit."""
    return len(word) > 1 and word not in stop_words()


Stems = tuple[str, ...]
"""The stems of a text in their order, those of words that say little too."""


@lru_cache(maxsize=4_000)
def stems(text: str) -> Stems:
    """The stems of a text."""
    return tuple(each_stem(text))


def each_stem(text: str) -> Iterator[str]:
    """The stems of a text as `words` has them, for a text that is read once."""
    return chain.from_iterable(map(_parts, _WORD.findall(text)))

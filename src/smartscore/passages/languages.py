"""In which language a document is, by the words that say little in it."""

from collections import Counter
from functools import cache
from typing import Final

from smartscore.rules import wordlists
from smartscore.text.documents import Document

LANGUAGES: Final = ("id", "en")

_MORE: Final = 3
"""So many times as many words of one language as of the other make a document one of it."""


def language(document: Document) -> str:
    """One of `LANGUAGES`, or "" where a document is in both, or in neither.

    >>> from smartscore.text.documents import Block
    >>> language(Document((Block("Jaringan yang ada di desa belum dipakai oleh warga"),)))
    'id'
    """
    said = Counter(word for block in document.blocks for word in block.text.casefold().split())
    first, second = (sum(said[word] for word in _only(each)) for each in LANGUAGES)
    if first > _MORE * second:
        return LANGUAGES[0]
    return LANGUAGES[1] if second > _MORE * first else ""


@cache
def _only(language: str) -> frozenset[str]:
    """Words that say little in this language, and are none of another."""
    lists = wordlists.lists("stopwords")
    return frozenset(lists[language]).difference(
        *(lists[other] for other in LANGUAGES if other != language)
    )

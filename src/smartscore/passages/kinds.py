"""What kind of text a passage is, by the headings above it, its words and its shape."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from smartscore.passages import signs
from smartscore.passages.cutting import Passage
from smartscore.passages.words import Word
from smartscore.rules import wordlists

KINDS: Final = ("contents", "references", "method", "theory")
"""From the plainest to see to the one that is easily taken for something else."""

_NUMBER: Final = re.compile(
    r"^(?:(?:bab|chapter|bagian|section)\s+)?(?:[ivxlc]{1,6}|[a-z]|\d{1,2}(?:\.\d{1,2})*)?[.):\s]+"
)
_LEADERS: Final = re.compile(r"(?:\.\s?){5,}\s*(?:\d{1,4}|[ivxlc]{1,6})\b|\u2026{2,}\s*\d{1,4}\b")
_AUTHOR: Final = re.compile(
    r"^[\W\d]{0,6}[^\W\d_][\w'\u2019-]+,\s+[^\W\d_][^()]{0,120}?"
    r"[(.,]\s?(?:19|20)\d\d[a-z]?(?:\)|\.)"
)
_PUBLISHED: Final = re.compile(
    r"\b(?:doi|isbn|issn|vol\.|volume \d|jurnal|journal|proceedings|prosiding|retrieved from"
    r"|diakses|accessed|available at|penerbit|press|skripsi|tesis|et al\.)|https?://"
    r"|\b\d{1,3}\s?\(\d{1,3}\)|\bpp?\. ?\d|\bhlm\. ?\d",
    re.IGNORECASE,
)
_FEWEST: Final = {"method": 2, "theory": 2}
"""So many different signs make a passage one of this kind, whatever the heading above it."""


def kind(passage: Passage, words: Sequence[Word]) -> str:
    """One of `KINDS`, or ""; `words` are those of the passage."""
    for heading in reversed(passage.section):
        for each in KINDS:
            if _is_headed(each, heading):
                return each
    return _by_shape(passage.text) or _by_words(passage.text, words)


def _by_shape(text: str) -> str:
    """A line of a table of contents, or of a list of references."""
    if _LEADERS.search(text):
        return "contents"
    entry = _AUTHOR.search(text) is not None
    told = {match[0].casefold() for match in _PUBLISHED.finditer(text)}
    return "references" if (entry and told) or len(told) > 3 else ""


def _by_words(text: str, words: Sequence[Word]) -> str:
    for name, fewest in _FEWEST.items():
        said = {text[i:j].casefold() for i, j in signs.places(signs.signs(name), words)}
        if len(said) >= fewest:
            return name
    return ""


def _is_headed(name: str, heading: str) -> bool:
    """Whether a heading is one of a kind: a single word alone, several also with more after."""
    bare = " ".join(heading.casefold().replace("*", " ").split())
    title = _NUMBER.sub("", bare).strip(" .:") or bare
    return any(
        title == each or (" " in each and title.startswith(f"{each} ")) for each in _headings(name)
    )


@cache
def _headings(name: str) -> tuple[str, ...]:
    return tuple(wordlists.lists("sections")[name])

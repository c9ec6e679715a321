"""What kind of text a passage is, by the headings above it, its words and its shape."""

import re
from functools import lru_cache
from typing import Final

from smartscore.passages import signs
from smartscore.passages.cutting import Passage
from smartscore.passages.signs import Said
from smartscore.rules import wordlists

KINDS: Final = ("contents", "references", "method", "theory")
"""From the plainest to see to the one that is easily taken for something else."""

SHAPES: Final = ("caption", "question")
"""Kinds that no heading tells."""

_NUMBER: Final = re.compile(
    r"^(?:(?:bab|chapter|bagian|section)\s+)?(?:[ivxlc]{1,6}|[a-z]|\d{1,2}(?:\.\d{1,2})*)?[.):\s]+"
)
_LEADERS: Final = re.compile(r"(?:(?:\.\s?){3,}|\u2026+)\s*(?:\d{1,4}|[ivxlc]{1,6})(?=\s|$)")
_AUTHOR: Final = re.compile(
    r"^[\W\d]{0,6}[^\W\d_][\w'\u2019-]+,\s+[^\W\d_][^()]{0,120}?"
    r"[(.,]\s?(?:19|20)\d\d[a-z]?(?:\)|\.)"
)
_PUBLISHED: Final = re.compile(
    r"\b(?:doi|isbn|issn|vol\.|volume \d|jurnal|journal|proceedings|prosiding|retrieved from"
    r"|diakses|accessed|available at|penerbit|press|skripsi|tesis|et al\.)|https?://"
    r"|\b\d{1,3}\s?\(\d{1,3}\)|\bpp?\. ?\d|\bhlm\. ?\d",
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+")
_NUMBERED: Final = r"(?:[IVXLC]{1,6}|[A-Z]|\d{1,3})(?:[.-]\d{1,3}){0,3}(?!\w)[.:]?"
_CAPTION: Final = re.compile(
    r"\b(?:Gambar|Tabel|Grafik|Bagan|Diagram|Peta|Foto|Figure|Fig\.|Table|Chart|Graph|Map)\s+"
    rf"{_NUMBERED}(?!\s+(?:di\s|ini\b|yang\b|dan\b|tersebut|berikut|adalah|merupakan|me[mn]\w+"
    r"|above|below|and\b|show|present|illustrat|list|give|summar|is\b|are\b))"
    r"(?:\s+(?!(?:Sumber|Source)\b)[^\s.]+(?:\.(?=\w)[^\s.]+)*){0,14}"
)
_SOURCE: Final = re.compile(
    r"\b(?:Sumber|Source)\s?:\s?"
    r"(?:[^\s.]+(?:\s[^\s.]+){0,11}?(?:[,\s](?:19|20)\d\d\b|(?=\.|$))|[^\s.]+(?:\s[^\s.]+){0,7})"
)
_SPELLED: Final = re.compile(r"[^\W\d_]{2,}")
_REST: Final = 8
"""What has fewer words beside its captions and sources says nothing by itself."""
_SIGNS: Final = 2
"""So many different signs make a passage one of this kind, whatever the heading above it."""


def kind(passage: Passage, said: Said, *, retold: bool = False) -> str:
    """One of `KINDS` or `SHAPES`, or ""; `said` are the words of the passage.

    One sign of theory is enough for what is `retold` from another source.
    """
    for heading in reversed(passage.section):
        if headed := _headed(heading):
            return headed
    return _by_shape(passage.text) or _by_words(passage.text, said, retold=retold)


def _by_shape(text: str) -> str:
    """A line of a table of contents, or of a list of references."""
    if ("..." in text.replace(". ", ".") or "\u2026" in text) and _LEADERS.search(text):
        return "contents"
    if not _YEAR.search(text):
        return _by_marks(text)
    told = {match[0] for match in _PUBLISHED.finditer(text.casefold())}
    entry = bool(told) and _AUTHOR.search(text) is not None
    return "references" if entry or len(told) > 3 else _by_marks(text)


def _by_marks(text: str) -> str:
    """What is asked rather than told, as in a questionnaire; what stands around a picture."""
    if "?" in text:
        sentences = [(each, len(each.split())) for each in _SENTENCE.split(text)]
        asked = sum(count for each, count in sentences if each.endswith("?"))
        if 2 * asked >= sum(count for _, count in sentences):
            return "question"
    rest = _CAPTION.sub(" ", _SOURCE.sub(" ", text))
    if rest != text and len(_SPELLED.findall(rest)) < _REST:
        return "caption"
    return ""


def _by_words(text: str, said: Said, *, retold: bool) -> str:
    for name, fewest in (("method", _SIGNS), ("theory", 1 if retold else _SIGNS)):
        found = {text[i:j].casefold() for i, j in signs.places(signs.signs(name), said)}
        if len(found) >= fewest:
            return name
    return ""


@lru_cache(maxsize=4096)
def _headed(heading: str) -> str:
    """The kind that a heading is of: a single word alone, several also with more after them."""
    bare = " ".join(heading.casefold().replace("*", " ").split())
    title = _NUMBER.sub("", bare).strip(" .:") or bare
    for name in KINDS:
        for each in wordlists.lists("sections")[name]:
            if title == each or (" " in each and title.startswith(f"{each} ")):
                return name
    return ""

"""The letters of a page: what is none goes, and whether those that are left say anything."""

import re
import unicodedata
from typing import Final

_ODD: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff"
    "\ud800-\udfff\ue000-\uf8ff\ufb00-\ufb06\U000f0000-\U0010ffff]"
)
_FIRST_PRIVATE, _LAST_PRIVATE = "\ue000", "\uf8ff"
_LOST: Final = re.compile("[\ufffd\ue000-\uf8ff]")
_BULLET: Final = "•"
_LIGATURES: Final = ("\ufb00", "\ufb06")

_LEADER: Final = re.compile(r"([._…·])(?: ?\1){4,}")
"""A row of dots between a title and its page."""

_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_VOWEL: Final = re.compile(r"[aeiouyàáâãäåæèéêëìíîïòóôõöøœùúûüýÿ]|[^\x00-\u024f]", re.IGNORECASE)

_ENOUGH: Final = 40
"""From so many letters on it can be told whether they make words."""

_LEAST_SHARE: Final = 0.5
_MOST_LONG: Final = 30


def cleaned(text: str) -> str:
    """A text on one line, white space single, without what steers, joins or has no meaning.

    >>> cleaned("e\\ufb03cient\\x00  \\u202elist \\uf0b7 x .......... 7")
    'efficient list • x .... 7'
    """
    if not (text.isascii() and text.isprintable()):
        text = _ODD.sub(_replaced, text)
    return _LEADER.sub(r"\1\1\1\1", " ".join(text.split()))


def _replaced(found: re.Match[str]) -> str:
    odd = found[0]
    if _LIGATURES[0] <= odd <= _LIGATURES[1]:
        return unicodedata.normalize("NFKC", odd)
    if odd == "\ufffd":
        return odd
    return _BULLET if _FIRST_PRIVATE <= odd <= _LAST_PRIVATE else ""


def are_garbled(text: str) -> bool:
    """Whether what a page holds can't be words of a language: its fonts do not say their letters.

    >>> are_garbled("Setiap perangkat daerah mengelola datanya sendiri sampai tahun 2024.")
    False
    >>> are_garbled("6HWLDS SHUDQJNDW GDHUDK PHQJHOROD GDWDQ\\\\D VHQGLUL VDPSDL WDKXQ")
    True
    """
    shown = text.replace(" ", "")
    letters = sum(map(str.isalpha, shown))
    lost = 0 if shown.isascii() else len(_LOST.findall(shown))
    if len(shown) < _ENOUGH:
        return False
    if lost > _LEAST_SHARE * len(shown):
        return True
    digits = sum(map(str.isdigit, shown))
    if letters + digits < _LEAST_SHARE * len(shown):
        return letters > 0 and not _dotted(shown)
    words = _WORD.findall(text)
    if sum(map(len, words)) < _ENOUGH:
        return False
    spoken = sum(bool(_VOWEL.search(word)) and len(word) <= _MOST_LONG for word in words)
    return spoken < _LEAST_SHARE * len(words) or _has_no_vowels(words)


def _dotted(shown: str) -> bool:
    """Whether dots and lines make up the rest, as in a table of contents or a form."""
    return sum(c in "._…-–—|" for c in shown) > (1 - _LEAST_SHARE) / 2 * len(shown)


def _has_no_vowels(words: list[str]) -> bool:
    """Whether vowels are fewer than in any language: about two of five letters, here one of six."""
    text = "".join(words)
    return len(_VOWEL.findall(text)) * 6 < len(text)

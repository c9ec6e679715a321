"""Which paragraphs are headings, and of which level."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

_LONGEST: Final = 200
_LONGEST_PLAIN: Final = 100
_MOST_LINES: Final = 4
_LARGE: Final = 1.13
"""Letters of so many times the usual size are those of a heading."""

_LARGER: Final = ((1.6, 1), (1.3, 2), (0.0, 3))
"""From so many times the usual size on a heading without a number has which level."""

_NOT: Final = re.compile(
    r"(?:tabel|table|gambar|figure|grafik|bagan|sumber|source)\b|[•●▪◦○■□✓➢*]|https?:",
    re.IGNORECASE,
)
_CONTENTS: Final = re.compile(r"([._…])\1{3}|(?:\s|\.)\.{2,}\s*\d+$")
_ENDS: Final = re.compile(r"[.,;]$")

_TOP: Final = re.compile(
    r"(?:BAB|CHAPTER|BAGIAN|PART|LAMPIRAN|ANNEX|APPENDIX)\s+(?:[IVXLC]+|\d+|[A-Z])\b"
    r"|(?:DAFTAR|KATA|RINGKASAN|ABSTRAK|ABSTRACT|REFERENCES|BIBLIOGRAPHY|PENDAHULUAN|PENUTUP)\b",
    re.IGNORECASE,
)
_TOP_MARKS: Final = re.compile(r"(?:BAB|CHAPTER|BAGIAN|PART)\s+(?:[IVXLC]+|\d+)\.?", re.IGNORECASE)
_ARTICLE: Final = re.compile(r"Pasal\s+\d+[A-Z]?", re.IGNORECASE)
_PART: Final = re.compile(r"(?:Bagian|Paragraf)\s+Ke\w+|Pasal\s+\d+[A-Z]?$", re.IGNORECASE)
_DECIMAL: Final = re.compile(r"(\d{1,2}(?:\.\d{1,2})+)\.?\s+(?=\w)")
_SINGLE: Final = re.compile(r"\d{1,2}\.\s+(?=\w)")
_LETTER: Final = re.compile(r"[A-Z]\.\s+(?=\w)")
_SMALL: Final = re.compile(r"(?:[a-z]\.|[a-z]\)|\(?\d{1,2}\))\s+(?=\w)")


class Looks(NamedTuple):
    """A paragraph as it looks: its text, page, size and lines, and whether all of it is bold.

    `filled` says that it reaches from edge to edge; `alone` that it is no cell of a table.
    """

    text: str
    page: int
    size: float
    lines: int
    bold: bool
    alone: bool = True


class Usual(NamedTuple):
    """What most letters of a document look like."""

    size: float
    bold: bool
    decimal: bool
    """Whether sections are numbered 4.2 below a 4 that is no chapter called so."""


def usual(paragraphs: Sequence[Looks]) -> Usual:
    """What most letters of a document look like."""
    sizes: Counter[float] = Counter()
    bold = 0
    decimal = chapters = 0
    for one in paragraphs:
        sizes[round(one.size * 2) / 2] += len(one.text)
        bold += len(one.text) * one.bold
        decimal += _DECIMAL.match(one.text) is not None
        chapters += _TOP_MARKS.match(one.text) is not None
    size = sizes.most_common(1)[0][0] if sizes else 0.0
    return Usual(size or 1.0, bold * 2 > sizes.total(), decimal > 0 and not chapters)


def level(one: Looks, most: Usual, outline: Mapping[str, tuple[int, int]]) -> int:
    """The level of a heading, 1 the highest; 0 for a paragraph.

    `outline` has the titles of the file's bookmarks, as `key` spells them, with level and page.
    """
    text = one.text
    if not _may_be(one):
        return 0
    marked = outline.get(key(text))
    if marked is not None and abs(marked[1] - one.page) <= 1:
        return marked[0]
    if _ENDS.search(text) and not _TOP_MARKS.fullmatch(text):
        return 0
    large = one.size >= _LARGE * most.size
    bold = one.bold and not most.bold
    stands_out = large or bold or _is_capitals(text)
    numbered = _numbered(text, most, stands_out=stands_out)
    if numbered:
        return numbered
    if large:
        return next(found for least, found in _LARGER if one.size >= least * most.size)
    plain = len(text) <= _LONGEST_PLAIN
    return 3 if plain and (bold or (_is_capitals(text) and one.lines <= 2)) else 0


def key(text: str) -> str:
    """A title without its number and typography, to compare it by."""
    return "".join(filter(str.isalnum, text.casefold()))


def begins(text: str) -> bool:
    """Whether a line begins as a heading with a number does."""
    return any(form.match(text) for form in (_TOP_MARKS, _DECIMAL, _PART))


def ends(line: str) -> bool:
    """Whether a line is a heading of its own, whatever comes below it."""
    return _ARTICLE.fullmatch(line.strip()) is not None


def _may_be(one: Looks) -> bool:
    text = one.text
    return (
        one.alone
        and one.lines <= _MOST_LINES
        and len(text) <= _LONGEST
        and any(map(str.isalpha, text))
        and not _NOT.match(text)
        and not _CONTENTS.search(text)
    )


def _numbered(text: str, most: Usual, *, stands_out: bool) -> int:
    """The level that its number gives a heading; 0 where it has none."""
    decimal = _DECIMAL.match(text)
    if decimal is not None:
        starts = text[decimal.end()].isupper() and len(text) <= _LONGEST_PLAIN
        return min(6, decimal[1].count(".") + 1) if stands_out or starts else 0
    if _TOP_MARKS.fullmatch(text) or (stands_out and _TOP.match(text)):
        return 1
    if _PART.match(text) and len(text) <= _LONGEST_PLAIN:
        return 3 if text.casefold().startswith("pasal") else 2
    if not stands_out:
        return 0
    if _LETTER.match(text):
        return 2
    if _SINGLE.match(text):
        return 1 if most.decimal else 3
    return 4 if _SMALL.match(text) else 0


def _is_capitals(text: str) -> bool:
    """Whether two words and more are in capitals."""
    return text.isupper() and sum(map(str.isalpha, text)) > 6 and " " in text

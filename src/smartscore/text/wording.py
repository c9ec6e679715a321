"""The words of a document, to be found again whatever typography has done to them."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from smartscore.text.documents import Block, Document

_HYPHEN_AT_END: Final = re.compile(r"(?<=\w)[-\u00ad\u2010\u2011](?=[^\S\n]*+\n)\s++(?=\w)")
_DASHES: Final = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_BETWEEN_LETTERS: Final = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_MARKS: Final = re.compile("[|\"'\u2018-\u201f\u00ab\u00bb\u2039\u203a\u00ad\u200b-\u200f\ufeff]")
_BROKEN: Final = re.compile(r"(?<=\w)-$")

_MOST_SPOTS: Final = 1000
"""So many times a quote is looked for; what stands oftener stands on any page."""

APART, WHOLE, WITH_ITS_HYPHEN = " ", "", "-"
"""How a word may go on that ends a block with a hyphen."""


def plain(text: str) -> str:
    """A text without what typography and a change of line do to it.

    >>> plain("\u201cG-Online\u201d   is  NEW")
    'gonline is new'
    """
    marked = _BETWEEN_LETTERS.sub("", _DASHES.sub("-", unicodedata.normalize("NFKC", text)))
    return " ".join(_MARKS.sub("", marked).split()).casefold()


class Wording:
    """A document in which quotes are looked up; it is made ready when the first one is.

    `raw` is the text of a file that is nothing but text: a quote with the markup that a reader of
    the file sees stands there too.
    """

    def __init__(self, document: Document, raw: str = "") -> None:
        self.document = document
        self._raw = raw
        self._readings: list[_Reading] | None = None
        self._raw_readings: tuple[str, ...] | None = None

    def pages(self, quote: str) -> tuple[int, ...] | None:
        """The pages on which a quote stands, between the edges of words; None where it does not.

        There are none in a document without pages. A quote that runs over a page stands on both.
        """
        wanted = plain(quote)
        if not wanted:
            return None
        form = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
        if self._readings is None:
            self._readings = list(_readings(self.document.blocks))
        found: set[int] = set()
        stands = False
        for reading in self._readings:
            for page in reading.spots(wanted, form):
                stands = True
                found.add(page)
        if stands:
            return tuple(sorted(found - {0}))
        if self._raw_readings is None:
            self._raw_readings = tuple(_of_raw(self._raw)) if self._raw else ()
        return () if any(wanted in raw and form.search(raw) for raw in self._raw_readings) else None


class _Reading:
    """The text of a document as one line, and on which page each part of it stands."""

    def __init__(self, parts: Iterable[tuple[str, int]]) -> None:
        said: list[str] = []
        self._starts: list[int] = []
        self._pages: list[int] = []
        at = 0
        for text, page in parts:
            said.append(text)
            if not self._pages or self._pages[-1] != page:
                self._starts.append(at)
                self._pages.append(page)
            at += len(text)
        self._text = "".join(said)

    def spots(self, wanted: str, form: re.Pattern[str]) -> Iterator[int]:
        """The pages on which a text stands, 0 where the document has none."""
        at, count = self._text.find(wanted), 0
        while at >= 0 and count <= _MOST_SPOTS:
            if form.match(self._text, at):
                first = bisect_right(self._starts, at) - 1
                last = bisect_right(self._starts, at + len(wanted) - 1) - 1
                yield from self._pages[first : last + 1]
                count += 1
            at = self._text.find(wanted, at + 1)


def _readings(blocks: Sequence[Block]) -> Iterator[_Reading]:
    """A document as one line; a hyphen that ends a block may belong to the word or not."""
    texts = [(plain(block.text), block.page) for block in blocks]
    texts = [(text, page) for text, page in texts if text]
    broken = any(_is_broken(*each) for each in pairwise(texts))
    for way in (APART, WHOLE, WITH_ITS_HYPHEN) if broken else (APART,):
        yield _Reading(_joined(texts, way))


def _is_broken(before: tuple[str, int], after: tuple[str, int]) -> bool:
    """Whether a word may run from one block into the next."""
    return _BROKEN.search(before[0]) is not None and after[0][0].isalnum()


def _joined(texts: Sequence[tuple[str, int]], way: str) -> Iterator[tuple[str, int]]:
    for i, (text, page) in enumerate(texts):
        after = texts[i + 1] if i + 1 < len(texts) else None
        if way == APART or after is None or not _is_broken((text, page), after):
            yield f"{text} ", page
            continue
        keeps = way == WITH_ITS_HYPHEN and not (text[-2].isalpha() and after[0][0].isalpha())
        yield (text if keeps else text[:-1]), page


def _of_raw(text: str) -> Iterator[str]:
    """A text file as one line; a hyphen at the end of a line may belong to the word or not."""
    return (
        plain(each) for each in dict.fromkeys(_HYPHEN_AT_END.sub(way, text) for way in ("", "-"))
    )

"""A document cut into passages: two or three sentences that stand together, word for word."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, groupby, pairwise
from typing import Final, NamedTuple

from smartscore.rules import wordlists
from smartscore.text.documents import Block, Document

SENTENCES: Final = 3
"""The most sentences of a passage."""

WORDS: Final = 90
"""The most words of a passage."""

LETTERS: Final = 900
"""The most letters of a passage."""

_FEWEST: Final = 4
"""A paragraph of fewer words says nothing that could be quoted."""

_END: Final = re.compile(
    "(?P<stop>[.!?\u2026]+)[\"'\u2019\u201d\u00bb)\\]]*\\s+"
    "(?=[\"'\u2018\u201c\u00ab(\\[]*[^\\W_a-z])|(?=\\s[\u2022\u25aa\uf0b7]\\s)"
)
"""Only where a blank follows: elsewhere the check of quotes would see half a word."""

_LAST_WORD: Final = re.compile(r"[^\s(\[]+$")
_PRECEDED: Final = re.compile(r"\w\s*$")
_WORD: Final = re.compile(r"\S+")
_PAUSE: Final = re.compile(r"[;:,](?=\s)")


class Passage(NamedTuple):
    """Sentences that stand together in a document.

    `text` is one line, verbatim. `page` and `last_page` are those on which it begins and ends, 0
    where the document has no pages. `section` are the headings above it from the outermost,
    `number` its place among the passages of the document. `first` and `last` are its sentences,
    numbered through the document: passages of which these overlap share words.
    """

    text: str
    page: int
    last_page: int
    section: tuple[str, ...]
    number: int
    first: int
    last: int


class _Sentence(NamedTuple):
    text: str
    page: int
    last_page: int
    number: int
    follows: bool
    """Whether it comes right after the sentence before; a part that is no writing is left out."""


def passages(document: Document) -> tuple[Passage, ...]:
    """The passages of a document in its order; those that follow one another overlap."""
    found: list[Passage] = []
    number = 0
    for (section, _, _), paragraphs in groupby(_paragraphs(document.blocks), key=_together):
        sentences: list[_Sentence] = []
        for paragraph in paragraphs:
            sentences += _sentences(paragraph.blocks, number + len(sentences))
        number += len(sentences)
        for group in _groups(sentences):
            found.append(
                Passage(
                    " ".join(each.text for each in group),
                    group[0].page,
                    group[-1].last_page,
                    section,
                    len(found),
                    group[0].number,
                    group[-1].number,
                )
            )
    return tuple(found)


class _Paragraph(NamedTuple):
    """A paragraph, in one block a page, with the headings above it and how many came before."""

    section: tuple[str, ...]
    headings: int
    blocks: list[Block]


def _together(paragraph: _Paragraph) -> tuple[tuple[str, ...], int, int]:
    """What paragraphs have in common that a passage may run over: no heading between, the page."""
    return paragraph.section, paragraph.headings, paragraph.blocks[0].page


def _paragraphs(blocks: tuple[Block, ...]) -> Iterator[_Paragraph]:
    above: list[Block] = []
    headings = 0
    waiting: list[Block] = []
    for block in blocks:
        if block.continues and waiting and not block.level:
            waiting.append(block)
            continue
        if waiting:
            yield _Paragraph(tuple(each.text for each in above), headings, waiting)
        waiting = [] if block.level else [block]
        if block.level:
            above = [*(each for each in above if each.level < block.level), block]
            headings += 1
    if waiting:
        yield _Paragraph(tuple(each.text for each in above), headings, waiting)


def _sentences(paragraph: list[Block], number: int) -> Iterator[_Sentence]:
    """The sentences of a paragraph, numbered from `number`; what is too long is cut at words."""
    text = " ".join(block.text for block in paragraph)
    starts = [0, *accumulate(len(block.text) + 1 for block in paragraph[:-1])]
    pages = [block.page for block in paragraph]
    ended = 0
    for start, end in _spans(text):
        follows = not text[ended:start].strip()
        ended = end
        page, last = (pages[bisect_right(starts, place) - 1] for place in (start, end - 1))
        yield _Sentence(text[start:end], page, last, number, follows)
        number += 1


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """From where to where each sentence of a text stands, without the blanks around it."""
    ends = [match.end() for match in _END.finditer(text) if _ends(text, match)]
    for start, end in pairwise([0, *ends, len(text)]):
        piece = text[start:end]
        begin = start + len(piece) - len(piece.lstrip())
        if piece.strip():
            yield from _cut(text, begin, start + len(piece.rstrip()))


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether a full stop ends a sentence, and no abbreviation, initial or number of a list."""
    if match["stop"] != ".":
        return True
    before = _LAST_WORD.search(text, max(0, match.start() - 30), match.start())
    if before is None:
        return True
    word = before[0].casefold()
    if word in _short() or (len(word) == 1 and word.isalpha()):
        return False
    numbered = word.isdigit() and len(word) < 3
    return not (numbered and not _PRECEDED.search(text, max(0, before.start() - 9), before.start()))


@cache
def _short() -> frozenset[str]:
    return frozenset(wordlists.listed("abbreviations"))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence in pieces that are no longer than a passage, cut after pauses or words.

    A piece without a blank that is longer than that, no writing of people, is left out.
    """
    while (word := _WORD.search(text, start, end)) is not None:
        start = word.start()
        stop = _longest(text, start, end)
        if stop == start:
            start = word.end()
            continue
        if stop < end:
            pauses = [match.end() for match in _PAUSE.finditer(text, (start + stop) // 2, stop)]
            stop = pauses[-1] if pauses else stop
        yield start, stop
        start = stop


def _longest(text: str, start: int, end: int) -> int:
    """Up to the end of which word a passage from `start` on can reach; `start` where to none."""
    stop = start
    for count, match in enumerate(_WORD.finditer(text, start, end), 1):
        if match.end() - start > LETTERS or count > WORDS:
            break
        stop = match.end()
    return stop


def _groups(sentences: Sequence[_Sentence]) -> Iterator[Sequence[_Sentence]]:
    """The sentences that stand together, from each one on; none that lies within another.

    What is shorter than a sentence can be, a cell of a table for instance, counts as words.
    """
    sizes = [each.text.count(" ") + 1 for each in sentences]
    reached = 0
    for i in range(len(sentences)):
        j, words, letters, count = i, 0, 0, 0
        while j < len(sentences):
            words += sizes[j]
            letters += len(sentences[j].text) + 1
            count += sizes[j] >= _FEWEST
            if j > i and not sentences[j].follows:
                break
            if words > WORDS or letters > LETTERS + 1 or count > SENTENCES:
                break
            j += 1
        if j > reached and sum(sizes[i:j]) >= _FEWEST:
            yield sentences[i:j]
        reached = max(reached, j)

"""What documents seem to speak of, as strips: a row for each dimension, a mark for some pages."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from smartscore.engine.tree import groups
from smartscore.model.rubric import Dimension
from smartscore.passages.coverage import Chapter, Coverage, Covered, Spoken
from smartscore.text.naming import shown
from smartscore.words import Words

STEPS: Final = (1, 2, 3, 5)
"""From so many indicators on a mark is a shade darker."""

NO_TEXT: Final = -1
"""The count of a mark where nothing is known to be spoken of, and not all pages can be read."""

_LISTED: Final = 10
"""So many chapters are told to be read first."""

_LETTERS: Final = "ABCDEFGHIJ"
_SHARED: Final = 25
"""So many marks has a document without pages, at most."""


class Strip(NamedTuple):
    """A dimension: the count of indicators in each mark, and on the whole in words.

    `told` says the same for who does not see it: on which pages.
    """

    title: str
    marks: tuple[int, ...]
    shown: str
    told: str


class Part(NamedTuple):
    """The dimensions of one rubric."""

    title: str
    strips: tuple[Strip, ...]


class ToRead(NamedTuple):
    """A chapter that is worth to be read first: its letter, where it begins, in words.

    `first` is the page or the hundredth where it begins, `mark` the mark in which that lies.
    """

    letter: str
    first: int
    mark: int
    told: str


class Panel(NamedTuple):
    """A document: what is said of it, its strips, and which chapters to read first.

    `ends` name the first and the last mark, `scale` says how wide one is; `others` tells of
    chapters that are not listed.
    """

    heading: str
    ends: tuple[str, str]
    scale: str
    parts: tuple[Part, ...]
    chapters: tuple[ToRead, ...]
    others: str


def panels(coverage: Coverage, words: Words, marks: int) -> tuple[Panel, ...]:
    """Each document, with at most so many marks in a strip."""
    titles = {code: words.text(rubric.title) for code, rubric in groups(coverage.trees).items()}
    return tuple(_Making(covered, words, marks).panel(titles) for covered in coverage.documents)


def shade(count: int) -> int:
    """How dark a mark is, from 0 to the number of `STEPS`.

    >>> [shade(count) for count in (0, 1, 2, 3, 4, 5, 9)]
    [0, 1, 2, 3, 3, 4, 4]
    """
    return sum(count >= step for step in STEPS)


def legend(words: Words) -> tuple[str, ...]:
    """What each shade says, from none on."""
    pairs = pairwise(STEPS)
    told = [f"{one}" if one + 1 == next_ else f"{one}-{next_ - 1}" for one, next_ in pairs]
    return (words("coverage.none"), *told, words("coverage.more", count=STEPS[-1]))


class _Making:
    """A document in the words of a language."""

    def __init__(self, covered: Covered, words: Words, most: int) -> None:
        self._covered = covered
        self._words = words
        most = most if covered.paged else min(most, _SHARED)
        self._step = -(-covered.length // most)
        self._count = -(-covered.length // self._step)

    def panel(self, titles: dict[str, str]) -> Panel:
        covered, words = self._covered, self._words
        values = {
            "name": shown(covered.name),
            "known": covered.known,
            "total": len(covered.spoken),
        }
        if covered.paged:
            heading = words("coverage.pages", count=covered.length, **values)
            ends = (words("coverage.first-page", page=1), f"{covered.length}")
            scale = words("coverage.cell", count=self._step)
        else:
            heading = words("coverage.whole", **values)
            ends = (words("coverage.start"), words("coverage.end"))
            scale = words("coverage.share", share=self._share(self._step))
        listed, others = self._chapters()
        return Panel(heading, ends, scale, tuple(self._parts(titles)), listed, others)

    def _parts(self, titles: dict[str, str]) -> Iterator[Part]:
        for code, inside in groupby(self._covered.spoken, key=lambda each: each.group):
            spoken = tuple(inside)
            depth = _depth(spoken)
            strips = []
            for dimensions, held in groupby(spoken, key=lambda each: _above(each, depth)):
                title = " / ".join(self._words.text(each.title) for each in dimensions[-1:])
                strips.append(self._strip(title, tuple(held)))
            yield Part(titles[code], tuple(strips))

    def _strip(self, title: str, spoken: Sequence[Spoken]) -> Strip:
        marks = [0] * self._count
        for each in spoken:
            for mark in {self._mark(at) for at in each.at}:
                marks[mark] += 1
        for mark in self._empty():
            marks[mark] = marks[mark] or NO_TEXT
        known = sum(bool(each.at) for each in spoken)
        of = self._words("coverage.of", known=known, total=len(spoken))
        return Strip(title, tuple(marks), of, self._told(title, spoken, known))

    def _told(self, title: str, spoken: Sequence[Spoken], known: int) -> str:
        if not known:
            return self._words("coverage.row-none", title=title, total=len(spoken))
        at = sorted({at for each in spoken for at in each.at})
        where = ", ".join(self._where(*each) for each in _runs(at))
        values = {"title": title, "known": known, "total": len(spoken), "where": where}
        return self._words("coverage.row", **values)

    def _empty(self) -> set[int]:
        """The marks some of whose pages hold no text."""
        return {self._mark(page) for page in self._covered.empty if self._covered.paged}

    def _mark(self, at: int) -> int:
        return min(max(at - 1, 0) // self._step, self._count - 1)

    def _chapters(self) -> tuple[tuple[ToRead, ...], str]:
        """The chapters that speak of most, and what is said of the rest of those that speak."""
        speaking = [each for each in self._covered.chapters if each.indicators]
        best = sorted(speaking, key=lambda each: -each.indicators)[:_LISTED]
        listed = tuple(
            ToRead(letter, each.first, self._mark(each.first), self._chapter(each))
            for letter, each in zip(_LETTERS, best, strict=False)
        )
        rest = len(speaking) - len(best)
        return listed, self._words("coverage.others", count=rest) if rest else ""

    def _chapter(self, chapter: Chapter) -> str:
        where = self._where(chapter.first, chapter.last)
        values = {"count": chapter.indicators, "where": where}
        if not any(each.title for each in self._covered.chapters):
            return self._words("coverage.stretch", **values)
        title = chapter.title or self._words("coverage.untitled")
        return self._words("coverage.chapter", title=title, **values)

    def _where(self, first: int, last: int) -> str:
        if not self._covered.paged:
            values = {"first": self._share(first - 1), "last": self._share(last)}
            return self._words("coverage.share-range", **values)
        if first == last:
            return self._words("coverage.page", first=first)
        return self._words("coverage.page-range", first=first, last=last)

    def _share(self, hundredths: int) -> str:
        return self._words.percent(Fraction(min(hundredths, self._covered.length), 100))


def _above(spoken: Spoken, depth: int) -> tuple[Dimension, ...]:
    return spoken.item.dimensions[:depth]


def _depth(spoken: Sequence[Spoken]) -> int:
    """How deep the dimensions lie that have a strip each: the outermost that are several."""
    deepest = max(len(each.item.dimensions) for each in spoken)
    several = (n for n in range(deepest) if len({_codes(each, n) for each in spoken}) > 1)
    return next(several, deepest)


def _codes(spoken: Spoken, depth: int) -> tuple[str, ...]:
    return spoken.item.inside[:depth]


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Rising numbers, those that follow one another from the first to the last."""
    for _, held in groupby(enumerate(numbers), key=lambda each: each[1] - each[0]):
        run = [number for _, number in held]
        yield run[0], run[-1]

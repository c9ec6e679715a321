"""Of which indicators a document seems to speak at all, on which pages, and in which chapters.

A high score says little about whether there is evidence (docs/evidence.md): this is for choosing
what to read first, not for what may be left unread.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, takewhile
from typing import Any, Final, NamedTuple

from smartscore import __version__
from smartscore.engine.tree import Tree, groups
from smartscore.model.rubric import Rubric
from smartscore.model.walking import Asked
from smartscore.passages.cutting import Passage
from smartscore.passages.flags import Setting
from smartscore.passages.search import Named, Search, wanted

BOUND: Final = 0.25
"""A passage seems to speak of an indicator from so much of what its weightiest words score."""

WORDS: Final = 10
"""So many words of an indicator make up that whole."""

SHARES: Final = 100
"""A document without pages is told in so many parts."""

_FEWEST: Final = 3
"""Headings are chapters where there are so many of their level, else those below them are."""


_LONGEST, _PARTS, _SHARE = 10, 20, 25
"""What is read in one go: ten pages or a twentieth of many, or a quarter where there are none."""


class Spoken(NamedTuple):
    """An indicator, and where a document seems to speak of it: pages or hundredths, rising.

    `group` is the code under which an assessment rates it.
    """

    group: str
    item: Asked
    at: tuple[int, ...]


class Chapter(NamedTuple):
    """What stands under a heading: from where to where, and how many indicators it speaks of.

    `title` is empty for what stands before the first heading, or where there are none.
    """

    title: str
    first: int
    last: int
    indicators: int


class Covered(NamedTuple):
    """A document: `length` pages, some of them `empty`, or hundredths where it is not `paged`."""

    name: str
    length: int
    paged: bool
    empty: tuple[int, ...]
    spoken: tuple[Spoken, ...]
    chapters: tuple[Chapter, ...]

    @property
    def known(self) -> int:
        """Of how many indicators it seems to speak."""
        return sum(bool(each.at) for each in self.spoken)


class Coverage(NamedTuple):
    """What is known of each document, in the order in which they were given."""

    documents: tuple[Covered, ...]
    trees: tuple[Tree, ...]

    def to_dict(self) -> dict[str, Any]:
        """The same as `coverage/1`: plain data. Places are pages, or hundredths of the text."""
        rubrics = groups(self.trees)
        return {
            "format": "coverage/1",
            "smartscore": __version__,
            "documents": [_document(each, rubrics) for each in self.documents],
        }


def coverage(
    documents: Sequence[Named],
    trees: Sequence[Tree],
    setting: Setting = Setting(),  # noqa: B008 - a tuple
    *,
    indicator: Collection[str] | None = None,
) -> Coverage:
    """Of which indicators each document seems to speak, and where."""
    search = Search(documents, setting)
    asked = list(wanted(trees, indicator))
    speaking = [_speaking(search, *each) for each in asked]
    found = []
    for number, named in enumerate(documents):
        inside = [i for i in range(len(search.index.passages)) if search.document(i) == number]
        where = _Places(named, [search.index.passages[i] for i in inside])
        at = dict(zip(inside, where.places, strict=True))
        spoken = tuple(
            Spoken(rubric.code, item, _joined(at[i] for i in each if i in at))
            for (rubric, item), each in zip(asked, speaking, strict=True)
        )
        chapters = tuple(_chapters(search, inside, at, where.longest, speaking))
        document = named.document
        found.append(
            Covered(named.name, where.length, document.pages > 0, document.empty, spoken, chapters)
        )
    return Coverage(tuple(found), tuple(trees))


def _document(covered: Covered, rubrics: Mapping[str, Rubric]) -> dict[str, Any]:
    return {
        "name": covered.name,
        "pages": covered.length if covered.paged else 0,
        "empty": list(covered.empty),
        "indicators": [
            {
                "rubric": {"code": each.group, "version": rubrics[each.group].version},
                "code": each.item.code,
                "path": "/".join((each.group, *each.item.inside, each.item.code)),
                "at": list(each.at),
            }
            for each in covered.spoken
        ],
        "chapters": [each._asdict() for each in covered.chapters],
    }


def _speaking(search: Search, rubric: Rubric, item: Asked) -> frozenset[int]:
    """The passages that seem to speak of an indicator."""
    looked_for = search.queries(rubric, item)
    least = BOUND * search.most(looked_for, WORDS)
    ranked = takewhile(lambda each: each[1] >= least > 0, search.ranked(looked_for))
    return frozenset(i for i, _ in ranked)


class _Places:
    """Where the passages of a document stand: on pages, or in hundredths of its text."""

    def __init__(self, named: Named, passages: Sequence[Passage]) -> None:
        self.length = named.document.pages or SHARES
        self.longest = max(_LONGEST, self.length // _PARTS) if named.document.pages else _SHARE
        if named.document.pages:
            self.places = [(each.page, each.last_page) for each in passages]
            return
        sentences = max((each.last for each in passages), default=0) + 1
        self.places = [
            (1 + each.first * SHARES // sentences, 1 + each.last * SHARES // sentences)
            for each in passages
        ]


def _joined(places: Iterator[tuple[int, int]]) -> tuple[int, ...]:
    return tuple(sorted({at for first, last in places for at in range(first, last + 1)}))


def _chapters(
    search: Search,
    inside: Sequence[int],
    at: dict[int, tuple[int, int]],
    longest: int,
    speaking: Sequence[frozenset[int]],
) -> Iterator[Chapter]:
    """What can be read in one go, in the order of the document, by the headings above it."""
    sections = {i: search.index.passages[i].section for i in inside}

    def chapter(section: tuple[str, ...], run: list[int]) -> Chapter:
        count = sum(not each.isdisjoint(run) for each in speaking)
        first, last = at[run[0]][0], max(at[i][1] for i in run)
        return Chapter(section[-1] if section else "", first, last, count)

    def parts(passages: Iterable[int], depth: int) -> Iterator[Chapter]:
        for section, held in groupby(passages, key=lambda i: sections[i][: depth + 1]):
            run = list(held)
            whole = chapter(section, run)
            if whole.last - whole.first < longest:
                yield whole
            elif any(len(sections[i]) > depth + 1 for i in run):
                yield from parts(run, depth + 1)
            else:
                start = whole.first
                for _, some in groupby(run, key=lambda i: (at[i][0] - start) // longest):
                    yield chapter(section, list(some))

    yield from parts(inside, _depth(list(sections.values())))


def _depth(sections: Sequence[tuple[str, ...]]) -> int:
    """How deep the headings are that are called chapters."""
    deepest = max(map(len, sections), default=0)
    for depth in range(deepest):
        if len({each[: depth + 1] for each in sections if len(each) > depth}) >= _FEWEST:
            return depth
    return max(deepest - 1, 0)

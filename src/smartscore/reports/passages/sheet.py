"""What is said of candidates, in the words of one language; nothing here is escaped or cut."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from smartscore.engine.tree import groups
from smartscore.model.rubric import Rubric
from smartscore.passages.locators import place
from smartscore.passages.proposals import Proposals, word_count
from smartscore.passages.search import Candidate, ForIndicator
from smartscore.reports.library.indicators import steps
from smartscore.reports.passages import flagged
from smartscore.reports.passages.repeated import Repeated, Spot
from smartscore.text.documents import Document
from smartscore.text.naming import shown
from smartscore.text.ranges import ranges
from smartscore.words import Words


class Piece(NamedTuple):
    """A stretch of a passage, and whether it is what was looked for."""

    text: str
    marked: bool = False


class Proposal(NamedTuple):
    """A candidate: where it stands, its passage in pieces, what is remarkable about it.

    Where the same passage stands further up, `above` says so and `first` is the anchor of that
    place; where it does not, `also` tells under what else it stands.
    """

    document: str
    place: str
    pieces: tuple[Piece, ...]
    flags: tuple[str, ...]
    anchor: str
    first: str
    above: str
    also: str

    @property
    def quote(self) -> str:
        """The passage, verbatim."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def matched(self) -> tuple[str, ...]:
        """The words that were looked for, each as it first stands there."""
        found = {
            piece.text.casefold(): piece.text for piece in reversed(self.pieces) if piece.marked
        }
        return tuple(reversed(found.values()))


class Entry(NamedTuple):
    """An indicator with its candidates; `note` says what else is to be known of them.

    `steps` are its levels or the items of its checklist, each by name and as it looks.
    """

    title: str
    code: str
    question: str
    steps: tuple[tuple[str, str], ...]
    proposals: tuple[Proposal, ...]
    note: str


class Chapter(NamedTuple):
    """The indicators of a dimension, whose title tells those around it, too."""

    title: str
    entries: tuple[Entry, ...]


class Group(NamedTuple):
    """The indicators of one rubric, by dimension; `mark` is its code and version."""

    title: str
    mark: str
    chapters: tuple[Chapter, ...]


class Sheet(NamedTuple):
    """All candidates: what was found on the whole, what was read, and what to think of it."""

    language: str
    heading: str
    lead: tuple[str, ...]
    documents: tuple[str, ...]
    groups: tuple[Group, ...]
    closing: tuple[str, ...]


def sheet(found: Proposals, words: Words) -> Sheet:
    """The candidates of all indicators, under their dimensions, in the order of the rubrics."""
    return _Making(found, words).sheet()


def cut(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    """A text in pieces, those between the given offsets marked.

    >>> [(piece.text, piece.marked) for piece in cut("one two three", [(4, 7)])]
    [('one ', False), ('two', True), (' three', False)]
    """
    found, done = [], 0
    for start, end in sorted(spans):
        if done <= start < end <= len(text):
            found += [Piece(text[done:start]), Piece(text[start:end], marked=True)]
            done = end
    return tuple(piece for piece in (*found, Piece(text[done:])) if piece.text)


def told_of(name: str, document: Document, words: Words) -> str:
    """A document in a line: its name, how long it is, which of its pages hold no text."""
    if document.pages:
        size = words("evidence.has-pages", count=words.count(document.pages))
    else:
        size = words("evidence.has-words", count=words.count(word_count(document)))
    empty = words("evidence.empty", pages=ranges(document.empty)) if document.empty else ""
    return words("evidence.document", name=shown(name), size=size, empty=empty)


class _Making:
    """One search, in the words of a language."""

    def __init__(self, found: Proposals, words: Words) -> None:
        self._found = found
        self._asked = found.findings.asked
        self._words = words
        self._repeated = Repeated(self._asked, words)

    def sheet(self) -> Sheet:
        found, words = self._found, self._words
        key = "evidence.heading-of" if found.setting.place else "evidence.heading"
        return Sheet(
            words.language,
            words(key, subject=found.setting.place),
            tuple(self._lead()),
            tuple(told_of(each.name, each.document, words) for each in found.documents),
            tuple(self._groups()),
            (words("evidence.quarter"), words("evidence.nowhere")),
        )

    def _lead(self) -> Iterator[str]:
        found, words = self._found, self._words
        counts = [len(each.candidates) for each in self._asked]
        pages = sum(each.document.pages for each in found.documents)
        paged = all(each.document.pages for each in found.documents)
        values = {
            "documents": words("evidence.documents", count=len(found.documents)),
            "pages": words("evidence.of-pages", count=words.count(pages)) if paged else "",
            "found": sum(map(bool, counts)),
            "count": len(counts),
            "all": sum(counts),
        }
        yield words("evidence.lead", **values)
        if self._repeated.passages < sum(counts):
            yield words("evidence.passages", count=self._repeated.passages)
        if found.unread:
            names = ", ".join(map(shown, found.unread))
            yield words("evidence.unread", count=len(found.unread), names=names)

    def _groups(self) -> Iterator[Group]:
        rubrics = groups(self._found.trees)
        numbered = enumerate(self._asked)
        for code, asked in groupby(numbered, key=lambda each: each[1].group):
            rubric = rubrics[code]
            yield Group(
                self._words.text(rubric.title),
                f"{rubric.code} {rubric.version}",
                tuple(self._chapters(rubric, asked)),
            )

    def _chapters(
        self, rubric: Rubric, asked: Iterable[tuple[int, ForIndicator]]
    ) -> Iterator[Chapter]:
        for dimensions, inside in groupby(asked, key=lambda each: each[1].item.dimensions):
            title = " / ".join(self._words.text(each.title) for each in dimensions)
            yield Chapter(title, tuple(self._entry(rubric, *each) for each in inside))

    def _entry(self, rubric: Rubric, i: int, asked: ForIndicator) -> Entry:
        words, indicator = self._words, asked.item.indicator
        return Entry(
            words.text(indicator.title),
            indicator.code,
            words.text(indicator.question) if indicator.question else "",
            tuple(steps(indicator, rubric, words)),
            tuple(self._proposal(e, Spot(i, n)) for n, e in enumerate(asked.candidates, 1)),
            " ".join(self._notes(asked)),
        )

    def _notes(self, asked: ForIndicator) -> Iterator[str]:
        if not asked.candidates:
            yield self._words("evidence.none")
        if asked.dismissed:
            yield self._words("evidence.dismissed", count=asked.dismissed)

    def _proposal(self, candidate: Candidate, spot: Spot) -> Proposal:
        words, passage = self._words, candidate.passage
        first = self._repeated.first(candidate.digest)
        is_read = first != spot
        read = self._found.documents[candidate.document]
        pages = (passage.page, passage.last_page)
        return Proposal(
            shown(read.name),
            place(pages, passage.section, read.document, words),
            cut(passage.text, candidate.matched),
            tuple(flagged.told(each, words) for each in candidate.flags),
            spot.anchor,
            first.anchor,
            self._repeated.above(candidate.digest) if is_read else "",
            "" if is_read else self._repeated.also(candidate.digest),
        )

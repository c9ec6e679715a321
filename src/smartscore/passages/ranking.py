"""Passages ranked for a query by their words: Okapi BM25."""

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from smartscore.passages.cutting import Passage
from smartscore.passages.queries import Query
from smartscore.passages.words import Stems, each_stem, stems, tells, words

if TYPE_CHECKING:  # arrays take no brackets before Python 3.12
    Places = array[int]
    Worths = array[float]
    Mentions = dict[str, tuple[Places, Worths]]


class Constants(NamedTuple):
    """How words count: docs/evidence.md says on what these were chosen.

    `k1` says how soon further mentions of a word count less, `b` how much a long passage must
    mention more, `section` how often a word of a heading above counts as mentioned.
    """

    k1: float = 1.2
    b: float = 0.5
    section: float = 0.3


class Index:
    """The words of passages, and what a passage is worth to a query."""

    def __init__(self, passages: Sequence[Passage], constants: Constants) -> None:
        self.passages = passages
        self._constants = constants
        self._numbers: dict[str, int] = {}
        self._texts: list[Places] = []
        self._found: Mentions = {}
        mentioned: Mentions = {}
        self._sizes = array("d")
        for i, passage in enumerate(passages):
            self._take(i, passage, mentioned)
        self._mean = sum(self._sizes) / len(passages) if passages else 1.0
        for stem, (where, often) in mentioned.items():
            self._found[stem] = (where, self._worth(where, often))

    def _take(self, i: int, passage: Passage, mentioned: "Mentions") -> None:
        text = list(each_stem(passage.text))
        numbers = self._numbers
        self._texts.append(array("I", [numbers.setdefault(stem, len(numbers)) for stem in text]))
        counts: Counter[str] | dict[str, float] = Counter(filter(tells, text))
        self._sizes.append(sum(counts.values()))
        if self._constants.section:
            above = set(filter(tells, stems(" ".join(passage.section))))
            counts = {stem: float(count) for stem, count in counts.items()}
            for stem in sorted(above):
                counts[stem] = counts.get(stem, 0.0) + self._constants.section
        for stem, count in counts.items():
            where, often = mentioned.setdefault(stem, (array("I"), array("d")))
            where.append(i)
            often.append(count)

    def _worth(self, where: "Places", often: "Worths") -> "Worths":
        """What a word is worth in each passage that mentions it."""
        k1, b, _ = self._constants
        rare = _rarity(len(where), len(self.passages))
        mean, sizes = self._mean or 1.0, self._sizes
        return array(
            "d",
            [
                rare * much * (k1 + 1) / (much + k1 * (1 - b + b * sizes[i] / mean))
                for i, much in zip(where, often, strict=True)
            ],
        )

    def scores(self, query: Query) -> dict[int, float]:
        """The score of each passage that has a word of the query, by its place."""
        found: dict[int, float] = {}
        for stem, weight in query.words.items():
            where, worth = self._found.get(stem, ((), ()))
            for i, each in zip(where, worth, strict=True):
                found[i] = found.get(i, 0.0) + weight * each
        for phrase, weight in query.phrases.items():
            where = self._with(phrase)
            often = array("d", [1.0] * len(where))
            for i, each in zip(where, self._worth(where, often), strict=True):
                found[i] = found.get(i, 0.0) + weight * each
        return found

    def weight(self, i: int, query: Query) -> float:
        """What the words and phrases weigh together that stand in a passage, not above it."""
        text = self._texts[i]
        said = set(text)
        found = sum(w for stem, w in query.words.items() if self._numbers.get(stem) in said)
        for phrase, weight in query.phrases.items():
            numbers = [self._numbers[stem] for stem in phrase if stem in self._numbers]
            if (
                len(numbers) == len(phrase)
                and said.issuperset(numbers)
                and _stands(array("I", numbers).tobytes(), text)
            ):
                found += weight
        return found

    def most(self, query: Query, words: int) -> float:
        """What a passage scores that mentions so many words of a query once, the weightiest."""
        each = (weight * self._rare(stem) for stem, weight in query.words.items())
        return sum(sorted(each, reverse=True)[:words])

    def _rare(self, stem: str) -> float:
        where, _ = self._found.get(stem, ((), ()))
        return _rarity(len(where), len(self.passages))

    def _with(self, phrase: Stems) -> "Places":
        """The passages in which a phrase stands."""
        telling = [stem for stem in phrase if tells(stem)]
        lists: list[Iterable[int]] = [self._found[s][0] for s in telling if s in self._found]
        if len(lists) < len(telling) or not lists:
            return array("I")
        both = set(lists[0]).intersection(*lists[1:])
        numbers = [self._numbers.get(stem) for stem in phrase]
        if None in numbers:
            return array("I")
        wanted = array("I", [number for number in numbers if number is not None]).tobytes()
        return array("I", sorted(i for i in both if _stands(wanted, self._texts[i])))


def _rarity(held: int, count: int) -> float:
    """What a mention is worth by how many of all passages hold the word."""
    return math.log(1 + (count - held + 0.5) / (held + 0.5))


def _stands(wanted: bytes, text: "Places") -> bool:
    held, size = text.tobytes(), text.itemsize
    at = held.find(wanted)
    while at != -1 and at % size:
        at = held.find(wanted, at + 1)
    return at != -1


def matched(passage: Passage, query: Query) -> tuple[tuple[int, int], ...]:
    """Where in the text of a passage words and phrases of a query stand."""
    said = list(words(passage.text))
    marks = [word.stem in query.words for word in said]
    text = tuple(word.stem for word in said)
    for phrase in (each for each in query.phrases if each[0] in text):
        size = len(phrase)
        for i in (i for i, first in enumerate(text) if first == phrase[0]):
            if text[i : i + size] == phrase:
                marks[i : i + size] = [True] * size
    found: list[tuple[int, int]] = []
    for word, marked in zip(said, marks, strict=True):
        if not marked:
            continue
        if found and passage.text[found[-1][1] : word.start] in ("", " ", "-"):
            found[-1] = (found[-1][0], word.end)
        else:
            found.append((word.start, word.end))
    return tuple(found)

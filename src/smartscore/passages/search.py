"""Documents searched for candidate evidence, indicator by indicator."""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from typing import Final, NamedTuple

from smartscore.engine.tree import Tree, groups
from smartscore.model.rubric import Rubric
from smartscore.model.walking import Asked, asked
from smartscore.passages import flags as flagging
from smartscore.passages.cutting import Passage, passages
from smartscore.passages.elsewhere import elsewhere
from smartscore.passages.flags import Flag, Setting
from smartscore.passages.languages import language
from smartscore.passages.priors import prior
from smartscore.passages.queries import Query, Weights, query
from smartscore.passages.ranking import Constants, Index, matched
from smartscore.passages.words import each_stem
from smartscore.text.documents import Document

_KEPT: Final = 2, 5
"""So many of so many places are kept for passages that speak of lack."""

_DEEP: Final = 4
"""Among so many times the places that are shown, kept places are filled."""


_LITTLE: Final = 2
"""Words of less weight together, one of a single level for instance, stand there by chance."""

Queries = Mapping[str, Query]
"""What is looked for in the documents of each language."""


class Tuning(NamedTuple):
    """The constants of a search; docs/evidence.md says on what they were chosen.

    A passage that speaks of lack takes a place kept for such if it scores at least `floor` of what
    the last one scores that would be shown without such places.
    """

    weights: Weights = Weights()
    constants: Constants = Constants()
    floor: float = 0.8


USUAL: Final = Tuning()


class Named(NamedTuple):
    """A document, and the name by which a reader knows it."""

    name: str
    document: Document


class Candidate(NamedTuple):
    """A passage that may be evidence: in which document, and why it is shown.

    `document` is the place of its document among those searched. `matched` are the parts of its
    text that were looked for, from and to. `digest` is the name by which it can be dismissed.
    """

    document: int
    passage: Passage
    score: float
    matched: tuple[tuple[int, int], ...]
    flags: tuple[Flag, ...]
    digest: str


class ForIndicator(NamedTuple):
    """What is proposed for an indicator, best first.

    `group` is the code under which an assessment rates it; `dismissed` are how many passages were
    left out because they had been proposed and dismissed before.
    """

    group: str
    item: Asked
    candidates: tuple[Candidate, ...]
    dismissed: int = 0


class Findings(NamedTuple):
    """The candidates of all indicators that were asked for, in the order of their rubrics."""

    asked: tuple[ForIndicator, ...]
    documents: tuple[Named, ...]
    passages: int
    """How many passages were searched."""


Dismissed = Mapping[tuple[str, str], Collection[str]]
"""Digests of dismissed candidates by the group and the code of their indicator."""


def digest(quote: str) -> str:
    """A short name of a passage, which no change of spaces, capitals or marks alters.

    >>> digest("By 2033: every service.") == digest("by 2033 every  service")
    True
    """
    said = " ".join(each_stem(quote))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def found(
    documents: Sequence[Named],
    trees: Sequence[Tree],
    setting: Setting = Setting(),  # noqa: B008 - a tuple
    *,
    top: int = 5,
    indicator: Collection[str] | None = None,
    dismissed: Dismissed | None = None,
) -> Findings:
    """The `top` candidates of all documents together for each indicator of some rubrics.

    `indicator` are the indicators that are asked for, by their codes or as `group/code`; all where
    it is None.
    """
    search = Search(documents, setting)
    held = dismissed or {}
    answers = [
        search.answer(rubric, item, top, held.get((rubric.code, item.code), ()))
        for rubric, item in wanted(trees, indicator)
    ]
    return Findings(tuple(answers), tuple(documents), len(search.index.passages))


def wanted(
    trees: Sequence[Tree], indicator: Collection[str] | None = None
) -> Iterator[tuple[Rubric, Asked]]:
    """The indicators of some rubrics, or those of them that are named by code or `group/code`."""
    for rubric in groups(trees).values():
        for item in asked(rubric):
            names = {item.code, f"{rubric.code}/{item.code}"}
            if indicator is None or names & set(indicator):
                yield rubric, item


class Search:
    """Documents that are ready to be searched."""

    def __init__(
        self, documents: Sequence[Named], setting: Setting, tuning: Tuning = USUAL
    ) -> None:
        cut = [passages(each.document) for each in documents]
        self._documents = documents
        self._setting = setting
        self._tuning = tuning
        self._issued = [each.document.issued for each in documents]
        self._elsewhere = [elsewhere(each.document, setting) is not None for each in documents]
        self._document = [i for i, each in enumerate(cut) for _ in each]
        self.index = Index([passage for each in cut for passage in each], tuning.constants)
        self._languages = [language(each.document) for each in documents]
        self._flags: dict[int, tuple[Flag, ...]] = {}
        self._priors: dict[int, float] = {}
        self._names: dict[int, str] = {}
        self._named: dict[str, list[int]] = {}

    def answer(
        self, rubric: Rubric, item: Asked, top: int, dismissed: Collection[str] = ()
    ) -> ForIndicator:
        """What is proposed for an indicator."""
        wanted = self.queries(rubric, item)
        left_out = 0
        taken: set[tuple[int, int]] = set()
        seen: set[str] = set(dismissed)
        away = self._sentences_of(dismissed)
        proposed: dict[int, str] = {}
        scores: dict[int, float] = {}
        for i, score in self.ranked(wanted):
            if len(proposed) >= top * _DEEP:
                break
            sentences = self._sentences(i)
            if not taken.isdisjoint(sentences):
                continue
            if self.index.weight(i, wanted[self._language(i)]) < _LITTLE:
                continue
            name = self._name(i)
            if name not in dismissed and not away.isdisjoint(sentences):
                continue
            taken.update(sentences)
            scores[i] = score
            left_out += name in dismissed
            if name not in seen:
                proposed[i] = name
            seen.add(name)
        places = self._places(list(proposed), scores, top)
        return ForIndicator(
            rubric.code,
            item,
            tuple(self._candidate(i, scores[i], wanted, proposed[i]) for i in places),
            left_out,
        )

    def queries(self, rubric: Rubric, item: Asked) -> Queries:
        """What is looked for on behalf of an indicator in the documents."""
        weights = self._tuning.weights
        return {
            language: query(item, rubric, weights, language) for language in set(self._languages)
        }

    def most(self, wanted: Queries, words: int) -> float:
        """What a passage scores that mentions so many words of queries once, the weightiest."""
        return max((self.index.most(each, words) for each in wanted.values()), default=0.0)

    def ranked(self, wanted: Queries) -> Iterator[tuple[int, float]]:
        """The passages with a word of a query, best first, with their scores.

        A passage is looked at for flags no earlier than its turn can come: a prior only lowers.
        """
        scores = {
            i: score
            for language, each in wanted.items()
            for i, score in self.index.scores(each).items()
            if self._language(i) == language
        }
        waiting: list[tuple[float, int]] = []
        order = [(-score, i) for i, score in scores.items()]
        heapify(order)
        while order:
            score, i = heappop(order)
            while waiting and waiting[0][0] <= score:
                lowered, first = heappop(waiting)
                yield first, -lowered
            heappush(waiting, (score * self._prior(i), i))
        while waiting:
            score, first = heappop(waiting)
            yield first, -score

    def document(self, i: int) -> int:
        """The place of a passage's document among those searched."""
        return self._document[i]

    def _language(self, i: int) -> str:
        return self._languages[self._document[i]]

    def flags(self, i: int) -> tuple[Flag, ...]:
        """The flags of a passage."""
        if i not in self._flags:
            self._flags[i] = flagging.flags(
                self.index.passages[i], self._setting, self._issued[self._document[i]]
            )
        return self._flags[i]

    def _prior(self, i: int) -> float:
        if i not in self._priors:
            away = self._elsewhere[self._document[i]]
            self._priors[i] = prior(self.index.passages[i], self.flags(i), elsewhere=away)
        return self._priors[i]

    def _name(self, i: int) -> str:
        if i not in self._names:
            self._names[i] = digest(self.index.passages[i].text)
        return self._names[i]

    def _sentences(self, i: int) -> list[tuple[int, int]]:
        """The sentences of a passage, each with its document."""
        passage = self.index.passages[i]
        return [(self._document[i], each) for each in range(passage.first, passage.last + 1)]

    def _sentences_of(self, dismissed: Collection[str]) -> set[tuple[int, int]]:
        """The sentences of passages that were dismissed: no other passage brings one back."""
        if not dismissed:
            return set()
        if not self._named:
            for i, passage in enumerate(self.index.passages):
                self._named.setdefault(digest(passage.text), []).append(i)
        held = (i for name in dismissed for i in self._named.get(name, ()))
        return {each for i in held for each in self._sentences(i)}

    def _places(self, ranked: list[int], scores: Mapping[int, float], top: int) -> list[int]:
        """The best, with some places kept for what speaks of lack."""
        share, of = _KEPT
        best, rest = ranked[:top], ranked[top:]
        missing = top * share // of - sum(map(self._lacks, best))
        fifth = scores[best[-1]] if best else 0.0
        for i in rest:
            if missing <= 0 or scores[i] < self._tuning.floor * fifth:
                break
            if self._lacks(i):
                last = max((place for place in best if not self._lacks(place)), key=best.index)
                best.remove(last)
                best.append(i)
                missing -= 1
        return best

    def _lacks(self, i: int) -> bool:
        return any(flag.code == "lack" for flag in self.flags(i))

    def _candidate(self, i: int, score: float, wanted: Queries, name: str) -> Candidate:
        passage = self.index.passages[i]
        marks = matched(passage, wanted[self._language(i)])
        return Candidate(self._document[i], passage, score, marks, self.flags(i), name)

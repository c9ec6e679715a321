"""The sources of a report under keys of their own, and how they are cited and listed."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from smartscore.model.fields import Citation, Reference
from smartscore.model.rubric import Rubric
from smartscore.model.walking import cited
from smartscore.reports.cited import as_source, in_evidence
from smartscore.reports.sources import entry, set_entry, when, who
from smartscore.reports.view import Citations, Cite, Source
from smartscore.results.result import Result
from smartscore.text.csl import note, page_of, plain
from smartscore.words import Words

_OWN = ("id", "file")
"""Keys of a reference that are not CSL's, or that a report sets itself."""

_PAGE = re.compile(r"\d+(\s*[-–]\s*\d+)?")

_HANDBOOK: Mapping[str, Any] = {
    "id": "oecd-jrc-2008",
    "type": "book",
    "title": "Handbook on Constructing Composite Indicators: Methodology and User Guide",
    "author": [{"literal": "OECD"}, {"literal": "Joint Research Centre"}],
    "issued": {"date-parts": [[2008]]},
    "publisher": "OECD Publishing",
    "publisher-place": "Paris",
    "ISBN": "978-92-64-04345-9",
}
"""The source of the formulas, as docs/method.md names it."""


class Bibliography:
    """All that the evidence of some assessments cites, and each rubric, each once.

    Of the rubrics that are `printed` the sources are there too: the report shows what rests on
    them. Two files may use one key for different sources: the later gets a number behind its key.
    What two files list under one key with the same title, authors and date is one source.
    """

    def __init__(
        self,
        results: Sequence[Result],
        rubrics: Iterable[Rubric],
        printed: Sequence[Rubric],
        words: Words,
        *,
        handbook: bool = False,
    ) -> None:
        self._words = words
        self._items: dict[str, dict[str, Any]] = {}
        self._keys: dict[tuple[int, str], str] = {}
        self._others: dict[tuple[int, str], str] = {}
        for result in results:
            keys = in_evidence(result.cards, result.assessment.informants)
            for reference in result.assessment.references:
                if reference.key in keys:
                    self._add(id(result.assessment), reference)
                else:
                    item = _item(reference)
                    told = f"{who(item, words)}, {when(item, words)}"
                    self._others[id(result.assessment), reference.key] = told
        for rubric in rubrics:
            self._add(0, as_source(rubric, words))
        for rubric in printed:
            rests_on = cited(rubric)
            for reference in rubric.references:
                if reference.key in rests_on:
                    self._add(id(rubric), reference)
        self.handbook = self._add(0, Reference.model_validate(_HANDBOOK)) if handbook else ""
        self._letters = _told_apart(self._items, words)

    def _add(self, owner: int, reference: Reference) -> str:
        item = _item(reference)
        key, number = reference.key, 1
        while key in self._items and not _same(self._items[key], item):
            number += 1
            key = f"{reference.key}-{number}"
        self._keys.setdefault((owner, reference.key), key)
        self._items.setdefault(key, item | {"id": key})
        return key

    def cite(self, owner: object, key: str, at: str = "") -> Cite:
        """A pointer to a source that an assessment or a rubric has under a key.

        A key that it does not have is shown as text and points nowhere; so is what nobody cites.
        """
        found = self._keys.get((id(owner), key))
        if found is None:
            return Cite("", at, self._others.get((id(owner), key), key))
        return self.pointer(found, at)

    def pointer(self, key: str, at: str = "") -> Cite:
        """A pointer to a source of the report."""
        paged = _PAGE.fullmatch(at.strip()) is not None
        locator = self._words("report.page", page=at) if paged else at
        return Cite(key, locator, self._short(key), paged)

    def _short(self, key: str) -> str:
        """Author and year of a source, as citations name it."""
        item = self._items.get(key)
        if item is None:
            return key
        return f"{who(item, self._words)}, {when(item, self._words)}{self._letters[key]}"

    def cited(self, owner: Rubric, citations: Iterable[Citation]) -> Citations:
        """The sources that citations of a rubric name, each once and without places."""
        keys = dict.fromkeys(citation.cite for citation in citations)
        return Citations(tuple(self.cite(owner, key) for key in keys))

    def drawn(self, owner: Rubric, citations: Iterable[Citation]) -> Citations:
        """The same with the place in each."""
        return Citations(
            tuple(self.cite(owner, one.cite, self._words.text(one.at)) for one in citations)
        )

    def all_of(self, owner: object, references: Iterable[Reference]) -> Citations:
        """Every source of an assessment."""
        return Citations(tuple(self.cite(owner, reference.key) for reference in references))

    def sources(self) -> tuple[Source, ...]:
        """The list of sources, by author and year."""
        found = [
            Source(
                key,
                self._short(key),
                entry(item, self._words, self._letters[key]),
                page_of(item),
                note(item, self._words.language),
                item,
                set_entry(item, self._words, self._letters[key]),
            )
            for key, item in self._items.items()
        ]
        return tuple(sorted(found, key=lambda source: (source.entry.casefold(), source.key)))


def _item(reference: Reference) -> dict[str, Any]:
    """A reference as a CSL item, without keys of our own."""
    written = {k: v for k, v in reference.model_dump().items() if k not in (*_OWN, "key")}
    return {"id": reference.key, **{k: v for k, v in written.items() if v is not None}}


def _same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two items of one key are one source: by title, authors and date."""
    return _marks(one) == _marks(other)


def _marks(item: Mapping[str, Any]) -> tuple[str, str, str]:
    title = " ".join(plain(item.get("title")).casefold().split())
    return title, json.dumps(item.get("author")), json.dumps(item.get("issued"))


def _told_apart(items: Mapping[str, Mapping[str, Any]], words: Words) -> dict[str, str]:
    """The letter behind the year of each source; none where author and year are its own."""
    plain = {key: f"{who(item, words)}, {when(item, words)}" for key, item in items.items()}
    alike: dict[str, list[str]] = {}
    for key, short in plain.items():
        alike.setdefault(short, []).append(key)
    return {
        key: _letter(number) if len(keys) > 1 else ""
        for keys in alike.values()
        for number, key in enumerate(keys)
    }


def _letter(number: int) -> str:
    """a, b ... z, aa, ab: what tells the works of one author and year apart."""
    letter = chr(ord("a") + number % 26)
    return letter if number < 26 else _letter(number // 26 - 1) + letter

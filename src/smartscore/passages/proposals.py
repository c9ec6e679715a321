"""What is proposed of some documents for the indicators of some rubrics, also as plain data."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from smartscore import __version__
from smartscore.engine.tree import Tree, groups
from smartscore.model.fields import Language
from smartscore.model.rubric import Rubric
from smartscore.passages.coverage import Coverage, coverage
from smartscore.passages.flags import Setting
from smartscore.passages.locators import locator, printed
from smartscore.passages.search import Candidate, Findings, ForIndicator, Named
from smartscore.read.documents.several import Read, Several
from smartscore.results.records import both_languages
from smartscore.text.documents import Document
from smartscore.text.problems import Problem
from smartscore.words import Words, words


@dataclass(frozen=True, eq=False)
class Proposals:
    """The candidates of documents that were read, and what is to be told of those documents.

    `top` is how many candidates an indicator has at most. `keys` are those by which an assessment
    cites the documents, empty for one that it does not list, and none without an assessment.
    """

    read: Several
    trees: tuple[Tree, ...]
    setting: Setting
    top: int
    findings: Findings
    keys: tuple[str, ...] = ()

    @property
    def documents(self) -> tuple[Read, ...]:
        """The documents that were searched; candidates name them by their place here."""
        return self.read.documents

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is to be told of documents: why one was not read, or that it was given twice."""
        return self.read.problems

    @property
    def unread(self) -> tuple[str, ...]:
        """The documents that were given and could not be read."""
        return self.read.unread

    def coverage(self) -> Coverage:
        """Of which of the indicators each document seems to speak, and where."""
        named = [Named(each.name, each.document) for each in self.documents]
        asked = {f"{each.group}/{each.item.code}" for each in self.findings.asked}
        return coverage(named, self.trees, self.setting, indicator=asked)

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """The same as `evidence/1`, which `evidence` writes as JSON: plain data.

        `language` is that in which `at` names pages.
        """
        rubrics, told = groups(self.trees), words(language)
        return {
            "format": "evidence/1",
            "smartscore": __version__,
            "setting": self.setting._asdict(),
            "top": self.top,
            "passages": self.findings.passages,
            "documents": [
                _document(each, *self.keys[i : i + 1]) for i, each in enumerate(self.documents)
            ],
            "unread": list(self.unread),
            "indicators": [
                _indicator(each, rubrics[each.group], self.documents, told)
                for each in self.findings.asked
            ],
        }

    def __repr__(self) -> str:
        """How much of what was asked for has candidates."""
        asked = self.findings.asked
        found = sum(bool(each.candidates) for each in asked)
        number = len(self.documents)
        said = f"{number} document{'' if number == 1 else 's'}"
        return f"<Proposals: {said}, {found} of {len(asked)} indicators>"


def _document(read: Read, key: str = "") -> dict[str, Any]:
    document = read.document
    return {
        "file": read.file,
        "name": read.name,
        "digest": read.digest,
        "key": key or None,
        "title": document.title,
        "author": document.author,
        "issued": document.issued,
        "pages": document.pages,
        "empty": list(document.empty),
        "words": word_count(document),
    }


def _indicator(
    asked: ForIndicator, rubric: Rubric, documents: Sequence[Read], told: Words
) -> dict[str, Any]:
    item = asked.item
    return {
        "rubric": {"code": rubric.code, "version": rubric.version},
        "code": item.code,
        "path": "/".join((rubric.code, *item.inside, item.code)),
        "title": both_languages(item.indicator.title),
        "dismissed": asked.dismissed,
        "candidates": [_candidate(each, documents, told) for each in asked.candidates],
    }


def _candidate(found: Candidate, documents: Sequence[Read], told: Words) -> dict[str, Any]:
    passage, document = found.passage, documents[found.document].document
    pages = (passage.page, passage.last_page)
    return {
        "document": found.document + 1,
        "page": passage.page or None,
        "last_page": passage.last_page or None,
        "label": printed(passage.page, document) or None,
        "section": list(passage.section),
        "at": locator(pages, passage.section, document, told),
        "quote": passage.text,
        "matched": [list(span) for span in found.matched],
        "flags": [{"code": flag.code, "found": flag.found} for flag in found.flags],
        "score": round(found.score, 6),
        "digest": found.digest,
    }


def word_count(document: Document) -> int:
    """How many words a document has."""
    return sum(len(block.text.split()) for block in document.blocks)

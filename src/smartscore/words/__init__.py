"""The words of the interface, and how figures and dates are written, in Indonesian and English."""

import datetime
from fractions import Fraction
from functools import cache
from typing import Final

from smartscore.arithmetic.numbers import percent, percents
from smartscore.engine.tree import Tree
from smartscore.model.fields import Language, Translations, in_language, shown
from smartscore.text import notation
from smartscore.text.languages import known_language as known_language
from smartscore.text.problems import Problem
from smartscore.text.sentences import Sentences

_LISTED: Final = 6
"""So many weights that were given are listed in a sentence."""


class Words(Sentences):
    """One language: sentences by key, figures with its decimal mark, texts of files in it."""

    def __init__(self, language: Language) -> None:
        super().__init__(language)
        self.language = language

    def text(self, text: str | Translations | None) -> str:
        """A file's text in this language, in the other one where it has no such translation."""
        return in_language(text, self.language)

    def figure(self, shown: str | None) -> str:
        """A printed figure with this language's decimal mark; a dash where there is none."""
        return "–" if shown is None else shown.replace(".", self._sentences["decimal-mark"])

    def count(self, number: int) -> str:
        """A whole number with a mark between its thousands."""
        return f"{number:,}".replace(",", "." if self._sentences["decimal-mark"] == "," else ",")

    def percent(self, share: Fraction | None) -> str:
        """A share as a whole percentage; a dash where there is none."""
        return "–" if share is None else f"{percent(share)}%"

    def share(self, share: Fraction, *, brief: bool = False) -> str:
        """A share of draws as a whole percentage that says where it is less than one or over 99.

        With `brief` as a sign, for a cell of a table.
        """
        if 0 < share < Fraction(1, 100):
            return self("share.few-brief" if brief else "share.few")
        if Fraction(99, 100) < share < 1:
            return self("share.nearly-brief" if brief else "share.nearly")
        return self.percent(share)

    def percents(self, one: Fraction, other: Fraction) -> tuple[str, str]:
        """Two shares as percentages, with as many decimals as it takes to tell them apart."""
        first, second = percents(one, other)
        return self.figure(f"{first}%"), self.figure(f"{second}%")

    def weighting(self, tree: Tree) -> str:
        """By which other weights, and over which sample, a card is scored; empty without any."""
        told = [self("figure.weighting", name=tree.weighting)] if tree.weighting else []
        if tree.weights:
            pairs = [
                f"{path} {self.figure(shown(notation.digits(w)))}"
                for path, w in tree.weights.items()
            ]
            more = ["…"] if len(pairs) > _LISTED else []
            told.append(self("figure.weights", weights="; ".join(pairs[:_LISTED] + more)))
        if tree.sample is not None:
            told.append(self("figure.sample", count=tree.sample.places))
        return " ".join(told)

    def date(self, day: datetime.date) -> str:
        """A calendar day in words."""
        month = self._sentences["months"].split()[day.month - 1]
        return f"{day.day} {month} {day.year}"

    def unreadable(self, file: str, reason: str) -> str:
        """Why a file can't be read; for one of our examples, how it is had."""
        from smartscore.read.examples import meant

        told = self("cannot.read", file=file, reason=self.reason(reason))
        if reason != "missing" or (name := meant(file)) is None:
            return told
        return f"{told}; {self('cannot.example', name=name)}"

    def problem(self, problem: Problem) -> str:
        """The sentence of a problem, or of the `variant` of it that its values name."""
        return self.fault(problem.code, problem.values)

    def mend(self, problem: Problem) -> str:
        """What would mend a problem, or its `variant`; empty where nothing can be said."""
        return self.cure(problem.code, problem.values)


@cache
def words(language: Language) -> Words:
    """The words of a language."""
    return Words(language)

"""The words of the interface, and how figures and dates are written, in Indonesian and English."""

import datetime
import json
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, cast

from smartscore.fields import LANGUAGES, Language, Translations, in_language
from smartscore.naming import NAMES, shown
from smartscore.problems import Problem
from smartscore.rounding import figure, percent

_FOLDER = Path(__file__).parent / "locales"
_LONGEST = 200
_TRANSLATED = ("expected", "wanted", "declared", "reading", "kind", "limit", "beyond")
"""Values of problems that are themselves words of the format, to be put in the reader's words."""


class _Said(str):
    """A value in a sentence. Where it is a number, words that follow it agree with it."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        """The value; with `{count:error|errors}`, it and the word that goes with it.

        >>> "{count:error|errors}".format(count=_Said(1))
        '1 error'
        >>> "{count:error|errors}".format(count=_Said(0))
        '0 errors'
        """
        if "|" not in spec:
            return super().__format__(spec)
        one, more = spec.split("|")
        return f"{self} {one if self == '1' else more}"


class Words:
    """One language: sentences by key, figures with its decimal mark, texts of files in it."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._sentences = _locale(language)

    def __call__(self, key: str, **values: object) -> str:
        """The sentence of a key with its values filled in."""
        return self._sentences[key].format_map(_with_names(values))

    def text(self, text: str | Translations | None) -> str:
        """A file's text in this language, in the other one where it has no such translation."""
        return in_language(text, self.language)

    def figure(self, shown: str | None) -> str:
        """A printed figure with this language's decimal mark; a dash where there is none."""
        return "–" if shown is None else shown.replace(".", self._sentences["decimal-mark"])

    def percent(self, share: Fraction | None) -> str:
        """A share as a whole percentage; a dash where there is none."""
        return "–" if share is None else f"{percent(share)}%"

    def percents(self, one: Fraction, other: Fraction) -> tuple[str, str]:
        """Two shares as percentages, with as many decimals as it takes to tell them apart."""
        for decimals in range(7):
            shown = [figure(share * 100, decimals) for share in (one, other)]
            if shown[0] != shown[1] or one == other:
                break
        return self.figure(f"{shown[0]}%"), self.figure(f"{shown[1]}%")

    def date(self, day: datetime.date) -> str:
        """A calendar day in words."""
        month = self._sentences["months"].split()[day.month - 1]
        return f"{day.day} {month} {day.year}"

    def reason(self, reason: str) -> str:
        """Why a file can't be read or written, in our words or else in the system's.

        What fills the sentence stands behind the word of the reason, with tabs between.
        """
        word, *about = reason.split("\t")
        sentence = self._sentences.get(f"reason.{word}", " ".join((word, *about)))
        return (
            sentence.format(*about) if about and f"reason.{word}" in self._sentences else sentence
        )

    def problem(self, problem: Problem) -> str:
        """The sentence of a problem, or of the `variant` of it that its values name."""
        variant = self._sentences.get(f"told.{problem.code}.{problem.values.get('variant')}")
        template = variant or self._sentences[f"problem.{problem.code}"]
        return template.format_map(self._values(problem))

    def mend(self, problem: Problem) -> str:
        """What would mend a problem, or its `variant`; empty where nothing can be said."""
        code, variant, sentences = problem.code, problem.values.get("variant"), self._sentences
        keys = [f"mended.{variant}", f"mend.{code}.{variant}", f"mend.{code}"]
        if problem.values.get("suggestion"):
            keys = [f"suggest.{code}", "suggest"]
        template = next((sentences[key] for key in keys if key in sentences), "")
        return template.format_map(self._values(problem, ("limit",)))

    def _values(self, problem: Problem, names: tuple[str, ...] = _TRANSLATED) -> dict[str, _Said]:
        """The values of a problem, those of some names put in this language."""
        values = {name: _short(value) for name, value in problem.values.items()}
        for name in names:
            if name in values:
                values[name] = self._sentences.get(f"kind.{values[name]}", values[name])
        if "why" in values:
            values["why"] = self.reason(values["why"])
        return _with_names(values)


def _with_names(values: Mapping[str, object]) -> dict[str, _Said]:
    """The values of a sentence, the names of files as they are shown."""
    return {k: _Said(shown(str(v)) if k in NAMES else v) for k, v in values.items()}


def _short(value: str) -> str:
    """A value as a sentence can hold it."""
    return value if len(value) <= _LONGEST else value[:_LONGEST] + "…"


@cache
def words(language: Language) -> Words:
    """The words of a language."""
    return Words(language)


def known_language(name: str | None) -> Language | None:
    """The language that a name stands for: `id` or `en`, also as `id_ID.UTF-8`; else None."""
    short = (name or "").lower().replace("_", "-").split("-")[0].split(".")[0]
    return short if short in LANGUAGES else None


@cache
def _locale(language: Language) -> dict[str, str]:
    content: Any = json.loads((_FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    return cast("dict[str, str]", content)

"""Sentences by key in each language, and those of problems by their code.

They stand in `locales/*.json`. Nothing here knows a file or a model, so that a problem can say
itself wherever it comes up.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

from smartscore.text.naming import NAMES, shown

_FOLDER: Final = Path(__file__).parent.parent / "locales"
_LONGEST: Final = 200
_TRANSLATED: Final = ("expected", "wanted", "declared", "reading", "kind", "limit", "beyond")
"""Values of problems that are themselves words of the format, to be put in the reader's words."""
_FIGURES: Final = ("ratio", "most", "effect", "share_left", "share_asked")
"""Values of problems that were reckoned and stand in no file: with the reader's decimal mark."""


class _Said(str):
    """A value in a sentence. Where it is a number, words that follow it agree with it."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        """The value; with `{count:error|errors}`, it and the word that goes with it.

        With `{gone:?; gone: %}` that part of a sentence, where there is a value.

        >>> "{count:error|errors}".format(count=_Said(1))
        '1 error'
        >>> "{count:error|errors}".format(count=_Said(0))
        '0 errors'
        >>> "a{gone:?; gone: %}{more:? and % more}".format(gone=_Said("b, c"), more=_Said(""))
        'a; gone: b, c'
        """
        if spec.startswith("?"):
            return spec[1:].replace("%", self) if self else ""
        if "|" not in spec:
            return super().__format__(spec)
        one, more = spec.split("|")
        return f"{self} {one if self == '1' else more}"


class _Installing:
    """What stands in a sentence as `{install:xlsx}`: how that extra is installed here."""

    def __format__(self, extra: str) -> str:
        from smartscore.text.installing import command

        return command(extra)


class _Values(dict[str, _Said]):
    """The values of a sentence, and what every sentence may say."""

    def __missing__(self, name: str) -> _Installing:
        if name != "install":
            raise KeyError(name)
        return _Installing()


class Sentences:
    """The sentences of one language."""

    def __init__(self, language: str) -> None:
        self._sentences = _locale(language)

    def __call__(self, key: str, **values: object) -> str:
        """The sentence of a key with its values filled in."""
        return self._sentences[key].format_map(_with_names(values))

    def reason(self, reason: str) -> str:
        """Why a file can't be read or written, in our words or else in the system's.

        What fills the sentence stands behind the word of the reason, with tabs between.
        """
        word, *about = reason.split("\t")
        sentence = self._sentences.get(f"reason.{word}", " ".join((word, *about)))
        return (
            sentence.format(*about) if about and f"reason.{word}" in self._sentences else sentence
        )

    def fault(self, code: str, values: Mapping[str, str]) -> str:
        """What is wrong, by the code of a problem, or by the `variant` that its values name.

        A problem in a column of a table (`in_column`) says so first.
        """
        variant = self._sentences.get(f"told.{code}.{values.get('variant')}")
        template = variant or self._sentences[f"problem.{code}"]
        told = template.format_map(self._values(values, _TRANSLATED))
        column = values.get("in_column")
        return told if column is None else self("told.in-column", in_column=column, sentence=told)

    def cure(self, code: str, values: Mapping[str, str]) -> str:
        """What would mend it, by code or `variant`; empty where nothing can be said."""
        variant, sentences = values.get("variant"), self._sentences
        keys = [f"mended.{variant}", f"mend.{code}.{variant}", f"mend.{code}"]
        if values.get("suggestion"):
            keys = [f"suggest.{code}", "suggest"]
        template = next((sentences[key] for key in keys if key in sentences), "")
        return template.format_map(self._values(values, ("limit",)))

    def _values(self, given: Mapping[str, str], names: tuple[str, ...]) -> _Values:
        """The values of a problem, those of some names put in this language."""
        values = {name: _short(value) for name, value in given.items()}
        for name in names:
            if name in values:
                values[name] = self._sentences.get(f"kind.{values[name]}", values[name])
        for name in _FIGURES:
            if name in values:
                values[name] = values[name].replace(".", self._sentences["decimal-mark"])
        if "why" in values:
            values["why"] = self.reason(values["why"])
        return _with_names(values)


def _with_names(values: Mapping[str, object]) -> _Values:
    """The values of a sentence, the names of files as they are shown."""
    return _Values({k: _Said(shown(str(v)) if k in NAMES else v) for k, v in values.items()})


def _short(value: str) -> str:
    """A value as a sentence can hold it."""
    return value if len(value) <= _LONGEST else value[:_LONGEST] + "…"


@cache
def sentences(language: str) -> Sentences:
    """The sentences of a language: `id` or `en`; raises ValueError for another."""
    if language not in ("id", "en"):
        raise ValueError(f"language {language!r}: id or en")
    return Sentences(language)


@cache
def _locale(language: str) -> dict[str, str]:
    content: Any = json.loads((_FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    return cast("dict[str, str]", content)

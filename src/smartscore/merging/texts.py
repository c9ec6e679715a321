"""Texts of several writers as one, each behind the name of who wrote it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

Prose = str | Mapping[str, str]
"""A text as a file has it: in both languages the same, or one for each."""

_LANGUAGES: Final = ("id", "en")


def joined(texts: Sequence[tuple[str, Prose]], between: str = "; ") -> Any:
    """Texts by the codes of their writers as one; what all say is said once, without a code.

    >>> joined([("a", "Not found."), ("b", "Not found.")])
    'Not found.'
    >>> joined([("a", "Not in the plan"), ("b", {"en": "Not on the site"})])
    {'en': 'a: Not in the plan; b: Not on the site'}
    """
    said: dict[str, tuple[str, Prose]] = {}
    for code, text in texts:
        said.setdefault(repr(text if isinstance(text, str) else sorted(text.items())), (code, text))
    found = list(said.values())
    if len(found) == 1:
        return found[0][1]
    if all(isinstance(text, str) for _, text in found):
        return between.join(f"{code}: {text}" for code, text in found)
    spoken = [
        language
        for language in _LANGUAGES
        if any(not isinstance(text, str) and language in text for _, text in found)
    ]
    return {
        language: between.join(f"{code}: {_in(text, language)}" for code, text in found)
        for language in spoken
    }


def _in(text: Prose, language: str) -> str:
    """A text in a language, else in the one that there is."""
    return text if isinstance(text, str) else text.get(language) or next(iter(text.values()))


def shown(value: Any) -> str:
    """A value as a sentence may quote it: a text in all the languages that it has."""
    return " / ".join(map(str, value.values())) if isinstance(value, dict) else str(value)

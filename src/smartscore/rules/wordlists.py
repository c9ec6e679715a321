"""Words that say little, words of degree, and words for the people served, as data."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent.parent / "data"
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:-[^\W\d_]+)*")


def words_of(text: str) -> list[str]:
    """The words and numbers of a text in small letters.

    >>> words_of("A plan, twice-read.")
    ['a', 'plan', 'twice-read']
    """
    return _WORD.findall(text.casefold())


def vague_in(text: str) -> Iterator[str]:
    """Each vague word or phrase that stands in a text."""
    rest = _phrases("innocent").sub(" ", text)
    found = {match[0].casefold(): None for match in _phrases("vague").finditer(rest)}
    yield from found


def names_demand(text: str) -> bool:
    """Whether a text names people who are served, or what they say."""
    return _phrases("demand").search(text) is not None


@cache
def degrees() -> frozenset[str]:
    """Words of degree in both languages."""
    return frozenset(listed("degrees"))


def listed(name: str) -> list[str]:
    """The words of a list in `data/`, of both languages."""
    return [word for words in lists(name).values() for word in words]


def lists(name: str) -> dict[str, list[str]]:
    """The parts of a list in `data/`, by their names."""
    found: dict[str, list[str]] = data(name)
    return found


def data(name: str) -> Any:
    """What a file in `data/` holds."""
    return json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@cache
def _phrases(name: str) -> re.Pattern[str]:
    longest_first = sorted(listed(name), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)

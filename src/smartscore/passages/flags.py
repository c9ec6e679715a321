"""What a reader should know of a passage before they take it for evidence.

A flag hides nothing: a passage with one is a candidate like any other.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from smartscore.model.fields import shown
from smartscore.passages import kinds, places, signs
from smartscore.passages.cutting import Passage
from smartscore.passages.signs import Said

OLD: Final = 5
"""A passage is old where its latest year lies more than so many years before the date."""

CODES: Final = (
    "other-place",
    "wish",
    "retold",
    "method",
    "theory",
    "references",
    "contents",
    "caption",
    "question",
    "old",
    "lack",
)
"""All flags, in the order in which a passage has them."""

_NAME: Final = r"[A-Z][^\W\d_]+(?:['\u2019-][^\W\d_]+)?"
_YEAR: Final = r"(?:19|20)\d\d[a-z]?"
_PAGES: Final = r"(?:\s?:\s?\d{1,4}(?:\s?[-\u2013]\s?\d{1,4})?)?"
_CITED: Final = re.compile(
    rf"\((?P<inside>[^()]{{0,80}}?[^\W\d_][^()]{{0,40}}?,\s?{_YEAR}{_PAGES}(?:\s?;[^()]{{0,160}})?)\)"
    rf"|(?P<named>{_NAME}(?:,?\s(?:dan|and|&)\s{_NAME})?(?:\s(?:et\sal\.?|dkk\.?))?\s"
    rf"\((?:dalam\s[^()]{{0,40}})?{_YEAR}{_PAGES}\))"
    rf"|(?P<others>{_NAME}\s(?:et\sal\b|dkk\b)\.?)"
    r"|(?P<number>\[\d{1,3}(?:\s?[,\u2013-]\s?\d{1,3})*\])"
    r"|(?P<quoted>\b(?:dikutip|mengutip|dilansir|cited in|as quoted)\b)"
)
_CITING: Final = frozenset(("al", "dkk", "dikutip", "mengutip", "dilansir", "cited", "quoted"))

_OUTSIDE: Final = re.compile(
    rf"\b\d[\w./-]{{0,20}}\s+(?:tahun|of the year|of)\s+{_YEAR}\b"
    rf"|\b(?:nomor|no\.?|number)\s*:?\s*\d[\w./-]{{0,40}}/{_YEAR}\b",
    re.IGNORECASE,
)
"""A law by its number and year: its age says nothing of what is told of it."""

_SINCE: Final = r"((?:19[5-9]|20[0-4])\d)"
_YEARS: Final = re.compile(
    rf"(?<![\w.,/])(?:\d{{1,2}}([./])\d{{1,2}}\1)?{_SINCE}"
    rf"(?:/{_SINCE}|([./])\d{{1,2}}\4\d{{1,2}})?(?![\w/]|[.,]\d)"
)
"""A year alone, in a date of figures (17/6/2024, 2024/06/17), or two of one season (2023/2024)."""

_SENTENCE: Final = re.compile(r"[.!?;]\s+(?=\S)")


class Setting(NamedTuple):
    """What is known of the assessed place, and the day of the assessment, YYYY-MM-DD.

    `code` is its official one, such as 35.29; `old` is after how many years a passage is old.
    """

    place: str = ""
    province: str = ""
    date: str = ""
    code: str = ""
    old: int = OLD


class Flag(NamedTuple):
    """A reason for care: its `code`, and the words or the year in the passage that give it."""

    code: str
    found: str = ""


def flags(passage: Passage, setting: Setting, issued: str = "") -> tuple[Flag, ...]:
    """The flags of a passage, in the order of `CODES`.

    `issued` is the day or year of its document, for a passage that names no year of its own.
    """
    said = signs.said(passage.text)
    known = places.own(setting.place, setting.province, setting.code)
    found = _of_words(passage, said)
    if others := places.others(passage.text, known):
        found["other-place"] = shown(", ".join(others))
    if (year := _latest(passage.text, setting, issued)) is not None:
        found["old"] = str(year)
    return tuple(Flag(code, found[code]) for code in CODES if code in found)


def lacks(text: str) -> bool:
    """Whether a passage speaks of something that is not there, or too little of it."""
    return next(signs.places(signs.signs("lack"), signs.said(text)), None) is not None


def _of_words(passage: Passage, said: Said) -> dict[str, str]:
    """The flags that the words of a passage give, by their code."""
    text = passage.text
    found: dict[str, str] = {}
    if (wish := _wish(text, said)) is not None:
        found["wish"] = wish
    cited = _CITED.search(text) if _may_cite(said) else None
    if cited is not None:
        found["retold"] = shown(cited["inside"] or cited[0])
    if kind := kinds.kind(passage, said, retold=cited is not None):
        found[kind] = ""
    lack = next(signs.places(signs.signs("lack"), said), None)
    if lack is not None:
        found["lack"] = text[slice(*lack)]
    return found


def _may_cite(said: Said) -> bool:
    """Whether it is worth to look closer, which takes longer than all the rest."""
    text = said.text
    return "(" in text or "[" in text or not _CITING.isdisjoint(said.stems)


def _wish(text: str, said: Said) -> str | None:
    """The first word of a wish or a duty, where at least half of the sentences are no facts."""
    ends = [match.end() for match in _SENTENCE.finditer(text)]
    wishes = list(signs.places(signs.signs("wish"), said))
    if not wishes:
        return None
    facts = {_number(start, ends) for start, _ in signs.places(signs.signs("wish", "fact"), said)}
    wished = {_number(start, ends) for start, _ in wishes} - facts
    if 2 * len(wished) < len(ends) + 1:
        return None
    first = next(place for place in wishes if _number(place[0], ends) in wished)
    return text[slice(*first)]


def _number(place: int, ends: Sequence[int]) -> int:
    """In which sentence a place of a text lies."""
    return sum(end <= place for end in ends)


def _latest(text: str, setting: Setting, issued: str) -> int | None:
    """The latest year of a passage, or else of its document, where it is long past."""
    if not setting.date[:4].isdigit():
        return None
    years = []
    if _YEARS.search(text):
        bare = _OUTSIDE.sub(" ", _CITED.sub(" ", text))
        years = [int(year) for match in _YEARS.finditer(bare) for year in match.group(2, 3) if year]
    if not years and issued[:4].isdigit():
        years = [int(issued[:4])]
    latest = max(years, default=None)
    return latest if latest is not None and latest < int(setting.date[:4]) - setting.old else None

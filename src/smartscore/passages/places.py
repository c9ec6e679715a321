"""Names of places in a text: the provinces, regencies and cities of Indonesia, and some abroad."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, Literal, NamedTuple

from smartscore.rules import wordlists

_Kind = Literal["provinces", "regencies", "cities", "abroad"]

_WORD: Final = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_CAPITAL: Final = re.compile(r"[A-Z][^\W\d_]*(?:['\u2019-][^\W\d_]+)*")
_CLOSE: Final = re.compile(r"\.?\s{1,2}")
_BEFORE: Final[dict[str, _Kind]] = {
    "kabupaten": "regencies",
    "kab": "regencies",
    "pemkab": "regencies",
    "bupati": "regencies",
    "regency": "regencies",
    "kota": "cities",
    "pemkot": "cities",
    "walikota": "cities",
    "wali": "cities",
    "kotamadya": "cities",
    "mayor": "cities",
    "city": "cities",
    "provinsi": "provinces",
    "prov": "provinces",
    "pemprov": "provinces",
    "gubernur": "provinces",
    "province": "provinces",
}
_AFTER: Final[dict[str, _Kind]] = {
    "regency": "regencies",
    "city": "cities",
    "province": "provinces",
}


class Region(NamedTuple):
    """A place by its official code, and its name; a place abroad has no code."""

    code: str
    name: str
    kind: _Kind

    @property
    def key(self) -> str:
        """By what it is known: its code, or abroad its name."""
        return self.code or self.name


class Mention(NamedTuple):
    """A name in a text, as it stands there, and the places that it may be."""

    text: str
    regions: tuple[Region, ...]


_Name = tuple[str, ...]


class _Names(NamedTuple):
    """All names in small letters, a word each: by the first one, and what each may be.

    `common` ones are words of the language, too; `houses` begin the name of something else, in
    which a place is named, as of a university.
    """

    by_first: dict[str, tuple[_Name, ...]]
    regions: dict[_Name, tuple[Region, ...]]
    common: frozenset[_Name]
    houses: frozenset[str]


class _Read(NamedTuple):
    """A text with its words, and these in small letters."""

    text: str
    found: list[re.Match[str]]
    lower: list[str]

    def is_named(self, i: int) -> bool:
        """Whether a word begins with a capital letter."""
        return self.found[i][0][0].isupper()

    def gap(self, i: int) -> str:
        """What stands between a word and the next one."""
        return self.text[self.found[i].end() : self.found[i + 1].start()]


def mentions(text: str) -> Iterator[Mention]:
    """The places that a text names, in its order.

    A name that is also a common word counts with a word before or after it that says what it is,
    as in `Kota Batu`; so does a name that both a regency and a city have, to tell them apart.
    """
    if _names().by_first.keys().isdisjoint(map(str.casefold, _CAPITAL.findall(text))):
        return
    found = list(_WORD.finditer(text))
    read = _Read(text, found, [match[0].casefold() for match in found])
    first = _names().by_first
    reached = 0
    for i in [i for i, word in enumerate(read.lower) if word in first]:
        if i < reached or not (size := _size(read, i)):
            continue
        reached = i + size
        if (mention := _mention(read, i, size)) is not None:
            yield mention


@lru_cache(maxsize=64)
def own(place: str, province: str, code: str) -> frozenset[str]:
    """The keys of a place, of those it lies in and, of a province, of those that lie in it.

    It is known by its code, or by its name and those of other places that stand in it. Empty
    where nothing of it is known.
    """
    codes = {code[:2], code[:5]} if code else set()
    named = [*mentions(place), *mentions(f"Provinsi {province}" if province else "")]
    for mention in named:
        within = {each.key for each in mention.regions}
        of_it = {each for each in within if not codes or each[:2] in codes}
        codes |= of_it or within
    whole = {each for each in codes if len(each) == 2} if _is_province(place, code) else set()
    found = codes | {each[:2] for each in codes if each[2:3] == "."}
    return frozenset(found | {each for each in _codes() if each[:2] in whole})


@lru_cache(maxsize=64)
def itself(place: str, province: str, code: str) -> frozenset[str]:
    """The keys of `own` without those of what the place lies in."""
    found = own(place, province, code)
    if _is_province(place, code):
        return found
    return frozenset(each for each in found if len(each) > 2) or found


def others(text: str, known: frozenset[str]) -> tuple[str, ...]:
    """The names of places in a text, as they stand there, that are none of the known keys.

    Where nothing is known of the own place, only places abroad are other ones.
    """
    found: dict[str, None] = {}
    for mention in mentions(text):
        if any(region.key in known for region in mention.regions):
            continue
        if known or mention.regions[0].kind == "abroad":
            found[mention.text] = None
    return tuple(found)


def _is_province(place: str, code: str) -> bool:
    if code:
        return len(code) == 2
    kinds = {region.kind for mention in mentions(place) for region in mention.regions}
    return kinds == {"provinces"}


def _size(read: _Read, i: int) -> int:
    """Of how many words the longest name is that begins with a word; 0 where none does."""
    if not read.is_named(i):
        return 0
    for name in _names().by_first.get(read.lower[i], ()):
        inside = range(i + 1, i + len(name))
        if (
            tuple(read.lower[i : i + len(name)]) == name
            and all(read.is_named(j) or read.lower[j] == "dan" for j in inside)
            and all(read.gap(j - 1).isspace() for j in inside)
        ):
            return len(name)
    return 0


def _mention(read: _Read, i: int, size: int) -> Mention | None:
    """What a name says; None where it is part of another name, or a common word."""
    names, name = _names(), tuple(read.lower[i : i + size])
    first, kind = _before(read, i)
    last = i + size - 1
    if kind is None and last + 1 < len(read.found) and read.gap(last).isspace():
        kind = _AFTER.get(read.lower[last + 1]) if read.is_named(last + 1) else None
        last += kind is not None
    if kind is None and (name in names.common or _is_part(read, i, last)):
        return None
    said = read.text[read.found[first].start() : read.found[last].end()]
    regions = names.regions[name]
    of_kind = tuple(region for region in regions if region.kind == kind)
    return Mention(" ".join(said.split()), of_kind or regions)


def _before(read: _Read, i: int) -> tuple[int, _Kind | None]:
    """The word with which a name begins if those before it say what it is: `Wali Kota Batu`."""
    if not i or not _CLOSE.fullmatch(read.gap(i - 1)):
        return i, None
    said = i - 2 if read.lower[i - 1] == "of" and i > 1 else i - 1
    kind = _BEFORE.get(read.lower[said]) if read.is_named(said) else None
    if kind is None:
        return i, None
    mayor = said and read.lower[said - 1 : said + 1] == ["wali", "kota"]
    return (said - 1 if mayor else said), kind


def _is_part(read: _Read, i: int, last: int) -> bool:
    """Whether a name stands in that of a university, or is where a book was published."""
    end = read.found[last].end()
    if read.text[end : end + 1] == ":":
        return True
    for j in range(i - 1, max(-1, i - 6), -1):
        if not read.gap(j).isspace() or not read.is_named(j):
            return False
        if read.lower[j] in _names().houses:
            return True
    return False


@cache
def _names() -> _Names:
    data = wordlists.data("places")
    regions: dict[_Name, list[Region]] = {}
    official: dict[str, Region] = {}
    kinds: tuple[_Kind, ...] = ("provinces", "regencies", "cities")
    for kind in kinds:
        for code, name in data[kind].items():
            official[code] = Region(code, name, kind)
            regions.setdefault(_parts(name), []).append(official[code])
    for code, names in data["also"].items():
        for name in names:
            regions.setdefault(_parts(name), []).append(official[code])
    for name in data["abroad"]:
        regions.setdefault(_parts(name), []).append(Region("", name, "abroad"))
    by_first: dict[str, list[_Name]] = {}
    for parts in regions:
        by_first.setdefault(parts[0], []).append(parts)
    return _Names(
        {first: tuple(sorted(each, key=len, reverse=True)) for first, each in by_first.items()},
        {name: tuple(each) for name, each in regions.items()},
        frozenset(map(_parts, data["common"])),
        frozenset(data["houses"]),
    )


@cache
def _codes() -> frozenset[str]:
    regions = _names().regions.values()
    return frozenset(each.code for found in regions for each in found if each.code)


def _parts(name: str) -> _Name:
    return tuple(match[0].casefold() for match in _WORD.finditer(name))

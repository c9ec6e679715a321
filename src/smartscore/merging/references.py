"""References of several assessments as one list, in which each key is one source."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from smartscore.merging.parts import Data, Part, key_of, listed
from smartscore.model.fields import is_library
from smartscore.read import merging_faults
from smartscore.read.rubrics import Loader
from smartscore.text import csl
from smartscore.text.naming import fresh
from smartscore.text.problems import Complaint, Problem

_SAYS_WHICH: Final = ("DOI", "URL", "ISBN", "issued", "author", "publisher", "number")
"""Of these one has to be there for two entries with other keys to be taken for one source."""

_ALIKE: Final = ("interview", "personal_communication")
"""Kinds of source of which two can be described by the same words."""


class United(NamedTuple):
    """The references of the result, and the new keys of each part where it has to have some."""

    listed: tuple[Any, ...]
    renamed: tuple[Mapping[str, str], ...]
    problems: tuple[Problem, ...]


class _Files(NamedTuple):
    """Names of libraries, as `Libraries.held` takes them."""

    listed: tuple[str, ...]


@dataclass
class _Variant:
    """One source that goes by a key: in the lists of some parts, or in libraries of theirs."""

    item: Data
    own: list[int] = field(default_factory=list)
    held: list[int] = field(default_factory=list)
    users: list[int] = field(default_factory=list)

    @property
    def parts(self) -> list[int]:
        """The parts that have it, in their order."""
        return sorted({*self.own, *self.users})


def united(parts: Sequence[Part], loader: Loader) -> United:
    """One list of references; a key that stands for two sources stays with the first.

    An entry that says all that another says, and more, is the same source. Libraries stay files; an
    entry of one is written out only where its key stands for something else in another part.
    """
    found = _variants(parts, loader)
    kept: dict[str, _Variant] = {}
    renamed: list[dict[str, str]] = [{} for _ in parts]
    problems: list[Problem] = []
    taken = set(found)
    for key, variants in found.items():
        in_library = any(variant.held for variant in variants)
        for i, variant in enumerate(variants):
            if not variant.parts or (len(variants) == 1 and in_library):
                continue
            if i == 0 and not (in_library and len(variants) > 1):
                kept[key] = variant
                continue
            first = variant.parts[0]
            new = fresh(f"{key}-{parts[first].code}", taken)
            taken.add(new)
            kept[new] = variant
            for user in variant.parts:
                renamed[user][key] = new
            if i:
                problems.append(_told(parts, first, key, new))
    _join_same(kept, renamed)
    names = dict.fromkeys(each for part in parts for each in listed(part.data) if is_library(each))
    items = ({"id": key, **_without_key(each.item)} for key, each in kept.items())
    return United((*names, *items), tuple(renamed), tuple(problems))


def _variants(parts: Sequence[Part], loader: Loader) -> dict[str, list[_Variant]]:
    """The sources that each key stands for, in the order of the parts."""
    cited = {key for part in parts for key in part.model.cited}
    found: dict[str, list[_Variant]] = {}
    for i, part in enumerate(parts):
        own = {key: item for item in listed(part.data) if (key := key_of(item)) is not None}
        held = _of_libraries(part, loader, cited - own.keys())
        for key, item in own.items():
            variant = _like(found.setdefault(key, []), item)
            variant.own.append(i)
        for key, item in held.items():
            variant = _like(found.setdefault(key, []), item)
            variant.held.append(i)
            if key in part.model.cited:
                variant.users.append(i)
    return found


def _like(variants: list[_Variant], item: Data) -> _Variant:
    """The variant that is the same source, or a new one; the one that says more is written."""
    for variant in variants:
        for less, more in ((item, variant.item), (variant.item, item)):
            if _says(more).items() >= _says(less).items():
                variant.item = more
                return variant
    variants.append(_Variant(item))
    return variants[-1]


def _of_libraries(part: Part, loader: Loader, keys: Collection[str]) -> dict[str, Data]:
    """What the libraries of a part hold under keys."""
    names = tuple(name for name in part.model.listed if isinstance(name, str))
    if not names:
        return {}
    home = loader.home(part.source.folder)
    held = loader.libraries.held(_Files(names), keys, part.source, home)
    part.source.moved({})
    return {each.key: each.model_dump(by_alias=True, exclude_none=True) for each in held.references}


def _join_same(kept: dict[str, _Variant], renamed: Sequence[dict[str, str]]) -> None:
    """Give up the key of a source that an earlier part has under another one."""
    first: dict[str, str] = {}
    for key, variant in list(kept.items()):
        said = _identity(variant.item)
        if said is None:
            continue
        other = first.setdefault(said, key)
        if other == key or set(kept[other].parts) & set(variant.parts):
            continue
        for user in variant.parts:
            before = next((old for old, new in renamed[user].items() if new == key), key)
            renamed[user][before] = other
        kept[other].own += variant.own
        kept[other].users += variant.users
        del kept[key]


def _identity(item: Data) -> str | None:
    """What an entry says, if that can be said of one source only."""
    said = _without_key(item)
    if "title" not in said or said.get("type") in _ALIKE:
        return None
    if not any(key in said for key in _SAYS_WHICH):
        return None
    return _text(said)


def _says(item: Data) -> dict[str, str]:
    """What is said of a source: as CSL has it what CSL names, else as it is written."""
    known = csl.known(item)
    names = {name.casefold() for name in known}
    further = {k: v for k, v in _without_key(item).items() if k.casefold() not in names}
    return {k: _text(v) for k, v in {**further, **known}.items()}


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def _without_key(item: Data) -> Data:
    return {key: value for key, value in item.items() if key != "id"}


def _told(parts: Sequence[Part], i: int, key: str, new: str) -> Problem:
    source = parts[i].source
    values = {"key": key, "new": new}
    found = Complaint(merging_faults.KEY_OF_ANOTHER_SOURCE, _route(parts[i], key), values)
    related = tuple(
        other.source.related(_route(other, key), "other")
        for other in parts[:i]
        if any(key_of(item) == key for item in listed(other.data))
    )
    return source.problem(found._replace(related=related[:1]))


def _route(part: Part, key: str) -> tuple[str | int, ...]:
    for i, item in enumerate(listed(part.data)):
        if key_of(item) == key:
            return ("references", i)
    return ("references",)

"""What places are called where several stand together: by their names, told apart where alike."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final, Protocol

from smartscore.model.assessment import Subject
from smartscore.words import Words

_NAMED: Final = 3
"""So many places are named in a title; more are counted."""


class Placed(Protocol):
    """A place and its day, if it has one: an assessment, or an entry of a comparison."""

    @property
    def subject(self) -> Subject:
        """The place."""
        ...

    @property
    def date(self) -> datetime.date | None:
        """When it was judged."""
        ...


def names(found: Sequence[Placed], words: Words) -> list[str]:
    """The names of places.

    Where several share a name, their codes stand behind it, or their dates where codes do not tell
    them apart.
    """
    alike: defaultdict[str, list[str | None]] = defaultdict(list)
    for one in found:
        alike[one.subject.name].append(one.subject.code)
    return [_name(one, alike[one.subject.name], words) for one in found]


def _name(one: Placed, codes: Sequence[str | None], words: Words) -> str:
    name, code = one.subject.name, one.subject.code
    if len(codes) == 1:
        return name
    if code is not None and len(set(codes)) == len(codes) and None not in codes:
        return f"{name} ({code})"
    return name if one.date is None else f"{name} ({words.date(one.date)})"


def labels(found: Sequence[Placed], words: Words) -> list[str]:
    """The names of places; the same place on the same day has a number behind it, too."""
    called = names(found, words)
    count, seen = Counter(called), Counter[str]()
    numbered = []
    for name in called:
        seen[name] += 1
        numbered.append(f"{name} [{seen[name]}]" if count[name] > 1 else name)
    return numbered


def together(called: Sequence[str], words: Words) -> str:
    """Places in a title: their names where they are few, else how many."""
    if len(called) > _NAMED:
        return words("places.count", count=len(called))
    return ", ".join(called)

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
    alike: defaultdict[str, list[Placed]] = defaultdict(list)
    for one in found:
        alike[one.subject.name].append(one)
    by_date = {name: _by_date(them) for name, them in alike.items() if len(them) > 1}
    return [
        _told_apart(one, words, by_date=by_date[one.subject.name])
        if one.subject.name in by_date
        else one.subject.name
        for one in found
    ]


def _by_date(alike: Sequence[Placed]) -> bool:
    """Whether places of one name are told apart by their dates, since codes do not do that."""
    codes, dates = [one.subject.code for one in alike], [one.date for one in alike]
    return not _differ(codes) and (_differ(dates) or not any(codes))


def _differ(marks: Sequence[object]) -> bool:
    return None not in marks and len(set(marks)) == len(marks)


def _told_apart(one: Placed, words: Words, *, by_date: bool) -> str:
    date = None if one.date is None else words.date(one.date)
    mark = date if by_date else one.subject.code
    return f"{one.subject.name} ({mark})" if mark else one.subject.name


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

"""Names that are like another: candidates for "did you mean", found without looking at each."""

from bisect import insort
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

FEW: Final = 64
"""Among so many names each is looked at; among more only those that share pieces with the word."""

MOST: Final = 5_000
"""Among more names than this no likeness is looked for."""

ALIKE: Final = 0.6
"""How much of two names must be the same for one to be like the other, from 0 to 1."""

LONGEST: Final = 80
"""A longer word or name is like nothing."""


class Names(tuple[str, ...]):
    """Known names, many of which may be asked for likenesses in turn.

    The first question among more than FEW names makes an index of the pieces of three letters that
    each has; a question then looks at FEW names at most.
    """

    _all: frozenset[str] | None = None
    _folded: dict[str, str] | None = None
    _pieces: dict[str, list[str]] | None = None
    _slips: dict[int, list[str]] | None = None

    def __contains__(self, word: object) -> bool:
        """Whether a word is one of the names."""
        if self._all is None:
            self._all = frozenset(self)
        return word in self._all

    def spelt(self, word: str) -> str:
        """The name that a word is but for capitals and the kind of hyphen, or nothing."""
        if self._folded is None:
            self._folded = {_folded(name): name for name in self}
        return self._folded.get(_folded(word), "")

    def candidates(self, word: str) -> Iterable[str]:
        """Names that may be like a word, the likest among them where there are many."""
        if len(word) > LONGEST or len(self) > MOST:
            return ()
        if len(self) <= FEW:
            return [name for name in self if len(name) <= LONGEST]
        if self._pieces is None:
            self._pieces = {}
            for name in dict.fromkeys(self):
                for piece in _pieces(name):
                    self._pieces.setdefault(piece, []).append(name)
        shared = sorted((self._pieces.get(piece, []) for piece in _pieces(word)), key=len)
        telling = [names for names in shared if len(names) <= 4 * FEW]
        found = Counter(name for names in telling for name in names)
        if not found:
            found = Counter(name for names in shared for name in names[:FEW])
        return [name for name, _ in found.most_common(FEW)]

    def one_off(self, word: str) -> Iterable[str]:
        """All names from which one letter may part a word, and some others."""
        if len(word) > LONGEST or len(self) > MOST:
            return ()
        if len(self) <= FEW:
            return self
        if self._slips is None:
            self._slips = {}
            for name in dict.fromkeys(self):
                for rest in _without_one(name):
                    self._slips.setdefault(hash(rest), []).append(name)
        found: dict[str, None] = {}
        for rest in _without_one(word):
            found |= dict.fromkeys(self._slips.get(hash(rest), [])[:FEW])
        return found


def likest(word: str, names: Iterable[str]) -> Iterator[str]:
    """The names that are at least ALIKE to a word, the likest first, as `get_close_matches` has it.

    How like a name can be at most is soon told by its letters; how like it is takes longer and is
    only found out while a later name may still be likelier.

    >>> list(likest("wieght", ["width", "weight", "title", "weights"]))
    ['weight', 'weights']
    """
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, "", word)
    waiting: list[tuple[float, str]] = []
    letters = Counter(word)
    for name in names:
        shared = sum([min(count, name.count(letter)) for letter, count in letters.items()])
        most = 2.0 * shared / (len(name) + len(word)) if shared else 0.0
        if most >= ALIKE:
            waiting.append((most, name))
    waiting.sort()
    found: list[tuple[float, str]] = []
    while waiting or found:
        while waiting and (not found or waiting[-1][0] >= found[-1][0]):
            matcher.set_seq1(waiting[-1][1])
            insort(found, (matcher.ratio(), waiting.pop()[1]))
        ratio, name = found.pop()
        if ratio < ALIKE:
            return
        yield name


def _folded(name: str) -> str:
    return name.casefold().replace("_", "-")


def _pieces(name: str) -> set[str]:
    """The pieces of three letters of a name, its ends marked; nothing of an over-long one."""
    marked = f"^{name.casefold()}$" if len(name) <= LONGEST else ""
    return {marked[at : at + 3] for at in range(len(marked) - 2)}


def _without_one(name: str) -> Iterator[str]:
    """A name, and what is left of it without each of its letters; nothing of an over-long one."""
    if len(name) <= LONGEST:
        yield name
        yield from {name[:at] + name[at + 1 :] for at in range(len(name))}

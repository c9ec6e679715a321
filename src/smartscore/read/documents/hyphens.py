"""Words that a line broke, put together again."""

import re
from collections.abc import Collection
from typing import Final

_LAST: Final = re.compile(r"([^\W\d_]+|\d+)[-\u00ad\u2010\u2011\ufffe]$")
_FIRST: Final = re.compile(r"[^\W\d_]+")
_MARKS: Final = ("-", "\u00ad", "\u2010", "\u2011", "\ufffe")
_SOFT: Final = "\u00ad"
_WORDS: Final = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_LONGEST: Final = 100
_LONG: Final = 4
"""From so many letters on a word that comes twice is a doubled one (`undang-undang`)."""


def words(text: str) -> list[str]:
    """The words of a text as `joined` knows them."""
    return _WORDS.findall(text.casefold().replace("\u2010", "-").replace("\u2011", "-"))


def is_broken(line: str) -> bool:
    """Whether a line ends within a word, as far as it tells."""
    return _broken(line) is not None


def _broken(line: str) -> re.Match[str] | None:
    return _LAST.search(line[-_LONGEST:]) if line.endswith(_MARKS) else None


def joined(line: str, following: str, known: Collection[str] = ()) -> str:
    """Two lines as one; `known` are words of the document, whole and with their hyphens.

    >>> joined("di reg\\ufffe", "ister"), joined("undang-", "undangnya"), joined("e-", "government")
    ('di register', 'undang-undangnya', 'e-government')
    >>> joined("non-", "formal"), joined("non-", "formal", ["non-formal"])
    ('nonformal', 'non-formal')
    """
    broken = _broken(line)
    if broken is None:
        return f"{line} {following}"
    first, stem = broken[1], line[:-1]
    found = _FIRST.match(following)
    if line[-1] == _SOFT and found is not None:
        return stem + following
    if found is None or following[0].isupper() or first.isdigit():
        between = "-" if found is not None or following[:1].isdigit() else "- "
        return f"{stem}{between}{following}"
    one, other = first.casefold(), found[0].casefold()
    if f"{one}-{other}" in known:
        return f"{stem}-{following}"
    if one + other not in known and (len(one) == 1 or _are_doubled(one, other)):
        return f"{stem}-{following}"
    return stem + following


def _are_doubled(one: str, other: str) -> bool:
    """Whether two parts are a word and the same again, with what goes before it or after it."""
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= _LONG and (longer.startswith(shorter) or longer.endswith(shorter))

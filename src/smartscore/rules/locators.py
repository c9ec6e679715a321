"""What `at` says of a page: numbers as people write them, in both languages."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from smartscore.text.documents import Document

_LABEL: Final = (
    r"(?:[IVXLC]{1,7}\s?[-\u2013.]\s?\d{1,4}|\d{1,5}|[ivxlcdmIVXLCDM]{1,8})"
    r"(?!(?!(?:ff?|dst)\b)\w|\.\d)"
)
_TO: Final = r"\s*(?:[-\u2013\u2014]|s\.?\s?/?d\.?|sampai|hingga|to|until)\s*"
_ONE: Final = rf"{_LABEL}(?:{_TO}{_LABEL})?(?:\s?(?:ff?|dst)\b\.?)?"
_AND: Final = r"\s*(?:,|;|&|dan|and|serta)\s*"
_ENDS: Final = r"(?=\s*(?:$|[,;&()\[\]:/]|dan\b|and\b|serta\b))"
_NAMED: Final = re.compile(
    rf"(?<![\w.])(?:(?:halaman|hlmn?|hal|pages?|pp?|pg)(?:\.\s*|\s+|(?=\d))|h\.\s*)"
    rf"(?P<list>{_ONE}(?:{_AND}{_ONE}{_ENDS})*)",
    re.IGNORECASE,
)
_BARE: Final = re.compile(
    rf"\s*(?P<list>\d{{1,5}}(?:{_TO}\d{{1,5}})?(?:{_AND}\d{{1,5}}(?:{_TO}\d{{1,5}})?)*)\s*"
)
_EACH: Final = re.compile(
    rf"(?P<first>{_LABEL})(?:{_TO}(?P<last>{_LABEL}))?(?P<on>\s?(?:ff?|dst)\b\.?)?", re.IGNORECASE
)
_BLANKS: Final = re.compile(r"\s+")
_DASHES: Final = re.compile("[\u2013.]")

_FOLLOWING: Final = 1
_FAR: Final = 10_000


class Named(NamedTuple):
    """Pages from the label of the first to that of the last, as they are written."""

    first: str
    last: str


def named(at: str) -> tuple[Named, ...]:
    """The pages that a locator names; none where it names no page, or a chapter alone.

    >>> [f"{each.first}-{each.last}" for each in named("Bab IV, hlm. 88; pp. 47-48, 52")]
    ['88-88', '47-48', '52-52']
    >>> named("hlm. 47, 3.2 Infrastruktur") == named("47"), named("hlm. IV-12"), named("Bab IV")
    (True, (Named(first='IV-12', last='IV-12'),), ())
    """
    bare = _BARE.fullmatch(at)
    lists = [bare["list"]] if bare else [found["list"] for found in _NAMED.finditer(at)]
    return tuple(each for said in lists for each in _each(said))


def _each(said: str) -> Iterator[Named]:
    for found in _EACH.finditer(said):
        first, last = _label(found["first"]), _label(found["last"] or found["first"])
        if first.isdecimal() and last.isdecimal() and int(last) < int(first):
            last = first[: max(0, len(first) - len(last))] + last  # 120-5 is 120 to 125
        if found["on"] and first.isdecimal():
            further = _FOLLOWING if "ff" not in found["on"] and "dst" not in found["on"] else _FAR
            last = str(int(first) + further)
        yield Named(first, last)


def _label(text: str) -> str:
    return _DASHES.sub("-", _BLANKS.sub("", text))


def meant(pages: Sequence[Named], document: Document) -> frozenset[int] | None:
    """The pages of a document that these may be; None where it can't be told of one of them.

    A number is that of a page as the file counts, or the one that is printed on it. Where the file
    does not tell what is printed, a number beyond its pages is one that is printed.
    """
    found: set[int] = set()
    for each in pages:
        meant = _meant(each, document) or _meant(_as_range(each), document)
        if not meant and not (document.labels and each.first.isdecimal()):
            return None
        found |= meant
    return frozenset(found)


def _as_range(named: Named) -> Named:
    """`i-2` as from page i to page 2, where no page is called so."""
    first, _, last = named.first.partition("-")
    return Named(first, last) if last and named.first == named.last else named


def _meant(named: Named, document: Document) -> set[int]:
    found: set[int] = set()
    if named.first.isdecimal() and named.last.isdecimal():
        last = min(int(named.last), document.pages)
        found.update(range(max(1, int(named.first)), last + 1))
    places: dict[str, list[int]] = {}
    for page, label in enumerate(document.labels, start=1):
        places.setdefault(_label(label).casefold(), []).append(page)
    firsts, lasts = places.get(named.first.casefold(), []), places.get(named.last.casefold(), [])
    if named.first == named.last:
        return found.union(firsts)
    for first in firsts:
        following = [page for page in lasts if page >= first]
        found.update(range(first, (following[0] if following else first) + 1))
    return found

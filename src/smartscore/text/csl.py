"""What of a reference is CSL: the names that CSL 1.0.2 has, each with a value of its kind.

A reference may have any keys (`fields.Reference`), and a program that cites makes links of some of
them by itself. So what goes to one is known by name: the rest is nobody's to print.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from smartscore.text.languages import LANGUAGES, Language
from smartscore.text.naming import shown


def _listing(names: str) -> tuple[str, ...]:
    return tuple(names.split())


_TEXTS: Final = _listing("""
abstract annote archive archive_collection archive_location archive-place authority call-number
collection-title container-title container-title-short dimensions division event event-title
event-place genre ISBN ISSN jurisdiction journalAbbreviation keyword license medium note
original-publisher original-publisher-place original-title part-title publisher publisher-place
references reviewed-genre reviewed-title scale section shortTitle source status title title-short
version volume-title chapter-number collection-number edition issue number number-of-pages
number-of-volumes page page-first part-number printing-number supplement-number volume
""")

_NAMES: Final = _listing("""
author chair collection-editor compiler composer container-author contributor curator director
editor editor-translator editorial-director executive-producer guest host illustrator interviewer
narrator organizer original-author performer producer recipient reviewed-author script-writer
series-creator translator
""")

_DATES: Final = _listing("accessed available-date event-date issued original-date submitted")

_PARTS_OF_NAMES: Final = _listing("""
family given dropping-particle non-dropping-particle suffix literal
""")

_FORMS: Final = {
    "type": re.compile(r"[A-Za-z]+([-_][A-Za-z]+){0,3}", re.ASCII),
    "language": re.compile(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8}){0,4}", re.ASCII),
    "PMID": re.compile(r"[0-9]{1,9}"),
    "PMCID": re.compile(r"PMC[0-9]{1,9}"),
}
"""Values that have a form. Others under these names are no such values."""

_DOI: Final = re.compile(
    r"(?:(?:https?://(?:dx\.)?doi\.org/|doi:\s*)(?=10\.))?(10\.[0-9]{4,9}/\S+)", re.IGNORECASE
)

_UNFIT = re.compile(r"[\s<>\"`\\]")
"""What would end an address in a document."""

_NOT_PRINTED: Final = frozenset(("id", "file", "digest", "citation-key", "custom", "categories"))
"""Keys of a reference, ours and CSL's, that say nothing to readers."""

_LARGEST: Final = 10**15
"""Beyond it a number in a reference is none."""


def known(item: Mapping[str, Any]) -> dict[str, Any]:
    """The item with only what CSL names, each value of the kind that CSL wants; all text is plain.

    Names are found whatever their case; of several spellings of one the exact one counts, else the
    first. An address is there only where it can be followed, and stands last; a DOI only in the
    form of one.

    >>> known({"id": "a", "doi": "https://doi.org/10.1000/x", "PMID": "smb://x", "x": "y"})
    {'DOI': '10.1000/x'}
    >>> known({"type": "book", "language": "![x](/etc/passwd)", "title": 1984})
    {'type': 'book', 'title': '1984'}
    """
    spelt = _taken(item)
    found: dict[str, Any] = {}
    for key, written in item.items():
        name = _CANONICAL.get(key.casefold())
        if name is None or spelt[name] != key:
            continue
        value = _KINDS[name](written)
        if value not in (None, "", [], {}):
            found[name] = value
    last = {"URL": found.pop("URL")} if "URL" in found else {}
    return found | last


def _taken(item: Mapping[str, Any]) -> dict[str, str]:
    """Which key of an item counts for each name of CSL: the exact spelling, or else the first."""
    spelt: dict[str, str] = {}
    for key in item:
        name = _CANONICAL.get(key.casefold())
        if name is not None and (name not in spelt or key == name):
            spelt[name] = key
    return spelt


def left_out(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The keys of an item that `known` leaves out and that hold something, each with the reason.

    It is `key` where CSL has no such name, `value` where the value is none of its kind, `spelling`
    where another spelling of the name is taken.

    >>> list(left_out({"id": "a", "DOI": "file://x", "x": "y", "title": "T", "note": None}))
    [('DOI', 'value'), ('x', 'key')]
    >>> list(left_out({"doi": "10.1000/x", "DOI": "10.1000/182"}))
    [('doi', 'spelling')]
    """
    kept, taken = known(item), _taken(item)
    for key, written in item.items():
        if key in _NOT_PRINTED or written in (None, "", [], {}):
            continue
        name = _CANONICAL.get(key.casefold())
        if name is None:
            yield key, "key"
        elif taken[name] != key:
            yield key, "spelling"
        elif name not in kept:
            yield key, "value"


def doi(value: Any) -> str:
    """A DOI without what stands before it in an address; nothing where it has not the form of one.

    >>> doi("doi:10.1000/182"), doi("file://10.1000/182"), doi("10.1000/a b")
    ('10.1000/182', '', '')
    """
    written = plain(value)
    match = _DOI.fullmatch(written)
    return match[1] if match and shown(written) == written else ""


def _text(value: Any) -> str:
    """Text, or a number as text; nothing for what is neither."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return str(value) if abs(value) < _LARGEST else ""


def _note(value: Any) -> str:
    """A note; of one in each language both, one behind the other, as CSL has a single text."""
    if isinstance(value, Mapping):
        return " ".join(filter(None, (_text(value.get(language)) for language in LANGUAGES)))
    return _text(value)


def _names(value: Any) -> list[dict[str, str]]:
    people = value if isinstance(value, list | tuple) else [value]
    return [name for person in people if (name := _name(person))]


def _name(person: Any) -> dict[str, str]:
    if isinstance(person, str):
        person = {"literal": person}
    if not isinstance(person, Mapping):
        return {}
    parts = ((part, _text(person.get(part))) for part in _PARTS_OF_NAMES)
    return {part: text for part, text in parts if text.strip()}


def _date(value: Any) -> Any:
    """A date as CSL has it, or as text."""
    if not isinstance(value, Mapping):
        return _text(value)
    days = [list(_day(day)) for day in _listed(value.get("date-parts"))[:2]]
    if days and all(days):
        about = value.get("circa")
        return {"date-parts": days} | ({"circa": True} if about in (True, 1, "true") else {})
    return next((text for key in ("literal", "raw") if (text := _text(value.get(key)))), "")


def _day(parts: Any) -> Iterator[int]:
    """Year, month and day, as far as they are such."""
    for part, (least, most) in zip(_listed(parts), _SPANS, strict=False):
        written = _text(part).strip()
        if not re.fullmatch(r"-?[0-9]{1,4}", written) or not least <= int(written) <= most:
            return
        yield int(written)


_SPANS: Final = ((-9999, 9999), (1, 24), (1, 31))
"""Years, months (beyond 12 they are seasons) and days."""


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []


def _of_form(name: str) -> Callable[[Any], str]:
    def in_form(value: Any) -> str:
        written = _text(value).strip()
        return written if _FORMS[name].fullmatch(written) else ""

    return in_form


def _followable(value: Any) -> str:
    return address({"URL": value})


_KINDS: Final[Mapping[str, Callable[[Any], Any]]] = {
    **dict.fromkeys(_TEXTS, _text),
    **dict.fromkeys(_NAMES, _names),
    **dict.fromkeys(_DATES, _date),
    **{name: _of_form(name) for name in _FORMS},
    "note": _note,
    "DOI": doi,
    "URL": _followable,
}

_CANONICAL: Final = {name.casefold(): name for name in _KINDS}


def plain(value: Any) -> str:
    """A CSL value as text; nothing for what is a list or a mapping."""
    return "" if value is None or isinstance(value, list | dict) else str(value).strip()


def note(item: Mapping[str, Any], language: Language) -> str:
    """What a reader should know of a source: in this language, or as it is where it has but one.

    >>> note({"note": {"id": "Tidak dibaca.", "en": "Not read."}}, "en"), note({"note": "x"}, "id")
    ('Not read.', 'x')
    """
    written = item.get("note")
    if isinstance(written, Mapping):
        return plain(written.get(language)) or _note(written).strip()
    return plain(written)


def address(item: Mapping[str, Any]) -> str:
    """Where a source is on the web; nothing where that is no address that shows where it leads."""
    written = plain(item.get("URL"))
    return written if is_followable(written) else ""


def page_of(item: Mapping[str, Any]) -> str:
    """The address of a source, or else the page of its DOI; nothing where it has neither.

    >>> page_of({"DOI": "10.1000/182"}), page_of({"DOI": "10.1000/182", "URL": "https://bps.go.id"})
    ('https://doi.org/10.1000/182', 'https://bps.go.id')
    """
    registered = doi(item.get("DOI"))
    return address(item) or address({"URL": f"https://doi.org/{registered}" if registered else ""})


def is_followable(written: str) -> bool:
    """Whether an address leads to a page, and shows where it leads.

    >>> [is_followable(a) for a in ("https://bps.go.id/x", "javascript:alert(1)", "http://", "bps")]
    [True, False, False, False]
    >>> is_followable("https://user@elsewhere.example"), is_followable("https://a b")
    (False, False)
    """
    try:
        parts = urlsplit(written)
        named = bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False
    return (
        named
        and parts.scheme in ("http", "https")
        and shown(written) == written
        and not _UNFIT.search(written)
    )

"""CSL items as BibLaTeX, which Zotero, JabRef, biber and pandoc read, and classic BibTeX mostly.

Where BibLaTeX has two names for a field, the one that BibTeX knows is written. Titles keep their
capitals, text says nothing to LaTeX, and what CSL has and BibLaTeX has not is left out: CSL JSON
(`refs -o refs.json`) has it all.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from smartscore.text.csl import known, plain
from smartscore.text.titles import Piece, pieces

_TYPES: Final = {
    "article": "misc",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "bill": "legislation",
    "book": "book",
    "chapter": "incollection",
    "dataset": "dataset",
    "entry-dictionary": "inreference",
    "entry-encyclopedia": "inreference",
    "figure": "image",
    "graphic": "image",
    "legal_case": "jurisdiction",
    "legislation": "legislation",
    "manuscript": "unpublished",
    "motion_picture": "movie",
    "musical_score": "music",
    "paper-conference": "inproceedings",
    "pamphlet": "booklet",
    "patent": "patent",
    "personal_communication": "letter",
    "post": "online",
    "post-weblog": "online",
    "regulation": "legislation",
    "report": "report",
    "review": "review",
    "review-book": "review",
    "software": "software",
    "song": "audio",
    "standard": "standard",
    "thesis": "thesis",
    "treaty": "legal",
    "webpage": "online",
}
_SUBTYPES: Final = {"article-magazine": "magazine", "article-newspaper": "newspaper"}
"""What tells articles of other kinds from those of journals, for biber, Zotero and pandoc."""

_INSIDE: Final = ("incollection", "inproceedings", "inreference")
_OF_INSTITUTIONS: Final = ("report", "thesis")
_PEOPLE: Final = {"author": "author", "editor": "editor", "translator": "translator"}
_TEXTS: Final = {
    "title": "title",
    "title-short": "shorttitle",
    "collection-title": "series",
    "event-title": "eventtitle",
    "event-place": "venue",
    "publisher-place": "address",
    "volume": "volume",
    "edition": "edition",
    "genre": "type",
    "version": "version",
    "chapter-number": "chapter",
    "number-of-pages": "pagetotal",
    "number-of-volumes": "volumes",
    "ISBN": "isbn",
    "ISSN": "issn",
    "keyword": "keywords",
    "note": "annotation",
    "abstract": "abstract",
}
_TITLES: Final = ("title", "title-short", "container-title", "collection-title")
_LANGUAGES: Final = {
    "id": "indonesian",
    "en": "english",
    "ms": "malay",
    "nl": "dutch",
    "de": "german",
    "fr": "french",
    "ar": "arabic",
    "ja": "japanese",
}
_ESCAPED: Final = {
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    **{character: f"\\{character}" for character in "{}$&#%_"},
}
_SET: Final = {
    "italic": "textit",
    "bold": "textbf",
    "superscript": "textsuperscript",
    "subscript": "textsubscript",
    "small-caps": "textsc",
}
_DAY: Final = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_MONTHS: Final = 12
_UNFIT: Final = re.compile(r"[\s{}(),\"'#%~\\=@]+")
"""What can't stand in a key."""

_BRACKETS: Final = str.maketrans("{}", "[]")
_IN_ADDRESSES: Final = {"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"}


class Written(NamedTuple):
    """The text of a bibliography, and the keys that stand in it in another spelling."""

    text: str
    renamed: Mapping[str, str]


def biblatex(items: Iterable[Mapping[str, Any]]) -> Written:
    """Items with their `id` as entries of BibLaTeX, in their order."""
    entries: list[str] = []
    renamed: dict[str, str] = {}
    taken: set[str] = set()
    for item in items:
        key = str(item["id"])
        name = fit = _UNFIT.sub("-", key).strip("-") or "source"
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{fit}-{number}"
        taken.add(name.casefold())
        if name != key:
            renamed[key] = name
        entries.append(_entry(name, known(item), key))
    return Written("\n".join(entries), renamed)


def _entry(name: str, item: Mapping[str, Any], key: str) -> str:
    kind = _TYPES.get(str(item.get("type", "")), "misc")
    fields = dict(_fields(kind, item, key))
    said = "".join(f"  {field} = {{{value}}},\n" for field, value in fields.items() if value)
    return f"@{kind}{{{name},\n{said}}}\n"


def _fields(kind: str, item: Mapping[str, Any], key: str) -> Iterator[tuple[str, str]]:
    yield "entrysubtype", _SUBTYPES.get(str(item.get("type", "")), "")
    for name, field in _PEOPLE.items():
        yield field, " and ".join(_person(each) for each in item.get(name, ()))
    if "title" not in item:
        yield "title", _title(key)
    for name, field in _TEXTS.items():
        value = plain(item.get(name))
        yield field, _title(value) if name in _TITLES else _text(value)
    yield from _where(kind, item)
    yield from _dated("date", item.get("issued"))
    yield from _dated("urldate", item.get("accessed"))
    yield (
        "pages",
        _text(plain(item.get("page"))).replace("–", "--").replace("-", "--").replace("----", "--"),
    )
    yield "doi", _address(plain(item.get("DOI")))
    yield "url", _address(plain(item.get("URL")))
    language = plain(item.get("language")).lower()
    yield "langid", _LANGUAGES.get(re.split("[-_]", language)[0], "")


def _where(kind: str, item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """In what it appeared, by whom it was published, and its number there."""
    around = _title(plain(item.get("container-title")))
    if kind in _INSIDE:
        yield "booktitle", around
    elif kind == "online":
        yield "organization", around
    else:
        yield "journal", around
    publisher = _text(plain(item.get("publisher")))
    yield ("institution" if kind in _OF_INSTITUTIONS else "publisher"), publisher
    number = item.get("number") or item.get("issue") or item.get("collection-number")
    yield "number", _text(plain(number))


def _person(person: Mapping[str, str]) -> str:
    """A name as BibTeX divides it; the name of an office stays whole."""
    if "family" not in person:
        whole = person.get("literal") or person.get("given") or ""
        return f"{{{_text(whole)}}}"
    particles = (person.get("dropping-particle"), person.get("non-dropping-particle"))
    family = _part(person["family"])
    before = " ".join(_text(each).lower() for each in particles if each)
    parts = [f"{before} {family}".strip(), person.get("suffix"), person.get("given")]
    return ", ".join([parts[0] or "", *(_part(each) for each in parts[1:] if each)])


def _part(name: str) -> str:
    """A part of a name; braces keep what would divide it."""
    text = _text(name)
    return f"{{{text}}}" if "," in text or re.search(r"\band\b", text) else text


def _dated(field: str, date: Any) -> Iterator[tuple[str, str]]:
    """A date; a year alone in the way of BibTeX, and so is what is no date at all."""
    days = list(date.get("date-parts", ())) if isinstance(date, Mapping) else []
    if not days:
        if text := _text(plain(date)):
            yield (field if _DAY.fullmatch(text) else "year"), text
        return
    if field == "date" and len(days) == 1 and len(days[0]) == 1:
        yield "year", str(days[0][0])
        return
    said = "/".join(_day(day) for day in days)
    yield field, f"{said}~" if date.get("circa") else said


def _day(parts: Sequence[int]) -> str:
    """Year, month and day; of a season only the year."""
    kept = parts[:1] if parts[1:2] and parts[1] > _MONTHS else parts
    return "-".join(f"{part:02}" if i else f"{part:04}" for i, part in enumerate(kept))


def _title(text: str) -> str:
    """A title with what it sets apart, whose words keep their capitals."""
    return "".join(_piece(piece, first=not i) for i, piece in enumerate(pieces(text)))


def _piece(piece: Piece, *, first: bool) -> str:
    lead = first

    def word(found: "re.Match[str]") -> str:
        nonlocal lead
        begins, lead = lead, False
        said = found[0]
        raised = said[1:] if begins else said
        text = _text(said)
        return f"{{{text}}}" if raised != raised.lower() else text

    text = re.sub(r"\S+", word, " ".join(piece.text.split()))
    text = f"{' ' if piece.text[:1].isspace() else ''}{text}"
    if piece.text[-1:].isspace() and piece.text.strip():
        text += " "
    if "nocase" in piece.styles:
        text = f"{{{text}}}"
    for style in sorted(piece.styles & _SET.keys()):
        text = f"\\{_SET[style]}{{{text}}}"
    return text


def _text(text: str) -> str:
    """Text in which nothing is LaTeX. Braces that do not close become brackets: BibTeX counts."""
    line = " ".join(text.split())
    if not _are_even(line):
        line = line.translate(_BRACKETS)
    return "".join(_ESCAPED.get(character, character) for character in line)


def _are_even(text: str) -> bool:
    depth = 0
    for character in text:
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth < 0:
            return False
    return depth == 0


def _address(text: str) -> str:
    """An address or a DOI, which is read as it stands."""
    return "".join(_IN_ADDRESSES.get(character, character) for character in text)

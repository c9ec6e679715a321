"""BibTeX: where each entry stands in its text, and a smaller text with those that are cited.

What the fields say is LaTeX, which pandoc reads. Keys and places are found here, so that citations
can be checked where there is no pandoc, and so that it need not read thousands of entries.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from smartscore.text.entries import Damaged, Entry
from smartscore.text.source import NOT_TEXT

MOST_ENTRIES: Final = 50_000

_HEAD: Final = re.compile(r"@[ \t]*(?P<type>[A-Za-z]+)\s*(?P<open>[{(])")
_KEY: Final = re.compile(
    r"\s*+(?P<key>(?:[^\s,{}\")]++|[^\S\n]++(?=[^\s,{}\")]))*+)[^\S\n]*+(?=[,}\n)])"
)
_BRACES: Final = re.compile(r"[{}()]")
_PARENTS: Final = re.compile(
    r"\b(?:crossref|xdata)\s*=\s*(?:\{(?P<braced>[^{}]*)\}|\"(?P<quoted>[^\"{}]*)\")", re.IGNORECASE
)
_LANGUAGE: Final = re.compile(r"\b(?:langid|hyphenation|language)(?=\s*=)", re.IGNORECASE)
_NO_ENTRIES: Final = ("comment", "preamble")
_STRING: Final = "string"
_DEEPEST: Final = 8
"""An entry may take fields from another, which may do so again, so often."""

LANGUAGE: Final = "indonesian"
"""Said of every entry: of titles in English pandoc would put words in small letters."""


class Bibliography(NamedTuple):
    """The entries of a BibTeX file, and the parts that are abbreviations of texts."""

    entries: tuple[Entry, ...]
    strings: tuple[tuple[int, int], ...]


def scanned(text: str) -> Bibliography:
    """Where everything stands; raises Damaged.

    >>> [entry.names for entry in scanned("@book{a, title = {A {B}}} @book(b,)").entries]
    [('a',), ('b',)]
    """
    entries: list[Entry] = []
    strings: list[tuple[int, int]] = []
    at = 0
    while (head := _HEAD.search(text, at)) is not None:
        kind = head["type"].lower()
        if kind == "comment":  # what stands behind it may have braces that never close
            at = head.end()
            continue
        at = _end(text, head)
        if kind == _STRING:
            strings.append((head.start(), at))
        elif kind not in _NO_ENTRIES:
            entries.append(Entry(_names(text, head.end()), head.start(), at))
        if len(entries) > MOST_ENTRIES:
            raise Damaged("library-large", at, text)
    if not entries and text.strip() and "@" not in text:
        raise Damaged("library-bib", 0)
    return Bibliography(tuple(entries), tuple(strings))


def place(text: str, entry: Entry) -> tuple[int, int]:
    """From where to where the key of an entry stands; the first line where it has none."""
    head = _HEAD.match(text, entry.start)
    found = _KEY.match(text, head.end()) if head is not None else None
    if found is not None and found["key"]:
        return found.span("key")
    end = text.find("\n", entry.start, entry.end)
    return entry.start, entry.end if end < 0 else end


def excerpt(text: str, found: Bibliography, wanted: Iterable[Entry]) -> tuple[str, list[str]]:
    """A BibTeX text with only the entries that are wanted, and the keys that they have there.

    Abbreviations and the entries from which fields are taken are there too. Keys are ours, so that
    none of them keeps pandoc from reading.
    """
    known = {name: entry for entry in reversed(found.entries) for name in entry.names}
    parts = [text[start:end] for start, end in found.strings]
    keys = []
    parents: dict[str, Entry] = {}
    for number, entry in enumerate(wanted):
        keys.append(f"wanted{number}")
        body = _body(text, entry)
        parts.append(f"{body[0]}{keys[-1]},\nlangid = {{{LANGUAGE}}}{body[1]}")
        parents |= _above(text, entry, known)
    for name, entry in parents.items():
        body = _body(text, entry)
        parts.append(f"{body[0]}{name}{body[1]}")
    return NOT_TEXT.sub("", "\n".join(parts)), keys


def _above(text: str, entry: Entry, known: Mapping[str, Entry]) -> dict[str, Entry]:
    """The entries from which an entry takes fields, and those from which they do."""
    found: dict[str, Entry] = {}
    waiting = [entry]
    for _ in range(_DEEPEST):
        names = [name for one in waiting for name in _parents(text[one.start : one.end])]
        waiting = [known[name] for name in names if name in known and name not in found]
        found |= {name: known[name] for name in names if name in known}
    return found


def _parents(body: str) -> Iterator[str]:
    for match in _PARENTS.finditer(body):
        for name in (match["braced"] or match["quoted"] or "").split(","):
            if name.strip():
                yield name.strip()


def _body(text: str, entry: Entry) -> tuple[str, str]:
    """What stands before the key of an entry and what stands behind it, without its language."""
    head = _HEAD.match(text, entry.start)
    assert head is not None
    key = _KEY.match(text, head.end())
    behind = text[key.end() if key is not None else head.end() : entry.end]
    return text[entry.start : head.end()], _LANGUAGE.sub("x-language", behind)


def _names(text: str, at: int) -> tuple[str, ...]:
    found = _KEY.match(text, at)
    key = NOT_TEXT.sub("", found["key"]).strip() if found is not None else ""
    return (key,) if key and "=" not in key else ()


def _end(text: str, head: "re.Match[str]") -> int:
    """Behind the brace that closes an entry; raises Damaged where there is none."""
    if head["open"] == "(":
        return _end_of_round(text, head)
    depth = 1
    for found in _BRACES.finditer(text, head.end()):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0:
            return found.end()
    raise Damaged("library-brace", head.start(), text)


def _end_of_round(text: str, head: "re.Match[str]") -> int:
    depth = 0
    for found in _BRACES.finditer(text, head.end()):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0 and found[0] == ")":
            return found.end()
    raise Damaged("library-brace", head.start(), text)

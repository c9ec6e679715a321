"""Candidates as lines of an assessment, the references that they cite, and what was proposed.

What a document says is never more than a text here: it stands in a block or in quotation marks.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any, Final, NamedTuple, Protocol

from smartscore.passages.locators import locator
from smartscore.passages.search import Candidate, digest
from smartscore.read.documents import titles
from smartscore.reports.passages.flagged import told
from smartscore.reports.safe import one_line
from smartscore.rules.candidates import WAITING
from smartscore.skeleton.comments import comment, quoted, scalar
from smartscore.text import writing
from smartscore.text.documents import Document
from smartscore.words import Words

Indicator = tuple[str, str]
"""The group and the code of an indicator."""

_RECORD = re.compile(r"#[ \t]*proposed[ \t]+(?P<group>[^\s/:]+)/(?P<code>[^\s/:]+):(?P<digests>.*)")
_DIGEST = re.compile(r"\b[0-9a-f]{12}\b")
_A_LINE: Final = 5
"""So many digests stand on one line."""

_LONGEST_KEY: Final = 40
_LONGEST_TITLE: Final = 200
_ISSUED = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?!\d)")
_WEBPAGES: Final = (".html", ".htm", ".xhtml")
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Searched(Protocol):
    """A document that was searched: its path, the digest of its bytes, and what stands in it."""

    @property
    def file(self) -> str:
        """The path by which it was given."""

    @property
    def digest(self) -> str:
        """The digest of its bytes."""

    @property
    def document(self) -> Document:
        """Its blocks and pages."""


class Cited(NamedTuple):
    """A document with the key by which evidence cites it.

    `item` is the reference that is made of it; None where the assessment has one already, whose
    digest may tell that the document `has_changed` since.
    """

    searched: Searched
    key: str
    item: dict[str, Any] | None = None
    has_changed: bool = False


def citation_key(file: str, taken: Collection[str], words: Words) -> str:
    """A key for a document, out of the name of its file; none that is taken already."""
    plain = unicodedata.normalize("NFKD", PurePath(file).stem)
    letters = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower())
    name = letters[:_LONGEST_KEY].strip("-") or words("candidates.key")
    known = {key.casefold() for key in taken}
    number, key = 1, name
    while key in known:
        number += 1
        key = f"{name}-{number}"
    return key


def item_of(searched: Searched, key: str, named: str) -> dict[str, Any]:
    """The CSL item of a document; `named` is its path as the assessment has it."""
    document = searched.document
    is_page = PurePath(searched.file).suffix.lower() in _WEBPAGES
    item: dict[str, Any] = {"id": key, "type": "webpage" if is_page else "document"}
    item["title"] = _title(searched)
    if (day := _ISSUED.match(document.issued)) is not None:
        item["issued"] = {"date-parts": [[int(part) for part in day.groups() if part]]}
    return {**item, "file": named, "digest": searched.digest}


def _title(searched: Searched) -> str:
    """What a document is called as far as it tells, or the name of its file."""
    said = one_line(titles.title(searched.document))
    return (said or one_line(PurePath(searched.file).stem) or "?")[:_LONGEST_TITLE].rstrip()


def item_lines(item: Mapping[str, Any], words: Words) -> list[str]:
    """A reference as an item of a list, under the comment that asks to mend it."""
    dumped = writing.text({"references": [dict(item)]}).splitlines()[1:]
    return [*comment(words("candidates.mend"), hang=""), *(line[2:] for line in dumped)]


class Piece(NamedTuple):
    """A candidate as it is written: what stands in the file, and a comment above it."""

    data: dict[str, Any]
    remark: str = ""


def piece_of(found: Candidate, cited: Sequence[Cited], words: Words) -> Piece:
    """A candidate as a piece of evidence that nobody has read yet."""
    passage, by = found.passage, cited[found.document]
    pages = (passage.page, passage.last_page)
    at = one_line(locator(pages, passage.section, by.searched.document, words))
    piece = {"cite": by.key, "at": at, "quote": passage.text, "shows": None}
    data = {key: value for key, value in piece.items() if value != ""}
    flags = "; ".join(told(flag, words) for flag in found.flags)
    return Piece(data, words("evidence.flags", flags=flags) if flags else "")


def is_fit(text: str) -> bool:
    """Whether a text can stand in a file as it is."""
    return not _UNFIT.search(text)


def entry_lines(piece: Piece) -> list[str]:
    """A piece of evidence as an item of a list, under the remark on it."""
    lines = []
    for key, value in piece.data.items():
        if value is None:
            lines.append(f"{key}:")
        elif key == "quote" and scalar(value) == scalar(one_line(value)):
            lines += writing.text({key: value}).splitlines()
        else:
            lines.append(f"{key}: {scalar(value)}")
    above = comment(quoted(piece.remark), hang="") if piece.remark else []
    return [*above, "- " + lines[0], *(f"  {line}" for line in lines[1:])]


def rating_lines(pieces: Sequence[Piece], words: Words) -> list[str]:
    """What stands beneath an indicator that waits for its candidates to be read."""
    inside = [line for piece in pieces for line in entry_lines(piece)]
    waiting = f"unknown: {WAITING[words.language]}"
    return [waiting, "evidence:", *(f"  {line}" for line in inside)]


def record_lines(proposed: Mapping[Indicator, Sequence[str]], words: Words) -> list[str]:
    """The comment that records what was proposed, by the digests of the quotes."""
    lines = comment(words("candidates.record"), hang="")
    for (group, code), digests in proposed.items():
        for start in range(0, len(digests), _A_LINE):
            lines.append(f"# proposed {group}/{code}: {' '.join(digests[start : start + _A_LINE])}")
    return lines


def recorded(text: str) -> dict[Indicator, set[str]]:
    """What a file records as proposed; lines that are garbled count for what is left of them."""
    found: dict[Indicator, set[str]] = {}
    for line in text.splitlines():
        if (record := _RECORD.match(line.strip())) is not None:
            where = record["group"], record["code"]
            found.setdefault(where, set()).update(_DIGEST.findall(record["digests"]))
    return found


def quoted_in(rating: Any) -> dict[str, str]:
    """The quotes of a rating, as it is written, by their digests."""
    pieces = rating.get("evidence") if isinstance(rating, dict) else None
    quotes = [each.get("quote") for each in pieces or () if isinstance(each, dict)]
    return {digest(quote): quote for quote in quotes if isinstance(quote, str)}


def overlaps(one: str, others: Iterable[str], run: int = 8) -> bool:
    """Whether a quote shares some words in a row with another, or lies within it.

    >>> overlaps("the plan names no year", ["It says that the plan names no year at all."])
    True
    """
    mine = _runs(one, run)
    return any(mine & _runs(other, run) or _inside(one, other) for other in others)


def stands_in(quote: str, document: Document) -> bool:
    """Whether the words of a quote stand in a document, in a row."""
    held = " ".join(word for block in document.blocks for word in _said(block.text))
    return f" {' '.join(_said(quote))} " in f" {held} "


def _runs(text: str, run: int) -> set[tuple[str, ...]]:
    said = _said(text)
    return {tuple(said[i : i + run]) for i in range(len(said) - run + 1)}


def _inside(one: str, other: str) -> bool:
    a, b = (f" {' '.join(_said(text))} " for text in (one, other))
    return bool(a.strip() and b.strip()) and (a in b or b in a)


def _said(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())

"""CSL items in words: entries of a list of sources, and author and year as citations name them."""

import re
from collections.abc import Mapping
from typing import Any

from smartscore.text.csl import plain
from smartscore.text.titles import Piece, bare, pieces
from smartscore.words import Words


def entry(item: Mapping[str, Any], words: Words, letter: str = "") -> str:
    """A source in words: authors (year). Title. Where it appeared.

    `letter` stands behind the year and tells apart what has the same author and year.
    """
    return "".join(piece.text for piece in set_entry(item, words, letter))


def set_entry(item: Mapping[str, Any], words: Words, letter: str = "") -> tuple[Piece, ...]:
    """The same in pieces, as the markup of its titles sets them."""
    who = "; ".join(_name(author) for author in authors(item))
    year = f"{_year(item) or words('report.no-date')}{letter}"
    title = pieces((plain(item.get("title")) or str(item["id"])).rstrip("."))
    if who:
        parts = [Piece(f"{who} ({year}). "), *title, Piece(".")]
    else:
        parts = [*title, Piece(f" ({year}).")]
    volume = plain(item.get("volume"))
    issue = plain(item.get("issue"))
    version = plain(item.get("version"))
    where = [_capital(words("report.version", version=version)) if version else ""]
    where += [plain(item.get("container-title")), f"{volume}({issue})" if issue else volume]
    where += [_pages(item, words, alone=not (volume or issue)), _number(item, words)]
    where += [plain(item.get("publisher"))]
    told = [pieces(part) for part in where if part]
    for i, part in enumerate(told):
        parts += [Piece(", " if i else " "), *part]
    if told:
        parts.append(Piece("."))
    return tuple(parts)


def _pages(item: Mapping[str, Any], words: Words, *, alone: bool) -> str:
    """The pages on which it stands: behind a volume the figures, else with the word for them."""
    pages = re.sub(r"(?<=[0-9])\s*-+\s*(?=[0-9])", "–", plain(item.get("page")))
    return words("report.page", page=pages) if pages and alone else pages


def _number(item: Mapping[str, Any], words: Words) -> str:
    """The number of a law or a report, with the word for it where it would be a mere figure."""
    number = plain(item.get("number"))
    return words("report.number", number=number) if number[:1].isdigit() else number


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def number_and_year(item: Mapping[str, Any], words: Words) -> str:
    """What tells a document from others of its title: its number, where it appeared, its year."""
    year = _year(item) or words("report.no-date")
    found = (item.get("number"), item.get("container-title"), item.get("publisher"))
    return ", ".join([*(text for part in found if (text := bare(plain(part)))), year])


def who(item: Mapping[str, Any], words: Words) -> str:
    """The authors' family names, or the title where there is no author."""
    families = [
        plain(author.get("family") or author.get("literal") or author.get("given"))
        for author in authors(item)
    ]
    named = [family for family in families if family]
    if not named:
        title = bare(plain(item.get("title"))) or str(item["id"])
        return title if len(title) <= 40 else title[:39].rstrip() + "…"
    if len(named) > 2:
        return f"{named[0]} {words('report.et-al')}"
    return f" {words('report.and')} ".join(named)


def when(item: Mapping[str, Any], words: Words) -> str:
    """The year, or that there is none."""
    return _year(item) or words("report.no-date")


def authors(item: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The authors of a source, or its editors."""
    written = item.get("author") or item.get("editor")
    named = written if isinstance(written, list) else []
    return [author for author in named if isinstance(author, dict)]


def _name(author: Mapping[str, Any]) -> str:
    if "literal" in author:
        return plain(author["literal"])
    return ", ".join(plain(author[key]) for key in ("family", "given") if author.get(key))


def _year(item: Mapping[str, Any]) -> str:
    issued = item.get("issued")
    try:
        return str(issued["date-parts"][0][0])  # type: ignore[index]
    except (TypeError, KeyError, IndexError):
        pass
    if isinstance(issued, dict):
        issued = issued.get("literal") or issued.get("raw")
    return str(issued)[:10] if isinstance(issued, str | int) else ""

"""Where a passage stands, in words: the page, and the heading above it."""

import re
from collections.abc import Sequence
from typing import Final

from smartscore.text.documents import Document
from smartscore.words import Words

_NUMBER = re.compile(r"\d{1,5}|[ivxlcdm]{1,8}", re.IGNORECASE)
_LONGEST: Final = 80
"""So many characters of a heading are named."""


def locator(
    pages: tuple[int, int], section: Sequence[str], document: Document, words: Words
) -> str:
    """The place of a passage as `at` of evidence has it; empty where nothing is known of it.

    `pages` are the first and the last of it, by count. They are named as they are printed, where
    the file tells that by a number that no other page has, as a reader would cite them.
    """
    numbers = [printed(page, document) or str(page) for page in dict.fromkeys(pages) if page]
    return _place(numbers, section, words)


def place(pages: tuple[int, int], section: Sequence[str], document: Document, words: Words) -> str:
    """The same for somebody who opens the file: pages as they are counted, then as printed."""
    numbers = [str(page) for page in dict.fromkeys(pages) if page]
    labels = [printed(page, document) or str(page) for page in dict.fromkeys(pages) if page]
    if numbers != labels:
        numbers[-1] = words("evidence.printed", page=numbers[-1], printed="-".join(labels))
    return _place(numbers, section, words)


def printed(page: int, document: Document) -> str:
    """The number that is printed on a page; empty where it is not known, or other pages have it."""
    label = document.labels[page - 1] if 0 < page <= len(document.labels) else ""
    known = _NUMBER.fullmatch(label) is not None and document.labels.count(label) == 1
    return label if known else ""


def _place(numbers: Sequence[str], section: Sequence[str], words: Words) -> str:
    key = "evidence.page" if len(numbers) == 1 else "evidence.pages"
    told = [words(key, pages="-".join(numbers))] if numbers else []
    heading = next((title for title in reversed(section) if title), "")
    return ", ".join([*told, *([clipped(heading)] if heading else [])])


def clipped(heading: str) -> str:
    """A heading no longer than a line, cut between words.

    >>> clipped("3.2 Infrastruktur")
    '3.2 Infrastruktur'
    """
    if len(heading) <= _LONGEST:
        return heading
    head, blank, _ = heading[: _LONGEST - 1].rpartition(" ")
    return f"{(head if blank else heading[: _LONGEST - 1]).rstrip()}…"

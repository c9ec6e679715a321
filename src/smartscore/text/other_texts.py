"""What a text is that is no assessment and no rubric: a report, a table, a library of sources.

It is known by what it begins with, or by the ending of its name. A text with a key `smartscore` is
one of ours, whatever else is wrong with it.
"""

import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Final

_LOOKED_AT: Final = 20_000
"""So many characters say what a text is."""

_OURS: Final = re.compile(
    r"""^[ \t{]*["']?smartscore["']?[ \t]*:[ \t]*["']?[a-z]+/""", re.MULTILINE
)
_TABLES: Final = ("subject,subject_code", "subject;subject_code", "subject\tsubject_code")
_PAGES: Final = ("<!doctype html", "<html", "<?xml", "<svg")
_DATA: Final = re.compile(r'\{\s*"format"\s*:\s*"[a-z-]+/[0-9]+"')
_ITEMS: Final = re.compile(r'(?:\{\s*"items"\s*:\s*)?\[\s*\{\s*"')
_ENTRY: Final = re.compile(r"\s*@[A-Za-z]+\s*[{(]")
_OF_MARKDOWN: Final = re.compile(r"#{1,6} \S|\|.*\||:::|\*\*\S")
_RULE: Final = re.compile(r"\|[ :|-]*-[ :|-]*\|?\s*")
_ENDINGS: Final = {
    **dict.fromkeys((".md", ".markdown", ".qmd"), "markdown"),
    **dict.fromkeys((".html", ".htm"), "page"),
    ".bib": "bibtex",
}


def other_text(text: str, name: str) -> str | None:
    """What a text is: `table`, `page`, `data`, `items`, `bibtex`, `markdown`; None where unknown.

    >>> other_text("@book{a,\\n title = {A}}", "-"), other_text("smartscore: assessment/1", "a.md")
    ('bibtex', None)
    """
    if _OURS.search(text):
        return None
    head = text[:_LOOKED_AT].lstrip("\ufeff \t\r\n")
    lines = head.splitlines()
    if lines and lines[0].lower().startswith("sep="):
        del lines[0]
    if lines and lines[0].replace('"', "").startswith(_TABLES):
        return "table"
    if head.lower().startswith(_PAGES):
        return "page"
    if _DATA.match(head):
        return "data"
    if _ITEMS.match(head):
        return "items"
    if any(map(_ENTRY.match, lines)):
        return "bibtex"
    if _is_markdown(lines):
        return "markdown"
    return _ENDINGS.get(PurePath(name).suffix.lower()) if head else None


def _is_markdown(lines: Sequence[str]) -> bool:
    """Whether there is a heading or a table behind a front matter; or a heading, and a table."""
    bare = [line.rstrip() for line in lines]
    if bare[:1] == ["---"]:
        rest = bare[1:]
        return "---" in rest and any(map(_OF_MARKDOWN.match, rest[rest.index("---") + 1 :]))
    return any(line.startswith("# ") for line in bare[:1]) and any(map(_RULE.fullmatch, bare))

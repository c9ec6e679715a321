"""The contents of the manual: each code with its name and its first sentence.

Making the manual loads every rule. Who only lists it reads what was kept of it when the package was
built, `rubrics/ready/manual.json`; where that is not there, or older than a module, it is made.
"""

import json
from pathlib import Path
from typing import Final, NamedTuple

from smartscore.read.freshness import is_fresh, shelf
from smartscore.text.languages import LANGUAGES, Language

NAME: Final = "manual.json"


class Entry(NamedTuple):
    """A line of the contents."""

    code: str
    name: str
    summary: str


def contents(language: Language) -> list[Entry]:
    """Every code in the order of the manual."""
    return _kept(_place(), language) or made(language)


def keep(folder: Path) -> None:
    """Write what is kept of the manual into a folder."""
    text = json.dumps({language: made(language) for language in LANGUAGES}, ensure_ascii=False)
    (folder / NAME).write_text(text, encoding="utf-8")


def made(language: Language) -> list[Entry]:
    """The contents as the manual itself has them."""
    from smartscore.read.rulebook import pages

    return [Entry(page.code, page.name, page.summary) for page in pages(language).values()]


def _place() -> Path:
    return shelf() / "ready" / NAME


def _kept(file: Path, language: Language) -> list[Entry]:
    try:
        if not is_fresh(file):
            return []
        return [Entry(*each) for each in json.loads(file.read_bytes())[language]]
    except (OSError, ValueError, KeyError, TypeError):
        return []

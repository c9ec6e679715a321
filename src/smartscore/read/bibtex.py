"""Entries of BibTeX as CSL, through pandoc: it runs in its sandbox and sees only what is cited."""

import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from smartscore.processes.ending import Unfinished
from smartscore.processes.pandoc import NoPandocError, PandocError, find_pandoc, run
from smartscore.text import bibtex
from smartscore.text.csl_json import entries, item
from smartscore.text.entries import Damaged, Entry

_PATIENCE: Final = 30
"""Seconds after which pandoc is given up: a hundred entries take it less than one."""


class NotConverted(Exception):  # noqa: N818 - a finding, caught by whoever knows the file
    """pandoc is not there (`pandoc-missing`), or can't read an entry (`pandoc-failed`)."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


def converted(
    text: str, found: bibtex.Bibliography, wanted: Sequence[Entry]
) -> list[Mapping[str, Any]]:
    """Each of these entries as CSL; an empty one where pandoc leaves it out.

    Raises NotConverted.
    """
    asked, keys = bibtex.excerpt(text, found, wanted)
    try:
        pandoc = find_pandoc()
    except NoPandocError:
        raise NotConverted("pandoc-missing") from None
    try:
        with Unfinished(
            str(Path(tempfile.gettempdir()) / f"smartscore-{os.urandom(8).hex()}")
        ) as at:
            place = Path(at)
            place.mkdir(mode=0o700)
            (place / "asked.bib").write_text(asked, encoding="utf-8", newline="\n")
            arguments = ["--from=biblatex", "--to=csljson", "--output=found.json", "asked.bib"]
            run(pandoc, arguments, place, patience=_PATIENCE)
            told = (place / "found.json").read_text(encoding="utf-8")
        made = {entry.names[0]: item(told, entry) for entry in entries(told) if entry.names}
    except (PandocError, OSError, Damaged, UnicodeError, json.JSONDecodeError):
        raise NotConverted("pandoc-failed") from None
    return [_without_language(made.get(key, {})) for key in keys]


def _without_language(found: Mapping[str, Any]) -> Mapping[str, Any]:
    """The item without the language that was said to keep its capitals."""
    return {k: v for k, v in found.items() if (k, v) != ("language", bibtex.LANGUAGE)}

"""Which schema a file names in its first line, so that editors find it."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import quote

from pydantic import BaseModel

from smartscore.model.assessment import Assessment
from smartscore.model.cases import Cases
from smartscore.model.rubric import Rubric
from smartscore.rules.text import HEAD, MODELINE

MODELS: Final[Mapping[str, type[BaseModel]]] = {
    "rubric": Rubric,
    "assessment": Assessment,
    "cases": Cases,
}
"""The kinds of file that have a schema; a new kind starts here and in `cli.schema.Kind`."""


def nearest(file: Path, kind: type[BaseModel]) -> str | None:
    """The path from a file to the schema of its kind in a `schemas` folder above it, if any."""
    name = next(name for name, model in MODELS.items() if model is kind)
    for i, folder in enumerate(Path(os.path.realpath(file)).parents):
        if (folder / "schemas" / f"{name}.json").is_file():
            return "../" * i + f"schemas/{name}.json"
    return None


def pointing_to(schema: str) -> str:
    """The comment by which editors find a schema, by its path from the file.

    >>> pointing_to("schemas/kota batu.json")
    '# yaml-language-server: $schema=schemas/kota%20batu.json'
    """
    return f"# yaml-language-server: $schema={quote(schema, safe=_PLAIN)}"


def pointed(text: str, schema: str) -> str:
    """A text that begins with the comment to a schema, in the place of one that it had.

    What `new` says there of how a schema is had goes with it.

    >>> pointed("# $schema: old.json" + chr(10) + "a: 1", "schemas/new.json").split(chr(10))
    ['# yaml-language-server: $schema=schemas/new.json', 'a: 1']
    """
    mark = text[: len(text) - len(text.removeprefix(chr(0xFEFF)))]
    rest = text[len(mark) :]
    end = "\r\n" if "\r\n" in text else "\n"
    line = pointing_to(schema)
    if MODELINE.search(rest[:HEAD]):
        return mark + MODELINE.sub(lambda _: line, rest, count=1)
    return mark + line + end + _HINT.sub("", rest, count=1)


_PLAIN: Final = "/.'()@+,;=&!~*:"
"""What stands for itself in the address of a file."""
_HINT: Final = re.compile(r"\A(?:# [^\r\n]*\r?\n){1,4}#   smartscore schema [^\r\n]*\r?\n")

"""`smartscore schema`: the JSON Schema of a kind of file, for editors."""

from enum import StrEnum
from typing import Annotated

import typer


class Kind(StrEnum):
    """The kinds of file that have a schema."""

    RUBRIC = "rubric"
    ASSESSMENT = "assessment"
    CASES = "cases"


def schema(kind: Annotated[Kind, typer.Argument(show_default=False)]) -> None:
    """Print the JSON Schema of a kind of file, by which editors complete and check."""
    from smartscore.cli import session, streams
    from smartscore.editors.shapes import text
    from smartscore.words import words

    streams.write(None, lambda: text(kind), words(session.FALLBACK), "json")

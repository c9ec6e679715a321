"""What commands share that answer one question: how the answer is shown, and where it goes."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeVar

import typer

if TYPE_CHECKING:
    from smartscore.reports.answer import Answer
    from smartscore.words import Words


class Format(StrEnum):
    """How the answer is shown."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"


Shown = Annotated[Format | None, typer.Option("--format")]
Output = Annotated[str | None, typer.Option("--output", "-o", metavar="FILE")]

_ENDINGS: Final = {
    "": "terminal",
    ".txt": "terminal",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".xlsx": "xlsx",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".svg": "svg",
}
"""What a file is by the ending of its name; `markdown` is a format of every answer."""

_Kind = TypeVar("_Kind", bound=StrEnum)


def kind(output: str | None, format: _Kind | None, kinds: type[_Kind], told: "Words") -> _Kind:
    """How an answer is written: as is said, else by the ending of the output, else as text.

    Stops at an ending that is none of its `kinds`.
    """
    if format is not None:
        return format
    known = {each.value: each for each in kinds}
    found = "terminal" if output is None else _ENDINGS.get(PurePath(output).suffix.lower())
    if found not in known:
        from smartscore.cli.outputs import refuse_sheets
        from smartscore.cli.streams import stop

        refuse_sheets(str(output), told)
        first = {form: ending for ending, form in reversed(_ENDINGS.items()) if ending}
        listed = ", ".join(first[form] for form in known)
        stop(told("report.ending", file=output, kinds=listed))
    return known[found]


def show(
    said: "Callable[[], Answer]",
    data: Callable[[], Mapping[str, Any]],
    format: Format,
    output: str | None,
    words: "Words",
) -> None:
    """Print an answer, or write it to a file: `said` in words, `data` for programs."""
    from smartscore.cli import streams

    streams.write(output, lambda: _text(said, data, format, output), words, format.value)


def _text(
    said: "Callable[[], Answer]",
    data: Callable[[], Mapping[str, Any]],
    format: Format,
    output: str | None,
) -> str:
    if format == Format.JSON:
        from smartscore.reports.json import written

        return written(data())
    if format == Format.MARKDOWN:
        from smartscore.reports.answer.gfm import markdown

        return markdown(said())
    from smartscore.cli import streams
    from smartscore.reports.answer import screen

    return screen.text(said(), streams.look(output))

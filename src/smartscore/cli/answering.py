"""What commands share that answer one question: how the answer is shown, and where it goes."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from smartscore.reports.answer import Answer
    from smartscore.words import Words


class Format(StrEnum):
    """How the answer is shown."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"


Shown = Annotated[Format, typer.Option("--format", help="How to show the answer.")]
Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to this file, whole or not at all."),
]


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

    colour, unicode = streams.terminal(output)
    return screen.text(said(), colour=colour, unicode=unicode)

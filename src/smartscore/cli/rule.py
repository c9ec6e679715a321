"""`smartscore rule`: the manual pages of the codes that `check` and `assess` tell."""

from enum import StrEnum
from typing import Annotated

import typer


class OutputFormat(StrEnum):
    """How pages are shown."""

    TEXT = "text"
    JSON = "json"


def rule(
    code: Annotated[
        str | None,
        typer.Argument(
            metavar="CODE",
            help="A code, the beginning of one, or a name. Default: a list of all.",
        ),
    ] = None,
    *,
    output_format: Annotated[
        OutputFormat, typer.Option(help="How to show it.")
    ] = OutputFormat.TEXT,
) -> None:
    """Explain a code: what holds, why it matters, what breaks it and what keeps it.

    Exit code: 0 fine, 2 no such code.
    """
    from smartscore.cli import session, streams
    from smartscore.reports import manual
    from smartscore.words import words

    codes = manual.meant(code or "")
    if code is not None and not codes:
        near = manual.near(code)
        hint = f"did you mean {near}?" if near else "`smartscore rule` lists them"
        streams.stop(f"no such code, {code!r}; {hint}")
    if output_format == OutputFormat.JSON:
        shown = manual.as_json(codes)
    else:
        shown = manual.together(codes) if codes else manual.listing()
    streams.write(None, lambda: shown, words(session.FALLBACK), output_format.value)

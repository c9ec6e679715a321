"""`smartscore rule`: the manual pages of the codes that `check` and `assess` tell."""

from enum import StrEnum
from typing import Annotated

import typer

from smartscore.cli import options


class OutputFormat(StrEnum):
    """How pages are shown."""

    TEXT = "text"
    JSON = "json"


def rule(
    code: Annotated[str | None, typer.Argument(metavar="CODE")] = None,
    *,
    lang: options.Lang = None,
    output_format: OutputFormat = OutputFormat.TEXT,
) -> None:
    """Explain a code: what holds, why it matters, what breaks it and what keeps it."""
    from smartscore.cli import session, streams
    from smartscore.reports import manual
    from smartscore.words import words

    language = session.chosen_language(lang) or session.FALLBACK
    told, codes = words(language), manual.meant(code or "")
    if code is not None and not codes:
        near = manual.near(code)
        hint = told("rule.near", name=near) if near else told("rule.list")
        streams.stop(told("rule.unknown", code=code, hint=hint))
    if output_format == OutputFormat.JSON:
        shown = manual.as_json(codes, language)
    else:
        look = streams.look()
        shown = manual.together(codes, language, look) if codes else manual.listing(language, look)
    streams.write(None, lambda: shown, told, output_format.value)

"""`smartscore assess`: score assessments and show how ready, how sure, what is missing."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from smartscore.cli import options

if TYPE_CHECKING:
    from smartscore.results.result import Result
    from smartscore.words import Words


class Format(StrEnum):
    """How the result is shown."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"


def assess(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Assessments; - is standard input.")
    ],
    *,
    rubric: options.Chosen = [],  # noqa: B006 - typer reads the default and copies it
    weighting: options.Weighting = None,
    rubrics: options.Shelf = None,
    allow_outside: options.Outside = False,
    lang: options.Lang = None,
    format: Annotated[Format, typer.Option(help="How to show the result.")] = Format.TERMINAL,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write to this file, whole or not at all."
        ),
    ] = None,
    detail: Annotated[
        bool, typer.Option("--detail", help="Add every indicator with its evidence.")
    ] = False,
    across_versions: options.AcrossVersions = False,
    fail_under: Annotated[
        str | None,
        typer.Option(metavar="N", help="Exit with 1 unless every rubric scores N or more."),
    ] = None,
) -> None:
    """Score assessments and show how ready a place is.

    Shows for each rubric the dimensions and the whole with their bounds, what is
    unknown or contested, and the single steps that would help most.

    Exit code: 0 fine, 1 problems found or the threshold missed, 2 could not run.
    """
    from smartscore.cli import outputs, session, streams
    from smartscore.words import words as in_language

    language = session.chosen_language(lang)
    outputs.ready([output], in_language(language or session.FALLBACK))
    threshold = session.threshold(fail_under, language)
    catalogue = session.catalogue(rubrics, language, anywhere=allow_outside)
    inputs = session.read_all(files, catalogue, rubric, language, weighting)
    words = inputs.words
    if not across_versions:
        session.refuse_other_versions(inputs)
    outputs.settle([output], inputs.files, words)
    streams.write(
        output,
        lambda: _shown(inputs.results, words, format, output, detail=detail),
        words,
        format.value,
    )
    session.remark(inputs)
    missed = session.below(inputs.results, files, threshold, words)
    raise typer.Exit(1 if missed or session.has_errors(inputs.remarks) else 0)


def _shown(
    results: "list[Result]",
    words: "Words",
    format: Format,
    output: str | None,
    *,
    detail: bool,
) -> str:
    """The result as text; colour only where it goes to a terminal."""
    if format == Format.JSON:
        from smartscore.reports.json import scorecards

        return scorecards(results)
    from smartscore.reports.summary import assessed

    pages = assessed(results, words, detail=detail, stamped=format == Format.MARKDOWN)
    if format == Format.MARKDOWN:
        from smartscore.reports.markdown import markdown

        return markdown(pages, words)
    from smartscore.cli import streams
    from smartscore.reports import terminal

    colour, unicode = streams.terminal(output)
    return terminal.text(pages, words, colour=colour, unicode=unicode)

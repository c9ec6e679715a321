"""`smartscore evidence`: passages of documents that may be evidence, for each indicator."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final

import typer

from smartscore.cli import answering, options

if TYPE_CHECKING:
    from smartscore.passages.proposals import Proposals
    from smartscore.words import Words


class Format(StrEnum):
    """How candidates are shown."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"
    HTML = "html"
    SVG = "svg"


_EITHER: Final = (Format.TERMINAL, Format.JSON)
"""As these candidates are shown, and coverage."""


def evidence(
    documents: Annotated[
        list[str],
        typer.Argument(
            metavar="DOCUMENT...", help="PDF, .docx, .odt, .html, .md or .txt, one or more."
        ),
    ],
    *,
    rubric: Annotated[
        list[str],
        typer.Option(metavar="CODE|PATH", help="A rubric to search for; may be repeated."),
    ] = [],  # noqa: B006 - typer reads the default and copies it
    indicator: Annotated[
        list[str],
        typer.Option(
            metavar="CODE",
            help="Only this indicator, or those of this dimension; may be repeated.",
        ),
    ] = [],  # noqa: B006 - as above
    top: Annotated[
        str, typer.Option(metavar="N", help="So many candidates an indicator, at most.")
    ] = "5",
    subject: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The place that is assessed, for what is of others."),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="The day of the judgement, for what is old."),
    ] = None,
    old: Annotated[
        str, typer.Option(metavar="N", help="So many years before the date is long ago.")
    ] = "5",
    coverage: Annotated[
        bool,
        typer.Option(
            "--coverage", help="Which chapters to read: what the documents seem to speak of."
        ),
    ] = False,
    rubrics: options.Shelf = None,
    allow_outside: options.Outside = False,
    lang: options.Lang = None,
    format: Annotated[
        Format | None,
        typer.Option("--format", help="How to show it, whatever the ending; else terminal."),
    ] = None,
    output: answering.Output = None,
) -> None:
    """Propose passages of documents as evidence, with page and quote.

    For each indicator of a rubric the passages whose words fit best; what to make of
    them is up to the reader. It never rates, and it never says that there is nothing.
    The ending of FILE is .md, .json, or .html for a page to read with a pen in hand;
    of --coverage it is .svg or .json.

    Exit code: 0 fine, 1 a document could not be read, 2 none could, or it could not run.
    """
    from smartscore.api.evidence import MOST
    from smartscore.cli import outputs, searching, session, streams
    from smartscore.words import words as in_language

    language = session.chosen_language(lang)
    words = in_language(language or session.FALLBACK)
    kind = answering.kind(output, format, Format, words)
    if coverage != (kind == Format.SVG) and kind not in _EITHER:
        streams.stop(words("coverage.only" if coverage else "coverage.svg"))
    outputs.ready([output], words)
    most = searching.counted("--top", top, MOST, words)
    years = searching.counted("--old", old, searching.OLDEST, words)
    catalogue = session.catalogue(rubrics, language, anywhere=allow_outside)
    place = searching.setting(subject, date, years, words)
    wanted = searching.wanted(rubric, indicator, catalogue, words)
    outputs.settle([output], [*documents, *wanted.files], words)
    if coverage:
        from smartscore.cli import covering

        read, spoken = searching.covered(documents, wanted, place, words)
        covering.show(spoken, kind.value, output, words)
        searching.remark(read, words)
        raise typer.Exit(1 if read.unread else 0)
    found = searching.found(documents, wanted, place, most, words)
    show(found, kind, output, words)
    searching.remark(found.read, words)
    raise typer.Exit(1 if found.unread else 0)


def show(found: "Proposals", kind: Format, output: str | None, words: "Words") -> None:
    """Print the candidates, or write them to a file."""
    from smartscore.cli import streams

    def made() -> str:
        if kind == Format.JSON:
            from smartscore.reports.json import written

            return written(found.to_dict(words.language))
        from smartscore.reports.passages.sheet import sheet

        said = sheet(found, words)
        if kind == Format.MARKDOWN:
            from smartscore.reports.passages.markdown import markdown

            return markdown(said, words)
        if kind == Format.HTML:
            from smartscore.reports.passages.page import html

            return html(said, words)
        from smartscore.reports.passages import screen

        colour, unicode = streams.terminal(output)
        return screen.text(said, words, colour=colour, unicode=unicode)

    streams.write(output, made, words, kind.value)

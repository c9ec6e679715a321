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
    YAML = "yaml"
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
    for_: Annotated[
        str | None,
        typer.Option(
            "--for",
            metavar="FILE",
            help="Add to this assessment, by its rubrics; with -o or --format only show.",
        ),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Propose what was deleted from --for FILE once more.")
    ] = False,
    indicator: Annotated[
        list[str],
        typer.Option(
            metavar="CODE",
            help="Only this indicator, or those of this dimension; may be repeated.",
        ),
    ] = [],  # noqa: B006 - as above
    top: Annotated[
        str | None,
        typer.Option(metavar="N", help="So many candidates an indicator, at most; else 5."),
    ] = None,
    subject: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The place that is assessed, for what is of others."),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="The day of the judgement, for what is old."),
    ] = None,
    old: Annotated[
        str | None,
        typer.Option(metavar="N", help="So many years before the date is long ago; else 5."),
    ] = None,
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
    The ending of -o says what is written: .yaml an assessment in which candidates
    wait to be read (with --subject and --date), .html a page to read with a pen in
    hand, .md or .json; of --coverage it is .svg or .json.

    Exit code: 0 fine, 1 a document could not be read or problems were found, 2 none
    could be read, or it could not run.
    """
    from smartscore.api.evidence import MOST, TOP
    from smartscore.cli import amended, covering, outputs, searching, session, streams
    from smartscore.passages.flags import Setting
    from smartscore.words import words as in_language

    language = session.chosen_language(lang)
    words = in_language(language or session.FALLBACK)
    kind = answering.kind(output, format, Format, words)
    if coverage != (kind == Format.SVG) and kind not in _EITHER:
        streams.stop(words("coverage.only" if coverage else "coverage.svg"))
    if coverage:
        covering.refuse(words, top=top, again=again)
    if old is not None and date is None and for_ is None:
        streams.stop(words("evidence.old-alone"))
    dated = subject is not None or date is not None
    amended.refuse(for_, words, begins=kind == Format.YAML, again=again, dated=dated)
    adds = for_ is not None and output is None and format is None and not coverage
    target = for_ if adds else output
    if kind == Format.YAML:
        amended.refuse_existing(output, words)
    outputs.ready([target], words)
    most = searching.counted("--top", top, TOP, MOST, words)
    years = searching.counted("--old", old, Setting().old, searching.OLDEST, words)
    catalogue = session.catalogue(rubrics, language, anywhere=allow_outside)
    held = None
    if for_ is not None:
        held = amended.opened_for(for_, years, catalogue, language)
        words, place = held.words, held.setting
        wanted = searching.within(amended.narrowed(held, rubric), indicator, held.files, words)
    else:
        place = searching.setting(subject, date, years, words)
        wanted = searching.wanted(rubric, indicator, catalogue, words)
    read = [*documents, *(file for file in wanted.files if not (adds and file == for_))]
    outputs.settle([target], read, words, over_ours=adds)
    if coverage:
        several, spoken = searching.covered(documents, wanted, place, words)
        covering.show(spoken, kind.value, output, words)
        searching.remark(several, words)
        raise typer.Exit(1 if several.unread else 0)
    gone = None if held is None or again else held.dismissed()
    found = searching.found(documents, wanted, place, most, words, gone)
    fine = not found.unread
    if adds and held is not None:
        fine &= amended.add(held, found, catalogue, named=bool(indicator), again=again)
    elif kind == Format.YAML and output is not None:
        own = words if language else amended.language_of(found, words)
        amended.begin(output, rubric, found, catalogue, words, own, date=date, subject=subject)
    else:
        shown = found if held is None else amended.keyed(held, found, catalogue)
        show(shown, kind, output, words)
    searching.remark(found.read, words)
    raise typer.Exit(0 if fine else 1)


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

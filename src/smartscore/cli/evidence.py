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
    documents: Annotated[list[str], typer.Argument(metavar="DOCUMENT...")],
    *,
    rubric: Annotated[list[str], typer.Option(metavar="CODE|PATH")] = [],  # noqa: B006 - typer copies it
    for_: Annotated[str | None, typer.Option("--for", metavar="FILE")] = None,
    again: Annotated[bool, typer.Option("--again")] = False,
    indicator: Annotated[list[str], typer.Option(metavar="CODE")] = [],  # noqa: B006 - as above
    top: Annotated[str | None, typer.Option(metavar="N")] = None,
    subject: Annotated[str | None, typer.Option(metavar="NAME")] = None,
    date: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD")] = None,
    old: Annotated[str | None, typer.Option(metavar="N")] = None,
    coverage: Annotated[bool, typer.Option("--coverage")] = False,
    rubrics: options.Shelf = None,
    allow_outside: options.Outside = False,
    lang: options.Lang = None,
    format: Annotated[Format | None, typer.Option("--format")] = None,
    output: answering.Output = None,
) -> None:
    """Propose passages of documents as evidence, with page and quote."""
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

        return screen.text(said, words, streams.look(output))

    streams.write(output, made, words, kind.value)

"""`smartscore report`: the documents that people hand in."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartscore.cli import options, ordering, samples
from smartscore.cli.ordering import Flavour, Kind, Mark, Style, Template, Xref
from smartscore.cli.parts import chosen_parts, counted
from smartscore.cli.settled import settings, settled

if TYPE_CHECKING:
    from smartscore.cli.session import Inputs
    from smartscore.results.result import Result


def report(
    files: Annotated[list[str] | None, typer.Argument(metavar="FILE...")] = None,
    *,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="OUT")] = None,
    format: Kind | None = None,
    style: Style | None = None,
    since: Annotated[str | None, typer.Option(metavar="OLD")] = None,
    target: Annotated[str | None, typer.Option(metavar="BAND|N")] = None,
    parts: Annotated[str | None, typer.Option(metavar="NAME,...")] = None,
    lang: options.Lang = None,
    flavour: Flavour = Flavour.PANDOC,
    xref: Xref = Xref.NONE,
    table_prefix: Annotated[str, typer.Option(metavar="TEXT")] = "",
    start: Annotated[str, typer.Option(metavar="N")] = "1",
    appendix_start: Annotated[str | None, typer.Option(metavar="N")] = None,
    caption_mark: Mark | None = None,
    rows_per_table: Annotated[str | None, typer.Option(metavar="N")] = None,
    page_start: Annotated[str | None, typer.Option(metavar="N")] = None,
    figures: Annotated[str | None, typer.Option(metavar="DIR")] = None,
    template: Annotated[str | None, typer.Option(metavar="FILE")] = None,
    print_template: Template | None = None,
    print_reference: Annotated[bool, typer.Option("--print-reference")] = False,
    decimal: ordering.InCsv = None,
    rubric: options.Chosen = [],  # noqa: B006 - typer copies it
    weighting: options.Weighting = None,
    rubrics: options.Shelf = None,
    allow_outside: options.Outside = False,
    across_versions: options.AcrossVersions = False,
    min_coverage: samples.MinCoverage = None,
) -> None:
    """Write a report to hand in: thesis appendices, a page to share, a table."""
    from smartscore.cli import idle, outputs, publication, session, streams, studied
    from smartscore.reports.publishing import Order
    from smartscore.words import words

    found = settings(words(session.chosen_language(lang) or session.FALLBACK))
    language = session.chosen_language(lang or found.lang)
    told = words(language or session.FALLBACK)
    beside = figures is not None and output is not None and Path(output).parent == Path(figures)
    if not beside:  # the folder of the figures may not be there yet
        outputs.settle([output], [template] if template else [], told)
    if print_template is not None:
        from smartscore.reports.document import source

        streams.write(output, lambda: source(print_template), told, "md")
        return
    if print_reference:
        from smartscore.reports.docx import reference

        streams.write(output, lambda: reference("brief"), told)
        return
    kind = ordering.kind(output, format, style, told)
    order = Order(
        kind=kind.value,
        style=ordering.of_document(style),
        flavour=flavour.value,
        xref=xref.value,
        prefix=table_prefix,
        start=ordering.first(start, told),
        folder=ordering.way(figures, output),
        template=ordering.template(template, kind, told),
        parts=chosen_parts(parts, told),
        appendix=counted("--appendix-start", appendix_start, 999, told),
        mark="" if caption_mark in (None, Mark.NONE) else caption_mark.value,
        rows=counted("--rows-per-table", rows_per_table, 9999, told),
        page=counted("--page-start", page_start, 9999, told),
        decimal=ordering.decimal(decimal, kind, told),
    )
    files = ordering.places(files or [], kind, style, told)
    idle.tell(order, told, since=since is not None)
    order = settled(order, found, told, marked=caption_mark is not None)
    studied.need(order, files, since, target, told)
    catalogue = session.catalogue(rubrics, language, anywhere=allow_outside)
    given = [*files, *([since] if since is not None else [])]
    placed = "agreement" in studied.wanted(order)
    together = len(files) > 1 and since is None
    sample = samples.coverage(min_coverage, told) if together else None
    inputs = session.read_all(
        given, catalogue, rubric, language, weighting, placed=placed, sample=sample
    )
    if not across_versions:
        session.refuse_other_versions(inputs)
    read = [*inputs.files, *([template] if template else [])]
    if not beside:
        outputs.settle([output], read, inputs.words)
    if kind is Kind.SVG:
        ordering.one_rubric(inputs.results[0].cards, told)
    if since is not None:
        order = replace(order, since=_earlier(inputs))
    order = studied.answered(order, inputs, target)
    made = publication.published(inputs, order, template or "")
    if figures is not None and made.figures:
        publication.make_folder(figures, inputs.words)
        written = outputs.settle_made(figures, made.figures, inputs.words)
        outputs.settle([output, *written], read, inputs.words)
        publication.write_figures(figures, made.figures, inputs.words)
    streams.write(output, lambda: made.content, inputs.words, kind.value)
    for sentence in made.left_out:
        streams.say(sentence)
    if made.without_pictures:
        streams.say(inputs.words("report.without-pictures"))
    if made.without_letters:
        streams.say(inputs.words("report.without-letters"))
    session.remark(inputs)
    raise typer.Exit(1 if session.has_errors(inputs.remarks) else 0)


def _earlier(inputs: "Inputs") -> "Result":
    """Take out what --since names; stops where it is of another place, or of a later day."""
    from smartscore.cli import streams
    from smartscore.model.fields import shown

    earlier = inputs.results.pop()

    told, now = inputs.words, inputs.results[0].assessment
    then = earlier.assessment
    if now.subject.is_other(then.subject):
        streams.stop(
            told("report.other-place", one=shown(now.subject.name), other=shown(then.subject.name))
        )
    if then.date > now.date:
        days = {"then": told.date(then.date), "now": told.date(now.date)}
        streams.stop(told("report.later", **days))
    return earlier

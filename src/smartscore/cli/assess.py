"""`smartscore assess`: score assessments and show how ready, how sure, what is missing."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from smartscore.cli import options, samples

if TYPE_CHECKING:
    from smartscore.cli.session import Inputs
    from smartscore.reports.answer import Answer
    from smartscore.results.result import Result
    from smartscore.words import Words


class Format(StrEnum):
    """How the result is shown."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"


def assess(
    files: Annotated[list[str], typer.Argument(metavar="FILE...")],
    *,
    rubric: options.Chosen = [],  # noqa: B006 - typer copies it
    weighting: options.Weighting = None,
    rubrics: options.Shelf = None,
    allow_outside: options.Outside = False,
    lang: options.Lang = None,
    format: Format = Format.TERMINAL,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="FILE")] = None,
    detail: Annotated[bool, typer.Option("--detail")] = False,
    changes: Annotated[list[str], typer.Option("--set", metavar="CODE=RATING")] = [],  # noqa: B006 - typer copies it
    across_versions: options.AcrossVersions = False,
    min_coverage: samples.MinCoverage = None,
    fail_under: Annotated[str | None, typer.Option(metavar="N")] = None,
) -> None:
    """Score assessments and show how ready a place is."""
    from smartscore.cli import outputs, session, streams
    from smartscore.words import words as in_language

    language = session.chosen_language(lang)
    outputs.ready([output], in_language(language or session.FALLBACK))
    threshold = session.threshold(fail_under, language)
    told = in_language(language or session.FALLBACK)
    wanted = _changes(changes, told, alone=len(files) == 1 and not detail)
    catalogue = session.catalogue(rubrics, language, anywhere=allow_outside)
    sample = samples.coverage(min_coverage, told) if len(files) > 1 else None
    inputs = session.read_all(files, catalogue, rubric, language, weighting, sample=sample)
    words = inputs.words
    if not across_versions:
        session.refuse_other_versions(inputs)
    outputs.settle([output], inputs.files, words)
    if wanted:
        inputs = _tried(inputs, wanted, format, output)
    else:
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
    results: "list[Result]", words: "Words", format: Format, output: str | None, *, detail: bool
) -> str:
    """The result as text; colour only where it goes to a terminal."""
    if format == Format.JSON:
        from smartscore.reports.json import scorecards

        return scorecards(results)
    from smartscore.reports.answer.side_by_side import FEW

    if len(results) > FEW and not detail:
        return _in_rows(results, words, format, output)
    from smartscore.reports.summary import assessed

    pages = assessed(results, words, detail=detail, stamped=format == Format.MARKDOWN)
    if format == Format.MARKDOWN:
        from smartscore.reports.markdown import markdown

        return markdown(pages, words)
    from smartscore.cli import streams
    from smartscore.reports import terminal

    return terminal.text(pages, words, streams.look(output))


def _in_rows(results: "list[Result]", words: "Words", format: Format, output: str | None) -> str:
    """Many places in a table by each rubric, and how one of them is shown in full."""
    from smartscore.cli import streams
    from smartscore.reports.answer import gfm, screen, side_by_side

    said = side_by_side.answer(results, words)
    if format == Format.MARKDOWN:
        return gfm.markdown(said)
    return screen.text(said, streams.look(output))


def _changes(written: list[str], told: "Words", *, alone: bool) -> dict[str, object]:
    """The ratings that are to be other ones, by the names of their indicators."""
    from smartscore.cli import streams
    from smartscore.model.fields import shown

    found: dict[str, object] = {}
    for each in written:
        name, equals, value = (part.strip() for part in each.partition("="))
        if not equals or not name or not value:
            streams.stop(told("trial.usage", value=shown(each)))
        if name in found:
            streams.stop(told("trial.twice", name=shown(name)))
        found[name] = value
    if found and not alone:
        streams.stop(told("trial.alone"))
    return found


def _tried(
    inputs: "Inputs", changes: dict[str, object], format: Format, output: str | None
) -> "Inputs":
    """Show what would be with some ratings changed; the inputs as they would be then."""
    from smartscore.api.changing import changed
    from smartscore.cli import answering, session
    from smartscore.studies.trials import tried
    from smartscore.text.problems import Invalid

    words, before = inputs.words, inputs.results[0]
    try:
        trial = tried(before, changed(before, changes))
    except Invalid as invalid:
        session.complain(invalid.problems, words)
        raise typer.Exit(1) from None

    def said() -> "Answer":
        from smartscore.reports.answer.trial import answer

        return answer(trial, words)

    answering.show(said, trial.to_dict, answering.Format(format.value), output, words)
    return inputs._replace(results=[trial.after], remarks=trial.after.remarks)

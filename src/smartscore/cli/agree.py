"""`smartscore agree`: how far several raters agree, and where they do not."""

from typing import TYPE_CHECKING, Annotated

import typer

from smartscore.cli import options
from smartscore.cli.answering import Format, Output, Shown

if TYPE_CHECKING:
    from smartscore.reports.answer import Answer


def agree(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...", help="Assessments, one a rater or with judgements of several."
        ),
    ],
    *,
    across_dates: Annotated[
        bool,
        typer.Option("--across-dates", help="Compare raters who judged on different days."),
    ] = False,
    draws: Annotated[
        int,
        typer.Option(
            min=100, max=100_000, metavar="N", help="How many samples intervals are taken from."
        ),
    ] = 1000,
    seed: Annotated[
        int,
        typer.Option(min=0, metavar="N", help="Where draws begin: the same seed, the same draws."),
    ] = 1,
    rubrics: options.Shelf = None,
    allow_outside: options.Outside = False,
    lang: options.Lang = None,
    format: Shown = Format.TERMINAL,
    output: Output = None,
) -> None:
    """Show how far several raters of one place agree, and where they do not.

    Shows for each rubric the share of equal ratings, Krippendorff's alpha, kappa of
    two raters and Gwet's AC, each with an interval and in words; then the widest
    disagreements, with both reasons side by side.

    Exit code: 0 fine, 1 problems found or nothing to compare, 2 could not run.
    """
    from smartscore.api.agreeing import Judged, agreed
    from smartscore.cli import answering, outputs, progress, session
    from smartscore.studies.agreement import Sampling
    from smartscore.text.problems import Invalid
    from smartscore.words import words as in_language

    language = session.chosen_language(lang)
    outputs.ready([output], in_language(language or session.FALLBACK))
    catalogue = session.catalogue(rubrics, language, anywhere=allow_outside)
    inputs = session.read_all(files, catalogue, [], language, placed=True)
    outputs.settle([output], inputs.files, inputs.words)
    judged = [Judged(*each) for each in zip(inputs.sources, inputs.results, strict=True)]
    groups = {code for each in inputs.results for code in each.assessment.ratings}
    try:
        with progress.progress(inputs.words("agree.working"), draws * len(groups)) as watch:
            sampling = Sampling(draws, seed, watch)
            found, remarks = agreed(judged, sampling, across_dates=across_dates)
    except Invalid as invalid:
        session.complain(invalid.problems, inputs.words)
        raise typer.Exit(1) from None

    def said() -> "Answer":
        from smartscore.reports.answer.agreement import agreement

        return agreement(found, inputs.words)

    answering.show(said, found.to_dict, format, output, inputs.words)
    session.complain(remarks, inputs.words)
    session.remark(inputs)
    raise typer.Exit(1 if session.has_errors(inputs.remarks) or not found.compared else 0)

"""`smartscore robustness`: how sure a score and its band are."""

from typing import TYPE_CHECKING, Annotated

import typer

from smartscore.cli import answering, assuming, options

if TYPE_CHECKING:
    from smartscore.reports.answer import Answer


def robustness(
    file: Annotated[str, typer.Argument(metavar="FILE")],
    *,
    weights: assuming.Weights = None,
    ratings: assuming.Moved = None,
    unknown: assuming.Unknown = assuming.UNKNOWN,
    aggregates: assuming.Aggregates = False,
    draws: assuming.Draws = assuming.DRAWS,
    seed: assuming.Seed = assuming.SEED,
    detail: Annotated[bool, typer.Option("--detail")] = False,
    rubric: options.Chosen = [],  # noqa: B006 - typer copies it
    weighting: options.Weighting = None,
    rubrics: options.Shelf = None,
    allow_outside: options.Outside = False,
    lang: options.Lang = None,
    format: answering.Shown = None,
    output: answering.Output = None,
) -> None:
    """Show how sure a score and its band are."""
    from smartscore.cli import outputs, session
    from smartscore.cli.progress import progress
    from smartscore.studies.robustness import robust
    from smartscore.words import words as in_language

    language = session.chosen_language(lang)
    told = in_language(language or session.FALLBACK)
    kind = answering.kind(output, format, answering.Format, told)
    outputs.ready([output], told)
    catalogue = session.catalogue(rubrics, language, anywhere=allow_outside)
    inputs = session.read_all([file], catalogue, rubric, language, weighting)
    words, (result,) = inputs.words, inputs.results
    said = assuming.Said(weights, ratings, unknown, aggregates, draws, seed)
    assumed = assuming.assumed(said, [card.tree for card in result.cards], words)
    outputs.settle([output], inputs.files, words)
    with progress(words("robustness.progress"), len(result.cards)) as done:
        found = robust(result, assumed, done)

    def answer() -> "Answer":
        from smartscore.reports.answer.robustness import answered

        return answered(found, words, detail=detail)

    answering.show(answer, found.to_dict, kind, output, words)
    session.remark(inputs)
    raise typer.Exit(1 if session.has_errors(inputs.remarks) else 0)

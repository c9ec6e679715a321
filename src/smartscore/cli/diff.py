"""`smartscore diff`: what changed between two assessments of one place, and what it is due to."""

from typing import TYPE_CHECKING, Annotated

import typer

from smartscore.cli import answering, options

if TYPE_CHECKING:
    from smartscore.reports.answer import Answer


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD")],
    new: Annotated[str, typer.Argument(metavar="NEW")],
    *,
    rubric: options.Chosen = [],  # noqa: B006 - typer copies it
    weighting: options.Weighting = None,
    rubrics: options.Shelf = None,
    allow_outside: options.Outside = False,
    lang: options.Lang = None,
    format: answering.Shown = None,
    output: answering.Output = None,
    detail: Annotated[bool, typer.Option("--detail")] = False,
    across_versions: Annotated[bool, typer.Option("--across-versions")] = False,
) -> None:
    """Show what changed since an earlier assessment, in parts that add up."""
    from smartscore.api.beside import Named, unfit, unlike
    from smartscore.cli import outputs, session, streams
    from smartscore.studies.attribution import attributed
    from smartscore.words import words as in_language

    language = session.chosen_language(lang)
    told = in_language(language or session.FALLBACK)
    kind = answering.kind(output, format, answering.Format, told)
    outputs.ready([output], told)
    catalogue = session.catalogue(rubrics, language, anywhere=allow_outside)
    inputs = session.read_all([old, new], catalogue, rubric, language, weighting)
    words = inputs.words
    pair = [Named(*each) for each in zip((old, new), inputs.results, strict=True)]
    session.refuse([*unfit(*pair), *unlike(pair, across_versions=across_versions)], words)
    found = attributed(*inputs.results)
    if not found.rubrics:
        streams.stop(words("compare.nothing-shared"))
    outputs.settle([output], inputs.files, words)

    def said() -> "Answer":
        from smartscore.reports.answer.diff import answer

        return answer(found, words, detail=detail)

    answering.show(said, found.to_dict, kind, output, words)
    session.remark(inputs)
    raise typer.Exit(1 if session.has_errors(inputs.remarks) else 0)

"""`smartscore test`: published results that rubrics must reproduce."""

from typing import Annotated

import typer

from smartscore.cli import options


def test(
    paths: Annotated[list[str] | None, typer.Argument(metavar="PATH...")] = None,
    *,
    lang: options.Lang = None,
    rubrics: options.Shelf = None,
    allow_outside: options.Outside = False,
) -> None:
    """Run published results and show which figures a rubric does not reproduce."""
    from smartscore.cli import session, streams
    from smartscore.cli.running import run_all

    language = session.chosen_language(lang) or session.FALLBACK
    results = run_all(paths, session.catalogue(rubrics, language, anywhere=allow_outside), language)
    from smartscore.reports.cases import report
    from smartscore.words import words

    told = words(language)
    streams.write(None, lambda: report(results, told), told)
    raise typer.Exit(0 if all(r.holds for _, found in results for r in found) else 1)

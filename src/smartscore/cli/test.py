"""`smartscore test`: published results that rubrics must reproduce."""

from typing import Annotated

import typer

from smartscore.cli import options


def test(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH...]", help="Files and folders; default: the bundled cases."),
    ] = None,
    *,
    lang: options.Spoken = None,
    rubrics: Annotated[
        str | None,
        typer.Option(
            metavar="DIR", help="Look for rubrics in this folder before the bundled ones."
        ),
    ] = None,
    allow_outside: options.Outside = False,
) -> None:
    """Run published results and show which figures a rubric does not reproduce.

    Each figure is compared as it was printed, at its own decimals. A difference
    shows both figures and the way through the tree to the one that is off.

    Exit code: 0 all reproduced, 1 a difference or a problem in a file, 2 could not run.
    """
    from smartscore.cli import session, streams
    from smartscore.cli.running import run_all

    language = session.chosen_language(lang) or session.FALLBACK
    results = run_all(paths, session.catalogue(rubrics, language, anywhere=allow_outside), language)
    from smartscore.reports.cases import report
    from smartscore.words import words

    told = words(language)
    streams.write(None, lambda: report(results, told), told)
    raise typer.Exit(0 if all(r.holds for _, found in results for r in found) else 1)

"""`smartscore test`: published results that rubrics must reproduce."""

from enum import StrEnum
from functools import partial
from typing import Annotated

import typer

from smartscore.cli import options


class OutputFormat(StrEnum):
    """How results are told."""

    FULL = "full"
    GITHUB = "github"
    JUNIT = "junit"


def test(
    paths: Annotated[list[str] | None, typer.Argument(metavar="PATH...")] = None,
    *,
    output_format: list[OutputFormat] | None = None,
    output_file: Annotated[list[str] | None, typer.Option(metavar="FILE")] = None,
    allow_empty: Annotated[bool, typer.Option("--allow-empty")] = False,
    lang: options.Lang = None,
    rubrics: options.Shelf = None,
    allow_outside: options.Outside = False,
) -> None:
    """Run published results and show which figures a rubric does not reproduce."""
    from smartscore.cli import checks, outputs, session, streams
    from smartscore.cli.running import run_all
    from smartscore.reports import cases
    from smartscore.reports.findings.cases import annotations, suites
    from smartscore.words import words

    language = session.chosen_language(lang) or session.FALLBACK
    told = words(language)
    formats = [wanted.value for wanted in output_format or [OutputFormat.FULL]]
    places = checks.settle_outputs(formats, output_file or [], (), told)
    ran = run_all(paths, session.catalogue(rubrics, language, anywhere=allow_outside), told)
    nothing = not (ran.results or ran.problems or ran.unreadable)
    if nothing and not allow_empty:
        streams.stop(told("test.refused"))
    if nothing:
        streams.say(told("test.nothing"))
    outputs.settle([place for _, place in places], ran.files, told)
    for name, place in places:
        if name != OutputFormat.FULL:
            text = (annotations if name == OutputFormat.GITHUB else suites)(ran, told)
        elif ran.whole and not nothing:
            text = cases.report(ran.results, told, streams.look(place))
        else:
            continue  # all that there is to tell is told
        streams.write(place, partial(str, text), told, name)
    raise typer.Exit(2 if ran.unreadable else int(not (ran.whole and ran.holds)))

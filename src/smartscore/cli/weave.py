"""`smartscore weave`: refresh figures inside a writer's own documents."""

from typing import Annotated

import typer

from smartscore.cli import options
from smartscore.cli.ordering import Flavour


def weave(
    files: Annotated[list[str], typer.Argument(metavar="FILE...")],
    *,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="OUT")] = None,
    check: Annotated[bool, typer.Option("--check")] = False,
    lang: options.Lang = None,
    flavour: Flavour = Flavour.PANDOC,
    rubrics: options.Shelf = None,
    allow_outside: options.Outside = False,
) -> None:
    """Refresh tables and figures inside your own Markdown or Word document."""
    from smartscore.cli import outputs, session, streams
    from smartscore.cli.loom import Loom
    from smartscore.words import words

    language = session.chosen_language(lang)
    told = words(language or session.FALLBACK)
    if output is not None and len(files) > 1:
        streams.stop(told("report.weave.one-output"))
    if output is not None and check:
        streams.stop(told("report.weave.check-output"))
    outputs.ready([output], told)
    shelf = session.catalogue(rubrics, language, anywhere=allow_outside)
    loom = Loom(told, language, shelf, flavour.value, output)
    wrong = [file for file in files if not loom.weave(file, check=check)]
    complete = loom.tell()
    loom.write()
    raise typer.Exit(1 if wrong and complete else 2 if wrong else 0)

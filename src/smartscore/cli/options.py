"""Options that several commands have, with the same words."""

from typing import Annotated

import typer

Chosen = Annotated[
    list[str],
    typer.Option(
        "--rubric",
        metavar="CODE|PATH",
        help="Score this rubric instead of those that the file lists; may be repeated.",
    ),
]
Weighting = Annotated[
    str | None,
    typer.Option(
        "--weighting", metavar="NAME", help="Score with other weights that a rubric holds."
    ),
]
Shelf = Annotated[
    str | None,
    typer.Option(
        "--rubrics", metavar="DIR", help="Look for rubrics in this folder before the bundled ones."
    ),
]
Outside = Annotated[
    bool,
    typer.Option("--allow-outside", help="Let files name what lies outside folder and project."),
]
Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="id|en",
        help="Language; else SMARTSCORE_LANG, the file's own, or English.",
    ),
]
Spoken = Annotated[
    str | None,
    typer.Option("--lang", metavar="id|en", help="Language; else SMARTSCORE_LANG, or English."),
]
AcrossVersions = Annotated[
    bool,
    typer.Option(
        "--across-versions",
        help="Show files side by side although their rubrics do not score alike.",
    ),
]

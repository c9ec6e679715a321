"""Options that several commands have."""

from typing import Annotated

import typer

Chosen = Annotated[list[str], typer.Option("--rubric", metavar="CODE|PATH")]
Weighting = Annotated[str | None, typer.Option("--weighting", metavar="NAME")]
Shelf = Annotated[str | None, typer.Option("--rubrics", metavar="DIR")]
Outside = Annotated[bool, typer.Option("--allow-outside")]
Lang = Annotated[str | None, typer.Option("--lang", metavar="id|en")]
AcrossVersions = Annotated[bool, typer.Option("--across-versions")]

"""`smartscore schema`: the JSON Schema of a kind of file, for editors."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartscore.cli import options

if TYPE_CHECKING:
    from smartscore.read.shelf import Catalogue
    from smartscore.words import Words


class Kind(StrEnum):
    """The kinds of file that have a schema."""

    RUBRIC = "rubric"
    ASSESSMENT = "assessment"
    CASES = "cases"


def schema(
    kind: Annotated[Kind, typer.Argument(show_default=False)],
    *,
    file: Annotated[str | None, typer.Option("--for", metavar="FILE")] = None,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="OUT")] = None,
    link: Annotated[bool, typer.Option("--link")] = False,
    rubrics: options.Shelf = None,
    allow_outside: options.Outside = False,
    lang: options.Lang = None,
) -> None:
    """Print or write the JSON Schema of a kind of file, by which editors complete and check."""
    from smartscore.cli import outputs, session, streams
    from smartscore.editors.shapes import schema, written
    from smartscore.read.assessments import declared_language
    from smartscore.words import words

    language = session.chosen_language(lang)
    told = words(language or session.FALLBACK)
    if link and file is None:
        streams.stop(told("schema.link-what"))
    outputs.ready([output], told)
    data = b"" if file is None else _content(file, told)
    if file is not None and kind == Kind.ASSESSMENT:
        told = words(language or declared_language(file, data) or session.FALLBACK)
        catalogue = session.catalogue(rubrics, told.language, anywhere=allow_outside)
        made = written(_rated(file, data, catalogue, told))
    else:
        made = written(schema(kind, told.language))
    if link and file is not None:
        output = _beside(file, told) if output is None else output
    outputs.settle([output], [file] if file is not None else [], told)
    streams.write(output, lambda: made, told, "json")
    if output is not None and output not in streams.STDOUT:
        streams.answer(told("schema.written", file=output))
        if link and file is not None:
            _point(file, data, output, told)


def _content(file: str, told: "Words") -> bytes:
    from smartscore.cli import streams
    from smartscore.read.files import content
    from smartscore.text.problems import Unreadable

    try:
        return content(Path(file))
    except Unreadable as error:
        streams.stop(told.unreadable(error.file, error.reason))


def _rated(file: str, data: bytes, catalogue: "Catalogue", told: "Words") -> dict[str, object]:
    """The schema for the rubrics that an assessment lists."""
    from smartscore.cli import session
    from smartscore.editors.rated import schema_for
    from smartscore.text.problems import Invalid

    try:
        return schema_for(file, data, catalogue, told)
    except Invalid as invalid:
        session.complain(invalid.problems, told)
        raise typer.Exit(1) from None


def _beside(file: str, told: "Words") -> str:
    """The schema of a file, in a folder `schemas` beside it that is made where it is missing."""
    from smartscore.cli import streams
    from smartscore.text.problems import reason

    folder = Path(file).parent / "schemas"
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        streams.stop(told("cannot.write", file=str(folder), reason=told.reason(reason(error))))
    return str(folder / f"{Path(file).stem}.json")


def _point(file: str, data: bytes, output: str, told: "Words") -> None:
    """Let the first line of a file name the schema that was written."""
    import os

    from smartscore.cli import streams
    from smartscore.read.modelines import pointed

    there = os.path.relpath(os.path.realpath(output), os.path.realpath(Path(file).parent))
    text = data.decode()
    new = pointed(text, Path(there).as_posix())
    if new != text:
        streams.write(file, new.encode, told, "yaml")
    streams.answer(told("schema.linked", file=file))

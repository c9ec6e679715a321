"""`smartscore schema`: the JSON Schema of a kind of file, for editors."""

import os
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
    if link:
        _refuse_link(file, output, told)
    outputs.ready([output], told)
    data = b"" if file is None else _content(file, told)
    if file is None:
        made = written(schema(kind, told.language))
    else:
        told = words(language or declared_language(file, data) or session.FALLBACK)
        catalogue = session.catalogue(rubrics, told.language, anywhere=allow_outside)
        made = written(_made_for(file, data, kind, catalogue, told))
    if link and file is not None and output is None:
        output = _beside(file, kind, told)
    outputs.settle([output], [file] if file is not None else [], told)
    streams.write(output, lambda: made, told, "json")
    if output is not None and output not in streams.STDOUT:
        streams.answer(told("schema.written", file=output))
        if link and file is not None:
            _point(file, data, output, told)


def _refuse_link(file: str | None, output: str | None, told: "Words") -> None:
    """Stop where no comment can be written, or none that would lead to the schema."""
    from smartscore.cli import streams
    from smartscore.text.naming import is_yaml

    if file is None:
        streams.stop(told("schema.link-what"))
    if output in streams.STDOUT:
        streams.stop(told("schema.link-printed"))
    if Path(file).is_symlink():
        streams.stop(told("schema.link-of-link", file=file, target=os.path.realpath(file)))
    if not is_yaml(file):
        streams.stop(told("schema.link-ending", file=file))
    if Path(file).exists() and not Path(file).is_file():
        streams.stop(told("cannot.write", file=file, reason=told.reason("not-a-file")))


def _content(file: str, told: "Words") -> bytes:
    from smartscore.cli import streams
    from smartscore.read.files import content
    from smartscore.text.problems import Unreadable

    try:
        return content(Path(file))
    except Unreadable as error:
        streams.stop(told.unreadable(error.file, error.reason))


def _made_for(
    file: str, data: bytes, kind: Kind, catalogue: "Catalogue", told: "Words"
) -> dict[str, object]:
    """The schema for a file; for an assessment it knows the rubrics that are listed there."""
    from smartscore.cli import session
    from smartscore.editors.rated import schema_for
    from smartscore.text.problems import Invalid

    try:
        return schema_for(file, data, catalogue, told, kind)
    except Invalid as invalid:
        session.complain(invalid.problems, told)
        raise typer.Exit(1) from None


def _beside(file: str, kind: Kind, told: "Words") -> str:
    """The schema of a file, in a folder `schemas` beside it that is made where it is missing.

    Its name is that of the file, with its ending, and so neither that of another file nor of the
    schema of a kind. Only a schema of ours is replaced.
    """
    from smartscore.cli import outputs, streams
    from smartscore.editors.shapes import is_schema_of
    from smartscore.text.problems import reason

    folder = Path(file).parent / "schemas"
    (made,) = outputs.settle_made(str(folder), [f"{Path(file).name}.json"], told)
    if folder.is_symlink():
        streams.stop(told("cannot.write-link", file=str(folder)))
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        streams.stop(told("cannot.write", file=str(folder), reason=told.reason(reason(error))))
    if Path(made).exists() and not is_schema_of(kind, _content(made, told)):
        streams.stop(told("schema.of-others", file=made))
    return made


def _point(file: str, data: bytes, output: str, told: "Words") -> None:
    """Let the first line of a file name the schema that was written."""
    from smartscore.cli import streams
    from smartscore.read.files import as_named
    from smartscore.read.modelines import pointed

    text = data.decode()
    new = pointed(text, as_named(Path(output), Path(file).parent).removeprefix("./"))
    if new != text:
        streams.write(file, new.encode, told, "yaml")
    streams.answer(told("schema.linked", file=file))

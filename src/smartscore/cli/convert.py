"""`smartscore convert`: an assessment from YAML to a workbook and back."""

from typing import TYPE_CHECKING, Annotated

import typer

from smartscore.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import NoReturn

    from smartscore.model.fields import Language
    from smartscore.read.shelf import Catalogue
    from smartscore.text.problems import Problem, Route
    from smartscore.words import Words

_YAML = (".yaml", ".yml")


def convert(
    source: Annotated[str, typer.Argument(metavar="FROM")],
    target: Annotated[str, typer.Argument(metavar="TO")],
    *,
    rubrics: options.Shelf = None,
    allow_outside: options.Outside = False,
    lang: options.Lang = None,
    force: Annotated[bool, typer.Option("--force")] = False,
) -> None:
    """Turn an assessment in YAML into a workbook (.xlsx), or a workbook into YAML."""
    from pathlib import Path

    from smartscore.cli import outputs, session, streams
    from smartscore.read.files import content
    from smartscore.sheets import is_workbook
    from smartscore.text.problems import Unreadable
    from smartscore.words import words

    language = session.chosen_language(lang)
    told = words(language or session.FALLBACK)
    if not (is_workbook(source) or source.lower().endswith(_YAML)):
        _refuse_other_kinds(source, told)
    for file in (source, target):
        outputs.refuse_sheets(file, told)
        if not is_workbook(file) and not file.lower().endswith(_YAML):
            streams.stop(told("convert.ending", file=file))
    if is_workbook(source) == is_workbook(target):
        streams.stop(told("convert.kinds", file=source, other=target))
    outputs.settle([target], [source], told, over_ours=True)
    catalogue = session.catalogue(rubrics, language, anywhere=allow_outside)
    try:
        data = content(Path(source))
    except Unreadable as error:
        streams.stop(told.unreadable(error.file, error.reason))
    if (Path(target).is_file() or Path(target).is_symlink()) and not force:
        streams.stop(told("convert.exists", file=target))
    if is_workbook(source):
        _to_yaml(source, data, target, catalogue, language)
    else:
        _to_workbook(source, data, target, catalogue, language)


def _refuse_other_kinds(file: str, told: "Words") -> None:
    """Stop where a file is of a kind that can be named; it may be named otherwise than it is."""
    from pathlib import Path

    from smartscore.cli import session
    from smartscore.read.files import content
    from smartscore.text.parsing import of_another_kind
    from smartscore.text.problems import Unreadable

    try:
        found = of_another_kind(content(Path(file)), file)
    except Unreadable:
        return
    if found is not None:
        session.complain([found], told)
        raise typer.Exit(1)


def _to_yaml(
    file: str, data: bytes, target: str, catalogue: "Catalogue", language: "Language | None"
) -> None:
    from smartscore.cli import outputs, session, streams
    from smartscore.read.assessments import Reader
    from smartscore.sheets.reading import held, read
    from smartscore.text import writing
    from smartscore.text.parsing import parse
    from smartscore.text.problems import Invalid, Unreadable
    from smartscore.text.source import MAX_BYTES
    from smartscore.words import words

    told = words(language or session.FALLBACK)
    try:
        source = read(file, data, language, session.FALLBACK)
    except Unreadable as error:
        streams.stop(told.unreadable(error.file, error.reason))
    except Invalid as invalid:
        session.complain(invalid.problems, told)
        raise typer.Exit(1) from None
    told = source.words
    reader = Reader(catalogue, together=True)
    try:
        reading = held(reader, source)
        problems = reading.remarks
    except Invalid as invalid:
        problems = invalid.problems
    ordered = source.in_order(problems)
    if any(source.is_unusable(problem) for problem in ordered):
        _tell(ordered, told)
        raise typer.Exit(1)
    text = writing.text(source.assessment)
    if len(text.encode()) > MAX_BYTES:
        streams.stop(told("convert.too-large", file=target, limit=MAX_BYTES // 1024 // 1024))
    try:
        parse(text.encode(), target)  # what can't be read back is not written
    except Invalid as invalid:
        session.complain(invalid.problems, told)
        raise typer.Exit(1) from None
    outputs.settle([target], [file, *reader.paths()], told, over_ours=True)
    _write(target, text, source.assessment, told)
    _tell(ordered, told)
    raise typer.Exit(1 if session.has_errors(ordered) else 0)


def _to_workbook(
    file: str, data: bytes, target: str, catalogue: "Catalogue", language: "Language | None"
) -> None:
    from smartscore.cli import outputs, session, streams, workbooks
    from smartscore.read.assessments import Reader, declared_language
    from smartscore.read.workbook_faults import CELLS_HOLD_THE_TEXT
    from smartscore.sheets.columns import MAX_TEXT
    from smartscore.sheets.reading import groups, is_of_shape
    from smartscore.skeleton.proposed import recorded
    from smartscore.text.parsing import parse
    from smartscore.text.problems import Complaint, Invalid
    from smartscore.words import words

    told = words(language or declared_language(file, data) or session.FALLBACK)
    reader = Reader(catalogue, together=True)
    try:
        source = parse(data, file)
        reading = reader.held(source)
        problems = reading.remarks
    except Invalid as invalid:
        problems = invalid.problems
        if not all(is_of_shape(problem) for problem in problems):
            session.complain(problems, told)
            raise typer.Exit(1) from None
    found = source.data
    assert isinstance(found, dict)
    listed = found["rubrics"]
    assert isinstance(listed, list)
    held = groups(reader, map(str, listed), source.folder)

    def overlong(routes: "Sequence[Route]") -> "NoReturn":
        limit = {"limit": str(MAX_TEXT)}
        too_long = (Complaint(CELLS_HOLD_THE_TEXT, route, limit) for route in routes)
        session.complain([source.problem(each) for each in too_long], told)
        raise typer.Exit(1)

    content = workbooks.made(found, held, target, told, overlong)
    outputs.settle([target], [file, *reader.paths()], told, over_ours=True)
    _write(target, content, found, told)
    if recorded(data.decode()):
        streams.say(told("convert.forgets", file=target))
    session.complain(problems, told)
    raise typer.Exit(1 if session.has_errors(problems) else 0)


def _write(target: str, content: str | bytes, data: object, told: "Words") -> None:
    """Write the file whole or not at all, and say what stands in it."""
    from smartscore.cli import streams
    from smartscore.sheets.reading import counted

    streams.write(target, lambda: content, told, "yaml")
    rated, count = counted(data)
    streams.answer(told("convert.written", file=target, rated=rated, count=count))


def _tell(problems: "Iterable[Problem]", told: "Words") -> None:
    """Problems in the order of the workbook, on standard error."""
    from smartscore.cli import streams
    from smartscore.reports.problems import listing

    found = list(problems)
    if found:
        streams.tell(listing(found, told, streams.look_aside()))

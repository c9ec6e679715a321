"""`smartscore merge`: assessments from several offices as one."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from smartscore.cli import options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartscore.merging.document import Merged
    from smartscore.model.fields import Language
    from smartscore.read.assessments import Reader
    from smartscore.text.problems import Problem
    from smartscore.words import Words

_YAML = (".yaml", ".yml")


class Conflicts(StrEnum):
    """What becomes of ratings that differ."""

    JUDGEMENTS = "judgements"
    FIRST = "first"
    REFUSE = "refuse"


def merge(
    files: Annotated[list[str], typer.Argument(metavar="FILE...")],
    *,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="FILE")] = None,
    conflicts: Conflicts = Conflicts.JUDGEMENTS,
    date: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD")] = None,
    rubrics: options.Shelf = None,
    allow_outside: options.Outside = False,
    lang: options.Lang = None,
    force: Annotated[bool, typer.Option("--force")] = False,
) -> None:
    """Merge assessments of one place, each filled in by another office, into one."""
    from pathlib import Path

    from smartscore.cli import outputs, session, streams
    from smartscore.read.assessments import Reader
    from smartscore.sheets import is_workbook
    from smartscore.text.source import STDIN
    from smartscore.words import words

    language = session.chosen_language(lang)
    told = words(language or session.FALLBACK)
    if len(files) < 2:
        streams.stop(told("merge.two"))
    printed = output is None or output in streams.STDOUT
    target = STDIN if output is None or printed else output
    outputs.refuse_sheets(target, told)
    if not (printed or is_workbook(target) or target.lower().endswith(_YAML)):
        streams.stop(told("merge.ending", file=target))
    day = None if date is None else _day(date, told)
    outputs.settle([output], files, told, over_ours=True)
    if not (printed or force) and (Path(target).is_file() or Path(target).is_symlink()):
        streams.stop(told("convert.exists", file=target))
    shelves = session.catalogue(rubrics, language, anywhere=allow_outside)
    reader = Reader(shelves, together=True)
    given = _given(files, told)
    found, told = _merged(reader, given, target, conflicts, day, language, told)
    content = _content(found, reader, target, told)
    outputs.settle([output], [*files, *reader.paths()], told, over_ours=True)
    streams.write(output, lambda: content, told, "yaml")
    if not printed:
        values = {"rated": found.rated, "count": found.asked, "open": len(found.open)}
        streams.answer(told("merge.written", file=target, files=len(files), **values))
    session.complain(found.problems, told)
    faults = _faults(reader, target, content, language)
    session.complain(faults, told)
    if found.open and not printed:
        streams.say(told("merge.open", count=len(found.open), file=target))
    raise typer.Exit(1 if found.open or session.has_errors(faults) else 0)


def _day(written: str, told: "Words") -> str:
    """A date as a file has it."""
    from smartscore.cli import streams
    from smartscore.skeleton import Refused
    from smartscore.skeleton.fresh import day_of

    try:
        return day_of(written)
    except Refused as refused:
        streams.stop(told(refused.key, **refused.values))


def _given(files: "Sequence[str]", told: "Words") -> list[tuple[str, bytes]]:
    """The files with their bytes; stops where any can't be read, and says so of all of them."""
    from pathlib import Path

    from smartscore.cli import session, streams
    from smartscore.read.files import content
    from smartscore.text.problems import Unreadable
    from smartscore.text.source import STDIN

    given, failures = [], []
    for file in files:
        try:
            data = streams.standard_input() if file == STDIN else content(Path(file))
        except Unreadable as error:
            failures.append(error)
        else:
            given.append((file, data))
    for failure in failures:
        streams.say(session.why(failure, told))
    if failures:
        raise typer.Exit(2)
    return given


def _merged(
    reader: "Reader",
    given: "Sequence[tuple[str, bytes]]",
    target: str,
    conflicts: Conflicts,
    day: str | None,
    language: "Language | None",
    told: "Words",
) -> "tuple[Merged, Words]":
    """The files as one, and the words of the reader or else of the result."""
    from pathlib import Path

    from smartscore.api.merging import united
    from smartscore.cli import session, streams
    from smartscore.text.problems import Invalid, Unreadable
    from smartscore.words import words

    folder = Path(target).parent
    try:
        found = united(reader, given, folder, conflicts.value, day, language)
    except Unreadable as error:
        streams.stop(session.why(error, told))
    except Invalid as invalid:
        session.complain(invalid.problems, told)
        raise typer.Exit(1) from None
    return found, words(language or found.data.get("language") or session.FALLBACK)


def _content(found: "Merged", reader: "Reader", target: str, told: "Words") -> str | bytes:
    """What is written: a workbook or YAML, as the target ends."""
    from pathlib import Path

    from smartscore.cli import streams
    from smartscore.sheets import is_workbook
    from smartscore.text.source import MAX_BYTES

    if not is_workbook(target):
        text = found.text(told.language, target)
        if len(text.encode()) > MAX_BYTES:
            streams.stop(told("convert.too-large", file=target, limit=MAX_BYTES // 1024 // 1024))
        return text
    from smartscore.cli import workbooks
    from smartscore.sheets.reading import groups

    held = groups(reader, found.data["rubrics"], Path(target).parent)
    return workbooks.made(found.data, held, target, told)


def _faults(
    reader: "Reader", target: str, content: str | bytes, language: "Language | None"
) -> "list[Problem]":
    """What is wrong with the result, in its own places: that is where it is to be mended."""
    from smartscore.api.assessing import read
    from smartscore.text.problems import Invalid, Severity, Unreadable

    data = content if isinstance(content, bytes) else content.encode()
    try:
        read(reader, target, data, (), language)
    except Invalid as invalid:
        return [each for each in invalid.problems if each.severity == Severity.ERROR]
    except Unreadable:
        return []
    return []

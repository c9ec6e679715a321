"""`smartscore new`: commented files to fill in."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from smartscore.cli import helped, options

if TYPE_CHECKING:
    from smartscore.model.fields import Language
    from smartscore.read.shelf import Catalogue
    from smartscore.words import Words


class _New(helped.Group):
    """What is made new, where `--example` says `example`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the one spelling for the other."""
        option, _, name = args[0].partition("=") if args else ("", "", "")
        if option == "--example":
            args = ["example", *([name] if name else []), *args[1:]]
        return super().parse_args(ctx, args)


app = helped.group(cls=_New)


@app.command(cls=helped.Command)
def assessment(
    file: Annotated[str, typer.Argument(metavar="FILE")],
    *,
    rubric: Annotated[list[str], typer.Option(metavar="CODE|PATH")] = [],  # noqa: B006 - typer copies it
    rubrics: options.Shelf = None,
    allow_outside: options.Outside = False,
    date: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD")] = None,
    subject: Annotated[str | None, typer.Option(metavar="NAME")] = None,
    lang: options.Lang = None,
    update: Annotated[bool, typer.Option("--update")] = False,
) -> None:
    """Write an assessment in which every indicator waits for its rating."""
    from smartscore.cli import outputs, session, streams
    from smartscore.sheets import is_of_others, is_workbook
    from smartscore.words import words

    language = session.chosen_language(lang)
    if is_of_others(file):
        told = words(language or session.FALLBACK)
        outputs.refuse_sheets(file, told)
        streams.stop(told("new.ending", file=file))
    catalogue = session.catalogue(rubrics, language, anywhere=allow_outside)
    if is_workbook(file):
        _workbook(file, rubric, catalogue, language, date=date, subject=subject, update=update)
    elif update:
        _update(file, rubric, catalogue, language, given=date is not None or subject is not None)
    else:
        _fresh(file, rubric, catalogue, language, date=date, subject=subject)


@app.command(cls=helped.Command)
def rubric(
    file: Annotated[str, typer.Argument(metavar="FILE")], *, lang: options.Lang = None
) -> None:
    """Write a small rubric that can be scored, to make one's own from."""
    from smartscore.cli import session, streams
    from smartscore.sheets import is_of_others, is_workbook
    from smartscore.skeleton.own import new_rubric
    from smartscore.words import words

    told = words(session.chosen_language(lang) or session.FALLBACK)
    if is_workbook(file) or is_of_others(file):
        streams.stop(told("new.ending-rubric", file=file))
    _refuse_existing(file, "new.exists-rubric", told)
    _write(file, new_rubric(file, told), told("new.written-rubric", file=file), told)


@app.command(cls=helped.Command)
def example(
    name: Annotated[str | None, typer.Argument(metavar="NAME")] = None,
    file: Annotated[str | None, typer.Argument(metavar="FILE")] = None,
    *,
    lang: options.Lang = None,
) -> None:
    """Copy an example that comes with smartscore; `new --example` is the same."""
    from smartscore.cli import session, streams
    from smartscore.skeleton import Refused, examples
    from smartscore.words import words

    told = words(session.chosen_language(lang) or session.FALLBACK)
    if name is None:
        streams.write(None, lambda: examples.listed(told), told)
        return
    try:
        target = examples.target(name, file)
    except Refused as refused:
        streams.stop(told(refused.key, **refused.values))
    _refuse_existing(target, "new.exists-example", told, name=name)
    done = told("new.copied", file=target, command=examples.next_command(name, target))
    _write(target, examples.copied(name, target, told), done, told)


def _fresh(
    file: str,
    rubrics: list[str],
    catalogue: "Catalogue",
    language: "Language | None",
    *,
    date: str | None,
    subject: str | None,
) -> None:
    from smartscore.cli import session, streams
    from smartscore.skeleton import Refused
    from smartscore.skeleton.fresh import new_assessment
    from smartscore.text.problems import Invalid
    from smartscore.words import words

    told = words(language or session.FALLBACK)
    _refuse_existing(file, "new.exists", told)
    try:
        fresh = new_assessment(file, rubrics, catalogue, told, date=date, subject=subject)
    except Refused as refused:
        streams.stop(told(refused.key, **refused.values))
    except Invalid as invalid:
        session.complain(invalid.problems, told)
        raise typer.Exit(1) from None
    _write(file, fresh.text, told("new.written", file=file, count=fresh.count), told)


def _workbook(
    file: str,
    rubrics: list[str],
    catalogue: "Catalogue",
    language: "Language | None",
    *,
    date: str | None,
    subject: str | None,
    update: bool,
) -> None:
    from pathlib import Path

    from smartscore.cli import session, streams, workbooks
    from smartscore.reports.safe import one_line
    from smartscore.sheets.reading import counted, groups
    from smartscore.sheets.workbook import fresh
    from smartscore.skeleton import Refused
    from smartscore.skeleton.fresh import asked_for
    from smartscore.text.problems import Invalid
    from smartscore.words import words

    told = words(language or session.FALLBACK)
    if update:
        streams.stop(told("convert.update", file=file))
    _refuse_existing(file, "convert.exists-new", told)
    try:
        day, wanted, reader = asked_for(file, rubrics, catalogue, date)
        names = [one.reference for one in wanted]
        held = groups(reader, names, Path(file).parent)
        name = one_line(subject or "") or told("new.subject")
        data = fresh(names, held, told.language, day=day, subject=name)
    except Refused as refused:
        streams.stop(told(refused.key, **refused.values))
    except Invalid as invalid:
        session.complain(invalid.problems, told)
        raise typer.Exit(1) from None
    content = workbooks.made(data, held, file, told)
    count = counted(data)[1]
    _write(file, content, told("convert.written-new", file=file, count=count), told)


def _update(
    file: str,
    rubrics: list[str],
    catalogue: "Catalogue",
    language: "Language | None",
    *,
    given: bool,
) -> None:
    from pathlib import Path

    from smartscore.cli import session, streams
    from smartscore.read.assessments import declared_language
    from smartscore.read.files import content
    from smartscore.skeleton import Refused, Unplaced
    from smartscore.skeleton.update import updated
    from smartscore.text.problems import Invalid, Unreadable
    from smartscore.words import words

    told = words(language or session.FALLBACK)
    if given:
        streams.stop(told("new.only-fresh", file=file))
    try:
        data = content(Path(file))
    except Unreadable as error:
        streams.stop(told.unreadable(error.file, error.reason))
    told = words(language or declared_language(file, data) or session.FALLBACK)
    try:
        new = updated(file, data, rubrics, catalogue, told)
    except Refused as refused:
        streams.stop(told(refused.key, **refused.values))
    except Unplaced:
        streams.say(told("new.unplaced", file=file))
        raise typer.Exit(1) from None
    except Invalid as invalid:
        session.complain(invalid.problems, told)
        raise typer.Exit(1) from None
    if new.rubrics or new.indicators:
        counts = {"rubrics": len(new.rubrics), "indicators": len(new.indicators)}
        _write(file, new.text, told("new.updated", file=file, **counts), told)
    else:
        streams.answer(told("new.unchanged", file=file))
    for reference, version in new.stale.items():
        streams.say(told("new.stale", file=file, reference=reference, version=version))
    session.complain(new.left, told)
    raise typer.Exit(1 if new.left else 0)


def _refuse_existing(file: str, key: str, told: "Words", **values: str) -> None:
    """Stop where there is something by that name, be it a link that leads nowhere."""
    from pathlib import Path

    from smartscore.cli import outputs, streams
    from smartscore.text.source import STDIN

    if file == STDIN:
        return
    outputs.ready([file], told)
    if Path(file).is_file() or Path(file).is_symlink():
        streams.stop(told(key, file=file, **values))


def _write(file: str, text: str | bytes, done: str, told: "Words") -> None:
    """Write the file, or print it; say what was done where that is not in the way."""
    from smartscore.cli import streams
    from smartscore.text.source import STDIN

    printed = file == STDIN
    streams.write(None if printed else file, lambda: text, told, "yaml")
    if not printed:
        streams.answer(done)

"""The steps of `smartscore check`."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from smartscore.catalogue import Catalogue
from smartscore.checking import STDIN, Checked, Choice, check, find_files
from smartscore.cli import session
from smartscore.examining import Examiner
from smartscore.loading import content
from smartscore.mending import Mended, difference, mend
from smartscore.problems import Problem, Unreadable, reason
from smartscore.settings import CheckSettings, check_settings
from smartscore.words import Words, known_language, words


@dataclass(frozen=True, slots=True)
class Run:
    """What a run was asked for; `given` is the content of standard input."""

    files: tuple[str, ...]
    skipped: int
    given: bytes | None
    choice: Choice
    catalogue: Catalogue
    words: Words
    settings: CheckSettings


def prepare(
    paths: Sequence[str] | None,
    stdin_filename: str | None,
    select: Sequence[str] | None,
    ignore: Sequence[str] | None,
    lang: str | None,
    rubrics: str | None,
) -> Run:
    """Find the files and settle the options: command line, environment, pyproject.toml."""
    told = words(session.chosen_language(lang) or session.FALLBACK)
    try:
        settings = check_settings(Path.cwd())
        if session.chosen_language(lang) is None:
            told = words(known_language(settings.lang) or session.FALLBACK)
        given = session.standard_input() if STDIN in (paths or ()) else None
        if given is not None and len(paths or ()) > 1:
            session.stop(told("check.stdin-alone"))
        if given is not None:
            files, skipped = [stdin_filename or STDIN], 0
        else:
            files, skipped = find_files(paths or ["."])
    except Unreadable as error:
        session.stop(told("cannot.read", file=error.file, reason=told.reason(error.reason)))
    choice = Choice(
        _codes(select if select is not None else settings.select, told),
        _codes(ignore if ignore is not None else settings.ignore, told),
    )
    catalogue = session.catalogue(rubrics or settings.rubrics, told.language)
    return Run(tuple(files), skipped, given, choice, catalogue, told, settings)


def _codes(written: Sequence[str] | None, told: Words) -> tuple[str, ...]:
    """Codes and prefixes, each of which begins some code."""
    from smartscore.rulebook import pages

    codes = [code.strip() for part in written or () for code in part.split(",") if code.strip()]
    for code in codes:
        if not any(known.startswith(code) for known in pages()):
            session.stop(told("check.no-code", code=code))
    return tuple(codes)


def nothing_to_check(run: Run) -> NoReturn:
    """Say that no file was found, and end with exit code 2."""
    session.stop(run.words("check.nothing", skipped=run.skipped))


def find(run: Run) -> tuple[Problem, ...]:
    """The problems that were asked for."""
    if not run.files:
        return ()
    try:
        return check(run.files, run.catalogue, run.choice, given=run.given)
    except Unreadable as error:
        told = run.words
        session.stop(told("cannot.read", file=error.file, reason=told.reason(error.reason)))


def mend_files(run: Run) -> int:
    """Mend each file in its place; standard input is printed mended. The number of mends."""
    total = 0
    for file, before, mended in _mended(run):
        total += mended.count
        if run.given is not None:
            session.print_whole(mended.content.decode("utf-8", "replace"))
        elif mended.content != before:
            try:
                session.write_bytes(Path(file), mended.content)
            except OSError as error:
                why = run.words.reason(reason(error))
                session.stop(run.words("cannot.write", file=file, reason=why))
    return total


def show_difference(run: Run) -> int:
    """Print what mending would change; 1 where it would change anything."""
    shown = "".join(difference(f, before, m.content) for f, before, m in _mended(run) if m.count)
    session.write(None, lambda: shown, run.words)
    return 1 if shown else 0


def _mended(run: Run) -> list[tuple[str, bytes, Mended]]:
    def look(name: str, data: bytes) -> list[Problem]:
        found = Examiner(run.catalogue).check(name, data)
        return [problem for problem in found if run.choice.takes(problem.code)]

    mended = []
    for file in run.files:
        try:
            before = run.given if run.given is not None else content(Path(file))
        except Unreadable as error:
            told = run.words
            session.stop(told("cannot.read", file=error.file, reason=told.reason(error.reason)))
        mended.append((file, before, mend(file, before, look)))
    return mended


def tell(
    checked: Checked,
    run: Run,
    formats: Sequence[str],
    outputs: Sequence[str],
    *,
    statistics: bool,
    mended: int,
) -> None:
    """Tell the problems in each format; formats beyond the output files go to standard output."""
    told = run.words
    if len(formats) - len(outputs) > 1:
        session.stop(told("check.one-stdout"))
    for file in outputs:
        session.refuse_input_as_output(file, run.files, told)
    for i, name in enumerate(formats):
        text = _document(name, checked, told, statistics=statistics, mended=mended)
        if i >= len(outputs) and run.given is not None and mended:
            sys.stderr.write(text)
        else:
            output = outputs[i] if i < len(outputs) else None
            session.write(output, lambda text=text: text, told)  # type: ignore[misc]


def _document(name: str, checked: Checked, told: Words, *, statistics: bool, mended: int) -> str:
    from smartscore.reports import problems
    from smartscore.reports.findings import github, gitlab, json, junit, sarif

    if name in ("full", "concise"):
        if statistics:
            return problems.statistics(checked, told)
        return problems.report(checked, told, full=name == "full", mended=mended)
    match name:
        case "github":
            return github.document(checked, told)
        case "gitlab":
            return gitlab.document(checked, told)
        case "sarif":
            return sarif.document(checked, told)
        case "junit":
            return junit.document(checked, told)
        case _:
            return json.document(checked, told)

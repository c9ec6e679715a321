"""The steps of `smartscore check`."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NoReturn

from smartscore.cli import outputs, session, streams
from smartscore.model.fields import Language
from smartscore.processes.replacing import write_bytes
from smartscore.read.assessments import written_language
from smartscore.read.check import Examiner
from smartscore.read.check_many import Choice, Files, find_files
from smartscore.read.files import content
from smartscore.read.mending import Mended, difference, mend
from smartscore.read.settings import CheckSettings, check_settings
from smartscore.read.shelf import Catalogue
from smartscore.reports.safe import clean
from smartscore.text.naming import shown
from smartscore.text.problems import Problem, Unreadable, reason
from smartscore.text.source import MAX_BYTES, STDIN
from smartscore.words import Words, known_language, words


@dataclass(frozen=True, slots=True)
class Run:
    """What a run was asked for; `given` is the content of standard input."""

    files: Files
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
    *,
    anywhere: bool,
    alone: bool,
    skip_others: bool,
) -> Run:
    """Find the files and settle the options: command line, environment, pyproject.toml.

    The language is after these that of the files.

    `alone` leaves pyproject.toml out, `skip_others` files that are not smartscore's.
    """
    language = session.chosen_language(lang)
    told = words(language or session.FALLBACK)
    try:
        settings = CheckSettings() if alone else check_settings(Path.cwd(), anywhere=anywhere)
        language = language or known_language(settings.lang)
        told = words(language or session.FALLBACK)
        given = streams.standard_input() if STDIN in (paths or ()) else None
        if given is not None and len(paths or ()) > 1:
            streams.stop(told("check.stdin-alone"))
    except Unreadable as error:
        streams.stop(told.unreadable(error.file, error.reason))
    choice = Choice(
        _codes(select if select is not None else settings.select, told),
        _codes(ignore if ignore is not None else settings.ignore, told),
    )
    catalogue = session.catalogue(rubrics or settings.rubrics, told.language, anywhere=anywhere)
    if given is not None:
        name = stdin_filename or STDIN
        files = Files((name,), frozenset((name,)))
    else:
        files = find_files(paths or ["."], catalogue.premises, skip_others=skip_others)
    if language is None:
        told = words(_of_all(files, given) or session.FALLBACK)
    return Run(files, given, choice, catalogue, told, settings)


def _of_all(files: Files, given: bytes | None) -> Language | None:
    """The language that all files ask for which ask for any; a list of problems has one.

    A pipe gives its text once, to be checked.
    """
    asked: set[Language] = set()
    for file in files.files:
        if given is None and not os.path.isfile(file):
            continue
        try:
            said = written_language(content(Path(file)) if given is None else given)
        except Unreadable:
            continue  # told when it is checked
        asked |= {said} if said else set()
        if len(asked) > 1:
            return None
    return next(iter(asked), None)


def _codes(written: Sequence[str] | None, told: Words) -> tuple[str, ...]:
    """Codes and prefixes, each of which begins some code."""
    from smartscore.read.rulebook import pages

    codes = [code.strip() for part in written or () for code in part.split(",") if code.strip()]
    for code in codes:
        if not any(known.startswith(code) for known in pages()):
            streams.stop(told("check.no-code", code=code))
    return tuple(codes)


def nothing_to_check(run: Run) -> NoReturn:
    """Say that no file was found, and end with exit code 2."""
    streams.stop(run.words("check.nothing", skipped=run.files.skipped))


def mend_files(run: Run) -> int:
    """Mend each file in its place; standard input is printed mended. The number of mends."""
    total = 0
    for file, before, mended in _mended(run):
        total += mended.mends
        if run.given is not None:
            streams.write(None, partial(bytes, mended.content), run.words, "yaml")
        elif mended.content != before:
            try:
                if content(Path(file)) == before:  # nobody has written to it in between
                    write_bytes(Path(file), mended.content)
            except OSError as error:
                why = run.words.reason(reason(error))
                streams.stop(run.words("cannot.write", file=file, reason=why))
    return total


def show_difference(run: Run, output: str | None) -> int:
    """Print or write what mending would change; 1 where it would change anything.

    A patch is exact in a file only: elsewhere no sign in it can turn the direction of a text.
    """
    changes = "".join(
        difference(shown(file), before, mended.content)
        for file, before, mended in _mended(run)
        if mended.mends
    )
    shown_as = _seen(changes) if streams.is_read(output) else changes
    if shown_as != changes:
        streams.say(run.words("check.cleaned"))
    streams.write(output, lambda: shown_as, run.words, "yaml")
    return 1 if changes else 0


def _seen(changes: str) -> str:
    """A difference as it can be looked at; lines that end as on Windows stay as they are."""
    return "\r\n".join(clean(part) for part in changes.split("\r\n"))


def _mended(run: Run) -> Iterator[tuple[str, bytes, Mended]]:
    """Each file that can be read, as it was and as it would be, one after the other."""

    def look(name: str, data: bytes) -> list[Problem]:
        given = name in run.files.given
        found = Examiner(run.catalogue if given else run.catalogue.allowing(())).check(name, data)
        return [problem for problem in found if run.choice.takes(problem.code)]

    for file in run.files.files:
        try:
            before = run.given if run.given is not None else content(Path(file))
        except Unreadable:
            continue  # told when it is checked
        if len(before) <= MAX_BYTES:
            yield file, before, mend(file, before, look)


def settle_outputs(
    formats: Sequence[str], files: Sequence[str], inputs: Sequence[str], told: Words
) -> list[tuple[str, str | None]]:
    """Where each format goes; stops, before any work, where that can't be done."""
    if len(files) > len(formats):
        streams.stop(told("check.more-files"))
    places: list[str | None] = [None if o in streams.STDOUT else o for o in files]
    places += [None] * (len(formats) - len(files))
    if places.count(None) > 1:
        streams.stop(told("check.one-stdout"))
    outputs.settle(places, inputs, told)
    return list(zip(formats, places, strict=True))

"""The files of cases that a command is given, found, read and run."""

from collections.abc import Sequence
from pathlib import Path

import typer

from smartscore.cases import CaseResult, read_cases, run
from smartscore.catalogue import Catalogue, bundled
from smartscore.checking import find_files
from smartscore.cli import session, streams
from smartscore.fields import Language
from smartscore.loading import Loader, content
from smartscore.problems import Invalid, Problem, Unreadable
from smartscore.words import words


def run_all(
    paths: Sequence[str] | None, found: Catalogue, language: Language
) -> list[tuple[str, list[CaseResult]]]:
    """Run the cases of files and folders, or the bundled ones; complain of all that can't be."""
    told = words(language)
    loader = Loader(found)
    results = []
    problems: list[Problem] = []
    try:
        files, _ = find_files(paths or [str(bundled() / "cases")])
        for file in files:
            data = content(Path(file))
            if file not in (paths or ()) and b"cases/" not in data[:4096]:
                continue
            try:
                results.append((file, list(run(read_cases(file, data, loader)))))
            except Invalid as invalid:
                problems += invalid.problems
    except Unreadable as error:
        streams.stop(told("cannot.read", file=error.file, reason=told.reason(error.reason)))
    if problems:
        session.complain(problems, told)
        raise typer.Exit(1)
    if not results:
        streams.stop(told("test.nothing"))
    return results

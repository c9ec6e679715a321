"""Runs the commands of a case in a folder of its own, and holds everything against the oracles."""

import contextlib
import io
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

import smartscore.cli as commands
from smartscore.processes import bounded
from tests.fuzz import oracles
from tests.fuzz.kinds import Case, Done, Kind

_SURROUNDINGS = (
    *("SMARTSCORE_LANG", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "CI", "GITHUB_ACTIONS"),
    *("GITLAB_CI", "TF_BUILD", "TEAMCITY_VERSION", "JENKINS_URL", "BITBUCKET_BUILD_NUMBER"),
)


def judged(kind: Kind, case: Case) -> None:
    """Run a case; raises what a command raises, or AssertionError where something does not hold."""
    done = ran(case, in_processes=kind.in_processes)
    for each in done:
        held(each, ci=case.ci)
    kind.holds(case, done)


def held(done: Done, *, ci: bool = False) -> None:
    """Hold what a command did against all that holds for every command."""
    try:
        oracles.ended_well(done)
        oracles.acts_nowhere(done, ci=ci)
        oracles.is_well_formed(done)
    except AssertionError as error:
        error.add_note(f"smartscore {' '.join(map(ascii, done.arguments))}")
        raise


def ran(case: Case, *, in_processes: bool = False) -> list[Done]:
    """What the commands of a case did, one after another, in a fresh folder."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        written(Path(folder), case.files)
        with _surroundings(ci=case.ci), _bounded(in_processes=in_processes):
            return [run(arguments) for arguments in case.commands]


def written(folder: Path, files: Mapping[str, bytes]) -> None:
    """The files of a case, each in its folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def run(arguments: Sequence[str]) -> Done:
    """One command, as the console script would run it where it is; what it raises goes through."""
    out, errors = _stream(), _stream()
    argv = ["smartscore", *arguments]
    with (
        mock.patch.object(sys, "argv", argv),
        mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(), encoding="utf-8")),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(errors),
    ):
        try:
            code = commands.run()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 2
        except BaseException as error:
            error.add_note(f"smartscore {' '.join(map(ascii, arguments))}")
            raise
    return Done(tuple(arguments), code, _text(out), _text(errors), found(Path()))


def found(folder: Path) -> dict[str, bytes]:
    """All files beneath a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="replace", newline="")


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode("utf-8")


@contextlib.contextmanager
def _surroundings(*, ci: bool) -> Iterator[None]:
    kept = {name: value for name, value in os.environ.items() if name not in _SURROUNDINGS}
    with mock.patch.dict(os.environ, kept | ({"CI": "true"} if ci else {}), clear=True):
        yield


@contextlib.contextmanager
def _bounded(*, in_processes: bool) -> Iterator[None]:
    """Do bounded work in this process, unless its own process is wanted."""
    if in_processes:
        yield
        return

    def here(limits: bounded.Limits, function: Any, *args: Any, **more: Any) -> Any:
        return function(*args, **more)

    with mock.patch.object(bounded, "run", here):
        yield

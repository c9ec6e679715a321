"""The corpus: a folder for each input that ever failed, whose README says what is right.

A README is prose and, indented by four blanks, sessions: a line `$ smartscore ...`, or
`$ CI=true smartscore ...` where all of them run in a job of CI, behind it the exit code, then texts
that are in what is printed, or are not where the line begins with `! `. A text in a file that is
written stands behind its name: `out.md: Table 1`.
"""

import shlex
from pathlib import Path
from typing import NamedTuple

from tests.fuzz.kinds import Case, Done

CORPUS = Path(__file__).parent / "corpus"
README = "README"
_IN_CI = "$ CI=true smartscore "


class Session(NamedTuple):
    """A command, the code with which it ends, and what is printed or written, or is not."""

    arguments: tuple[str, ...]
    code: int
    there: tuple[str, ...]
    absent: tuple[str, ...]


def folders() -> list[Path]:
    """Every folder of the corpus."""
    return sorted(path.parent for path in CORPUS.rglob(README))


def sessions(folder: Path) -> list[Session]:
    """What the README of a folder says; raises ValueError where that is nothing."""
    text = (folder / README).read_text(encoding="utf-8")
    lines = [line[4:] for line in text.splitlines() if line.startswith("    ")]
    starts = [i for i, line in enumerate(lines) if line.startswith(("$ smartscore ", _IN_CI))]
    if not starts or starts[0] != 0:
        raise ValueError(folder.name)
    found = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        code, *texts = lines[start + 1 : end]
        absent = tuple(text[2:] for text in texts if text.startswith("! "))
        there = tuple(text for text in texts if not text.startswith("! "))
        arguments = tuple(shlex.split(lines[start].partition("smartscore ")[2]))
        found.append(Session(arguments, int(code), there, absent))
    return found


def case(folder: Path) -> Case:
    """The files of a folder and its commands."""
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != README
    }
    ci = f"    {_IN_CI}" in (folder / README).read_text(encoding="utf-8")
    return Case(files, [session.arguments for session in sessions(folder)], ci)


def as_it_says(session: Session, done: Done) -> None:
    """Hold what a command did against what is right."""
    said = f"{done.out}\n{done.errors}"
    assert done.code == session.code, said
    words = " ".join(said.split())
    for text in session.there:
        name, mark, inside = text.partition(": ")
        if mark and name in done.files:
            assert inside.encode() in done.files[name], text
        else:
            assert text in words, f"{text!r} is not in: {said}"
    for text in session.absent:
        assert text not in words, f"{text!r} is in: {said}"

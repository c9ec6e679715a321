"""What runs a command as a reader would: in this process where it is plain, else in bash."""

import io
import os
import re
import shlex
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

from smartscore.cli import run
from tests.surroundings import CHOICES

_SHELL = re.compile(r"[][|&;$()*?<`~]|>>|2>")
_LONGEST = 300
"""Seconds after which a command is taken for one that waits for somebody."""
_SETS = re.compile(r"^([A-Z_]+)=(.*)$")


@dataclass
class Shell:
    """A shell in a folder; its variables last as long as it does.

    With a program that is installed, bash runs every command, and that program is the one that it
    finds. Without, plain commands of ours run in this process.
    """

    folder: Path
    program: Path | None = None
    variables: dict[str, str] = field(default_factory=dict)

    def run(self, command: str) -> tuple[int, str]:
        """The exit code, and what a reader sees: both streams in the order of their lines."""
        plain = not _SHELL.search(command)
        words = _words(command) if plain else []
        if words[:1] == ["export"]:
            self.variables |= dict(_pair(word) for word in words[1:])
            return 0, ""
        variables = dict(self.variables)
        while words and (found := _SETS.match(words[0])):
            variables[found[1]] = found[2]
            words = words[1:]
        if self.program is None and words[:1] == ["smartscore"]:
            return self._ours(words[1:], variables)
        return self._bash(command)

    def _bash(self, command: str) -> tuple[int, str]:
        found = self.program or Path(sys.executable).with_name("smartscore")
        path = f"{found.absolute().parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            env={**_plain_surroundings(), **self.variables, "PATH": path},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=_LONGEST,
        )
        return done.returncode, done.stdout

    def _ours(self, words: list[str], variables: dict[str, str]) -> tuple[int, str]:
        target = None
        if ">" in words:
            words, target = words[:-2], words[-1]
        seen = io.BytesIO()
        kept = io.BytesIO() if target else seen
        before = dict(os.environ), Path.cwd(), sys.argv
        os.environ.clear()
        os.environ.update(_plain_surroundings(), **variables)
        os.chdir(self.folder)
        sys.argv = ["smartscore", *words]
        try:
            with redirect_stdout(_stream(kept)), redirect_stderr(_stream(seen)):
                code = _code()
        finally:
            os.environ.clear()
            os.environ.update(before[0])
            os.chdir(before[1])
            sys.argv = before[2]
        if target:
            (self.folder / target).write_bytes(kept.getvalue())
        return code, seen.getvalue().decode()


def _words(command: str) -> list[str]:
    """The words of a plain command, `>` by itself, without the comment behind it."""
    lexer = shlex.shlex(command, posix=True, punctuation_chars=">")
    lexer.whitespace_split = True
    return list(lexer)


def _code() -> int:
    try:
        return run()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 2


def _stream(into: io.BytesIO) -> io.TextIOWrapper:
    stream = io.TextIOWrapper(into, encoding="utf-8", write_through=True)
    stream.close = lambda: None  # type: ignore[method-assign]  # the bytes are read when it is gone
    return stream


def _plain_surroundings() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in CHOICES}


def _pair(word: str) -> tuple[str, str]:
    name, _, value = word.partition("=")
    return name, value

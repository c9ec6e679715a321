"""pandoc, a program of its own: where it is, and how it is run. It is run, not linked."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from smartscore.processes import ending

_PATIENCE: Final = 300
"""Seconds after which pandoc is given up: a report of all bundled rubrics takes about one."""

_NO_DATA_FILE: Final = 97
"""The exit code of a pandoc whose data files lie beside it, out of its own sandbox's reach."""

_MEMORY: Final = ("+RTS", "-M1g", "-RTS")
_MEMORY_IS_FULL: Final = 251
"""What pandoc may take for its data, and the exit code by which it says that it needed more."""

_WHEN: Final = str(10 * 365 * 86400)
"""Any day that pandoc and its archives can write; the document gets its own date afterwards."""


class NoPandocError(Exception):
    """There is no pandoc, neither on the path nor from the extra."""


class PandocError(Exception):
    """pandoc could not make the document; the message is a reason: its last line, or exit code."""


class PandocLimitError(PandocError):
    """pandoc took longer, or needed more memory, than it may; the message is `> ` and how much."""


def find_pandoc() -> str:
    """The path of pandoc, the one on the path before that of the extra; raises NoPandocError."""
    found = shutil.which("pandoc")
    if found is not None:
        return found
    try:
        import pypandoc

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError):
        raise NoPandocError from None


def run(pandoc: str, arguments: Sequence[str], place: Path, *, patience: int = _PATIENCE) -> None:
    """Run pandoc in a folder and in its sandbox, where it reads what the arguments name alone.

    A pandoc that has not its data files within itself can write no docx there. It does so outside:
    give it nothing then that names a file or an address. It is given up after `patience` seconds.
    Raises PandocError.
    """
    done = _done([pandoc, *_MEMORY, "--sandbox", *arguments], place, patience)
    if done.returncode == _NO_DATA_FILE:
        done = _done([pandoc, *_MEMORY, *arguments], place, patience)
    if done.returncode == _MEMORY_IS_FULL:
        raise PandocLimitError("> 1 GiB")
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip().split("\n")
        said = " ".join(told[-1].split())
        raise PandocError(f"quoted\t{said}" if said else f"pandoc-exit\t{done.returncode}")


def _done(command: list[str], place: Path, patience: int) -> "subprocess.CompletedProcess[bytes]":
    try:
        return ending.run(
            command,
            cwd=str(place),
            env={**os.environ, "SOURCE_DATE_EPOCH": _WHEN},
            timeout=patience,
        )
    except subprocess.TimeoutExpired:
        raise PandocLimitError(f"> {patience} s") from None

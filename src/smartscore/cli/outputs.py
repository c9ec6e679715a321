"""Where a command may write: never over what it read, or over what is named by what it read."""

import contextlib
import errno
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from smartscore.cli.streams import STDOUT, stop
from smartscore.read.files import content
from smartscore.read.ours import is_ours
from smartscore.read.premises import settings_above
from smartscore.text.problems import Unreadable, reason
from smartscore.text.source import STDIN
from smartscore.words import Words

_YAML = (".yaml", ".yml")
_SHEETS = ".ods"
_FOLDED = sys.platform in ("darwin", "win32")
"""Whether disks here take two spellings in other letters for one name."""


def ready(outputs: Iterable[str | None], told: Words) -> None:
    """Stop, before any work, where an output is a folder or would lie in one that is not there."""
    for output in _files(outputs):
        refuse_sheets(output, told)
        try:
            if not output:
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
            if output.endswith(("/", os.sep)) or os.path.isdir(output):
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            Path(os.path.dirname(output) or os.curdir).stat()  # noqa: PTH120 - `..` stays
            with contextlib.suppress(FileNotFoundError):
                Path(output).stat()
        except OSError as error:
            why = told.reason(reason(error))
            stop(told("cannot.write", file=output or "''", reason=why))
        except ValueError:
            stop(told("cannot.write", file=output, reason=told.reason("name")))


def refuse_sheets(output: str, told: Words) -> None:
    """Stop where an output is to be a kind of spreadsheet that no command writes."""
    if output.lower().endswith(_SHEETS):
        stop(told("cannot.write", file=output, reason=told.reason("sheet-ods")))


def settle(
    outputs: Sequence[str | None],
    read: Iterable[str | Path],
    told: Words,
    *,
    over_ours: bool = False,
) -> None:
    """Stop, before anything is written, where an output is an input or another output.

    Inputs are the files that were `read` or are named there, and the settings above them; a file
    is the same by whatever name, link or spelling it goes. A YAML file of ours is replaced only by
    commands that make such files (`over_ours`).
    """
    ready(outputs, told)
    files = list(_files(outputs))
    if not files:
        return
    inputs = {mark for path in _with_settings(read) for mark in _marks(path)}
    taken: set[object] = set()
    for output in files:
        marks = set(_marks(output))
        if marks & inputs or (_is_ours(output) and not over_ours):
            stop(told("cannot.overwrite-input", file=output))
        if marks & taken and not _is_device(output):
            stop(told("cannot.write-twice", file=output))
        taken |= marks


def settle_made(folder: str, names: Iterable[str], told: Words) -> list[str]:
    """The paths of files whose names we make; none of them may be a link to somewhere else."""
    made = [str(Path(folder) / name) for name in names]
    for file in made:
        if Path(file).is_symlink():
            stop(told("cannot.write-link", file=file))
    return made


def _files(outputs: Iterable[str | None]) -> Iterator[str]:
    for output in outputs:
        if output is not None and output not in STDOUT:
            yield output


def _with_settings(read: Iterable[str | Path]) -> Iterator[str | Path]:
    """What was read, and the settings in the folders above it and where the command runs."""
    folders = {Path(os.path.realpath(os.curdir)): None}
    for path in read:
        yield path
        if path != STDIN:
            folders[Path(os.path.realpath(Path(path).parent))] = None
    for folder in folders:
        yield from settings_above(folder)


def _marks(path: str | Path) -> Iterator[object]:
    """What two names of one file have in common: the file itself, and where all links lead."""
    try:
        if path == STDIN:
            found = os.fstat(sys.stdin.fileno())
        else:
            real = os.path.realpath(path)
            yield real.casefold() if _FOLDED else real
            found = os.stat(path)  # noqa: PTH116 - a text or a path
        yield found.st_dev, found.st_ino
    except (OSError, ValueError, AttributeError):
        return


def _is_ours(output: str) -> bool:
    """Whether there is a YAML file that has a `smartscore:` key, or can't be read."""
    real = os.path.realpath(output)
    if not real.lower().endswith(_YAML) or not os.path.isfile(real):
        return False
    try:
        return is_ours(content(Path(real)))
    except Unreadable:
        return True


def _is_device(output: str) -> bool:
    return os.path.exists(output) and not os.path.isfile(output)

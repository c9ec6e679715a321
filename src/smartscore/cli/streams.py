"""The streams and files of a command: read whole, written whole or not at all."""

import contextlib
import errno
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from io import FileIO
from pathlib import Path
from typing import NoReturn, TextIO

import typer

from smartscore.cli.printable import encoded
from smartscore.cli.progress import rest
from smartscore.processes.replacing import write_bytes
from smartscore.reports.inert import inert_as, is_exact, marks
from smartscore.reports.look import PLAIN, WIDTH, Look
from smartscore.reports.safe import one_line
from smartscore.text.problems import Unreadable, reason
from smartscore.text.source import MAX_BYTES, STDIN
from smartscore.words import Words

STDOUT = (STDIN, "/dev/stdout")
_NONE = ("", "0", "false")
_LEAST = 32
"""So many cells a line has at least, however narrow the terminal."""

_NARROW = 40
"""So many characters fit on a line however wide they are. A longer word, such as a path, is for
copying: a sentence with one stays on a line."""
_RUNNERS = ("CI", "GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD", "TEAMCITY_VERSION", "JENKINS_URL")


def say(sentence: str) -> None:
    """A sentence on standard error, further lines of which hang in.

    Nothing in it can steer the terminal or forge a line.
    """
    tell(_wrapped("smartscore: ", one_line(sentence)))


def _wrapped(head: str, said: str) -> str:
    room = _room() if said.isascii() else min(_NARROW, _room())
    if len(head) + len(said) <= room or max(map(len, said.split())) > _NARROW:
        return f"{head}{said}\n"
    from smartscore.reports.lines import hanging

    return "".join(f"{line}\n" for line in hanging(head, said, _room()))


def _room() -> int:
    """How many cells a line has: as many as the terminal or COLUMNS says, never above ours."""
    return max(_LEAST, min(WIDTH, shutil.get_terminal_size().columns))


def tell(text: str, form: str = "") -> None:
    """Text on standard error, if there is one that takes it: that can't change the exit code."""
    rest()
    with contextlib.suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(inert_as(form, text) if _has_runner() else text)
        sys.stderr.flush()


def answer(sentence: str) -> None:
    """A sentence on standard output that says what was done, further lines of which hang in."""
    if sys.stdout is not None:
        print_whole(_for_log(_wrapped("", one_line(sentence))))


def stop(sentence: str) -> NoReturn:
    """Say why the command could not run, and end with exit code 2."""
    say(sentence)
    raise typer.Exit(2)


def look(output: str | None = None) -> Look:
    """How standard output is looked at, or a file.

    NO_COLOR forbids colour, FORCE_COLOR demands it, else only a terminal gets it. A line is as long
    as the terminal is wide or COLUMNS says, and never longer than one of ours.
    """
    return PLAIN if output is not None else _look_at(sys.stdout)


def look_aside() -> Look:
    """How standard error is looked at."""
    return _look_at(sys.stderr)


def _look_at(stream: TextIO | None) -> Look:
    if stream is None:
        return PLAIN
    encoding = (stream.encoding or "").lower().replace("-", "").replace("_", "")
    forced = os.environ.get("FORCE_COLOR", "0") not in ("", "0")
    seen = forced or (stream.isatty() and os.environ.get("TERM") != "dumb")
    colour = seen and not os.environ.get("NO_COLOR")
    return Look(colour, encoding.startswith("utf"), _room())


def write(output: str | None, made: Callable[[], str | bytes], told: Words, form: str = "") -> None:
    """Print text or bytes, or write them to a file whole or not at all.

    `form` is the name of the format, without one it is text for people. In the log of a CI job
    no text can give the runner a command; where that changes a document, it is said.
    """
    text = made()
    if not is_exact(form):
        text = _for_log(text, form)
    elif is_read(output):
        safe = _for_log(text, form)
        if len(safe) != len(text) and marks(form):
            say(told("stream.marked"))
        text = safe
    try:
        if output is None or output in STDOUT:
            print_whole(text)
        else:
            write_whole(_file(output), text)
    except BrokenPipeError:
        raise  # the reader has seen enough; typer ends quietly
    except OSError as error:
        stop(told("cannot.write", file=output or STDIN, reason=told.reason(reason(error))))


@contextlib.contextmanager
def pouring(output: str | None, form: str) -> Iterator[Callable[[bytes], None]]:
    """What prints a document piece by piece, or writes it to a device; pieces are whole lines.

    What is given raises OSError, and so does this.
    """
    safe = is_read(output)
    if output is None or output in STDOUT:
        yield lambda piece: print_whole(_for_log(piece.decode(), form) if safe else piece.decode())
        return
    with _file(output).open("wb", buffering=0) as file:
        yield lambda piece: _pour(file, _for_log(piece, form) if safe else piece)


def _pour(file: FileIO, piece: str | bytes) -> None:
    left = memoryview(piece.encode() if isinstance(piece, str) else piece)
    while left:
        left = left[file.write(left) :]


def _file(output: str) -> Path:
    """The path of an output; one that ends like a folder is none."""
    if output.endswith(("/", os.sep)):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    return Path(output)


def _for_log(text: str | bytes, form: str = "") -> str | bytes:
    """A text in which a runner finds no command, if there is a runner; other bytes as they are."""
    if not _has_runner():
        return text
    if isinstance(text, str):
        return inert_as(form, text)
    try:
        return inert_as(form, text.decode("utf-8")).encode("utf-8") if form else text
    except UnicodeDecodeError:
        return text


def _has_runner() -> bool:
    """Whether this is a job of a CI runner, which may read its log for commands."""
    return any(os.environ.get(name, "").lower() not in _NONE for name in _RUNNERS)


def is_read(output: str | None) -> bool:
    """Whether a terminal or a runner may read what is written there: all but files on a disk."""
    try:
        printed = output is None or output in STDOUT
        found = os.fstat(sys.stdout.fileno()) if printed else Path(str(output)).stat()
        return not stat.S_ISREG(found.st_mode)
    except (OSError, ValueError, AttributeError):
        return output is None or output in STDOUT


def print_whole(text: str | bytes) -> None:
    """Print all of it, or raise OSError: a short write and a full disk are noticed here."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    rest()
    try:
        _write_all(text)
    except OSError as error:
        if error.errno != errno.EPIPE:  # what is left in the buffer must not fail again at exit
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise


def _write_all(text: str | bytes) -> None:
    """All of it to standard output, also where that is unbuffered and may take a part at once."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text if isinstance(text, str) else text.decode("utf-8", "replace"))
        return
    sys.stdout.flush()
    encoding = sys.stdout.encoding or "utf-8"
    left = memoryview(encoded(text, encoding) if isinstance(text, str) else text)
    while left:
        written = buffer.write(left)
        if written is None:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        left = left[written:]
    buffer.flush()


def standard_input() -> bytes:
    """What comes from standard input, no more than can be read anyway; raises Unreadable."""
    if sys.stdin is None:
        raise Unreadable(STDIN, "missing")
    try:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    except OSError as error:
        raise Unreadable(STDIN, reason(error)) from None


def write_whole(path: Path, text: str | bytes) -> None:
    """Replace a file by a finished one; the old file stays whole if anything goes wrong.

    A device or a pipe is written to directly. Raises OSError.
    """
    write_bytes(path, text.encode("utf-8") if isinstance(text, str) else text)

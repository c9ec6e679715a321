"""Work that a file may make endless: one of our functions in a process of its own, under limits.

Time is limited everywhere; memory where the system can (`resource`, so not on Windows; macOS does
not keep to it). The process is ended with all that it has started when a limit passes, when the
command is interrupted, and when the command's own process is gone.
"""

import contextlib
import io
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple, NoReturn, ParamSpec, TypeVar, cast

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")

_START: Final = (
    "import sys; sys.path[:] = sys.argv[1:]; import smartscore.processes.bounded as b; b.serve()"
)
_NOTE, _MADE, _RAISED, _FULL = b"n", b"m", b"r", b"f"
_HEAD: Final = 9
"""A message is a letter, its length in eight bytes, and so many bytes."""

_LONGEST_NOTE: Final = 200
_BY_THE_CLOCK: Final = 3

_VALUES: Final = {
    ("builtins", "set"),
    ("builtins", "frozenset"),
    ("builtins", "bytearray"),
    ("builtins", "complex"),
    ("datetime", "date"),
    ("datetime", "datetime"),
    ("datetime", "time"),
    ("datetime", "timedelta"),
    ("datetime", "timezone"),
    ("decimal", "Decimal"),
    ("fractions", "Fraction"),
    ("pathlib", "PosixPath"),
    ("pathlib", "WindowsPath"),
    ("pathlib._local", "PosixPath"),
    ("pathlib._local", "WindowsPath"),
    ("smartscore.text.problems", "Code"),
    ("smartscore.text.problems", "Bare"),
}
"""What may come back besides plain data, exceptions, and records of our own modules."""


class Limits(NamedTuple):
    """What one piece of work may take: `seconds` of a processor, `mebibytes` of memory.

    By the clock it may take three times as long, since other work may keep the processor busy;
    where a system does not count processor time (Windows) only the clock is looked at. The start
    of the process counts in: about 0.05 s and 30 MiB. What comes back is no larger than the memory.
    """

    seconds: int
    mebibytes: int


class Ended(Exception):  # noqa: N818 - what became of the work, as callers tell it
    """The work was not done. `limits` were those it had, `note` the last one it left, or ""."""

    def __init__(self, limits: Limits, note: str = "") -> None:
        self.limits = limits
        self.note = note
        super().__init__(*limits, note)

    def __reduce__(self) -> tuple[type["Ended"], tuple[Limits, str]]:
        """Made anew from its parts in another process."""
        return type(self), (self.limits, self.note)


class TooSlow(Ended):
    """It took longer than `limits.seconds`."""


class TooBig(Ended):
    """It needed more than `limits.mebibytes`, or made more than that."""


class Died(Ended):
    """Its process ended without a word, or could not be started."""


_reports: Callable[[bytes, bytes], None] | None = None
"""How a process that works under limits speaks; None in any other."""


def note(progress: str) -> None:
    """Say how far the work is, so that it can be told where it was ended.

    Does nothing where the work is done in the command's own process.
    """
    if _reports is not None:
        _reports(_NOTE, progress[:_LONGEST_NOTE].encode("utf-8", "replace"))


def run(
    limits: Limits,
    function: Callable[_Given, _Made],
    /,
    *args: _Given.args,
    **kwargs: _Given.kwargs,
) -> _Made:
    """What a function of a module gives, worked out in a process of its own.

    The arguments are whatever can be pickled. The result is plain data (text, bytes, numbers,
    lists, tuples, mappings, sets, dates, fractions), named tuples and enumerations of our own;
    anything else counts as no word. The function's module should import little: each call imports
    it anew.

    Raises TooSlow, TooBig or Died; and what the function raises, where that is an exception of
    Python's or of our own.
    """
    order = pickle.dumps((limits, function, args, kwargs))
    child = _started(limits)
    late = threading.Event()

    def end() -> None:
        late.set()
        _kill(child)

    timer = threading.Timer(limits.seconds * _BY_THE_CLOCK, end)
    timer.daemon = True
    try:
        timer.start()
        answer = _ask(child, order, limits)
    finally:
        timer.cancel()
        _kill(child)
        code = child.wait()
        for stream in (child.stdin, child.stdout):
            with contextlib.suppress(OSError):
                _stream(stream).close()
    if answer.kind in (_MADE, _RAISED):
        return cast("_Made", _made(answer, limits))
    if answer.kind == _FULL:
        raise TooBig(limits, answer.note)
    if late.is_set() or code == -getattr(signal, "SIGXCPU", 0):
        raise TooSlow(limits, answer.note)
    raise Died(limits, answer.note)


class _Answer(NamedTuple):
    """The last message of the process, if it sent one whole, and the last note before it."""

    kind: bytes
    content: bytes
    note: str


def _ask(child: "subprocess.Popen[bytes]", order: bytes, limits: Limits) -> _Answer:
    """Give the process its order, and listen until it answers or is gone."""
    with contextlib.suppress(OSError):  # it is gone already: what it said will tell
        _stream(child.stdin).write(order)
        _stream(child.stdin).flush()
    hears = _stream(child.stdout)
    told = ""
    while kind := hears.read(1):
        head = hears.read(_HEAD - 1)
        length = int.from_bytes(head, "big")
        if length > limits.mebibytes * 1024 * 1024:
            return _Answer(_FULL, b"", told)
        content = hears.read(length)
        if len(head) + len(content) < _HEAD - 1 + length:
            break
        if kind != _NOTE:
            return _Answer(kind, content, told)
        told = content.decode("utf-8", "replace")
    return _Answer(b"", b"", told)


def _made(answer: _Answer, limits: Limits) -> object:
    """The result; raises the exception that stands in its place."""
    try:
        value: object = _Plain(io.BytesIO(answer.content)).load()
    except Exception:
        raise Died(limits, answer.note) from None
    if answer.kind == _MADE:
        return value
    raise value if isinstance(value, Exception) else Died(limits, answer.note)


class _Plain(pickle.Unpickler):
    """Takes plain data and our own records: the process that wrote it has read hostile files."""

    def find_class(self, module: str, name: str) -> object:
        ours = module.partition(".")[0] == "smartscore"
        if ours or module == "builtins" or (module, name) in _VALUES:
            found = super().find_class(module, name)
            fit = (Exception, tuple, Enum) if ours else Exception
            if (module, name) in _VALUES or (isinstance(found, type) and issubclass(found, fit)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def _started(limits: Limits) -> subprocess.Popen[bytes]:
    """The process, which waits for its order on standard input."""
    home = str(Path(__file__).parents[2])
    places = [os.path.abspath(place) for place in (home, *sys.path)]  # noqa: PTH100 - of a zip too
    options = ["-I", "-S", *(["-B"] if sys.dont_write_bytecode else [])]
    try:
        return subprocess.Popen(  # noqa: S603 - ourselves
            [sys.executable, *options, "-c", _START, *dict.fromkeys(places)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the command, which ends this one
        )
    except (OSError, ValueError, TypeError):  # no interpreter, no more processes, no memory
        raise Died(limits) from None


def _stream(stream: object) -> BinaryIO:
    return cast("BinaryIO", stream)


def _kill(child: subprocess.Popen[bytes]) -> None:
    """End a process and all that it has started."""
    with contextlib.suppress(OSError):
        if child.poll() is not None:
            return
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()


def serve() -> NoReturn:
    """Do the one piece of work that standard input asks for, say what came of it, and end."""
    global _reports  # noqa: PLW0603 - one process, one piece of work
    out = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)

    def report(kind: bytes, content: bytes) -> None:
        left = memoryview(kind + len(content).to_bytes(_HEAD - 1, "big") + content)
        while left:
            left = left[os.write(out, left) :]

    full = _FULL + bytes(_HEAD - 1)
    try:
        limits, function, args, kwargs = pickle.load(sys.stdin.buffer)  # noqa: S301 - from `run`
        _watch()
        _limit(limits)
        _reports = report
        kind, answer = _answer(function, args, kwargs)
        report(kind, answer)
    except MemoryError:
        os.write(out, full)
    except BaseException:  # noqa: S110 - the other side hears that there is no answer
        pass
    os._exit(0)


def _answer(
    function: Callable[..., object], args: tuple[object, ...], kwargs: dict[str, object]
) -> tuple[bytes, bytes]:
    try:
        return _MADE, pickle.dumps(function(*args, **kwargs))
    except MemoryError:
        raise
    except Exception as error:
        return _RAISED, pickle.dumps(error)


def _watch() -> None:
    """End this process when the one that asked is gone, which closes our standard input."""

    def wait() -> None:
        with contextlib.suppress(OSError):
            os.read(0, 1)
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _limit(limits: Limits) -> None:
    """Let the system refuse memory beyond the limit, and end what takes too long."""
    try:
        import resource
    except ImportError:  # Windows
        return
    space = limits.mebibytes * 1024 * 1024
    for kind, wanted, more in (
        (resource.RLIMIT_AS, space, 0),
        (resource.RLIMIT_CPU, limits.seconds, 1),  # a signal that says why, a second before KILL
        (resource.RLIMIT_CORE, 0, 0),
    ):
        with contextlib.suppress(OSError, ValueError):
            _, highest = resource.getrlimit(kind)
            most = wanted + more
            most = most if highest == resource.RLIM_INFINITY else min(most, highest)
            resource.setrlimit(kind, (min(wanted, most), most))

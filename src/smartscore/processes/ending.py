"""How a run ends before its time: at once, with nothing half done left behind.

Ctrl-C, SIGTERM and SIGHUP end the process where it stands, with 128 and the signal's number as
exit code. No exception is raised for them: whatever catches exceptions could take it for a fault
of a file, and what swallows them would go on. What must not stay behind (unfinished files, folders
to work in, programs that were started) is registered here, and removed before the end.

Where nothing is installed, as in a program that uses smartscore as a library, an interrupt is
Python's own exception, and `with` and `finally` remove the same things.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    import signal
    import subprocess
    from collections.abc import Callable, Mapping, Sequence
    from types import FrameType
    from typing import Any

    Handler = Callable[[int, FrameType | None], Any] | int | signal.Handlers | None
else:
    try:
        import _signal as signal  # what `signal` is made of: there before `enum` has been read
    except ImportError:
        import signal

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")  # the last is Windows' own

_unfinished: "dict[str, None]" = {}
_programs: "list[subprocess.Popen[bytes]]" = []
_owner = 0
_held = 0
_waiting = 0


def install() -> "dict[int, Handler]":
    """Have signals end this process; what handled them before, to be given back.

    A signal that is ignored (`nohup`) or that a program around us handles stays as it is. So does
    all outside the main thread, where Python takes no handlers.
    """
    global _owner  # noqa: PLW0603 - one process
    _owner = os.getpid()
    before: dict[int, Handler] = {}
    for name in _SIGNALS:
        number = getattr(signal, name, None)
        if number is None:
            continue
        handler = signal.getsignal(number)
        if handler in (signal.SIG_DFL, signal.default_int_handler):
            try:
                signal.signal(number, _end)
            except ValueError:
                break
            before[number] = handler
    return before


def give_back(before: "dict[int, Handler]") -> None:
    """Have signals handled as they were before `install`."""
    for number, handler in before.items():
        signal.signal(number, handler)


class Held:
    """While this lasts a signal waits: for what is only understood as a whole, and is short."""

    def __enter__(self) -> None:
        """Hold signals back."""
        global _held  # noqa: PLW0603 - one process
        _held += 1

    def __exit__(self, *_: object) -> None:
        """Let a signal that came in between have its way."""
        global _held  # noqa: PLW0603 - one process
        _held -= 1
        if _waiting and not _held:
            _end(_waiting, None)


class Unfinished:
    """A file, or a folder with all in it, that is gone when this is left, however it is left."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __enter__(self) -> str:
        """The path, as text; nothing has been made yet."""
        _unfinished[self._path] = None  # before it is there: a signal may come in between
        return self._path

    def __exit__(self, *_: object) -> None:
        """Remove what is left of it."""
        _remove(self._path)
        _unfinished.pop(self._path, None)


def run(
    command: "Sequence[str]", *, cwd: str, env: "Mapping[str, str]", timeout: float
) -> "subprocess.CompletedProcess[bytes]":
    """Run a program that does not outlive us, and what it wrote; like `subprocess.run`.

    Raises OSError where it can't be started, and `subprocess.TimeoutExpired` after `timeout`
    seconds.
    """
    import subprocess

    with Held():
        program = subprocess.Popen(  # noqa: S603 - the arguments are the caller's
            command,
            cwd=cwd,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        _programs.append(program)
    try:
        out, errors = program.communicate(timeout=timeout)
    finally:
        if program.poll() is None:
            program.kill()
            program.communicate()
        _programs.remove(program)
    return subprocess.CompletedProcess(command, program.returncode, out, errors)


def _end(number: int, _frame: "FrameType | None") -> None:
    """End now. A process that was forked from ours owns nothing that it could remove."""
    global _waiting  # noqa: PLW0603 - one process
    if os.getpid() == _owner:
        if _held:
            _waiting = number
            return
        try:
            _end_others()
            for path in list(_unfinished):
                _remove(path)
        finally:
            os._exit(128 + number)
    os._exit(128 + number)


def _end_others() -> None:
    """End the programs and the worker processes that we have started."""
    workers = getattr(sys.modules.get("multiprocessing"), "active_children", list)
    for other in [*_programs, *workers()]:
        try:
            other.kill()
        except (OSError, ValueError):
            continue
    for program in _programs:  # so that it writes no more into what is removed next
        program.wait()


def _remove(path: str) -> None:
    """Remove a file or a folder, as far as that can be done."""
    try:
        os.unlink(path)  # noqa: PTH108 - pathlib would have to be imported
    except OSError:  # a folder, or gone
        try:
            names = os.listdir(path)  # noqa: PTH208 - as above
        except OSError:
            return
        for name in names:
            _remove(os.path.join(path, name))  # noqa: PTH118 - as above
        try:
            os.rmdir(path)  # noqa: PTH106 - as above
        except OSError:
            return

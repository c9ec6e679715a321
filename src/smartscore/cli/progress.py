"""How far long work has come: a bar on standard error where that is a terminal, else nothing.

Work whose parts are known has a bar of its own (`progress`). Whatever else takes longer than a
second has one that moves to and fro (`attended`), and is gone before anything is printed.
"""

import contextlib
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_PATIENCE: Final = 1.0
"""After so many seconds one asks whether anything is going on."""


class Bar:
    """What is called with how many more parts are done; here nothing is shown of it."""

    def __call__(self, done: int) -> None:
        """So many more parts are done."""

    def aside(self) -> AbstractContextManager[None]:
        """While this lasts lines can be printed."""
        return nullcontext()


class _Shown(Bar):
    def __init__(self, bar: "Progress", task: "TaskID") -> None:
        self._bar = bar
        self._task = task

    def __call__(self, done: int) -> None:
        self._bar.advance(self._task, done)

    @contextlib.contextmanager
    def aside(self) -> Iterator[None]:
        self._bar.stop()
        try:
            yield
        finally:
            self._bar.start()
            self._bar.console.show_cursor()


class _Waiting:
    """A bar that comes after a while, unless something is shown before; it comes once."""

    def __init__(self, label: Callable[[], str], patience: float) -> None:
        self._label = label
        self._bar: Progress | None = None
        self._is_over = False
        self._lock = threading.Lock()
        self._timer = threading.Timer(patience, self._show)
        self._timer.daemon = True
        self._timer.start()

    def _show(self) -> None:
        label, made = self._label(), _made()
        with self._lock:
            if not self._is_over:
                self._bar = made
                made.add_task(label, total=None)
                made.start()
                made.console.show_cursor()

    def end(self) -> None:
        """From here on something else is shown."""
        self._timer.cancel()
        with self._lock:
            self._is_over = True
            if self._bar is not None:
                self._bar.stop()
                self._bar = None


_waiting: list[_Waiting] = []
"""What waits for the command that runs, if anything does."""


@contextlib.contextmanager
def attended(label: Callable[[], str], patience: float = _PATIENCE) -> Iterator[None]:
    """A bar without an end, from a while after the beginning until something is shown.

    `label` is asked for what stands before it when it comes.
    """
    if not _is_seen():
        yield
        return
    _waiting.append(_Waiting(label, patience))
    try:
        yield
    finally:
        rest()


def rest() -> None:
    """Something is to be shown now: no bar waits or moves any longer."""
    while _waiting:
        _waiting.pop().end()


@contextlib.contextmanager
def progress(label: str, total: int | None) -> Iterator[Bar]:
    """A bar of `total` parts while this lasts; what is given is called with how many more are done.

    It moves to and fro where the total is not known. It is gone at the end, and is not shown where
    standard error is no terminal or a dumb one.
    """
    if not _is_seen():
        yield Bar()
        return
    rest()
    with _made() as bar:
        bar.console.show_cursor()  # an interrupt ends the process where it stands
        task = bar.add_task(label, total=total)
        yield _Shown(bar, task)


def _is_seen() -> bool:
    return sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def _made() -> "Progress":
    from rich.console import Console
    from rich.progress import Progress

    return Progress(console=Console(stderr=True), transient=True)

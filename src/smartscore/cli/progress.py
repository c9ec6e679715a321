"""How far long work has come: a bar on standard error where that is a terminal, else nothing."""

import contextlib
import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


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


@contextlib.contextmanager
def progress(label: str, total: int | None) -> Iterator[Bar]:
    """A bar of `total` parts while this lasts; what is given is called with how many more are done.

    It moves to and fro where the total is not known. It is gone at the end, and is not shown where
    standard error is no terminal or a dumb one.
    """
    if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield Bar()
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        bar.console.show_cursor()  # an interrupt ends the process where it stands
        task = bar.add_task(label, total=total)
        yield _Shown(bar, task)

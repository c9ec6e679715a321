"""How far long work has come: a bar on standard error where that is a terminal, else nothing."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator


@contextlib.contextmanager
def progress(label: str, total: int) -> Iterator[Callable[[int], None]]:
    """A bar of `total` parts while this lasts; what is given is called with how many more are done.

    It is gone at the end, and is not shown where standard error is no terminal or a dumb one.
    """
    if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        bar.console.show_cursor()  # an interrupt ends the process where it stands
        task = bar.add_task(label, total=total)
        yield lambda done: bar.advance(task, done)

"""Processes that share out work: how many there are, how they start, and when they end."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

MOST: Final = 61
"""Windows lets one process wait for no more."""

_LOOK: Final = 0.2
"""Seconds between two looks of a worker at whether there is still somebody to work for."""


def processors() -> int:
    """How many processors this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed is not None else os.cpu_count() or 1


def count(parts: int) -> int:
    """How many processes share out so many parts of work: no more than can be kept busy.

    >>> count(1), count(10**9) <= MOST
    (1, True)
    """
    return max(1, min(processors(), MOST, parts))


def pool(
    workers: int, begin: Callable[..., None] | None = None, *given: Any
) -> "ProcessPoolExecutor":
    """Processes to share work out to, each of which begins with `begin(*given)`.

    Raises OSError, ImportError, NotImplementedError or RuntimeError where the system has none.
    """
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    kind = "fork" if "fork" in multiprocessing.get_all_start_methods() else None
    context = multiprocessing.get_context(kind)
    asked = (os.getpid(), begin, *given)
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=asked)


def _begin(parent: int, begin: Callable[..., None] | None, *given: Any) -> None:
    end_with(parent)
    if begin is not None:
        begin(*given)


def end_with(parent: int) -> None:
    """End this worker soon after the process that shares out the work is gone, however it went.

    It would wait for more to do for ever, and keep the reader of its output waiting.
    """
    import threading
    import time

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()

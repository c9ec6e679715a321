"""Outputs that grow beside their names and take them when they are whole.

`OUT.part` holds the lines that are written, `OUT.part.json` says how far they are known to reach,
so that a run that was ended goes on there. What is written behind that is written again.
"""

import contextlib
import json
import os
import time
from collections.abc import Callable, Mapping
from io import FileIO
from pathlib import Path
from typing import Any, Final

from smartscore.processes.replacing import replace

PART: Final = ".part"
STATE: Final = ".part.json"
OUT: Final = "out"
"""The output that gives its name to the note of how far all of them reach."""

EVERY: Final = 2.0
"""Seconds between two times at which that is noted."""


class BusyError(Exception):
    """Another run is writing the same output."""


def real(output: str) -> Path:
    """Where an output lies once all links are followed."""
    return Path(os.path.realpath(output))


def part_of(output: str) -> Path:
    """Where an output grows."""
    target = real(output)
    return target.with_name(target.name + PART)


def state_of(output: str) -> Path:
    """Where it stands how far an output reaches."""
    target = real(output)
    return target.with_name(target.name + STATE)


def begun(outputs: Mapping[str, str]) -> Mapping[str, Any] | None:
    """What is noted of a run that was ended before its time; None where there is nothing to use."""
    try:
        found = json.loads(state_of(outputs[OUT]).read_bytes())
        sizes = found["sizes"]
        there = all(part_of(outputs[name]).stat().st_size >= sizes[name] for name in outputs)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return found if there and isinstance(found, dict) else None


class Kept:
    """Several outputs that grow together, by their names here: `OUT` and others."""

    def __init__(self, outputs: Mapping[str, str], sizes: Mapping[str, int] | None = None) -> None:
        """Begin anew, or cut what there is at so many bytes each and go on.

        Raises OSError, and BusyError where another run holds one of them.
        """
        self._outputs = outputs
        self._state = state_of(outputs.get(OUT) or next(iter(outputs.values())))
        self._files: dict[str, FileIO] = {}
        self._sizes = dict.fromkeys(outputs, 0) if sizes is None else dict(sizes)
        self._noted = time.monotonic()
        with contextlib.ExitStack() as stack:
            for name, output in outputs.items():
                file = FileIO(os.open(part_of(output), _FLAGS, 0o666), "r+")
                self._files[name] = stack.enter_context(file)
                _lock(file.fileno())
            self._open = stack.pop_all()
        self._new = self._state.with_name(self._state.name + ".new")
        self._new.unlink(missing_ok=True)
        if sizes is None:
            self._state.unlink(missing_ok=True)
        for name, file in self._files.items():
            file.truncate(self._sizes[name])
            file.seek(self._sizes[name])

    def write(self, name: str, data: bytes) -> None:
        """Add to an output; raises OSError."""
        left = memoryview(data)
        while left:
            left = left[self._files[name].write(left) :]
        self._sizes[name] += len(data)

    def note(self, made: Callable[[], Mapping[str, Any]], every: float = EVERY) -> None:
        """Note how far the outputs reach, with what else is needed to go on, now and then."""
        now = time.monotonic()
        if now - self._noted < every:
            return
        self._sync()
        with self._new.open("wb") as file:
            file.write(json.dumps({"sizes": self._sizes, **made()}).encode())
            file.flush()
            os.fsync(file.fileno())
        self._new.replace(self._state)
        self._noted = time.monotonic()

    def finish(self, made: Mapping[str, Callable[[Path, Path], None]]) -> None:
        """Give each output the name it is for; some are `made` of what was written.

        Raises OSError. `OUT` comes last: where it is, the others are.
        """
        self._sync()
        self.close()
        for name in sorted(self._outputs, key=OUT.__eq__):
            part, target = part_of(self._outputs[name]), real(self._outputs[name])
            if name in made:
                made[name](part, target)
                part.unlink()
            else:
                replace(part, target)
        self._state.unlink(missing_ok=True)

    def close(self) -> None:
        """Leave the outputs as they are."""
        self._open.close()

    def _sync(self) -> None:
        for file in self._files.values():
            os.fsync(file.fileno())


_FLAGS: Final = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


def _lock(handle: int) -> None:
    """Keep other runs from the file for as long as it is open, where the system can."""
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise BusyError from None
    except OSError:  # not on this disk
        return

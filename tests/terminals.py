"""Shells on a terminal of their own, typed into as a person would."""

import os
import pty
import re
import select
import shutil
import signal
import time
from pathlib import Path

_ESCAPES = re.compile(
    r"\x1b(?:\[[0-9;?>=]*[a-zA-Z]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][A-Z0-9]|[=>])"
)
_PATIENCE = 30.0
_QUIET = 0.05


class Terminal:
    """A shell that is typed into; what it shows is read until what is waited for has come."""

    def __init__(self, command: list[str], folder: Path, environment: dict[str, str]) -> None:
        path = shutil.which(command[0])
        assert path is not None
        self.number, self._screen = pty.fork()
        if self.number == 0:
            os.chdir(folder)
            os.execve(path, command, environment)
        self.shown = ""

    def type(self, text: str) -> None:
        os.write(self._screen, text.encode())

    def wait(self, pattern: str) -> str:
        """What is shown until the pattern is there; it is taken away."""
        end = time.monotonic() + _PATIENCE
        while (found := re.search(pattern, self.shown)) is None:
            if time.monotonic() > end or not self._more(end - time.monotonic()):
                raise AssertionError(f"{pattern!r} never came:\n{self.shown}")
        before, self.shown = self.shown[: found.end()], self.shown[found.end() :]
        return before

    def _more(self, patience: float) -> bool:
        if not select.select([self._screen], [], [], patience)[0]:
            return False
        try:
            data = os.read(self._screen, 65536)
        except OSError:
            return False
        self.shown = _ESCAPES.sub("", self.shown + data.decode("utf-8", "replace"))
        return bool(data)

    def close(self) -> None:
        os.close(self._screen)
        os.kill(self.number, signal.SIGKILL)
        os.waitpid(self.number, 0)

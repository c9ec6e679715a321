"""The bar of long work: on a terminal only, and nothing of it stays when the work is broken off."""

import contextlib
import os
import subprocess
import sys

import pytest

WORK = """
import contextlib
import os
from smartscore.cli.progress import progress
with progress("Drawing", 2) as done:
    done(1)
    os._exit(130)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_the_cursor_is_there_after_an_interrupt():
    import pty

    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm"}
    command = [sys.executable, "-c", WORK]
    with subprocess.Popen(command, stderr=theirs, env=environment) as process:
        os.close(theirs)
        told = b""
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:  # the other end is gone
                break
            if not part:
                break
            told += part
    os.close(ours)
    assert process.returncode == 130
    assert b"Drawing" in told
    assert told.rfind(b"\x1b[?25h") >= told.rfind(b"\x1b[?25l")


def test_nothing_is_shown_in_a_pipe():
    found = subprocess.run([sys.executable, "-c", WORK], capture_output=True, check=False)
    assert (found.returncode, found.stdout, found.stderr) == (130, b"", b"")


SLOW = """
import sys, time
from smartscore.cli import streams
from smartscore.cli.progress import attended
from smartscore.words import words
with attended(lambda: "Working", 0.01):
    time.sleep(0.5)
    streams.print_whole("done\\n")
    time.sleep(0.3)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_whatever_takes_long_has_a_bar_until_something_is_printed():
    import pty

    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm"}
    with subprocess.Popen(
        [sys.executable, "-c", SLOW], stdout=theirs, stderr=theirs, env=environment
    ) as process:
        os.close(theirs)
        told = b""
        with contextlib.suppress(OSError):  # the other end is gone
            while part := os.read(ours, 4096):
                told += part
    os.close(ours)
    assert process.returncode == 0
    before, _, after = told.partition(b"done")
    assert b"Working" in before
    assert b"Working" not in after
    assert told.rfind(b"\x1b[?25h") >= told.rfind(b"\x1b[?25l")

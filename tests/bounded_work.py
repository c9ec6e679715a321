"""What `tests/test_bounded.py` has done in a process of its own."""

import ctypes
import os
import time
from datetime import date
from fractions import Fraction

from smartscore.processes.bounded import note
from smartscore.text.problems import Place

P = Place("f")


def given(*values, **more):
    print("something a library says")
    os.write(1, b"and something it says further down")
    return values, more


def every_kind():
    return {
        "a": [1, 2.5, None, True, b"\r\n\x1a", {"x"}, Fraction(1, 3), date(2026, 1, 2), Place("f")]
    }


def endless():
    for i in range(1, 4):
        note(f"page {i}")
    while True:
        pass


def asleep():
    note("asleep")
    time.sleep(1000)


def process_number(path):
    path.write_text(str(os.getpid()))
    asleep()


def greedy():
    note("page 7")
    held = []
    while True:
        held.append(bytearray(1_000_000))


def talkative():
    note("x" * 1_000_000)
    return "x" * 300_000_000


def aborted():
    note("page 2")
    os.abort()


def leaves():
    os._exit(0)


def crashes():
    ctypes.string_at(0)


def calls_itself():
    return calls_itself()


def refuses():
    raise ValueError("no", 3)


def refuses_in_a_way_of_its_own():
    raise OfItsOwnError


class OfItsOwnError(Exception):
    """An exception of a library, as it were."""


def something_to_call():
    return os.getpid


def something_that_acts():
    return Acting()


class Acting:
    """Makes a folder where it is unpacked."""

    def __reduce__(self):
        return os.mkdir, ("made-by-unpacking",)

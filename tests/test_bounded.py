"""Work in a process of its own: what comes back, and what becomes of work without an end."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from smartscore.processes import bounded
from smartscore.processes.bounded import Died, Limits, TooBig, TooSlow, run
from smartscore.text.problems import Place

from . import bounded_work as work

AMPLE = Limits(seconds=60, mebibytes=256)
BRIEF = Limits(seconds=1, mebibytes=256)


def test_arguments_go_there_and_a_result_comes_back():
    assert run(AMPLE, work.given, 1, "é", b"\0", named=[2]) == ((1, "é", b"\0"), {"named": [2]})


def test_all_kinds_of_plain_data_and_records_come_back():
    result = run(AMPLE, work.every_kind)
    assert result == work.every_kind()
    assert isinstance(result["a"][-1], Place)


@pytest.mark.parametrize(("function", "note"), [(work.endless, "page 3"), (work.asleep, "asleep")])
def test_work_without_an_end_is_ended(function, note):
    with pytest.raises(TooSlow) as caught:
        run(BRIEF, function)
    assert (caught.value.limits, caught.value.note) == (BRIEF, note)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not limit memory")
def test_work_that_fills_the_memory_is_ended():
    with pytest.raises(TooBig) as caught:
        run(AMPLE, work.greedy)
    assert (caught.value.limits, caught.value.note) == (AMPLE, "page 7")


def test_a_result_without_bounds_is_not_taken():
    with pytest.raises(TooBig) as caught:
        run(Limits(60, 64), work.talkative)
    assert caught.value.note in ("x" * 200, "")


@pytest.mark.parametrize("function", [work.aborted, work.leaves, work.crashes])
def test_a_process_that_dies_is_told_as_such(function):
    with pytest.raises(Died):
        run(AMPLE, function)


def test_the_last_note_of_a_process_that_dies_is_known():
    with pytest.raises(Died) as caught:
        run(AMPLE, work.aborted)
    assert caught.value.note == "page 2"


def test_exceptions_of_python_are_raised_again():
    with pytest.raises(ValueError, match="no") as caught:
        run(AMPLE, work.refuses)
    assert caught.value.args == ("no", 3)
    with pytest.raises(RecursionError):
        run(AMPLE, work.calls_itself)


@pytest.mark.parametrize(
    "function",
    [work.refuses_in_a_way_of_its_own, work.something_to_call, work.something_that_acts],
)
def test_nothing_but_plain_data_comes_back(function, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Died):
        run(AMPLE, function)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("interpreter", [None, "", "/nowhere/python", os.devnull])
def test_without_an_interpreter_it_is_told(monkeypatch, interpreter):
    monkeypatch.setattr(sys, "executable", interpreter)
    with pytest.raises(Died):
        run(AMPLE, work.given)


def test_another_program_in_place_of_the_interpreter_is_told(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/true")
    with pytest.raises(Died):
        run(AMPLE, work.given, b"x" * 1_000_000)


def test_notes_outside_say_nothing(capfd):
    bounded.note("page 1")
    assert capfd.readouterr() == ("", "")


def test_the_exceptions_pickle():
    import pickle

    again = pickle.loads(pickle.dumps(TooSlow(BRIEF, "page 1")))
    assert isinstance(again, TooSlow)
    assert (again.limits, again.note) == (BRIEF, "page 1")


PARENT = """
import sys
from pathlib import Path
from smartscore.processes.bounded import Limits, run
from tests import bounded_work
run(Limits(600, 256), bounded_work.process_number, Path(sys.argv[1]))
"""


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="signals of POSIX")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_the_process_ends_with_the_one_that_asked(in_root, tmp_path, how):
    file = tmp_path / "number"
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(file)], stderr=subprocess.DEVNULL)
    try:
        child = int(_when(lambda: file.exists() and file.read_text()))
        parent.send_signal(how)
        parent.wait(60)
    finally:
        parent.kill()
    assert _when(lambda: not _lives(child))


def _when(true):
    """What a condition gives as soon as it holds; a minute is long enough."""
    for _ in range(600):
        if found := true():
            return found
        time.sleep(0.1)
    raise AssertionError("it did not come about")


def _lives(number):
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{number}/stat")  # an orphan that nobody waits for is not alive
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"

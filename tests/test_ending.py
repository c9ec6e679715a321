"""A run that is ended before its time: its exit code, and that nothing half done stays behind.

`SMARTSCORE_TEST_KILLS=300 pytest tests/test_ending.py -k random` ends so many runs of each kind.
Before the interpreter has come to our first line a signal does what Python has it do: it ends the
process by itself, for SIGINT with a traceback or an exit code of Python's own.
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")

EXAMPLE = (ROOT / "examples" / "sumenep.yaml").read_text(encoding="utf-8")
KILLS = int(os.environ.get("SMARTSCORE_TEST_KILLS", "6"))
CODES = [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
BEGIN = "import os, signal, sys, time\nfrom smartscore.processes import ending\nending.install()\n"
SELF = "os.kill(os.getpid(), int(sys.argv[1]))\n"


def script(text: str, *arguments: object, folder: Path | None = None) -> tuple[int, str, str]:
    """The exit code and the outputs of a piece of Python in which signals are ours."""
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + text, *map(str, arguments)],
        capture_output=True,
        cwd=folder,
        env={**os.environ, "PYTHONUNBUFFERED": ""},
        text=True,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(("number", "code"), CODES)
@pytest.mark.parametrize(
    "text",
    [
        SELF + "time.sleep(30)",
        f"try:\n    {SELF}except BaseException:\n    pass\nprint('went on')",
        f"import contextlib\nwith contextlib.suppress(BaseException):\n    {SELF}print('went on')",
        f"class A:\n    def __del__(self):\n        {SELF}A()\nprint('went on')",
        f"import re\nre.sub('a', lambda m: {SELF.strip()} or '', 'a')\nprint('went on')",
        f"import atexit\natexit.register(lambda: {SELF.strip()})",
        f"import pydantic as p\n@p.validate_call\ndef f(a: int):\n    {SELF}f(1)\nprint('went on')",
    ],
)
def test_nothing_catches_it(number, code, text):
    assert script(text, int(number)) == (code, "", "")


def test_what_was_said_stays_said():
    assert script("print('a', flush=True); print('b')\n" + SELF, 15) == (143, "a\n", "")


@pytest.mark.parametrize(("number", "code"), CODES)
def test_unfinished_things_are_removed(number, code, tmp_path):
    text = (
        "with ending.Unfinished('file') as f, ending.Unfinished('folder') as d, "
        "ending.Unfinished('not there yet'):\n"
        "    open(f, 'w').close(); os.makedirs(d + '/a/b'); open(d + '/a/b/c', 'w').close()\n"
        f"    open('kept', 'w').close()\n    {SELF}"
    )
    assert script(text, int(number), folder=tmp_path) == (code, "", "")
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_a_link_to_a_folder_is_removed_but_not_what_is_in_it(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "kept").touch()
    text = f"with ending.Unfinished('link') as l:\n    os.symlink('folder', l)\n    {SELF}"
    assert script(text, 15, folder=tmp_path)[0] == 143
    assert (tmp_path / "folder" / "kept").exists()
    assert not (tmp_path / "link").is_symlink()


def test_a_signal_waits_while_it_is_held():
    text = (
        f"with ending.Held():\n    with ending.Held():\n        {SELF}    print('whole', flush=1)\n"
    )
    assert script(text + "print('went on')", 15) == (143, "whole\n", "")


def test_programs_that_were_started_end_too(tmp_path):
    text = (
        "import threading\n"
        "threading.Timer(0.7, lambda: os.kill(os.getpid(), 15)).start()\n"
        "ending.run(['sh', '-c', 'echo $$ > pid; exec sleep 60'], cwd='.', env=os.environ,"
        " timeout=50)"
    )
    assert script(text, folder=tmp_path) == (143, "", "")
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_a_program_that_takes_too_long_is_ended(tmp_path):
    from smartscore.processes import ending

    with pytest.raises(subprocess.TimeoutExpired):
        ending.run(["sleep", "60"], cwd=str(tmp_path), env=os.environ, timeout=0.1)
    assert not ending._programs


def test_worker_processes_end_too(tmp_path):
    text = (
        "import multiprocessing as m\n"
        "c = m.get_context('fork')\n"
        "ps = [c.Process(target=time.sleep, args=(60,)) for _ in range(3)]\n"
        "[p.start() for p in ps]\n"
        "print(*[p.pid for p in ps], flush=True)\n" + SELF
    )
    code, told, _ = script(text, 15, folder=tmp_path)
    assert code == 143
    time.sleep(0.2)
    for pid in told.split():
        state = Path(f"/proc/{pid}/stat")
        assert not state.exists() or state.read_text().split()[2] in "ZX"


def test_a_forked_process_removes_nothing_of_ours(tmp_path):
    text = (
        "with ending.Unfinished('ours') as f:\n    open(f, 'w').close()\n"
        "    if not os.fork():\n        os.kill(os.getpid(), 15)\n"
        "    print(os.waitstatus_to_exitcode(os.wait()[1]), os.path.exists(f), flush=True)\n"
    )
    assert script(text, folder=tmp_path) == (0, "143 True\n", "")


def test_what_is_ignored_or_handled_stays_so():
    text = "import os, signal\nsignal.signal(15, lambda *_: print('handled'))\n"
    text += "signal.signal(1, signal.SIG_IGN)\n" + BEGIN
    text += "os.kill(os.getpid(), 1)\nos.kill(os.getpid(), 15)\nprint('went on')"
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "handled\nwent on\n")


def test_a_program_around_us_keeps_its_handlers(monkeypatch, capsys):
    from smartscore.__main__ import main

    before = [signal.getsignal(number) for number, _ in CODES]
    monkeypatch.setattr(sys, "argv", ["smartscore", "--version"])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 0
    assert capsys.readouterr().out.startswith("smartscore ")
    assert [signal.getsignal(number) for number, _ in CODES] == before


def test_in_another_thread_it_runs_without_handlers():
    text = (
        "import threading\nsys.argv = ['smartscore', '--version']\n"
        "from smartscore.__main__ import main\n"
        "t = threading.Thread(target=main); t.start(); t.join()"
    )
    code, told, errors = script(text)
    assert (code, errors) == (0, "")
    assert told.startswith("smartscore ")


@pytest.mark.parametrize(("number", "code"), CODES)
def test_pandoc_and_its_folder_are_gone(here, number, code):
    pandoc = here / "bin" / "pandoc"
    pandoc.parent.mkdir()
    pandoc.write_text(f'#!/bin/sh\necho $$ > "{here}/pid"\nexec sleep 60\n')
    pandoc.chmod(0o755)
    (here / "tmp").mkdir()
    (here / "sumenep.yaml").write_text(EXAMPLE)
    path = f"{pandoc.parent}{os.pathsep}{os.environ['PATH']}"
    command = [sys.executable, "-m", "smartscore", "report", "sumenep.yaml", "-o", "out.docx"]
    with subprocess.Popen(
        command, env={**os.environ, "PATH": path, "TMPDIR": str(here / "tmp")}
    ) as child:
        for _ in range(600):
            if (here / "pid").exists() and (here / "pid").read_text():
                break
            time.sleep(0.1)
        assert list((here / "tmp").iterdir())
        child.send_signal(number)
    assert child.returncode == code
    with pytest.raises(ProcessLookupError):
        os.kill(int((here / "pid").read_text()), 0)
    assert not list((here / "tmp").iterdir())
    assert not (here / "out.docx").exists()


def ended_by_python(code: int, number: signal.Signals, errors: str) -> bool:
    """Whether a signal came before our first line; of an interrupt Python may make 1 there."""
    if code == 1 and number == signal.SIGINT:
        return errors.endswith("KeyboardInterrupt\n") and str(ROOT / "src") not in errors
    return code == -number


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize(
    "arguments",
    [
        ["assess", "sumenep.yaml", "--format", "json", "-o", "out.json"],
        ["check", "sumenep.yaml"],
        ["check", "many"],
    ],
)
def test_random_moments(here, number, arguments):
    (here / "sumenep.yaml").write_text(EXAMPLE)
    (here / "many").mkdir()
    for i in range(26):
        (here / "many" / f"{i}.yaml").write_text(EXAMPLE)
    command = [sys.executable, "-m", "smartscore", *arguments]
    whole = subprocess.run(command, capture_output=True, check=False)
    document = (here / "out.json").read_bytes() if "out.json" in arguments else None
    chance = random.Random(0)
    for _ in range(KILLS):
        (here / "out.json").unlink(missing_ok=True)
        with subprocess.Popen(command, stdout=-1, stderr=-1, start_new_session=True) as child:
            time.sleep(chance.uniform(0.15, 1.5))
            child.send_signal(number)
            out, errors = child.communicate()
        if child.returncode == whole.returncode:
            assert out == whole.stdout
        elif not ended_by_python(child.returncode, number, errors.decode()):
            assert child.returncode == 128 + number
            assert not errors
            assert whole.stdout.startswith(out)
        assert not list(here.glob(".*.part"))
        if (here / "out.json").exists():
            assert (here / "out.json").read_bytes() == document


WORKER = """
import os, time
from smartscore.processes.workers import end_with
command = os.getpid()
if os.fork() == 0:
    end_with(command)
    print("works", flush=True)
time.sleep(600)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="workers are not forked here")
def test_a_worker_that_waits_ends_with_a_command_that_was_killed():
    with subprocess.Popen([sys.executable, "-c", WORKER], stdout=-1) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"works\n"
        child.kill()
        child.communicate(timeout=60)  # a worker that stays holds its end of the pipe

"""Completion in the shells themselves: on a terminal, with the script that they are given.

What stands on the line after TAB is printed by the shell, argument by argument, as it reads it.
"""

import os
import shutil
import sys
from pathlib import Path

import pytest

from .building import ASSESSMENT
from .conftest import ROOT
from .terminals import Terminal
from .tools import program

SCRIPTS = ROOT / "src" / "smartscore" / "cli" / "completing" / "scripts"
BEGIN = "\x01"
"""Ctrl-A: to the beginning of the line."""

START = {
    "bash": (
        ["bash", "--norc", "--noprofile", "-i"],
        "PS1='> '; . {script}; echo rea''dy\n",
    ),
    "zsh": (
        ["zsh", "-f", "-i"],
        "PS1='> '; unsetopt prompt_sp; autoload compinit; compinit -uD; . {script}; echo rea''dy\n",
    ),
    "fish": (
        ["fish", "--no-config", "-i"],
        "function fish_prompt; printf '> '; end; source {script}; echo rea''dy\n",
    ),
}
HOSTILE = 'it\'s $(touch ran) `touch ran`; "x" &:=[*].yaml'


@pytest.fixture
def folder(tmp_path):
    """A folder with an example, a file whose name is a trap, and a program that is this one."""
    shutil.copy(ROOT / "examples" / "sumenep.yaml", tmp_path)
    (tmp_path / HOSTILE).write_text(ASSESSMENT)
    (tmp_path / "broken.yaml").write_text("smartscore: assessment/1\nrubrics: [\n  - {\n")
    (tmp_path / "a folder").mkdir()
    (tmp_path / "a folder" / "in side.yaml").write_text(ASSESSMENT)
    (tmp_path / "bin").mkdir()
    ours = tmp_path / "bin" / "smartscore"
    ours.write_text(f'#!/bin/sh\nexec {sys.executable} -m smartscore "$@"\n')
    ours.chmod(0o755)
    return tmp_path


def started(shell: str, folder: Path) -> Terminal:
    program(shell)
    command, setting_up = START[shell]
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    around = {"PATH": path, "HOME": str(folder), "TERM": "xterm", "LC_ALL": "C.UTF-8"}
    terminal = Terminal(command, folder, {**around, "INPUTRC": os.devnull})
    terminal.type(setting_up.format(script=SCRIPTS / f"smartscore.{shell}"))
    terminal.wait("ready\r?\n")
    return terminal


def completed(terminal: Terminal, line: str, shown: str) -> list[str]:
    """The arguments of a line after TAB, once a part of it that TAB adds is shown."""
    terminal.wait("> ")
    terminal.type(f"{line}\t")
    terminal.wait(shown)
    terminal.type(f"{BEGIN}printf '[%s]\\n' \x05 'en''d'\n")
    before = terminal.wait(r"\[end\]")
    at = before.rindex("[smartscore]")
    return [each[1:-1] for each in before[at:].replace("\r", "").split("\n")[1:-1]]


@pytest.mark.parametrize("shell", list(START))
def test_a_shell_completes(shell, folder):
    terminal = started(shell, folder)
    try:
        node = completed(terminal, "smartscore explain sum", "enep")
        assert node == ["explain", "sumenep.yaml"]
        node = completed(terminal, "smartscore explain sumenep.yaml indrajit/sup", "port")
        assert node == ["explain", "sumenep.yaml", "indrajit/support/"]
        rubric = completed(terminal, "smartscore assess --rubric=indrajit@1", " ")
        assert rubric == ["assess", "--rubric=indrajit@1"]
        trap = completed(terminal, "smartscore assess it", "touch")
        assert trap == ["assess", HOSTILE]
        quoted = completed(terminal, 'smartscore assess "a folder/in', "side")
        assert quoted == ["assess", "a folder/in side.yaml"]
        inner = completed(terminal, "smartscore check --select R101,Y129", " ")
        assert inner == ["check", "--select", "R101,Y129"]
        assert not (folder / "ran").exists()
        terminal.type("smartscore explain sumenep.yaml indrajit/support/\t\t")
        listed = terminal.wait("socialisation")
        if shell != "bash":
            listed += terminal.wait("ocialisation")
            assert "Political will" in listed
    finally:
        terminal.close()

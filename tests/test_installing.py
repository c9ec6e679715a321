"""How what is missing is installed, as this installation was."""

import os
import re
import sys
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from smartscore.cli import app
from smartscore.model.fields import LANGUAGES
from smartscore.text import installing
from smartscore.text.installing import BRINGS, command
from smartscore.words import words
from tests.conftest import ROOT


@pytest.fixture
def home(tmp_path, monkeypatch):
    """An environment as pip makes it, and the folder that it lies in as the working folder."""
    home = tmp_path.resolve() / "tool"
    (home / "bin").mkdir(parents=True)
    (home / "bin" / "python").symlink_to(sys.executable)
    (home / "bin" / "python3.11").symlink_to("python")
    monkeypatch.setattr(sys, "prefix", str(home))
    monkeypatch.setattr(sys, "executable", str(home / "bin" / "python3.11"))
    monkeypatch.setenv("PATH", os.defpath)
    monkeypatch.setattr(installing, "find_spec", lambda name: object())
    monkeypatch.chdir(home.parent)
    return home


def test_packages_are_those_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {
        extra: tuple(wanted.partition(">")[0] for wanted in packages)
        for extra, packages in project["optional-dependencies"].items()
        if not packages[0].startswith("smartscore[")  # another name for one of them
    }
    assert declared == BRINGS


def test_by_pip(home, monkeypatch):
    assert command("xlsx") == "tool/bin/python -m pip install xlsxwriter"
    assert command("dask") == "tool/bin/python -m pip install 'dask[distributed]' pyarrow"
    (home.parent / "deeper").mkdir()
    monkeypatch.chdir(home.parent / "deeper")
    assert command("png") == f"{home}/bin/python -m pip install resvg-py"
    monkeypatch.setenv("PATH", f"{home}/bin")
    assert command("png") == "python -m pip install resvg-py"


def test_by_pip_where_a_name_has_a_space(home, monkeypatch):
    monkeypatch.setattr(sys, "executable", str(home.parent / "my tools" / "python3"))
    assert command("png") == "'my tools/python3' -m pip install resvg-py"


def test_by_pipx(home):
    (home / "pipx_metadata.json").touch()
    assert command("xlsx") == "pipx inject tool xlsxwriter"


def test_by_uv(home, monkeypatch):
    monkeypatch.setattr(installing, "find_spec", lambda name: None)
    assert command("evidence") == "uv pip install --python tool/bin/python pypdfium2"


def test_without_an_interpreter_of_its_own(home, monkeypatch):
    monkeypatch.setattr(sys, "executable", "")
    assert command("xlsx").endswith("python3 -m pip install xlsxwriter")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_says_it(home, language):
    said = words(language)("report.no-xlsxwriter")
    assert said.endswith("`tool/bin/python -m pip install xlsxwriter`")
    with pytest.raises(KeyError):
        words(language)("cannot.example")


def test_no_sentence_names_our_package_to_an_installer():
    """In an index it would be somebody else's."""
    for file in (ROOT / "src" / "smartscore").rglob("*"):
        if file.suffix in (".py", ".json", ".md", ".jinja"):
            assert not re.search(r"smartscore\[[a-z]", file.read_text("utf-8")), file


def test_a_command_says_it(home, monkeypatch):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    asked = ["new", "assessment", "a.xlsx", "--rubric", "indrajit", "--date", "2026-11-21"]
    done = CliRunner().invoke(app, asked)
    assert done.exit_code == 2
    assert "`tool/bin/python -m pip install xlsxwriter`" in done.stderr
    assert not Path("a.xlsx").exists()

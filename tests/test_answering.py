"""Answers to one question: the ending of the output says how each of them is written."""

import json

import pytest
from typer.testing import CliRunner, Result

from smartscore.cli import app

from .conftest import ROOT
from .test_diff import flat

EXAMPLES = ROOT / "examples"
COMMANDS = {
    "plan": (str(EXAMPLES / "blitar.yaml"), "--target", "1"),
    "diff": (
        str(EXAMPLES / "sumenep.yaml"),
        str(EXAMPLES / "sumenep-2024.yaml"),
        "--across-versions",
    ),
    "agree": (str(EXAMPLES / "sumenep-two-readings.yaml"), "--draws", "100"),
    "robustness": (str(EXAMPLES / "blitar.yaml"), "--draws", "100"),
}


def run(command: str, *more: str) -> Result:
    return CliRunner().invoke(app, [command, *COMMANDS[command], *more])


@pytest.mark.parametrize("command", COMMANDS)
def test_the_ending_says_what_is_written(command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    endings = ("a.md", "a.MARKDOWN", "a.json", "a.txt", "a")
    for name in endings if command == "diff" else endings[:1]:
        done = run(command, "-o", name)
        assert (done.exit_code in (0, 1), done.stdout) == (True, ""), done.stderr
        text = (tmp_path / name).read_text(encoding="utf-8")
        if name.lower().endswith((".md", ".markdown")):
            assert text.startswith("# ")
        elif name == "a.json":
            assert json.loads(text)["format"] == "change/1"
        else:
            assert "─" * 80 in text


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", ["a.pdf", "a.xlsx", "a.csv"])
def test_an_ending_that_is_not_written_is_refused_before_any_work(
    command, name, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    done = run(command, "-o", name)
    assert (done.exit_code, done.stdout, list(tmp_path.iterdir())) == (2, "", [])
    assert f"{name}: what to write is not clear; its ending is one of .txt, .md, .json" in flat(
        done.stderr
    )


def test_a_format_that_is_said_counts_whatever_the_ending(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("diff", "-o", "a.pdf", "--format", "markdown").exit_code == 0
    assert (tmp_path / "a.pdf").read_text(encoding="utf-8").startswith("# ")
    assert run("diff", "-o", "a.md", "--format", "terminal").exit_code == 0
    assert "─" * 80 in (tmp_path / "a.md").read_text(encoding="utf-8")

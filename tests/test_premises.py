"""What a file may name: nothing off its premises is opened, and nothing of it is told."""

import os
import socket
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from smartscore.cli import app
from smartscore.read.premises import Home, Outside, Premises, projects

SECRET = "s3cr3t-of-somebody"
RUBRIC = """\
smartscore: rubric/1
code: own
version: 1.0.0
title: x
scale: [{points: 1, label: a}, {points: 2, label: b}]
dimensions:
  - code: d
    title: D
    indicators:
      - {code: asked, title: x, survey: {min: 1, max: 4}}
      - {code: seen, title: x, levels: {1: a, 2: b}}
"""
TOWN = """\
smartscore: assessment/1
rubrics: [{rubric}]
subject: {{name: K}}
date: 2026-01-01
references: [{{id: s, title: T, file: {source}}}]
ratings:
  own:
    seen: {{level: 2, because: x, evidence: &e [{{cite: s, at: 1, quote: nothing, shows: x}}]}}
    asked: {{responses: {{file: {survey}, column: "{column}"}}, because: x, evidence: *e}}
"""
posix = pytest.mark.skipif(os.name != "posix", reason="links, pipes and devices of POSIX")


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder of a reader; beside it one of somebody else."""
    for name in (*os.environ,):
        if name in ("CI", "GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD", "SMARTSCORE_LANG"):
            monkeypatch.delenv(name)
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "secret.csv").write_text(f"{SECRET}\n{SECRET}\n")
    (tmp_path / "theirs" / "secret.txt").write_text(f"{SECRET}\n")
    (tmp_path / "theirs" / "secret.yaml").write_text(f"{SECRET}: [\n")
    (tmp_path / "theirs" / "own.yaml").write_text(RUBRIC)
    folder = tmp_path / "ours"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "own.yaml").write_text(RUBRIC)
    (folder / "plan.txt").write_text("nothing is said\n")
    (folder / "survey.csv").write_text("asked\n1\n4\n")
    return folder


def town(rubric="./own.yaml", source="plan.txt", survey="survey.csv", column="asked"):
    text = TOWN.format(rubric=rubric, source=source, survey=survey, column=column)
    Path("town.yaml").write_text(text)


def run(*arguments, stdin=None):
    return CliRunner().invoke(app, arguments, input=stdin, catch_exceptions=False)


def told(*arguments, stdin=None):
    """All that a command says, which never holds what is not ours."""
    done = run(*arguments, stdin=stdin)
    assert SECRET not in done.output
    return done


FORMATS = ("full", "concise", "json", "github", "gitlab", "sarif", "junit")
ELSEWHERE = ["../theirs/secret", "{theirs}/secret", "./../ours/../theirs/secret", "link/secret"]


def elsewhere(path, here):
    if path.startswith("link"):
        (here / "link").symlink_to(here.parent / "theirs")
    return path.format(theirs=here.parent / "theirs")


@posix
@pytest.mark.parametrize("path", ELSEWHERE)
@pytest.mark.parametrize("format", FORMATS)
def test_a_survey_elsewhere_is_not_opened(here, path, format):
    town(survey=elsewhere(path, here) + ".csv", column=SECRET[:-1])
    done = run("check", "town.yaml", "--output-format", format)
    assert done.exit_code == 1
    assert "A130" in done.output
    assert SECRET not in done.output
    assert "A112" not in done.output


@posix
@pytest.mark.parametrize("path", ELSEWHERE)
@pytest.mark.parametrize("command", ["check", "assess", "explain", "report"])
def test_a_rubric_elsewhere_is_not_opened(here, path, command):
    town(rubric=elsewhere(path, here) + ".yaml")
    done = told(command, "town.yaml")
    assert done.exit_code == 1
    assert "R124" in done.output
    assert "--allow-outside" in done.output


@pytest.mark.parametrize("rubric", ["../theirs/secret.yaml", "../theirs/own.yaml"])
def test_a_graft_and_a_case_stay_at_home_too(here, rubric):
    head, _, _ = RUBRIC.partition("dimensions:")
    Path("whole.yaml").write_text(f"{head}dimensions: [{{rubric: {rubric}}}]\n")
    case = "{name: K, ratings: {seen: 2}, expect: {overall: 100}}"
    Path("cases.yaml").write_text(f"smartscore: cases/1\nrubric: {rubric}\ncases: [{case}]\n")
    assert "R124" in told("check", "whole.yaml").output
    assert "R124" in told("check", "cases.yaml").output
    assert "R124" in told("test", "cases.yaml").output


def test_what_is_there_or_not_elsewhere_sounds_the_same(here):
    town(source="../theirs/secret.txt")
    there = told("check", "town.yaml").output
    town(source="../theirs/secreu.txt")
    assert told("check", "town.yaml").output == there.replace("secret.", "secreu.")


@pytest.mark.parametrize("command", ["assess", "check", "explain", "report"])
def test_the_reader_can_open_more(here, command):
    (here.parent / "theirs" / "survey.csv").write_text("asked\n1\n")
    town(rubric="../theirs/own.yaml", survey="../theirs/survey.csv")
    assert run(command, "town.yaml").exit_code == 1
    assert run(command, "town.yaml", "--allow-outside").exit_code == 0


@posix
@pytest.mark.parametrize(
    "path",
    [
        "/proc/self/environ",
        "//proc/self/environ",
        "/dev/zero",
        "/dev/stdin",
        "/sys/kernel/uevent_seqnum",
        "pipe.csv",
        "socket.csv",
        "link.csv",
    ],
)
@pytest.mark.parametrize("option", [[], ["--allow-outside"]])
def test_devices_pipes_and_the_system_never_open(here, path, option):
    os.mkfifo("pipe.csv")
    Path("link.csv").symlink_to("/proc/self/environ")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.csv")
        town(survey=path)
        done = run("check", "town.yaml", *option)
    assert done.exit_code == 1
    assert "A110" in done.output or "A130" in done.output
    assert "A112" not in done.output


@pytest.mark.parametrize("path", [".env", ".git/config", "sub/.secret/x.csv"])
def test_hidden_files_are_no_sources(here, path):
    file = here / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{SECRET}\n1\n")
    town(survey=path)
    done = told("check", "town.yaml")
    assert done.exit_code == 1
    assert "A110" in done.output
    assert "A112" in run("check", "town.yaml", "--allow-outside").output


def test_a_file_in_a_hidden_folder_may_name_its_neighbours(here):
    (here / ".git").mkdir()
    (here / ".github").mkdir()
    for name in ("own.yaml", "plan.txt", "survey.csv"):
        (here / name).rename(here / ".github" / name)
    town()
    Path("town.yaml").rename(".github/town.yaml")
    assert run("assess", ".github/town.yaml").exit_code == 0


@posix
@pytest.mark.parametrize(
    "path", ["C:\\\\data\\\\x.csv", "\\\\\\\\host\\\\x.csv", "\\\\\\\\?\\\\C:\\\\x.csv", "C:/x.csv"]
)
def test_paths_of_windows_are_told(here, path):
    town()
    text = Path("town.yaml").read_text().replace("file: survey.csv", f'file: "{path}"')
    Path("town.yaml").write_text(text)
    assert "it is a path of Windows" in " ".join(run("assess", "town.yaml").output.split())


def test_nothing_is_expanded(here, monkeypatch):
    monkeypatch.setenv("HOME", str(here.parent / "theirs"))
    for path in ("~/secret.csv", "$HOME/secret.csv", "${HOME}/secret.csv", "%HOME%/secret.csv"):
        town(survey=f'"{path}"')
        done = told("check", "town.yaml")
        assert "A110" in done.output


def test_a_file_that_is_no_rubric_is_not_shown(here):
    Path("notes.yaml").write_text(f"password: {SECRET}\n\t{SECRET}: [\n")
    town(rubric="./notes.yaml")
    for command in ("check", "assess"):
        done = told(command, "town.yaml")
        assert "R125" in done.output


@pytest.mark.parametrize("mark", [".git", "pyproject.toml"])
def test_the_project_is_home(here, mark):
    (here / "places").mkdir()
    town(rubric="../own.yaml", source="../plan.txt", survey="../survey.csv")
    Path("town.yaml").rename("places/town.yaml")
    assert run("assess", "places/town.yaml").exit_code == 1
    if mark == ".git":
        Path(mark).mkdir()
    else:
        Path(mark).write_text("[project]\nname = 'x'\n")
        assert run("assess", "places/town.yaml").exit_code == 1
        Path(mark).write_text("[tool.smartscore.check]\n")
    assert run("assess", "places/town.yaml").exit_code == 0


def test_neither_the_disk_nor_the_home_of_the_reader_is_a_project(tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    (tmp_path / "sub").mkdir()
    real = Path(os.path.realpath(tmp_path))
    assert projects(real / "sub") == (real,)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert projects(real / "sub") == ()
    home = Home(Path("/"), (Path("/"),))
    with pytest.raises(Outside):
        home.admitted("etc/hostname")


def test_a_shelf_is_open_to_all(here):
    (here.parent / "theirs" / "survey.csv").write_text("asked\n1\n")
    town(rubric="own", survey="../theirs/survey.csv")
    assert run("assess", "town.yaml", "--rubrics", "../theirs").exit_code == 0


@posix
def test_a_link_on_a_shelf_does_not_lead_away(here):
    (here / "shelf").mkdir()
    (here / "shelf" / "own.yaml").symlink_to(here.parent / "theirs" / "secret.yaml")
    town(rubric="own")
    assert "R124" in told("assess", "town.yaml", "--rubrics", "shelf").output
    assert "own" not in told("rubrics", "list", "--rubrics", "shelf").stdout.split()


@posix
def test_a_link_that_leads_away_is_not_followed_when_folders_are_searched(here):
    town()
    Path("link.yaml").symlink_to(here.parent / "theirs" / "secret.yaml")
    Path("sub").symlink_to(here.parent / "theirs")
    done = told("check", ".")
    assert done.exit_code == 0
    assert "link.yaml" in done.stderr
    assert told("check", ".", "--fix").exit_code == 0


@pytest.mark.parametrize("name", ["town.yaml", "."])
@pytest.mark.parametrize("runner", ["", "CI", "GITHUB_ACTIONS"])
def test_settings_open_more_to_named_files_only_and_never_on_a_runner(
    here, monkeypatch, name, runner
):
    (here.parent / "theirs" / "survey.csv").write_text("asked\n1\n")
    Path("pyproject.toml").write_text('[tool.smartscore]\nallow = ["../theirs"]\n')
    town(survey="../theirs/survey.csv")
    if runner:
        monkeypatch.setenv(runner, "true")
    done = run("check", name)
    assert ("A130" in done.output) == bool(runner or name == ".")
    assert (run("assess", "town.yaml").exit_code == 0) == (not runner)


def test_settings_do_not_make_a_shelf_of_what_lies_elsewhere(here):
    Path("pyproject.toml").write_text('[tool.smartscore.check]\nrubrics = "../theirs"\n')
    town(rubric="own")
    done = told("check", ".")
    assert done.exit_code == 2
    assert "--allow-outside" in done.stderr
    assert run("check", ".", "--allow-outside").exit_code == 0


@pytest.mark.parametrize("allow", ['"x"', "[1]", "[[]]"])
def test_odd_settings_are_told(here, allow):
    Path("pyproject.toml").write_text(f"[tool.smartscore]\nallow = {allow}\n")
    town()
    done = run("assess", "town.yaml")
    assert done.exit_code == 2
    assert "tool.smartscore.allow" in done.stderr


def test_standard_input_is_at_home_where_the_command_runs(here):
    town()
    text = Path("town.yaml").read_text()
    assert run("assess", "-", stdin=text).exit_code == 0
    text = text.replace("survey.csv", "../theirs/secret.csv")
    assert "A130" in told("assess", "-", stdin=text).output


def test_what_is_named_on_the_command_line_is_trusted(here, monkeypatch):
    town()
    (here / "elsewhere").mkdir()
    monkeypatch.chdir(here / "elsewhere")
    assert run("assess", "../town.yaml").exit_code == 0
    assert run("assess", "../town.yaml", "--rubric", "../../theirs/own.yaml").exit_code == 0
    assert run("rubrics", "show", "../../theirs/own.yaml").exit_code == 0


@posix
@pytest.mark.skipif(sys.platform != "linux", reason="swaps the file between two looks")
def test_a_file_that_is_swapped_while_it_is_opened_is_refused(here, monkeypatch):
    home = Premises().home(here)
    Path("link.csv").symlink_to("survey.csv")
    real_open = os.open

    def swapped(path, flags):
        Path("link.csv").unlink()
        Path("link.csv").symlink_to(here.parent / "theirs" / "secret.csv")
        return real_open(path, flags)

    monkeypatch.setattr("smartscore.read.premises.os.open", swapped)
    with pytest.raises(Outside):
        home.opened("link.csv")


@pytest.mark.parametrize("name", ["a\0b", "\ud800", "x" * 5000, "a/" * 3000])
def test_no_name_is_a_traceback(here, name):
    with pytest.raises((ValueError, OSError)):
        Premises().home(here).opened(name)

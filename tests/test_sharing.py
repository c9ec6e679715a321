"""Many files shared out among processes: what happens where one ends, or none can be had."""

import concurrent.futures
import os
import signal
import time

import pytest
from typer.testing import CliRunner, Result

from smartscore.cli import app
from smartscore.processes import bounded, workers
from smartscore.processes.bounded import Limits
from smartscore.read import sharing as checking
from smartscore.read.shelf import Catalogue
from smartscore.words import words

from .building import RUBRIC

MANY = 9
"""So many files are shared out here; outside of the tests there must be more."""
really_checked = checking._check


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(app, ["check", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def ends_where_it_has_several(share, known):
    if len(share.files) > 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return really_checked(share, known)


def ends_at_one_file(share, known):
    if "many/r7.yaml" in share.files:
        os.kill(os.getpid(), signal.SIGKILL)
    return really_checked(share, known)


def lacks_memory_at_one_file(share, known):
    if "many/r7.yaml" in share.files:
        raise MemoryError
    return really_checked(share, known)


def has_no_end_at_one_file(share, known):
    if len(share.files) > 1:
        os.kill(os.getpid(), signal.SIGKILL)
    while "many/r7.yaml" in share.files:
        pass
    return really_checked(share, known)


@pytest.fixture
def many(here, monkeypatch):
    monkeypatch.setattr(workers, "processors", lambda: 2)
    monkeypatch.setattr(checking, "_MANY", MANY)
    monkeypatch.setattr(checking, "_TURNS", 2)
    folder = here / "many"
    folder.mkdir()
    for i in range(MANY):
        text = RUBRIC.replace("code: tiny", f"code: tiny-{i}")
        (folder / f"r{i}.yaml").write_text(text + ("colour: red\n" if i == 3 else ""))
    return folder


@pytest.fixture
def expected(many):
    return run("many", "--output-format", "json").stdout


def test_a_process_that_is_killed_changes_nothing(many, expected, monkeypatch):
    monkeypatch.setattr(checking, "_check", ends_where_it_has_several)
    done = run("many", "--output-format", "json")
    assert (done.exit_code, done.stdout) == (1, expected)


@pytest.mark.parametrize(
    ("function", "reason", "language"),
    [
        (ends_at_one_file, "broke-off", "en"),
        (lacks_memory_at_one_file, "too-big", "id"),
        (has_no_end_at_one_file, "too-slow", "en"),
    ],
)
def test_the_file_that_ends_a_process_is_named(many, monkeypatch, function, reason, language):
    monkeypatch.setattr(checking, "_check", function)
    monkeypatch.setattr(checking, "_LIMITS", Limits(seconds=3, mebibytes=2048))
    done = run("many", "--lang", language)
    assert done.exit_code == 2
    assert "many/r3.yaml" in done.stdout
    told = f"many/r7.yaml: {words(language).reason(reason)}"
    said = " ".join((done.stdout + done.stderr).split())
    assert told in said.replace("can't be read: ", "").replace("tidak dapat dibaca: ", "")


@pytest.mark.parametrize("error", [OSError(38, "x"), ImportError("x"), NotImplementedError("x")])
def test_without_processes_to_share_with_it_is_done_by_one(many, expected, monkeypatch, error):
    def none(*_, **__):
        raise error

    monkeypatch.setattr(concurrent.futures, "ProcessPoolExecutor", none)
    assert run("many", "--output-format", "json").stdout == expected


def test_where_nothing_can_be_started_any_more_every_file_is_named(many, monkeypatch):
    def dies(limits, *_):
        raise bounded.Died(limits)

    monkeypatch.setattr(checking, "_check", ends_where_it_has_several)
    monkeypatch.setattr(bounded, "run", dies)
    done = run("many")
    assert done.exit_code == 2
    assert all(f"many/r{i}.yaml" in done.stdout + done.stderr for i in range(MANY))


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_limits_that_are_told_are_those_that_hold(language):
    reason = words(language).reason
    assert f" {checking._LIMITS.seconds} " in reason("too-slow")
    assert f" {checking._LIMITS.mebibytes} MiB" in reason("too-big")


def test_there_are_no_more_processes_than_windows_can_wait_for(monkeypatch):
    monkeypatch.setattr(workers, "processors", lambda: 128)
    assert [workers.count(n) for n in (0, 1, 7, 10_000)] == [1, 1, 7, 61]


def test_what_is_found_comes_in_the_order_of_the_files(many, monkeypatch):
    slow = "many/r0.yaml"

    def late_at_the_first(share, known):
        if slow in share.files:
            time.sleep(0.3)
        return really_checked(share, known)

    monkeypatch.setattr(checking, "_check", late_at_the_first)
    names = [f"many/r{i}.yaml" for i in reversed(range(MANY))]
    found = list(checking.found_in(names, frozenset(names[:4]), Catalogue()))
    assert len(found) > 2
    assert [file for part in found for file in part.files] == sorted(names)

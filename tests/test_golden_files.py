"""A golden file that no test compares fails a whole run, in one process or in several."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

TESTS = """
import pytest

@pytest.mark.parametrize("name", ["a", "b", "c", "d"])
def test_it(golden, name):
    golden(f"in/{name}.txt", name)
"""


OURS = ("-p", "tests.golden_files", "-p", "no:hypothesispytest", "-p", "no:cacheprovider")


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    """The exit code and the output of a suite whose golden files are in `folder`."""
    settings = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "CI"))}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *OURS, *arguments],
        cwd=folder,
        env={**settings, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    (tmp_path / "pytest.ini").write_text("[pytest]\ntestpaths = suite\n")
    (tmp_path / "suite").mkdir()
    (tmp_path / "suite" / "test_names.py").write_text(TESTS)
    (tmp_path / "tests" / "golden" / "in").mkdir(parents=True)
    for name in "abcd":
        (tmp_path / "tests" / "golden" / "in" / f"{name}.txt").write_text(name)
    return tmp_path


@pytest.mark.parametrize("processes", ["0", "2"])
def test_a_golden_file_that_nothing_compares_fails_the_suite(suite, processes):
    assert run(suite, "-n", processes)[0] == 0
    (suite / "tests" / "golden" / "e.txt").write_text("")
    code, told = run(suite, "-n", processes)
    assert code == 1
    assert "e.txt" in told
    assert "a.txt" not in told


@pytest.mark.parametrize("chosen", ["suite", "-ka", "--collect-only"])
def test_a_part_of_the_suite_compares_a_part(suite, chosen):
    (suite / "tests" / "golden" / "e.txt").write_text("")
    assert run(suite, chosen)[0] == 0


def test_where_a_test_fails_that_is_told_alone(suite):
    (suite / "tests" / "golden" / "e.txt").write_text("")
    (suite / "tests" / "golden" / "in" / "a.txt").write_text("other")
    code, told = run(suite)
    assert code == 1
    assert "e.txt" not in told

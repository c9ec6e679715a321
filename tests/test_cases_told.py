"""What became of published cases, as CI servers read it."""

from xml.etree import ElementTree as ET

import pytest
from typer.testing import CliRunner

from smartscore.cli import app
from tests.test_junit import faults

CASES = """\
smartscore: cases/1
rubric: ./tiny.yaml
cases:
  - {name: "A: 50%", ratings: {first: 3, second: 3}, expect: {overall: 100}}
  - {name: "B, <b>", ratings: {first: 3, second: 1}, expect: {overall: 99.5, band: high}}
  - {name: "B, <b>", ratings: {first: 1, second: 1}, expect: {overall: 0}}
"""


def told(*more: str):
    return CliRunner().invoke(app, ["test", *more])


def test_junit_has_a_test_for_each_case(here):
    (here / "cases.yaml").write_text(CASES)
    done = told(".", "--output-format", "junit")
    assert done.exit_code == 1
    assert faults(done.stdout) == []
    (suite,) = ET.fromstring(done.stdout)
    assert [suite.get(name) for name in ("file", "tests", "failures")] == ["cases.yaml", "3", "1"]
    assert [case.get("name") for case in suite] == ["A: 50%", "B, <b>", "B, <b> (2)"]
    (failure,) = suite[1]
    assert (failure.text or "").startswith("cases.yaml:5: overall: published 99.5, computed 25.0")
    assert "band: published high, computed low" in (failure.text or "")


def test_github_is_shown_the_line_of_the_case(here):
    (here / "cases.yaml").write_text(CASES)
    done = told(".", "--output-format", "github")
    command, last = done.stdout.splitlines()
    assert command.startswith("::error file=cases.yaml,line=5,title=B%2C <b>::overall: published")
    assert last.startswith("3 cases")
    (here / "cases.yaml").write_text(CASES.replace("99.5, band: high", "25"))
    fine = told(".", "--output-format", "github")
    assert (fine.exit_code, fine.stdout.count("::")) == (0, 0)


@pytest.mark.parametrize("form", ["github", "junit", "full"])
def test_a_file_that_can_not_be_run_is_told_beside_the_others(here, form):
    (here / "cases.yaml").write_text(CASES)
    (here / "more.yaml").write_text(CASES.replace("overall: 100", "overal: 100"))
    done = told(".", "missing.yaml", "--output-format", form)
    assert done.exit_code == 2
    assert "C101" in done.stderr
    if form == "full":
        assert done.stdout == ""
    elif form == "junit":
        root = ET.fromstring(done.stdout)
        found = [[suite.get(n) for n in ("name", "failures", "errors")] for suite in root]
        assert sorted(found) == [
            ["cases.yaml", "1", "0"],
            ["missing.yaml", "0", "1"],
            ["more.yaml", "1", "0"],
        ]
    else:
        files = [line.split(",")[0] for line in done.stdout.splitlines()[:-1]]
        assert sorted(files) == [
            f"::error file={name}.yaml" for name in ("cases", "missing", "more")
        ]


def test_several_formats_at_once_and_no_input_is_written_over(here):
    (here / "cases.yaml").write_text(CASES)
    both = ["--output-format", "junit", "--output-file", "out.xml", "--output-format", "full"]
    done = told(".", *both)
    assert "1 of 3 cases differ" in done.stdout
    assert "<testsuites" in (here / "out.xml").read_text()
    over = told(".", "--output-format", "junit", "--output-file", "cases.yaml")
    assert over.exit_code == 2
    assert (here / "cases.yaml").read_text() == CASES

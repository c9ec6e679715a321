"""`smartscore test`: published results, reproduced or told apart."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from smartscore.cli import app
from smartscore.read.shelf import bundled

from .building import RUBRIC

CASES = """\
smartscore: cases/1
rubric: ./tiny.yaml
references:
  - {id: book, type: book, title: A book}
cases:
  - name: Somewhere 2020
    citations: [{cite: book, at: 3}]
    ratings: {first: 3, second: 1}
    expect: {overall: 25.0, only: 25.00, first: 100, band: low}
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["test", *arguments])


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "tiny.yaml").write_text(RUBRIC)
    (tmp_path / "cases.yaml").write_text(CASES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_case_that_is_reproduced(here):
    done = run("cases.yaml")
    assert done.exit_code == 0, done.output
    assert done.stdout.endswith("1 case, 4 figures: all reproduced.\n")


@pytest.mark.parametrize(
    ("published", "told"),
    [
        ("only: 25.01", "only: published 25.01, computed 25.00"),
        ("overall: 26", "overall: published 26, computed 25"),
        ("band: high", "band: published high, computed low"),
        ("second: 0.50", "second: published 0.50, computed 0.00"),
    ],
)
def test_a_difference_shows_both_and_the_way_to_it(here, published, told):
    text = CASES.replace("{overall: 25.0, only: 25.00, first: 100, band: low}", f"{{{published}}}")
    (here / "cases.yaml").write_text(text)
    done = run("cases.yaml")
    assert done.exit_code == 1
    assert told in done.stdout
    assert "cases.yaml:6: Somewhere 2020" in done.stdout
    assert "25.000000" in done.stdout
    assert "First" not in done.stdout


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("overall", "whole", "C101"),
        ("cite: book", "cite: bok", "C102"),
        ("first: 3", "frist: 3", "A102"),
        ("first: 3", "first: 4", "A103"),
        ("./tiny.yaml", "./tyni.yaml", "R113"),
        ("expect:", "expects:", "S102"),
        ("cases/1", "case/1", "S118"),
    ],
)
def test_a_faulty_file_is_told_by_test_and_by_check(here, old, new, code):
    (here / "cases.yaml").write_text(CASES.replace(old, new, 1))
    assert code in run("cases.yaml").stderr
    done = CliRunner().invoke(app, ["check", "cases.yaml"])
    assert code in done.stdout
    assert done.exit_code == 1


@pytest.mark.parametrize("code", ["overall", "band"])
def test_an_expectation_that_may_be_of_two_nodes_is_told(here, code):
    (here / "tiny.yaml").write_text(RUBRIC.replace("code: only", f"code: {code}"))
    (here / "cases.yaml").write_text(CASES)
    assert run("cases.yaml").stderr.count("C103") == 1
    (here / "cases.yaml").write_text(CASES.replace("overall: 25.0, only: 25.00, ", ""))
    assert ("C103" in run("cases.yaml").stderr) == (code == "band")


def test_a_rubric_that_is_called_overall_is_the_whole(here):
    (here / "tiny.yaml").write_text(RUBRIC.replace("code: tiny", "code: overall"))
    (here / "cases.yaml").write_text(CASES)
    assert run("cases.yaml").exit_code == 0


def test_a_folder_is_searched_for_cases(here):
    assert "1 case" in run(".").stdout


def test_nothing_to_run(here):
    (here / "empty").mkdir()
    assert run("empty").exit_code == 2
    assert run("nowhere").exit_code == 2


@pytest.mark.parametrize("form", ["full", "github", "junit"])
def test_nothing_to_run_may_be_permitted(here, form):
    (here / "empty").mkdir()
    assert "--allow-empty" in run("empty").stderr
    done = run("empty", "--allow-empty", "--output-format", form)
    assert done.exit_code == 0
    assert "no cases to run" in done.stderr
    assert "--allow-empty" not in done.stderr
    assert ("reproduced" in done.stdout) == (form == "github")
    assert ("testsuites" in done.stdout) == (form == "junit")
    assert run("nowhere", "--allow-empty").exit_code == 2
    (here / "cases.yaml").write_text(CASES.replace("first: 3", "frist: 3", 1))
    assert run("cases.yaml", "--allow-empty").exit_code == 1


def test_published_results_are_reproduced_to_the_digit():
    done = run(str(bundled() / "cases"))
    assert done.exit_code == 0, done.stdout


def test_a_sample_is_refused_wherever_it_is_reached(here):
    sampled = RUBRIC.replace("code: tiny", "code: some").replace(
        "levels: {1: x, 3: y}}", "quantity: {unit: x, over: sample, better: higher}}", 1
    )
    (here / "some.yaml").write_text(sampled)
    (here / "cases.yaml").write_text(CASES.replace("./tiny.yaml", "./some.yaml"))
    assert "A111" in run("cases.yaml").stderr
    (here / "top.yaml").write_text(
        "smartscore: rubric/1\ncode: top\nversion: 1.0.0\ntitle: T\n"
        "dimensions:\n  - rubric: ./some.yaml\n"
    )
    place = (
        "smartscore: assessment/1\nrubrics: [./top.yaml]\nsubject: {name: x}\ndate: 2021-01-01\n"
    )
    (here / "place.yaml").write_text(place)
    for arguments in (["place.yaml"], ["place.yaml", "--rubric", "./some.yaml"]):
        done = CliRunner().invoke(app, ["assess", *arguments])
        assert done.exit_code == 1
        assert "A111" in done.stderr

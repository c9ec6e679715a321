"""Where servers are told that a file lies, and how many results they take."""

import json

import pytest

from smartscore.read.check_many import Checked
from smartscore.reports.findings import path, sarif
from smartscore.text.problems import Place, Problem, Severity
from smartscore.words import words


@pytest.fixture(autouse=True)
def _no_job(monkeypatch):
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BUILD_SOURCESDIRECTORY"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_from_the_top_of_the_repository(tmp_path, monkeypatch, kind):
    (tmp_path / "data" / "rubrics").mkdir(parents=True)
    (tmp_path / ".git").mkdir() if kind == "folder" else (tmp_path / ".git").write_text("gitdir: x")
    monkeypatch.chdir(tmp_path / "data")
    assert path("rubrics/skm.yaml") == "data/rubrics/skm.yaml"
    assert path("../top.yaml") == "top.yaml"
    assert path(str(tmp_path / "data" / "a.yaml")) == "data/a.yaml"
    assert path("/elsewhere/a.yaml") == "/elsewhere/a.yaml"
    assert path("-") == "-"


@pytest.mark.parametrize("variable", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
def test_else_from_what_the_job_says(tmp_path, monkeypatch, variable):
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path / "data")
    assert path("a.yaml") == "a.yaml"
    monkeypatch.setenv(variable, str(tmp_path))
    assert path("a.yaml") == "data/a.yaml"


def test_a_repository_below_the_working_folder(tmp_path, monkeypatch):
    (tmp_path / "checkout" / ".git").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert path("checkout/rubrics/a.yaml") == "rubrics/a.yaml"


def test_sarif_leaves_out_the_lightest(monkeypatch):
    monkeypatch.setattr(sarif, "MOST", 3)
    weights = [Severity.ADVICE, Severity.ERROR, Severity.WARNING, Severity.ADVICE, Severity.ERROR]
    found = tuple(
        Problem("Y202", Place("a.yaml", n + 1, 1, n + 1, 2), {"name": "x"}, weight)
        for n, weight in enumerate(weights)
    )
    checked = Checked(("a.yaml",), 0, found)
    (run,) = json.loads(sarif.log(checked, words("en")))["runs"]
    assert [result["level"] for result in run["results"]] == ["error", "error", "warning"]
    assert [
        r["locations"][0]["physicalLocation"]["region"]["startLine"] for r in run["results"]
    ] == [2, 5, 3]
    assert run["properties"] == {"problems": 5, "leftOut": 2}
    assert (
        "2 are left out"
        in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    )
    assert sarif.left_out(Checked(("a.yaml",), 0, found[:3])) == 0
    assert "invocations" not in sarif.log(Checked(("a.yaml",), 0, found[:3]), words("en"))


def test_the_limit_is_githubs():
    assert sarif.MOST == 25_000

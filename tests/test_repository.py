"""Where servers are told that a file lies, and how many results they take."""

import gzip
import json
import random

import pytest
from typer.testing import CliRunner

from smartscore.cli import app
from smartscore.read.check_many import Checked
from smartscore.reports.findings import path, sarif
from smartscore.text.problems import Place, Problem, Related, Severity
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
def test_first_from_what_the_job_says(tmp_path, monkeypatch, variable):
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path / "data")
    assert path("a.yaml") == "a.yaml"
    monkeypatch.setenv(variable, f"{tmp_path}/")
    assert path("a.yaml") == "data/a.yaml"
    assert path("/elsewhere/a.yaml") == "/elsewhere/a.yaml"
    for no_folder in ("", "data", str(tmp_path / "gone")):
        monkeypatch.setenv(variable, no_folder)
        assert path("a.yaml") == "a.yaml"


def test_a_submodule_is_a_part_of_the_jobs_repository(tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    (tmp_path / "shared" / "rubrics").mkdir(parents=True)
    (tmp_path / "shared" / ".git").write_text("gitdir: ../.git/modules/shared")
    monkeypatch.chdir(tmp_path / "shared" / "rubrics")
    assert path("a.yaml") == "rubrics/a.yaml", "as git itself says"
    monkeypatch.setenv("CI_PROJECT_DIR", str(tmp_path))
    assert path("a.yaml") == "shared/rubrics/a.yaml"


def test_a_repository_may_be_checked_out_below_the_jobs_folder(tmp_path, monkeypatch):
    (tmp_path / "code" / ".git").mkdir(parents=True)
    (tmp_path / "code" / "part" / ".git").mkdir(parents=True)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    monkeypatch.chdir(tmp_path / "code" / "part")
    assert path("a.yaml") == "part/a.yaml"
    assert path("../b.yaml") == "b.yaml"
    assert path("../../c.yaml") == "c.yaml"


def test_links_to_the_repository_lead_to_it_and_links_in_it_keep_their_names(tmp_path, monkeypatch):
    real = tmp_path / "real"
    (real / "data").mkdir(parents=True)
    (real / ".git").mkdir()
    (real / "link.yaml").symlink_to("data/a.yaml")
    (tmp_path / "way").symlink_to(real, target_is_directory=True)
    monkeypatch.chdir(real / "data")
    assert path(str(tmp_path / "way" / "data" / "a.yaml")) == "data/a.yaml"
    assert path("../link.yaml") == "link.yaml"
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "way"))
    assert path("a.yaml") == "data/a.yaml"
    assert path("../link.yaml") == "link.yaml"


@pytest.mark.parametrize("inside", [".", "data", "data/kota B\u00f6blingen"])
def test_every_format_names_one_file_wherever_it_is_run(tmp_path, monkeypatch, inside):
    folder = tmp_path / "data" / "kota B\u00f6blingen"
    folder.mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    (folder / "a b.yaml").write_text("smartscore: rubric/1\n")
    monkeypatch.chdir(tmp_path / inside)
    name = "data/kota B\u00f6blingen/a b.yaml"
    wanted = {
        "github": f"file={name},",
        "gitlab": f'"path": "{name}"',
        "junit": f'file="{name}"',
        "sarif": '"uri": "data/kota%20B%C3%B6blingen/a%20b.yaml"',
    }
    for form, text in wanted.items():
        assert text in CliRunner().invoke(app, ["check", "--output-format", form]).stdout


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
    whole = sarif.made(Checked(("a.yaml",), 0, found[:3]), words("en"))
    assert (whole.kept, whole.left_out, whole.said(words("en"))) == (3, 0, "")
    assert "invocations" not in whole.text


def many(count: int, related: tuple[Related, ...] = ()) -> Checked:
    """Problems that do not compress: each tells another file, the gravest last."""
    chance = random.Random(0)
    found = (
        Problem(
            "Y202",
            Place(f"{chance.randbytes(60).hex()}.yaml", 1, 1, 1, 2),
            {"name": "x"},
            list(Severity)[-n % 3],
            related=related,
        )
        for n in range(count)
    )
    return Checked(("a.yaml",), 0, tuple(found))


@pytest.mark.parametrize("language", ["en", "id"])
def test_sarif_leaves_out_what_would_be_too_large(monkeypatch, language):
    checked = many(300)
    whole = sarif.made(checked, words(language))
    monkeypatch.setattr(sarif, "LARGEST", len(gzip.compress(whole.text.encode())) // 3)
    cut = sarif.made(checked, words(language))
    assert sarif.LARGEST * 2 // 3 < len(gzip.compress(cut.text.encode())) <= sarif.LARGEST + 20
    (run,) = json.loads(cut.text)["runs"]
    assert (len(run["results"]), cut.left_out) == (cut.kept, 300 - cut.kept)
    assert 50 < cut.kept < 100
    assert {result["level"] for result in run["results"]} == {"error"}
    assert run["properties"] == {"problems": 300, "leftOut": cut.left_out}
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"] == cut.said(words(language))
    assert "10 MB" in cut.said(words(language))
    marks = [r["partialFingerprints"] for r in json.loads(whole.text)["runs"][0]["results"]]
    assert [r["partialFingerprints"] for r in run["results"]] == marks[: cut.kept]


def test_sarif_ends_even_where_nothing_fits(monkeypatch):
    monkeypatch.setattr(sarif, "LARGEST", 10)
    cut = sarif.made(many(9), words("en"))
    assert (cut.kept, cut.left_out) == (0, 9)
    assert json.loads(cut.text)["runs"][0]["results"] == []


def test_sarif_has_no_more_places_of_a_problem_than_github_shows():
    spot = Place("a.yaml", 1, 1, 1, 2)
    further = tuple(Related(spot._replace(line=n), "first") for n in range(2, 1500))
    (run,) = json.loads(sarif.log(many(1, related=further), words("en")))["runs"]
    (result,) = run["results"]
    assert len(result["locations"]) + len(result["relatedLocations"]) == 100
    assert result["properties"] == {"placesLeftOut": 1498 - 99}


def test_what_github_does_not_show_is_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sarif, "MOST", 3)
    monkeypatch.setattr(sarif, "SHOWN", 2)
    (tmp_path / "a.yaml").write_text("smartscore: rubric/1\na: 1\nb: 1\nc: 1\nd: 1\n", "utf-8")
    found = CliRunner().invoke(app, ["check", "a.yaml", "--output-format", "sarif"])
    assert found.exit_code == 1
    assert "SARIF holds the 3 gravest problems, as many as GitHub takes; " in found.stderr
    assert "this SARIF has 3 results; GitHub shows the 2 gravest" in found.stderr


def test_the_limits_are_githubs():
    assert (sarif.MOST, sarif.SHOWN, sarif.PLACES) == (25_000, 5_000, 100)
    assert sarif.LARGEST < 10_000_000

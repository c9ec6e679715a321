"""`smartscore convert` and workbooks on the command line."""

import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from smartscore.cli import new
from smartscore.cli.assess import assess
from smartscore.cli.check import check
from smartscore.cli.convert import convert
from smartscore.model.assessment import Assessment
from smartscore.text.parsing import parse

from .building import ASSESSMENT
from .test_sheets_hostile import Formula, rebuilt

DAY = "2026-11-21"
app = typer.Typer(pretty_exceptions_enable=False)
for _command in (assess, check, convert):
    app.command()(_command)
app.add_typer(new.app, name="new")


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(app, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def model(file: str) -> Assessment:
    return Assessment.model_validate(parse(Path(file).read_bytes(), file).data)


def change(file: str, changes: dict[tuple[str, str], Any]) -> None:
    Path(file).write_bytes(rebuilt(Path(file).read_bytes(), changes))


def test_there_and_back(here):
    done = run("convert", "place.yaml", "place.xlsx")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("place.xlsx: written, 2 of 2 indicators rated")
    assert run("convert", "place.xlsx", "again.yaml").exit_code == 0
    assert model("again.yaml") == model("place.yaml")


def test_a_workbook_is_scored_like_the_file_that_it_was_made_of(here):
    run("convert", "place.yaml", "place.xlsx")
    done = run("assess", "place.xlsx", "--format", "json")
    assert done.exit_code == 0
    assert done.stdout == run("assess", "place.yaml", "--format", "json").stdout


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("code", ["indrajit", "masterplan-readiness", "hdi", "skm-2017"])
def test_a_new_workbook_says_what_a_new_file_says(here, language, code):
    asked = ("--rubric", code, "--date", DAY, "--subject", "=Sumenep", "--lang", language)
    done = run("new", "assessment", "town.xlsx", *asked)
    assert (done.exit_code, done.stderr) == (0, "")
    assert run("convert", "town.xlsx", "town.yaml").exit_code == 0
    assert run("new", "assessment", "plain.yaml", *asked).exit_code == 0
    expected = model("plain.yaml").model_copy(update={"rater": None})
    assert model("town.yaml") == expected
    assert model("town.yaml").ratings


def test_new_refuses_what_it_refuses_of_a_file(here):
    asked = ("new", "assessment", "t.xlsx")
    assert "--rubric is missing" in run(*asked, "--date", DAY).stderr
    assert "--date YYYY-MM-DD is missing" in run(*asked, "--rubric", "indrajit").stderr
    assert "did you mean" in run(*asked, "--rubric", "indrajitt", "--date", DAY).stderr
    assert "--update is for YAML" in run(*asked, "--update").stderr
    Path("t.xlsx").write_text("mine")
    assert "stays as it is" in run(*asked, "--rubric", "indrajit", "--date", DAY).stderr
    assert Path("t.xlsx").read_text() == "mine"


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ("place.yaml", "other.yaml", "name one file of each kind"),
        ("a.xlsx", "b.xlsx", "name one file of each kind"),
        ("place.yaml", "place.ods", "neither read nor written"),
        ("place.csv", "place.xlsx", "place.csv: not an ending"),
        ("-", "place.xlsx", "-: not an ending"),
        ("nowhere.yaml", "place.xlsx", "there is no such file"),
        ("nowhere.xlsx", "other.yaml", "there is no such file"),
        ("folder.xlsx", "other.yaml", "it is a folder"),
        ("place.yaml", "nowhere/x.xlsx", "can't be written"),
        ("place.yaml", "folder.xlsx", "can't be written: it is a folder"),
        ("text.xlsx", "other.yaml", "it is no Excel workbook"),
        ("place.yaml", "text.xlsx", "is there already"),
        ("place.yaml", "link.xlsx", "is an input"),
    ],
)
def test_what_is_refused_in_one_sentence(here, source, target, said):
    Path("folder.xlsx").mkdir()
    Path("text.xlsx").write_text("text")
    Path("link.xlsx").symlink_to("place.yaml")
    before = sorted(here.iterdir())
    done = run("convert", source, target)
    assert done.exit_code == 2
    assert said in " ".join(done.stderr.split())
    assert [line[:2] == "  " for line in done.stderr.splitlines()] in ([False], [False, True])
    assert done.stderr.startswith("smartscore: ")
    assert done.stdout == ""
    assert sorted(here.iterdir()) == before
    assert Path("text.xlsx").read_text() == "text"


def test_what_is_there_is_overwritten_on_demand_only(here):
    Path("t.xlsx").write_text("mine")
    assert run("convert", "place.yaml", "t.xlsx").exit_code == 2
    assert Path("t.xlsx").read_text() == "mine"
    assert run("convert", "place.yaml", "t.xlsx", "--force").exit_code == 0
    assert zipfile.is_zipfile("t.xlsx")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "place.xlsx: sheet 'tiny', cell E6: A509 error: a formula"),
        ("id", "place.xlsx: lembar 'tiny', sel E6: A509 galat: sebuah rumus"),
    ],
)
def test_faults_of_cells_keep_the_file_from_being_written(here, language, said):
    run("convert", "place.yaml", "place.xlsx")
    change("place.xlsx", {("tiny", "E6"): Formula("=1"), ("tiny", "E9"): "many"})
    done = run("convert", "place.xlsx", "again.yaml", "--lang", language)
    assert done.exit_code == 1
    assert said in done.stderr
    assert "cell E9: S104" in done.stderr or "sel E9: S104" in done.stderr
    assert not Path("again.yaml").exists()
    assert said in run("assess", "place.xlsx", "--lang", language).stderr


def test_faults_against_the_rubric_are_told_and_lose_nothing(here):
    run("convert", "place.yaml", "place.xlsx")
    change("place.xlsx", {("tiny", "E6"): 9.0})
    done = run("convert", "place.xlsx", "again.yaml")
    assert done.exit_code == 1
    assert "place.xlsx: sheet 'tiny', cell E6: A103" in done.stderr
    rating = model("again.yaml").rating("tiny", "first")
    assert rating is not None
    assert rating.level == 9
    back = run("convert", "again.yaml", "again.xlsx")
    assert back.exit_code == 1
    assert "again.yaml:" in back.stderr
    assert Path("again.xlsx").exists()


def test_a_rubric_that_is_not_there(here):
    Path("place.yaml").write_text(
        ASSESSMENT.replace("tiny@1", "gone@1").replace("./tiny", "./gone")
    )
    done = run("convert", "place.yaml", "place.xlsx")
    assert done.exit_code == 1
    assert "R113" in done.stderr
    assert not Path("place.xlsx").exists()


def test_a_text_that_no_cell_holds_is_told_with_its_line(here):
    text = ASSESSMENT.replace("ratings:", f"about: {'x' * 33_000}\nratings:", 1)
    Path("place.yaml").write_text(text)
    done = run("convert", "place.yaml", "place.xlsx")
    assert done.exit_code == 1
    line = text[: text.index("about:")].count("\n") + 1
    assert f"place.yaml:{line}:8: A515" in done.stderr
    assert not Path("place.xlsx").exists()


def test_other_commands_say_what_to_do_with_a_workbook(here):
    run("convert", "place.yaml", "place.xlsx")
    done = run("check", "place.xlsx")
    assert done.exit_code == 1
    assert "Y125" in done.stdout
    assert "smartscore convert place.xlsx place.yaml" in done.stdout


@pytest.mark.parametrize(
    ("package", "arguments"),
    [
        ("xlsxwriter", ["convert", "place.yaml", "t.xlsx"]),
        ("xlsxwriter", ["new", "assessment", "t.xlsx", "--rubric", "indrajit", "--date", DAY]),
    ],
)
def test_without_the_extra_one_sentence_says_so(here, monkeypatch, package, arguments):
    run("convert", "place.yaml", "place.xlsx")
    monkeypatch.setitem(sys.modules, package, None)
    done = run(*arguments)
    assert done.exit_code == 2
    assert "-m pip install xlsxwriter" in " ".join(done.stderr.split())
    assert not Path("t.xlsx").exists()


def test_a_full_disk_leaves_the_old_file(here):
    run("convert", "place.yaml", "place.xlsx")
    before = Path("place.xlsx").read_bytes()
    script = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)); "
    script += "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
    script += "sys.argv[1:] = ['convert', 'place.yaml', 'place.xlsx', '--force']; "
    script += "from smartscore.__main__ import main; main()"
    done = subprocess.run(
        [sys.executable, "-B", "-c", script], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "can't be written" in done.stderr
    assert Path("place.xlsx").read_bytes() == before
    assert not list(here.glob(".*.part"))


def test_bytes_go_to_standard_output_as_they_are(capfdbinary):
    from smartscore.cli import streams
    from smartscore.words import words

    content = bytes(range(256))
    streams.write(None, lambda: content, words("en"))
    assert capfdbinary.readouterr().out == content


@pytest.mark.parametrize("day", ["1896-02-29", "0004-02-29"])
def test_a_day_before_workbooks_could_count(here, day):
    (here / "place.yaml").write_text(ASSESSMENT.replace("2021-07-12", day))
    assert run("convert", "place.yaml", "out.xlsx").exit_code == 0
    assert run("convert", "out.xlsx", "back.yaml").exit_code == 0
    assert f"date: {day}" in (here / "back.yaml").read_text()


def test_a_name_too_long_for_a_cell_is_told(here):
    asked = ["new", "assessment", "x.xlsx", "--rubric", "./tiny.yaml", "--date", "2026-01-01"]
    done = run(*asked, "--subject", "a" * 40_000)
    assert done.exit_code == 2
    assert "32767" in done.stderr
    assert not (here / "x.xlsx").exists()


def test_more_values_than_a_file_holds_are_told(here):
    items = ", ".join(["1"] * 15_000)
    lines = "".join(f"  - {{id: r{n}, title: T, odd: [{items}]}}\n" for n in range(14))
    text = f"{ASSESSMENT}references:\n{lines}"
    (here / "place.yaml").write_text(text)
    assert run("convert", "place.yaml", "out.xlsx").exit_code == 1
    assert not (here / "out.xlsx").exists()


def test_what_an_assessment_names_is_not_overwritten_by_force(here):
    (here / "source.txt").write_text("words")
    source = "references: [{id: a, title: A, file: source.txt}]\n"
    (here / "place.yaml").write_text(ASSESSMENT + source)
    (here / "out.xlsx").symlink_to("source.txt")
    assert run("convert", "place.yaml", "out.xlsx", "--force").exit_code == 2
    assert (here / "source.txt").read_text() == "words"

"""`smartscore new --example`: the examples of the program as files of the user's own."""

import json
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from smartscore.cli import app
from smartscore.model.fields import LANGUAGES
from smartscore.read.examples import examples
from smartscore.skeleton.examples import next_command
from smartscore.words import words
from tests.conftest import ROOT, can_be_denied

NAMES = sorted(examples())


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_are_listed_with_what_they_are(language):
    done = run("new", "--example", "--lang", language)
    assert done.exit_code == 0
    *lines, blank, how = done.stdout.splitlines()
    assert [line.split()[0] for line in lines] == NAMES
    assert all(
        line.endswith(f"  {words(language)(f'example.{line.split()[0]}')}") for line in lines
    )
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert (blank, "new --example" in how) == ("", True)


def test_no_two_have_one_name():
    files = [path for path in (ROOT / "examples").iterdir() if path.name[0] not in "._"]
    assert len(files) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_says_what_the_example_says(here, name):
    done = run("new", "--example", name)
    assert done.exit_code == 0, done.stderr
    (file,) = here.iterdir()
    assert file.name == examples()[name].name
    old, new = examples()[name].read_text("utf-8"), file.read_text("utf-8")
    if file.suffix == ".yaml":
        old, new = (text[text.index("\nsmartscore: assessment/1\n") :] for text in (old, new))
    for page in ("docs/api.md", "docs/limits.md"):  # nothing lies beside a copy
        old = old.replace(f"[{page}](../{page})", f"`{page}`")
    assert new == old
    assert "../" not in file.read_text("utf-8").partition("\n")[0]
    assert "](../" not in new


@pytest.mark.parametrize("name", [name for name in NAMES if name != "notebook"])
def test_the_command_that_is_named_can_be_run(here, name):
    said = " ".join(
        run("new", "--example", name, "an example" + examples()[name].suffix).stdout.split()
    )
    command = next_command(name, "an example" + examples()[name].suffix)
    assert f"`{command}`" in said
    done = run(*shlex.split(command)[1:])
    assert done.exit_code == 0, done.stderr


def test_a_copy_passes_the_checks_that_the_example_passes(here):
    run("new", "--example", "sumenep-2024")
    found = []
    for file in ("sumenep-2024.yaml", str(examples()["sumenep-2024"])):
        done = run("check", file, "--fail-on", "warning", "--output-format", "json")
        assert done.exit_code == 0, done.stdout
        found.append({problem["code"] for problem in json.loads(done.stdout)["problems"]})
    assert found[0] - found[1] <= {"Y203"}  # no schema above the folder yet


def test_the_schema_beside_it_is_named(here):
    (here / "schemas").mkdir()
    (here / "schemas" / "assessment.json").write_text("{}", "utf-8")
    run("new", "--example", "blitar")
    first = (here / "blitar.yaml").read_text("utf-8").partition("\n")[0]
    assert first == "# yaml-language-server: $schema=schemas/assessment.json"


@pytest.mark.parametrize(
    ("words_of", "file"),
    [
        (["--example", "blitar"], "blitar.yaml"),
        (["--example=blitar"], "blitar.yaml"),
        (["example", "blitar.yaml"], "blitar.yaml"),
        (["--example", "blitar", "mine.yaml"], "mine.yaml"),
        (["--example", "blitar", "folder"], "folder/blitar.yaml"),
        (["--example", "blitar", "folder/own.yaml"], "folder/own.yaml"),
    ],
)
def test_where_it_is_written(here, words_of, file):
    (here / "folder").mkdir()
    assert run("new", *words_of).exit_code == 0
    assert [path.relative_to(here).as_posix() for path in here.rglob("*.yaml")] == [file]


def test_it_is_printed_for_a_pipe():
    done = run("new", "--example", "villages", "-")
    assert done.stdout == examples()["villages"].read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["sumnep"], "there is no example `sumnep`; there is sumenep"),
        (["../sumenep"], "there is no example `../sumenep`"),
        (["sumenep.csv"], "there is no example `sumenep.csv`"),
        ([""], "there is no example ``; there is blitar, jember, "),
        (["sumenep", "blitar"], "blitar: this example ends in .yaml"),
        (["sumenep", "sumenep.xlsx"], "sumenep.xlsx: this example ends in .yaml"),
        (["sumenep", ""], "'': can't be written: there is no such file or folder"),
        (["sumenep", "nowhere/a.yaml"], "nowhere/a.yaml: can't be written: there is no such"),
        (["sumenep", "there.yaml"], "there.yaml: is there already and stays as it is"),
        (["sumenep", "link.yaml"], "link.yaml: is there already and stays as it is"),
    ],
)
def test_what_is_refused(here, arguments, said):
    (here / "there.yaml").write_text("mine", "utf-8")
    (here / "link.yaml").symlink_to("elsewhere.yaml")
    done = run("new", "--example", *arguments)
    assert done.exit_code == 2
    assert said in " ".join(done.stderr.split())
    assert sorted(path.name for path in here.iterdir()) == ["link.yaml", "there.yaml"]
    assert (here / "there.yaml").read_text("utf-8") == "mine"


def test_a_folder_that_takes_nothing(here):
    (here / "closed").mkdir(mode=0o500)
    if can_be_denied():
        done = run("new", "--example", "sumenep", "closed")
        assert (done.exit_code, "it is not permitted" in done.stderr) == (2, True)


@pytest.mark.parametrize("command", ["assess", "check", "explain", "report"])
@pytest.mark.parametrize("file", ["examples/sumenep.yaml", "sumenep.yaml"])
def test_who_names_an_example_that_is_not_there_is_told(here, command, file):
    done = run(command, file)
    assert done.exit_code == 2
    assert "`smartscore new --example sumenep` writes this example here" in " ".join(
        done.stderr.split()
    )
    assert "--example" not in run(command, "sumenep.json").stderr
    (here / "sumenep.yaml").mkdir()
    assert "--example" not in run(command, str(here / "sumenep.yaml")).stderr

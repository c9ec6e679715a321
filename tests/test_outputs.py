"""What a command may write over: nothing that it read, and nothing that is named there."""

import os

import pytest
from typer.testing import CliRunner

from smartscore.cli import app

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
rubrics: [./own.yaml]
subject: {name: K}
date: 2026-01-01
references: [{id: s, title: T, file: plan.txt}]
ratings:
  own:
    seen: {level: 2, because: x, evidence: &e [{cite: s, at: 1, shows: x}]}
    asked: {responses: {file: survey.csv, column: asked}, because: x, evidence: *e}
"""
CHAPTER = "<!-- smartscore: table dimensions town.yaml -->\n<!-- /smartscore -->\n"
posix = pytest.mark.skipif(os.name != "posix", reason="links and devices of POSIX")


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.yaml").write_text(RUBRIC)
    (tmp_path / "town.yaml").write_text(TOWN)
    (tmp_path / "plan.txt").write_text("x\n")
    (tmp_path / "survey.csv").write_text("asked\n1\n4\n")
    (tmp_path / "pyproject.toml").write_text("[tool.smartscore.check]\nlang = 'en'\n")
    (tmp_path / "sub").mkdir()
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(app, arguments, catch_exceptions=False)


def contents(folder):
    return {
        path.relative_to(folder): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    }


def refuses(folder, *arguments):
    """The command ends with 2 and a sentence, and no file is other than before."""
    before = contents(folder)
    done = run(*arguments)
    assert done.exit_code == 2, done.output
    assert done.stderr.startswith("smartscore: ")
    assert contents(folder) == before
    return done


INPUTS = ["town.yaml", "own.yaml", "survey.csv", "plan.txt", "pyproject.toml"]


def spellings(folder, name):
    """Other names for a file that is there."""
    (folder / "link.md").symlink_to(name)
    (folder / "twice.md").symlink_to("link.md")
    (folder / "hard.md").hardlink_to(folder / name)
    (folder / "way").symlink_to(".")
    return [
        name,
        f"./{name}",
        f"sub/../{name}",
        str(folder / name),
        f"nosuchfolder/../{name}",
        f"nosuchfolder/../sub/../{name}",
        f"way/{name}",
        "link.md",
        "twice.md",
        "hard.md",
    ]


WRITERS = [
    ["assess", "town.yaml", "-o"],
    ["report", "town.yaml", "--format", "md", "-o"],
    ["report", "town.yaml", "--format", "csv", "-o"],
    ["check", "town.yaml", "--output-format", "json", "--output-file"],
    ["check", ".", "--output-format", "concise", "--output-file"],
    ["check", ".", "--fix", "--output-file"],
    ["assess", "town.yaml", "--rubric", "indrajit", "-o"],
]


@posix
@pytest.mark.parametrize("name", INPUTS)
@pytest.mark.parametrize("writer", WRITERS)
def test_no_input_is_written_by_whatever_name(here, name, writer):
    for spelling in spellings(here, name):
        refuses(here, *writer, spelling)


@posix
@pytest.mark.parametrize("name", ["own.yaml", "survey.csv", "plan.txt"])
def test_what_an_unfit_assessment_names_is_not_written_either(here, name):
    (here / "town.yaml").write_text(TOWN + "colour: red\nratings_: 1\n")
    refuses(here, "check", "town.yaml", "--output-file", name)


@posix
def test_what_is_named_and_not_there_is_not_written_either(here):
    (here / "survey.csv").unlink()
    refuses(here, "check", "town.yaml", "--output-file", "survey.csv")


def test_force_does_not_replace_what_the_assessment_needs(here):
    assert run("convert", "town.yaml", "town.xlsx").exit_code == 0
    for target in ("own.yaml", "./own.yaml", "sub/../own.yaml"):
        refuses(here, "convert", "town.xlsx", target, "--force")
    assert run("convert", "town.xlsx", "town.yaml", "--force").exit_code == 0
    book = (here / "town.xlsx").read_bytes()
    (here / "own.yaml").write_text(f"{RUBRIC}colour: red\n")
    refuses(here, "convert", "town.xlsx", "own.yaml", "--force")
    assert (here / "town.xlsx").read_bytes() == book


@posix
def test_figures_do_not_follow_links(here):
    assert run("report", "town.yaml", "-o", "o.md", "--figures", "figures").exit_code == 0
    made = sorted(path.name for path in (here / "figures").iterdir())
    for target in ("../town.yaml", "../elsewhere.svg"):
        (here / "figures" / made[0]).unlink()
        (here / "figures" / made[0]).symlink_to(target)
        refuses(here, "report", "town.yaml", "-o", "o.md", "--figures", "figures")
    (here / "figures" / made[0]).unlink()
    (here / "figures" / made[0]).hardlink_to(here / "survey.csv")
    refuses(here, "report", "town.yaml", "-o", "o.md", "--figures", "figures")


def test_two_outputs_are_two_files(here):
    assert run("report", "town.yaml", "-o", "figures/o.md", "--figures", "figures").exit_code == 0
    made = min(path for path in (here / "figures").iterdir() if path.suffix == ".svg")
    for name in (str(made), f"figures/../figures/{made.name}"):
        done = ["report", "town.yaml", "--format", "md", "-o", name, "--figures", "figures"]
        refuses(here, *done)
    two = ["--output-format", "json", "--output-format", "sarif"]
    for other in ("out", "./out", "sub/../out"):
        refuses(here, "check", ".", *two, "--output-file", "out", "--output-file", other)


def test_an_output_can_be_written_again(here):
    for _ in range(2):
        for name in ("json", "sarif", "junit", "gitlab"):
            assert run("check", ".", "--output-format", name, "--output-file", "out").exit_code == 0
        for name in ("o.json", "o.csv", "o.md", "o.html"):
            assert run("report", "town.yaml", "-o", name).exit_code == 0


def test_a_report_replaces_no_file_of_ours(here):
    (here / "other.yaml").write_text(TOWN)
    refuses(here, "assess", "town.yaml", "-o", "other.yaml")


@pytest.mark.parametrize("output", ["sub", "sub/", "nowhere/o.md", "town.yaml/o.md", "x" * 300])
@pytest.mark.parametrize(
    "writer",
    [
        ["assess", "town.yaml", "-o"],
        ["report", "town.yaml", "--format", "md", "-o"],
        ["report", "--print-reference", "-o"],
        ["report", "--print-template", "brief", "-o"],
        ["check", ".", "--output-file"],
        ["new", "rubric"],
        ["new", "assessment", "--rubric", "indrajit", "--date", "2026-01-01"],
    ],
)
def test_where_nothing_can_be_written_is_told_at_once(here, writer, output):
    refuses(here, *writer, output)


@posix
@pytest.mark.parametrize("output", ["/dev/null", "/dev/stdout", "-"])
def test_devices_can_be_written(here, output):
    assert run("assess", "town.yaml", "-o", output).exit_code == 0
    assert run("report", "town.yaml", "--format", "md", "-o", output).exit_code == 0


@posix
def test_a_new_file_follows_no_link(here):
    for target in ("elsewhere.yaml", "own.yaml"):
        (here / "new.yaml").symlink_to(target)
        refuses(here, "new", "rubric", "new.yaml")
        refuses(here, "new", "assessment", "new.yaml", "--rubric", "hdi", "--date", "2026-01-01")
        (here / "new.yaml").unlink()


def test_a_template_is_an_input(here):
    (here / "t.md").write_text("x")
    refuses(here, "report", "town.yaml", "--template", "t.md", "-o", "t.md")
    refuses(here, "report", "--print-template", "brief", "--template", "t.md", "-o", "t.md")


@posix
def test_a_chapter_that_is_an_input_is_not_woven(here):
    (here / "town.yaml").write_text(TOWN.replace("plan.txt", "two.md"))
    (here / "one.md").write_text(CHAPTER)
    (here / "two.md").write_text(CHAPTER)
    refuses(here, "weave", "one.md", "two.md")
    (here / "link.md").symlink_to("two.md")
    refuses(here, "weave", "one.md", "link.md")
    refuses(here, "weave", "one.md", "./one.md")
    assert run("weave", "one.md").exit_code == 0


@posix
@pytest.mark.parametrize(
    "name", ["../theirs.yaml", "way/theirs.yaml", "/proc/self/environ", ".env.yaml", "secret.yaml"]
)
def test_a_block_names_no_assessment_elsewhere(here, monkeypatch, name):
    secret = "s3cr3t"
    for file in ("theirs.yaml", "home/.env.yaml", "home/secret.yaml"):
        (here / file).parent.mkdir(exist_ok=True)
        (here / file).write_text(f"password: {secret}\n")
    (here / "home" / "way").symlink_to("..")
    (here / "pyproject.toml").unlink()
    (here / "home" / "one.md").write_text(CHAPTER.replace("town.yaml", name))
    monkeypatch.chdir(here / "home")
    done = run("weave", "one.md")
    assert done.exit_code == 1
    assert name in done.stderr
    assert secret not in done.output

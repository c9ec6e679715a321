"""The README's two commands are those that CI runs, and what it shows is what there is.

So are those of the README in Indonesian, which says what the other one says.
"""

import re

import pytest
from typer.testing import CliRunner

from smartscore.cli import app

READMES = ("README.md", "README.id.md")
BLOCK = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def commands(text: str) -> list[str]:
    """The command lines of the quick start, which is the first section, in order."""
    quick = text.split("\n## ", 2)[1]
    return re.findall(r"```sh\n(.+)\n```", quick)


@pytest.mark.parametrize("name", READMES)
def test_ci_runs_the_two_commands_as_they_are_written(root, name):
    found = commands((root / name).read_text(encoding="utf-8"))
    assert len(found) == 2
    lines = (root / ".ci" / "run").read_text(encoding="utf-8").split("\n")
    for command in found:
        assert command.removesuffix(" --lang id") in lines


def test_contributors_read_the_same_command(root):
    command = commands((root / "README.md").read_text(encoding="utf-8"))[1]
    assert command in (root / "CONTRIBUTING.md").read_text(encoding="utf-8").split("\n")


@pytest.mark.parametrize("name", READMES)
def test_the_assessment_in_the_readme_is_one(root, name, tmp_path):
    text = (root / name).read_text(encoding="utf-8")
    example = re.findall(r"```yaml\n(.+?)```", text, re.DOTALL)[0]
    (tmp_path / "contoh.yaml").write_text(example, encoding="utf-8")
    done = CliRunner().invoke(app, ["assess", str(tmp_path / "contoh.yaml")])
    assert done.exit_code == 0, done.stderr
    assert "A270" not in CliRunner().invoke(app, ["check", str(tmp_path / "contoh.yaml")]).stdout


@pytest.mark.parametrize("name", [*READMES, "docs/api.md", "docs/format.md", "docs/rules.md"])
def test_examples_pin_no_version_that_is_kept_for_older_files(root, name):
    kept = {path.stem for path in (root / "rubrics" / "archive").glob("*.yaml")}
    pinned = re.findall(r"[a-z0-9-]+@[0-9]+", (root / name).read_text(encoding="utf-8"))
    assert kept.isdisjoint(pinned)


def test_links_lead_somewhere(root):
    for name in (*READMES, "CONTRIBUTING.md", "CHANGELOG.md"):
        text = (root / name).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (root / target).exists(), target


def test_both_say_the_same(root):
    """As far as no reader of both is needed: names in code, rows, sections and pages to read on."""
    ours, theirs = ((root / name).read_text(encoding="utf-8") for name in READMES)
    for found in (_names, _rows, _sections, _pages):
        assert found(ours) == found(theirs)


def _names(text: str) -> set[str]:
    """What stands in code in sentences and tables; one of them only asks for a language."""
    plain = " ".join(COMMENT.sub("", BLOCK.sub("", text)).split())
    return {name for name in re.findall(r"`([^`]+)`", plain) if "LANG" not in name} - {"--lang id"}


def _rows(text: str) -> int:
    return len(re.findall(r"^\|", text, re.MULTILINE))


def _sections(text: str) -> int:
    return len(re.findall(r"^## ", text, re.MULTILINE))


def _pages(text: str) -> set[str]:
    """Which pages are named, in whatever language."""
    return set(re.findall(r"\]\(docs/(?:id/)?([^)#]+)\)", text))

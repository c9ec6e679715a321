"""The README's two commands are those that CI runs, and what it shows is what there is."""

import re

import pytest
from typer.testing import CliRunner

from smartscore.cli import app


def commands(text: str) -> list[str]:
    """The command lines of the quick start, in order."""
    quick = text.split("## Quick start", 1)[1].split("\n## ", 1)[0]
    return re.findall(r"```sh\n(.+)\n```", quick)


def test_ci_runs_the_two_commands_as_they_are_written(root):
    found = commands((root / "README.md").read_text(encoding="utf-8"))
    assert len(found) == 2
    lines = (root / ".ci" / "run").read_text(encoding="utf-8").split("\n")
    for command in found:
        assert command in lines


def test_contributors_read_the_same_command(root):
    command = commands((root / "README.md").read_text(encoding="utf-8"))[1]
    assert command in (root / "CONTRIBUTING.md").read_text(encoding="utf-8").split("\n")


def test_the_assessment_in_the_readme_is_one(root, tmp_path):
    text = (root / "README.md").read_text(encoding="utf-8")
    example = re.findall(r"```yaml\n(.+?)```", text, re.DOTALL)[0]
    (tmp_path / "contoh.yaml").write_text(example, encoding="utf-8")
    done = CliRunner().invoke(app, ["assess", str(tmp_path / "contoh.yaml")])
    assert done.exit_code == 0, done.stderr
    assert "A270" not in CliRunner().invoke(app, ["check", str(tmp_path / "contoh.yaml")]).stdout


@pytest.mark.parametrize("name", ["README.md", "docs/api.md", "docs/format.md", "docs/rules.md"])
def test_examples_pin_no_version_that_is_kept_for_older_files(root, name):
    kept = {path.stem for path in (root / "rubrics" / "archive").glob("*.yaml")}
    pinned = re.findall(r"[a-z0-9-]+@[0-9]+", (root / name).read_text(encoding="utf-8"))
    assert kept.isdisjoint(pinned)


def test_links_lead_somewhere(root):
    for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        text = (root / name).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (root / target).exists(), target

"""What is released says one version, and what strangers meet first is in order."""

import re
import tomllib
from typing import Any

import pytest
import yaml

from smartscore import __version__
from smartscore.text.problems import closest
from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))


def loaded(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


def test_the_version_is_one():
    assert PROJECT["project"]["dynamic"] == ["version"]
    assert PROJECT["tool"]["hatch"]["version"]["path"] == "src/smartscore/__init__.py"
    assert loaded("CITATION.cff")["version"] == __version__
    heads = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert __version__ in heads[:2]  # the next one may be in the making


def test_the_citation_says_what_the_project_says():
    citation, project = loaded("CITATION.cff"), PROJECT["project"]
    assert {"cff-version", "message", "title", "authors"} <= citation.keys()
    assert citation["cff-version"] == "1.2.0"
    assert citation["type"] == "software"
    assert (citation["title"], citation["license"]) == (project["name"], project["license"])
    assert citation["authors"] == project["authors"]
    assert citation["keywords"] == project["keywords"]


def test_no_address_is_made_up():
    assert "urls" not in PROJECT["project"]
    assert not {"url", "repository", "repository-code", "doi"} & loaded("CITATION.cff").keys()


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_forms_are_as_github_reads_them(form):
    """The keys of GitHub's syntax for issue forms, and of its chooser."""
    said = yaml.safe_load(form.read_text("utf-8"))
    if form.stem == "config":
        assert set(said) <= {"blank_issues_enabled", "contact_links"}
        return
    assert {"name", "description", "body"} <= set(said) <= {
        "name", "description", "body", "title", "labels", "assignees", "projects", "type",
    }  # fmt: skip
    seen = set()
    for part in said["body"]:
        assert set(part) <= {"type", "id", "attributes", "validations"}
        if part["type"] == "markdown":
            assert set(part) == {"type", "attributes"}
            assert part["attributes"].keys() == {"value"}
            continue
        allowed = {"label", "description", "placeholder", "value"}
        if part["type"] == "textarea":
            allowed.add("render")
        assert part["type"] in ("input", "textarea")
        assert {"label"} <= part["attributes"].keys() <= allowed
        assert re.fullmatch("[a-zA-Z0-9_-]+", part["id"])
        assert part.get("validations", {"required": True}) == {"required": True}
        seen.add(part["id"])
    asked = [part for part in said["body"] if part["type"] != "markdown"]
    assert len(seen) == len(asked) > 0
    assert len({part["attributes"]["label"] for part in asked}) == len(asked)


def test_every_publisher_of_figures_is_told_of():
    text = (ROOT / "rubrics" / "LICENSE.md").read_text("utf-8")
    codes = {path.stem for path in (ROOT / "rubrics").glob("*.yaml")}
    named = set(re.findall(r"`([a-z0-9-]+)`", text)) - {"about"}
    assert named <= codes, {name: closest(name, codes) for name in named - codes}


def test_links_of_what_strangers_meet_lead_somewhere():
    for name in ("SECURITY.md", "CODE_OF_CONDUCT.md", "docs/release.md", "docs/install.md"):
        text = (ROOT / name).read_text("utf-8")
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            assert ((ROOT / name).parent / target).exists(), (name, target)
        for file in re.findall(r"`((?:\.ci|src|tests|docs)/[\w./-]+|[A-Z]+\.\w+)`", text):
            assert (ROOT / file).exists(), (name, file)

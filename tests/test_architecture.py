"""The page of the architecture shows the rooms as they are, and names only what is there."""

import re
import runpy
import sys

import pytest

from .conftest import ROOT

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PACKAGE = ROOT / "src" / "smartscore"


@pytest.fixture
def tool(monkeypatch):
    """The names of one of the tools that make pages."""
    monkeypatch.syspath_prepend(ROOT / "docs" / "_site")
    yield lambda name: runpy.run_path(str(ROOT / "docs" / "_site" / f"{name}.py"))
    for name in ("rooms", "drawing"):
        sys.modules.pop(name, None)


def test_the_drawing_is_that_of_the_imports(tool):
    fresh = tool("drawing")["draw"]()
    stored = (ROOT / "docs" / "architecture.svg").read_text(encoding="utf-8")
    assert fresh == stored, "if the change is meant: python docs/_site/drawing.py"


def test_an_import_is_seen_wherever_it_stands(tool, tmp_path):
    module = tmp_path / "module.py"
    module.write_text(
        "import smartscore.text.csl\n"
        "def late():\n    from smartscore import words\n    from smartscore.read import shelf\n",
        encoding="utf-8",
    )
    named = set(tool("rooms")["_named"](module))
    assert {"smartscore.text.csl", "smartscore.words", "smartscore.read.shelf"} <= named


def test_what_follows_from_others_is_left_out_and_nothing_else(tool):
    shortest = tool("rooms")["shortest"]
    edges = {"a": {"b", "c", "d"}, "b": {"c"}, "c": set(), "d": set()}
    assert shortest(edges) == {"a": {"b", "d"}, "b": {"c"}, "c": set(), "d": set()}


def test_places_that_the_page_points_at_are_there():
    words = PAGE.split("## Every import", 1)[0]
    for place in re.findall(r"`(\w+/\w*)`", words):
        there = [ROOT / place, PACKAGE / place, (PACKAGE / place).with_suffix(".py")]
        assert any(path.exists() for path in there), place


def test_every_key_of_the_models_stands_in_the_page_of_the_format():
    table = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
    keys = set(re.findall(r"^\| `([\w$-]+)` \|", table, re.MULTILINE))
    explained = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    code = " ".join(re.findall(r"`[^`\n]+`", explained))
    silent = {key for key in keys if not re.search(rf"(?<![\w-]){re.escape(key)}(?![\w-])", code)}
    assert silent <= {"URL", "note", "publisher", "type"}  # of CSL, which the page names as a whole
    assert len(keys) > 100

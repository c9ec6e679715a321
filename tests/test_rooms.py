"""The map of CONTRIBUTING.md names every room, and only rooms that are there."""

import re

from .conftest import ROOT

PACKAGE = ROOT / "src" / "smartscore"


def test_the_map_is_true():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = text.split("| room |", 1)[1].split("## Habits", 1)[0]
    rows = [line for line in table.split("\n") if line.startswith("| `")]
    named = {name for row in rows for name in re.findall(r"`(\w+)/`", row.split("|")[1])}
    rooms = {folder.parent.name for folder in PACKAGE.glob("*/__init__.py")}
    assert named == rooms
    data = set(re.findall(r"`(\w+)/` has|`(\w+)/` lists", table))
    folders = {f.name for f in PACKAGE.iterdir() if f.is_dir() and f.name != "__pycache__"}
    assert folders - rooms == {name for pair in data for name in pair if name}


def test_nothing_stands_beside_the_rooms():
    assert {path.name for path in PACKAGE.glob("*.py")} == {"__init__.py", "__main__.py"}

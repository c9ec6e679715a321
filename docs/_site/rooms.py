"""The rooms of the package and who takes from whom, read from its imports."""

import ast
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent.parent
PACKAGE: Final = ROOT / "src" / "smartscore"
STAIRS: Final = "imports go down"
"""The contract of the import linter that says which room stands above which."""

Edges = Mapping[str, frozenset[str]]


def layers() -> list[list[str]]:
    """The rooms from top to bottom; those of one row do not know one another."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    found = next(each for each in contracts if each["name"] == STAIRS)
    return [[room.strip() for room in row.split("|")] for row in found["layers"]]


def imports() -> Edges:
    """For each room those that its modules import, at their top or inside a function."""
    rooms = [room for row in layers() for room in row]
    found = {}
    for room in rooms:
        named = {name for file in _files(room) for name in _named(file)}
        near = {name.split(".")[1] for name in named if name.startswith("smartscore.")}
        found[room] = frozenset(near & set(rooms) - {room})
    return found


def _files(room: str) -> Iterator[Path]:
    folder = PACKAGE / room
    return folder.rglob("*.py") if folder.is_dir() else iter([folder.with_suffix(".py")])


def _named(file: Path) -> Iterator[str]:
    """What a module imports, at its top or inside a function."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def shortest(edges: Edges) -> Edges:
    """The imports without those that lead to where others lead as well."""

    def below(room: str) -> set[str]:
        return {each for near in edges[room] for each in (near, *below(near))}

    return {
        room: frozenset(near) - {far for each in near for far in below(each)}
        for room, near in edges.items()
    }


def table() -> str:
    """A table of the rooms: what each takes from others, and from libraries."""
    edges = imports()
    lines = ["| room | imports | libraries |", "|---|---|---|"]
    for row in layers():
        for room in row:
            near = ", ".join(f"`{each}`" for each in sorted(edges[room]))
            outside = ", ".join(sorted(_libraries(room)))
            lines.append(f"| `{room}` | {near} | {outside} |")
    return "\n".join(lines)


def _libraries(room: str) -> set[str]:
    tops = {name.partition(".")[0] for file in _files(room) for name in _named(file)}
    return tops - sys.stdlib_module_names - {"smartscore"}

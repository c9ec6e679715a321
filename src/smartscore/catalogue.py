"""Where rubrics are: the bundled library, folders the user names, or a path in the file."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

_CODE = re.compile(r"^code:[ \t]*[\"']?(?P<code>[a-z0-9-]+)", re.MULTILINE)
_HEAD = 4096


def bundled() -> Path:
    """The folder of the bundled rubrics: inside an installed package, or that of a checkout."""
    here = Path(__file__).resolve().parent
    inside = here / "rubrics"
    return inside if inside.is_dir() else here.parents[1] / "rubrics"


class Catalogue:
    """Finds rubric files by code; the user's folders are looked through before the bundled one."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self.folders = (*folders, bundled())

    def candidates(self, code: str) -> Iterator[Path]:
        """Files that may hold the rubric: first those named after it, then those that say so."""
        for folder in self.folders:
            named = folder / f"{code}.yaml"
            if _is_file(named):
                yield named
            for path in _yaml_files(folder):
                if path != named and _declared(path) == code:
                    yield path

    def codes(self) -> tuple[str, ...]:
        """The codes of all rubrics in the folders, for suggestions."""
        found = (_declared(path) for folder in self.folders for path in _yaml_files(folder))
        return tuple(sorted({code for code in found if code}))


def is_path(name: str) -> bool:
    """Whether a rubric reference names a file rather than a code."""
    return "/" in name or "\\" in name or name.endswith((".yaml", ".yml"))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _yaml_files(folder: Path) -> list[Path]:
    try:
        inside = list(folder.iterdir())
    except OSError:
        return []
    return sorted(p for p in inside if p.suffix in (".yaml", ".yml") and _is_file(p))


def _declared(path: Path) -> str | None:
    """The code that the top of a file declares, without reading it as YAML."""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            head = file.read(_HEAD)
    except OSError:
        return None
    match = _CODE.search(head)
    return match["code"] if match and "rubric/" in head else None

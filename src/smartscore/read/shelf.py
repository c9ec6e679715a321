"""Where rubrics are: the bundled library, folders the user names, or a path in the file."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from smartscore.read.premises import Home, Premises
from smartscore.text.likeness import Names

_CODE = re.compile(r"^code:[ \t]*[\"']?(?P<code>[a-z0-9-]+)", re.MULTILINE)
_VERSION = re.compile(r"^version:[ \t]*[\"']?(?P<version>[0-9.]+)", re.MULTILINE)
_HEAD = 4096

ARCHIVE: Final = "archive"
"""The folder of a shelf in which older major versions are kept, as `CODE@MAJOR.yaml`."""
_ARCHIVED = re.compile(r"(?P<code>[a-z0-9-]+)@(?P<major>[0-9]{1,6})")


def brought(name: str) -> Path:
    """A folder that comes with us: inside an installed package, or that of a checkout."""
    here = Path(__file__).resolve().parent.parent
    inside = here / name
    return inside if inside.is_dir() else here.parents[1] / name


def bundled() -> Path:
    """The folder of the bundled rubrics."""
    return brought("rubrics")


def is_bundled(code: str, version: str) -> bool:
    """Whether a rubric of this code and version comes with the program."""
    older = f"{ARCHIVE}/{code}@{version.partition('.')[0]}.yaml"
    return any(_version(bundled() / name) == version for name in (f"{code}.yaml", older))


def is_archived(path: Path) -> bool:
    """Whether a file is an older major version that is kept as it was."""
    named = path.suffix == ".yaml" and _ARCHIVED.fullmatch(path.stem)
    return bool(named) and path.absolute().parent.name == ARCHIVE


class Catalogue:
    """Finds rubric files by code; the user's folders are looked through before the bundled one.

    Which codes the files of a folder declare is found out once, when it is first asked for. Older
    major versions lie in its `archive/`, and are found only by who names the version.

    `allowed` are further files and folders that files may name; `anywhere` opens all that there
    are.
    """

    def __init__(
        self, folders: Sequence[Path] = (), *, allowed: Sequence[Path] = (), anywhere: bool = False
    ) -> None:
        self.folders = (*folders, bundled())
        self.premises = Premises(self.folders, tuple(allowed), anywhere)
        self._shelves: dict[Path, dict[str, list[Path]]] = {}
        self._codes: Names | None = None

    def allowing(self, paths: Sequence[Path]) -> "Catalogue":
        """The same rubrics, for files that may name what lies at these paths, too."""
        shelves = self.folders[:-1]
        return Catalogue(shelves, allowed=paths, anywhere=self.premises.anywhere)

    def candidates(self, code: str, major: int | None = None) -> Iterator[Path]:
        """Files that may hold the rubric: first those named after it, then those that say so.

        Where a major version is asked for, what the folder keeps of that version comes last.
        """
        for folder in self.folders:
            named = folder / f"{code}.yaml"
            if _is_file(named):
                yield named
            for path in self._inside(folder).get(code, ()):
                if path != named:
                    yield path
            kept = folder / ARCHIVE / f"{code}@{major}.yaml"
            if major is not None and _is_file(kept):
                yield kept

    def archived(self) -> Iterator[Path]:
        """Every older major version that is kept, folder by folder."""
        for folder in self.folders:
            yield from filter(is_archived, _yaml_files(folder / ARCHIVE))

    def kept_majors(self, code: str) -> set[int]:
        """The older major versions of a rubric that are kept."""
        named = (_ARCHIVED.fullmatch(path.stem) for path in self.archived())
        return {int(found["major"]) for found in named if found and found["code"] == code}

    def codes(self) -> Names:
        """The codes of all rubrics in the folders, for suggestions."""
        if self._codes is None:
            codes = {code for folder in self.folders for code in self._inside(folder)}
            self._codes = Names(sorted(codes))
        return self._codes

    def _inside(self, folder: Path) -> Mapping[str, list[Path]]:
        """The files of a folder by the code that their top declares, looked into once."""
        if folder not in self._shelves:
            found = self._shelves[folder] = {}
            home = self.premises.home(folder)
            for path in _yaml_files(folder):
                if code := _declared(path, home):
                    found.setdefault(code, []).append(path)
        return self._shelves[folder]


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


def _version(path: Path) -> str | None:
    """The version that the top of a file of the library declares, without reading it as YAML."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD).decode("utf-8", "replace").replace("\r", "\n")
    except (OSError, ValueError):
        return None
    found = _VERSION.search(head)
    return found["version"] if found else None


def _declared(path: Path, home: Home) -> str | None:
    """The code that the top of a file declares, without reading it as YAML."""
    try:
        with home.opened(path.name) as file:
            head = file.read(4 * _HEAD).decode("utf-8", "replace")[:_HEAD].replace("\r", "\n")
    except (OSError, ValueError):
        return None
    match = _CODE.search(head)
    return match["code"] if match and "rubric/" in head else None

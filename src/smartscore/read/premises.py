"""Which files a file may name: those of its folder, of its repository or project, and of shelves.

Whoever wrote a file chose the paths in it, and that need not be whoever reads it. So a path leads
to a regular file on these premises, after all links; else the file is not opened, and nothing of it
is told. What the reader names on the command line is theirs to choose and is not held against this.
"""

import errno
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

SETTINGS: Final = "pyproject.toml"
REPOSITORY: Final = ".git"

_OURS = re.compile(
    rb"^[ \t]*\[[ \t]*tool[ \t]*\.[ \t]*[\"']?smartscore[\"']?[ \t]*[.\]]", re.MULTILINE
)
_HEAD: Final = 1024 * 1024
_SYSTEM: Final = tuple(map(Path, ("/proc", "/sys", "/dev")))
_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - a disk in memory, where people keep files
_OF_WINDOWS = re.compile(r"[A-Za-z]:[\\/]|\\")
_FLAGS: Final = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_BINARY")
)


class Outside(ValueError):  # noqa: N818 - a place, not a mistake in a program
    """A path leads off the premises of the file that names it."""

    def __init__(self) -> None:
        super().__init__("outside")


class Premises(NamedTuple):
    """What files may name besides their own folder and project.

    `shelves` are the folders of rubrics, `allowed` further files and folders; `anywhere` opens
    everything but devices and what the system keeps in /proc and /sys.
    """

    shelves: tuple[Path, ...] = ()
    allowed: tuple[Path, ...] = ()
    anywhere: bool = False

    def home(self, folder: Path) -> "Home":
        """Where the paths of a file in this folder start from, and where they may end."""
        try:
            real = _real(folder)
        except (OSError, ValueError):  # gone, or not even a name: nothing can be read there
            return Home(folder, (), self.anywhere)
        further = (_real(path) for path in (*self.shelves, *self.allowed) if os.path.lexists(path))
        return Home(folder, (real, *projects(real), *further), self.anywhere)


class Home(NamedTuple):
    """The folder from which the paths of a file start, and the folders in which they may end."""

    folder: Path
    roots: tuple[Path, ...] = ()
    anywhere: bool = False

    def admitted(self, name: str) -> Path:
        """The path that a name stands for; it need not be there.

        Raises Outside where it leads off the premises, ValueError with a word of `reason.*` in a
        locale where it is hidden, of the system, or no name on this system.
        """
        if os.name == "posix" and _OF_WINDOWS.match(name):
            raise ValueError("windows")
        if os.name == "nt" and not self.anywhere and name.replace("/", "\\").startswith("\\\\"):
            raise Outside  # looking for it would already ask another machine
        try:
            path = self.folder / name
            real = _real(path)
        except (OSError, ValueError):
            raise ValueError("name") from None
        self._admit(real)
        return path

    def opened(self, name: str) -> BinaryIO:
        """The regular file that a name stands for, opened; it is looked at again when it is open.

        Raises as `admitted` does, ValueError("not-a-file") for devices, pipes and sockets, OSError
        for folders and where there is nothing to be read.
        """
        path = self.admitted(name)
        try:
            _regular(path.stat())
            handle = os.open(path, _FLAGS)
        except ValueError as error:  # of the system: a name that can't be
            raise ValueError(str(error) if str(error) == "not-a-file" else "name") from None
        try:
            _regular(os.fstat(handle))
            self._admit(_real_of(handle, path))
            return os.fdopen(handle, "rb")
        except BaseException:
            os.close(handle)
            raise

    def _admit(self, real: Path) -> None:
        if any(real.is_relative_to(place) for place in _SYSTEM) and not (
            real.is_relative_to(_MEMORY)
        ):
            raise ValueError("not-a-file") if self.anywhere else Outside
        if self.anywhere:
            return
        inside = [real.relative_to(root) for root in self.roots if _holds(root, real)]
        if not inside:
            raise Outside
        if all(any(part.startswith(".") for part in way.parts) for way in inside):
            raise ValueError("hidden")


def projects(folder: Path) -> tuple[Path, ...]:
    """The repository and the project that a folder without links in its path lies in.

    That is the nearest folder, itself or above, that has a `.git`, and the nearest that has a
    pyproject.toml with a table [tool.smartscore]. The root of the disk and the reader's own home
    are neither: all that people have lies beneath them.
    """
    repository, project = None, None
    for here in (folder, *folder.parents):
        if here == here.parent or here == _own():
            break
        if repository is None and os.path.lexists(here / REPOSITORY):
            repository = here
        if project is None and _is_project(here / SETTINGS):
            project = here
    return tuple(dict.fromkeys(found for found in (repository, project) if found is not None))


def settings_above(folder: Path) -> Iterator[Path]:
    """Every pyproject.toml that is looked into for a file in this folder."""
    for here in (folder, *folder.parents):
        if os.path.lexists(here / SETTINGS):
            yield here / SETTINGS


def leads_away(path: Path, home: Home) -> bool:
    """Whether a path that was found, not named, is a link that leaves the premises."""
    try:
        real = _real(path)
        if real == _real(path.parent) / path.name:
            return False
        home._admit(real)  # noqa: SLF001 - of this module
    except Outside:
        return True
    except (OSError, ValueError):
        return True
    return False


def _holds(root: Path, real: Path) -> bool:
    """Whether a path lies in a folder; the root of the disk holds only what lies right in it."""
    return real.parent == root if root == root.parent else real.is_relative_to(root)


def _real(path: Path) -> Path:
    real = os.path.realpath(path)
    return Path(f"/{real.lstrip('/')}") if real.startswith("//") else Path(real)


def _real_of(handle: int, path: Path) -> Path:
    """Where an open file lies; as the system says if it can, else by its path looked up again."""
    try:
        return Path(f"/proc/self/fd/{handle}").readlink()
    except OSError:
        real = _real(path)
        if not os.path.samestat(os.fstat(handle), real.stat()):
            raise Outside from None
        return real


def _regular(found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(found.st_mode):
        raise ValueError("not-a-file")


def _is_project(settings: Path) -> bool:
    try:
        _regular(settings.stat())
        with settings.open("rb") as file:
            return _OURS.search(file.read(_HEAD)) is not None
    except (OSError, ValueError):
        return False


def _own() -> Path | None:
    try:
        return _real(Path.home())
    except (OSError, RuntimeError, ValueError):
        return None

"""Where a file lies in its repository, which is how servers name it."""

import os
from functools import cache
from pathlib import Path

_ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BUILD_SOURCESDIRECTORY")


def in_repository(file: str) -> str:
    """The path of a file from the top of the repository, with forward slashes.

    The top is the folder that the CI job names, else the nearest one with `.git` at or above the
    working folder, else that above the file. A file that lies in none of these keeps its name.
    """
    try:
        return _placed(file, str(Path.cwd()), _told())
    except OSError:  # the folder is gone
        return file


@cache
def _placed(file: str, here: str, told: tuple[str, ...]) -> str:
    absolute = _joined(here, file)
    for root in (*told, _top(here), _top(os.path.dirname(absolute))):  # noqa: PTH120
        if root is not None and (inside := _inside(root, absolute)) is not None:
            return (_checked_out(root, inside) if root in told else inside).as_posix()
    return file


def _told() -> tuple[str, ...]:
    named = (os.environ.get(name, "") for name in _ROOTS)
    return tuple(root for root in named if os.path.isabs(root))  # noqa: PTH117


def _joined(folder: str, name: str) -> str:
    return os.path.normpath(os.path.join(folder, name))  # noqa: PTH118 - links stay


def _inside(root: str, absolute: str) -> Path | None:
    """A file as seen from a folder above it, also where a link leads to that folder."""
    folder, name = os.path.split(absolute)
    real = os.path.realpath
    for top, path in ((root, absolute), (real(root), _joined(real(folder), name))):
        try:
            return Path(path).relative_to(os.path.normpath(top))
        except ValueError:
            continue
    return None


def _checked_out(root: str, inside: Path) -> Path:
    """A file of a job as seen from its repository, which may be checked out below the job's folder.

    Where that folder is a repository itself, one below it is a part of it, such as a submodule.
    """
    for folder in reversed(inside.parents):
        if _is_top(Path(root, folder)):
            return inside.relative_to(folder)
    return inside


@cache
def _top(folder: str) -> str | None:
    """The nearest folder with `.git`, which is a file in a worktree or submodule."""
    for each in (Path(folder), *Path(folder).parents):
        if _is_top(each):
            return str(each)
    return None


@cache
def _is_top(folder: Path) -> bool:
    return os.path.lexists(folder / ".git")

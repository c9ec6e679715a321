"""Where a file lies in its repository, which is how servers name it."""

import os
from functools import cache
from pathlib import Path

_ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BUILD_SOURCESDIRECTORY")


def in_repository(file: str) -> str:
    """The path of a file from the top of the repository, with forward slashes.

    The top is the nearest folder with `.git` at or above the working folder, else above the file,
    else what the CI job names. A file that lies in none of these keeps its name.
    """
    try:
        return _placed(file, str(Path.cwd()), _told())
    except OSError:  # the folder is gone
        return file


@cache
def _placed(file: str, here: str, told: tuple[str, ...]) -> str:
    absolute = os.path.normpath(os.path.join(here, file))  # noqa: PTH118 - links stay
    for root in (_top(here), _top(os.path.dirname(absolute)), *told):  # noqa: PTH120
        if root is None:
            continue
        try:
            return Path(absolute).relative_to(root).as_posix()
        except ValueError:
            continue
    return file


def _told() -> tuple[str, ...]:
    return tuple(root for name in _ROOTS if (root := os.environ.get(name)))


@cache
def _top(folder: str) -> str | None:
    """The nearest folder with `.git`, which is a file in a worktree or submodule."""
    for each in (Path(folder), *Path(folder).parents):
        if os.path.lexists(each / ".git"):
            return str(each)
    return None

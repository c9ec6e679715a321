"""Whether what was made when the package was built is still what its modules would make."""

import os
from functools import cache
from pathlib import Path
from typing import Final

from smartscore.read.shelf import bundled

_MAKING: Final = (".py", ".md")
"""What is made comes of the modules, and of the pages of the manual."""


def is_fresh(file: Path) -> bool:
    """Whether a file that was made is younger than all that it is made of; raises OSError.

    An installed package does not change. In a checkout modules may, while the version stays.
    """
    made = file.stat().st_mtime_ns
    return not _is_checkout() or made > _changed()


def _is_checkout() -> bool:
    return shelf().parent != Path(__file__).resolve().parent.parent


@cache
def shelf() -> Path:
    """The folder of the bundled rubrics, without links."""
    return Path(os.path.realpath(bundled()))


@cache
def _changed() -> int:
    """When the youngest of our modules was changed, in nanoseconds."""
    folders = [str(Path(__file__).parent.parent)]
    youngest = 0
    for folder in folders:
        with os.scandir(folder) as found:
            for each in found:
                if each.is_dir():
                    folders.append(each.path)
                elif each.name.endswith(_MAKING):
                    youngest = max(youngest, each.stat().st_mtime_ns)
    return youngest

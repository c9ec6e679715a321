"""How what an extra brings is installed, told by how smartscore itself was.

Packages are named, not the extra: smartscore may have come from a file or a folder, and whatever an
index holds under its name would be somebody else's.
"""

import contextlib
import os
import shlex
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Final

BRINGS: Final = {
    "dask": ("dask[distributed]", "pyarrow"),
    "docx": ("pypandoc-binary",),
    "evidence": ("pypdfium2",),
    "png": ("resvg-py",),
    "xlsx": ("xlsxwriter",),
}
"""The packages of each extra, as `pyproject.toml` has them."""


def command(extra: str) -> str:
    """The command that adds what an extra brings to the environment in which we run."""
    home = Path(sys.prefix)
    if (home / "pipx_metadata.json").is_file():
        words = ["pipx", "inject", home.name]
    elif find_spec("pip") is None:
        words = ["uv", "pip", "install", "--python", _python()]
    else:
        words = [_python(), "-m", "pip", "install"]
    return shlex.join([*words, *BRINGS[extra]])


def _python() -> str:
    """The interpreter in as few words as lead to it from here; links of an environment stay."""
    ours = Path(sys.executable or "python3")
    with contextlib.suppress(OSError):
        if ours.with_name("python").samefile(ours):
            ours = ours.with_name("python")
    if shutil.which(ours.name) == str(ours):
        return ours.name
    near = os.path.relpath(ours)
    return str(ours) if near.startswith(os.pardir) else near

"""Programs that CI has and a developer's machine may lack: pandoc, a browser, an office suite.

Where one is missing a test is skipped with the reason; with SMARTSCORE_TEST_TOOLS=required, as in
`.ci/run`, it fails instead.
"""

import os
import shutil
from collections.abc import Sequence

import pytest


def program(*names: str) -> str:
    """The path of the first of these programs that is there."""
    for name in names:
        if (path := shutil.which(name)) is not None:
            return path
    missing(f"none of these programs is installed: {', '.join(names)}")
    raise AssertionError


def missing(reason: str) -> None:
    """Skip the test, or fail it where all tools are required."""
    if os.environ.get("SMARTSCORE_TEST_TOOLS") == "required":
        pytest.fail(reason)
    pytest.skip(reason)


def all_there(modules: Sequence[str]) -> None:
    """Skip the test where one of these Python modules is missing."""
    import importlib.util

    for name in modules:
        if importlib.util.find_spec(name) is None:
            missing(f"the Python module {name} is not installed")

"""Makes the bundled rubrics ready when the package is built (docs/performance.md)."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ReadyRubrics(BuildHookInterface):  # type: ignore[type-arg]
    """Writes `rubrics/ready/`, which goes into the wheel with the rubrics."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Judge every bundled rubric with the modules that are being packed."""
        sys.path.insert(0, str(Path(self.root) / "src"))
        from smartscore.read.shelving import make_ready

        make_ready(Path(self.root) / "rubrics")

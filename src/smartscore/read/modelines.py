"""Which schema a file names in its first line, so that editors find it."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pydantic import BaseModel

from smartscore.model.assessment import Assessment
from smartscore.model.cases import Cases
from smartscore.model.rubric import Rubric

MODELS: Final[Mapping[str, type[BaseModel]]] = {
    "rubric": Rubric,
    "assessment": Assessment,
    "cases": Cases,
}
"""The kinds of file that have a schema; a new kind starts here and in `cli.schema.Kind`."""


def nearest(file: Path, kind: type[BaseModel]) -> str | None:
    """The path from a file to the schema of its kind in a `schemas` folder above it, if any."""
    name = next(name for name, model in MODELS.items() if model is kind)
    for i, folder in enumerate(Path(os.path.realpath(file)).parents):
        if (folder / "schemas" / f"{name}.json").is_file():
            return "../" * i + f"schemas/{name}.json"
    return None

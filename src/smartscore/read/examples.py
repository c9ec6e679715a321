"""The examples that come with the program, which `new --example` copies."""

from pathlib import Path

from smartscore.read.shelf import brought


def examples() -> dict[str, Path]:
    """The files of the examples, by the name without its ending.

    >>> examples()["sumenep"].name
    'sumenep.yaml'
    """
    found = sorted(brought("examples").iterdir(), key=lambda path: path.stem)
    return {path.stem: path for path in found if path.is_file() and path.name[0] not in "._"}


def meant(file: str) -> str | None:
    """The example that a file which is not there was probably meant to be."""
    path = Path(file)
    found = examples().get(path.stem)
    return path.stem if found is not None and found.name == path.name else None

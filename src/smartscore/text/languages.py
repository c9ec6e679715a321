"""The languages of files and of readers, and the names by which they are asked for."""

from typing import Final, Literal

Language = Literal["id", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("id", "en")


def known_language(name: str | None) -> Language | None:
    """The language that a name stands for: `id` or `en`, also as `id_ID.UTF-8`; else None."""
    short = (name or "").lower().replace("_", "-").split("-")[0].split(".")[0]
    return next((each for each in LANGUAGES if each == short), None)

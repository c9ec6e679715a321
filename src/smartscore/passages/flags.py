"""What a reader should know of a passage before they take it for evidence."""

from typing import NamedTuple

from smartscore.passages.cutting import Passage


class Setting(NamedTuple):
    """What is known of the assessed place: its name and province, and the date, YYYY-MM-DD."""

    place: str = ""
    province: str = ""
    date: str = ""


class Flag(NamedTuple):
    """A reason for care: its `code`, and the words or the year in the passage that give it."""

    code: str
    found: str = ""


def flags(passage: Passage, setting: Setting) -> tuple[Flag, ...]:  # noqa: ARG001
    """The flags of a passage, in a fixed order."""
    return ()


def lacks(text: str) -> bool:  # noqa: ARG001
    """Whether a passage speaks of something that is not there, or too little of it."""
    return False

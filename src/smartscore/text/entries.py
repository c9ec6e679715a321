"""An entry of a library of references, and what keeps a library from being read."""

from typing import NamedTuple


class Entry(NamedTuple):
    """One source: the names by which it can be cited, and from where to where it stands.

    The first name is the one that is meant to be cited by.
    """

    names: tuple[str, ...]
    start: int
    end: int


class Damaged(ValueError):  # noqa: N818 - a finding, caught by whoever knows the file
    """A text is no such library; `why` is a word of `reason.*` in a locale, `line` is where."""

    def __init__(self, why: str, at: int, text: str = "") -> None:
        self.why = why
        self.line = 1 + text.count("\n", 0, at)
        super().__init__(why)

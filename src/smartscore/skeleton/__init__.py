"""Skeletons: commented files to fill in, and what a newer rubric adds to one that is filled in."""


class Refused(Exception):  # noqa: N818 - a result that callers read, named after what it says
    """A skeleton can't be made as it was asked for: the key of a sentence, and its values."""

    def __init__(self, key: str, **values: str) -> None:
        self.key, self.values = key, values
        super().__init__(key, values)


class Unplaced(Exception):  # noqa: N818 - as above
    """A file is written in a way that leaves no place for new lines between its own."""

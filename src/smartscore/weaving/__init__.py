"""Numbers inside a writer's own document: blocks between two comments, refreshed in place.

    <!-- smartscore: table dimensions sumenep.yaml indrajit -->
    <!-- /smartscore -->

Everything outside the blocks stays as it is, to the byte.
"""

from typing import NamedTuple


class Refused(Exception):  # noqa: N818 - a result that the command prints
    """What keeps a block from being refreshed: a sentence by its key, with its values."""

    def __init__(self, key: str, **values: object) -> None:
        self.key = key
        self.values = values
        super().__init__(key)


class Order(NamedTuple):
    """What a block asks for.

    `kind` is table, value or verdict, `name` the table or figure, `files` the assessments,
    `target` a rubric or the path of a node; `language` and `caption` are empty where not given.
    """

    kind: str
    name: str
    files: tuple[str, ...]
    target: str
    language: str
    caption: str

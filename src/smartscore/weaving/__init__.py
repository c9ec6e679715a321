"""Numbers inside a writer's own document, refreshed in place: in Markdown and in Word.

    <!-- smartscore: table dimensions sumenep.yaml indrajit -->
    <!-- /smartscore -->

Everything outside the blocks, or the content controls, stays as it is, to the byte.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Refused(Exception):  # noqa: N818 - a result that the command prints
    """What keeps a block from being refreshed: a sentence by its key, with its values."""

    def __init__(self, key: str, **values: object) -> None:
        self.key = key
        self.values = values
        super().__init__(key)


class Order(NamedTuple):
    """What a block asks for.

    `kind` is table, figure, value, verdict or references, `name` the table or figure, `files` the
    assessments, `target` a rubric or the path of a node; `language`, `caption` and `label` are
    empty where not given. `turns` says whether a wide table may have pages that lie.
    """

    kind: str
    name: str
    files: tuple[str, ...]
    target: str
    language: str
    caption: str
    label: str = ""
    turns: bool = True


class Fault(NamedTuple):
    """What is wrong with a block, or the whole document: a sentence by its key, with values."""

    key: str
    values: Mapping[str, object]

"""Moving lines of YAML about without touching what they say."""

from collections.abc import Sequence

from smartscore.nodes import MappingNode
from smartscore.problems import Edit


def reordered(text: str, node: MappingNode, order: Sequence[str]) -> Edit | None:
    """An edit that puts the keys of a block mapping in order, comments and blank lines with them.

    None where that can't be done by moving whole lines.
    """
    return None

"""What is remarked of the rows of a table, in sentences."""

from collections.abc import Iterator, Sequence
from typing import Final

from smartscore.studies.remarks import Remarked
from smartscore.words import Words

MOST: Final = 5
"""So many remarks are told where places are compared; the others are counted."""


def sentence(found: Remarked, words: Words) -> str:
    """A remark: its code, its weight, in how many rows, and what it says of the first."""
    each = found.first
    weight = words(f"severity.{each.severity}")
    row = words.count(each.place.line)
    said = {"code": each.code, "weight": weight, "row": row, "said": words.problem(each)}
    if found.rows == 1:
        return words("table.once", **said)
    return words("table.often", **said, count=words.count(found.rows))


def told(found: Sequence[Remarked], words: Words) -> Iterator[str]:
    """The first remarks in words, and how many more there are."""
    for each in found[:MOST]:
        yield words("table.remarked", remark=sentence(each, words))
    if len(found) > MOST:
        yield words("table.more-remarks", count=len(found) - MOST)

"""What is written of a place that was scored from a row: the columns of a tree, and their texts.

The columns are the same for every row: what the table says of the place, then the figures of the
whole and of each dimension or grafted rubric beneath it, then the codes of what was remarked.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Final, Literal, NamedTuple

from smartscore.engine.card import Card
from smartscore.engine.scored import ScoredNode
from smartscore.engine.tree import Node, Tree
from smartscore.results.records import number
from smartscore.tables.columns import FACTS as FACTS
from smartscore.tables.rows import Doubt

Kind = Literal["text", "number"]


class Field(NamedTuple):
    """A column: its name, and whether its cells are texts or numbers; both may be empty."""

    name: str
    kind: Kind


FIGURES: Final = (
    Field("shown", "text"),
    Field("score", "number"),
    Field("low", "number"),
    Field("high", "number"),
    Field("availability", "number"),
    Field("band", "text"),
    Field("staged", "number"),
    Field("gates", "text"),
)
"""What is said of the whole and of each node that has children."""

REMARKS: Final = "remarks"
"""The column of the codes of what was remarked, each with its column: `A217:income`."""

Texts = tuple[str, ...]


def fields(tree: Tree) -> tuple[Field, ...]:
    """The columns of a tree in their order; those of a node have its path beneath the whole.

    `governance/policy.shown` is the column `shown` of the node `governance/policy`; that of the
    whole is `shown`.
    """
    facts = (Field(name, "text") for name in FACTS)
    figures = (
        Field(f"{'/'.join(node.path[1:])}.{name}" if node.parent is not None else name, kind)
        for node in shown_nodes(tree)
        for name, kind in FIGURES
    )
    return (*facts, *figures, Field(REMARKS, "text"))


def shown_nodes(tree: Tree) -> Iterator[Node]:
    """The nodes of which figures are written: the whole and all that has children."""
    return (node for node in tree.nodes if node.children)


def figures(card: Card) -> Texts:
    """The figures of a card, as the columns between the facts and the remarks have them."""
    return tuple(chain.from_iterable(map(_figures, (n for n in card.nodes if n.place.children))))


def _figures(node: ScoredNode) -> Texts:
    return (
        node.shown or "",
        *map(spelt, map(number, (node.score, node.low, node.high, node.availability))),
        node.band.code if node.band else "",
        "" if node.staged_level is None else str(node.staged_level),
        " ".join(gate(o.gate.when, o.state) for o in node.gates if o.state != "passed"),
    )


def spelt(value: float | None) -> str:
    """A number as its cell has it: with all its digits, or nothing.

    >>> spelt(57.142857142857146), spelt(None)
    ('57.142857142857146', '')
    """
    return "" if value is None else repr(value)


def gate(when: str, state: str) -> str:
    """A gate that has something to say: what it watches, and what became of it.

    >>> gate("leader", "fired")
    'leader:fired'
    """
    return f"{when}:{state}"


def remark(doubt: Doubt) -> str:
    """What was remarked of a row: its code, and the column that it is of."""
    code = doubt.complaint.code.code
    return code if doubt.heading is None else f"{code}:{doubt.heading}"

"""The exact score without each part of it, and with each rating one step up or down."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final, NamedTuple

from smartscore.engine.card import Card
from smartscore.engine.score import varied
from smartscore.engine.scored import ScoredNode
from smartscore.engine.steps import MANY
from smartscore.model.rubric import Band
from smartscore.studies.drawing import steps

MOST: Final = MANY
"""With more indicators than this nothing is varied: it would cost the square of their number."""


class Variant(NamedTuple):
    """The whole with one thing otherwise: its score on the display scale, unrounded, and its band.

    `score` is None where nothing is left to score, or too little of it is rated; `move` is by how
    much it differs from the score as it is, None where there is none of the two.
    """

    score: Fraction | None
    shown: str | None
    band: Band | None
    move: Fraction | None


class Without(NamedTuple):
    """A dimension or a rated indicator, and the whole if its rubric did not have it."""

    node: ScoredNode
    variant: Variant


class Stepped(NamedTuple):
    """A rated indicator, and the whole with its rating one step lower and one step higher.

    None at an end of its scale. A step is the next level; an item of a checklist, that which weighs
    most; for quantities and surveys a tenth of the way between their ends.
    """

    node: ScoredNode
    down: Variant | None
    up: Variant | None

    @property
    def widest(self) -> Fraction:
        """How far the whole moves at most, whichever way, on its display scale."""
        return max((_width(each) for each in (self.down, self.up) if each), default=Fraction(0))


class Variants(NamedTuple):
    """All of a card, the widest first; nothing where it has no score or too many indicators."""

    without: tuple[Without, ...]
    stepped: tuple[Stepped, ...]


def variants(card: Card) -> Variants:
    """The whole without each part, and with each rating one step up or down."""
    if card.whole.score is None or len(card.tree.leaves) > MOST:
        return Variants((), ())
    without = sorted(_without(card), key=lambda each: -_width(each.variant))
    stepped = sorted(_stepped(card), key=lambda each: -each.widest)
    return Variants(tuple(without), tuple(stepped))


def _width(variant: Variant) -> Fraction:
    """How far a variant moves the whole; where it has no score, further than any that has one."""
    return Fraction(10**9) if variant.move is None else abs(variant.move)


def _without(card: Card) -> Iterator[Without]:
    places = _places(card)
    for node in card.nodes[1:]:
        first, last = node.place.leaves
        if node.status == "rated":
            yield Without(node, _variant(card, dict.fromkeys(places[_key(node)])))
        elif node.children and any(each.status == "rated" for each in node.indicators()):
            yield Without(node, _variant(card, dict.fromkeys(range(first, last))))


def _stepped(card: Card) -> Iterator[Stepped]:
    seen = set()
    places = _places(card)
    for node in card.indicators:
        if node.status != "rated" or _key(node) in seen:
            continue
        seen.add(_key(node))
        assert node.rating is not None
        assert node.value is not None
        ways = steps(node.place, node.rating, node.value)
        down, up = (
            _variant(card, dict.fromkeys(places[_key(node)], end(way))) if way else None
            for way, end in zip(ways, (min, max), strict=True)
        )
        yield Stepped(node, down, up)


def _key(node: ScoredNode) -> tuple[str, str]:
    """What a rating is written under: an indicator may stand at several places of a tree."""
    return node.owner.code, node.code


def _places(card: Card) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = {}
    for place, node in enumerate(card.indicators):
        found.setdefault(_key(node), []).append(place)
    return found


def _variant(card: Card, worths: dict[int, Fraction | None]) -> Variant:
    whole, before = varied(card, worths).whole, card.whole.score
    after = whole.score
    move = None if after is None or before is None else after - before
    return Variant(after, whole.shown, whole.band, move)

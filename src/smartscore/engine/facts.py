"""The small facts that a card holds of its nodes, and the scale that figures stand on."""

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from smartscore.arithmetic.numbers import exact, figure
from smartscore.model.fields import Text
from smartscore.model.rubric import Band, Display, Gate

if TYPE_CHECKING:
    from smartscore.engine.scored import ScoredNode


Status = Literal["rated", "unknown", "not_applicable"]


Values = Sequence[Fraction | None]


def on_display(value: Fraction, display: Display) -> Fraction:
    """A value from 0 to 1 on a display scale.

    >>> on_display(Fraction(1, 2), Display(min=1, max=5))
    Fraction(3, 1)
    """
    above, below = value.as_integer_ratio()
    bottom, under = exact(display.min).as_integer_ratio()
    top, beneath = exact(display.max).as_integer_ratio()
    # bottom + value * (top - bottom), over one line: fractions would be brought down four times
    span = top * under - bottom * beneath
    return Fraction(bottom * below * beneath + above * span, below * under * beneath)


class GateOutcome(NamedTuple):
    """A gate and what became of it: `open` is undecided, because the node is not known enough.

    `cap` is the highest band that it leaves while it fires.
    """

    gate: Gate
    state: Literal["fired", "open", "passed"]
    watched: "ScoredNode"
    cap: Band


class Totals(NamedTuple):
    """The weights of a node's children as they are written, added up: all, and those that count."""

    all: Fraction
    counted: Fraction


class Part(NamedTuple):
    """A part of the whole in which something is unknown, and of how many indicators."""

    node: "ScoredNode"
    unknown: tuple["ScoredNode", ...]
    indicators: int


class Line(NamedTuple):
    """A line of a scoring sheet.

    `weight` is the effective weight among what is applicable, from 0 to 1. `product` is that weight
    times the score of an indicator, on the display scale of the whole; that of a node is the sum of
    those beneath it, or its own where its mean is not arithmetic. None where there is no score and
    where a mean above is not arithmetic. Where everything applicable is rated the products add up
    to the score of the whole; else to what the rated part brings (docs/method.md, section 6).
    """

    weight: Fraction
    product: Fraction | None


class Step(NamedTuple):
    """One level up on one indicator, and by how much that raises the whole on its display scale.

    `asks` is the descriptor of the level to reach, or of the next described one above it, and
    `described` the level that it describes.
    """

    node: "ScoredNode"
    level: int | float
    gain: Fraction
    asks: Text | None
    described: int | float | None

    @property
    def shown(self) -> str:
        """The gain as printed, with one decimal at least."""
        return figure(self.gain, max(1, self.node.card.whole.display.decimals))

    @property
    def shows(self) -> bool:
        """Whether there is a gain in what is printed."""
        return bool(self.shown.strip("0."))

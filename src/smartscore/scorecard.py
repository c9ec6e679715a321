"""The result of scoring: frozen, complete, and ready to be shown; reports only pick and print."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple

from smartscore.assessment import Rating
from smartscore.fields import Text
from smartscore.rounding import exact, figure
from smartscore.rubric import Band, Display, Gate, Indicator, Rubric

Status = Literal["rated", "unknown", "not_applicable"]


def on_display(value: Fraction, display: Display) -> Fraction:
    """A value from 0 to 1 on a display scale.

    >>> on_display(Fraction(1, 2), Display(min=1, max=5))
    Fraction(3, 1)
    """
    bottom = exact(display.min)
    return bottom + value * (exact(display.max) - bottom)


class GateOutcome(NamedTuple):
    """A gate and what became of it: `open` is undecided, because the node is not known enough."""

    gate: Gate
    state: Literal["fired", "open", "passed"]
    watched: "ScoredNode"


@dataclass(frozen=True, slots=True)
class ScoredNode:
    """A rubric, a dimension or an indicator with everything the engine found out about it.

    `value`, `low_value` and `high_value` run from 0 to 1 and are exact; `None` means that there is
    nothing to compute from. `score`, `low` and `high` are the same on the display scale, and
    `score` is `None` where it is withheld because too little is rated. `owner` is the rubric in
    which the node is written, which inside a graft is not that of the card.
    """

    code: str
    kind: Literal["rubric", "dimension", "indicator"]
    title: Text
    path: tuple[str, ...]
    owner: Rubric
    method: str
    value: Fraction | None
    low_value: Fraction | None
    high_value: Fraction | None
    availability: Fraction | None
    withheld: bool
    weight: int | float | Fraction
    share: Fraction
    effective_weight: Fraction
    contribution: Fraction | None
    band: Band | None
    staged_level: int | float | None
    contested: bool
    gates: tuple[GateOutcome, ...] = ()
    children: tuple["ScoredNode", ...] = ()
    indicator: Indicator | None = None
    rating: Rating | None = None
    status: Status | None = None
    clipped: bool = False

    @property
    def display(self) -> Display:
        """The scale on which this node is shown: that of the rubric in which it is written."""
        return self.owner.display

    @property
    def score(self) -> Fraction | None:
        """The score on the display scale, unrounded; None where there is none or it is withheld."""
        return None if self.withheld else self.on_display(self.value)

    @property
    def low(self) -> Fraction | None:
        """The score if every unknown were at its lowest, or as it is where that is lower still."""
        return self.on_display(self.low_value)

    @property
    def high(self) -> Fraction | None:
        """The score if every unknown were at its highest, on the display scale."""
        return self.on_display(self.high_value)

    @property
    def shown(self) -> str | None:
        """The score as printed, with a decimal point."""
        return self.printed(self.score)

    def on_display(self, value: Fraction | None) -> Fraction | None:
        """A value from 0 to 1 on the scale on which this node is shown."""
        return None if value is None else on_display(value, self.display)

    def printed(self, score: Fraction | None) -> str | None:
        """A figure on the display scale at the decimals that the rubric prints."""
        return None if score is None else figure(score, self.display.decimals)

    def walk(self) -> Iterator["ScoredNode"]:
        """This node and everything beneath it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()

    def indicators(self) -> Iterator["ScoredNode"]:
        """The indicators beneath this node, in the order of the rubric."""
        return (node for node in self.walk() if node.kind == "indicator")


class Scorecard(NamedTuple):
    """One rubric scored for one assessment."""

    rubric: Rubric
    digest: str
    whole: ScoredNode

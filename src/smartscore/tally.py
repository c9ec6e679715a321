"""What each indicator brings to the whole, weight times score, as a scoring sheet adds it up."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from smartscore.rounding import exact
from smartscore.scorecard import ScoredNode
from smartscore.weighting import shares


class Line(NamedTuple):
    """One indicator on the sheet, or several together.

    `weight` is its effective weight among what is applicable, from 0 to 1; `weighted` that weight
    times its score, on the display scale of the whole. `weighted` is None where there is no score,
    and where a mean above the indicator is not arithmetic, so that products do not add up.
    """

    node: ScoredNode
    weight: Fraction
    weighted: Fraction | None


class Tally(NamedTuple):
    """The sheet of one card: a line for each indicator, and the sum of the products.

    `total` is None where there is nothing to add. It is the score of the whole where everything
    applicable is rated; else it is what the rated part brings, and the score is the mean over what
    is rated (docs/method.md, section 6). `places` has the lines by the paths of their indicators.
    """

    lines: tuple[Line, ...]
    total: Fraction | None
    places: Mapping[tuple[str, ...], Line]

    def part(self, node: ScoredNode) -> Line:
        """What all indicators beneath a node weigh and bring together."""
        beneath = [self.places[indicator.path] for indicator in node.indicators()]
        return Line(node, sum((line.weight for line in beneath), Fraction(0)), _sum(beneath))


def tally(whole: ScoredNode) -> Tally:
    """The sheet of a card."""
    lines = tuple(_lines(whole, whole, Fraction(1), adds_up=True))
    return Tally(lines, _sum(lines), {line.node.path: line for line in lines})


def _sum(lines: Iterable[Line]) -> Fraction | None:
    """The products together; None where there is none."""
    products = [line.weighted for line in lines if line.weighted is not None]
    return sum(products, Fraction(0)) if products else None


def _lines(
    node: ScoredNode, whole: ScoredNode, weight: Fraction, *, adds_up: bool
) -> Iterator[Line]:
    if node.kind == "indicator":
        score = whole.on_display(node.value)
        yield Line(node, weight, None if score is None or not adds_up else weight * score)
        return
    applicable = [child.availability is not None for child in node.children]
    parts = shares(
        [
            exact(child.weight) if applies else Fraction(0)
            for child, applies in zip(node.children, applicable, strict=True)
        ]
    )
    straight = adds_up and node.method == "arithmetic"
    for child, part in zip(node.children, parts, strict=True):
        yield from _lines(child, whole, weight * part, adds_up=straight)

"""Between which numbers the ratings of an indicator lie, whatever its measure."""

from fractions import Fraction

from smartscore.arithmetic.numbers import exact
from smartscore.engine.tree import Node


def ends(node: Node) -> tuple[Fraction, Fraction] | None:
    """Between which numbers ratings of an indicator lie."""
    indicator = node.indicator
    assert indicator is not None
    ends: tuple[int | float | None, ...] = ()
    if indicator.quantity is not None:
        ends = (indicator.quantity.worst, indicator.quantity.best)
    elif indicator.survey is not None:
        ends = (indicator.survey.min, indicator.survey.max)
    elif indicator.levels is not None and node.owner.scale:
        ends = (node.owner.scale[0].points, node.owner.scale[-1].points)
    known = [exact(each) for each in ends if each is not None]
    return (min(known), max(known)) if known else None

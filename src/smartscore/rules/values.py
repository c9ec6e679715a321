"""Ratings that can be scored and may not be what was meant: beyond a goalpost, or met twice."""

import re
from fractions import Fraction
from typing import Final, NamedTuple

from smartscore.arithmetic.numbers import exact, figure
from smartscore.model.fields import rational, shown
from smartscore.model.measures import Quantity
from smartscore.rules.rule import Found, RatingsCase, Rule, repeated
from smartscore.text.problems import Code, Severity

_THOUSANDS: Final = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
"""A number in which the point may stand between thousands, as it does in Indonesia."""

_FACTORS: Final = tuple(10**places for places in range(1, 7))
"""What a value is divided by, to see whether a decimal point was lost or a unit mistaken."""


def values_lie_within_the_goalposts(case: RatingsCase) -> Found:
    """A value lies between the goalposts of its quantity, or the report rests on a clipped one.

    What lies beyond a goalpost counts as the goalpost: nothing, or in full. That is right where a
    place is truly worse or better than the rubric can tell, and wrong where a number was mistyped.
    In Indonesia a point stands between thousands: `13.365` is read as thirteen and a bit. The
    message says where another reading of the digits would lie between the goalposts. Correct the
    value; where values beyond a goalpost are usual, write `clip: expected` in the rubric's
    quantity, and they are told as advice (A218).

    Breaks:
        rubrics: [measured@1]
        ratings:
          measured:
            income:
              value: 13.365
              because: It was counted.
              evidence: [{cite: plan2024, at: 1, shows: The income}]

    Keeps:
        rubrics: [measured@1]
        ratings:
          measured:
            income:
              value: 13365
              because: It was counted.
              evidence: [{cite: plan2024, at: 1, shows: The income}]
    """
    yield from _beyond(case, clip=None)


def expected_values_beyond_the_goalposts_are_told(case: RatingsCase) -> Found:
    """A value that the rubric expects beyond a goalpost counts as the goalpost, and that is told.

    The rubric says `clip: expected`: such values are usual, as incomes above the cap of an index.
    Nothing needs to be mended; but places beyond the goalpost can not be told apart, and a
    mistyped number looks the same.

    Breaks:
        rubrics: [capped@1]
        ratings:
          capped:
            income:
              value: 80000
              because: It was counted.
              evidence: [{cite: plan2024, at: 1, shows: The income}]

    Keeps:
        rubrics: [capped@1]
        ratings:
          capped:
            income:
              value: 74000
              because: It was counted.
              evidence: [{cite: plan2024, at: 1, shows: The income}]
    """
    yield from _beyond(case, clip="expected")


def items_are_met_once(case: RatingsCase) -> Found:
    """An item of a checklist is named once among those that are met.

    It counts once, however often it is named; where a code stands twice, another item was probably
    meant, and that one counts as not met.

    Breaks:
        rubrics: [measured@1]
        ratings:
          measured:
            papers:
              met: [decree, decree]
              because: It was read.
              evidence: [{cite: plan2024, at: 1, shows: The decree}]

    Keeps:
        rubrics: [measured@1]
        ratings:
          measured:
            papers:
              met: [decree]
              because: It was read.
              evidence: [{cite: plan2024, at: 1, shows: The decree}]
    """
    for route, rating, _, _ in case.stated():
        yield from repeated(rating.met or (), (*route, "met"))


RULES: tuple[Rule[RatingsCase], ...] = (
    Rule(Code("A217", Severity.WARNING, blocks=False), values_lie_within_the_goalposts),
    Rule(
        Code("A218", Severity.ADVICE, blocks=False), expected_values_beyond_the_goalposts_are_told
    ),
    Rule(Code("A219", Severity.WARNING, blocks=False), items_are_met_once),
)
"""What `assess` tells too: readers would take the figure as it stands."""


class _Goalposts(NamedTuple):
    """The two ends of a quantity."""

    worst: Fraction
    best: Fraction

    def __contains__(self, value: object) -> bool:
        """Whether a value lies between them, or on one of them."""
        assert isinstance(value, Fraction)
        return min(self) <= value <= max(self)


def _beyond(case: RatingsCase, clip: str | None) -> Found:
    """The values beyond a goalpost of the quantities that say so about clipping."""
    for route, rating, indicator, _ in case.stated():
        quantity = indicator.quantity
        if quantity is None or quantity.clip != clip or rating.value is None:
            continue
        if quantity.worst is None or quantity.best is None:
            continue
        ends = _Goalposts(exact(quantity.worst), exact(quantity.best))
        value = rational(rating.value)
        if value in ends or (quantity.transform == "log" and value <= 0):
            continue
        place = (*route, "value")
        text = case.as_written(place, rating.value)
        values = {"code": indicator.code, "value": text, **_passed(value, quantity)}
        yield place, values | _otherwise(text, value, ends)


def _passed(value: Fraction, quantity: Quantity) -> dict[str, str]:
    """Which goalpost a value lies beyond, and on which side of it."""
    assert quantity.worst is not None
    assert quantity.best is not None
    side = "below" if value < min(exact(quantity.worst), exact(quantity.best)) else "above"
    worst_is_lower = exact(quantity.worst) < exact(quantity.best)
    end = "worst" if (side == "below") == worst_is_lower else "best"
    goalpost = quantity.worst if end == "worst" else quantity.best
    return {"beyond": f"{side}-{end}", "goalpost": shown(goalpost)}


def _otherwise(text: str, value: Fraction, ends: _Goalposts) -> dict[str, str]:
    """Another reading of the digits that lies between the goalposts, where there is one."""
    if _THOUSANDS.fullmatch(text) and (reading := value * 1000) in ends:
        return {"variant": "thousands", "meant": figure(reading, 0)}
    for factor in _FACTORS if _far(value, ends) else ():
        if value / factor in ends:
            meant = _decimal(value / factor)
            return {"variant": "divided", "factor": str(factor), "meant": meant}
    if 0 < abs(value) < 1 and value * 100 in ends:
        return {"variant": "percent", "meant": _decimal(value * 100)}
    return {}


def _far(value: Fraction, ends: _Goalposts) -> bool:
    """Whether a value lies further beyond a goalpost than the goalposts are apart."""
    return max(min(ends) - value, value - max(ends)) > max(ends) - min(ends)


def _decimal(value: Fraction) -> str:
    """A value in decimal notation, without zeros that say nothing."""
    return figure(value, 12).rstrip("0").rstrip(".")

"""What a rating says as it is written: which finding it is, and whether another says the same."""

from collections.abc import Mapping
from typing import Any, Final

from smartscore.merging.parts import Data
from smartscore.model.assessment import FINDINGS, RATINGS, TARGETS
from smartscore.model.fields import rational
from smartscore.text.notation import digits

RATED: Final = tuple(RATINGS.values())
"""The keys of which a rating that is one has one."""

PLANNED: Final = frozenset(TARGETS.values())
"""The keys of which a plan has one."""

_NUMBERS: Final = ("level", "value")


def key(rating: Mapping[str, Any]) -> str | None:
    """The key of what was found; None where it is open, or there is only a plan."""
    return next((name for name in FINDINGS if name in rating), None)


def finding(rating: Mapping[str, Any]) -> Data:
    """What was found alone, without reasons and evidence."""
    name = key(rating)
    return {} if name is None else {name: rating[name]}


def identity(rating: Mapping[str, Any]) -> object:
    """The same for ratings that say the same: 3 and 3.0, 1/2 and 0.5, items in another order.

    >>> identity({"level": 3}) == identity({"level": 3.0}), identity({"value": "1/2"})
    (True, ('value', Fraction(1, 2)))
    """
    name = key(rating)
    if name is None:
        return None
    value = rating[name]
    if name in _NUMBERS:
        return name, rational(value)
    if name == "met":
        return name, frozenset(value)
    if name == "responses":
        return name, _answers(value)
    return name


def said(rating: Mapping[str, Any]) -> str:
    """What was found as a sentence may quote it: the number, the items, or the key alone.

    Of a rating that is open, what each of its raters found.
    """
    name = key(rating)
    value: Any = rating.get(name or "")
    if name in _NUMBERS:
        return value if isinstance(value, str) else digits(value)
    if name == "met":
        return ", ".join(value) or "met: []"
    if name == "responses" and isinstance(value, dict):
        return ", ".join(f"{each}: {_written(inner)}" for each, inner in value.items())
    if name == "responses":
        return "; ".join(map(_written, value))
    if name is None:
        return ", ".join(map(said, rating.get("judgements", ())))
    return name


def _answers(value: Any) -> object:
    if isinstance(value, dict):
        return frozenset((name, repr(_number(inner))) for name, inner in value.items())
    return tuple(sorted(rational(each) for each in value))


def _number(value: Any) -> Any:
    return rational(value) if isinstance(value, int | float) else value


def _written(value: Any) -> str:
    return digits(value) if isinstance(value, int | float) else str(value)

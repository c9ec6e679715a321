"""What a change between two rubrics is: what it can do, where it stands, what was and what is."""

from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Literal, NamedTuple

from smartscore.model.fields import Citation, Translations

Value = (
    str
    | Translations
    | int
    | float
    | Fraction
    | date
    | tuple[str, ...]
    | tuple[Citation, ...]
    | None
)
"""What stood or stands there; a Fraction is a share of siblings, from 0 to 1."""


class Effect(StrEnum):
    """What a change can do, the gravest first."""

    SCORE = "score"
    REFUSAL = "refusal"
    RATING = "rating"
    TEXT = "text"


class Change(NamedTuple):
    """One difference: `key` is named as in the file, `path` leads to the node it stands in."""

    effect: Effect
    kind: Literal["changed", "touched", "added", "removed", "moved", "reordered", "reweighted"]
    path: tuple[str, ...]
    key: str
    old: Value = None
    new: Value = None

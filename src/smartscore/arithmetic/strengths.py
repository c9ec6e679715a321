"""What a measure of agreement is called, on the scales that readers know."""

from fractions import Fraction
from typing import Final, Literal

Scale = Literal["landis-koch", "krippendorff"]
Strength = Literal[
    "poor",
    "slight",
    "fair",
    "moderate",
    "substantial",
    "almost-perfect",
    "unreliable",
    "tentative",
    "reliable",
]
_LANDIS_KOCH: Final[tuple[tuple[Fraction, Strength], ...]] = (
    (Fraction(20, 100), "slight"),
    (Fraction(40, 100), "fair"),
    (Fraction(60, 100), "moderate"),
    (Fraction(80, 100), "substantial"),
    (Fraction(1), "almost-perfect"),
)
"""The highest kappa that goes by each word: Landis and Koch 1977, Biometrics 33."""

TENTATIVE: Final = Fraction(667, 1000)
RELIABLE: Final = Fraction(800, 1000)
"""Krippendorff 2004, Content Analysis, section 11.4: rely on .800 and more, draw tentative
conclusions from .667."""


def strength(value: Fraction | None, scale: Scale | None) -> Strength | None:
    """What a value is called on a scale; None where there is no value or no scale.

    >>> strength(Fraction(2, 7), "landis-koch"), strength(Fraction(3, 4), "krippendorff")
    ('fair', 'tentative')
    """
    if value is None or scale is None:
        return None
    if scale == "krippendorff":
        return (
            "reliable" if value >= RELIABLE else "tentative" if value >= TENTATIVE else "unreliable"
        )
    if value < 0:
        return "poor"
    return next(word for highest, word in _LANDIS_KOCH if value <= highest)

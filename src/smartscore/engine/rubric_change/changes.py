"""What a change between two rubrics is: what it can do, where it stands, what was and what is."""

from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final, Literal, NamedTuple

from smartscore.model.fields import Citation, Keywords, Translations

Value = (
    str
    | Translations
    | Keywords
    | int
    | float
    | Fraction
    | date
    | tuple[str, ...]
    | tuple[Citation, ...]
    | None
)
"""What stood or stands there; a Fraction is a share of siblings, from 0 to 1."""


_ASKED: Final = ("levels", "ladders", "checklist")
"""Keys below which a text says for what a rating is given."""


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

    @property
    def asks_anew(self) -> bool:
        """Whether a level or an item that was described is described otherwise in every language.

        What differs in one language only is taken for a mended translation.
        """
        if self.effect != Effect.RATING or self.key.partition(".")[0] not in _ASKED:
            return False
        before, after = _spoken(self.old), _spoken(self.new)
        return any(before) and all(a != b for a, b in zip(before, after, strict=True))


def _spoken(value: Value) -> tuple[str, str]:
    """A text in both languages, the other one where it has one only."""
    if isinstance(value, Translations):
        return value.id or value.en or "", value.en or value.id or ""
    text = value if isinstance(value, str) else ""
    return text, text

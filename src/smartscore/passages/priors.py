"""How much less likely some kinds of passages are to be evidence, whatever their words."""

from collections.abc import Sequence
from typing import Final

from smartscore.passages.cutting import Passage
from smartscore.passages.flags import Flag

PRIORS: Final = {
    "contents": 0.3,
    "references": 0.3,
    "method": 0.5,
    "theory": 0.5,
    "other-place": 0.5,
    "retold": 1.0,
    "wish": 1.0,
    "old": 1.0,
    "lack": 1.0,
}


def prior(passage: Passage, flags: Sequence[Flag]) -> float:  # noqa: ARG001
    """What the score of a passage is multiplied by, above 0 and at most 1."""
    found = 1.0
    for flag in flags:
        found *= PRIORS.get(flag.code, 1.0)
    return found

"""How much less likely some kinds of passages are to be evidence, whatever their words."""

from collections.abc import Sequence

from smartscore.passages.cutting import Passage
from smartscore.passages.flags import Flag


def prior(passage: Passage, flags: Sequence[Flag]) -> float:  # noqa: ARG001
    """What the score of a passage is multiplied by, above 0 and at most 1."""
    return 1.0

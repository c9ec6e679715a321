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
    "caption": 0.5,
    "question": 0.3,
    "other-place": 0.5,
    "retold": 1.0,
    "wish": 1.0,
    "old": 1.0,
    "lack": 1.0,
}


FRAGMENT: Final = 0.5
"""For a cell of a table or a piece of a line, which says little by itself."""

_FEWEST: Final = 6
"""A passage of fewer words is a fragment; numbers are none."""


def prior(passage: Passage, flags: Sequence[Flag], *, elsewhere: bool = False) -> float:
    """What the score of a passage is multiplied by, above 0 and at most 1.

    Where the whole document is about another place, a passage that names one is like those that
    do not: lowering it would only bring up others that do not tell whose they are.
    """
    found = 1.0
    for flag in flags:
        if not (elsewhere and flag.code == "other-place"):
            found *= PRIORS.get(flag.code, 1.0)
    text = passage.text
    if sum(word[0].isalpha() for word in text.split()) < _FEWEST:
        found *= FRAGMENT
    return found

"""What to rate next while a card has no score, in sentences."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from smartscore.engine.asking import Ask
from smartscore.engine.card import Card
from smartscore.words import Words

_LISTED: Final = 5
"""So many indicators are named; more are counted, unless it is only one."""


class Asked(NamedTuple):
    """How many ratings a score needs, and which ones first; both empty where nothing is asked."""

    title: str = ""
    lines: tuple[str, ...] = ()


def asked(card: Card, words: Words) -> Asked:
    """What to rate next, while there is no score and ratings can bring it nearer."""
    if card.whole.score is not None or not card.asking.asks:
        return Asked()
    needed, alternatives = card.asking.needed, card.asking.alternatives
    if len(alternatives) > 1:
        return Asked(words("asking.any"), tuple(_lines(alternatives, words)))
    if not needed:
        return Asked(words("asking.never"), tuple(_lines(card.asking.asks, words, figures=True)))
    key = "asking.one" if len(needed) == 1 else "asking.more"
    title = words(key, count=len(needed))
    return Asked(title, tuple(_lines(needed, words, figures=True)))


def _lines(asks: tuple[Ask, ...], words: Words, *, figures: bool = False) -> Iterator[str]:
    """The first of them, those of parts that get a figure with that, and how many more."""
    few = asks if len(asks) == _LISTED + 1 else asks[:_LISTED]
    for ask in few:
        line = words.text(ask.node.title)
        if ask.share:
            weight = words("unknown.weight", share=words.percent(ask.share))
            line = f"{line}, {weight}"
        parts = [words.text(node.title) for node in ask.shows if node.place.parent is not None]
        if figures and parts:
            line = words("asking.shows", asked=line, parts=", ".join(parts))
        yield line
    if len(asks) > len(few):
        yield words("asking.others", count=len(asks) - len(few))

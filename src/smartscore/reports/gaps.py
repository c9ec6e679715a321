"""What is unknown: where one looked for it, or that nobody has yet, each said once."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from smartscore.engine.card import Card
from smartscore.engine.scored import ScoredNode
from smartscore.reports import judged, phrases
from smartscore.words import Words

_ENOUGH: Final = 120
"""A reason ends with the first sentence that brings it to so many characters."""

_END = re.compile(r"[.!?](?=\s+\S)")


def gaps(card: Card, words: Words) -> Iterator[str]:
    """A line for each place where one looked, with what was not found there; the others in one.

    Of a long reason the first sentences are told.
    """
    reasons: dict[str, list[ScoredNode]] = {}
    for node in card.unknown:
        reasons.setdefault(_where(node, words), []).append(node)
    nobody = reasons.pop("", [])
    for reason, nodes in reasons.items():
        yield words("gaps.line", titles=_listed(nodes, words), reason=_first(reason))
    if nobody:
        yield words("gaps.nobody", titles=_listed(nobody, words))


def sought(card: Card, words: Words) -> str:
    """How much of what is unknown was looked for, and which option tells where."""
    still = sum(node.rating is not None and node.rating.is_open for node in card.unknown)
    looked = sum(bool(_where(node, words)) for node in card.unknown) - still
    rest = len(card.unknown) - looked - still
    if still:
        told = words("gaps.counted-open", open=still, sought=looked, nobody=rest)
        return f"{told} {words('unknown.more')}"
    if not looked:
        return f"{words('gaps.none')} {words('unknown.list')}"
    told = words("gaps.counted", sought=looked, nobody=rest) if rest else words("gaps.all")
    return f"{told} {words('unknown.more')}"


def _where(node: ScoredNode, words: Words) -> str:
    """What the rater wrote of where it was looked for, or what several judged; else nothing."""
    rating = node.rating
    if rating is None:
        return ""
    return words.text(rating.unknown) or (judged.sentence(rating, words) if rating.is_open else "")


def _listed(nodes: Iterable[ScoredNode], words: Words) -> str:
    return "; ".join(phrases.unknown(node, words) for node in nodes)


def _first(reason: str) -> str:
    """The first sentences of a reason, and a sign where there is more.

    >>> _first("The plan has none. Nor has the site.")
    'The plan has none. Nor has the site.'
    >>> _first(f"The plan {'really ' * 20}has none. Nor has the site.")[-11:]
    'has none. …'
    """
    end = next((end.end() for end in _END.finditer(reason) if end.end() >= _ENOUGH), None)
    return reason if end is None else f"{reason[:end]} …"

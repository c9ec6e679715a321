"""What is unknown: where one looked for it, or that nobody has yet, each said once."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from smartscore.engine.card import Card
from smartscore.engine.scored import ScoredNode
from smartscore.reports import judged, phrases
from smartscore.rules.candidates import is_waiting
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
    """How much of what is unknown was looked for, and which option tells where.

    What waits for its candidates to be read was not; nor is nothing there where evidence stands.
    """
    found = Counter(_kind(node, words) for node in card.unknown)
    kinds = [kind for kind in _KINDS if found[kind]]
    if kinds in (["unread"], ["short"], ["sought"], ["nobody"]):
        told = words(f"gaps.all.{kinds[0]}")
    else:
        said = "; ".join(words(f"gaps.part.{kind}", count=found[kind]) for kind in kinds)
        told = f"{said[:1].upper()}{said[1:]}."
    looked = any(kind not in _NOT_LOOKED for kind in kinds)
    return f"{told} {words('unknown.more' if looked else 'unknown.list')}"


_KINDS: Final = ("open", "sought", "short", "unread", "nobody")
"""Still open between raters; looked for, and found nothing, or too little; with candidates that
nobody has read; and what nobody has looked for."""

_NOT_LOOKED: Final = ("unread", "nobody")


def _kind(node: ScoredNode, words: Words) -> str:
    rating = node.rating
    if rating is None or not _where(node, words):
        return "nobody"
    if rating.is_open:
        return "open"
    if is_waiting(rating):
        return "unread"
    return "short" if rating.evidence else "sought"


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

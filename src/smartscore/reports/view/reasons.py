"""Why a figure is what it is, or why there is none; and what to rate so that there is one."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from smartscore.arithmetic.numbers import figure
from smartscore.engine.card import Card
from smartscore.engine.driving import extremes, missing, shares
from smartscore.engine.scored import ScoredNode
from smartscore.reports import phrases
from smartscore.reports.plans import brief
from smartscore.reports.view.fitting import cut
from smartscore.words import Words

_ENDS: Final = ("onepage.reason.highest", "onepage.reason.lowest")
_ASKED: Final = 3
"""So many are named of those that are to be rated; the others are counted."""


def why(card: Card, words: Words) -> Iterator[str]:
    """The reasons, the weightiest first."""
    if card.whole.availability is None:
        return
    if card.whole.score is None:
        yield from _unknown(card, words)
        yield from _known_already(card, words)
        return
    yield from (line for outcome, line in phrases.gates(card, words) if outcome.state == "fired")
    found = shares(card)
    if found:
        most = max(found, key=lambda share: share.brings)
        if most.brings:
            yield _told("onepage.reason.brings", most.node, most.brings, words)
        lacking = sorted(found, key=lambda share: -share.lacks)
        keys = ("onepage.reason.lacks", "onepage.reason.lacks-too")
        pairs = zip(keys, lacking, strict=False)
        lines = [_told(key, s.node, s.lacks, words) for key, s in pairs if s.lacks]
        yield from lines[:1]
    elif ends := extremes(card):
        lines = [
            words(key, title=_title(node, words), rating=brief(node, words))
            for key, node in zip(_ENDS, ends, strict=True)
        ]
        yield from lines
    if card.unknown:
        yield from _unknown(card, words)
    elif found:
        yield from lines[1:]


def _known_already(card: Card, words: Words) -> Iterator[str]:
    """What is known while there is no score: gates, contested findings, what stands at the ends."""
    yield from (line for _, line in phrases.gates(card, words))
    yield from (phrases.contested(node, words) for node in card.contested[:1])
    if ends := extremes(card):
        for key, node in zip(_ENDS, ends, strict=True):
            yield words(key, title=_title(node, words), rating=brief(node, words))


def _told(key: str, node: ScoredNode, points: Fraction, words: Words) -> str:
    decimals = max(1, node.card.whole.display.decimals)
    return words(
        key,
        title=_title(node, words),
        rating=brief(node, words),
        points=words.figure(figure(points, decimals)),
    )


def _unknown(card: Card, words: Words) -> Iterator[str]:
    """The parts in which something is not rated, where that weighs most first."""
    for each in missing(card):
        part = each.part
        yield words(
            "onepage.reason.unknown",
            title=_title(part.node, words),
            count=len(part.unknown),
            total=part.node.applying,
            share=words.percent(each.share),
        )


def next_asked(card: Card, words: Words) -> str:
    """The fewest ratings after which there is a score; empty where there is one, or can be none."""
    needed = card.asking.needed
    if not needed:
        return ""
    named = [
        words("onepage.ask", title=_title(ask.node, words), share=words.percent(ask.share))
        for ask in needed[:_ASKED]
    ]
    if len(needed) > _ASKED:
        named.append(words("onepage.more", count=len(needed) - _ASKED))
    told = words("onepage.ask-shows", count=len(needed), titles="; ".join(named))
    others = len(card.asking.alternatives)
    return f"{told} {words('onepage.ask-any', count=others)}" if others > 1 else told


def _title(node: ScoredNode, words: Words) -> str:
    return cut(words.text(node.title))

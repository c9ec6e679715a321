"""What scores would be if some ratings were other ones: before, after, and the difference."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from smartscore import __version__
from smartscore.arithmetic.numbers import half_up
from smartscore.engine.scored import ScoredNode
from smartscore.results.records import number
from smartscore.results.result import Result


class Moved(NamedTuple):
    """A node before and after, each on a card of its own."""

    before: ScoredNode
    after: ScoredNode

    @property
    def difference(self) -> Fraction | None:
        """By how much the score rises, unrounded, on the display scale; None where one is none."""
        if self.before.score is None or self.after.score is None:
            return None
        return self.after.score - self.before.score

    @property
    def shown_difference(self) -> Fraction | None:
        """The same between the figures as they are printed, which stand beside it."""
        if self.before.score is None or self.after.score is None:
            return None
        decimals = self.before.display.decimals
        return half_up(self.after.score, decimals) - half_up(self.before.score, decimals)


class Tried(NamedTuple):
    """One rubric: the indicators that were changed, and what stands above them, the whole first."""

    whole: Moved
    changed: tuple[Moved, ...]
    parts: tuple[Moved, ...]


@dataclass(frozen=True, eq=False)
class Trial:
    """An assessment as it is and as it would be; `cards` are those in which a rating changes."""

    before: Result
    after: Result
    cards: tuple[Tried, ...]

    def to_dict(self) -> dict[str, Any]:
        """The same as `trial/1`, which `assess --set` writes as JSON: plain data."""
        assessment = self.before.assessment
        return {
            "format": "trial/1",
            "smartscore": __version__,
            "subject": assessment.subject.model_dump(exclude_none=True),
            "date": assessment.date.isoformat(),
            "cards": [_card(card) for card in self.cards],
        }


def tried(before: Result, after: Result) -> Trial:
    """What ratings that were changed (`api/changing`) make of the cards of a result."""
    cards = []
    for old, new in zip(before.cards, after.cards, strict=True):
        pairs = [Moved(*pair) for pair in zip(old.nodes, new.nodes, strict=True)]
        changed = [p for p in pairs if p.before.rating is not p.after.rating]
        above = {i for pair in changed for i in _above(pair.before)}
        parts = tuple(pairs[i] for i in sorted(above))
        if changed:
            cards.append(Tried(pairs[0], tuple(changed), parts))
    return Trial(before, after, tuple(cards))


def _above(node: ScoredNode) -> Iterator[int]:
    """The places of what stands above an indicator, the whole left out."""
    parent = node.parent
    while parent is not None and parent.place.index:
        yield parent.place.index
        parent = parent.parent


def _card(card: Tried) -> dict[str, Any]:
    rubric = card.whole.before.card.rubric
    return {
        "rubric": {"code": rubric.code, "version": rubric.version},
        "overall": _moved(card.whole),
        "parts": [_moved(part) for part in card.parts],
        "changed": [_moved(one) for one in card.changed],
    }


def _moved(pair: Moved) -> dict[str, Any]:
    return {
        "node": "/".join(pair.before.path),
        "before": _figures(pair.before),
        "after": _figures(pair.after),
        "difference": number(pair.difference),
        "shown_difference": number(pair.shown_difference),
    }


def _figures(node: ScoredNode) -> dict[str, Any]:
    found: dict[str, Any] = {
        "score": number(node.score),
        "shown": node.shown,
        "low": number(node.low),
        "high": number(node.high),
        "availability": number(node.availability),
        "band": node.band.code if node.band else None,
    }
    if node.kind == "indicator":
        found["status"] = node.status
    return found

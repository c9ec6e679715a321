"""What changed between two assessments of one place: indicator by indicator, side by side."""

from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple, get_args

from smartscore.engine.card import Card
from smartscore.engine.scored import ScoredNode
from smartscore.results.result import Result

Kind = Literal["rated", "known", "lost", "applies"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
"""How an indicator changed: it is rated otherwise, it is rated and was not, it was rated and is not
any more, or it does not apply on one of the days."""


class Change(NamedTuple):
    """An indicator that is rated otherwise than before; None where a version does not have it."""

    before: ScoredNode | None
    now: ScoredNode | None

    @property
    def node(self) -> ScoredNode:
        """The indicator as it is named now, or was, where it is gone."""
        found = self.now or self.before
        assert found is not None
        return found

    @property
    def kind(self) -> Kind:
        """How it changed; what a version does not have is unknown there."""
        old, new = (node.status if node else "unknown" for node in self)
        if "not_applicable" in (old, new):
            return "applies"
        if old == new:
            return "rated"
        return "known" if new == "rated" else "lost"


class Changed(NamedTuple):
    """A card with that of the same rubric before, and the indicators that differ in their order."""

    before: Card
    now: Card
    changes: tuple[Change, ...]


def changed(before: Result, now: Result) -> tuple[Changed, ...]:
    """The cards of rubrics that both assessments score, in the order of the later one.

    Whether their figures compare is another question (`comparable`). What differs is whether an
    indicator is rated, or what it is rated; reasons, evidence and plans are not looked at.
    """
    old = {card.rubric.code: card for card in before.cards}
    return tuple(
        Changed(old[card.rubric.code], card, changes(old[card.rubric.code], card))
        for card in now.cards
        if card.rubric.code in old
    )


def changes(before: Card, now: Card) -> tuple[Change, ...]:
    """The indicators that differ between two cards of one rubric, in the order of the later one."""
    return tuple(_changes(before, now))


def once(found: Sequence[Changed]) -> tuple[Change, ...]:
    """The indicators that differ in any of some cards, each once: cards share ratings."""
    every = [change for each in found for change in each.changes]
    return tuple({_group(change): change for change in reversed(every)}.values())[::-1]


def grouped(found: Sequence[Change]) -> tuple[tuple[Change, ...], ...]:
    """The same, those that share a rating together: an indicator can stand at several places."""
    groups: dict[tuple[str, str], list[Change]] = {}
    for change in found:
        groups.setdefault(_group(change), []).append(change)
    return tuple(map(tuple, groups.values()))


def _group(change: Change) -> tuple[str, str]:
    return change.node.owner.code, change.node.code


def _changes(before: Card, now: Card) -> Iterator[Change]:
    old = {node.path: node for node in before.indicators}
    new = {node.path: node for node in now.indicators}
    for path, node in new.items():
        if path not in old or _differs(old[path], node):
            yield Change(old.get(path), node)
    yield from (Change(node, None) for path, node in old.items() if path not in new)


def _differs(one: ScoredNode, other: ScoredNode) -> bool:
    """Whether two ratings are not the same, or are worth something else."""
    given = [node.rating.given if node.rating is not None else None for node in (one, other)]
    return one.status != other.status or given[0] != given[1] or one.value != other.value

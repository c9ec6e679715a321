"""Places beside one another, or one place on several days: all that is found out about them."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from smartscore.arithmetic import ranks
from smartscore.engine.card import Card
from smartscore.engine.columns import spread
from smartscore.studies.assumptions import (
    LEAST_DRAWS,
    MOST_CELLS,
    Assumptions,
    Unfit,
    is_bare,
    unfit,
)
from smartscore.studies.drawing import Drawing
from smartscore.studies.entries import Entry, grouped
from smartscore.studies.league import League
from smartscore.studies.ranking import MOST, Comparison, Drawn
from smartscore.studies.remarks import Remarked


@dataclass(frozen=True, eq=False)
class Compared:
    """Places beside one another, by each rubric that two of them share.

    `alone` are the codes of rubrics that only one of them scores, which are not compared. `group`
    is the heading by which places are grouped, None where they are not. `lost` are the rows of a
    table that could not be taken, `remarks` what is to be said of those that were.
    """

    entries: tuple[Entry, ...]
    rubrics: tuple[Comparison, ...]
    alone: tuple[str, ...]
    assumed: Assumptions
    group: str | None = None
    lost: int = 0
    remarks: tuple[Remarked, ...] = ()

    @cached_property
    def leagues(self) -> tuple[League, ...]:
        """What is told of many places by each of the rubrics, beside ranks."""
        if self.group is None:
            return tuple(map(League, self.rubrics))
        names = grouped(self.entries, self.group)
        return tuple(League(r, tuple(names[i] for i in r.places)) for r in self.rubrics)

    def to_dict(self) -> dict[str, Any]:
        """The same as `comparison/1`, which `compare --format json` writes: plain data."""
        from smartscore.studies.comparison_record import comparison

        return comparison(self)


def compared(
    entries: Sequence[Entry],
    assumed: Assumptions,
    by: str | None = None,
    group: str | None = None,
    done: Callable[[int], None] = lambda _: None,
) -> Compared:
    """Places beside one another, ordered by the whole, or `by` a node where there is one.

    `group` is a heading by which they are grouped: one of those of `groupings`.
    Whether their rubrics compare, and whether the assumptions fit them, is asked before. `done` is
    told of each place that is drawn.
    """
    shared, alone = _shared(entries)
    found = tuple(_drawn(each, assumed, done) for each in _comparisons(entries, shared, by))
    return Compared(tuple(entries), found, tuple(alone), assumed, group)


def undrawn(entries: Sequence[Entry]) -> tuple[League, ...]:
    """Places by each rubric that one of them is scored by, with ranks and without any draws."""
    codes = dict.fromkeys(card.rubric.code for entry in entries for card in entry.cards)
    return tuple(map(League, _comparisons(entries, list(codes), None)))


def shared(entries: Sequence[Entry]) -> list[list[Card]]:
    """The cards of each rubric by which two or more places are scored."""
    codes, _ = _shared(entries)
    return [[card for e in entries for card in e.cards if card.rubric.code == c] for c in codes]


def unfit_together(assumed: Assumptions, cards: Sequence[Sequence[Card]]) -> Unfit | None:
    """The first thing that can't be assumed of the rubrics of `shared`; None where all can.

    Draws of all places are held at once, so that many places are drawn less often.
    """
    drawn = [each for each in cards if len(each) <= MOST]
    if (wrong := unfit(assumed, [each[0].tree for each in cards])) is not None:
        return wrong
    most = MOST_CELLS // max((len(each) for each in drawn), default=1)
    if drawn and assumed.draws > most:
        limits = {"low": str(LEAST_DRAWS), "high": str(most)}
        return Unfit("assume.draws", {"value": str(assumed.draws)} | limits)
    return None


def _shared(entries: Sequence[Entry]) -> tuple[list[str], list[str]]:
    codes = Counter(card.rubric.code for entry in entries for card in entry.cards)
    several = [code for code, count in codes.items() if count > 1]
    return several, [code for code in codes if code not in several]


def _comparisons(
    entries: Sequence[Entry], codes: Sequence[str], by: str | None
) -> Iterator[Comparison]:
    for code in codes:
        pairs = [(i, c) for i, e in enumerate(entries) for c in e.cards if c.rubric.code == code]
        places, cards = zip(*pairs, strict=True)
        tree = cards[0].tree
        named = tree.named(by) if by is not None else ()
        yield Comparison(places, cards, named[0].path if named else tree.whole.path)


def _drawn(found: Comparison, assumed: Assumptions, done: Callable[[int], None]) -> Comparison:
    """The same with ranks and pairs by draws, of all that have a value in them."""
    if len(found.cards) > MOST or not found.alike:
        return found
    drawing = Drawing(found.first.tree, assumed)
    columns: dict[int, list[float]] = {}
    for place, card in enumerate(found.cards):
        node = card.nodes[found.node.index]
        if not is_bare(node, assumed) and (assumed.unknown or not node.withheld):
            column = drawing.nodes(card, place)[found.node.index]
            if column is not None:
                columns[place] = spread(column, assumed.draws)
        done(1)
    if len(columns) < 2:
        return found
    held = list(columns.values())
    drawn = Drawn(
        tuple(columns),
        tuple(map(tuple, ranks.acceptability(held))),
        tuple(map(tuple, ranks.winning(held))),
    )
    return replace(found, drawn=drawn)

"""Who does what until when, and what that brings; the best steps, where nobody has planned."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from smartscore.arithmetic.numbers import figure
from smartscore.engine.card import Card
from smartscore.engine.planning import Action, Planned, Raised, planned
from smartscore.reports import phrases, plans
from smartscore.reports.view import Block, Bullets, Column, Heading, Paragraph, Row
from smartscore.reports.view.fitting import SENTENCE, Shortened, cut, table
from smartscore.words import Words

_OWNER = 40
"""Characters of the name of who acts."""


class Tabled(NamedTuple):
    """The plans of some cards as rows, and a last one of all plans of the main card together.

    `columns` are a word's key, a width, and perhaps a side. `raises_bound` says that a gain is
    marked as one of the lower bound.
    """

    columns: tuple[tuple[str, int] | tuple[str, int, str], ...]
    rows: tuple[Row, ...]
    last: Row | None
    raises_bound: bool


def tabled(cards: Sequence[Card], main: Card, words: Words) -> Tabled | None:
    """The plans of some cards of a place, those of the main one first; None without any."""
    ordered = [main, *(card for card in cards if card is not main)]
    found: dict[tuple[str, str], tuple[Action, Card]] = {}
    of_card = {id(card): planned(card) for card in ordered}
    for card in ordered:
        for action in of_card[id(card)].actions:
            found.setdefault((action.node.owner.code, action.node.code), (action, card))
    if not found:
        return None
    takes = any(action.plan.effort is not None for action, _ in found.values())
    rows = [_row(action, card, main, words) for action, card in found.values()]
    whole = of_card[id(main)]
    last = _together(whole, words) if len(whole.actions) > 1 else None
    return Tabled(
        _COLUMNS if takes else tuple(c for c in _COLUMNS if c[0] != "effort"),
        tuple(row if takes else _without_effort(row) for row in rows),
        last if takes or last is None else _without_effort(last),
        any(action.raises == "low" for action, _ in found.values()),
    )


_COLUMNS = (
    ("indicator", 32),
    ("now", 12),
    ("target", 12),
    ("owner", 18),
    ("by", 11),
    ("effort", 8, "right"),
    ("brings", 12, "right"),
)
_EFFORT = [column[0] for column in _COLUMNS].index("effort")


def _without_effort(row: Row) -> Row:
    return Row((*row.cells[:_EFFORT], *row.cells[_EFFORT + 1 :]), row.kind)


def actions(cards: Sequence[Card], main: Card, words: Words) -> Iterator[Block | Shortened]:
    """The plans as a table, or the steps that raise the main card most."""
    found = tabled(cards, main, words)
    if found is None:
        yield from _steps(main, words)
        return
    yield Heading(words("onepage.plans"))
    columns = tuple(
        Column(words(f"report.column.{key}"), width, "right" if side else "left")
        for key, width, *side in found.columns
    )
    yield table("plans", columns, found.rows, words, found.last)
    if found.raises_bound:
        yield Paragraph((words("onepage.lower-bound"),))


def _row(action: Action, card: Card, main: Card, words: Words) -> Row:
    plan, node = action.plan, action.node
    brings = _points(action.gain, action.raises, card, words)
    if card is not main:
        brings = words("onepage.elsewhere", brings=brings, rubric=card.rubric.code)
    cells = (
        cut(words.text(node.title)),
        cut(plans.brief(node, words), _OWNER),
        cut(plans.target(plan, node, words), _OWNER),
        cut(words.text(plan.owner), _OWNER) or "–",
        plans.until(plan, words) or "–",
        plans.effort(plan, words) or "–",
        brings,
    )
    return Row(tuple((cell,) for cell in cells))


def _together(found: Planned, words: Words) -> Row:
    """The whole now, and as it would be after all plans."""
    now, then = (_whole(card, found.raises, words) for card in (found.before, found.after))
    brings = _points(found.shown_gain, found.raises, found.before, words)
    title = words("onepage.together", count=len(found.actions))
    takes = plans.together(found.actions, words)
    return Row(((title,), (now,), (then,), ("",), ("",), (takes,), (brings,)), "total")


def _whole(card: Card, raises: Raised, words: Words) -> str:
    whole = card.whole
    if raises == "score":
        return words.figure(whole.shown)
    return words("onepage.at-least", low=words.figure(whole.printed(whole.low)))


def _points(gain: Fraction | None, raises: Raised, card: Card, words: Words) -> str:
    """A gain with its sign, and a mark where it is one of the lower bound."""
    if gain is None:
        return "–"
    told = figure(gain, max(1, card.whole.display.decimals))
    sign = "" if told.startswith("-") else "+"
    return f"{sign}{words.figure(told)}{'*' if raises == 'low' else ''}"


def _steps(card: Card, words: Words) -> Iterator[Block]:
    lines = [phrases.step(step, words) for step in card.steps]
    if not lines:
        return
    yield Heading(phrases.steps(card, words))
    yield Bullets(tuple((cut(line, SENTENCE),) for line in lines))

"""Who does what until when, and what that brings; the best steps, where nobody has planned."""

import datetime
from collections.abc import Iterator, Sequence
from fractions import Fraction

from smartscore.arithmetic.numbers import figure
from smartscore.engine.card import Card
from smartscore.engine.measures import met_items, survey_mean
from smartscore.engine.planning import Action, Planned, Raised, planned
from smartscore.engine.scored import ScoredNode
from smartscore.model.assessment import Plan, Rating
from smartscore.reports import phrases
from smartscore.reports.view import Block, Bullets, Column, Heading, Paragraph, Row
from smartscore.reports.view.fitting import SENTENCE, Shortened, cut, table
from smartscore.words import Words

_OWNER = 40
"""Characters of the name of who acts."""


def actions(cards: Sequence[Card], main: Card, words: Words) -> Iterator[Block | Shortened]:
    """The plans as a table, those of the main card first; else the steps that raise it most."""
    ordered = [main, *(card for card in cards if card is not main)]
    found: dict[tuple[str, str], tuple[Action, Card]] = {}
    plans = {id(card): planned(card) for card in ordered}
    for card in ordered:
        for action in plans[id(card)].actions:
            found.setdefault((action.node.owner.code, action.node.code), (action, card))
    if not found:
        yield from _steps(main, words)
        return
    yield Heading(words("onepage.plans"))
    rows = [_row(action, card, main, words) for action, card in found.values()]
    columns = (
        Column(words("onepage.column.indicator"), 34),
        Column(words("onepage.column.now"), 12),
        Column(words("onepage.column.target"), 12),
        Column(words("onepage.column.owner"), 19),
        Column(words("onepage.column.by"), 11),
        Column(words("onepage.column.brings"), 12, "right"),
    )
    together = plans[id(main)]
    last = _together(together, words) if len(together.actions) > 1 else None
    yield table("plans", columns, rows, words, last)
    if any(action.raises == "low" for action, _ in found.values()):
        yield Paragraph((words("onepage.lower-bound"),))


def _row(action: Action, card: Card, main: Card, words: Words) -> Row:
    plan, node = action.plan, action.node
    brings = _points(action.gain, action.raises, card, words)
    if card is not main:
        brings = words("onepage.elsewhere", brings=brings, rubric=card.rubric.code)
    cells = (
        cut(words.text(node.title)),
        brief(node, words),
        _rated(plan.target, node, words),
        cut(words.text(plan.owner), _OWNER) or "–",
        _until(plan, words),
        brings,
    )
    return Row(tuple((cell,) for cell in cells))


def _until(plan: Plan, words: Words) -> str:
    if plan.by is None:
        return "–"
    return words.date(plan.by) if isinstance(plan.by, datetime.date) else str(plan.by)


def _together(found: Planned, words: Words) -> Row:
    """The whole now, and as it would be after all plans."""
    now, then = (_whole(card, found.raises, words) for card in (found.before, found.after))
    brings = _points(found.shown_gain, found.raises, found.before, words)
    title = words("onepage.together", count=len(found.actions))
    return Row(((title,), (now,), (then,), ("",), ("",), (brings,)), "total")


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


def brief(node: ScoredNode | None, words: Words) -> str:
    """What an indicator is rated, in a word or two; a dash where there is no such indicator."""
    if node is None:
        return "–"
    if node.rating is None or node.status != "rated":
        key = "not-applicable" if node.status == "not_applicable" else "onepage.not-rated"
        return words(key)
    return _rated(node.rating, node, words)


def _rated(rating: Rating, node: ScoredNode, words: Words) -> str:
    """A rating, or a target, of an indicator."""
    if rating.level is not None:
        highest = phrases.number(node.owner.scale[-1].points, words)
        return words("onepage.level", level=phrases.number(rating.level, words), highest=highest)
    indicator = node.indicator
    assert indicator is not None
    if rating.value is not None:
        unit = words.text(indicator.quantity.unit) if indicator.quantity else ""
        return cut(words("detail.value", value=words.figure(str(rating.value)), unit=unit), _OWNER)
    if rating.met is not None:
        total = len(indicator.checklist or ())
        return words("onepage.level", level=len(met_items(rating)), highest=total)
    return words.figure(figure(survey_mean(rating), 2))

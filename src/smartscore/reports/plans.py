"""Plans in words: where an indicator shall be, who acts until when, and what it takes."""

import datetime
from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from smartscore.arithmetic.numbers import exact, figure
from smartscore.engine.measures import met_items, survey_mean
from smartscore.engine.planning import Action
from smartscore.engine.scored import ScoredNode
from smartscore.model.assessment import Plan, Rating
from smartscore.reports import phrases
from smartscore.reports.exact_numbers import Numbers
from smartscore.words import Words

_PLACES: Final = 15


def brief(node: ScoredNode | None, words: Words) -> str:
    """What an indicator is rated, in a word or two; a dash where there is no such indicator."""
    if node is None:
        return "–"
    if node.rating is None or node.status != "rated":
        key = "not-applicable" if node.status == "not_applicable" else "onepage.not-rated"
        return words(key)
    return rated(node.rating, node, words)


def target(plan: Plan, node: ScoredNode, words: Words) -> str:
    """Where an indicator shall be, as its rating would be told."""
    return rated(plan.target, node, words)


def until(plan: Plan, words: Words) -> str:
    """The year or the day in words; empty where none is named."""
    if plan.by is None:
        return ""
    return words.date(plan.by) if isinstance(plan.by, datetime.date) else str(plan.by)


def effort(plan: Plan, words: Words) -> str:
    """What it takes, in the unit of whoever plans; empty where it is not said."""
    return "" if plan.effort is None else Numbers(words).decimal(exact(plan.effort), _PLACES)


def together(actions: Iterable[Action], words: Words) -> str:
    """What some plans take together, where each says it; else empty."""
    efforts = [action.plan.effort for action in actions]
    if not efforts or any(each is None for each in efforts):
        return ""
    whole = sum((exact(each) for each in efforts if each is not None), Fraction(0))
    return Numbers(words).decimal(whole, _PLACES)


def sentence(node: ScoredNode, words: Words) -> str:
    """The plan of an indicator on one line; empty where there is none."""
    plan = node.rating.plan if node.rating else None
    if plan is None:
        return ""
    parts = [target(plan, node, words)]
    if owner := words.text(plan.owner):
        parts.append(owner)
    if by := until(plan, words):
        parts.append(words("plan.until", by=by))
    if takes := effort(plan, words):
        parts.append(words("plan.effort", effort=takes))
    return words("plan", said="; ".join(parts))


def rated(rating: Rating, node: ScoredNode, words: Words) -> str:
    """A rating, or a target, of an indicator."""
    if rating.level is not None:
        highest = phrases.number(node.owner.scale[-1].points, words)
        return words("onepage.level", level=phrases.number(rating.level, words), highest=highest)
    indicator = node.indicator
    assert indicator is not None
    if rating.value is not None:
        unit = words.text(indicator.quantity.unit) if indicator.quantity else ""
        return words("detail.value", value=words.figure(str(rating.value)), unit=unit)
    if rating.met is not None:
        total = len(indicator.checklist or ())
        return words("onepage.level", level=len(met_items(rating)), highest=total)
    return words("plan.mean", mean=words.figure(figure(survey_mean(rating), 2)))

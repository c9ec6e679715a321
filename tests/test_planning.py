"""What plans bring, and what a score rests on, against scoring everything anew."""

from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from smartscore.arithmetic.numbers import exact
from smartscore.engine.driving import shares
from smartscore.engine.planning import planned

from .building import dimension, indicator, rubric, scored
from .test_laws import of, trees


@st.composite
def plans(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """A rubric, ratings with gaps, and plans for some of those that apply."""
    data, ratings = draw(trees())
    found: dict[str, Any] = {}
    for code, rating in ratings.items():
        away = isinstance(rating, dict) and "not_applicable" in rating
        said = rating if isinstance(rating, dict) else {"level": rating}
        plan = {} if away or draw(st.booleans()) else {"plan": {"level": draw(st.integers(1, 5))}}
        found[code] = {**({} if plan and "unknown" in said else said), **plan}
    return data, found


def done(ratings, codes):
    """The ratings with the targets of some plans in the place of what is now."""
    return {
        code: rating["plan"]["level"] if code in codes else rating
        for code, rating in ratings.items()
    }


@given(plans())
def test_each_plan_alone_brings_what_scoring_anew_says(made):
    data, ratings = made
    card = of(data, ratings)
    found = planned(card)
    assert {action.node.code for action in found.actions} == {
        code for code, rating in ratings.items() if "plan" in rating
    }
    for action in found.actions:
        after = of(data, done(ratings, {action.node.code}))
        known = card.whole.score is not None and action.node.status == "rated"
        assert action.raises == ("score" if known else "low")
        if known:
            ends: list[Any] = [each.whole.score for each in (card, after)]
        else:
            ends = [each.whole.on_display(each.whole.lowest_value) for each in (card, after)]
        assert action.gain == ends[1] - ends[0]
    gains: list[Any] = [action.gain for action in found.actions]
    assert gains == sorted(gains, reverse=True)


@given(plans())
def test_all_plans_together_are_a_card_of_their_own(made):
    data, ratings = made
    found = planned(of(data, ratings))
    after = of(data, done(ratings, {code for code, one in ratings.items() if "plan" in one}))
    assert list(found.after.values) == list(after.values)
    assert (found.after.whole.low, found.after.whole.high) == (after.whole.low, after.whole.high)
    ends: list[Any] = [getattr(each.whole, found.raises) for each in (found.before, after)]
    assert found.gain == (None if None in ends else ends[1] - ends[0])


@given(trees())
def test_what_is_brought_and_lacked_adds_up_to_the_scale(made):
    data, ratings = made
    card = of(data, ratings)
    found = shares(card)
    if card.whole.score is None or any(s.method != "arithmetic" for s in card.tree.steps):
        assert found == ()
        return
    low, high = exact(card.whole.display.min), exact(card.whole.display.max)
    assert sum(share.brings for share in found) == card.whole.score - low
    assert sum(share.lacks for share in found) == high - card.whole.score


def test_targets_of_every_measure():
    subject = rubric(
        dimension(
            "all",
            {"code": "a", "title": "a", "quantity": {"unit": "x", "worst": 100, "best": 0}},
            {"code": "b", "title": "b", "checklist": [{"code": c, "text": c} for c in "pqr"]},
            {"code": "c", "title": "c", "survey": {"min": 1, "max": 4, "reversed": True}},
            indicator("d"),
        )
    )
    ratings = {
        "a": {"value": 80, "plan": {"value": "61/2"}},
        "b": {"met": ["p"], "plan": {"met": ["p", "q"]}},
        "c": {"responses": [4, 4], "plan": {"mean": 2.5}},
        "d": {"level": 1, "plan": {"level": 5}},
    }
    found = {action.node.code: action.gain for action in planned(scored(subject, ratings)).actions}
    assert found == {
        "a": Fraction(99, 200) * 25,
        "b": Fraction(1, 3) * 25,
        "c": Fraction(1, 2) * 25,
        "d": 25,
    }


def test_a_target_beyond_the_goalposts_brings_what_the_goalpost_does():
    counted = {"code": "b", "title": "b", "quantity": {"unit": "x", "worst": 0, "best": 9}}
    card = scored(rubric(dimension("a", counted)), {"b": {"value": 3, "plan": {"value": 90}}})
    assert [action.gain for action in planned(card).actions] == [Fraction(200, 3)]


def test_the_gain_of_all_is_told_between_figures_as_shown():
    subject = rubric(dimension("a", *(indicator(code) for code in "bcd")))
    ratings: dict[str, Any] = {code: {"level": 1, "plan": {"level": 2}} for code in "bc"}
    found = planned(scored(subject, {**ratings, "d": 3}))
    assert found.gain == Fraction(50, 3)
    assert found.shown_gain == Fraction("33.3") - Fraction("16.7")

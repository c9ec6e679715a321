"""What to rate next, against trying every set of ratings."""

from fractions import Fraction
from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from smartscore.engine.asking import asking

from .building import dimension, indicator, node, rubric, scored

SOUGHT = {"unknown": "Nobody told."}
BEYOND = {"not_applicable": "No coast."}


@st.composite
def partly_rated(draw):
    """A rubric of two levels with a few indicators, some of them rated."""
    dimensions: list[Any] = []
    ratings: dict[str, Any] = {}
    for d in "abc"[: draw(st.integers(1, 3))]:
        indicators = []
        for code in (f"{d}{n}" for n in range(1, draw(st.integers(1, 3)) + 1)):
            weight = draw(st.sampled_from([1, 1, 2, 3, 0.5, 0]))
            indicators.append(indicator(code, weight=weight))
            ratings[code] = draw(st.sampled_from([None, None, SOUGHT, BEYOND, 3]))
        if all(one["weight"] == 0 for one in indicators):
            indicators[0]["weight"] = 1
        more = {}
        if draw(st.booleans()):
            more["missing"] = {"minimum_availability": draw(st.sampled_from([0, 0.3, 0.5, 1]))}
        weight = draw(st.sampled_from([1, 2, 0.7, 0])) if dimensions else 1
        dimensions.append(dimension(d, *indicators, weight=weight, **more))
    missing = {
        "treat": draw(st.sampled_from(["exclude", "worst"])),
        "minimum_availability": draw(st.sampled_from([0, 0.25, 0.5, 0.6, 0.9, 1])),
    }
    method = draw(st.sampled_from(["arithmetic", "geometric"]))
    return rubric(*dimensions, missing=missing, aggregate=method), ratings


def shown(card):
    return {one.code for one in card.nodes if one.children and one.score is not None}


def rated_too(subject, ratings, codes):
    return scored(subject, {**ratings, **dict.fromkeys(codes, 3)})


def fewest(subject, ratings, code):
    """The size of the smallest set of ratings that shows the figure of a node; None for none."""
    open_ones = [one for one, found in ratings.items() if found in (None, SOUGHT)]
    for size in range(len(open_ones) + 1):
        for codes in combinations(open_ones, size):
            if code in shown(rated_too(subject, ratings, codes)):
                return size
    return None


@settings(max_examples=150)
@given(partly_rated())
def test_no_smaller_set_of_ratings_shows_the_whole(made):
    subject, ratings = made
    asks = asking(scored(subject, ratings))
    assert len(asks.needed) == (fewest(subject, ratings, "own") or 0)


@settings(max_examples=150)
@given(partly_rated())
def test_each_rating_shows_what_is_said_of_it(made):
    subject, ratings = made
    card = scored(subject, ratings)
    done: list[str] = []
    for ask in card.asking.asks:
        before = rated_too(subject, ratings, done)
        done.append(ask.node.code)
        after = rated_too(subject, ratings, done)
        assert {one.code for one in ask.shows} == shown(after) - shown(before)
        assert ask.availability == (after.whole.availability or 0)
        assert ask.share == (after.whole.availability or 0) - (before.whole.availability or 0)
        alone = rated_too(subject, ratings, [ask.node.code])
        assert ask.alone == ("own" in shown(alone) - shown(card))
    assert len(set(done)) == len(done)
    assert shown(rated_too(subject, ratings, done)) == shown(
        rated_too(subject, ratings, [code for code in ratings if ratings[code] in (None, SOUGHT)])
    )


@settings(max_examples=150)
@given(partly_rated())
def test_after_the_whole_comes_the_dimension_that_needs_fewest(made):
    subject, ratings = made
    card = scored(subject, ratings)
    first = len(card.asking.needed)
    done = [ask.node.code for ask in card.asking.needed]
    there = {**ratings, **dict.fromkeys(done, 3)}
    hidden = {one.code for one in card.nodes if one.children} - shown(scored(subject, there))
    needs = [found for code in hidden if (found := fewest(subject, there, code))]
    rest = card.asking.asks[first:]
    if needs:
        assert any(ask.shows for ask in rest[: min(needs)])


def test_the_heaviest_first_and_of_the_same_weight_where_nobody_has_looked():
    subject = rubric(
        dimension("a", indicator("a1"), indicator("a2"), indicator("a3", weight=2)),
        dimension("b", indicator("b1"), weight=1.5),
        missing={"minimum_availability": 0.5},
    )
    asks = asking(scored(subject, {"a1": SOUGHT})).asks
    assert [ask.node.code for ask in asks] == ["b1", "a3", "a2", "a1"]
    assert [ask.share for ask in asks] == [
        Fraction(3, 5),
        Fraction(1, 5),
        Fraction(1, 10),
        Fraction(1, 10),
    ]
    assert [[one.code for one in ask.shows] for ask in asks] == [["own", "b"], ["a"], [], []]
    assert [ask.alone for ask in asks] == [True, False, False, False]


def test_one_of_several_is_enough():
    subject = rubric(
        dimension("a", *(indicator(f"a{n}") for n in range(1, 6))),
        missing={"minimum_availability": 0.5},
    )
    found = asking(scored(subject, {"a1": 1, "a2": 1}))
    assert [ask.node.code for ask in found.needed] == ["a3"]
    assert [ask.node.code for ask in found.alternatives] == ["a3", "a4", "a5"]
    assert asking(scored(subject, dict.fromkeys(("a1", "a2", "a3"), 1))).alternatives == ()


def test_what_can_not_be_rated_for_one_place_is_not_asked():
    over = {"unit": "x", "over": "sample", "better": "higher"}
    subject = rubric(
        dimension("a", {"code": "a1", "title": "a1", "quantity": over}, indicator("a2")),
        missing={"minimum_availability": 0.6},
    )
    card = scored(subject, {})
    assert [ask.node.code for ask in asking(card).asks] == ["a2"]
    assert asking(card).needed == ()
    assert node(card, "a1").status == "unknown"


def test_nothing_is_asked_where_nothing_applies_or_all_is_rated():
    subject = rubric(dimension("a", indicator("a1")))
    assert asking(scored(subject, {"a1": BEYOND})).asks == ()
    assert asking(scored(subject, {"a1": 3})).asks == ()

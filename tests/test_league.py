"""Many places as a league: groups, quantiles, what lifts and drags, and what goes together."""

import json
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartscore.model.assessment import Subject
from smartscore.studies.assumptions import Assumptions
from smartscore.studies.comparison import compared
from smartscore.studies.entries import Entry, grouped, groupings
from smartscore.studies.spreads import PARTS

from .building import dimension, indicator, rubric, scored
from .test_comparison import TWO

STILL = Assumptions(draws=100)
LEVELS = st.integers(1, 5)
HALF = {"missing": {"treat": "exclude", "minimum_availability": 0.5}}
WEIGHED = rubric(
    dimension("d", indicator("a"), weight=3),
    dimension("e", indicator("b")),
    dimension("f", indicator("c"), indicator("g")),
    **HALF,
)


def entries(subject, ratings, groups=()):
    texts = [*groups, *[""] * (len(ratings) - len(groups))]
    return [
        Entry(
            Subject(name=f"Place {i}"),
            None,
            (scored(subject, each),),
            {"district": text} if text else {},
        )
        for i, (each, text) in enumerate(zip(ratings, texts, strict=True))
    ]


def league(subject, ratings, groups=(), by=None):
    heading = "district" if groups else None
    found = compared(entries(subject, ratings, groups), STILL, by, heading)
    return found.leagues[0]


def both(*pairs):
    return [{"a": a, "b": b} for a, b in pairs]


def test_quantiles_are_of_figures_that_are_shown_and_the_others_are_counted():
    found = league(TWO, [*both((1, 1), (2, 2), (3, 3), (5, 5)), {}])
    assert (found.spread.size, found.spread.without) == (4, 1)
    assert found.spread.quantiles[0] == 0
    assert found.spread.median == Fraction(3, 8)
    assert found.spread.quantiles[PARTS.index(Fraction(3, 4))] == Fraction(5, 8)
    assert found.spread.mean == Fraction(7, 16)
    nothing = league(TWO, [{}, {}])
    assert nothing.spread == (0, 2, (), None)
    assert nothing.pulls == (None, None)


def test_groups_go_by_their_medians_and_those_without_a_group_come_last():
    ratings = both((1, 1), (5, 5), (3, 3), (3, 3), (4, 4))
    found = league(TWO, [*ratings, {}], ["South", " north ", "North", "South", "", "Empty"])
    told = [(g.name, g.places, g.standing.rank) for g in found.groups]
    assert told == [
        ("north", (1, 2), 1),
        ("South", (3, 0), 2),
        ("Empty", (5,), None),
        (None, (4,), None),
    ]
    assert [found.firsts(group) for group in found.groups] == [(1,), (3,), (), (4,)]
    assert [standing.rank for standing in found.within] == [2, 1, 2, 1, 1, None]


def test_groups_with_one_median_share_a_rank():
    found = league(TWO, both((3, 3), (3, 3), (2, 2)), ["A", "B", "B"])
    assert [(g.name, *g.standing) for g in found.groups] == [("A", 1, False), ("B", 2, False)]
    found = league(TWO, both((3, 3), (3, 3)), ["A", "B"])
    assert [(g.name, *g.standing) for g in found.groups] == [("A", 1, True), ("B", 1, True)]
    assert not found.within[0].tied
    found = league(TWO, both((3, 3), (3, 3), (1, 1)), ["A", "A", "A"])
    assert found.firsts(found.groups[0]) == (0, 1)


def test_headings_by_which_places_can_be_grouped():
    found = entries(TWO, both((1, 1), (2, 2)), ["x", ""])
    assert groupings(found) == ("district",)
    assert grouped(found, "district") == ("x", None)


@settings(max_examples=60)
@given(st.lists(st.fixed_dictionaries(dict.fromkeys("abcg", LEVELS)), min_size=2, max_size=6))
def test_what_lifts_and_drags_adds_up_to_the_distance_from_the_mean(ratings):
    found = league(WEIGHED, ratings)
    for pull in found.pulls:
        assert pull is not None
        assert pull.rest == 0
        assert sum(part or 0 for part in pull.parts.values()) == pull.distance
    assert sum(pull.distance for pull in found.pulls if pull) == 0


SOME = st.fixed_dictionaries({}, optional=dict.fromkeys("abcg", LEVELS))


@settings(max_examples=60)
@given(st.lists(SOME, min_size=2, max_size=6))
def test_where_something_is_unknown_what_is_left_is_named(ratings):
    found = league(WEIGHED, ratings)
    for pull, card in zip(found.pulls, found.found.cards, strict=True):
        if card.whole.withheld or found.spread.size < 2:
            assert pull is None
            continue
        assert pull is not None
        assert pull.rest is not None
        assert pull.rest + sum(part or 0 for part in pull.parts.values()) == pull.distance
        shown = {node.path for node in card.whole.children if node.score is not None}
        assert {path for path, part in pull.parts.items() if part is not None} == shown


def test_what_is_not_rated_neither_lifts_nor_drags():
    found = league(WEIGHED, [{"a": 5}, {"a": 1, "b": 5, "c": 5, "g": 5}])
    pull = found.pulls[0]
    assert pull is not None
    assert pull.parts == {
        ("own", "d"): Fraction(1, 2),
        ("own", "e"): None,
        ("own", "f"): None,
    }
    assert pull.distance == Fraction(3, 10)
    assert pull.rest == Fraction(-1, 5)
    assert (pull.lift, pull.drag) == (("own", "d"), None)


def test_a_weight_of_zero_lifts_nothing():
    idle = rubric(dimension("d", indicator("a"), weight=0), dimension("e", indicator("b")))
    found = league(idle, both((5, 3), (1, 3)))
    assert [pull and pull.lift for pull in found.pulls] == [None, None]
    assert found.pulls[0] == (0, {("own", "d"): 0, ("own", "e"): 0}, 0)


def test_under_another_mean_parts_are_held_against_their_medians():
    lowest = rubric(
        dimension("d", indicator("a")), dimension("e", indicator("b")), aggregate="minimum"
    )
    found = league(lowest, both((5, 2), (3, 3), (1, 4)))
    assert not found.is_sum
    first = found.pulls[0]
    assert first is not None
    assert first.rest is None
    assert first.parts == {("own", "d"): Fraction(1, 2), ("own", "e"): Fraction(-1, 4)}
    assert (first.lift, first.drag) == (("own", "d"), ("own", "e"))


def linked(*pairs):
    return league(TWO, both(*pairs)).links


def test_correlations_say_of_how_many_and_are_nothing_where_nothing_varies():
    found = league(TWO, [*both((1, 2), (2, 3), (3, 4), (4, 5)), {"a": 3}])
    assert found.links is not None
    (link,) = found.links
    assert (link.size, link.pearson, link.spearman) == (4, 1.0, 1.0)
    assert link.is_double
    (flat,) = linked((1, 3), (2, 3), (3, 3))
    assert (flat.size, flat.pearson, flat.spearman) == (3, None, None)
    (few,) = linked((1, 3), (2, 4))
    assert (few.size, few.pearson) == (2, None)


def test_bands_are_counted_with_their_gates():
    bands = [
        {"code": "low", "from": 0, "label": "Low"},
        {"code": "high", "from": 50, "label": "High"},
    ]
    gate = {"when": "e", "below": 30, "cap": "low", "because": "so"}
    gated = rubric(
        dimension("d", indicator("a")), dimension("e", indicator("b")), bands=bands, gates=[gate]
    )
    found = league(gated, [*both((5, 5), (5, 1), (1, 1)), {}])
    assert [(band.code, count) for band, count in found.bands] == [("low", 2), ("high", 1)]


def test_by_an_indicator_there_are_no_parts():
    found = league(TWO, both((1, 2), (3, 3)), by="a")
    assert found.parts == ()
    assert found.pulls == (None, None)
    assert found.links == ()
    assert found.spread.median == Fraction(1, 4)


@pytest.mark.parametrize("ratings", [[{}, {}], both((3, 3), (3, 3)), both((1, 5), (5, 1), (2, 2))])
def test_it_is_data_for_programs(ratings):
    found = compared(entries(TWO, ratings, ["x", "y"]), STILL, group="district").to_dict()
    assert json.loads(json.dumps(found)) == found
    assert found["group"] == "district"
    (told,) = found["rubrics"]
    assert sum(group["size"] + group["without"] for group in told["groups"]) == len(ratings)

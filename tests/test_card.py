"""Facts that a card keeps so that no report has to find them again."""

from fractions import Fraction

import pytest

from smartscore.engine import measures
from smartscore.engine.resolving import resolve
from smartscore.engine.score import score
from smartscore.reports.verdict import verdict
from smartscore.words import words

from .building import assessment, dimension, indicator, node, rubric, scored

BANDS = [
    {"code": "low", "from": 0, "label": "Low"},
    {"code": "middle", "from": 40, "label": "Middle"},
    {"code": "high", "from": 60, "label": "High"},
]


def halves(**more):
    """Two dimensions, the first of weight 1.5 with three indicators, the second of one."""
    return rubric(
        dimension("a", indicator("a1"), indicator("a2", weight=0.5), indicator("a3"), weight=1.5),
        dimension("b", indicator("b1"), indicator("b2", weight=0)),
        **more,
    )


RATINGS = {
    "a1": 3,
    "a2": {"unknown": "Nobody told."},
    "a3": {"not_applicable": "No coast."},
    "b1": 5,
    "b2": 1,
}


def test_parts_among_those_that_have_a_value_and_among_those_that_apply():
    card = scored(halves(), RATINGS)
    found = {code: (node(card, code).counted, node(card, code).applicable) for code in RATINGS}
    assert found == {
        "a1": (1, Fraction(2, 3)),
        "a2": (None, Fraction(1, 3)),
        "a3": (None, None),
        "b1": (1, 1),
        "b2": (None, 0),
    }
    assert (card.whole.counted, card.whole.applicable) == (1, 1)
    assert node(card, "a1").counted_down == (Fraction(3, 5), 1)
    assert node(card, "b2").counted_down == (Fraction(2, 5), 0)
    assert card.whole.counted_down == ()


def test_weights_as_written_add_up():
    card = scored(halves(), RATINGS)
    assert node(card, "a").totals == (Fraction(5, 2), 1)
    assert card.whole.totals == (Fraction(5, 2), Fraction(5, 2))


def test_what_a_node_adds_to_the_mean_above_it():
    card = scored(halves(), RATINGS)
    assert node(card, "a").adds == Fraction(3, 5) * Fraction(1, 2)
    assert sum(child.adds or 0 for child in card.whole.children) == card.whole.value
    assert card.whole.adds is None
    assert node(card, "a2").adds is None
    straight = scored(halves(aggregate="geometric"), RATINGS)
    assert node(straight, "a").adds is None


def test_indicators_within_a_node_have_their_part_of_it_whatever_is_unknown():
    card = scored(halves(), RATINGS)
    told = [(part, leaf.code) for part, leaf in card.whole.within]
    expected = {"a1": (3, 5, 2, 5), "a2": (3, 5, 1, 5), "a3": (3, 5, 2, 5), "b1": (2, 5, 1, 1)}
    assert told == [(Fraction(n, d) * Fraction(p, q), c) for c, (n, d, p, q) in expected.items()]
    assert sum(part for part, _ in card.whole.within) == 1
    assert node(card, "a1").within == ((1, node(card, "a1")),)


def test_a_figure_is_told_where_one_above_it_is_shown():
    withheld = {"missing": {"minimum_availability": 0.9}}
    subject = rubric(
        dimension("a", indicator("a1"), indicator("a2")),
        dimension("b", indicator("b1"), weight=9),
        **withheld,
    )
    rated = scored(subject, {"a1": 3, "b1": 5})
    assert node(rated, "a").withheld
    assert node(rated, "a").told
    silent = scored(subject, {"a1": 3})
    assert not node(silent, "a").told
    assert not silent.whole.told
    assert node(silent, "a1").told
    assert silent.whole.minimum_availability == Fraction(9, 10)


def test_bands_around_a_figure_and_their_places():
    places = {}
    for level in (1, 3, 5):
        card = scored(rubric(dimension("a", indicator("a1")), bands=BANDS), {"a1": level})
        whole = card.whole
        lower, own, above = whole.lower_band, whole.own_band, whole.next_band
        named = tuple(band.code if band else None for band in (lower, own, above))
        places[level] = (named, whole.band_place)
    assert places == {
        1: ((None, "low", "middle"), 0),
        3: (("low", "middle", "high"), Fraction(1, 2)),
        5: (("middle", "high", None), 1),
    }
    alone = scored(rubric(dimension("a", indicator("a1")), bands=BANDS[:1]), {"a1": 5})
    assert alone.whole.band_place is None


def test_a_gate_that_fired_caps_and_knows_its_band():
    gate = {"when": "a", "below": 50, "cap": "middle", "because": "First things first."}
    subject = rubric(
        dimension("a", indicator("a1")),
        dimension("b", indicator("b1"), weight=9),
        bands=BANDS,
        gates=[gate],
    )
    card = scored(subject, {"a1": 1, "b1": 5})
    assert [outcome.cap.code for outcome in card.whole.fired] == ["middle"]
    assert card.whole.capped
    assert card.whole.band_place == Fraction(1, 2)
    free = scored(subject, {"a1": 5, "b1": 5})
    assert free.whole.fired == ()
    assert not free.whole.capped


def test_parts_in_which_something_is_unknown():
    card = scored(halves(), RATINGS)
    (part,) = card.unknown_parts
    assert (part.node.code, [one.code for one in part.unknown], part.indicators) == ("a", ["a2"], 3)


def test_pieces_of_evidence_by_their_direction():
    told = [
        {"cite": "x", "at": "1", "direction": direction, "shows": "It is so."}
        for direction in ("supports", "conflicts", "hinders", "supports", "conflicts", "conflicts")
    ]
    card = scored(rubric(dimension("a", indicator("a1"))), {"a1": {"level": 3, "evidence": told}})
    assert (node(card, "a1").supporting, node(card, "a1").hindering) == (2, 1)
    assert len(node(card, "a1").conflicts) == 3
    assert (card.whole.supporting, card.whole.hindering) == (0, 0)


def test_a_lower_bound_that_is_held_down_is_marked_where_it_is():
    subject = rubric(
        dimension("a", indicator("a1", floor=0), indicator("a2")),
        dimension("b", indicator("b1"), weight=3),
    )
    unknown = {"unknown": "Nobody told."}
    held = scored(subject, {"a1": unknown, "a2": 1, "b1": 5})
    assert [one.code for one in held.whole.walk() if one.held] == ["own", "a"]
    assert node(held, "a").low == node(held, "a").score
    assert held.whole.lowest_value == Fraction(31, 40)
    free = scored(subject, {"a1": unknown, "a2": 3, "b1": 5})
    assert not any(one.held for one in free.whole.walk())


@pytest.mark.parametrize(
    ("more", "rating", "way"),
    [
        ({}, 3, (3, 1, 5, Fraction(1, 2))),
        ({"floor": 0}, 3, (3, 0, 5, Fraction(3, 5))),
        (
            {"levels": None, "quantity": {"unit": "x", "worst": 40, "best": 20}},
            {"value": 10},
            (10, 40, 20, Fraction(3, 2)),
        ),
        (
            {"levels": None, "survey": {"min": 1, "max": 5, "reversed": True}},
            {"responses": [1, 2]},
            (Fraction(3, 2), 5, 1, Fraction(7, 8)),
        ),
    ],
)
def test_where_a_number_stands_between_its_ends(more, rating, way):
    card = scored(rubric(dimension("a", indicator("a1", **more))), {"a1": rating})
    assert node(card, "a1").way == way


def test_a_checklist_has_items_that_are_met_once_and_no_way():
    items = [{"code": code, "text": code} for code in ("x", "y")]
    subject = rubric(dimension("a", indicator("a1", levels=None, checklist=items)))
    card = scored(subject, {"a1": {"met": ["x", "x"]}})
    rating = node(card, "a1").rating
    assert rating is not None
    assert node(card, "a1").way is None
    assert measures.met_items(rating) == ("x",)
    assert node(card, "a1").value == Fraction(1, 2)


def test_the_point_that_was_given():
    card = score(resolve(rubric(dimension("a", indicator("a1")))), assessment({"a1": 3}).ratings)
    point = node(card, "a1").point
    assert point is not None
    assert point.label == "L3"
    assert card.whole.point is None


def split(**more):
    """P of two indicators, and Q that takes the better of two."""
    return rubric(
        dimension("p", indicator("p1"), indicator("p2")),
        dimension("q", indicator("q1"), indicator("q2"), aggregate="maximum"),
        **more,
    )


def test_a_part_of_another_mean_brings_its_own_score_to_the_sum():
    card = scored(split(), {"p1": 5, "p2": 1, "q1": 5, "q2": 1})
    products = {code: card.line(card[code]).product for code in ("p1", "p2", "p", "q1", "q", "own")}
    assert products == {"p1": 25, "p2": 0, "p": 25, "q1": None, "q": 50, "own": 75}
    assert card.adds_up


def test_products_that_leave_something_out_do_not_add_up_to_the_score():
    assert not scored(split(), {"p1": 5, "q1": 5}).adds_up
    assert not scored(split(aggregate="geometric"), {"p1": 5, "p2": 5, "q1": 5, "q2": 5}).adds_up


def test_what_counts_as_the_lowest_is_in_the_sum():
    card = scored(split(missing={"treat": "worst"}), {"p1": 5, "q1": 5})
    assert (card.whole.score, card.adds_up) == (75, True)


def test_an_unknown_that_weighs_nothing_is_not_rated():
    subject = rubric(
        dimension("p", indicator("p1")), dimension("q", indicator("q1"), weight=0), bands=BANDS
    )
    said = list(verdict(scored(subject, {"p1": 5}), words("en")))
    assert "What is still unknown can't move it." in said
    assert not any("Everything is rated" in sentence for sentence in said)

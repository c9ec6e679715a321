"""What the second edition adds to rubrics: between, weightings, dimensions with own scales."""

from fractions import Fraction

import pytest

from smartscore.arithmetic.weighting import RANDOM_INDEX, priorities, together
from smartscore.engine.resolving import resolve, weighted
from smartscore.engine.score import score
from smartscore.model.fields import LANGUAGES
from smartscore.reports import phrases
from smartscore.words import words

from .building import assessment, dimension, indicator, node, rubric, scored

PUBLISHED = {("k1", "k2"): Fraction(3), ("k1", "k3"): Fraction(5), ("k2", "k3"): Fraction(3)}
"""A worked example of weights by comparison: PANDUAN_AHP.md of a project-based-learning system."""


@pytest.mark.parametrize(
    ("estimate", "expected"),
    [
        ("eigenvector", ["0.6370", "0.2583", "0.1047"]),
        ("column-mean", ["0.6333", "0.2605", "0.1062"]),
    ],
)
def test_the_published_comparisons(estimate, expected):
    found = priorities(["k1", "k2", "k3"], PUBLISHED, estimate=estimate)
    assert [f"{float(weight):.4f}" for weight in found.weights] == expected
    assert f"{found.largest:.4f}" == "3.0385"
    assert found.random_index == 0.58
    assert f"{found.consistency_ratio:.4f}" == "0.0332"


def test_the_random_index_goes_to_fifteen():
    assert len(RANDOM_INDEX) == 15
    codes = [str(n) for n in range(15)]
    ratios = {(a, b): Fraction(1) for i, a in enumerate(codes) for b in codes[i + 1 :]}
    assert priorities(codes, ratios).consistency_ratio == 0
    assert priorities(codes, ratios).random_index == 1.59


def test_experts_are_joined_by_the_geometric_mean():
    one = {("a", "b"): Fraction(2)}
    other = {("b", "a"): Fraction(1, 8)}
    assert together([one, other]) == {("a", "b"): 4}
    parts = [dimension("a", indicator("x")), dimension("b", indicator("y"))]
    own = rubric(*parts, weights={"method": "ahp", "comparisons": [{"a/b": 2}, {"b/a": "1/8"}]})
    tree = resolve(own)
    assert [tree.nodes[i].share for i in tree.whole.children] == [Fraction(4, 5), Fraction(1, 5)]
    assert tree.whole.priorities is not None
    assert len(tree.whole.priorities.experts) == 2


def test_a_rating_between_two_levels_counts_in_proportion():
    own = rubric(dimension("d", indicator("i")), between=True)
    assert scored(own, {"i": 1.24}).whole.score == 6
    assert scored(own, {"i": 1.24}).whole.staged_level == 1.24


def test_the_maximum_is_the_highest_value():
    own = rubric(dimension("d", indicator("i"), indicator("j"), aggregate="maximum"))
    card = scored(own, {"i": 2, "j": {"unknown": "x"}})
    assert (card.whole.low, card.whole.score, card.whole.high) == (25, 25, 100)


def test_other_weights_hold_for_those_that_they_name():
    parts = [dimension(code, indicator(f"{code}1")) for code in "abc"]
    own = rubric(*parts, weightings={"experts": {"a": 3, "c": 0}})
    tree = weighted(resolve(own), "experts")
    assert [tree.nodes[i].share for i in tree.whole.children] == [Fraction(3, 4), Fraction(1, 4), 0]
    assert tree.digest != resolve(own).digest
    ratings = assessment({"a1": 5, "b1": 1, "c1": 1}).ratings
    assert score(tree, ratings).whole.score == 75
    assert score(resolve(own), ratings).whole.score == Fraction(100, 3)


OWN = {
    "display": {"min": 0, "max": 126, "decimals": 0},
    "bands": [
        {"code": "a", "from": 0, "label": "A"},
        {"code": "b", "from": 60, "label": "B"},
        {"code": "c", "from": 120, "label": "C"},
    ],
    "gates": [{"when": "i", "below": 60, "cap": "a", "because": "x"}],
}
BANDS = [{"code": "low", "from": 0, "label": "L"}, {"code": "high", "from": 50, "label": "H"}]


def test_a_dimension_has_a_scale_bands_and_gates_of_its_own():
    own = rubric(dimension("d", indicator("i"), indicator("j"), **OWN), bands=BANDS)
    card = scored(own, {"i": 3, "j": 5})
    d = node(card, "d")
    assert (d.score, d.shown, d.band.code if d.band else "") == (Fraction("94.5"), "95", "a")
    assert (d.own_band.code if d.own_band else "", d.gates[0].state) == ("b", "fired")
    assert (card.whole.shown, card.whole.band.code if card.whole.band else "") == ("75.0", "high")
    assert d.contribution == card.whole.score == 75
    assert node(card, "i").display == own.display


def test_bands_of_the_rubric_are_judged_on_its_scale():
    parts = dimension("d", indicator("i"), display={"max": 10})
    d = node(scored(rubric(parts, bands=BANDS), {"i": 4}), "d")
    assert (d.shown, d.display.decimals) == ("7.5", 1)
    assert (d.band.code if d.band else "", d.placed) == ("high", 75)


def test_unknowns_beneath_a_dimension_do_what_it_says():
    inner = dimension("inner", indicator("i"), indicator("j"))
    outer = {
        "code": "outer",
        "title": "o",
        "dimensions": [inner],
        "missing": {"treat": "worst"},
    }
    least = {"minimum_availability": 0.6}
    own = rubric(outer, dimension("other", indicator("k"), indicator("l")), missing=least)
    card = scored(own, {"i": 5, "k": 5})
    assert (node(card, "inner").value, node(card, "other").value) == (Fraction(1, 2), 1)
    assert node(card, "inner").withheld
    assert node(card, "outer").place.missing.treat == "worst"
    assert node(card, "other").place.missing.treat == "exclude"


def test_what_a_dimension_does_not_say_leaves_the_digest():
    plain = rubric(dimension("d", indicator("i")))
    assert resolve(plain).digest != resolve(rubric(dimension("d", indicator("i"), **OWN))).digest
    again = rubric(dimension("d", indicator("i")), between=True)
    assert resolve(plain).digest == resolve(again).digest


def test_other_weights_do_not_come_of_the_comparisons():
    parts = [dimension(code, indicator(f"{code}1")) for code in "ab"]
    weights = {"method": "ahp", "comparisons": {"a/b": 3}}
    own = rubric(*parts, weights=weights, weightings={"even": {"a": 1, "b": 1}})
    plain, other = resolve(own), weighted(resolve(own), "even")
    assert plain.whole.priorities is not None
    assert other.whole.priorities is None
    assert other.is_reweighted(other.whole)
    assert not plain.is_reweighted(plain.whole)


def test_steps_are_shown_as_far_as_their_gain_is():
    much = dimension("a", indicator("x"), weight=3000)
    little = dimension("b", indicator("y"), weight=1)
    own = rubric(much, little)
    card = scored(own, {"x": 1, "y": 1})
    assert [step.node.code for step in card.raising] == ["x", "y"]
    assert [step.node.code for step in card.steps] == ["x"]
    assert not card.has_other_ways
    assert phrases.steps(card, words("en")) == words("en")("steps.score")
    card = scored(own, {"x": 5, "y": 1})
    assert card.raising
    assert card.steps == ()
    for language in LANGUAGES:
        assert phrases.no_step(card, words(language)) == words(language)("steps.small")
    assert phrases.no_step(scored(own, {"x": 5, "y": 5}), words("en")) == ""


def test_the_heading_says_that_steps_are_of_rated_levels():
    listed = {"code": "c", "title": "C", "checklist": [{"code": "a", "text": "A"}]}
    own = rubric(dimension("d", indicator("i"), listed))
    for rated, said in (({"i": 1, "c": {"met": []}}, True), ({"i": 1}, True)):
        assert scored(own, rated).has_other_ways == said
    card = scored(own, {"i": 1, "c": {"not_applicable": "x"}})
    assert not card.has_other_ways
    card = scored(own, {"i": 1, "c": {"met": []}})
    assert phrases.steps(card, words("en")).endswith("each (only what has a level)")
    assert phrases.steps(card, words("id")).endswith("(hanya yang sudah diberi tingkat)")

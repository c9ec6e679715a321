"""The engine on worked examples: every promise of docs/method.md has a case."""

from fractions import Fraction

import pytest

from smartscore.engine.resolving import resolve
from smartscore.engine.score import score
from smartscore.model.assessment import Assessment
from smartscore.read.answers import paired
from smartscore.rules.rule import indicators

from .building import (
    assessment,
    assessment_data,
    dimension,
    indicator,
    node,
    rubric,
    rubric_data,
    scored,
)

TWO_BY_TWO = (
    dimension("a", indicator("a1"), indicator("a2", weight=3), weight=2),
    dimension("b", indicator("b1"), indicator("b2"), weight=1),
)
BANDS = [
    {"code": "low", "from": 0, "label": "Low"},
    {"code": "middle", "from": 40, "label": "Middle"},
    {"code": "high", "from": 80, "label": "High"},
]


def test_weights_are_ratios_among_siblings():
    card = scored(rubric(*TWO_BY_TWO), {"a1": 5, "a2": 1, "b1": 3, "b2": 3})
    assert node(card, "a").score == 25
    assert node(card, "b").score == 50
    assert card.whole.score == Fraction(100, 3)
    assert card.whole.shown == "33.3"


def test_share_effective_weight_and_contribution():
    card = scored(rubric(*TWO_BY_TWO), {"a1": 5, "a2": 2, "b1": 3, "b2": 4})
    a2 = node(card, "a2")
    assert (a2.share, a2.effective_weight) == (Fraction(3, 4), Fraction(1, 2))
    assert a2.contribution == Fraction(25, 2)
    assert sum(n.contribution or 0 for n in card.whole.indicators()) == card.whole.score


def test_unknown_is_left_out_and_widens_the_bounds():
    card = scored(rubric(*TWO_BY_TWO), {"a1": 5, "b1": {"unknown": "searched"}})
    a, b = node(card, "a"), node(card, "b")
    assert (a.score, a.low, a.high, a.availability) == (100, 25, 100, Fraction(1, 4))
    assert (b.score, b.low, b.high, b.availability) == (None, 0, 100, 0)
    assert card.whole.score == 100
    assert card.whole.low == Fraction(50, 3)
    assert card.whole.availability == Fraction(1, 6)
    assert sum(n.contribution or 0 for n in card.whole.indicators()) == 100


def test_not_applicable_is_left_out_of_both():
    card = scored(
        rubric(*TWO_BY_TWO), {"a1": 5, "a2": {"not_applicable": "no sea"}, "b1": 1, "b2": 1}
    )
    a = node(card, "a")
    assert (a.score, a.low, a.high, a.availability) == (100, 100, 100, 1)
    assert card.whole.availability == 1
    assert card.whole.low == card.whole.high == card.whole.score
    assert node(card, "a2").availability is None


def test_a_dimension_in_which_nothing_applies_takes_no_part():
    away = {"not_applicable": "no sea"}
    card = scored(rubric(*TWO_BY_TWO), {"a1": away, "a2": away, "b1": 3, "b2": 3})
    assert node(card, "a").score is None
    assert node(card, "a").availability is None
    assert card.whole.score == 50


def test_below_the_minimum_the_figure_is_withheld_but_counts_above():
    own = rubric(*TWO_BY_TWO, missing={"minimum_availability": 0.5}, bands=BANDS)
    card = scored(own, {"a1": 5, "b1": 1, "b2": 1})
    a = node(card, "a")
    assert (a.score, a.shown, a.band, a.withheld, a.contribution) == (None, None, None, True, None)
    assert (a.low, a.high) == (25, 100)
    assert card.whole.score == Fraction(200, 3)
    assert not card.whole.withheld


def test_exactly_the_minimum_is_enough():
    own = rubric(
        dimension("a", *(indicator(f"i{n}") for n in range(5))),
        missing={"minimum_availability": 0.6},
    )
    assert scored(own, {"i0": 3, "i1": 3, "i2": 3}).whole.score == 50
    assert scored(own, {"i0": 3, "i1": 3}).whole.score is None


def test_nothing_rated_is_no_score_and_not_zero():
    card = scored(rubric(*TWO_BY_TWO), {})
    assert card.whole.score is None
    assert card.whole.availability == 0
    assert (card.whole.low, card.whole.high) == (0, 100)


def test_treat_worst_counts_the_unknown_as_lowest():
    own = rubric(*TWO_BY_TWO, missing={"treat": "worst"})
    card = scored(own, {"a1": 5, "a2": 5, "b1": 5})
    assert node(card, "b").score == 50
    assert card.whole.score == card.whole.low
    assert card.whole.high == 100
    assert card.whole.availability == Fraction(5, 6)


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("arithmetic", Fraction(5, 8)),
        ("harmonic", Fraction(2, 5)),
        ("geometric", Fraction(1, 2)),
        ("minimum", Fraction(1, 4)),
    ],
)
def test_each_mean(method, expected):
    own = rubric(dimension("a", indicator("x"), indicator("y")), aggregate=method)
    assert scored(own, {"x": 2, "y": 5}).whole.value == expected


def test_a_node_may_override_the_mean_and_then_has_no_contributions_below():
    own = rubric(
        dimension("a", indicator("x"), indicator("y"), aggregate="minimum"),
        dimension("b", indicator("z")),
    )
    card = scored(own, {"x": 2, "y": 5, "z": 3})
    assert node(card, "a").score == 25
    assert node(card, "a").contribution == Fraction(25, 2)
    assert node(card, "x").contribution is None
    assert node(card, "z").contribution == 25


def test_zero_weight_takes_no_part_but_is_shown():
    own = rubric(dimension("a", indicator("x", weight=0), indicator("y")), aggregate="minimum")
    card = scored(own, {"x": 1, "y": 5})
    assert card.whole.score == 100
    assert node(card, "x").score == 0


def test_display_scale_runs_from_its_minimum():
    own = rubric(
        dimension("a", indicator("x"), indicator("y")), display={"min": 1, "max": 5, "decimals": 2}
    )
    card = scored(own, {"x": 3, "y": 4})
    assert card.whole.shown == "3.50"
    assert node(card, "x").contribution == Fraction(3, 2)


def test_a_half_rounds_up_and_the_band_follows_the_figure_as_shown():
    bands = [
        {"code": "low", "from": 1, "label": "L"},
        {"code": "middle", "from": 3.48, "label": "M"},
    ]
    own = rubric(
        dimension("a", indicator("x", weight=0.475), indicator("y", weight=0.525)),
        display={"min": 1, "max": 5, "decimals": 2},
        bands=bands,
    )
    card = scored(own, {"x": 4, "y": 3})
    assert card.whole.score == Fraction("3.475")
    assert card.whole.shown == "3.48"
    assert card.whole.band is not None
    assert card.whole.band.code == "middle"


def test_bands_include_their_lower_bound():
    own = rubric(dimension("a", indicator("x"), indicator("y")), bands=BANDS)
    codes = [
        scored(own, ratings).whole.band.code  # type: ignore[union-attr]
        for ratings in ({"x": 1, "y": 1}, {"x": 2, "y": 3}, {"x": 3, "y": 3}, {"x": 5, "y": 5})
    ]
    assert codes == ["low", "low", "middle", "high"]


GATE = {"when": "a", "below": 40, "cap": "middle", "because": "a comes first"}


@pytest.mark.parametrize(
    ("ratings", "state", "band"),
    [
        ({"x": 2, "y": 5}, "fired", "middle"),
        ({"x": 3, "y": 5}, "passed", "high"),
        ({"y": 5}, "open", "high"),
    ],
)
def test_a_gate_caps_the_band_and_never_the_figure(ratings, state, band):
    own = rubric(
        dimension("a", indicator("x")),
        dimension("b", indicator("y"), weight=9),
        bands=BANDS,
        gates=[GATE],
    )
    card = scored(own, ratings)
    assert card.whole.gates[0].state == state
    assert card.whole.band is not None
    assert card.whole.band.code == band
    assert card.whole.score is not None
    assert card.whole.score >= 90


def test_a_gate_is_judged_on_the_figure_as_shown():
    own = rubric(
        dimension("a", indicator("x", weight=0.3999), indicator("z", weight=0.6001)),
        dimension("b", indicator("y"), weight=9),
        bands=BANDS,
        gates=[GATE],
    )
    card = scored(own, {"x": 5, "z": 1, "y": 5})
    assert node(card, "a").shown == "40.0"
    assert card.whole.gates[0].state == "passed"


def test_staged_level_is_the_lowest_step_or_nothing():
    own = rubric(*TWO_BY_TWO)
    assert scored(own, {"a1": 5, "a2": 2, "b1": 3, "b2": 4}).whole.staged_level == 2
    assert scored(own, {"a1": 5, "a2": 2, "b1": 3}).whole.staged_level is None
    away = {"not_applicable": "no sea"}
    assert scored(own, {"a1": 5, "a2": 4, "b1": 3, "b2": away}).whole.staged_level == 3


def test_contested_where_evidence_points_both_ways():
    evidence = [{"cite": "k"}, {"cite": "k", "direction": "hinders"}]
    card = scored(rubric(*TWO_BY_TWO), {"a1": {"level": 3, "evidence": evidence}, "b1": 3})
    assert [n.code for n in card.whole.walk() if n.contested] == ["own", "a", "a1"]


@pytest.mark.parametrize("beside", ["supports", "hinders", "conflicts"])
def test_sources_that_contradict_one_another_make_nothing_contested(beside):
    evidence = [{"cite": "k", "direction": "conflicts"}, {"cite": "l", "direction": beside}]
    plain = scored(rubric(*TWO_BY_TWO), {"a1": {"level": 3}, "b1": 3})
    card = scored(rubric(*TWO_BY_TWO), {"a1": {"level": 3, "evidence": evidence}, "b1": 3})
    assert not [n.code for n in card.whole.walk() if n.contested]
    assert [n.code for n in card.conflicts] == ["a1"]
    assert card.whole.score == plain.whole.score


def _grafted():
    inner = rubric(
        *TWO_BY_TWO,
        code="inner",
        display={"min": 1, "max": 5, "decimals": 2},
        bands=[
            {"code": "poor", "from": 1, "label": "P"},
            {"code": "fine", "from": 3, "label": "F"},
        ],
        gates=[{"when": "a", "below": 2, "cap": "poor", "because": "a"}],
        missing={"minimum_availability": 0.6},
    )
    outer = rubric(
        dimension("c", indicator("c1")),
        {"rubric": "inner@1", "weight": 3},
        code="outer",
        bands=BANDS,
    )
    return outer, {("outer", "inner@1"): inner}


def _rated_twice(inner, outer):
    data = assessment_data(inner, "inner")
    data["ratings"]["outer"] = outer
    return Assessment.model_validate(data).ratings


def test_a_graft_keeps_its_own_scale_bands_and_gates():
    outer, grafts = _grafted()
    ratings = _rated_twice({"a1": 1, "a2": 1, "b1": 5, "b2": 5}, {"c1": 5})
    card = score(resolve(outer, grafts), ratings)
    inner = node(card, "inner")
    assert (inner.kind, inner.shown, inner.band.code if inner.band else "") == (
        "rubric",
        "2.33",
        "poor",
    )
    assert inner.gates[0].state == "fired"
    assert card.whole.score == Fraction(1, 4) * 100 + Fraction(3, 4) * Fraction(100, 3)
    assert sum(n.contribution or 0 for n in card.whole.indicators()) == card.whole.score


def test_a_graft_keeps_its_own_minimum():
    outer, grafts = _grafted()
    card = score(resolve(outer, grafts), _rated_twice({"a1": 5}, {"c1": 5}))
    assert node(card, "inner").score is None
    assert card.whole.score == 100


def test_staged_level_needs_one_scale():
    inner = rubric(
        dimension("d", {**indicator("d1"), "levels": {"0": "n", "1": "s", "2": "a"}}),
        code="inner",
        scale=[{"points": n, "label": "L"} for n in range(3)],
    )
    outer = rubric(dimension("c", indicator("c1")), {"rubric": "inner@1"}, code="outer")
    tree = resolve(outer, {("outer", "inner@1"): inner})
    card = score(tree, _rated_twice({"d1": 1}, {"c1": 5}))
    assert card.whole.staged_level is None
    assert node(card, "inner").staged_level == 1


def test_the_digest_covers_what_moves_a_score_and_not_titles():
    first = scored(rubric(*TWO_BY_TWO), {}).digest
    titled = scored(
        rubric(*TWO_BY_TWO, title={"id": "Lain"}, about="x", version="1.2.0"), {}
    ).digest
    moved = scored(rubric(*TWO_BY_TWO, aggregate="minimum"), {}).digest
    assert first == titled
    assert first != moved


def test_1_and_1_point_0_are_the_same_weight():
    one = rubric_data(dimension("a", indicator("x", weight=1)))
    other = rubric_data(dimension("a", indicator("x", weight=1.0)))
    assert (
        scored(rubric(*one["dimensions"]), {}).digest
        == scored(rubric(*other["dimensions"]), {}).digest
    )


def test_a_bare_number_is_short_for_a_level():
    own = rubric(dimension("a", indicator("a1")))
    known = {"own": indicators(own)}
    short, long = assessment({"a1": 3}), assessment({"a1": {"level": 3}})
    assert paired(short.ratings, known) == long.ratings
    assert scored(own, {"a1": 3}).values == scored(own, {"a1": {"level": 3}}).values


def test_what_holds_the_staged_level_is_named_also_while_some_are_unknown():
    own = rubric(*TWO_BY_TWO)
    known = scored(own, {"a1": 5, "a2": 2, "b1": 2, "b2": 4}).whole.staged
    assert known is not None
    assert (known.level, known.at_least, known.at_most, known.settled) == (2, 2, 2, True)
    assert [one.code for one in known.holders] == ["a2", "b1"]
    card = scored(own, {"a1": 5, "a2": 2, "b1": 3, "b2": {"unknown": "searched"}})
    found = card.whole.staged
    assert found is not None
    assert (found.level, found.at_least, found.at_most, found.settled) == (None, 1, 2, False)
    assert [one.code for one in found.holders] == ["a2"]
    assert [one.code for one in found.unknown] == ["b2"]
    lowest = scored(own, {"a1": 5, "a2": 1}).whole.staged
    assert lowest is not None
    assert (lowest.level, lowest.settled) == (None, True)
    nothing = scored(own, {}).whole.staged
    assert nothing is not None
    assert (nothing.at_most, nothing.holders, len(nothing.unknown)) == (5, (), 4)
    assert node(card, "a").staged_level == 2


def test_there_is_no_staged_level_beside_another_measure():
    share = {"code": "s", "title": "S", "checklist": [{"code": "x", "text": "X"}]}
    card = scored(rubric(dimension("a", indicator("a1"), share)), {"a1": 1})
    assert card.whole.staged is None

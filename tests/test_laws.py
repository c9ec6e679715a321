"""Laws that hold for every rubric and every set of ratings."""

from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from smartscore.arithmetic.means import METHODS
from smartscore.arithmetic.numbers import exact, figure, half_up
from smartscore.engine.card import Card
from smartscore.model.rubric import Rubric

from .building import dimension, indicator, rubric_data, scored

WEIGHTS = st.one_of(st.integers(1, 9), st.sampled_from([0.5, 1.3, 2.75, 0.1, 16.5]))
METHOD = st.sampled_from(sorted(METHODS))
LEVELS = st.one_of(st.integers(1, 5), st.just("unknown"), st.just("away"))


@st.composite
def trees(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """A rubric of two or three levels, and ratings with gaps."""
    codes: list[str] = []

    def branch(depth: int, name: str) -> dict[str, Any]:
        more: dict[str, Any] = {"weight": draw(WEIGHTS)}
        if draw(st.booleans()):
            more["aggregate"] = draw(METHOD)
        if depth and draw(st.booleans()):
            below = [branch(depth - 1, f"{name}-{i}") for i in range(draw(st.integers(1, 3)))]
            return {"code": name, "title": name, "dimensions": below, **more}
        inside = []
        for i in range(draw(st.integers(1, 4))):
            codes.append(f"{name}-i{i}")
            floor = {"floor": 0} if draw(st.integers(0, 3)) == 0 else {}
            inside.append(indicator(codes[-1], weight=draw(WEIGHTS), **floor))
        return dimension(name, *inside, **more)

    data = rubric_data(
        *(branch(1, f"d{i}") for i in range(draw(st.integers(1, 3)))),
        aggregate=draw(METHOD),
        missing={
            "treat": draw(st.sampled_from(["exclude", "worst"])),
            "minimum_availability": draw(st.sampled_from([0, 0.5, 1])),
        },
    )
    kinds = {"unknown": {"unknown": "x"}, "away": {"not_applicable": "x"}}
    ratings = {code: draw(LEVELS) for code in codes}
    return data, {c: kinds[r] if isinstance(r, str) else r for c, r in ratings.items()}


def values(card: Card) -> dict[tuple[str, ...], Fraction | None]:
    return {node.path: node.value for node in card.whole.walk()}


def of(data: dict[str, Any], ratings: dict[str, Any]) -> Card:
    return scored(Rubric.model_validate(data), ratings)


@given(trees())
def test_low_score_high(tree):
    for node in of(*tree).whole.walk():
        if node.value is not None:
            assert node.low_value is not None
            assert node.high_value is not None
            assert 0 <= node.low_value <= node.value <= node.high_value <= 1


def test_a_score_below_what_a_floor_allows_is_its_own_lower_bound():
    data = rubric_data(dimension("d", indicator("i", floor=0), indicator("j")))
    whole = of(data, {"i": {"unknown": "x"}, "j": 1}).whole
    assert (whole.low_value, whole.value, whole.high_value) == (0, 0, Fraction(1, 2))


@given(trees(), st.data())
def test_raising_a_rating_never_lowers_any_score(tree, data):
    rubric, ratings = tree
    rated = [code for code, rating in ratings.items() if isinstance(rating, int) and rating < 5]
    if not rated:
        return
    code = data.draw(st.sampled_from(rated))
    before, after = (
        values(of(rubric, ratings)),
        values(of(rubric, {**ratings, code: ratings[code] + 1})),
    )
    for path, old in before.items():
        new = after[path]
        assert (old is None) == (new is None)
        if old is not None and new is not None:
            assert old <= new


def _scaled(node: dict[str, Any], factor: int) -> dict[str, Any]:
    scaled = {**node, "weight": exact(node.get("weight", 1)) * factor}
    scaled["weight"] = float(scaled["weight"])
    for key in ("dimensions", "indicators"):
        if key in node:
            scaled[key] = [_scaled(child, factor) for child in node[key]]
    return scaled


@given(trees(), st.sampled_from([2, 7, 100]))
def test_only_ratios_of_weights_count(tree, factor):
    rubric, ratings = tree
    scaled = {**rubric, "dimensions": [_scaled(child, factor) for child in rubric["dimensions"]]}
    assert values(of(rubric, ratings)) == values(of(scaled, ratings))


def _reversed(node: dict[str, Any]) -> dict[str, Any]:
    turned = dict(node)
    for key in ("dimensions", "indicators"):
        if key in node:
            turned[key] = [_reversed(child) for child in reversed(node[key])]
    return turned


@given(trees())
def test_the_order_of_siblings_does_not_count(tree):
    rubric, ratings = tree
    assert values(of(rubric, ratings)) == values(of(_reversed(rubric), ratings))


@given(trees())
def test_contributions_add_up_where_every_mean_is_arithmetic(tree):
    rubric, ratings = tree

    def plain(node: dict[str, Any]) -> dict[str, Any]:
        kept = {k: v for k, v in node.items() if k != "aggregate"}
        for key in ("dimensions", "indicators"):
            if key in kept:
                kept[key] = [plain(child) for child in kept[key]]
        return kept

    card = of(plain(rubric), ratings)
    if card.whole.score is not None:
        assert sum(n.contribution or 0 for n in card.whole.indicators()) == card.whole.score


@given(
    st.lists(
        st.tuples(st.fractions(Fraction(1, 20), 9), st.fractions(0, 1, max_denominator=40)),
        min_size=1,
        max_size=8,
    )
)
def test_the_means_keep_their_order(pairs):
    ordered = [METHODS[m](pairs) for m in ("minimum", "harmonic", "geometric", "arithmetic")]
    assert ordered == sorted(ordered)


@given(st.fractions(0, 1, max_denominator=60), st.integers(1, 6))
def test_a_mean_of_equal_values_is_that_value(value, count):
    pairs = [(Fraction(n + 1, 3), value) for n in range(count)]
    assert {METHODS[method](pairs) for method in METHODS} == {value}


@given(st.fractions(-1000, 1000), st.integers(0, 6))
def test_rounding_is_to_the_nearest_and_halves_go_away_from_zero(value, decimals):
    rounded = half_up(value, decimals)
    unit = Fraction(1, 10**decimals)
    assert abs(rounded - value) <= unit / 2
    if abs(rounded - value) == unit / 2:
        assert abs(rounded) > abs(value)
    assert Fraction(figure(value, decimals)) == rounded


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_exactly_what_was_written(number):
    assert float(exact(number)) == number

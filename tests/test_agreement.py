"""Measures of agreement against published values and against the packages that others use."""

import json
import random
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from smartscore.arithmetic import agreement
from smartscore.arithmetic.agreement import alpha, gwet, kappa, percent
from smartscore.arithmetic.ratings import Units

N = None
# Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, example C: 4 raters, 12 units.
CANONICAL: list[list[int | None]] = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
    [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
]
# Wikipedia, Krippendorff's alpha, the computational example: three raters, fifteen units.
WIKIPEDIA: list[list[int | None]] = [
    [N, N, N, N, N, 3, 4, 1, 2, 1, 1, 3, 3, N, 3],
    [1, N, 2, 1, 3, 3, 4, 3, N, N, N, N, N, N, N],
    [N, N, 2, 1, 3, 4, 4, N, 2, 1, 1, 3, 3, N, 4],
]
OTHERS = json.loads((Path(__file__).parent / "agreement_results.json").read_text(encoding="utf-8"))
"""What krippendorff, irrCAC and scikit-learn make of random ratings: `benchmarks/agreement.py`."""

MEASURES: dict[str, Any] = {
    "percent": percent,
    **{f"kappa {by}": partial(kappa, by=by) for by in ("unweighted", "linear", "quadratic")},
    **{f"alpha {of}": partial(alpha, metric=of) for of in ("nominal", "ordinal", "interval")},
    **{f"gwet {by}": partial(gwet, by=by) for by in ("unweighted", "linear", "quadratic")},
}


def by_rater(raters):
    return Units(list(zip(*raters, strict=True)))


def number(value: Any) -> Any:
    assert isinstance(value, Fraction)
    return value


def intervals(units, measures, draws, seed) -> Any:
    return agreement.intervals(units, measures, draws=draws, seed=seed)


@pytest.mark.parametrize(
    ("raters", "metric", "published"),
    [
        (CANONICAL, "nominal", 0.743421052631579),
        (CANONICAL, "ordinal", 0.8153875037548814),
        (CANONICAL, "interval", 0.8491071428571428),
        (WIKIPEDIA, "nominal", 0.691358024691358),
        (WIKIPEDIA, "ordinal", 0.8067214199413153),
        (WIKIPEDIA, "interval", 0.8108448928121059),
    ],
)
def test_alpha_as_published(raters, metric, published):
    assert float(number(alpha(by_rater(raters).tally, metric))) == pytest.approx(
        published, abs=1e-12
    )


def test_gwet_and_percent_as_printed_by_irrcac():
    assert round(float(number(gwet(by_rater(CANONICAL).tally))), 5) == 0.77544
    assert round(float(number(percent(by_rater(CANONICAL).tally))), 5) == 0.81818


def test_kappa_of_seventy_paintings():
    """A published table: 35 and 35 against 40 and 30, agreement .6429, by chance .5000."""
    both = [(1, 1)] * 25 + [(1, 0)] * 10 + [(0, 1)] * 15 + [(0, 0)] * 20
    tally = Units(both).tally
    assert kappa(tally) == Fraction(2, 7)  # .2857
    assert percent(tally) == Fraction(45, 70)


@pytest.mark.parametrize("case", OTHERS["cases"], ids=str)
def test_the_same_as_other_packages(case):
    tally = Units(case["ratings"], range(1, case["points"] + 1)).tally
    for name, expected in case["results"].items():
        value = MEASURES[name](tally)
        if expected is None:
            assert value is None, name
        else:
            assert float(value) == pytest.approx(expected, abs=1e-12), name
    assert len(case["results"]) == (10 if len(case["ratings"][0]) == 2 else 7)


@pytest.mark.parametrize("name", MEASURES)
def test_undefined_is_none_and_neither_0_nor_1(name):
    apart = Units([[3, None], [None, 2]]).tally
    assert MEASURES[name](apart) is None
    assert MEASURES[name](Units([]).tally) is None
    assert MEASURES[name](Units([[3]]).tally) is None
    same = Units([[3, 3]] * 5).tally
    assert MEASURES[name](same) == (1 if name == "percent" else None)
    on_a_scale = Units([[3, 3]] * 5, range(1, 6)).tally
    defined = name == "percent" or name.startswith("gwet")
    assert MEASURES[name](on_a_scale) == (1 if defined else None)


def test_kappa_is_of_two_raters():
    assert kappa(by_rater(CANONICAL).tally) is None


def test_points_that_are_not_equally_far_apart():
    tally = Units([[1, 2], [2, 4], [4, 4], [1, 1]], [1, 2, 4]).tally
    # 3 apart on four units; by chance 1 meets 2, 4, 4 twice, 2 meets 4, 4, 1, and 4 meets 2, 1
    assert kappa(tally, "linear") == 1 - Fraction(3 * 4, 2 * (1 + 3 + 3) + (2 + 2 + 1) + (2 + 3))
    assert gwet(tally, "linear") is not None


def test_halves_are_points_too():
    halves: list[Any] = [[Fraction(3, 2), 2], [1, 1], [2, 2], [Fraction(5, 2), 2]]
    doubled = [[3, 4], [2, 2], [4, 4], [5, 4]]
    for name, measure in MEASURES.items():
        assert measure(Units(halves).tally) == measure(Units(doubled).tally), name


def test_the_order_of_raters_and_units_makes_no_difference():
    rows = list(zip(*CANONICAL, strict=True))
    mixed = [tuple(reversed(row)) for row in reversed(rows)]
    for name, measure in MEASURES.items():
        assert measure(Units(rows).tally) == measure(Units(mixed).tally), name


def test_ac1_holds_where_nearly_all_fall_on_one_point():
    tally = Units([[1, 1]] * 98 + [[1, 2], [2, 1]]).tally
    assert number(kappa(tally)) < 0
    assert number(gwet(tally)) > Fraction(97, 100)


def test_the_same_seed_gives_the_same_interval():
    units = by_rater(CANONICAL)
    one, again, other = (
        intervals(units, {"alpha": alpha}, draws=200, seed=seed)["alpha"] for seed in (7, 7, 8)
    )
    assert one == again != other
    assert one.low <= number(alpha(units.tally)) <= one.high


def test_an_interval_is_that_of_samples_of_units():
    """Against samples drawn and measured one by one, as the definition says."""
    rows = list(zip(*CANONICAL, strict=True))
    found = intervals(Units(rows), {"percent": percent}, draws=101, seed=3)["percent"]
    source = random.Random(3)
    values = sorted(
        number(percent(Units([rows[int(source.random() * 12)] for _ in range(12)]).tally))
        for _ in range(101)
    )
    assert (found.low, found.high) == (values[2], values[-3])
    assert found.undefined == 0


def test_no_interval_where_half_of_the_samples_have_no_value():
    assert intervals(Units([[1, 1]] * 4), {"kappa": kappa}, draws=50, seed=1) == {"kappa": None}
    assert intervals(Units([]), {"kappa": kappa}, draws=50, seed=1) == {"kappa": None}
    rare = intervals(Units([[1, 1]] * 9 + [[2, 2]]), {"kappa": kappa}, draws=400, seed=1)["kappa"]
    assert 400 * 0.3 < rare.undefined < 400 * 0.4  # 0.9 to the tenth is 0.35

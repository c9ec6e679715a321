"""Weights from comparisons and ranks, against published results."""

from fractions import Fraction
from itertools import combinations
from typing import Any

import pytest

from smartscore.arithmetic.weighting import priorities, rank_order_centroid
from smartscore.engine.resolving import resolve
from smartscore.read.check import Examiner
from smartscore.read.shelf import Catalogue
from smartscore.rules.rubric import weights_are_complete
from smartscore.rules.rubric_comparisons import comparisons_are_consistent
from smartscore.rules.rule import RubricCase

from .building import dimension, indicator, node, rubric, scored

LEADER = {
    ("experience", "education"): Fraction(4),
    ("experience", "charisma"): Fraction(3),
    ("experience", "age"): Fraction(7),
    ("education", "charisma"): Fraction(1, 3),
    ("education", "age"): Fraction(3),
    ("charisma", "age"): Fraction(5),
}
"""Choosing a leader: Wikipedia, "Analytic hierarchy process - leader example"."""

HANDBOOK = """\
1 2 3 2 5 5 1 3
1/2 1 2 1/2 4 4 1/2 3
1/3 1/2 1 1/4 2 2 1/5 1/2
1/2 2 4 1 4 4 1/2 3
1/5 1/4 1/2 1/4 1 1 1/5 1/2
1/5 1/4 1/2 1/4 1 1 1/5 1/2
1 2 5 2 5 5 1 4
1/3 1/3 2 1/3 2 2 1/4 1
"""
"""OECD/JRC 2008, Handbook on Constructing Composite Indicators, Table 20."""


def test_the_leader_example():
    found = priorities(["experience", "education", "charisma", "age"], LEADER)
    shown = [f"{float(weight):.4f}" for weight in found.weights]
    assert shown == ["0.5476", "0.1266", "0.2699", "0.0559"]
    assert found.consistency_ratio == pytest.approx(0.0439, abs=0.001)


def test_the_matrix_of_the_handbook():
    rows = [[Fraction(x) for x in line.split()] for line in HANDBOOK.split("\n") if line]
    codes = [str(n) for n in range(8)]
    ratios = {(codes[a], codes[b]): rows[a][b] for a in range(8) for b in range(a + 1, 8)}
    found = priorities(codes, ratios)
    assert sum(found.weights) == pytest.approx(1)
    assert found.consistency_ratio is not None
    assert found.consistency_ratio < 0.10
    assert found.weights[0] > found.weights[3] > found.weights[7] > found.weights[4]


def test_comparisons_that_agree_give_back_their_ratios():
    ratios = {("a", "b"): Fraction(2), ("b", "c"): Fraction(2), ("c", "a"): Fraction(1, 4)}
    found = priorities(["a", "b", "c"], ratios)
    assert [round(w * 7, 9) for w in found.weights] == [4, 2, 1]
    assert found.consistency_ratio == 0


def test_one_criterion_and_too_many():
    assert priorities(["a"], {}).weights == (1,)
    codes = [str(n) for n in range(20)]
    ratios = {(a, b): Fraction(1) for i, a in enumerate(codes) for b in codes[i + 1 :]}
    assert priorities(codes, ratios).consistency_ratio is None


@pytest.mark.parametrize("count", range(1, 8))
def test_ranks_fall_and_sum_to_one(count):
    weights = rank_order_centroid(count)
    assert sum(weights) == 1
    assert list(weights) == sorted(weights, reverse=True)


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ({"method": "ahp", "comparisons": {"a/b": 3}}, 75),
        ({"method": "ahp", "comparisons": {"b/a": "1/3"}}, 75),
        ({"method": "rank", "order": ["a", "b"]}, 75),
        ({"method": "rank", "order": ["b", "a"]}, 25),
    ],
)
def test_a_rubric_may_weigh_its_children_so(weights, expected):
    own = rubric(dimension("a", indicator("x")), dimension("b", indicator("y")), weights=weights)
    card = scored(own, {"x": 5, "y": 1})
    assert card.whole.score == expected
    assert node(card, "a").share == Fraction(expected, 100)


@pytest.mark.parametrize("times", [9, 1000, 10**4, 10**6])
def test_comparisons_that_go_round_in_a_circle_come_to_an_end(times):
    """The weights are those of an eigenvector, however much the comparisons contradict."""
    ratios = {
        ("a", "b"): Fraction(times),
        ("b", "c"): Fraction(2 * times),
        ("a", "c"): Fraction(1, 3 * times),
    }
    a, b, c = map(float, priorities(["a", "b", "c"], ratios).weights)
    rows = ((1, times, 1 / (3 * times)), (1 / times, 1, 2 * times), (3 * times, 1 / (2 * times), 1))
    product = [row[0] * a + row[1] * b + row[2] * c for row in rows]
    assert [p / sum(product) for p in product] == pytest.approx([a, b, c], abs=1e-9)


@pytest.mark.parametrize(
    ("wrong", "given", "fitting"), [("a/d", 1, "8"), ("b/c", "1/6", "2"), ("c/a", 5, "0.25")]
)
def test_the_comparison_that_contradicts_the_others_is_named(wrong, given, fitting):
    """Of comparisons that agree but for one, that one, and what would make it agree."""
    ranked = dict(zip("abcd", (8, 4, 2, 1), strict=True))
    pairs = {f"{a}/{b}": Fraction(ranked[a], ranked[b]) for a, b in combinations("abcd", 2)}
    comparisons: dict[str, Any] = {key: float(value) for key, value in pairs.items()}
    comparisons.pop("/".join(sorted(wrong.split("/"))))
    comparisons[wrong] = given
    own = rubric(
        *(dimension(code, indicator(f"{code}-x")) for code in "abcd"),
        weights={"method": "ahp", "comparisons": comparisons},
    )
    (found,) = comparisons_are_consistent(RubricCase(own, {}, resolve(own)))
    route, values = found[:2]
    assert route == ("weights", "comparisons", wrong)
    assert (values["pair"], values["given"]) == (wrong, str(given))
    assert float(values["fitting"]) == pytest.approx(float(fitting), abs=0.05)


@pytest.mark.parametrize(
    ("comparisons", "expected"),
    [
        ({"a/b": 3, "b/c": 2}, [("pairs", "`a/c`")]),
        ({}, [("pairs", "`a/b`, `a/c`, `b/c`")]),
        ({"a/b": 3, "b/c": 2, "c/a": 2, "b/a": 2}, [("twice", "`a/b`")]),
        ({"a/b": 3, "b/a": 2, "a/c": 2}, [("pairs", "`b/c`"), ("twice", "`a/b`")]),
        ({"a/b": 3, "b/c": 2, "c/a": 2}, []),
    ],
)
def test_pairs_that_are_missing_or_there_twice_are_named(comparisons, expected):
    own = rubric(
        *(dimension(code, indicator(f"{code}-x")) for code in "abc"),
        weights={"method": "ahp", "comparisons": comparisons},
    )
    found = [each[1] for each in weights_are_complete(RubricCase(own, {}))]
    assert [(values["variant"], values["missing"]) for values in found] == expected


def test_many_missing_pairs_are_counted():
    codes = [f"d{n}" for n in range(10)]
    own = rubric(
        *(dimension(code, indicator(f"{code}-x")) for code in codes),
        weights={"method": "ahp", "comparisons": {}},
    )
    (found,) = weights_are_complete(RubricCase(own, {}))
    values = found[1]
    assert values["count"] == "45"
    assert values["missing"].endswith("`d0/d6`, ...")


@pytest.mark.parametrize(
    "weights",
    [
        "{method: rank, order: [a]}",
        "{method: rank, order: [a, a]}",
        "{method: ahp, comparisons: {}}",
    ],
)
def test_two_children_of_one_code_are_told_and_no_weight_is_looked_for(weights):
    child = "title: A, indicators: [{code: %s, title: I, quantity: {unit: u, worst: 0, best: 1}}]"
    text = (
        f"smartscore: rubric/1\ncode: t\nversion: 1.0.0\ntitle: T\nweights: {weights}\n"
        f"dimensions:\n  - {{code: a, {child % 'i'}}}\n  - {{code: a, {child % 'j'}}}\n"
    )
    found = {problem.code for problem in Examiner(Catalogue()).check("t.yaml", text.encode())}
    assert "R101" in found

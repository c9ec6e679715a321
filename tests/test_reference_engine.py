"""The engine equals a slow one that was written from docs/method.md alone, on random rubrics."""

from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from smartscore.arithmetic.weighting import shares
from smartscore.engine.card import Card
from smartscore.engine.columns import evaluate_columns
from smartscore.engine.evaluation import evaluate
from smartscore.engine.resolving import resolve
from smartscore.engine.score import score
from smartscore.engine.tree import Tree
from smartscore.model.assessment import Assessment
from smartscore.model.rubric import Rubric

from .building import assessment_data, indicator, rubric_data
from .reference_engine import MEANS, Data, Slow, on, walk

WEIGHTS = st.one_of(st.integers(0, 9), st.sampled_from([0.5, 1.3, 2.75, 0.1, 16.5]))
METHODS = st.sampled_from(sorted(MEANS))
LEVELS = st.one_of(
    st.integers(1, 5),
    st.sampled_from([1.24, 2.5, {"unknown": "x"}, {"unknown": "x"}, {"not_applicable": "x"}]),
)
STARTS = {"a": 0, "b": 40, "c": 75}
BANDS = [{"code": code, "from": start, "label": code} for code, start in STARTS.items()]
MISSING = st.fixed_dictionaries(
    {},
    optional={
        "treat": st.sampled_from(["exclude", "worst"]),
        "minimum_availability": st.sampled_from([0, 0.5, 1]),
    },
)


@st.composite
def rubrics(  # noqa: C901 - one grammar reads best in one piece
    draw: st.DrawFn,
) -> tuple[Data, dict[str, Data], dict[str, Data]]:
    """A rubric, the rubrics that it takes in, and ratings with gaps for all of them."""
    ratings: dict[str, Data] = {}
    grafts: dict[str, Data] = {}

    def weighed(siblings: list[Data]) -> list[Data]:
        if not any(one.get("weight", 1) for one in siblings):
            siblings[0]["weight"] = 1
        return siblings

    def leaf(code: str, owner: str) -> Data:
        floor = {"floor": draw(st.sampled_from([0, 1, -3]))} if draw(st.booleans()) else {}
        ratings.setdefault(owner, {})[code] = draw(LEVELS)
        return indicator(code, weight=draw(WEIGHTS), **floor)

    def gates(below: list[Data], bands: list[Data]) -> list[Data]:
        codes = [code for one in below for code in own_codes(one)]
        return [
            {
                "when": draw(st.sampled_from(codes)),
                "below": draw(st.sampled_from([20, 50, 50.0, 80])),
                "cap": draw(st.sampled_from([band["code"] for band in bands])),
                "because": "x",
            }
            for _ in range(draw(st.integers(0, 2)))
        ]

    def own_codes(one: Data) -> list[str]:
        if "rubric" in one:
            return [one["rubric"].split("@")[0]]
        below = one.get("dimensions", []) + one.get("indicators", [])
        return [one["code"], *(code for child in below for code in own_codes(child))]

    def branch(depth: int, name: str, owner: str) -> Data:
        found: Data = {"code": name, "title": name, "weight": draw(WEIGHTS)}
        if draw(st.booleans()):
            found["aggregate"] = draw(METHODS)
        if draw(st.booleans()):
            found["missing"] = draw(MISSING.filter(bool))
        if draw(st.booleans()):
            found["display"] = {"min": 0, "max": draw(st.sampled_from([10, 126])), "decimals": 0}
        if draw(st.booleans()):
            found["bands"] = [{**band, "code": f"own-{band['code']}"} for band in BANDS[:1]]
        if depth and draw(st.booleans()):
            kinds = [
                branch(depth - 1, f"{name}-{i}", owner) for i in range(draw(st.integers(1, 2)))
            ]
            if len(grafts) < 2 and draw(st.booleans()):
                kinds.append(graft(f"g{len(grafts)}"))
            found["dimensions"] = weighed(kinds)
        else:
            leaves = [leaf(f"{name}-i{i}", owner) for i in range(draw(st.integers(1, 3)))]
            found["indicators"] = weighed(leaves)
        below = found.get("dimensions", []) + found.get("indicators", [])
        found["gates"] = gates(below, found.get("bands", BANDS))
        return found

    def graft(code: str) -> Data:
        grafts[code] = {}
        grafts[code] = whole(code, depth=0)
        return {"rubric": f"{code}@1", "weight": draw(WEIGHTS)}

    def whole(code: str, depth: int) -> Data:
        parts = weighed(
            [branch(depth, f"{code}-d{i}", code) for i in range(draw(st.integers(1, 3)))]
        )
        more = {"aggregate": draw(METHODS), "missing": draw(MISSING), "between": True}
        more |= {"bands": BANDS, "gates": gates(parts, BANDS)}
        return {**rubric_data(*parts, **more), "code": code}

    return whole("own", 2), grafts, ratings


def fast(case: tuple[Data, dict[str, Data], dict[str, Data]]) -> Card:
    data, grafts, ratings = case
    owners = {code: Rubric.model_validate(inner) for code, inner in grafts.items()}
    references = {
        (owner, f"{code}@1"): owners[code] for owner in ("own", *grafts) for code in grafts
    }
    written = {**assessment_data({}), "ratings": ratings}
    return score(
        resolve(Rubric.model_validate(data), references),
        Assessment.model_validate(written).ratings,
    )


@settings(max_examples=150)
@given(rubrics())
def test_the_engine_equals_the_method(case):
    card = fast(case)
    slow = list(walk(Slow(*case).whole))
    assert [node.path for node in card.nodes] == [node["path"] for node in slow]
    for node, expected in zip(card.nodes, slow, strict=True):
        rooted = any(n.method == "geometric" for n in node.walk())
        for found, key in (
            (node.value, "value"),
            (node.low_value, "low"),
            (node.high_value, "high"),
        ):
            assert alike(found, expected[key], rooted=rooted), (node.path, key)
        assert node.availability == expected["availability"], node.path
        assert node.withheld == expected["withheld"], node.path
        if not rooted:
            assert [outcome.state for outcome in node.gates] == expected["gates"], node.path
            assert (node.band.code if node.band else None) == expected["band"], node.path
            score_ = (
                None if node.withheld or node.value is None else on(node.value, expected["scale"])
            )
            assert node.score == score_


def alike(found: Any, expected: Any, *, rooted: bool) -> bool:
    """Equal; a root is kept to 30 digits, and what stands on one to nearly as many."""
    if found is None or expected is None or not rooted:
        return bool(found == expected)
    return bool(abs(found - expected) <= Fraction(1, 10**27))


def parts(tree: Tree, weights: list[Fraction]) -> list[float]:
    """Each weight as a part of those of its siblings."""
    found = [1.0] * len(tree.nodes)
    for node in tree.nodes:
        among = shares([weights[child] for child in node.children])
        for child, part in zip(node.children, among, strict=True):
            found[child] = float(part)
    return found


@settings(max_examples=150)
@given(rubrics(), st.data())
def test_exact_and_float_evaluation_agree(case, data):
    tree = fast(case).tree
    values = [
        data.draw(st.one_of(st.none(), st.fractions(0, 1, max_denominator=50))) for _ in tree.leaves
    ]
    weights = [Fraction(data.draw(st.integers(0, 9))) for _ in tree.nodes]
    plain = [None if value is None else float(value) for value in values]
    for exact, floating in (
        (evaluate(tree, values), evaluate_columns(tree, plain)),
        (evaluate(tree, values, weights), evaluate_columns(tree, plain, parts(tree, weights))),
    ):
        for one, other in zip(exact, floating, strict=True):
            assert (one is None) == (other is None)
            if one is not None and other is not None:
                assert isinstance(other, float)
                assert abs(float(one) - other) <= 1e-12

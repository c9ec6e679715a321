"""What is drawn of a card: weights, ratings, what is unknown, the mean, and no more than that."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from statistics import fmean
from typing import Any

import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st

from smartscore.cli.assuming import Said, assumed
from smartscore.engine.card import Card
from smartscore.engine.columns import spread
from smartscore.engine.evaluation import evaluate
from smartscore.engine.resolving import resolve
from smartscore.engine.score import score
from smartscore.model.assessment import Assessment
from smartscore.model.rubric import Rubric
from smartscore.studies.assumptions import MOST_SEED, USUAL, Assumptions, unfit, usual_draws
from smartscore.studies.drawing import MEANS, Drawing, evaluated
from smartscore.words import words

from .building import assessment_data, dimension, indicator, rubric_data
from .test_reference_engine import fast, rubrics

N = 4_000


def scored(*parts, ratings, **more) -> Card:
    rubric = Rubric.model_validate(rubric_data(*parts, **more))
    return score(resolve(rubric), Assessment.model_validate(assessment_data(ratings)).ratings)


def drawn(card: Card, **more) -> list[Any]:
    return Drawing(card.tree, Assumptions(draws=N, **more)).nodes(card)


@settings(max_examples=100)
@given(rubrics())
def test_where_nothing_is_drawn_every_draw_is_the_score(case):
    card = fast(case)
    columns = drawn(card, unknown=False)
    for node, column in zip(card.nodes, columns, strict=True):
        if node.value is None:
            assert column is None
        else:
            assert column == pytest.approx(float(node.value), abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(rubrics(), st.booleans(), st.booleans())
def test_every_draw_is_what_the_engine_makes_of_it(case, unknown, aggregates):
    card = fast(case)
    drawing = Drawing(card.tree, Assumptions(0.3, 0.5, unknown, aggregates, draws=12, seed=3))
    inputs = drawing.inputs(card)
    columns = evaluated(card.tree, inputs)
    for row in range(12):
        one = inputs.picked([row])
        values = [None if v is None else exactly(v) for v in one.values]
        methods = {} if one.means is None else dict.fromkeys(MEANS, MEANS[one.means[0]])
        steps = tuple(
            step._replace(method=methods.get(step.method, step.method)) for step in card.tree.steps
        )
        tree = replace(card.tree, steps=steps)
        expected = evaluate(tree, values, [exactly(share) for share in one.shares])
        for column, value in zip(columns, expected, strict=True):
            assert (column is None) == (value is None)
            if column is not None and value is not None:
                found = column if isinstance(column, float) else column[row]
                assert found == pytest.approx(float(value), abs=1e-12)


def exactly(column) -> Fraction:
    return Fraction(column if isinstance(column, float) else column[0])


def test_a_rating_moves_one_step_as_often_as_is_assumed_and_stays_at_an_end():
    card = scored(
        dimension("d", indicator("middle"), indicator("top"), indicator("open")),
        ratings={"middle": 3, "top": 5, "open": {"unknown": "x"}},
    )
    columns = drawn(card, ratings=0.4)
    middle = Counter(columns[2])
    assert middle[0.25] / N == pytest.approx(0.2, abs=0.025)
    assert middle[0.75] / N == pytest.approx(0.2, abs=0.025)
    assert middle[0.5] == N - middle[0.25] - middle[0.75]
    top = Counter(columns[3])
    assert top[0.75] / N == pytest.approx(0.2, abs=0.025)
    assert set(top) == {0.75, 1.0}
    anywhere = Counter(columns[4])
    for level in (0.0, 0.25, 0.5, 0.75, 1.0):
        assert anywhere[level] / N == pytest.approx(0.2, abs=0.025)


def test_a_rating_moves_by_how_sure_its_rater_is():
    card = scored(
        dimension("d", *map(indicator, ("high", "medium", "low", "unsaid"))),
        ratings={
            **{code: {"level": 3, "confidence": code} for code in ("high", "medium", "low")},
            "unsaid": 3,
        },
    )
    columns = drawn(card, ratings="confidence")
    for column, part in zip(columns[2:], (0.05, 0.2, 0.4, 0.2), strict=True):
        moved = sum(value != 0.5 for value in column) / N
        assert moved == pytest.approx(part, abs=0.03)


def test_other_measures_move_by_an_item_or_by_a_tenth_of_their_way():
    card = scored(
        dimension(
            "d",
            {"code": "q", "title": "q", "quantity": {"unit": "%", "worst": 0, "best": 100}},
            {"code": "c", "title": "c", "checklist": [{"code": c, "text": c} for c in "abcd"]},
            {"code": "s", "title": "s", "survey": {"min": 1, "max": 5}},
        ),
        ratings={
            "q": {"value": 95},
            "c": {"met": ["a", "b"]},
            "s": {"responses": {"mean": 3, "n": 9}},
        },
    )
    _, _, quantity, checklist, survey = (Counter(column) for column in drawn(card, ratings=1))
    assert {round(value, 9) for value in quantity} == {0.85, 1.0}
    assert set(checklist) == {0.25, 0.75}
    assert {round(value, 9) for value in survey} == {0.4, 0.6}
    unknown = scored(*card.rubric.model_dump(by_alias=True)["dimensions"], ratings={})
    _, _, quantity, checklist, survey = drawn(unknown)
    assert fmean(quantity) == pytest.approx(0.5, abs=0.02)
    assert 0.0 <= min(quantity) < 0.01 < 0.99 < max(quantity) <= 1.0
    shares = Counter(checklist)
    assert shares[0.5] / N == pytest.approx(6 / 16, abs=0.03)
    assert shares[1.0] / N == pytest.approx(1 / 16, abs=0.02)
    assert fmean(survey) == pytest.approx(0.5, abs=0.02)


def test_what_is_not_applicable_is_never_drawn():
    card = scored(
        dimension("d", indicator("a"), indicator("b")),
        ratings={"a": 3, "b": {"not_applicable": "x"}},
    )
    assert drawn(card, weights=0.5)[-1] is None


def test_weights_of_nothing_stay_nothing_and_one_child_is_all():
    card = scored(
        dimension("d", indicator("a"), indicator("b", weight=0), indicator("c")),
        ratings={"a": 3, "b": 1, "c": 5},
    )
    drawing = Drawing(card.tree, Assumptions(weights="free", draws=N))
    whole, only, a, b, c = drawing.shares
    assert (whole, only, b) == (1.0, 1.0, 0.0)
    assert [x + y for x, y in zip(spread(a, N), spread(c, N), strict=True)] == pytest.approx(
        [1.0] * N
    )


def test_each_draw_takes_the_weights_of_one_expert_the_same_at_every_node():
    parts = [
        dimension("a", indicator("a1"), indicator("a2"), weights=experts("a1", "a2")),
        dimension("b", indicator("b1")),
    ]
    card = scored(*parts, ratings={"a1": 1, "a2": 5, "b1": 3}, weights=experts("a", "b"))
    shares = Drawing(card.tree, Assumptions(weights="experts", draws=N)).shares
    first, second = (spread(shares[card.tree.by_code[code]], N) for code in ("a", "a1"))
    assert first == second
    assert {round(share, 9) for share in first} == {0.5, 0.75, 0.2}
    for count in Counter(first).values():
        assert count / N == pytest.approx(1 / 3, abs=0.03)


def experts(one: str, other: str) -> dict[str, object]:
    said = [{f"{one}/{other}": 1}, {f"{one}/{other}": 3}, {f"{other}/{one}": 4}]
    return {"method": "ahp", "comparisons": said}


def test_what_else_is_assumed_does_not_change_the_weights_that_are_drawn():
    card = scored(dimension("d", indicator("a"), indicator("b")), ratings={"a": 2, "b": 4})
    alone = Drawing(card.tree, Assumptions(weights=0.25, draws=N)).shares
    more = Drawing(card.tree, Assumptions(0.25, 0.5, aggregates=True, draws=N)).shares
    other = Drawing(card.tree, Assumptions(weights=0.25, draws=N, seed=2)).shares
    assert alone == more != other


def test_ratings_of_cards_beside_one_another_are_drawn_apart():
    card = scored(dimension("d", indicator("a"), indicator("b")), ratings={"a": 3, "b": 3})
    drawing = Drawing(card.tree, Assumptions(ratings=0.5, draws=N))
    one, other = (spread(drawing.nodes(card, who)[2] or 0.0, N) for who in (0, 1))
    both = sum(x != 0.5 and y != 0.5 for x, y in zip(one, other, strict=True)) / N
    assert both == pytest.approx(0.25, abs=0.03)


@pytest.mark.parametrize(
    ("given", "key", "values"),
    [
        ({"weights": 0}, "assume.weights", {"low": "0.001", "high": "0.95"}),
        ({"weights": -1.0}, "assume.weights", {"value": "-1.0"}),
        ({"weights": 0.96}, "assume.weights", {"place": "own/d", "count": "2"}),
        ({"weights": float("nan")}, "assume.weights", {}),
        ({"weights": True}, "assume.weights", {}),
        ({"weights": "some"}, "assume.weights", {"value": "some"}),
        ({"weights": "experts"}, "assume.experts", {"codes": "own"}),
        ({"ratings": 0}, "assume.ratings", {}),
        ({"ratings": 1.01}, "assume.ratings", {"value": "1.01"}),
        ({"draws": 99}, "assume.draws", {"low": "100", "high": "1000000"}),
        ({"draws": 1_000_001}, "assume.draws", {}),
        ({"draws": 1000.0}, "assume.draws", {}),
        ({"seed": -1}, "assume.seed", {"high": str(MOST_SEED)}),
        ({"seed": MOST_SEED + 1}, "assume.seed", {}),
        ({"seed": True}, "assume.seed", {}),
    ],
)
def test_what_can_not_be_assumed_is_told_with_its_range(given, key, values):
    card = scored(dimension("d", indicator("a"), indicator("b")), ratings={})
    found = unfit(Assumptions(**given), [card.tree])
    assert found is not None
    assert found.key == key
    assert values.items() <= found.values.items()


def test_what_can_be_assumed_is():
    card = scored(dimension("d", *map(indicator, "abc")), ratings={})
    for fit in ({"weights": 1.34}, {"ratings": 1}, {"draws": 100}, {"seed": 0}):
        assert unfit(Assumptions(**fit), [card.tree]) is None


@pytest.mark.parametrize(
    ("written", "assumption"),
    [
        (Said(None, None, "scale", False, "10000", "1"), USUAL),
        (Said("0.5", None, "scale", False, "500", "7"), Assumptions(0.5, None, draws=500, seed=7)),
        (
            Said(None, "confidence", "as-scored", False, "10000", "1"),
            Assumptions(None, "confidence", False),
        ),
        (Said(None, None, "scale", True, "10000", "1"), Assumptions(aggregates=True)),
        (Said("none", None, "scale", False, "10000", "1"), Assumptions()),
    ],
)
def test_options_assume_what_they_say_and_nothing_else(written, assumption):
    card = scored(dimension("d", indicator("a"), indicator("b")), ratings={})
    assert assumed(written, [card.tree], words("en")) == assumption


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"weights": "0"}, "from 0.001 to 0.95"),
        ({"weights": "1e3"}, "from 0.001 to 0.95"),
        ({"weights": "9" * 400}, "from 0.001 to 0.95"),
        ({"weights": ""}, "from 0.001 to 0.95"),
        ({"weights": "experts"}, "no node of own"),
        ({"ratings": "2"}, "above 0 and up to 1"),
        ({"ratings": "nan"}, "above 0 and up to 1"),
        ({"seed": "abc"}, "from 0 to 4294967295"),
        ({"seed": "none"}, "from 0 to 4294967295"),
        ({"seed": "1.0"}, "from 0 to 4294967295"),
        ({"draws": "0"}, "from 100 to 1000000"),
        ({"unknown": "x"}, "scale or as-scored"),
    ],
)
def test_options_that_assume_what_can_not_be_end_with_the_range(given, told, capsys):
    card = scored(dimension("d", indicator("a"), indicator("b")), ratings={})
    with pytest.raises(typer.Exit) as ended:
        assumed(USUALLY._replace(**given), [card.tree], words("en"))
    assert ended.value.exit_code == 2
    assert told in " ".join(capsys.readouterr().err.split())


USUALLY = Said(None, None, "scale", False, "10000", "1")


def test_very_large_rubrics_are_drawn_less_often_unless_it_is_asked_for():
    parts = [dimension(f"d{i}", *(indicator(f"i{i}-{j}") for j in range(25))) for i in range(40)]
    card = scored(*parts, ratings={})
    assert usual_draws([card.tree]) == 5_000_000 // 1041
    assert assumed(USUALLY, [card.tree], words("en")).draws == 5_000_000 // 1041
    assert unfit(Assumptions(draws=9_000), [card.tree]) is None
    assert unfit(Assumptions(draws=10_000), [card.tree]) is not None

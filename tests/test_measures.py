"""Quantities, checklists, surveys and floors, against published results."""

from fractions import Fraction
from typing import Any

import pytest

from smartscore.engine.card import Card
from smartscore.engine.resolving import resolve
from smartscore.engine.score import score
from smartscore.model.rubric import Rubric
from smartscore.read.answers import paired, with_answers
from smartscore.read.assessments import Reader
from smartscore.read.check import Examiner
from smartscore.read.premises import Premises
from smartscore.read.published import read_cases, run
from smartscore.read.rubrics import Loader
from smartscore.read.shelf import Catalogue
from smartscore.rules.rule import indicators

from .building import FIVE, assessment, dimension, indicator, node, rubric_data


def measured(code: str, **measure: Any) -> dict[str, Any]:
    return {"code": code, "title": code, **measure}


def quantity(code: str, worst: float, best: float, **more: Any) -> dict[str, Any]:
    return measured(code, quantity={"unit": "x", "worst": worst, "best": best, **more})


def of(*dimensions: Any, ratings: Any, **more: Any) -> Card:
    own = Rubric.model_validate(rubric_data(*dimensions, **more))
    return score(resolve(own), assessment(ratings).ratings)


HDI = [
    ("Norway 2014", 81.6, 17.5, 12.6, 64992, "0.944"),
    ("Australia 2014", 82.4, 20.2, 13.0, 42261, "0.935"),
    ("Netherlands 2014", 81.6, 17.9, 11.9, 45435, "0.922"),
    ("Denmark 2014", 80.2, 18.7, 12.7, 44025, "0.923"),
]
"""Human Development Report 2015, data of 2014: hdr.undp.org."""


@pytest.mark.parametrize(("name", "life", "expected", "mean", "income", "published"), HDI)
def test_the_human_development_index(name, life, expected, mean, income, published):
    card = of(
        dimension("health", quantity("life", 20, 85)),
        dimension(
            "education",
            quantity("expected", 0, 18),
            quantity("mean", 0, 15),
            aggregate="arithmetic",
        ),
        dimension("income", quantity("gni", 100, 75000, transform="log")),
        aggregate="geometric",
        display={"min": 0, "max": 1, "decimals": 3},
        ratings={
            "life": {"value": life},
            "expected": {"value": expected},
            "mean": {"value": mean},
            "gni": {"value": income},
        },
    )
    assert card.whole.shown == published
    assert node(card, "expected").clipped == (expected > 18)


def test_a_quantity_of_which_less_is_better():
    card = of(dimension("a", quantity("x", 30, 0)), ratings={"x": {"value": 7.5}})
    assert card.whole.value == Fraction(3, 4)


@pytest.mark.parametrize(
    ("value", "score_", "clipped"), [(-1, 0, True), (0, 0, False), (12, 1, True)]
)
def test_values_outside_the_goalposts_are_clipped_and_said_so(value, score_, clipped):
    card = of(dimension("a", quantity("x", 0, 10)), ratings={"x": {"value": value}})
    assert (card.whole.value, node(card, "x").clipped) == (score_, clipped)


def test_a_fraction_stays_exact():
    display = {"min": 1, "max": 5, "decimals": 2}
    card = of(
        dimension("a", quantity("x", 1, 5)), display=display, ratings={"x": {"value": "23/7"}}
    )
    assert card.whole.score == Fraction(23, 7)


ITEMS = [{"code": "act", "text": "x"}, {"code": "team", "text": "x", "weight": 3}]


@pytest.mark.parametrize(("met", "expected"), [([], 0), (["act"], 25), (["team", "team"], 75)])
def test_a_checklist_is_the_weighted_share_that_is_met(met, expected):
    card = of(dimension("a", measured("x", checklist=ITEMS)), ratings={"x": {"met": met}})
    assert card.whole.score == expected


SKM = [105, 101, 100, 116, 102, 105, 106, 105, 115]
"""Totals of nine elements over 29 answers; the published index is 91.48."""


def test_a_satisfaction_survey_of_nine_elements():
    indicators = [measured(f"u{n}", survey={"min": 1, "max": 4}) for n in range(1, 10)]
    card = of(
        dimension("all", *indicators),
        display={"min": 25, "max": 100, "decimals": 2},
        ratings={
            f"u{n}": {"responses": {"mean": f"{total}/29", "n": 29}}
            for n, total in enumerate(SKM, 1)
        },
    )
    assert card.whole.shown == "91.48"
    assert node(card, "u4").score == 100


def test_answers_one_by_one():
    ratings = {"x": {"responses": [4, 3, 3, 2]}}
    card = of(dimension("a", measured("x", survey={"min": 1, "max": 4})), ratings=ratings)
    assert card.whole.value == Fraction(2, 3)


@pytest.mark.parametrize(
    "text",
    [
        "u1,u2\n3,1\n4,2\n",
        "u1;u2\n3;1\n4;2\n",
        "u2\tu1\n1\t3\n2\t4\n",
        "u1,u2\n3,1\n ,2\n4,\n",
    ],
)
def test_answers_from_a_file(tmp_path, text):
    (tmp_path / "skm.csv").write_text(text)
    held = assessment({"x": {"responses": {"file": "skm.csv", "column": "u1"}}})
    filled, complaints = with_answers(held.ratings, Premises().home(tmp_path))
    assert complaints == []
    rating = (filled["own"] or {})["x"]
    assert rating is not None
    assert rating.responses == (3, 4)


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (".", "folder"),
        ("big.csv", "> 64 MiB"),
        ("latin.csv", "encoding"),
        ("none.csv", "missing"),
    ],
)
def test_a_survey_file_without_a_readable_end_is_told(tmp_path, file, why):
    with (tmp_path / "big.csv").open("wb") as big:
        big.truncate(64 * 1024 * 1024 + 1)
    (tmp_path / "latin.csv").write_bytes(b"u1\n\xe9\n")
    held = assessment({"x": {"responses": {"file": file, "column": "u1"}}})
    _, (complaint,) = with_answers(held.ratings, Premises().home(tmp_path))
    assert complaint.code.code == "A110"
    assert complaint.values["why"] == why


@pytest.mark.parametrize(
    ("more", "level", "expected"), [({}, 1, 0), ({"floor": 0}, 1, 20), ({"floor": 0}, 3, 60)]
)
def test_a_floor_makes_it_a_percentage_of_the_ideal(more, level, expected):
    own = measured("x", levels={"1": "x", "5": "y"}, **more)
    assert of(dimension("a", own), ratings={"x": level}).whole.score == expected
    everywhere = of(dimension("a", measured("x", levels={"1": "x"})), ratings={"x": level}, **more)
    assert everywhere.whole.score == expected


def test_an_unknown_is_at_the_lowest_level_above_the_floor():
    own = measured("x", levels={"1": "x"}, floor=0)
    card = of(dimension("a", own), ratings={})
    assert (card.whole.low, card.whole.high) == (20, 100)


def test_a_bare_number_is_in_the_measure_of_its_indicator():
    own = Rubric.model_validate(
        rubric_data(
            dimension(
                "d",
                quantity("q", 0, 10),
                measured("s", survey={"min": 1, "max": 5}),
                indicator("l"),
            )
        )
    )
    bare = assessment({"q": 7.5, "s": 3.2, "l": 3}).ratings
    given = paired(bare, {"own": indicators(own)})["own"] or {}
    assert given["q"] is not None
    assert given["q"].value == 7.5
    assert given["s"] is not None
    assert given["s"].responses is not None
    assert given["l"] is not None
    assert given["l"].level == 3


MEASURES = """\
smartscore: rubric/1
code: own
version: 1.0.0
title: Own
evidence: optional
scale: [{points: 0, label: A}, {points: 1, label: B}]
dimensions:
  - code: all
    title: All
    indicators:
      - {code: q, title: Q, quantity: {unit: u, worst: 0, best: 10}}
      - {code: s, title: S, survey: {min: 1, max: 4}}
      - {code: l, title: L, levels: {0: None., 1: Some.}}
      - {code: c, title: C, checklist: [{code: a, text: A}]}
"""
OF_ASSESSMENT = """\
smartscore: assessment/1
rubrics: [./own.yaml]
subject: {name: X}
date: 2026-01-01
ratings: {own: {RATING}}
"""
OF_CASES = """\
smartscore: cases/1
rubric: ./own.yaml
cases: [{name: X, ratings: {RATING}, expect: {overall: 1}}]
"""
KEYS = {"q": "value", "s": "responses", "l": "level", "c": "met"}
WRITTEN = {
    "level": "level: 1",
    "value": "value: 1",
    "met": "met: [a]",
    "responses": "responses: [1]",
}


@pytest.mark.parametrize("text", [OF_ASSESSMENT, OF_CASES])
@pytest.mark.parametrize("key", WRITTEN)
@pytest.mark.parametrize("code", KEYS)
def test_what_is_written_with_a_key_of_another_measure_is_told(tmp_path, text, code, key):
    """Only a bare number is taken for what the indicator measures."""
    (tmp_path / "own.yaml").write_text(MEASURES)
    rating = f"{code}: {{{WRITTEN[key]}}}"
    content = text.replace("RATING", rating).encode()
    found = Examiner(Catalogue()).check(str(tmp_path / "place.yaml"), content)
    mine = [p.values for p in found if p.code == "A106"]
    wanted = {"code": code, "key": key, "wanted_key": KEYS[code]}
    assert mine == ([] if key == KEYS[code] else [wanted])


@pytest.mark.parametrize(
    ("code", "bare", "expected"),
    [("q", "7", "70.0"), ("q", "13/2", "65.0"), ("s", "2.5", "50.0"), ("s", "5/2", "50.0")],
)
def test_a_bare_number_is_read_alike_in_every_kind_of_file(tmp_path, code, bare, expected):
    (tmp_path / "own.yaml").write_text(MEASURES)
    content = OF_ASSESSMENT.replace("RATING", f"{code}: {bare}").encode()
    name = str(tmp_path / "place.yaml")
    reading = Reader(Catalogue()).assessment(name, content)
    assert node(score(reading.trees[0], reading.assessment.ratings), code).shown == expected
    cases = OF_CASES.replace("RATING", f"{code}: {bare}").encode()
    (result,) = run(read_cases(str(tmp_path / "cases.yaml"), cases, Loader(Catalogue())))
    assert node(result.card, code).shown == expected


def test_the_scale_is_not_needed_without_levels():
    data = rubric_data(dimension("a", quantity("x", 0, 1)))
    assert data["scale"] == FIVE
    own = Rubric.model_validate({**data, "scale": []})
    assert score(resolve(own), assessment({"x": {"value": 1}}).ratings).whole.staged_level is None

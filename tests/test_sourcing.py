"""Which ratings lack a source: the rule and the reports say the same of each."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartscore.engine.score import score
from smartscore.read.assessments import Reader
from smartscore.read.shelf import Catalogue
from smartscore.reports import phrases
from smartscore.words import words

RUBRIC = """\
smartscore: rubric/1
code: own
version: 1.0.0
title: Own
scale: [{points: 0, label: A}, {points: 1, label: B}, {points: 2, label: C}]
floor: POLICY
evidence: required
dimensions:
  - code: all
    title: All
    indicators:
      - {code: step, title: Step, levels: {0: None., 1: Some., 2: All.}}
      - {code: share, title: Share, quantity: {unit: percent, worst: 0, best: 100}}
      - {code: days, title: Days, quantity: {unit: days, worst: 30, best: 2}}
      - code: papers
        title: Papers
        checklist: [{code: act, text: An act, weight: 0}, {code: plan, text: A plan}]
      - {code: liking, title: Liking, survey: {min: 1, max: 4}}
"""
ASSESSMENT = """\
smartscore: assessment/1
rubrics: [./own.yaml]
subject: {name: Kota Contoh}
date: 2026-11-21
references: [{id: book, title: A book}]
ratings: {own: {RATINGS}}
"""
WORST = {
    "step": ["{level: 0}", "0"],
    "share": ["{value: 0}", "0", "{value: -5}"],
    "days": ["{value: 30}", "{value: 60}"],
    "papers": ["{met: []}", "{met: [act]}"],
    "liking": ["{responses: [1, 1]}", "{responses: {mean: 1, n: 9}}"],
}
"""Ratings that are worth nothing, some of which claim something all the same."""

RATINGS = {
    "step": [*WORST["step"], "{level: 1}", "2"],
    "share": [*WORST["share"], "{value: 81.5}"],
    "days": [*WORST["days"], "65/4"],
    "papers": [*WORST["papers"], "{met: [act, plan]}"],
    "liking": [*WORST["liking"], "{responses: [3, 4]}", "3"],
}
SOURCED = "evidence: [{cite: book, at: 1, shows: It.}]"


def told(folder: Path, ratings: dict[str, str], floor: int = 0) -> tuple[set[str], set[str]]:
    """The indicators that the rule and that the reports name."""
    (folder / "own.yaml").write_text(RUBRIC.replace("POLICY", str(floor)))
    joined = ", ".join(f"{code}: {rating}" for code, rating in ratings.items())
    text = ASSESSMENT.replace("RATINGS", joined)
    reading = Reader(Catalogue()).assessment(str(folder / "place.yaml"), text.encode())
    ruled = {p.values["code"] for p in reading.remarks if p.code == "A201"}
    card = score(reading.trees[0], reading.assessment.ratings)
    line = phrases.unsourced(card, words("en"))
    titles = line.partition(": ")[2].partition(".")[0].split(", ") if line else []
    return ruled, {title.lower() for title in titles}


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.fixed_dictionaries({}, optional={c: st.sampled_from(r) for c, r in RATINGS.items()}),
    st.sets(st.sampled_from(sorted(RATINGS))),
    st.sampled_from([0, -1]),
)
def test_the_rule_and_the_reports_name_the_same_ratings(
    tmp_path: Path, ratings: dict[str, str], sourced: set[str], floor: int
) -> None:
    written: dict[str, Any] = {
        code: f"{rating[:-1]}, {SOURCED}}}" if code in sourced and "{" in rating else rating
        for code, rating in ratings.items()
    }
    ruled, reported = told(tmp_path, written, floor)
    assert ruled == reported
    assert not ruled & {code for code in sourced if "{" in ratings.get(code, "")}


@pytest.mark.parametrize("floor", [0, -1])
@pytest.mark.parametrize(
    ("code", "rating", "expected"),
    [
        ("step", "0", False),
        ("step", "1", True),
        ("papers", "{met: []}", False),
        ("papers", "{met: [act]}", True),
        ("share", "{value: 0}", True),
        ("days", "{value: 60}", True),
        ("liking", "{responses: [1, 1]}", True),
        ("liking", "{unknown: Nobody was asked in this year.}", False),
        ("liking", "{not_applicable: Nobody is served.}", False),
    ],
)
def test_what_claims_something_needs_a_source(tmp_path, floor, code, rating, expected):
    ruled, reported = told(tmp_path, {code: rating}, floor)
    assert ruled == reported == ({code} if expected else set())


@pytest.mark.parametrize(
    ("code", "rating", "english", "indonesian"),
    [
        ("step", "2", "is rated 2, above the lowest level", "dinilai 2, di atas tingkat terendah"),
        ("share", "{value: 7.50}", "has the value 7.50", "bernilai 7.50"),
        ("papers", "{met: [plan]}", "has 1 of 2 items met", "1 dari 2 butir terpenuhi"),
        ("liking", "{responses: [3]}", "the responses to `liking`", "jawaban untuk `liking`"),
        ("liking", "3", "the responses to `liking`", "jawaban untuk `liking`"),
    ],
)
def test_each_measure_is_told_in_its_own_words(tmp_path, code, rating, english, indonesian):
    (tmp_path / "own.yaml").write_text(RUBRIC.replace("POLICY", "0"))
    text = ASSESSMENT.replace("RATINGS", f"{code}: {rating}")
    reading = Reader(Catalogue()).assessment(str(tmp_path / "place.yaml"), text.encode())
    (problem,) = (p for p in reading.remarks if p.code == "A201")
    assert english in words("en").problem(problem)
    assert indonesian in words("id").problem(problem)
    for language in ("en", "id"):
        sentence = words(language).problem(problem)
        assert ("level" in sentence or "tingkat" in sentence) == (code == "step")

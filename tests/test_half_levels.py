"""Ratings between two points of a scale: what is advised works, and raters are told."""

from pathlib import Path

import pytest

from smartscore.model.rubric import Indicator, Rubric
from smartscore.model.walking import walk
from smartscore.read.check import Examiner
from smartscore.read.shelf import Catalogue
from smartscore.rules.level_advice import as_level, between
from smartscore.sheets.blocks import shown
from smartscore.skeleton.blocks import _levels
from smartscore.text.problems import Problem
from smartscore.words import words

from .building import dimension, indicator, rubric

RUBRIC = """\
smartscore: rubric/1
code: half
version: 1.0.0
title: Half
evidence: optional
between: BETWEEN
scale: [{points: 1, label: Low}, {points: 2, label: Mid}, {points: 3, label: High}]
dimensions:
  - code: d
    title: D
    indicators:
      - {code: a, title: A, levels: {1: None is written., 2: A draft is there., 3: It is law.}}
"""


def problems(tmp_path: Path, rating: str, *, allowed: bool = True) -> list[Problem]:
    (tmp_path / "half.yaml").write_text(
        RUBRIC.replace("BETWEEN", str(allowed).lower()), encoding="utf-8"
    )
    content = (
        "smartscore: assessment/1\nrubrics: [./half.yaml@1]\nsubject: {name: Town}\n"
        f"date: 2026-11-21\nratings:\n  half:\n    a: {rating}\n"
    )
    found = Examiner(Catalogue([tmp_path])).check(str(tmp_path / "a.yaml"), content.encode())
    return [each for each in found if each.code[0] in "SAY" and each.code[1] == "1"]


@pytest.mark.parametrize("form", ["{}", "{{level: {}, because: x}}"])
@pytest.mark.parametrize(
    ("written", "level"),
    [("5/2", "2.5"), ("2 1/2", "2.5"), ("2½", "2.5"), ("7/3", "2.3333"), ("4/2", "2")],
)
def test_a_fraction_is_answered_with_a_level_that_is_taken(tmp_path, form, written, level):
    (found,) = problems(tmp_path, form.format(written))
    assert level in (found.values.get("suggestion"), found.values.get("level"))
    assert level in words("id").mend(found)
    assert level in words("en").mend(found)
    assert problems(tmp_path, form.format(level)) == []


@pytest.mark.parametrize("form", ["{}", "{{level: {}, because: x}}"])
@pytest.mark.parametrize("written", ["7/2", "1/3", "2-3", "sedang", "0/1"])
def test_what_is_no_level_is_answered_with_those_that_there_are(tmp_path, form, written):
    (found,) = problems(tmp_path, form.format(written))
    assert not found.values.get("suggestion")
    assert "1 - 3" in words("en").mend(found)
    (found,) = problems(tmp_path, form.format(written), allowed=False)
    assert "1, 2, 3" in words("en").mend(found)


def test_a_fraction_that_is_no_point_is_not_advised_where_only_points_are_taken(tmp_path):
    (found,) = problems(tmp_path, "5/2", allowed=False)
    assert "2.5" not in words("en").mend(found)
    (found,) = problems(tmp_path, "4/2", allowed=False)
    assert "write 2;" in words("en").mend(found)


def test_an_example_lies_between_the_first_two_points():
    assert between(_rubric(between=True)) == "1.5"
    assert between(_rubric()) == ""
    assert as_level("5/2", _rubric()) == ""


@pytest.mark.parametrize("language", ["id", "en"])
def test_raters_are_told_in_new_files_and_workbooks(language):
    own, plain = _rubric(between=True), _rubric()
    mark = "," if language == "id" else "."
    for given, told in ((own, True), (plain, False)):
        rated = next(node for _, node in walk(given) if isinstance(node, Indicator))
        written = "\n".join(_levels(rated, given, words(language), 0))
        assert ("1.5" in written) is told
        assert (f"1{mark}5" in shown(rated, given, words(language))["#levels"]) is told


def _rubric(**more: object) -> Rubric:
    return rubric(dimension("d", indicator("i")), **more)

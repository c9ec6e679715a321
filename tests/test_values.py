"""Values beyond a goalpost are never clipped without a word."""

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from smartscore.cli import app
from smartscore.engine.resolving import resolve
from smartscore.model.rubric import Rubric
from smartscore.read.check import Examiner
from smartscore.read.shelf import Catalogue
from smartscore.words import words

from .building import dimension, rubric_data

RUBRIC = """\
smartscore: rubric/1
code: index
version: 1.0.0
title: Index
evidence: optional
dimensions:
  - code: all
    title: All
    indicators: [{{code: x, title: X, quantity: {{unit: u, {quantity}}}}}]
"""
ASSESSMENT = """\
smartscore: assessment/1
rubrics: [./index.yaml]
subject: {{name: Kota Contoh}}
date: 2026-11-21
ratings: {{index: {{x: {rating}}}}}
"""
CASES = """\
smartscore: cases/1
rubric: ./index.yaml
cases:
  - {{name: Kota Contoh, ratings: {{x: {rating}}}, expect: {{overall: 0}}}}
"""
INCOME = "worst: 1007.436, best: 26572.352, transform: log"
SHARE = "worst: 0, best: 100"
DAYS = "worst: 30, best: 2"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(here: Path, quantity: str, rating: str) -> None:
    (here / "index.yaml").write_text(RUBRIC.format(quantity=quantity))
    (here / "place.yaml").write_text(ASSESSMENT.format(rating=rating))
    (here / "cases.yaml").write_text(CASES.format(rating=rating))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def told(name: str) -> list[tuple[str, dict[str, str]]]:
    """Each remark on a value in a file: its code, and what the sentence is filled with."""
    found = Examiner(Catalogue()).check(name, Path(name).read_bytes())
    return [(p.code, dict(p.values)) for p in found if p.code in ("A217", "A218")]


BEYOND = [
    (INCOME, "13.365", "below-worst", "thousands", "13365"),
    (INCOME, "13.360", "below-worst", "thousands", "13360"),
    (INCOME, "13.000", "below-worst", "thousands", "13000"),
    (INCOME, "13365000", "above-best", "divided", "13365"),
    (INCOME, "1336500.5", "above-best", "divided", "13365.005"),
    (INCOME, "13.36", "below-worst", None, None),
    (INCOME, "1000", "below-worst", None, None),
    (INCOME, "26572.353", "above-best", None, None),
    (SHARE, "8150", "above-best", "divided", "81.5"),
    (SHARE, "101", "above-best", None, None),
    (SHARE, "-1", "below-worst", None, None),
    (SHARE, "1.0e1", None, None, None),
    ("worst: 0, best: 15", "9.280", None, None, None),
    ("worst: 0, best: 15", "13365", "above-best", "divided", "13.365"),
    ("worst: 30, best: 100", "0.815", "below-worst", "percent", "81.5"),
    ("worst: -5000, best: -1000", "-1.234", "above-best", "thousands", "-1234"),
    (DAYS, "40", "above-worst", None, None),
    (DAYS, "1", "below-best", None, None),
    (DAYS, "150", "above-worst", "divided", "15"),
    (DAYS, "29/20", "below-best", None, None),
    ("worst: 4000, best: 2000", "3.000", "below-best", "thousands", "3000"),
]


@pytest.mark.parametrize(("quantity", "value", "beyond", "variant", "meant"), BEYOND)
def test_a_value_beyond_a_goalpost_is_told_with_what_else_it_may_mean(
    here, quantity, value, beyond, variant, meant
):
    for rating in (value, f"{{value: {value}}}"):
        write(here, quantity, rating)
        if beyond is None:
            assert told("place.yaml") == told("cases.yaml") == []
            continue
        for name in ("place.yaml", "cases.yaml"):
            ((code, values),) = told(name)
            assert code == "A217"
            assert (values["value"], values["beyond"]) == (value, beyond)
            assert (values.get("variant"), values.get("meant")) == (variant, meant)


@pytest.mark.parametrize("quantity", [INCOME, SHARE, DAYS])
def test_goalposts_themselves_and_what_lies_between_are_not_told(here, quantity):
    numbers = [part.split(": ")[1] for part in quantity.split(", ")[:2]]
    for value in (*numbers, "20", "9000"):
        if float(min(numbers, key=float)) <= float(value) <= float(max(numbers, key=float)):
            write(here, quantity, value)
            assert told("place.yaml") == []


def test_assess_warns_and_shows_the_score_all_the_same(here):
    write(here, INCOME, "{value: 13.365, because: Printed so.}")
    done = run("assess", "place.yaml")
    assert done.exit_code == 0
    assert "0.0" in done.stdout
    assert "A217" in done.stderr
    assert "13.365 is below the worst goalpost 1007.436" in done.stderr
    assert "it would be 13365, which lies within" in " ".join(done.stderr.split())
    assert (
        "di bawah patokan terburuk 1007.436" in run("assess", "place.yaml", "--lang", "id").stderr
    )


def test_where_clipping_is_expected_it_is_advice(here):
    write(here, f"{INCOME}, clip: expected", "30000")
    ((code, values),) = told("place.yaml")
    assert (code, values["beyond"]) == ("A218", "above-best")
    assert run("check", "place.yaml", "--fail-on", "warning", "--select", "A2").exit_code == 1
    assert run("check", "place.yaml", "--fail-on", "warning", "--select", "A217").exit_code == 0
    assert told("cases.yaml") == []


def test_a_mistyped_number_is_told_even_where_clipping_is_expected(here):
    write(here, f"{INCOME}, clip: expected", "13.365")
    ((code, values),) = told("place.yaml")
    assert (code, values["variant"]) == ("A218", "thousands")


def test_what_is_said_of_clipping_moves_no_digest():
    def one(**more: Any) -> Rubric:
        quantity = {"unit": "u", "worst": 0, "best": 1, **more}
        return Rubric.model_validate(
            rubric_data(dimension("a", {"code": "x", "title": "X", "quantity": quantity}))
        )

    assert resolve(one()).digest == resolve(one(clip="expected")).digest


def test_where_a_rubric_is_shown_it_says_that_clipping_is_expected(here):
    write(here, f"{SHARE}, clip: expected", "120")
    for language in ("id", "en"):
        sentence = words(language)("clip.expected").split()
        for arguments in (("rubrics", "show", "./index.yaml"), ("explain", "place.yaml", "x")):
            shown = run(*arguments, "--lang", language).stdout.split()
            assert " ".join(sentence) in " ".join(shown)

"""How sure a score is: intervals, bands, influences, variants, and the command that shows them."""

import json
import math
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import smartscore
from smartscore.engine.card import Card
from smartscore.engine.resolving import resolve
from smartscore.engine.score import score
from smartscore.model.assessment import Assessment
from smartscore.model.rubric import Rubric
from smartscore.studies.assumptions import Assumptions
from smartscore.studies.robustness import robustness

from .building import assessment_data, dimension, indicator, rubric_data
from .test_reference_engine import fast, rubrics

EXAMPLE = "examples/sumenep.yaml"
N = 4_000
BANDS = [{"code": code, "from": start, "label": code} for code, start in (("a", 0), ("b", 50))]
NOTHING = Assumptions(unknown=False, draws=100)


def scored(*parts: Any, ratings: Any, **more: Any) -> Card:
    rubric = Rubric.model_validate(rubric_data(*parts, **more))
    return score(resolve(rubric), Assessment.model_validate(assessment_data(ratings)).ratings)


def two(first: int, second: int, **more: Any) -> Card:
    parts = dimension("x", indicator("i")), dimension("y", indicator("j"))
    return scored(*parts, ratings={"i": first, "j": second}, bands=BANDS, **more)


@settings(max_examples=60, deadline=None)
@given(rubrics())
def test_where_nothing_is_assumed_the_interval_is_the_score_and_the_band_is_its_band(case):
    card = fast(case)
    found = robustness(card, NOTHING)
    told = {each.node.path: each for each in found.intervals}
    for node in card.nodes:
        assert (node.path in told) == (node.score is not None)
        if node.score is None:
            continue
        each = told[node.path]
        assert each.least == each.lower == each.middle == each.upper == each.most
        assert abs(each.middle - node.score) <= Fraction(1, 10**9)
        if node.children and node.band is not None:
            assert [band for band, _ in each.likely] == [node.band]
    assert found.drawn == () == found.influences


def test_of_two_free_weights_the_share_in_a_band_is_where_the_line_crosses_its_edge():
    """The whole is 25 w + 100 (1 - w), which shows as 50 or more where w <= 50.05 / 75."""
    found = robustness(two(2, 5), Assumptions(weights="free", draws=N))
    whole = found.whole
    assert whole is not None
    expected = 50.05 / 75
    error = math.sqrt(expected * (1 - expected) / N)
    assert float(whole.bands[1]) == pytest.approx(expected, abs=4 * error)
    assert sum(whole.bands) == 1
    assert float(whole.middle) == pytest.approx(62.5, abs=2)
    assert float(whole.least) == pytest.approx(25 + 75 * 0.05, abs=1)
    assert float(whole.most) == pytest.approx(100 - 75 * 0.05, abs=1)


def test_a_rating_alone_leads_to_bands_as_often_as_it_moves():
    """Level 3 of 5 is 50, at the edge; one step down, in a fifth of the draws, it is 25."""
    card = scored(dimension("d", indicator("i")), ratings={"i": 3}, bands=BANDS)
    found = robustness(card, Assumptions(ratings=0.4, draws=N))
    whole = found.whole
    assert whole is not None
    assert float(whole.bands[0]) == pytest.approx(0.2, abs=0.03)
    assert found.agreeing == whole.bands[1]


def test_bands_are_judged_by_the_figure_as_shown():
    """49.96 shows as 50.0 at one decimal, and is in the band that starts there."""
    weights = {"weight": 2502}, {"weight": 2498}
    parts = [dimension(c, indicator(f"{c}1"), **w) for c, w in zip("xy", weights, strict=True)]
    card = scored(*parts, ratings={"x1": 1, "y1": 5}, bands=BANDS)
    assert card.whole.shown == "50.0"
    found = robustness(card, NOTHING)
    assert found.whole is not None
    assert found.whole.bands == (0, 1)
    assert found.edges is not None
    assert found.edges.down == Fraction("49.96") - Fraction("49.95")


GATE = {"when": "x", "below": 40, "cap": "a", "because": "x is needed"}


def test_a_gate_caps_the_band_in_the_draws_in_which_it_fires():
    """x is 50 and falls below 40 in a fifth of the draws; y is 100, and the whole 62 or more."""
    found = robustness(two(3, 5, gates=[GATE]), Assumptions(ratings=0.4, draws=N))
    whole = found.whole
    assert whole is not None
    assert float(whole.bands[0]) == pytest.approx(0.2, abs=0.03)
    assert whole.least > 50


def test_an_unknown_that_is_not_drawn_fires_no_gate_that_it_could_still_pass():
    needed, other = dimension("x", indicator("i"), indicator("k")), dimension("y", indicator("j"))
    parts = needed, {**other, "weight": 3}
    ratings = {"i": 1, "k": {"unknown": "?"}, "j": 5}
    missing = {"minimum_availability": 0}
    card = scored(*parts, ratings=ratings, bands=BANDS, gates=[GATE], missing=missing)
    assert [outcome.state for outcome in card.whole.gates] == ["open"]
    found = robustness(card, Assumptions(weights=0.01, unknown=False, draws=100))
    assert found.whole is not None
    assert found.whole.bands == (0, 1)
    drawn = robustness(card, Assumptions(draws=N))
    assert drawn.whole is not None
    assert float(drawn.whole.bands[0]) == pytest.approx(0.8, abs=0.04)  # i and k: 0 and up to 3/4


def test_where_nothing_is_rated_there_are_no_shares_and_that_is_said_first():
    found = run("examples/sumenep-spbe.yaml", "--draws", "100")
    text = " ".join(found.stdout.decode().split())
    assert "─ Nothing is rated here, so draws would tell of what is assumed" in text
    assert "Dirichlet" not in text
    assert " in the draws" not in text
    told = smartscore.robustness("examples/sumenep-spbe.yaml", draws=100)
    assert [each.intervals or each.influences or each.drawn for each in told] == [()]


def test_a_part_with_nothing_rated_has_an_interval_but_no_shares_of_bands():
    found = smartscore.robustness(EXAMPLE, draws=100)["indrajit"]
    parts = {each.node.code: each for each in found.intervals}
    assert parts["value"].bands == ()
    assert sum(parts["capacity"].bands) == 1
    text = run(EXAMPLE, "--rubric", "indrajit", "--draws", "100").stdout.decode()
    row = next(line for line in text.splitlines() if line.startswith("Value "))
    assert row.endswith("nothing rated")
    told = " ".join(text.split())
    assert "The draws fill in the 56% of the weight that is not rated, so they tell more" in told
    assert told.index("The draws fill in") < told.index("Partly ready in")


def test_with_detail_every_band_of_every_part_is_told():
    text = run(EXAMPLE, "--rubric", "indrajit", "--detail").stdout.decode()
    assert "…" not in text
    assert "…" in run(EXAMPLE, "--rubric", "indrajit").stdout.decode()


def test_what_is_neither_true_nor_false_is_refused():
    with pytest.raises(ValueError, match="name unknown, value 'as-scored'"):
        smartscore.robustness(EXAMPLE, unknown="as-scored")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="name aggregates"):
        smartscore.compare(EXAMPLE, EXAMPLE, aggregates=1)  # type: ignore[arg-type]


def test_what_is_withheld_stays_so_unless_the_unknown_is_drawn():
    parts = dimension("x", indicator("i"), indicator("k")), dimension("y", indicator("j"))
    card = scored(*parts, ratings={"j": 5}, missing={"minimum_availability": 0.9}, bands=BANDS)
    assert robustness(card, Assumptions(weights=0.2, unknown=False, draws=100)).whole is None
    assert robustness(card, Assumptions(draws=100)).whole is not None


def test_influences_share_the_variance_out_as_the_formula_says():
    """Half of x and y each, whose ratings move by 25 with 0.5 and by any level: 1/8 and 2 parts."""
    parts = dimension("x", indicator("i")), dimension("y", indicator("j"))
    card = scored(*parts, ratings={"i": 3}, missing={"minimum_availability": 0})
    found = robustness(card, Assumptions(ratings=0.5, draws=20_000))
    moved, unknown = 0.5 * 0.25**2, 0.125
    for influence in found.influences:
        expected = (moved if influence.group == "ratings" else unknown) / (moved + unknown)
        index = influence.indices
        assert index.first == pytest.approx(expected, abs=4 * index.first_error)
        assert index.total == pytest.approx(expected, abs=4 * index.total_error)
    assert [influence.group for influence in found.influences] == ["unknown", "ratings"]


def test_leaving_something_out_is_scoring_a_rubric_without_it():
    parts = (
        dimension("x", indicator("i"), indicator("k", weight=3)),
        dimension("y", indicator("j"), weight=2),
        dimension("z", indicator("open")),
    )
    ratings = {"i": 2, "k": 5, "j": 4}
    card = scored(*parts, ratings=ratings, aggregate="geometric", bands=BANDS)
    found = {each.node.code: each.variant for each in robustness(card, NOTHING).variants.without}
    assert set(found) == {"x", "i", "k", "y", "j"}
    without_y = scored(parts[0], parts[2], ratings=ratings, aggregate="geometric", bands=BANDS)
    assert found["y"].score == without_y.whole.score
    less = dimension("x", indicator("i"))
    without_k = scored(less, *parts[1:], ratings=ratings, aggregate="geometric", bands=BANDS)
    assert found["k"].score == without_k.whole.score
    assert [found["k"].band] == [band for band in card.whole.bands if band.code == "b"]
    assert without_k.whole.score is not None
    assert card.whole.score is not None
    assert found["k"].move == without_k.whole.score - card.whole.score


def test_without_its_only_rated_part_there_is_no_score():
    card = scored(dimension("d", indicator("i")), ratings={"i": 3})
    for each in robustness(card, NOTHING).variants.without:
        assert each.variant.score is None
        assert each.variant.move is None


def test_a_step_is_scoring_the_next_level():
    card = two(2, 5)
    found = {each.node.code: each for each in robustness(card, NOTHING).variants.stepped}
    down, up = found["i"].down, found["i"].up
    assert down is not None
    assert up is not None
    assert (down.score, up.score) == (two(1, 5).whole.score, two(3, 5).whole.score)
    assert found["j"].up is None
    assert [each.node.code for each in robustness(card, NOTHING).variants.stepped] == ["i", "j"]


def test_edges_are_where_the_band_of_the_printed_figure_ends():
    assert robustness(two(2, 2), NOTHING).edges == (None, Fraction("24.95"))
    assert robustness(two(4, 4), NOTHING).edges == (Fraction("25.05"), None)


def test_the_score_by_each_mean_is_exact():
    found = robustness(two(2, 5), Assumptions(aggregates=True, draws=100))
    assert found.drawn == ("aggregates",)
    by_mean = dict(found.means)
    assert by_mean["arithmetic"] == Fraction("62.5")
    assert by_mean["geometric"] == 50
    assert by_mean["harmonic"] == 40
    whole = found.whole
    assert whole is not None
    assert {whole.least, whole.middle, whole.most} == {40, 50, Fraction("62.5")}


def run(*words: str, **more: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "smartscore", "robustness", *words]
    return subprocess.run(command, capture_output=True, check=False, **more)


def test_the_same_seed_gives_the_same_bytes_and_another_gives_others():
    one, same = (run(EXAMPLE, "--rubric", "indrajit", "--format", "json") for _ in "ab")
    other = run(EXAMPLE, "--rubric", "indrajit", "--format", "json", "--seed", "2")
    assert one.returncode == same.returncode == 0
    assert one.stdout == same.stdout != other.stdout
    assert one.stderr == b""


def test_the_figures_of_an_example_are_the_same_everywhere():
    found = smartscore.robustness(EXAMPLE, draws=1_000)["indrajit"]
    whole = found.whole
    assert whole is not None
    assert whole[1:6] == (
        *(Fraction("23.327250546"), Fraction("33.521609221"), Fraction("40.974875518")),
        *(Fraction("48.645176713"), Fraction("60.148986999")),
    )
    assert whole.bands == (Fraction(466, 1000), Fraction(523, 1000), Fraction(11, 1000), 0)


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("form", ["terminal", "markdown", "json"])
def test_it_is_told_in_both_languages_and_every_form(language, form):
    found = run(EXAMPLE, "--lang", language, "--format", form, "--draws", "200", "--aggregates")
    assert found.returncode == 0
    text = found.stdout.decode()
    if form == "json":
        data = json.loads(text)
        assert data["format"] == "robustness/1"
        assert data["assumptions"]["aggregates"] is True
    else:
        assert "{" not in text
        assert ("draws" in text) == (language == "en")
    if form == "terminal":
        assert max(map(len, text.splitlines())) <= 80


def test_bands_come_first_in_words_and_the_assumptions_before_them():
    text = run(EXAMPLE, "--rubric", "readiness-analyses").stdout.decode()
    assert "Not ready in over 99%, Partly ready in less than 1% of the draws." in " ".join(
        text.split()
    )
    assert text.index("Dirichlet") < text.index("Not ready in")
    detail = run(EXAMPLE, "--rubric", "readiness-analyses", "--detail").stdout.decode()
    assert len(detail) > len(text)
    assert "--detail" not in detail


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--seed", "abc"), "--seed abc: write a whole number from 0 to 4294967295"),
        (("--weights", "0"), "from 0.001 to 0.95"),
        (("--weights=-0.25",), "from 0.001 to 0.95"),
        (("--weights", "2"), "from 0.001 to 0.95"),
        (("--weights", "experts"), "no node of indrajit has comparisons by several experts"),
        (("--ratings", "1.2"), "a probability above 0 and up to 1"),
        (("--draws", "1e4"), "from 100 to"),
    ],
)
def test_what_can_not_be_drawn_is_a_usage_error_with_the_range(words, told):
    found = run(EXAMPLE, "--rubric", "indrajit", *words)
    assert found.returncode == 2
    assert found.stdout == b""
    assert told in " ".join(found.stderr.decode().split())


def test_python_gives_what_the_command_writes():
    found = smartscore.robustness(EXAMPLE, weights=0.25, ratings=0.2, draws=200, seed=3)
    options = ("--weights", "0.25", "--ratings", "0.2", "--draws", "200", "--seed", "3")
    assert json.loads(run(EXAMPLE, *options, "--format", "json").stdout) == found.to_dict()
    with pytest.raises(ValueError, match="weights: value 0, low 0"):
        smartscore.robustness(EXAMPLE, weights=0)


def test_the_documented_keys_are_those_that_are_written():
    text = Path("docs/format.md").read_text(encoding="utf-8")
    part = text.split("\n## robustness/1\n")[1].split("\n## ")[0]
    documented = {
        key.strip("` ")
        for line in part.splitlines()
        if line.startswith("| `")
        for key in line.split("|")[1].split(",")
    }
    found = smartscore.robustness(EXAMPLE, weights=0.2, ratings="confidence", draws=100)
    assert _keys(found.to_dict()) == documented


def _keys(data: Any) -> set[str]:
    if isinstance(data, list):
        return set().union(*map(_keys, data))
    if not isinstance(data, dict):
        return set()
    own = {"bands", "by_mean", "confidence", "subject"}
    return set(data).union(*(_keys(v) for k, v in data.items() if k not in own))

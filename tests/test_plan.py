"""The way to a target: what it asks, what it says, and what a changed rating would do."""

import json
import re
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from smartscore import Invalid, assess, plan
from smartscore.cli import app
from smartscore.engine.resolving import resolve
from smartscore.engine.score import score
from smartscore.model.assessment import ResponseMean
from smartscore.reports.answer.plan import answer
from smartscore.studies.targets import Aims, aimed
from smartscore.studies.targets.goals import Goal
from smartscore.studies.trials import tried
from smartscore.words import words as in_language

from .building import ASSESSMENT, RUBRIC, assessment, dimension, indicator, rubric, scored

BANDS = [
    {"code": "low", "from": 0, "label": {"id": "Rendah", "en": "Low"}},
    {"code": "high", "from": 70, "label": {"id": "Tinggi", "en": "High"}},
]
WHOLE = {"min": 0, "max": 100, "decimals": 0}
DAYS = {
    "code": "days",
    "title": "Days",
    "quantity": {"unit": "days", "worst": 30, "best": 2},
}
LIKING = {"code": "liking", "title": "Liking", "survey": {"min": 1, "max": 4}}


def _lifts(course):
    assert course is not None
    return {lift.node.code: lift.rating.given for lift in course.lifts}


def test_a_target_is_judged_on_the_figure_as_shown():
    """69.5 shows as 70 where no decimals are printed, and is high enough for 70."""
    own = rubric(
        dimension("a", indicator("x", weight=139), indicator("y", weight=61)),
        bands=BANDS,
        display=WHOLE,
    )
    card = scored(own, {"x": 1, "y": 1})
    for goal in (Goal(band=1), Goal(figure=Fraction(70))):
        aim = aimed(card, goal)
        assert _lifts(aim.course) == {"x": 5}
        assert aim.course is not None
        assert aim.course.after.whole.score == Fraction(139, 2)
    assert _lifts(aimed(card, Goal(figure=Fraction(71))).course) == {"x": 5, "y": 2}


def test_gates_are_kept_from_capping_the_band():
    gate = {"when": "b", "below": 50, "cap": "low", "because": "so"}
    own = rubric(
        dimension("a", indicator("x"), weight=9),
        dimension("b", indicator("y")),
        bands=BANDS,
        gates=[gate],
    )
    card = scored(own, {"x": 4, "y": 1})
    aim = aimed(card, Goal(band=1))
    assert _lifts(aim.course) == {"y": 3}
    assert _lifts(aimed(card, Goal(figure=Fraction(71))).course) == {"x": 5}


def test_a_quantity_is_raised_to_the_least_value_that_is_enough():
    own = rubric(dimension("a", indicator("x"), DAYS), bands=BANDS)
    card = scored(own, {"x": 5, "days": {"value": 30}})
    aim = aimed(card, Goal(band=1))
    value = _lifts(aim.course)["days"]
    assert aim.course is not None
    assert aim.course.after.whole.shown == "70.0"
    shorter = scored(own, {"x": 5, "days": {"value": value + 0.01}})
    assert not Goal(band=1).is_met(shorter)
    assert aim.course.raises == 2


def test_a_survey_and_a_checklist_say_what_they_take():
    papers = {
        "code": "papers",
        "title": "Papers",
        "checklist": [{"code": c, "text": c.upper()} for c in ("decree", "budget", "minutes")],
    }
    own = rubric(dimension("a", LIKING, papers), bands=BANDS)
    now = {"liking": {"responses": {"mean": 2.5, "n": 29}}, "papers": {"met": ["budget"]}}
    aim = aimed(scored(own, now), Goal(band=1))
    assert aim.course is not None
    papers_lift = next(lift for lift in aim.course.lifts if lift.node.code == "papers")
    assert papers_lift.items[0] == "decree"
    far = aimed(scored(own, now), Goal(figure=Fraction(95)))
    taken = _lifts(far.course)["liking"]
    assert isinstance(taken, ResponseMean)
    assert taken.n == 29
    assert Fraction(str(taken.mean)) < 4


def test_unknown_ratings_stay_unknown_and_a_withheld_score_asks_first():
    missing = {"minimum_availability": 0.6}
    own = rubric(
        dimension("a", indicator("x"), indicator("y"), indicator("z")),
        bands=BANDS,
        missing=missing,
    )
    some = aimed(scored(own, {"x": 3, "y": 3}), Goal(band=1))
    assert some.course is not None
    assert some.course.after.statuses == ("rated", "rated", "unknown")
    assert some.course.after.whole.low == 50
    few = aimed(scored(own, {"x": 3}), Goal(band=1))
    assert (few.state, few.course) == ("withheld", None)
    assert [ask.node.code for ask in few.needed] == ["y"]


def test_what_no_rating_changes_is_said_while_a_score_is_withheld():
    own = rubric(
        dimension("a", indicator("x"), indicator("y"), indicator("z", weight=3)),
        bands=BANDS,
        missing={"minimum_availability": 0.8},
    )
    card = scored(own, {"z": 5})
    assert [aimed(card, Goal(figure=Fraction(n))).certain for n in (60, 61)] == [True, False]
    assert aimed(card, Goal(figure=Fraction(101))).state == "beyond"


def test_what_can_not_be_reached_is_said_with_the_nearest():
    own = rubric(
        dimension("a", indicator("x"), indicator("y")),
        bands=BANDS,
        missing={"treat": "worst"},
    )
    aim = aimed(scored(own, {"x": 1}), Goal(band=1))
    assert (aim.state, aim.best.whole.shown) == ("beyond", "50.0")
    assert aimed(scored(own, {"x": 5, "y": 5}), Goal(figure=Fraction(101))).state == "beyond"


def test_effort_is_pro_rata_of_the_plans_and_unknown_effort_comes_last():
    own = rubric(dimension("a", *(indicator(c) for c in "xyz")), bands=BANDS)
    dear = {"level": 1, "plan": {"level": 5, "effort": 40}}
    cheap = {"level": 1, "plan": {"level": 3, "effort": 2}}
    card = scored(own, {"x": dear, "y": cheap, "z": 1})
    aim = aimed(card, Goal(figure=Fraction(25)))
    assert (aim.by, _lifts(aim.course)) == ("effort", {"y": 4})
    assert aim.course is not None
    assert (aim.course.effort, aim.course.without_effort) == (3, 0)
    far = aimed(card, Goal(figure=Fraction(70)))
    assert far.course is not None
    assert far.course.without_effort == 1
    assert {lift.node.code: lift.raises for lift in far.course.lifts} == {"x": 4, "y": 4, "z": 1}
    assert _lifts(aimed(card, Goal(figure=Fraction(25)), "raises").course).keys() != {"y", "z"}


def test_a_staged_level_is_a_target_too():
    own = rubric(dimension("a", *(indicator(c) for c in "xyz")), bands=BANDS)
    aim = aimed(scored(own, {"x": 1, "y": 2, "z": 4}), Goal(staged=Fraction(3)))
    assert _lifts(aim.course) == {"x": 3, "y": 3}
    assert aim.count == 1
    unknown = aimed(scored(own, {"x": 1, "y": 2}), Goal(staged=Fraction(3)))
    assert unknown.state == "beyond"
    mixed = rubric(dimension("a", indicator("x"), DAYS))
    away = aimed(scored(mixed, {"x": 1, "days": {"value": 9}}), Goal(staged=Fraction(3)))
    assert away.state == "no-staged"


def test_an_indicator_that_stands_twice_in_a_tree_is_raised_once():
    inner = rubric(dimension("d", indicator("d1")), code="inner")
    middle = rubric({"rubric": "inner@1"}, code="middle")
    outer = rubric(
        {"rubric": "inner@1"},
        {"rubric": "middle@1"},
        dimension("c", indicator("c1")),
        code="outer",
        bands=BANDS,
    )
    grafts = {
        ("outer", "inner@1"): inner,
        ("outer", "middle@1"): middle,
        ("middle", "inner@1"): inner,
    }
    ratings = {
        "inner": assessment({"d1": 1}).ratings["own"],
        "outer": assessment({"c1": 1}).ratings["own"],
    }
    card = score(resolve(outer, grafts), ratings)
    aim = aimed(card, Goal(figure=Fraction(66)))
    assert _lifts(aim.course) == {"d1": 5}
    assert aim.course is not None
    assert (aim.course.raises, aim.count) == (4, 1)


def test_very_many_unlike_indicators_are_planned_and_what_is_not_proved_is_said():
    many = [indicator(f"i{n}", weight=1000 + 37 * n % 211) for n in range(300)]
    own = rubric(dimension("a", *many), bands=BANDS)
    now = {
        f"i{n}": {"level": 1, "plan": {"level": 4, "effort": 1 + n % 7 + n / 1000}}
        for n in range(300)
    }
    aim = aimed(scored(own, now), Goal(band=1))
    assert aim.course is not None
    assert Goal(band=1).is_met(aim.course.after)
    assert not aim.proved
    assert aim.count is None


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    (tmp_path / "tiny.yaml").write_text(RUBRIC, encoding="utf-8")
    file = tmp_path / "place.yaml"
    file.write_text(ASSESSMENT, encoding="utf-8")
    return file


class _Done(NamedTuple):
    code: int
    output: str
    errors: str


def _run(*arguments: object) -> _Done:
    done = CliRunner().invoke(app, [str(each) for each in arguments])
    return _Done(done.exit_code, done.stdout, done.stderr)


def test_the_command_says_the_way_and_ends_with_what_came_of_it(tiny: Path):
    found = _run("plan", tiny, "--target", "tinggi")
    assert found.code == 0
    assert "To reach High (from 50), raise 1 rating: the score goes from 25.0 (Low)" in " ".join(
        found.output.split()
    )
    assert "Second: from 1 of 3 to 3 of 3." in found.output
    assert _run("plan", tiny, "--target", "low").code == 0
    beyond = _run("plan", tiny, "--target", "101")
    assert beyond.code == 1
    assert "The scale ends at 100." in beyond.output
    indonesian = _run("plan", tiny, "--target", "high", "--lang", "id")
    assert "Untuk mencapai Tinggi (mulai 50), naikkan 1 penilaian" in indonesian.output


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "say what to reach"),
        (["--target", "hihg"], "did you mean `high`?"),
        (["--target", "62,5"], "did you mean `62.5`?"),
        (["--target", ""], "neither a number nor a band"),
        (["--target", "nan"], "neither a number nor a band"),
        (["--staged", "three"], "--staged three"),
        (["--target", "high", "--by", "luck"], "--by"),
    ],
)
def test_a_target_that_is_none_could_not_be_run(tiny: Path, options: list[str], said: str):
    found = _run("plan", tiny, *options)
    assert found.code == 2
    assert said in " ".join(found.errors.split())
    assert found.output == ""


def _documented(heading: str) -> set[str]:
    """The keys in the tables of a section of docs/format.md."""
    text = (Path(__file__).parent.parent / "docs/format.md").read_text(encoding="utf-8")
    section = text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = re.findall(r"^\| ((?:`[a-z_]+`(?:, )?)+) \|", section, re.MULTILINE)
    return {key for row in rows for key in re.findall(r"`([a-z_]+)`", row)}


def _keys(data: object) -> set[str]:
    if isinstance(data, list):
        return {key for each in data for key in _keys(each)}
    if not isinstance(data, dict):
        return set()
    return set(data) | {key for value in data.values() for key in _keys(value)}


WRITTEN_ELSEWHERE = {"id", "en", "name", "level", "text", "code", "version", "digest", "mean", "n"}
"""Keys of what is documented with assessments and rubrics."""


def test_the_keys_of_plan_1_are_those_that_are_documented():
    own = RUBRIC.replace("levels: {1: x, 3: y}}", "look_for: There, levels: {1: x, 3: y}}", 1)
    own = own.replace(
        "weight: 3, levels: {1: x, 3: y}", "weight: 3, checklist: [{code: a, text: A}]"
    )
    data = {
        "smartscore": "assessment/1",
        "rubrics": ["tiny"],
        "subject": {"name": "Somewhere"},
        "date": "2021-07-12",
        "ratings": {"tiny": {"first": {"level": 1, "plan": {"level": 3}}, "second": {"met": []}}},
    }
    found = plan(data, 100, rubric=own).to_dict()
    assert found["format"] == "plan/1"
    lifts = found["cards"][0]["course"]["lifts"]
    written = _keys(found) - _keys(lifts[0]["plan"]) - WRITTEN_ELSEWHERE
    assert written == _documented("plan/1") - WRITTEN_ELSEWHERE
    assert lifts[0]["asks"] == [{"level": 3, "text": {"id": "y", "en": "y"}}]
    json.dumps(found, allow_nan=False)


def test_the_keys_of_trial_1_are_those_that_are_documented(tiny: Path):
    found = json.loads(_run("assess", tiny, "--set", "second=3", "--format", "json").output)
    assert found["format"] == "trial/1"
    assert _keys(found) - WRITTEN_ELSEWHERE == _documented("trial/1") - WRITTEN_ELSEWHERE
    card = found["cards"][0]["overall"]
    assert (card["before"]["shown"], card["after"]["shown"]) == ("25.0", "100.0")
    assert (card["difference"], card["shown_difference"]) == (75, 75)


def test_python_asks_the_same(tiny: Path):
    aims = plan(tiny, "High")
    assert [aim.state for aim in aims] == ["found"]
    assert _lifts(aims["tiny"].course) == {"second": 3}
    for wrong in ("hihg", float("nan")):
        with pytest.raises(ValueError):
            plan(tiny, wrong)
    with pytest.raises(ValueError):
        plan(tiny)


def test_set_shows_before_and_after_and_writes_nothing(tiny: Path):
    before = tiny.read_bytes()
    found = _run("assess", tiny, "--set", "tiny/only/second=3")
    assert found.code == 0
    assert "The score would go from 25.0 (Low) to 100.0 (High): +75.0." in found.output
    assert "Second: from 1 of 3 to 3 of 3." in found.output
    assert tiny.read_bytes() == before
    away = _run("assess", tiny, "--set", "second=unknown", "--format", "markdown")
    assert "| **Whole** | **25.0** | **100.0** | **+75.0** |" in away.output
    assert _run("assess", tiny, "--set", "second=3", "--fail-under", "80").code == 0
    assert _run("assess", tiny, "--fail-under", "80").code == 1


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        ("secnod=3", 1, "did you mean `second`?"),
        ("only=3", 1, "set one of first, second"),
        ("second=2", 1, "level 2 is not on the scale (1, 3)"),
        ("second=two", 1, "A103|S1"),
        ("second", 2, "write NAME=VALUE"),
        ("=3", 2, "write NAME=VALUE"),
    ],
)
def test_a_change_is_checked_as_a_rating_is(tiny: Path, change: str, code: int, said: str):
    found = _run("assess", tiny, "--set", change)
    assert found.code == code
    assert re.search(said if "|" in said else re.escape(said), " ".join(found.errors.split()))
    assert found.output == ""


def test_changes_of_every_measure_from_python():
    items = [{"code": c, "text": c} for c in ("decree", "minutes")]
    papers = {"code": "papers", "title": "Papers", "checklist": items}
    own = rubric(dimension("a", DAYS, LIKING, papers, indicator("x")))
    now = {"days": {"value": 30}, "liking": 1, "papers": {"met": []}, "x": 1}
    data = {
        "smartscore": "assessment/1",
        "rubrics": ["own"],
        "subject": {"name": "Somewhere"},
        "date": "2021-07-12",
        "ratings": {"own": now},
    }
    changes = {"days": "65/4", "liking": 4, "papers": "decree, minutes", "x": "n/a"}
    before, after = assess(data, rubric=own), assess(data, rubric=own, changes=changes)
    assert (before["own"].whole.score, after["own"]["days"].value) == (0, Fraction(55, 112))
    assert after["own"]["papers"].value == after["own"]["liking"].value == 1
    assert after["own"]["x"].status == "not_applicable"
    trial = tried(before, after)
    assert [pair.before.code for pair in trial.cards[0].changed] == [*changes]
    wrongs: list[dict[str, object]] = [{"papers": "stamp"}, {"liking": 5}, {"days": "x"}]
    wrongs += [{"x": True}, {"x": [1]}, {"": 1}]
    for wrong in wrongs:
        with pytest.raises(Invalid):
            assess(data, rubric=own, changes=wrong)


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_example_looks_like_this(in_root: Path, golden, language: str):
    options = ("--rubric", "readiness-analyses", "--lang", language)
    way = _run("plan", "examples/sumenep.yaml", "--target", "partly-ready", *options)
    golden(f"plan/{language}-terminal.txt", way.output)
    changed = ("--rubric", "indrajit", "--set", "ict-infrastructure=3", "--set", "demand-benefit=3")
    what_if = _run("assess", "examples/sumenep.yaml", *changed, "--lang", language)
    golden(f"plan/{language}-set.txt", what_if.output)


def test_a_gate_and_a_staged_level_see_what_weighs_nothing():
    gate = {"when": "b", "below": 50, "cap": "low", "because": "so"}
    own = rubric(
        dimension("a", indicator("x")),
        dimension("b", indicator("y"), weight=0),
        bands=BANDS,
        gates=[gate],
    )
    card = scored(own, {"x": 4, "y": 1})
    assert _lifts(aimed(card, Goal(band=1)).course) == {"y": 3}
    assert _lifts(aimed(card, Goal(staged=Fraction(2))).course) == {"y": 2}
    both = aimed(card, Goal(figure=Fraction(100), staged=Fraction(2)))
    assert _lifts(both.course) == {"x": 5, "y": 2}


def test_lighter_items_that_are_enough_are_counted_and_told():
    items = [{"code": f"x{n}", "text": f"X{n}", "weight": n} for n in (1, 2, 3)]
    own = rubric(dimension("a", {"code": "list", "title": "List", "checklist": items}), bands=BANDS)
    card = scored(own, {"list": {"met": []}})
    aim = aimed(card, Goal(figure=Fraction(30)))
    assert _lifts(aim.course) == {"list": ("x3",)}
    assert aim.count == 2
    assert [_lifts(other) for other in aim.others] == [{"list": ("x2",)}]


def test_a_trial_says_its_bounds_and_gates():
    done = _run(
        *("assess", Path(__file__).parents[1] / "examples/sumenep.yaml", "--rubric", "indrajit"),
        *("--set", "ict-infrastructure=3", "--set", "demand-benefit=3", "--lang", "en"),
    )
    said = " ".join(done.output.split())
    assert "43.8 (Partly ready)" in said
    assert "it would lie between 24.3 and 63.2" in said
    assert "Support" in said.split("Before and after")[0]


def test_a_level_that_no_scale_has_is_said():
    own = rubric(dimension("a", indicator("x"), indicator("y")), bands=BANDS)
    card = scored(own, {"x": 1, "y": 2})
    beyond, between = (_page(card, Goal(staged=Fraction(n, 2))) for n in (18, 5))
    assert "The scale of levels ends at 5." in beyond
    assert "nearest" not in beyond
    assert "There is no level 2.5 on this scale; the next above it is 3." in between
    assert "The scale begins at 0." in _page(card, Goal(figure=Fraction(-3)))
    assert "ways take as few" in _page(card, Goal(figure=Fraction(60)))


def _page(card, goal):
    aims = Aims(assessment({}), (aimed(card, goal),))
    section = answer(aims, in_language("en")).sections[0]
    return "\n".join(block for block in section.blocks if isinstance(block, str))

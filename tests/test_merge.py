"""`smartscore merge`: assessments from several offices as one, and nothing of them lost."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

import smartscore
from smartscore.cli import app
from smartscore.merging.document import Merged
from smartscore.text.parsing import parse
from smartscore.text.writing import text as as_yaml

from .building import assessment_data, dimension, indicator, rubric_data
from .test_sheets_hostile import rebuilt

RUBRIC = rubric_data(
    dimension("d", indicator("a"), indicator("b"), indicator("c")),
    dimension(
        "e",
        {"code": "asked", "title": "x", "survey": {"min": 1, "max": 4}},
        {"code": "items", "title": "x", "checklist": [{"code": c, "text": c} for c in "xyz"]},
        {"code": "much", "title": "x", "quantity": {"unit": "u", "worst": 0, "best": 10}},
    ),
)
PLAN = {"id": "plan", "type": "report", "title": "The plan", "publisher": "Office"}


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.yaml").write_text(as_yaml(RUBRIC))
    return tmp_path


def office(name: str, ratings: dict[str, Any], **more: Any) -> str:
    """Write what an office found; the name of the file."""
    data = assessment_data(ratings, **more)
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    to_own = os.path.relpath("own.yaml", Path(name).parent)
    Path(name).write_text(as_yaml({**data, "rubrics": [f"./{to_own}@1"]} | more))
    return name


def merged(*files: str, **more: Any) -> Merged:
    return smartscore.merge(files, **more)


def ratings(found: Merged) -> dict[str, Any]:
    inside: dict[str, Any] = found.data["ratings"]["own"]
    return inside


def codes(found: Merged) -> list[str]:
    return [each.code for each in found.problems]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments, catch_exceptions=False)


def test_parts_of_the_ratings_become_one(here):
    office("a.yaml", {"a": {"level": 3, "because": "x"}, "b": None})
    office("b.yaml", {"b": 2, "much": 7, "asked": {"responses": [3, 4]}})
    found = merged("a.yaml", "b.yaml")
    assert ratings(found) == {
        "a": {"level": 3, "because": "x"},
        "b": {"level": 2},
        "asked": {"responses": [3, 4]},
        "much": {"value": 7},
    }
    assert found.problems == ()
    assert "raters" not in found.data


def test_what_was_merged_passes_and_scores(here):
    office("a.yaml", {"a": 3})
    office("b.yaml", {"b": 5, "c": {"unknown": "Asked the office."}})
    done = run("merge", "a.yaml", "b.yaml", "-o", "all.yaml")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == "all.yaml: 2 files merged, 2 of 6 indicators rated, 0 left open\n"
    by_hand = assessment_data({"a": 3, "b": 5, "c": {"unknown": "Asked the office."}})
    expected = smartscore.assess({**by_hand, "rubrics": ["./own.yaml@1"]})
    assert smartscore.assess("all.yaml")["own"].whole.low == expected["own"].whole.low


def test_ratings_that_differ_stay_open_with_who_said_what(here):
    office("a.yaml", {"a": {"level": 3, "because": "A decree."}}, rater={"role": "Planner"})
    office("b.yaml", {"a": {"level": 2, "because": "No budget."}}, rater={"role": "Nurse"})
    found = merged("a.yaml", "b.yaml")
    assert ratings(found)["a"] == {
        "judgements": [
            {"rater": "a", "level": 3, "because": "A decree."},
            {"rater": "b", "level": 2, "because": "No budget."},
        ]
    }
    assert found.data["raters"] == [
        {"code": "a", "role": "Planner"},
        {"code": "b", "role": "Nurse"},
    ]
    assert codes(found) == ["A162"]
    problem = found.problems[0]
    assert (problem.place.file, problem.place.line) == ("a.yaml", 12)
    assert problem.related[0].spot == "b.yaml:12:5"
    Path("all.yaml").write_text(found.text())
    assert smartscore.assess("all.yaml")["own"]["a"].status == "unknown"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"level": 3}, {"level": 3.0}),
        ({"value": "1/2"}, {"value": 0.5}),
        ({"met": ["x", "y"]}, {"met": ["y", "x"]}),
        ({"responses": [3, 4, 4]}, {"responses": [4, 3, 4]}),
        ({"responses": {"mean": 3, "n": 2}}, {"responses": {"n": 2, "mean": 3.0}}),
    ],
)
def test_the_same_said_in_two_ways_is_no_conflict(here, one, other):
    code = {"level": "a", "value": "much", "met": "items", "responses": "asked"}[next(iter(one))]
    office("a.yaml", {code: one})
    office("b.yaml", {code: other})
    found = merged("a.yaml", "b.yaml")
    assert (ratings(found)[code], found.problems) == (one, ())


def test_nothing_met_is_a_rating(here):
    office("a.yaml", {"items": {"met": []}})
    office("b.yaml", {"items": {"met": ["x"]}})
    assert [e["met"] for e in ratings(merged("a.yaml", "b.yaml"))["items"]["judgements"]] == [
        [],
        ["x"],
    ]


def test_one_level_for_two_reasons_keeps_both(here):
    office("a.yaml", {"a": {"level": 3, "because": "x"}})
    office("b.yaml", {"a": {"level": 3, "because": "y"}})
    found = merged("a.yaml", "b.yaml")
    assert found.problems == ()
    assert ratings(found)["a"] == {
        "level": 3,
        "because": "x",
        "judgements": [
            {"rater": "a", "level": 3, "because": "x"},
            {"rater": "b", "level": 3, "because": "y"},
        ],
    }


def test_each_rating_says_whose_it_is_where_raters_differ(here):
    office("a.yaml", {"a": 3}, rater={"role": "Planner"})
    office("b.yaml", {"b": 2}, rater={"role": "Nurse", "side": "demand"})
    found = merged("a.yaml", "b.yaml")
    assert ratings(found) == {
        "a": {"level": 3, "judgements": [{"rater": "a", "level": 3}]},
        "b": {"level": 2, "judgements": [{"rater": "b", "level": 2}]},
    }
    assert "rater" not in found.data


def test_one_rater_of_all_files_stays_the_rater(here):
    for name, code in (("a.yaml", "a"), ("b.yaml", "b")):
        office(name, {code: 3}, rater={"role": "Planner"})
    found = merged("a.yaml", "b.yaml")
    assert (found.data["rater"], "raters" in found.data) == ({"role": "Planner"}, False)


def test_evidence_of_those_served_stays_theirs(here):
    piece = {"cite": "plan", "at": 1, "shows": "x"}
    office("a.yaml", {"a": 3}, rater={"side": "supply"}, references=[PLAN])
    office(
        "b.yaml",
        {"a": {"level": 3, "evidence": [piece]}},
        rater={"side": "demand"},
        references=[PLAN],
    )
    assert ratings(merged("a.yaml", "b.yaml"))["a"]["evidence"] == [{**piece, "side": "demand"}]


def test_rated_goes_before_unknown_and_the_reason_is_told(here):
    office("a.yaml", {"a": {"unknown": "Not in the plan."}})
    office("b.yaml", {"a": 2})
    found = merged("a.yaml", "b.yaml")
    assert ratings(found)["a"] == {"level": 2}
    assert codes(found) == ["A164"]
    assert "# - a.yaml:13:16: a unknown (below: 2): Not in the plan.\n" in found.text()


def test_reasons_why_nothing_is_known_are_all_kept(here):
    office("a.yaml", {"a": {"unknown": "Not in the plan."}, "b": {"not_applicable": "x"}})
    office("b.yaml", {"a": {"unknown": {"id": "Tidak di situs.", "en": "Not on the site."}}})
    office("c.yaml", {"b": {"not_applicable": "x"}})
    found = merged("a.yaml", "b.yaml", "c.yaml")
    assert ratings(found) == {
        "a": {
            "unknown": {
                "id": "a: Not in the plan.; b: Tidak di situs.",
                "en": "a: Not in the plan.; b: Not on the site.",
            }
        },
        "b": {"not_applicable": "x"},
    }
    assert found.problems == ()


def test_rated_against_not_applicable_is_open(here):
    office("a.yaml", {"a": 4})
    office("b.yaml", {"a": {"not_applicable": "We have no coast."}})
    found = merged("a.yaml", "b.yaml")
    assert ratings(found)["a"] == {
        "unknown": "We have no coast.",
        "judgements": [{"rater": "a", "level": 4}],
    }
    assert codes(found) == ["A162"]


def test_the_first_decides_where_that_is_asked_for(here):
    office("a.yaml", {"a": 3})
    office("b.yaml", {"a": 5})
    done = run("merge", "a.yaml", "b.yaml", "--conflicts", "first", "-o", "all.yaml")
    assert done.exit_code == 0
    assert "A162 warning" in done.stderr
    found = merged("a.yaml", "b.yaml", conflicts="first")
    assert ratings(found)["a"]["level"] == 3
    assert [e["level"] for e in ratings(found)["a"]["judgements"]] == [3, 5]


def test_one_file_twice_is_refused(here):
    office("a.yaml", {"a": {"level": 2}})
    for again in ("a.yaml", "./a.yaml", str(here / "a.yaml")):
        done = run("merge", "a.yaml", again, "-o", "all.yaml")
        assert done.exit_code == 1
        assert "A158" in done.stderr
        assert not Path("all.yaml").exists()


def test_a_refusal_does_not_send_to_a_file_that_is_not_written(here):
    office("a.yaml", {"a": {"level": 2}})
    office("b.yaml", {"a": {"level": 3}})
    told = " ".join(run("merge", "a.yaml", "b.yaml", "--conflicts", "refuse").stderr.split())
    assert "agree on one and write it in both files" in told
    assert "of the result" not in told


def test_the_result_has_nothing_that_check_would_put_in_order(here):
    (here / "schemas").mkdir()
    (here / "schemas" / "assessment.json").write_text("{}")
    for name, level in (("a.yaml", 2), ("b.yaml", 3)):
        rating = {"level": level, "evidence": [{"cite": "plan", "shows": "x"}]}
        rating |= {"confidence": "low", "plan": {"level": 4}}
        office(name, {"a": rating}, references=[PLAN])
    run("merge", "a.yaml", "b.yaml", "-o", "all.yaml")
    text = Path("all.yaml").read_text()
    assert text.startswith("# yaml-language-server: $schema=schemas/assessment.json\n")
    told = run("check", "all.yaml").stdout
    assert "1 checked" in told
    assert "Y203" not in told
    assert "Y204" not in told


def test_nothing_is_written_where_conflicts_are_refused(here):
    office("a.yaml", {"a": 3})
    office("b.yaml", {"a": 5})
    done = run("merge", "a.yaml", "b.yaml", "--conflicts", "refuse", "-o", "all.yaml")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "A162" in done.stderr
    assert not Path("all.yaml").exists()


def test_references_are_one_list(here):
    survey = {"id": "survey", "type": "report", "title": "Of offices", "publisher": "A"}
    other = {"id": "survey", "type": "report", "title": "Of clinics", "publisher": "B"}
    again = {**PLAN, "id": "masterplan"}
    fuller = {**PLAN, "URL": "https://example.go.id/plan"}

    def cited(*keys: str) -> dict[str, Any]:
        return {"level": 3, "evidence": [{"cite": key, "at": 1, "shows": key} for key in keys]}

    office("a.yaml", {"a": cited("plan", "survey")}, references=[PLAN, survey])
    office("b.yaml", {"b": cited("masterplan", "survey")}, references=[again, other])
    office("c.yaml", {"c": cited("plan")}, references=[fuller])
    found = merged("a.yaml", "b.yaml", "c.yaml")
    assert found.data["references"] == [
        fuller,
        survey,
        {**other, "id": "survey-b"},
        again,
    ]
    assert [e["cite"] for e in ratings(found)["b"]["evidence"]] == ["masterplan", "survey-b"]
    assert codes(found) == ["A165"]
    found = merged("a.yaml", "b.yaml")
    assert [each["id"] for each in found.data["references"]] == ["plan", "survey", "survey-b"]
    assert [e["cite"] for e in ratings(found)["b"]["evidence"]] == ["plan", "survey-b"]


def test_two_talks_described_alike_are_two_sources(here):
    talk = {"type": "interview", "title": "Interview", "publisher": "x"}
    for name, key in (("a.yaml", "i1"), ("b.yaml", "i2")):
        office(name, {}, references=[{"id": key, **talk}])
    assert len(merged("a.yaml", "b.yaml").data["references"]) == 2


def test_a_library_is_named_and_a_key_of_two_sources_is_written_out(here):
    for name, title in (("a", "One"), ("b", "Other")):
        folder = Path(name)
        folder.mkdir()
        held = [{"id": "k", "type": "book", "title": title}, {"id": name, "type": "book"}]
        (folder / "zotero.json").write_text(json.dumps(held))
        pieces = [{"cite": key, "at": 1, "shows": "x"} for key in ("k", name)]
        rating = {"level": 3, "evidence": pieces}
        office(f"{name}/office.yaml", {name: rating}, references=["zotero.json"])
    (here / "pyproject.toml").write_text("[tool.smartscore]\n")
    found = merged("a/office.yaml", "b/office.yaml")
    assert found.data["references"] == [
        "./a/zotero.json",
        "./b/zotero.json",
        {"id": "k-office", "type": "book", "title": "One"},
        {"id": "k-office-2", "type": "book", "title": "Other"},
    ]
    Path("all.yaml").write_text(found.text())
    assert [p for p in smartscore.check("all.yaml") if p.severity == "error"] == []


def test_paths_are_right_for_where_the_result_lies(here):
    (here / "pyproject.toml").write_text("[tool.smartscore]\n")
    for name, code in (("in/a.yaml", "a"), ("in/b.yaml", "b")):
        answers = {"responses": {"file": "skm.csv", "column": "u1"}}
        reference = {**PLAN, "file": "plan.txt"}
        office(name, {code: 3, "asked": answers}, references=[reference])
    Path("in/skm.csv").write_text("u1\n3\n4\n")
    Path("in/plan.txt").write_text("x\n")
    Path("out").mkdir()
    done = run("merge", "in/a.yaml", "in/b.yaml", "-o", "out/all.yaml")
    assert (done.exit_code, done.stderr) == (0, "")
    data: Any = parse(Path("out/all.yaml").read_bytes(), "out/all.yaml").data
    assert data["rubrics"] == ["../own.yaml@1"]
    assert data["references"][0]["file"] == "../in/plan.txt"
    assert data["ratings"]["own"]["asked"]["responses"]["file"] == "../in/skm.csv"


def test_informants_plans_and_confidence_are_united(here):
    ida = {"name": "I. A.", "role": "Head", "cite": "talk"}
    talk = {"id": "talk", "type": "interview", "title": "One"}
    office(
        "a.yaml",
        {"a": {"level": 2, "confidence": "high", "plan": {"level": 4, "owner": "Planning"}}},
        informants=[ida],
        references=[talk],
    )
    office(
        "b.yaml",
        {"a": {"level": 2, "confidence": "low", "plan": {"level": 4, "by": 2027}}},
        informants=[ida, {"name": "O. B."}],
        references=[{**talk, "title": "Other"}],
    )
    found = merged("a.yaml", "b.yaml")
    assert found.data["informants"] == [ida, {**ida, "cite": "talk-b"}, {"name": "O. B."}]
    assert ratings(found)["a"]["plan"] == {"level": 4, "owner": "Planning", "by": 2027}
    assert ratings(found)["a"]["confidence"] == "low"
    assert codes(found) == ["A163", "A165"]
    assert found.open == ()


def test_targets_that_differ_are_told_and_the_first_is_written(here):
    office("a.yaml", {"a": {"plan": {"level": 4}}})
    office("b.yaml", {"a": {"plan": {"value": 5, "owner": "x"}}})
    found = merged("a.yaml", "b.yaml")
    assert ratings(found)["a"] == {"plan": {"level": 4, "owner": "x"}}
    assert codes(found) == ["A163"]
    assert found.problems[0].related[0].spot.startswith("a.yaml:")


def test_judgements_that_files_hold_are_kept_and_a_second_of_one_rater_too(here):
    raters = [{"code": "one", "role": "Planner"}, {"code": "two", "role": "Nurse"}]
    said = [{"rater": "one", "level": 3}, {"rater": "two", "level": 2}]
    office("a.yaml", {"a": {"judgements": said}}, raters=raters)
    office("b.yaml", {"a": {"judgements": [said[0], {"rater": "two", "level": 4}]}}, raters=raters)
    found = merged("a.yaml", "b.yaml")
    assert ratings(found)["a"] == {"judgements": [*said, {"rater": "two-b", "level": 4}]}
    assert [each["code"] for each in found.data["raters"]] == ["one", "two", "two-b"]
    assert codes(found) == ["A166"]


def test_another_rater_under_the_same_code_gets_one_of_their_own(here):
    for name, role in (("a.yaml", "Planner"), ("b.yaml", "Nurse")):
        judgement = {"rater": "one", "level": 3}
        office(name, {name[0]: {"judgements": [judgement]}}, raters=[{"code": "one", "role": role}])
    found = merged("a.yaml", "b.yaml")
    assert ratings(found)["b"]["judgements"] == [{"rater": "one-b", "level": 3}]
    assert found.data["raters"] == [
        {"code": "one", "role": "Planner"},
        {"code": "one-b", "role": "Nurse"},
    ]


def test_what_was_merged_can_be_merged_again(here):
    office("a.yaml", {"a": 3, "b": {"level": 2, "because": "x"}}, rater={"role": "Planner"})
    office("b.yaml", {"a": 5}, rater={"role": "Nurse"})
    Path("all.yaml").write_text(merged("a.yaml", "b.yaml").text())
    again = merged("all.yaml", "b.yaml")
    assert ratings(again) == ratings(merged("a.yaml", "b.yaml"))
    assert [each.code for each in again.open] == ["A162"]
    assert again.open[0].values["one"] == "3, 5"


def test_what_raters_have_not_agreed_on_stays_open_until_the_first_file_says_so(here):
    said = [{"rater": "one", "level": 3}, {"rater": "two", "level": 2}]
    raters = [{"code": "one"}, {"code": "two"}]
    office("open.yaml", {"a": {"judgements": said}}, raters=raters)
    office("agreed.yaml", {"a": {"level": 2, "because": "x"}})
    for files in (("open.yaml", "agreed.yaml"), ("agreed.yaml", "open.yaml")):
        assert "level" not in ratings(merged(*files))["a"]
    found = merged("agreed.yaml", "open.yaml", conflicts="first")
    assert (ratings(found)["a"]["level"], found.open) == (2, ())
    assert len(merged("open.yaml", "agreed.yaml", conflicts="first").open) == 1
    same = [{"rater": "one", "level": 2}, {"rater": "two", "level": 2}]
    office("open.yaml", {"a": {"judgements": same}}, raters=raters)
    assert ratings(merged("open.yaml", "agreed.yaml"))["a"]["level"] == 2


def test_facts_that_differ_are_told_with_both_places(here):
    office("a.yaml", {"a": 3}, subject={"name": "X", "code": "1", "province": "P"}, about="One.")
    office(
        "b.yaml",
        {"b": 3},
        subject={"name": "x ", "code": "1", "province": "Q"},
        about="Two.",
        date="2021-07-13",
        masterplan={"title": "M"},
    )
    found = merged("a.yaml", "b.yaml")
    assert [p.values["fact"] for p in found.open] == ["subject/province", "date"]
    assert all(p.related[0].spot.startswith("a.yaml:") for p in found.open)
    assert found.data["subject"] == {"name": "X", "code": "1", "province": "P"}
    assert found.data["about"] == "a: One.\nb: Two."
    assert found.data["masterplan"] == {"title": "M"}
    found = merged("a.yaml", "b.yaml", date="2021-07-14")
    assert found.data["date"] == "2021-07-14"
    assert [p.values["fact"] for p in found.open] == ["subject/province"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"name": "X"}, {"name": "Y"}, False),
        ({"name": "X", "code": "1"}, {"name": "X", "code": "2"}, False),
        ({"name": "X", "code": "1"}, {"name": "Y", "code": "1"}, True),
        ({"name": "Kab.  X"}, {"name": "kab. x"}, True),
    ],
)
def test_another_place_is_not_merged(here, one, other, same):
    office("a.yaml", {}, subject=one)
    office("b.yaml", {}, subject=other)
    done = run("merge", "a.yaml", "b.yaml", "-o", "all.yaml")
    assert ("A160" not in done.stderr) == same == Path("all.yaml").exists()
    if not same:
        assert done.exit_code == 1
        assert "b.yaml:6:9" in done.stderr
        assert "a.yaml:6:9" in done.stderr


def test_another_version_of_a_rubric_is_not_merged(here):
    office("a.yaml", {})
    office("b.yaml", {}, rubrics=["./new.yaml"])
    for version, code in (("2.0.0", "A161"), ("1.0.0", "A161")):
        changed = {**RUBRIC, "version": version, "title": "Other"}
        Path("new.yaml").write_text(as_yaml(changed))
        with pytest.raises(smartscore.Invalid) as raised:
            merged("a.yaml", "b.yaml")
        assert [each.code for each in raised.value.problems] == [code]
        assert "1.0.0" in str(raised.value)
    Path("new.yaml").write_text(as_yaml(RUBRIC))
    assert merged("a.yaml", "b.yaml").data["rubrics"] == ["./own.yaml@1"]


def test_rubrics_of_all_files_are_listed_once_and_pinned(here):
    office("a.yaml", {}, rubrics=["./own.yaml", "hdi"])
    office("b.yaml", {}, rubrics=["hdi@1", "skm-2017@1"])
    assert merged("a.yaml", "b.yaml").data["rubrics"] == ["./own.yaml", "hdi@1", "skm-2017@1"]


def test_offices_send_workbooks_of_which_a_sheet_is_gone(here):
    pytest.importorskip("xlsxwriter")
    for name, level, left in (("a", 3, "hdi"), ("b", 7, "")):
        office(f"{name}.yaml", {name: level}, rubrics=["./own.yaml@1", "hdi@1"])
        assert run("convert", f"{name}.yaml", f"{name}.xlsx").exit_code in (0, 1)
        if left:
            no_more = rebuilt(Path(f"{name}.xlsx").read_bytes(), {(left, "A1"): "gone"})
            Path(f"{name}.xlsx").write_bytes(no_more)
    done = run("merge", "a.xlsx", "b.xlsx", "-o", "all.xlsx")
    assert done.stdout == "all.xlsx: 2 files merged, 2 of 10 indicators rated, 0 left open\n"
    assert "sheet 'own', cell" in done.stderr  # that 7 is no level, in the result
    assert done.exit_code == 1
    assert run("convert", "all.xlsx", "all.yaml").exit_code == 1
    data: Any = parse(Path("all.yaml").read_bytes(), "all.yaml").data
    own = data["ratings"]["own"]
    assert (own["a"], own["b"]) == ({"level": 3}, {"level": 7})


def test_conflicts_in_workbooks_are_told_by_cell(here):
    pytest.importorskip("xlsxwriter")
    for name, level in (("a", 3), ("b", 2)):
        office(f"{name}.yaml", {"a": level})
        run("convert", f"{name}.yaml", f"{name}.xlsx")
    found = merged("a.xlsx", "b.xlsx")
    assert [p.code for p in found.open] == ["A162"]
    assert "sheet 'own', cell" in found.problems[0].place.file
    assert found.problems[0].related[0].spot.startswith("b.xlsx: sheet 'own', cell")


def test_a_workbook_keeps_what_is_open(here):
    pytest.importorskip("xlsxwriter")
    office("a.yaml", {"a": {"level": 3, "because": "x"}}, rater={"role": "Planner"})
    office("b.yaml", {"a": {"level": 2, "because": "y"}}, rater={"role": "Nurse"})
    assert run("merge", "a.yaml", "b.yaml", "-o", "all.xlsx").exit_code == 1
    assert run("convert", "all.xlsx", "all.yaml").exit_code == 0
    data: Any = parse(Path("all.yaml").read_bytes(), "all.yaml").data
    assert data == merged("a.yaml", "b.yaml").data


@pytest.mark.parametrize("target", ["a.yaml", "own.yaml", "./sub/../a.yaml", "plan.txt.yaml"])
def test_no_input_is_written_over(here, target):
    Path("sub").mkdir()
    Path("plan.txt.yaml").write_text("x\n")
    office("a.yaml", {"a": 3}, references=[{**PLAN, "file": "plan.txt.yaml"}])
    office("b.yaml", {"b": 3})
    before = Path(target).read_bytes()
    done = run("merge", "a.yaml", "b.yaml", "-o", target, "--force")
    assert done.exit_code == 2
    assert Path(target).read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["a.yaml"], "two or more"),
        (["a.yaml", "b.yaml", "-o", "all.csv"], "not an ending"),
        (["a.yaml", "b.yaml", "-o", "there.yaml"], "--force"),
        (["a.yaml", "missing.yaml", "gone.yaml"], "gone.yaml"),
        (["a.yaml", "b.yaml", "--date", "2026-13-01"], "2026-13-01"),
        (["a.yaml", "b.yaml", "--conflicts", "last"], "last"),
        (["a.yaml", "b.yaml", "-o", "nowhere/all.yaml"], "nowhere"),
    ],
)
def test_what_can_not_run_says_why(here, arguments, said):
    for name in ("a.yaml", "b.yaml", "there.yaml"):
        office(name, {"a": 3})
    done = run("merge", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr


def test_faults_of_all_files_are_told_at_once(here):
    office("a.yaml", {"a": {"level": "high"}})
    office("b.yaml", {"a": 3}, rubrics=["nothing-of-that-name"])
    done = run("merge", "a.yaml", "b.yaml", "-o", "all.yaml")
    assert done.exit_code == 1
    assert "S104" in done.stderr
    assert "R113" in done.stderr
    assert not Path("all.yaml").exists()


def test_what_rules_say_is_told_of_the_result(here):
    office("a.yaml", {"a": 9, "b": {"level": 3, "evidence": [{"cite": "plan", "shows": "x"}]}})
    office("b.yaml", {"c": 3}, references=[PLAN])
    done = run("merge", "a.yaml", "b.yaml", "-o", "all.yaml")
    assert done.exit_code == 1
    assert "all.yaml:" in done.stderr
    assert "A103" in done.stderr
    assert "A203" not in done.stderr  # the other office has the source


def test_without_an_output_it_is_printed(here):
    office("a.yaml", {"a": 3})
    office("b.yaml", {"b": 3})
    done = run("merge", "a.yaml", "b.yaml")
    assert done.exit_code == 0
    assert done.stdout == merged("a.yaml", "b.yaml").text()


def test_the_words_are_those_of_the_reader(here):
    office("a.yaml", {"a": 3})
    office("b.yaml", {"a": 4}, date="2021-07-13")
    done = run("merge", "a.yaml", "b.yaml", "-o", "all.yaml", "--lang", "id")
    assert "digabungkan" in done.stdout
    assert "dinilai berbeda" in done.stderr
    assert "Digabungkan dari" in Path("all.yaml").read_text()


def test_a_comment_is_nothing_but_a_comment(here):
    reason = "x\n# smartscore: ignore A201\nrubrics: [hdi]"
    office("a.yaml", {"a": {"unknown": reason}})
    office("b.yaml", {"a": 3})
    text = merged("a.yaml", "b.yaml").text()
    assert "smartscore: ignore" not in text.split("smartscore: assessment/1")[0]
    assert parse(text.encode(), "x.yaml").data == merged("a.yaml", "b.yaml").data


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_what_is_stopped_leaves_nothing_half_written(here):
    big = [{"id": f"r{n}", "type": "book", "title": f"T{n}"} for n in range(4000)]
    office("a.yaml", {"a": 3}, references=big)
    office("b.yaml", {"b": 3}, references=big)
    command = [sys.executable, "-m", "smartscore", "merge", "a.yaml", "b.yaml", "-o", "all.yaml"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(0.5)
    running.send_signal(signal.SIGINT)
    running.communicate()
    assert running.returncode in (130, -signal.SIGINT, 0)
    left = {path.name for path in here.iterdir()} - {"own.yaml", "a.yaml", "b.yaml"}
    assert left <= {"all.yaml"}
    if left:
        data: Any = parse(Path("all.yaml").read_bytes(), "all.yaml").data
        assert len(data["references"]) == 4000


@pytest.mark.parametrize("given", ["a.yaml", [], ["a.yaml"]])
def test_one_file_is_nothing_to_merge(here, given):
    with pytest.raises(ValueError, match="two or more"):
        smartscore.merge(given)


FINDING = st.one_of(
    st.none(),
    st.builds(lambda n: {"level": n}, st.integers(1, 5)),
    st.builds(lambda n, b: {"level": n, "because": b}, st.integers(1, 5), st.sampled_from("xy")),
    st.builds(lambda b: {"unknown": b}, st.sampled_from("xy")),
    st.builds(lambda b: {"not_applicable": b}, st.sampled_from("xy")),
    st.just({"plan": {"level": 4}}),
)


@given(st.lists(st.dictionaries(st.sampled_from("abc"), FINDING), min_size=2, max_size=4))
def test_nothing_that_anybody_rated_is_lost(tmp_path_factory, found):
    folder = tmp_path_factory.mktemp("offices")
    (folder / "own.yaml").write_text(as_yaml(RUBRIC))
    files = []
    for i, each in enumerate(found):
        data = {**assessment_data(each), "rubrics": ["./own.yaml@1"]}
        files.append(folder / f"o{i}.yaml")
        files[-1].write_text(as_yaml(data))
    result = smartscore.merge(files, folder=folder)
    text = result.text()
    assert parse(text.encode(), str(folder / "all.yaml")).data == result.data
    smartscore.Assessment.model_validate(result.data)
    for i, each in enumerate(found):
        for code, rating in each.items():
            there = result.data["ratings"]["own"][code]
            if rating is None:
                continue
            level = rating.get("level")
            if level is not None:
                said = [j for j in there.get("judgements", ()) if j["rater"] == f"o{i}"]
                assert there.get("level") == level or [j["level"] for j in said] == [level]
            if "because" in rating:
                reasons = [there, *there.get("judgements", ())]
                assert any(r.get("because") == rating["because"] for r in reasons)
            for key in ("unknown", "not_applicable"):
                if key in rating:
                    assert rating[key] in str(there) or any(
                        p.code in ("A164", "A162") for p in result.problems
                    )

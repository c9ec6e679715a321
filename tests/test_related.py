"""Problems of more than one place: the first of two keys, the other descriptor, the other file."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from smartscore.cli import app
from smartscore.read.check import Examiner
from smartscore.read.check_many import Checked
from smartscore.read.shelf import Catalogue
from smartscore.reports import problems as listing
from smartscore.reports.findings import github, gitlab, junit, sarif
from smartscore.text.problems import Place, Problem, Related
from smartscore.words import words

from .test_sheets import made, taken
from .test_sheets_hostile import FILLED, FOOT, INCOME, WILL, cell, rebuilt

RUBRIC = """\
smartscore: rubric/1
code: plan
version: 1.0.0
title: Plan
scale: [{points: 1, label: A}, {points: 2, label: B}]
bands:
  - {code: weak, from: 0, label: Weak}
  - {code: good, from: 50, label: Good}
references:
  - {id: one, title: One}
  - {id: two, title: Two}
dimensions:
  - code: people
    title: People
    indicators:
      - code: team
        title: Team
        levels:
          1: No list names a team.
          2: A decree names a team.
      - code: papers
        title: Papers
        checklist:
          - {code: act, text: An act}
          - {code: plan-text, text: A plan}
"""
OTHER = RUBRIC.replace("people", "office").replace("team", "desk").replace("papers", "sheets")
PEOPLE = "dimensions:\n  - code: people\n"
AHP = "weights:\n  method: ahp\n  comparisons:\n"
TOWN = """\
smartscore: assessment/1
rubrics:
  - ./plan.yaml
subject: {name: Kota Contoh}
date: 2026-11-21
references:
  - {id: one, title: One}
  - {id: two, title: Two}
ratings:
  plan:
    papers:
      met:
        - act
        - plan-text
"""

Places = list[tuple[str, int, str]]


def lines_of(folder: Path, name: str, code: str) -> list[tuple[int, Places]]:
    """The lines of the problems of a code, each with its further places."""
    content = (folder / name).read_bytes()
    found = Examiner(Catalogue([folder])).check(str(folder / name), content)
    return [
        (
            problem.place.line,
            [(Path(r.place.file).name, r.place.line, r.label) for r in problem.related],
        )
        for problem in found
        if problem.code == code
    ]


@pytest.mark.parametrize(
    ("code", "old", "new", "line", "first", "label"),
    [
        ("Y103", "title: Plan\n", "title: Plan\ntitle: Plan\n", 5, 4, "first"),
        ("Y103", "  - {id: two, title: Two}", "  - {id: two,\n     id: two}", 12, 11, "first"),
        ("R101", "code: team", "code: people", 16, 13, "first"),
        ("R101", "code: people", "code: plan", 13, 2, "first"),
        ("R101", "- code: papers", "- code: team", 21, 16, "first"),
        ("R105", "from: 50", "from: 0", 8, 7, "below"),
        (
            "R107",
            "[{points: 1, label: A},",
            "[{points: 1, label: A},\n  {points: 1, label: C},",
            6,
            5,
            "below",
        ),
        ("S121", "2: A decree names", "1.0: A decree names", 20, 19, "first"),
        ("R106", "code: good", "code: weak", 8, 7, "first"),
        ("R122", "code: plan-text", "code: act", 25, 24, "first"),
        ("R211", "id: two", "id: one", 11, 10, "first"),
        ("R205", "A decree names a team.", "No list names a team.", 20, 19, "same"),
        ("R206", "A decree names a team.", "No list partly names a team.", 20, 19, "other"),
        (
            "R118",
            "dimensions:\n",
            "weights: {method: rank, order: [people,\n people]}\ndimensions:\n",
            13,
            12,
            "first",
        ),
        (
            "R220",
            PEOPLE,
            f"weights: {{method: rank, order: [people]}}\n{PEOPLE}    weight: 2\n",
            15,
            12,
            "holds",
        ),
    ],
)
def test_faults_of_a_rubric_that_have_two_places(tmp_path, code, old, new, line, first, label):
    assert RUBRIC.count(old) == 1
    (tmp_path / "plan.yaml").write_text(RUBRIC.replace(old, new), encoding="utf-8")
    assert lines_of(tmp_path, "plan.yaml", code) == [(line, [("plan.yaml", first, label)])]


def test_of_three_of_a_kind_two_point_at_the_first(tmp_path):
    thrice = RUBRIC.replace("id: two, title: Two}", "id: one, title: B}\n  - {id: one, title: C}")
    (tmp_path / "plan.yaml").write_text(thrice, encoding="utf-8")
    first = [("plan.yaml", 10, "first")]
    assert lines_of(tmp_path, "plan.yaml", "R211") == [(11, first), (12, first)]


def test_a_comparison_stands_beside_the_two_that_contradict_it_most(tmp_path):
    parts = RUBRIC.partition("dimensions:\n")
    more = "".join(
        f"  - {{code: {code}, title: D, indicators: [{{code: {code}-x, title: I, levels: "
        f"{{1: No {code}., 2: A {code}.}}}}]}}\n"
        for code in ("budget", "law")
    )
    compared = "    people/budget: 1/9\n    budget/law: 1/9\n    people/law: 9\n"
    text = parts[0] + AHP + compared + parts[1] + parts[2] + more
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    ((line, related),) = lines_of(tmp_path, "plan.yaml", "R219")
    assert sorted([line, *(at for _, at, _ in related)]) == [15, 16, 17]
    assert {label for _, _, label in related} == {"against"}


@pytest.mark.parametrize(
    ("code", "old", "new", "expected"),
    [
        ("A204", "id: two", "id: one", (8, [("town.yaml", 7, "first")])),
        ("A219", "- plan-text", "- act", (14, [("town.yaml", 13, "first")])),
        ("A104", "  - ./plan.yaml\n", "  - ./plan.yaml\n" * 2, (4, [("town.yaml", 3, "first")])),
        (
            "A105",
            "  - ./plan.yaml\n",
            "  - ./plan.yaml\n  - ./copy.yaml\n",
            (4, [("plan.yaml", 2, "code"), ("copy.yaml", 2, "code")]),
        ),
        (
            "A105",
            "  - ./plan.yaml\n",
            "  - ./plan.yaml\n  - ./whole.yaml\n",
            (4, [("plan.yaml", 2, "code"), ("copy.yaml", 2, "code")]),
        ),
    ],
)
def test_faults_of_an_assessment_that_have_two_places(tmp_path, code, old, new, expected):
    whole = RUBRIC.partition("bands:")[0].replace("code: plan", "code: whole")
    for name, text in {
        "plan.yaml": RUBRIC,
        "copy.yaml": OTHER,
        "whole.yaml": whole + "dimensions:\n  - {rubric: ./copy.yaml}\n",
        "town.yaml": TOWN.replace(old, new),
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert lines_of(tmp_path, "town.yaml", code) == [expected]


def test_two_files_of_one_code_are_both_shown(tmp_path):
    (tmp_path / "plan.yaml").write_text(RUBRIC, encoding="utf-8")
    (tmp_path / "copy.yaml").write_text("# a copy\n" + OTHER, encoding="utf-8")
    whole = RUBRIC.partition("bands:")[0].replace("code: plan", "code: whole")
    grafts = "dimensions:\n  - {rubric: ./plan.yaml}\n  - {rubric: ./copy.yaml}\n"
    (tmp_path / "whole.yaml").write_text(whole + grafts, encoding="utf-8")
    both = [("plan.yaml", 2, "code"), ("copy.yaml", 3, "code")]
    assert lines_of(tmp_path, "whole.yaml", "R126") == [(8, both)]


def test_the_place_in_a_bundled_rubric_is_found_though_it_is_not_read(tmp_path, root):
    text = (root / "rubrics" / "collaborative-governance.yaml").read_text(encoding="utf-8")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "mine.yaml").write_text(text, encoding="utf-8")
    listed = TOWN.replace(
        "  - ./plan.yaml\n", "  - collaborative-governance\n  - ./own/mine.yaml\n"
    )
    (tmp_path / "town.yaml").write_text(listed.partition("ratings:")[0], encoding="utf-8")
    line = text[: text.index("\ncode: ")].count("\n") + 2
    both = [("collaborative-governance.yaml", line, "code"), ("mine.yaml", line, "code")]
    assert lines_of(tmp_path, "town.yaml", "A105") == [(4, both)]


def test_in_a_case_the_place_is_in_the_case(tmp_path):
    (tmp_path / "plan.yaml").write_text(RUBRIC, encoding="utf-8")
    (tmp_path / "cases.yaml").write_text(
        "smartscore: cases/1\nrubric: ./plan.yaml\ncases:\n"
        "  - name: Kota Contoh\n    ratings:\n      team: 1\n      papers:\n        met:\n"
        "          - act\n          - act\n    expect: {overall: 25}\n",
        encoding="utf-8",
    )
    assert lines_of(tmp_path, "cases.yaml", "A219") == [(10, [("cases.yaml", 9, "first")])]


@pytest.mark.parametrize(
    ("changes", "code", "beside"),
    [
        (
            {("own", cell("code", FOOT)): "will", ("own", cell("level", FOOT)): 1},
            "A507",
            [("first", cell("code", WILL))],
        ),
        (
            {("own", cell("because.en", WILL)): "y"},
            "A508",
            [("other", cell("because.en", WILL))],
        ),
        (
            {("own", cell("responses", INCOME)): "3", ("own", cell("responses.file", INCOME)): "y"},
            "A508",
            [("other", cell("responses.file", INCOME))],
        ),
    ],
)
def test_cells_have_a_second_place_too(tmp_path, changes, code, beside):
    source = taken(rebuilt(made(FILLED), changes))
    found = [problem for problem in source.problems if problem.code == code]
    assert [[(r.label, r.place.file) for r in problem.related] for problem in found] == [
        [(label, f"town.xlsx: sheet 'own', cell {where}") for label, where in beside]
    ]


def shown(problem: Problem, language: str = "en") -> list[str]:
    assert language in ("en", "id")
    return listing.listing([problem], words("id" if language == "id" else "en")).split("\n")[:-3]


def twice(*related: Related, line: int = 12) -> Problem:
    place = Place("a.yaml", line, 9, line, 12)
    return Problem("R211", place, {"key": "two"}, excerpt="  - id: two", related=related)


def test_the_terminal_shows_the_line_of_each_place_in_its_order():
    first = Related(Place("a.yaml", 7, 9, 7, 12), "first", "  - id: two")
    other = Related(Place("b/c.yaml", 103, 1, 103, 5), "code", "code: x")
    assert shown(twice(first, other)) == [
        "a.yaml:12:9: R211 error: reference `two` stands twice",
        "   12 |   - id: two",
        "      |         ^^^",
        "    7 |   - id: two",
        "      |         --- first here",
        "      ::: b/c.yaml:103:1",
        "  103 | code: x",
        "      | ---- has this code",
        "      = help: keep one of the two",
    ]


def test_a_place_without_a_line_is_named():
    named = Related(Place("town.xlsx: sheet 'own', cell B7"), "first")
    assert shown(twice(named), "id") == [
        "a.yaml:12:9: R211 galat: acuan `two` tertulis dua kali",
        "  12 |   - id: two",
        "     |         ^^^",
        "     = pertama kali di sini: town.xlsx: sheet 'own', cell B7",
        *shown(twice(), "id")[3:],
    ]
    bare = Problem("R211", Place("town.xlsx"), {"key": "x"}, related=(named,))
    assert shown(bare)[1:] == [
        "  = first here: town.xlsx: sheet 'own', cell B7",
        "  help: keep one of the two",
    ]


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("label", ["first", "same", "other", "code", "against", "holds"])
@pytest.mark.parametrize("text", ["x" * 5000, "漢" * 3000, "\t\x1b[31m\u202e" * 900, "ab"])
@pytest.mark.parametrize("start", [1, 2, 70, 77, 2500])
def test_no_line_is_wider_than_the_screen_or_steers_it(language, label, text, start):
    place = Place("b.yaml", 99999, start, 99999, start + 40)
    lines = shown(twice(Related(place, label, text)), language)
    assert max(listing._cells(line) for line in lines) <= 80
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e]", "".join(lines))
    assert any(words("id" if language == "id" else "en")(f"related.{label}") in x for x in lines)


def test_programs_are_told_too():
    first = Related(Place("a.yaml", 7, 9, 7, 12), "first", "  - id: two")
    hostile = Related(Place("b\n::error::%.yaml", 1, 1, 1, 2), "other", "x")
    checked = Checked(("a.yaml",), 0, (twice(first, hostile),))
    english = words("en")
    command, _ = github.annotations(checked, english).splitlines()
    assert "%0Afirst here: a.yaml:7:9%0Athe other one: b" in command
    assert command.count("\n") == 0
    (result,) = json.loads(sarif.log(checked, english))["runs"][0]["results"]
    regions = [place["physicalLocation"]["region"] for place in result["relatedLocations"]]
    assert [region["startLine"] for region in regions] == [7, 1]
    assert result["relatedLocations"][0]["message"] == {"text": "first here"}
    assert "first here: a.yaml:7:9" in junit.problem_suites(checked, english)
    (entry,) = json.loads(gitlab.code_quality(checked, english))
    assert "; first here: a.yaml:7:9; the other one: b" in entry["description"]
    said = str(checked.problems[0])
    assert " (first here: a.yaml:7:9; the other one: b" in said
    assert "\n" not in said
    assert "(pertama kali di sini: a.yaml:7:9; " in checked.problems[0].in_words("id")


def test_check_shows_it_and_says_it_in_json(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.yaml").write_text(RUBRIC.replace("id: two", "id: one"), encoding="utf-8")
    done = CliRunner().invoke(app, ["check", "plan.yaml", "--select", "R211"])
    assert "   | ^^^" not in done.stdout
    assert "  10 |   - {id: one, title: One}\n     |          --- first here" in done.stdout
    done = CliRunner().invoke(
        app, ["check", "plan.yaml", "--select", "R211", "--output-format", "json", "--lang", "id"]
    )
    (problem,) = json.loads(done.stdout)["problems"]
    assert problem["related"] == [
        {
            "file": "plan.yaml",
            "line": 10,
            "column": 10,
            "end_line": 10,
            "end_column": 13,
            "label": "first",
            "message": "pertama kali di sini",
        }
    ]

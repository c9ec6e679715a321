"""Plans of ratings: read, judged, kept by workbooks, told to programs."""

import csv
import datetime
import json
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

import smartscore
from smartscore.cli import app
from smartscore.sheets.columns import MARK
from smartscore.sheets.contents import Grid, Part
from smartscore.sheets.ratings import take_group
from smartscore.sheets.table import Findings, Table
from smartscore.words import words

RUBRIC = """\
smartscore: rubric/1
code: mixed
version: 1.0.0
title: Mixed
evidence: optional
scale: [{points: 1, label: One}, {points: 2, label: Two}, {points: 3, label: Three}]
dimensions:
  - code: all
    title: All
    indicators:
      - {code: stepped, title: Stepped, levels: {1: none, 2: some, 3: all}}
      - {code: counted, title: Counted, quantity: {unit: "%", worst: 0, best: 100}}
      - {code: listed, title: Listed, checklist: [{code: a, text: A}, {code: b, text: B}]}
      - {code: asked, title: Asked, survey: {min: 1, max: 4}}
      - {code: open, title: Open, levels: {1: none, 2: some, 3: all}}
"""

ASSESSMENT = """\
smartscore: assessment/1
language: en
rubrics: [mixed.yaml]
subject: {name: Somewhere}
date: 2021-07-12
ratings:
  mixed:
    stepped:
      level: 1
      because: Seen.
      plan:
        level: 3
        owner: {id: Dinas Kominfo, en: Communications office}
        by: 2023-06-30
        effort: 2.5
    counted:
      value: 40
      because: Counted.
      plan:
        value: 151/2
        owner: "=Bappeda"
        by: 2024
        effort: 0
    listed:
      met: []
      because: Read.
      plan:
        met: [a, b]
        by: 2022
    asked:
      responses:
        mean: 2.5
        n: 12
      because: Asked.
      plan:
        mean: 3.25
        owner: Ortala
    open:
      plan:
        level: 2
        owner: Bappeda
        by: 2021
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "mixed.yaml").write_text(RUBRIC)
    (tmp_path / "place.yaml").write_text(ASSESSMENT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(app, list(arguments))


def test_programs_are_told_the_plan_as_it_is_written_and_last(folder):
    told = json.loads(run("assess", "place.yaml", "--format", "json").stdout)
    found = {one["code"]: one for one in told["cards"][0]["overall"]["children"][0]["children"]}
    written = yaml.safe_load(ASSESSMENT.replace("2023-06-30", "'2023-06-30'"))["ratings"]["mixed"]
    assert {code: one["plan"] for code, one in found.items()} == {
        code: one["plan"] for code, one in written.items()
    }
    assert all(list(one)[-2:] == ["plan", "conflicts"] for one in found.values())
    assert (found["open"]["status"], found["open"]["rating"]) == ("unknown", None)


def test_a_workbook_keeps_every_plan(folder):
    made = run("convert", "place.yaml", "place.xlsx")
    assert made.exit_code == 0, made.output
    made = run("convert", "place.xlsx", "back.yaml")
    assert made.exit_code == 0, made.output
    back = yaml.load((folder / "back.yaml").read_text(), yaml.BaseLoader)
    assert back == yaml.load(ASSESSMENT, yaml.BaseLoader)
    again = run("convert", "back.yaml", "again.xlsx")
    assert again.exit_code == 0, again.output
    assert (folder / "again.xlsx").read_bytes() == (folder / "place.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("key", "cell", "found"),
    [
        ("plan.by", datetime.date(2030, 1, 31), "2030-01-31"),
        ("plan.by", 2030.0, 2030),
        ("plan.by", "2030-01-31", "2030-01-31"),
        ("plan.level", "2 - Two", 2),
        ("plan.met", "a; b", ["a", "b"]),
        ("plan.value", "151 / 2", "151/2"),
    ],
)
def test_cells_of_a_plan_are_read_as_people_write_them(key, cell, found):
    rows = {key: cell, "code": "stepped"}
    columns = list(rows)
    cells: dict[Any, Any] = {(0, 0): MARK, (0, 1): "ratings", (0, 2): "mixed"}
    cells |= {(1, i): key for i, key in enumerate(columns)}
    cells |= {(4, i): value for i, value in enumerate(rows.values())}
    findings = Findings("x.xlsx", words("en"))
    ratings: dict[str, Any] = {}
    take_group(Table(Grid("mixed", cells, Part(set(), {}, {})), findings), "mixed", ratings)
    assert ratings["mixed"]["stepped"]["plan"] == {key.removeprefix("plan."): found}


def test_a_plan_is_told_wherever_a_rating_is_told_in_full(folder):
    english = "Planned: 3 of 3; Communications office; by 30 June 2023; effort 2.5"
    for command in (
        ["explain"],
        ["assess", "--detail"],
        ["assess", "--detail", "--format", "markdown"],
    ):
        assert english in " ".join(run(*command, "place.yaml").stdout.split()), command
    indonesian = "Direncanakan: 3 dari 3; Dinas Kominfo; sampai 30 Juni 2023; upaya 2,5"
    assert indonesian in run("explain", "place.yaml", "--lang", "id").stdout
    page = run("report", "place.yaml", "--format", "html").stdout
    assert "Planned: 2 of 2; by 2022" in page
    assert page.count("Plans of Somewhere: who does what, until when") >= 1


@pytest.mark.parametrize("style", ["appendix", "thesis", "brief"])
def test_reports_have_a_table_of_plans(folder, style):
    told = run("report", "place.yaml", "--style", style).stdout
    assert "has 5 plans with what each brings to Mixed" in told
    assert (
        "| Stepped | 1 of 3 | 3 of 3 | Communications office | 30 June 2023 | 2.5 | +25.0 |" in told
    )
    assert "| Asked | mean 2.50 | mean 3.25 | Ortala | – | – | +6.3 |" in told


def test_where_nothing_is_planned_no_report_speaks_of_plans(folder):
    written = yaml.safe_load(ASSESSMENT)
    for rating in written["ratings"]["mixed"].values():
        rating.pop("plan")
    (folder / "place.yaml").write_text(yaml.safe_dump(written))
    for style in ("appendix", "thesis", "brief"):
        assert "# Plans" not in run("report", "place.yaml", "--style", style).stdout
    assert "Planned" not in run("explain", "place.yaml").stdout


def test_effort_has_a_column_only_where_a_plan_says_it_and_a_sum_where_all_do(folder):
    (folder / "place.yaml").write_text(
        "\n".join(line for line in ASSESSMENT.splitlines() if "effort" not in line)
    )
    assert "Effort" not in run("report", "place.yaml", "--style", "page").stdout
    every = yaml.safe_load(ASSESSMENT)
    for n, rating in enumerate(every["ratings"]["mixed"].values()):
        rating["plan"]["effort"] = [0.1, 0.2, 0.3, 0.0001, 4][n]
    (folder / "place.yaml").write_text(yaml.safe_dump(every))
    told = run("report", "place.yaml", "--style", "page", "--lang", "id").stdout
    assert "| 0,0001 |" in told
    assert "| 4,6001 |" in told.replace("**", "")


def test_tables_for_programs_have_columns_for_the_plan(folder):
    rows = list(csv.DictReader(run("report", "place.yaml", "--format", "csv").stdout.splitlines()))
    assert {
        row["code"]: [row[f"plan_{key}"] for key in ("target", "owner", "by", "effort")]
        for row in rows
        if row["kind"] == "indicator"
    } == {
        "stepped": ["3 of 3", "Communications office", "2023-06-30", "2.5"],
        "counted": ["151/2 %", "'=Bappeda", "2024", "0"],
        "listed": ["2 of 2", "", "2022", ""],
        "asked": ["mean 3.25", "Ortala", "", ""],
        "open": ["2 of 3", "Bappeda", "2021", ""],
    }
    result = smartscore.assess("place.yaml")
    found = {row["code"]: row for row in result.rows()}
    assert [found[code]["plan_target"] for code in ("stepped", "counted", "listed", "asked")] == [
        3.0,
        75.5,
        2.0,
        3.25,
    ]
    assert found["mixed"]["plan_target"] is found["all"]["plan_by"] is None


def test_a_newer_rubric_leaves_every_line_of_a_plan(folder):
    (folder / "mixed.yaml").write_text(
        f"{RUBRIC}      - {{code: fresh, title: Fresh, levels: {{1: a, 3: c}}}}\n"
    )
    made = run("new", "assessment", "place.yaml", "--update")
    assert made.exit_code == 0, made.output
    now = (folder / "place.yaml").read_text()
    assert now.startswith(ASSESSMENT)
    assert "    fresh:" in now.removeprefix(ASSESSMENT)

"""Plans of ratings: read, judged, kept by workbooks, told to programs."""

import datetime
import json
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

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

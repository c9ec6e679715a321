"""What `check` prints for people: errors last, advice told once with its places."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from smartscore.cli import app

REFERENCES = "".join(f"  - {{id: r{n}, type: report, title: Plan}}\n" for n in range(9))
PLACE = f"""\
smartscore: assessment/1
rubrics: [indrajit@2]
subject: {{name: Somewhere}}
date: 2026-11-21
references:
{REFERENCES}ratings:
  indrajit:
    political-will: 3
    legal-framework: {{level: 3, evidence: [{{cite: r0}}]}}
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "place.yaml").write_text(PLACE, encoding="utf-8")
    return tmp_path


def run(*words: str, **more: object) -> Result:
    return CliRunner().invoke(app, list(words), **more)  # type: ignore[arg-type]


def weights(text: str) -> list[str]:
    """The word for how heavy each problem is, in the order in which they are told."""
    words = "error|warning|advice|galat|peringatan|saran"
    return re.findall(rf"^\S.*? ?[A-Z]\d{{3}}(?: x \d+:)? ({words}): ", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ["advice", "warning", "error"]), ("id", ["saran", "peringatan", "galat"])],
)
@pytest.mark.parametrize("every", [(), ("--all",)])
def test_errors_have_the_word_and_come_last(here, language, words, every):
    told = weights(run("check", "place.yaml", "--lang", language, *every).stdout)
    assert set(told) == set(words)
    assert told == sorted(told, key=words.index)


@pytest.mark.parametrize(
    ("language", "head", "more"),
    [
        ("en", "A211 x 8: advice: reference `r1` is not cited", "and 3 more (--all shows each)"),
        ("id", "A211 x 8: saran: acuan `r1` tidak dikutip", "dan 3 lagi (--all menampilkan satu"),
    ],
)
def test_advice_that_comes_again_is_told_once_with_its_places(here, language, head, more):
    lines = run("check", "place.yaml", "--lang", language).stdout
    told = " ".join(lines.split())
    assert head in told
    assert f"place.yaml:7:10, 8:10, 9:10, 10:10, 11:10 {more}" in told
    assert max(map(len, lines.splitlines())) <= 80


def test_all_of_them_are_told_by_themselves_where_that_is_asked(here):
    told = run("check", "place.yaml", "--all").stdout
    assert [told.count(f"place.yaml:{n}:10: A211 advice") for n in range(7, 15)] == [1] * 8
    assert " x " not in told


@pytest.mark.parametrize("choice", [(), ("--all",), ("--output-format", "concise")])
def test_the_last_line_counts_all_of_them(here, choice):
    found = run("check", "place.yaml", *choice)
    assert found.exit_code == 1
    last = found.stdout.splitlines()[-1]
    assert last == "1 checked: 1 error, 3 warnings, 11 pieces of advice."


def test_in_concise_each_has_a_line_in_the_order_of_the_files(here):
    (here / "other.yaml").write_text(PLACE, encoding="utf-8")
    told = run("check", "place.yaml", "other.yaml", "--output-format", "concise").stdout
    *lines, last = told.splitlines()
    spots = [re.match(r"(\S+?):(\d+):(\d+): [A-Z]\d{3} ", line) for line in lines]
    assert None not in spots
    placed = [(found[1], int(found[2]), int(found[3])) for found in spots if found]
    assert placed == sorted(placed)
    assert {file for file, *_ in placed} == {"other.yaml", "place.yaml"}
    assert last == "2 checked: 2 errors, 6 warnings, 22 pieces of advice."


def test_what_is_found_is_told_before_the_next_file_is_read(here, monkeypatch):
    (here / "zoo.yaml").write_text(PLACE, encoding="utf-8")
    printed: list[str | bytes] = []
    before: dict[str, str] = {}
    monkeypatch.setattr("smartscore.cli.streams.print_whole", printed.append)

    def reading(path):
        before[path.name] = "".join(map(str, printed))
        return path.read_bytes()

    monkeypatch.setattr("smartscore.read.sharing.content", reading)
    run("check", "place.yaml", "zoo.yaml", "--output-format", "concise")
    assert before["place.yaml"] == ""
    assert before["zoo.yaml"].count("place.yaml:") == 15
    assert "zoo.yaml" not in before["zoo.yaml"]


def test_what_lies_in_another_file_is_told_once_and_last(here):
    (here / "own.yaml").write_text(QUANTITY + "colour: red\n", encoding="utf-8")
    for name in ("a.yaml", "b.yaml"):
        (here / name).write_text(BEYOND, encoding="utf-8")
    told = run("check", "a.yaml", "b.yaml", "--output-format", "concise").stdout.splitlines()
    assert [line.split(":")[0] for line in told if "S102" in line] == ["own.yaml"]
    assert told[-2].startswith("own.yaml:")


def test_places_in_several_files_have_their_names(here):
    (here / "other.yaml").write_text(PLACE, encoding="utf-8")
    told = " ".join(run("check", ".", "--select", "A215").stdout.split())
    assert "A215 x 2: advice: indicators of `indrajit` that are not rated yet: 7" in told
    assert "at: other.yaml:16:3, place.yaml:16:3" in told


def test_programs_get_each_finding_by_itself(here):
    found = json.loads(run("check", "place.yaml", "--output-format", "json").stdout)
    assert sum(problem["code"] == "A211" for problem in found["problems"]) == 8


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "3 warnings: smartscore check place.yaml  # A217\n"),
        ("id", "3 peringatan: smartscore check place.yaml  # A217\n"),
    ],
)
@pytest.mark.parametrize("command", ["assess", "explain"])
def test_other_commands_count_what_check_tells(here, command, language, line):
    rubric = here / "own.yaml"
    rubric.write_text(QUANTITY, encoding="utf-8")
    (here / "place.yaml").write_text(BEYOND, encoding="utf-8")
    found = run(command, "place.yaml", "--lang", language)
    assert found.exit_code == 0
    assert found.stderr == line
    given = run(command, "-", "--lang", language, input=BEYOND)
    assert "A217 x 3: " in given.stderr  # it can not be read again
    (here / "place.yaml").write_text(BEYOND.replace("45", "15").replace("46", "16"))
    few = run(command, "place.yaml", "--lang", language)
    assert "47" in few.stderr
    assert "smartscore check" not in few.stderr


def test_the_hint_repeats_how_the_file_was_read(here):
    (here / "shelf").mkdir()
    (here / "shelf" / "own.yaml").write_text(QUANTITY, encoding="utf-8")
    (here / "place.yaml").write_text(BEYOND, encoding="utf-8")
    (here / "own.yaml").write_text(QUANTITY, encoding="utf-8")
    found = run("assess", "place.yaml", "--rubrics", "shelf", "--allow-outside")
    command = "smartscore check place.yaml --rubrics shelf --allow-outside"
    assert found.stderr == f"3 warnings: {command}  # A217\n"


QUANTITY = """\
smartscore: rubric/1
code: own
version: 1.0.0
title: Own
evidence: optional
dimensions:
  - code: only
    title: Only
    indicators:
      - {code: wait, title: Wait, quantity: {unit: days, worst: 30, best: 0}}
      - {code: walk, title: Walk, quantity: {unit: days, worst: 30, best: 0}}
      - {code: work, title: Work, quantity: {unit: days, worst: 30, best: 0}}
"""
BEYOND = """\
smartscore: assessment/1
rubrics: [./own.yaml@1]
subject: {name: Somewhere}
date: 2026-11-21
ratings: {own: {wait: {value: 45}, walk: {value: 46}, work: {value: 47}}}
"""


def test_errors_are_shown_whatever_the_command(here):
    found = run("assess", "place.yaml")
    assert found.exit_code == 1
    assert "A201 error: `political-will` is rated 3" in found.stderr

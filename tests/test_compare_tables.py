"""`smartscore compare` of a table: a row for each place, and the same in Python."""

import io
import json
import re
import sys

import pytest
from typer.testing import CliRunner

import smartscore
from smartscore import Invalid
from smartscore.cli import app
from smartscore.reports.answer.remarks import MOST, told
from smartscore.studies.remarks import remarked
from smartscore.text.problems import Place, Problem, Severity
from smartscore.words import words

from .conftest import ROOT
from .test_diff import RUBRIC, flat

VILLAGES = "examples/villages.csv"

TABLE = """\
name,code,group,kind,people,money,use
Alpha,1,North,Coast,2,1,3
Beta,2,North,Hill,3,1,3
Gamma,3,South,Coast,2,1,1
Delta,4,,Coast,,-,NA
"""


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tiny.yaml").write_text(RUBRIC)
    (tmp_path / "places.csv").write_text(TABLE)
    return tmp_path


def run(*arguments, **more):
    return CliRunner().invoke(app, ["compare", *arguments], **more)


def league(*arguments, **more):
    return run("places.csv", "--rubric", "./tiny.yaml", *arguments, **more)


def test_a_table_is_compared_by_the_rubric_that_is_named(here):
    done = league()
    assert done.exit_code == 0, done.stderr
    told = flat(done.stdout)
    assert told.startswith("4 places beside one another Tiny: Beta is first with 75.0.")
    assert "Alpha 2 62.5" in told
    assert "Delta – – 0.0 to 100.0 1–4 nothing rated 0%" in told
    assert "1 place has no score, because too little is rated there." in told


def test_rows_are_grouped_by_any_of_their_columns(here):
    told = flat(league("--group", "group").stdout)
    assert (
        "By group, the highest median is that of North (68.8), the lowest that of South (12.5)."
        in told
    )
    assert "no group – 1 0 – – – –" in told
    told = flat(league("--group", "kind").stdout)
    assert "Coast 2 3 2 25.0 37.5 50.0 Alpha (62.5)" in told
    refused = league("--group", "kinds")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "did you mean `kind`?" in flat(refused.stderr)


def test_a_group_that_is_not_known_is_none(here):
    (here / "places.csv").write_text(TABLE.replace("Gamma,3,South", "Gamma,3,-"))
    told = flat(league("--group", "group").stdout)
    assert "no group – 2 1 12.5 12.5 12.5 Gamma (12.5)" in told


def test_a_row_that_can_not_be_taken_is_told_and_said_to_take_no_part(here):
    (here / "places.csv").write_text(TABLE.replace("Beta,2,North,Hill,3", "Beta,2,North,Hill,x"))
    done = league()
    assert done.exit_code == 1
    told = flat(done.stdout)
    assert "Alpha is first with 62.5" in told
    assert "1 row of the table could not be taken" in told
    assert "places.csv:3:19: S104 error" in done.stderr
    found = json.loads(league("--format", "json").stdout)
    assert found["lost"] == 1
    with pytest.raises(Invalid, match="S104"):
        smartscore.compare("places.csv", rubric="./tiny.yaml")


def test_what_is_remarked_of_rows_stands_in_every_answer(here):
    rows = TABLE + "Jumlah,,North,Hill,3,1,3\nAlpha,1,North,Hill,2,1,3\n"
    (here / "places.csv").write_text(rows)
    sums = "`Jumlah` is scored like a place, and seems to sum up the others."
    done = league()
    assert done.exit_code == 0
    told = flat(done.stdout)
    assert f'T133 warning in row 6: column "name": {sums} T132 warning in row 7: ' in told
    assert sums in flat(league("--format", "markdown").stdout).replace("\\", "")
    assert sums.replace("`", "") in flat(league("--format", "html").stdout).replace("`", "")
    (first, second) = json.loads(league("--format", "json").stdout)["remarks"]
    assert first == {
        "code": "T133",
        "severity": "warning",
        "column": "name",
        "row": 6,
        "rows": 1,
        "values": {"name": "Jumlah"},
    }
    assert (second["code"], second["column"], second["row"]) == ("T132", None, 7)
    found = smartscore.compare("places.csv", rubric="./tiny.yaml").to_dict()
    assert found["remarks"] == [first, second]


def test_of_many_remarks_the_first_are_told():
    def fault(code, heading):
        warning = Severity.WARNING
        return Problem(code, Place("a.csv", 3), {"in_column": heading, "name": "A"}, warning)

    problems = [fault("T133", str(n)) for n in (1, 2, 3, 4, 5, 6, 7, 1)]
    found = remarked(problems)
    said = list(told(found, words("en")))
    assert (len(said), found[0].rows) == (MOST + 1, 2)
    assert said[-1] == "2 further kinds of remarks of the table."


def test_standard_input_alone_is_a_table(here):
    done = run("-", "--rubric", "./tiny.yaml", input=TABLE)
    assert done.exit_code == 0, done.stderr
    assert flat(done.stdout).startswith("4 places beside one another")


def test_headings_may_be_mapped(here):
    (here / "places.csv").write_text(TABLE.replace("people", "orang"))
    (here / "map.yaml").write_text("orang: people\n")
    done = league("--map", "map.yaml")
    assert "Beta is first with 75.0" in flat(done.stdout)
    found = smartscore.compare("places.csv", rubric="./tiny.yaml", columns={"orang": "people"})
    assert found.rubrics[0].ranks(found.rubrics[0].by)[1].rank == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["places.csv"], "by which rubric are the places of the table scored?"),
        (["places.csv", "--rubric", "tiny.yaml", "--rubric", "indrajit"], "give --rubric once"),
        (["places.csv", "other.csv", "--rubric", "./tiny.yaml"], "a table is compared alone"),
        (["places.csv", "--rubric", "nowhere"], "nowhere"),
        (["nowhere.csv", "--rubric", "./tiny.yaml"], "nowhere.csv"),
        (["one.csv", "--rubric", "./tiny.yaml"], "fewer than two places"),
        (["places.csv", "--rubric", "./tiny.yaml", "--weighting", "other"], "other"),
        (["a.yaml", "b.yaml", "--map", "map.yaml"], "--map is for a table"),
        (["a.yaml"], "two assessments or more"),
        (["nowhere.xlsx", "--rubric", "./tiny.yaml"], "nowhere.xlsx: can't be read"),
        (
            ["places.csv", "--rubric", "./tiny.yaml", "-o", "league.csv"],
            "made by `smartscore batch`",
        ),
    ],
)
def test_what_can_not_be_is_refused_in_words(here, arguments, told):
    (here / "one.csv").write_text("".join(TABLE.splitlines(keepends=True)[:2]))
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert told in flat(done.stderr)


def test_a_table_is_never_written_over(here):
    done = league("-o", "places.csv")
    assert done.exit_code == 2
    assert (here / "places.csv").read_text() == TABLE


@pytest.mark.parametrize("name", [".", "./", "nowhere.csv", "nowhere"])
def test_what_is_no_file_is_said_before_a_rubric_is_asked_for(here, name):
    done = run(name)
    assert (done.exit_code, done.stdout) == (2, "")
    told = "it is a folder; name a file" if name.startswith(".") else "no such file"
    assert told in flat(done.stderr)
    assert "rubric" not in done.stderr


def test_the_ending_of_the_output_says_what_it_is(here):
    for name, start in (("a.md", "# 4 places"), ("a.json", "{"), ("a.txt", "4 places")):
        assert league("-o", name).exit_code == 0
        assert (here / name).read_text(encoding="utf-8").startswith(start)
    done = league("-o", "a.docx")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "one of .txt, .md, .json, .xlsx, .html, or --format says it" in flat(done.stderr)


def test_a_row_is_scored_as_a_file_of_the_same_ratings(in_root):
    found = smartscore.compare(VILLAGES, rubric="smart-village", draws=100)
    header, *rows = (ROOT / VILLAGES).read_text(encoding="utf-8").splitlines()
    for entry, row in list(zip(found.entries, rows, strict=True))[::6]:
        cells = dict(zip(header.split(","), row.split(","), strict=True))
        given = {
            "smartscore": "assessment/1",
            "rubrics": ["smart-village@1"],
            "subject": {"name": cells["name"]},
            "date": cells["date"],
            "ratings": {
                "smart-village": {
                    code: int(text)
                    for code, text in list(cells.items())[4:]
                    if text not in ("", "-", "NA")
                }
            },
        }
        (card,), (other,) = smartscore.assess(given).cards, entry.cards
        assert (card.values, card.low_values, card.high_values) == (
            other.values,
            other.low_values,
            other.high_values,
        )


def test_in_python_a_table_needs_a_rubric_and_assessments_take_none(here):
    with pytest.raises(ValueError, match="by one rubric"):
        smartscore.compare("places.csv")
    with pytest.raises(ValueError, match="of a table"):
        smartscore.compare("a.yaml", "b.yaml", rubric="indrajit")


def test_a_table_of_an_office_is_read_by_what_stands_between_thousands(here):
    (here / "income.yaml").write_text(
        "{smartscore: rubric/1, code: i, version: 1.0.0, title: I, evidence: optional, dimensions:"
        " [{code: d, title: D, indicators: ["
        "{code: income, title: I, quantity: {unit: Rp, worst: 1007, best: 26572}},"
        "{code: poor, title: P, quantity: {unit: percent, worst: 100, best: 0}}]}]}"
    )
    (here / "office.csv").write_text("name;income;poor\nA;22.411;48,3\nB;1.234,5;50\n")
    table = ["office.csv", "--rubric", "./income.yaml"]
    refused = flat(run(*table).stderr)
    assert "S123" in refused
    assert "say --thousands ." in refused
    done = run(*table, "--thousands", ".", "--format", "json")
    places = json.loads(done.stdout)["rubrics"][0]["places"]
    assert [place["nodes"]["i"]["shown"] for place in places] == ["67.7", "25.4"]
    scored = CliRunner().invoke(app, ["batch", *table, "--thousands", ".", "--jobs", "1"])
    assert (scored.exit_code, [line.split(",")[5] for line in scored.stdout.splitlines()]) == (
        0,
        ["shown", "67.7", "25.4"],
    )
    found = smartscore.compare("office.csv", rubric="./income.yaml", thousands=".")
    assert found.to_dict()["rubrics"][0]["places"] == places
    (here / "office.jsonl").write_text('{"name": "A", "income": 22.411}\n')
    for command in ("compare", "batch"):
        typed = ["office.jsonl", "--rubric", "./income.yaml", "--thousands", "."]
        told = CliRunner().invoke(app, [command, *typed])
        assert told.exit_code != 0
        assert "--thousands is for CSV and TSV" in flat(told.stderr)


def test_many_errors_are_counted(here):
    bad = "".join(f"P{n},{n},x,y,oops,1,1\n" for n in range(30))
    (here / "places.csv").write_text(TABLE + bad)
    done = league()
    assert done.exit_code == 1
    assert done.stderr.count("S104 error: column") == 20
    assert "S104 error in 30 rows, first in row 6" in flat(done.stderr)


def test_a_name_in_another_row_again_is_told_apart_by_its_code(here):
    (here / "places.csv").write_text(TABLE.replace("Gamma", "Alpha"))
    told = flat(league().stdout)
    assert "Alpha (1) 2 62.5" in told
    assert "Alpha (3) 3 12.5" in told


def test_bytes_that_are_no_table_are_refused(here):
    done = run("-", "--rubric", "./tiny.yaml", input=io.BytesIO(b"\xff\xfea\x00").getvalue())
    assert done.exit_code in (1, 2)
    assert done.stdout == ""


SAMPLED = """\
smartscore: rubric/1
code: net
version: 1.0.0
title: Net
evidence: optional
dimensions:
  - code: access
    title: Access
    indicators:
      - {code: lines, title: Lines, quantity: {unit: per 100, over: sample, better: higher}}
"""


def test_what_is_scored_over_a_sample_is_scored_over_the_rows(here):
    (here / "net.yaml").write_text(SAMPLED)
    (here / "net.csv").write_text("name,lines\nA,10\nB,20\nC,40\n")
    done = run("net.csv", "--rubric", "./net.yaml")
    assert done.exit_code == 0, done.stderr
    told = flat(done.stdout)
    assert "C is first with 100.0" in told
    assert "B 2 33.3" in told
    (here / "net.csv").write_text("name,lines\nA,10\nB,20\n")
    refused = run("net.csv", "--rubric", "./net.yaml")
    assert (refused.exit_code, refused.stdout) == (2, "")


def test_a_workbook_of_places_is_a_table_and_one_of_an_assessment_is_none(here):
    xlsxwriter = pytest.importorskip("xlsxwriter")
    book = xlsxwriter.Workbook(str(here / "places.xlsx"))
    page = book.add_worksheet()
    for i, line in enumerate(TABLE.splitlines()):
        for j, cell in enumerate(line.split(",")):
            page.write(i, j, int(cell) if cell.isdecimal() else cell)
    book.close()
    done = run("places.xlsx", "--rubric", "./tiny.yaml", "--group", "group")
    assert done.exit_code == 0, done.stderr
    assert "Beta is first with 75.0" in flat(done.stdout)
    place = "smartscore: assessment/1\nrubrics: [./tiny.yaml]\nsubject: {name: A}\n"
    (here / "a.yaml").write_text(place + "date: 2021-07-12\nratings: {tiny: {people: 1}}\n")
    made = CliRunner().invoke(app, ["convert", "a.yaml", "a.xlsx"])
    assert made.exit_code == 0, made.stderr
    assert "two assessments or more" in flat(run("a.xlsx").stderr)


def test_a_workbook_is_written_by_its_ending(here):
    pytest.importorskip("xlsxwriter")
    done = league("-o", "league.xlsx", "--group", "group")
    assert done.exit_code == 0, done.stderr
    assert (here / "league.xlsx").read_bytes().startswith(b"PK")
    named = league("--format", "xlsx", "-o", "league.bin")
    assert named.exit_code == 0
    assert (here / "league.bin").read_bytes().startswith(b"PK")


def test_without_the_package_a_workbook_is_refused_in_words(here, monkeypatch):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    done = league("-o", "league.xlsx")
    assert done.exit_code == 2
    assert "-m pip install xlsxwriter" in flat(done.stderr)
    assert not (here / "league.xlsx").exists()


def test_a_table_alone_may_have_any_name(here):
    (here / "places.txt").write_text(TABLE)
    done = run("places.txt", "--rubric", "./tiny.yaml")
    assert "Beta is first with 75.0" in flat(done.stdout)


def test_the_page_on_many_places_quotes_what_is_printed(in_root):
    text = (ROOT / "docs" / "places.md").read_text(encoding="utf-8")
    section = text.split("\n## League tables\n", 1)[1].split("\n## ", 1)[0]
    quoted = flat(" ".join(re.findall(r"^> (.*)$", section, re.MULTILINE)))
    told = flat(run(VILLAGES, "--rubric", "smart-village", "--group", "group").stdout)
    assert quoted
    for part in quoted.split("[...]"):
        assert part.strip() in told

"""`smartscore batch`, and the same in Python: a table in, a table out, and what goes wrong."""

import csv
import io
import json
import os
import signal
import subprocess
import sys

import pytest
from typer.testing import CliRunner

import smartscore
from smartscore import Invalid, Unreadable
from smartscore.cli import app

from .building import dimension, indicator, rubric_data
from .conftest import ROOT
from .test_diff import flat

VILLAGES = ROOT / "examples" / "villages.csv"
BY = ("--rubric", "smart-village")
HEAD = "name,code,people,budget,legal-basis\n"
TABLE = f"{HEAD}Desa A,01,3,2,4\nDesa B,02,9,x,1\nDesa C,03,,-,NA\n"


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "desa.csv").write_text(TABLE)
    return tmp_path


def run(*arguments, table="desa.csv", by=BY, given=None):
    return CliRunner().invoke(app, ["batch", table, *by, *arguments], input=given)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_each_village_has_the_figures_of_a_file_with_its_ratings(here):
    assert run("-o", "out.csv", table=str(VILLAGES)).exit_code == 0
    found = rows((here / "out.csv").read_text())
    assert [row["row"] for row in found] == [str(n) for n in range(2, 27)]
    table = rows(VILLAGES.read_text())
    for i in (0, 12, 19):
        codes = list(table[i])[4:]
        ratings = {
            c: {"not_applicable": "-"} if table[i][c] == "n/a" else int(table[i][c])
            for c in codes
            if table[i][c]
        }
        data = {
            "smartscore": "assessment/1",
            "rubrics": ["smart-village"],
            "subject": {"name": table[i]["name"]},
            "date": "2026-06-30",
            "ratings": {"smart-village": ratings},
        }
        card = smartscore.assess(data).cards[0]
        for node in card.nodes:
            if node.kind == "indicator":
                continue
            before = "" if node.kind == "rubric" else f"{'/'.join(node.path[1:])}."
            assert node.low is not None
            assert node.high is not None
            said = {name: found[i][f"{before}{name}"] for name in ("shown", "score", "low", "high")}
            assert said == {
                "shown": node.shown or "",
                "score": "" if node.score is None else repr(float(node.score)),
                "low": repr(float(node.low)),
                "high": repr(float(node.high)),
            }


def test_rows_without_a_score_are_counted_apart(here):
    done = run("-o", "out.csv", table=str(VILLAGES))
    told = flat(done.stderr)
    assert told.endswith("25 rows: 24 scored, 1 without a score")
    assert "smart-village shows a score where 60% of the weight or more is rated: 1 row" in told
    (here / "desa.csv").write_text(f"{HEAD}A,01,3,2,4\nB,02,3,9,4\n")
    none = run("-o", "out.csv", "--lang", "id")
    assert (none.exit_code, flat(none.stderr).split(": ")[-1]) == (
        1,
        "0 berskor, 1 tanpa skor, 1 gagal",
    )
    (here / "own.yaml").write_text(json.dumps(rubric_data(dimension("life", indicator("life-1")))))
    (here / "desa.csv").write_text("name,life-1\nA,\nB,\n")
    some = run(by=("--rubric", "own.yaml"))
    assert "2 rows have no score by" in flat(some.stderr), some.stderr


def test_what_would_mend_is_said_of_what_is_counted(here):
    quantity = {"unit": "-", "worst": 1007, "best": 26572}
    income = {"code": "income", "title": "I", "quantity": quantity}
    (here / "own.yaml").write_text(json.dumps(rubric_data(dimension("life", income))))
    (here / "desa.csv").write_text("name,income\nA,13.365\nB,9123\n")
    for command in ("batch", "compare"):
        done = CliRunner().invoke(app, [command, "desa.csv", "--rubric", "own.yaml"])
        assert "if that is meant, write 13365)" in flat(done.stderr)


def test_a_bad_row_is_told_and_kept_and_the_others_go_on(here):
    done = run("-o", "out.csv", "--errors", "bad.csv")
    assert done.exit_code == 1
    told = flat(done.stderr)
    assert 'desa.csv:3:11: A103 error: column "people": level 9 is not on the scale' in told
    assert 'desa.csv:3:13: S104 error: column "budget": `x` is not a number' in told
    assert told.endswith("smartscore: 3 rows: 0 scored, 2 without a score, 1 failed")
    assert "bad.csv, the reasons in bad.csv.txt" in told
    assert names(here) == ["bad.csv", "bad.csv.txt", "desa.csv", "out.csv"]
    assert (here / "bad.csv").read_text() == f"{HEAD}Desa B,02,9,x,1\n"
    reasons = (here / "bad.csv.txt").read_text().splitlines()
    assert reasons[0].startswith('bad.csv:2: desa.csv:3:11: A103 column "people": level 9 is not')
    assert len(reasons) == 2
    assert [row["name"] for row in rows((here / "out.csv").read_text())] == ["Desa A", "Desa C"]


def test_rows_that_were_mended_run_again(here):
    run("-o", "out.csv", "--errors", "bad.csv")
    bad = (here / "bad.csv").read_text()
    (here / "bad.csv").write_text(bad.replace("9,x", "5,2"))
    done = run("-o", "more.csv", "--errors", "worse.csv", table="bad.csv")
    assert done.exit_code == 0
    assert flat(done.stderr).endswith("1 row: 0 scored, 1 without a score")
    assert rows((here / "more.csv").read_text())[0]["name"] == "Desa B"
    assert (here / "worse.csv").read_text() == HEAD


def test_many_bad_rows_are_counted(here):
    with (here / "desa.csv").open("a") as file:
        file.writelines(f"Desa {n},{n},3,{'y' if n % 2 else 2},8\n" for n in range(100, 600))
    done = run("-o", "out.csv")
    told = flat(done.stderr)
    assert done.stderr.count("desa.csv:") == 20 + 1  # and what is remarked of the headings
    assert 'A103 error in 500 rows, first in row 5: column "legal-basis": level 8' in told
    assert 'S104 error in 251 rows, first in row 3: column "budget": `x` is not a number' in told
    assert told.endswith("503 rows: 0 scored, 2 without a score, 501 failed")
    assert done.stderr.count("\n") < 160


def test_places_that_stand_twice_are_remarked_in_their_row(here):
    with (here / "desa.csv").open("a") as file:
        file.write("Desa A,01,3,2,4\n")
    (here / "desa.csv").write_text((here / "desa.csv").read_text().replace("9,x", "5,2"))
    done = run("-o", "out.csv")
    assert done.exit_code == 0
    assert "T132 warning in row 5: `Desa A` has the code 01" in flat(done.stderr)
    assert [row["remarks"] for row in rows((here / "out.csv").read_text())] == ["", "", "", "T132"]


@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl"])
def test_standard_input_and_output(here, form):
    done = run("--format", form, "--lang", "id", table="-", given=TABLE.replace("9,x", "5,2"))
    assert done.exit_code == 0
    assert "3 baris: 0 berskor, 3 tanpa skor" in done.stderr
    lines = done.stdout.splitlines()
    if form == "jsonl":
        first = json.loads(lines[0])
        assert (first["row"], first["name"], first["band"]) == (2, "Desa A", None)
        assert isinstance(first["low"], float)
    else:
        mark = "," if form == "csv" else "\t"
        assert lines[0].split(mark)[:3] == ["row", "name", "code"]
        assert lines[1].split(mark)[:3] == ["2", "Desa A", "01"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "out.pdf"), "out.pdf: its ending does not say what it is"),
        (("--format", "xlsx"), "a workbook is written to a file"),
        (("-o", "out.jsonl", "--decimal", ","), "--decimal is for CSV"),
        (("-o", "out.csv", "--errors", "-"), "--errors -: name a file"),
        (("-o", "out.csv", "--errors", "out.csv"), "two outputs can not go to one file"),
        (("-o", "out.csv", "--errors", "out.csv.part"), "two outputs can not go to one file"),
        (("-o", "out.csv", "--errors", "bad.jsonl"), "let the name end in .csv"),
        (("-o", "desa.csv"), "desa.csv: is an input"),
        (("-o", "out.csv", "--errors", "desa.csv"), "desa.csv: is an input"),
        (("-o", "nowhere/out.csv"), "can't be written"),
        (("-o", "out.csv", "--jobs", "0"), "--jobs 0: write a whole number from 1 to 61"),
        (("--resume",), "name it with -o OUT"),
        (("-o", "out.csv", "--weighting", "none"), "no rubric holds weights of that name"),
        (("-o", "out.csv", "--map", "nowhere.yaml"), "nowhere.yaml: can't be read"),
        (("-o", "out.csv", "--from", "xlsx"), "can't be read"),
    ],
)
def test_what_can_not_be_done_is_said_before_anything_is_written(here, arguments, said):
    done = run(*arguments)
    assert (done.exit_code, said in flat(done.stderr)) == (2, True), done.stderr
    assert names(here) == ["desa.csv"]


def test_the_rubric_and_the_table_must_be_there(here):
    assert "by which rubric" in flat(run(by=()).stderr)
    assert run(by=("--rubric", "no-such")).exit_code == 2
    assert "nowhere.csv: can't be read" in flat(run(table="nowhere.csv").stderr)
    (here / "desa.csv").write_text("name,income\nDesa A,3\n")
    done = run("-o", "out.csv")
    assert (done.exit_code, "T121" in done.stderr) == (2, True)
    assert names(here) == ["desa.csv"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
def test_a_full_device_is_said(here):
    done = run("-o", "/dev/full")
    assert (done.exit_code, "the disk is full" in flat(done.stderr)) == (2, True), done.stderr


def test_a_full_disk_keeps_what_was_scored(here, monkeypatch):
    from smartscore.batches import keeping

    def full(self, name, data):
        if not data.startswith(b"row,"):
            raise OSError(28, "No space left on device")
        write(self, name, data)

    write = keeping.Kept.write
    monkeypatch.setattr(keeping.Kept, "write", full)
    done = run("-o", "out.csv")
    assert done.exit_code == 2
    assert "the disk is full" in flat(done.stderr)
    assert "--resume goes on" in flat(done.stderr)
    assert "out.csv" not in names(here)


def test_a_comma_before_decimals(here):
    (here / "desa.csv").write_text(TABLE.replace("9,x", "5,2"))
    assert run("-o", "out.csv", "--decimal", ",").exit_code == 0
    text = (here / "out.csv").read_bytes().decode("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert found[0]["high"] == "89,16666666666667"
    assert found[0]["code"] == "'01"


def test_a_finished_run_has_nothing_to_go_on_with(here):
    (here / "desa.csv").write_text(TABLE.replace("9,x", "5,2"))
    assert run("-o", "out.csv", "--resume").exit_code == 0
    before = (here / "out.csv").stat().st_mtime_ns
    done = run("-o", "out.csv", "--resume")
    assert (done.exit_code, "out.csv: is whole" in flat(done.stderr)) == (2, True)
    assert (here / "out.csv").stat().st_mtime_ns == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_a_pipe_is_written_from_its_beginning_to_its_end(here):
    lines = [f"Desa {n},{n},{n % 5 + 1},{n % 5 + 1},\n" for n in range(600)]
    (here / "desa.csv").write_text(HEAD + "".join(lines))
    os.mkfifo(here / "pipe")
    with subprocess.Popen(["cat", "pipe"], stdout=subprocess.PIPE, text=True) as reader:
        assert run("-o", "pipe").exit_code == 0
        told, _ = reader.communicate()
    assert told == run().stdout


SAMPLE = """\
name,income,days
Alpha,10,4
Beta,20,3
Gamma,,2
Delta,30,x
Epsilon,60,1
"""


@pytest.fixture
def sampled(here):
    quantity = {"over": "sample", "method": "z-score", "unit": "-"}
    data = rubric_data(
        dimension(
            "life",
            {"code": "income", "title": "I", "quantity": {**quantity, "better": "higher"}},
            {"code": "days", "title": "D", "quantity": {**quantity, "better": "lower"}},
        ),
        display={"min": -3, "max": 3, "decimals": 2},
        bands=[],
    )
    (here / "own.yaml").write_text(json.dumps(data))
    (here / "desa.csv").write_text(SAMPLE)
    return here


def test_a_table_is_the_sample_of_a_rubric_that_needs_one(sampled):
    by = ("--rubric", "own.yaml")
    done = run("-o", "out.csv", by=by)
    assert done.exit_code == 1, done.stderr
    told = flat(done.stderr)
    assert "among these 4 places" in told  # the row that fails is none of them
    assert "I 3 of 4 30 26.46 10 60" in told
    found = rows((sampled / "out.csv").read_text())
    assert [row["shown"] for row in found] == ["-0.96", "-0.38", "0.39", "1.15"]
    piped = run(table="-", by=by, given=SAMPLE)
    assert piped.stdout == (sampled / "out.csv").read_text()
    few = run("-o", "few.csv", "--min-coverage", "0.8", by=by)
    assert "A143" in few.stderr
    assert rows((sampled / "few.csv").read_text())[2]["availability"] == "1.0"
    (sampled / "desa.csv").write_text("".join(SAMPLE.splitlines(keepends=True)[:3]))
    two = run("-o", "two.csv", by=by)
    assert (two.exit_code, "A141" in two.stderr, (sampled / "two.csv").exists()) == (2, True, False)
    (sampled / "desa.csv").write_text(SAMPLE)
    given = smartscore.batch("desa.csv", rubric="own.yaml", output="py.csv", jobs=1)
    assert given.sample is not None
    assert given.sample["places"] == 4
    assert (sampled / "py.csv").read_bytes() == (sampled / "out.csv").read_bytes()
    with pytest.raises(ValueError, match="a share from 0 to 1"):
        smartscore.batch("desa.csv", rubric="own.yaml", output="py.csv", min_coverage=2)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_a_pipe_can_be_a_sample_too(sampled):
    os.mkfifo(sampled / "pipe")
    expected = run(by=("--rubric", "own.yaml")).stdout
    with subprocess.Popen(["sh", "-c", "exec cat desa.csv > pipe"]) as writer:
        done = run(table="pipe", by=("--rubric", "own.yaml"))
    assert writer.returncode == 0
    assert done.stdout == expected


def test_an_assessment_is_no_table(here):
    (here / "a.yaml").write_text("smartscore: assessment/1\n")
    done = run(table="a.yaml")
    assert done.exit_code == 2
    assert "`smartscore assess` scores an assessment" in flat(done.stderr)


KILLED = """
import os, signal, sys
from smartscore.batches import keeping
from smartscore.processes import ending
ending.install()
note, left = keeping.Kept.note, [int(os.environ["NOTES"])]
def noted(self, made, every):
    note(self, made, 0)
    left[0] -= 1
    if not left[0]:
        os.kill(os.getpid(), int(os.environ["SIGNAL"]))
keeping.Kept.note = noted
from smartscore.cli import run as main
sys.exit(main())
"""


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_killed_half_way_nothing_looks_finished_and_resume_goes_on(here):
    with (here / "desa.csv").open("w") as file:
        file.write(HEAD)
        file.writelines(f"Desa {n},{n},{n % 7},{n % 5 + 1},\n" for n in range(1800))
    whole = run("-o", "whole.csv", "--errors", "all.csv")
    command = ["batch", "desa.csv", *BY, "-o", "out.csv", "--errors", "bad.csv"]
    for number, code, more in [(signal.SIGINT, 130, "2"), (signal.SIGKILL, -9, "1")]:
        ended = subprocess.run(
            [sys.executable, "-c", KILLED, *command, "--resume", "--jobs", more],
            env={**os.environ, "SIGNAL": str(int(number)), "NOTES": "1"},
            capture_output=True,
            check=False,
        )
        assert (ended.returncode, ended.stdout) == (code, b""), ended.stderr
        assert {"out.csv", "bad.csv"} & set(names(here)) == set()
    anew = run("-o", "out.csv", "--errors", "bad.csv", by=("--rubric", "idm"))
    assert anew.exit_code == 2  # it has none of these columns
    other = run("-o", "out.csv", "--errors", "bad.csv", "--resume", "--decimal", ",")
    assert (other.exit_code, "other options" in flat(other.stderr)) == (2, True), other.stderr
    done = run("-o", "out.csv", "--errors", "bad.csv", "--resume")
    assert "512 rows were scored before" in flat(done.stderr), done.stderr
    assert (here / "out.csv").read_bytes() == (here / "whole.csv").read_bytes()
    assert (here / "bad.csv").read_bytes() == (here / "all.csv").read_bytes()
    assert flat(done.stderr).split("scored before")[1] in flat(
        whole.stderr.replace("all.csv", "bad.csv")
    )
    assert names(here) == sorted(
        f"{name}.csv{more}"
        for name, more in [("desa", ""), ("out", ""), ("whole", "")]
        + [(name, more) for name in ("bad", "all") for more in ("", ".txt")]
    )


def test_in_python(here):
    with pytest.raises(ValueError, match="ending"):
        smartscore.batch("desa.csv", rubric="smart-village", output="out.doc")
    with pytest.raises(Unreadable):
        smartscore.batch("nowhere.csv", rubric="smart-village", output="out.csv")
    with pytest.raises(Invalid, match="T121"):
        smartscore.batch("desa.csv", rubric="idm", output="out.csv")
    found = smartscore.batch("desa.csv", rubric="smart-village", output="out.csv", errors="b.csv")
    assert (found.rows, found.scored, found.withheld, found.failed) == (3, 0, 2, 1)
    assert [problem.code for problem in found.first] == ["A103", "S104"]
    mapped = smartscore.batch(
        "desa.csv",
        rubric="smart-village",
        output="out.jsonl",
        columns={"budget": "name", "name": "group"},
    )
    assert mapped.withheld == 2

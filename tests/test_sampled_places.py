"""Places that are their own sample: `compare`, `assess` and `report` of several files; Python."""

import json
import re
from fractions import Fraction

import pytest
from typer.testing import CliRunner

import smartscore
from smartscore import Invalid
from smartscore.cli import app
from smartscore.words import words

from .conftest import ROOT
from .test_diff import flat

RUBRIC = """\
smartscore: rubric/1
code: sampled
version: 1.0.0
title: Sampled
display: {min: -3, max: 3, decimals: 2}
bands: [{code: under, from: -3, label: Under}, {code: over, from: 0, label: Over}]
missing: {minimum_availability: 0.5}
evidence: optional
dimensions:
  - code: money
    title: Money
    indicators:
      - {code: income, title: Income, quantity: {unit: Rp, over: sample, better: higher, METHOD}}
      - {code: days, title: Days, quantity: {unit: days, over: sample, better: lower}}
  - code: people
    title: People
    indicators:
      - {code: years, title: Years, quantity: {unit: y, over: sample, better: higher, method: rank}}
      - {code: size, title: Size, quantity: {unit: n, over: sample, better: higher, LOG}}
"""
PLACES = {
    "a": (7, 30, 100, 100),
    "b": (8, 20, 5000, 1000),
    "c": (9, 25, 300, 10000),
    "d": (10, None, 300, None),
    "e": (16, 28, 200, 500),
}
"""Income, days, years and size; None is unknown."""


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = RUBRIC.replace("METHOD", "method: z-score")
    text = text.replace("LOG", "method: z-score, transform: log")
    (tmp_path / "sampled.yaml").write_text(text)
    for name, numbers in PLACES.items():
        (tmp_path / f"{name}.yaml").write_text(place(name, *numbers))
    return tmp_path


def place(name, *numbers):
    text = f"smartscore: assessment/1\nrubrics: [./sampled.yaml]\nsubject: {{name: Desa {name}}}\n"
    text += "date: 2026-11-20\nratings:\n  sampled:\n"
    rows = zip(("income", "days", "years", "size"), numbers, strict=True)
    return text + "".join(f"    {code}: {{value: {n}}}\n" for code, n in rows if n is not None)


FILES = tuple(f"{name}.yaml" for name in PLACES)


def run(*arguments):
    return CliRunner().invoke(app, list(arguments))


def test_places_compared_are_the_sample(here):
    done = run("compare", *FILES)
    assert done.exit_code == 0, done.stderr
    assert max(map(len, done.stdout.split("\n"))) <= 80
    told = flat(done.stdout)
    assert "a number counts by its place among these 5 places" in told
    assert re.search(r"Income 5 of 5 10 3\.536 7 16", told)
    assert "Days 4 of 5 25.75 4.349 20 30" in told
    assert "Size (ln) 4 of 5" in told
    assert "Years: Desa b 5000 (z 1.8)" in told
    assert "Numbers that count by their sample stay as they are" in told
    assert "one step off" not in told


def test_figures_are_those_of_the_formulas(here):
    found = smartscore.compare(*FILES, draws=100)
    card = found.rubrics[0].cards[0]
    assert card["income"].shown == "-0.85"
    assert card["days"].value == 0
    assert card["years"].value == Fraction(1, 5)
    assert card["money"].shown == "-1.92"  # (-0.848528 - 3) / 2
    assert repr(card).endswith("(over 5 places)>")


def test_the_sample_is_in_the_json(here):
    done = run("compare", *FILES, "--format", "json", "--draws", "100")
    sample = json.loads(done.stdout)["rubrics"][0]["sample"]
    assert sample["places"] == 5
    size = sample["indicators"]["sampled/people/size"]
    assert (size["known"], size["unknown"], size["coverage"]) == (4, 1, 0.8)
    assert (size["method"], size["transform"], size["left_out"]) == ("z-score", "log", None)
    years = sample["indicators"]["sampled/people/years"]
    assert [each["place"] for each in years["outliers"]] == ["Desa b"]


def test_the_keys_of_a_sample_are_documented(here, root):
    done = run("compare", *FILES, "--format", "json", "--draws", "100")
    sample = json.loads(done.stdout)["rubrics"][0]["sample"]
    one = next(iter(sample["indicators"].values()))
    text = (root / "docs" / "format.md").read_text(encoding="utf-8")
    section = text.split("\n## sample/1\n", 1)[1].split("\n## ", 1)[0]
    cells = "\n".join(re.findall(r"^\|([^|]+)\|", section, re.MULTILINE))
    assert set(re.findall(r"`(\w+)`", cells)) == {*sample, *one}


@pytest.mark.parametrize("command", ["compare", "assess"])
def test_two_places_are_no_sample(here, command):
    done = run(command, "a.yaml", "b.yaml")
    assert done.exit_code == 1
    assert "A141 error" in done.stderr
    assert "2 places are given" in flat(done.stderr)
    assert done.stdout == ""


def test_one_place_is_none_either_but_is_no_fault_of_its_file(here):
    done = run("assess", "a.yaml")
    assert done.exit_code == 1
    assert "A111 error" in done.stderr
    done = run("check", "a.yaml")
    assert done.exit_code == 0
    assert "A111 advice" in done.stdout + done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("robustness", "a.yaml"),
        ("plan", "a.yaml", "--target", "over"),
        ("explain", "a.yaml"),
        ("diff", "a.yaml", "b.yaml"),
        ("agree", "a.yaml", "b.yaml"),
        ("report", "a.yaml", "-o", "a.md"),
    ],
)
def test_what_looks_at_one_place_refuses(here, arguments):
    done = run(*arguments)
    assert done.exit_code in (1, 2)
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert "A111" in done.stderr
    assert not (here / "a.md").exists()


AMONG = [part for each in FILES[1:] for part in ("--among", each)]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            [
                "Scored over a sample of 5 places",
                "7 Rp, over a sample with mean 10 and standard deviation 3.535533…: z-score: (7",
                "The z-scores -3 and 3 are 0 and 1: (-0.848528… + 3) / 6",
                "30 days, over a sample from 30, the worst, to 20, the best: (30 - 30) / (20 - 30)",
                "100 y, rank 5 of 5; 0 are worse, and one for itself: (0 + 1) / 5 = 1/5",
                "100 n: ln(100) = 4.60517018",
            ],
        ),
        (
            "id",
            [
                "Dinilai atas sampel 5 daerah",
                "atas sampel dengan rata-rata 10 dan simpangan baku 3,535533…: skor z",
                "Skor z -3 dan 3 menjadi 0 dan 1",
                "atas sampel dari 30, yang terburuk, sampai 20, yang terbaik",
                "peringkat 5 dari 5; 0 lebih buruk, ditambah dirinya sendiri",
            ],
        ),
    ],
)
def test_the_arithmetic_of_a_place_among_others(here, language, told):
    done = run("explain", "a.yaml", *AMONG, "--lang", language)
    assert done.exit_code == 0, done.stderr
    shown = flat(re.sub("[│├└─]", " ", done.stdout))
    for each in told:
        assert each in shown
    card = smartscore.compare(*FILES, draws=100).rubrics[0].cards[0]
    assert f": {words(language).figure(card.whole.shown)}, Under" in shown


def test_a_place_among_others_counts_once(here):
    again = ("--among", "./a.yaml", "--among", str(here / "b.yaml"))
    once, twice = (run("explain", "a.yaml", *AMONG, *more) for more in ((), again))
    assert once.stdout == twice.stdout


@pytest.mark.parametrize(
    ("days", "share", "told"),
    [
        ("1", "0", "one number in all, which tells none apart"),
        (None, "0", "a sample needs three numbers"),
        ("known", "0.9", "too few of them are known"),
    ],
)
def test_the_arithmetic_tells_what_is_left_out(here, days, share, told):
    for name, (income, known, *rest) in PLACES.items():
        given = known if days == "known" else days
        (here / f"{name}.yaml").write_text(place(name, income, given, *rest))
    done = run("explain", "a.yaml", "days", *AMONG, "--min-coverage", share)
    assert done.exit_code == 0, done.stderr
    assert f"Left out for all places: {told}" in flat(re.sub("[│├└─]", " ", done.stdout))
    assert "A143" in done.stderr


def test_a_file_that_is_not_of_the_sample_is_refused(here, root):
    other = str(root / "examples" / "sumenep.yaml")
    done = run("explain", "a.yaml", *AMONG, "--among", other)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "--among: `sampled` scores 5 of 6 files alike" in flat(done.stderr)


def test_among_is_for_a_sample(root):
    file = str(root / "examples" / "sumenep.yaml")
    for options in (["--among", file], ["--min-coverage", "0.5"]):
        done = run("explain", file, *options)
        assert done.exit_code == 2
        assert done.stdout == ""
        assert "--among and --min-coverage are for rubrics that score over a sample" in flat(
            done.stderr
        )


def test_an_indicator_of_few_numbers_is_left_out_for_all_and_said(here):
    for name in "abc":
        text = (here / f"{name}.yaml").read_text()
        (here / f"{name}.yaml").write_text(re.sub(r"    days.*\n", "", text))
    done = run("compare", *FILES, "--draws", "100")
    assert done.exit_code == 0
    assert "A143 warning: `sampled` is scored without 1 of 4" in flat(done.stderr)
    assert "Days: known in 1 of 5, and three are needed" in flat(done.stdout)
    card = smartscore.compare(*FILES, draws=100).rubrics[0].cards[0]
    assert card["days"].status == "not_applicable"
    assert card.whole.availability == 1
    assert card["money"].value == card["income"].value


def test_min_coverage_leaves_out_more(here):
    done = run("compare", *FILES, "--min-coverage", "0.9", "--draws", "100")
    assert "Days: known in 4 of 5, a smaller share than was asked for" in flat(done.stdout)
    assert "Income: known" not in flat(done.stdout)
    found = smartscore.compare(*FILES, draws=100, min_coverage=0.9)
    assert found.rubrics[0].cards[0]["days"].status == "not_applicable"


def test_what_a_coverage_leaves_out_is_mended_by_a_lower_one(here):
    (here / "sampled.yaml").write_text(
        (here / "sampled.yaml").read_text().replace("availability: 0.5", "availability: 0.75")
    )
    done = run("compare", *FILES, "--min-coverage", "0.81")
    assert done.exit_code == 1
    assert "only 50% of the weight" in flat(done.stderr)
    assert "`--min-coverage 0.8` leaves enough; or find numbers" in flat(done.stderr)
    assert run("compare", *FILES, "--min-coverage", "0.8", "--draws", "100").exit_code == 0
    done = run("compare", *FILES, "--min-coverage", "0.81", "--lang", "id")
    assert "dengan `--min-coverage 0.8` masih tersisa cukup" in flat(done.stderr)


def test_what_is_left_out_of_a_table_is_said_of_no_row(here):
    rows: list[tuple[object, ...]] = [("name", "income", "days", "years", "size")]
    rows += [(name, *("" if n is None else n for n in found)) for name, found in PLACES.items()]
    (here / "t.csv").write_text("".join(f"{','.join(map(str, row))}\n" for row in rows))
    given = ("compare", "t.csv", "--rubric", "./sampled.yaml", "--draws", "100")
    done = run(*given, "--min-coverage", "0.9")
    assert done.exit_code == 0
    assert "t.csv: A143 warning: `sampled` is scored without 2 of 4" in flat(done.stderr)
    assert "or ask for less with --min-coverage" in flat(done.stderr)
    assert "row" not in done.stderr


@pytest.mark.parametrize("share", ["2", "-0.1", "half", "66%", "1e-1", "nan"])
def test_a_coverage_is_a_share(here, share):
    done = run("compare", *FILES, "--min-coverage", share)
    assert done.exit_code == 2
    assert "--min-coverage" in done.stderr


def test_where_too_little_is_left_nothing_is_scored(here):
    for name in "abcde":
        (here / f"{name}.yaml").write_text(place(name, 3, 4, 5, PLACES[name][0]))
    done = run("compare", *FILES)
    assert done.exit_code == 1
    assert "A142 error: over these places only 25% of the weight" in flat(done.stderr)
    assert "find numbers of three places or more" in flat(done.stderr)
    with pytest.raises(Invalid, match="A142"):
        smartscore.compare(*FILES)


def test_assess_of_several_scores_over_them_and_says_so(here):
    done = run("assess", *FILES, "--detail")
    assert done.exit_code == 0, done.stderr
    assert "Scored over a sample of 5 places, not on a fixed scale;" in flat(done.stdout)


def test_a_table_of_several_tells_of_the_sample_and_of_no_place_alone(here):
    for language, told in (("en", "over a sample of 5 places"), ("id", "atas sampel 5 daerah")):
        done = run("assess", *FILES, "--lang", language)
        assert done.exit_code == 0, done.stderr
        assert told in flat(done.stdout)
        assert "--among" in done.stdout
        assert "smartscore assess" not in flat(done.stdout)


def test_a_share_that_is_barely_too_little_is_told_apart(here):
    text = (here / "sampled.yaml").read_text()
    text = text.replace("minimum_availability: 0.5", "minimum_availability: 0.7501")
    (here / "sampled.yaml").write_text(text)
    for name, numbers in PLACES.items():
        (here / f"{name}.yaml").write_text(place(name, numbers[0], 3, *numbers[2:]))
    done = run("compare", *FILES, "--lang", "en")
    assert "only 75.00% of the weight of `sampled` is left, and it asks for 75.01%" in flat(
        done.stderr
    )
    done = run("compare", *FILES, "--lang", "id")
    assert "hanya tersisa 75,00% bobot `sampled`, padahal diminta 75,01%" in flat(done.stderr)


@pytest.mark.parametrize("style", ["appendix", "thesis"])
def test_a_report_tells_of_the_sample_and_of_no_goalposts(here, style):
    done = run("report", *FILES, "-o", "out.md", "--style", style)
    assert done.exit_code == 0, done.stderr
    told = flat((here / "out.md").read_text(encoding="utf-8"))
    assert "| Income | 5 of 5 | 10 | 3.536 | 7 | 16 |" in told
    assert "Years: Desa b 5000 (z 1.8)" in told
    assert "The sample are the places of this report" in told
    assert "goalpost" not in told


def test_a_score_beyond_its_scale_is_told(here):
    for i in range(20):
        (here / f"n{i}.yaml").write_text(place(f"n{i}", i % 3, None, None, 5 + i % 2))
    (here / "n20.yaml").write_text(place("n20", 90, None, None, 90000))
    done = run("assess", *(f"n{i}.yaml" for i in range(21)))
    assert done.exit_code == 0, done.stderr
    said = "n20: the score lies beyond the ends of the scale, -3 to 3, where nothing is cut off."
    assert flat(done.stdout).count(said) == 1
    in_full = flat(run("assess", *(f"n{i}.yaml" for i in range(21)), "--detail").stdout)
    assert in_full.count("Score 4.36 on a scale from -3 to 3: Over. That lies beyond the ends") == 1


@pytest.mark.parametrize("ending", ["md", "html", "json", "csv", "xlsx"])
def test_a_report_of_several_stands(here, ending):
    done = run("report", *FILES, "-o", f"out.{ending}")
    assert done.exit_code == 0, done.stderr
    assert (here / f"out.{ending}").stat().st_size > 0


def test_draws_of_other_means_are_refused_beneath_z_scores(here):
    done = run("compare", *FILES, "--aggregates")
    assert done.exit_code == 2
    assert "--aggregates" in done.stderr


def test_a_mark_beyond_the_scale_stands_at_its_end(here):
    for i in range(20):
        (here / f"n{i}.yaml").write_text(place(f"n{i}", i % 3, None, None, 5 + i % 2))
    (here / "n20.yaml").write_text(place("n20", 90, None, None, 90000))
    done = run("compare", *(f"n{i}.yaml" for i in range(21)), "-o", "page.html", "--draws", "100")
    assert done.exit_code == 0, done.stderr
    text = (here / "page.html").read_text(encoding="utf-8")
    marks = [float(x) for x in re.findall(r'<circle cx="([0-9.]+)"', text)]
    assert len(marks) == 21
    assert max(marks) == 115
    assert "4.36" in text


def test_what_draws_assume_is_said_of_all_places(here):
    (here / "n.yaml").write_text(place("n", None, None, None, None))
    told = flat(run("compare", "n.yaml", *FILES, "--draws", "100").stdout)
    assert "Numbers that count by their sample stay as they are" in told
    assert "Over a sample that scale runs from its worst number to its best." in told


@pytest.mark.parametrize("command", ["batch", "compare"])
def test_a_coverage_is_refused_where_nothing_counts_by_a_sample(command):
    villages = str(ROOT / "examples" / "villages.csv")
    done = run(command, villages, "--rubric", "smart-village", "--min-coverage", "0.5")
    assert done.exit_code == 2
    assert "over a sample" in " ".join(done.stderr.split())


def test_the_workbook_has_a_sheet_of_the_sample(here):
    calamine = pytest.importorskip("python_calamine")
    pytest.importorskip("xlsxwriter")
    done = run("compare", *FILES, "-o", "league.xlsx", "--draws", "100", "--lang", "id")
    assert done.exit_code == 0, done.stderr
    book = calamine.CalamineWorkbook.from_path("league.xlsx")
    rows = book.get_sheet_by_name("Sampel").to_python()
    assert rows[0][1:3] == ["Diketahui", "Tidak diketahui"]
    income = next(row for row in rows if row[0] == "Income")
    assert income[1:4] == [5, 0, 10]
    assert income[5:] == [7, 16]
    assert any("Desa b 5000" in str(row[0]) for row in rows)

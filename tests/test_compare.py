"""`smartscore compare`, and the same in Python: who is ahead, and how far that holds, in words."""

import json
import re

import pytest
from typer.testing import CliRunner

import smartscore
from smartscore import Invalid
from smartscore.cli import app

from .conftest import ROOT
from .test_diff import NEW, NEWER, OLD, RUBRIC, flat, keys

PLACES = ("examples/sumenep.yaml", "examples/blitar.yaml", "examples/jember.yaml")


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tiny.yaml").write_text(RUBRIC)
    place = OLD.replace('Somewhere, code: "35.29"', "{}")
    (tmp_path / "a.yaml").write_text(place.replace("{}", "Alpha"))
    (tmp_path / "b.yaml").write_text(place.replace("{}", "Beta").replace("level: 2", "level: 3"))
    (tmp_path / "c.yaml").write_text(
        place.replace("{}", "Gamma").replace("{level: 3, because: A survey said so.}", "1")
    )
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(app, ["compare", *arguments])


def test_who_is_first_comes_first_and_how_far_it_holds(here):
    done = run("a.yaml", "b.yaml", "c.yaml")
    assert done.exit_code == 0, done.stderr
    told = flat(done.stdout)
    assert told.startswith("3 places beside one another Tiny: Beta is first with 75.0.")
    assert "In the draws Beta is first most often, in " in told
    assert "10,000 draws from seed 1." in told
    rows = [line.split() for line in done.stdout.split("\n")]
    assert ["Beta", "1", "75.0", "75.0", "1", "High", "100%"] in rows
    assert "Beta is ahead of Alpha, Gamma" in told
    assert "Alpha is ahead of Gamma" in told
    assert max(map(len, done.stdout.split("\n"))) <= 80


def test_the_same_seed_gives_the_same_bytes_and_another_does_not(here):
    arguments = ("a.yaml", "b.yaml", "--ratings", "0.4", "--format", "json")
    one, other = run(*arguments), run(*arguments)
    assert one.stdout == other.stdout
    assert one.stdout != run(*arguments, "--seed", "2").stdout


def test_ties_share_a_rank(here):
    (here / "d.yaml").write_text((here / "a.yaml").read_text().replace("Alpha", "Delta"))
    told = flat(run("a.yaml", "d.yaml", "c.yaml").stdout)
    assert "Tiny: Alpha, Delta share the first rank with 62.5." in told
    assert "Alpha 1= 62.5" in told
    assert "Gamma 3 12.5" in told
    assert "=: figures that are printed alike share a rank." in told


def test_unknowns_leave_ranks_open(here):
    text = (here / "b.yaml").read_text()
    (here / "b.yaml").write_text(
        text.replace("{level: 1, because: No budget.}", "{unknown: Nobody asked.}")
    )
    told = flat(run("a.yaml", "b.yaml").stdout)
    assert "Beta is first with 100.0. That holds whatever the unknowns turn out to be." in told
    text = (here / "b.yaml").read_text()
    (here / "b.yaml").write_text(
        text.replace("{level: 3, because: A survey said so.}", "{unknown: x}")
    )
    told = flat(run("a.yaml", "b.yaml").stdout)
    assert "only Alpha has a score, 62.5, so there are no ranks yet" in told
    assert "What is unknown leaves open who is first." in told
    assert "first most often" not in told
    assert "Draws fill in what is unknown" in told


def test_by_a_dimension(here):
    told = flat(run("a.yaml", "b.yaml", "--by", "means").stdout)
    assert "Tiny, Means: Beta is first with 50.0." in told
    refused = run("a.yaml", "b.yaml", "--by", "meanz")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "did you mean `means`?" in flat(refused.stderr)


def test_one_place_on_two_days_in_indonesian(here):
    (here / "old.yaml").write_text(OLD)
    (here / "new.yaml").write_text(NEW)
    told = flat(run("old.yaml", "new.yaml", "--lang", "id", "--format", "markdown").stdout)
    assert "Somewhere (12 Juli 2021) di peringkat pertama dengan 62,5." in told
    assert "| Somewhere (12 Juli 2024) | 2 | 50,0 |" in told


def test_one_file_twice_is_refused(here):
    for name in ("a.yaml", "./a.yaml", str(here / "a.yaml")):
        done = run("a.yaml", name)
        assert done.exit_code == 1
        assert "A158" in done.stderr


def test_two_files_of_one_place_and_day_have_numbers(here):
    (here / "same.yaml").write_bytes((here / "a.yaml").read_bytes())
    told = flat(run("a.yaml", "same.yaml").stdout)
    assert "Alpha (12 July 2021) [1]" in told
    assert "Alpha (12 July 2021) [2]" in told


def test_other_versions_are_refused_and_nothing_is_drawn_across_them(here):
    (here / "newer").mkdir()
    heavier = NEWER.replace("code: ends", "code: ends\n    weight: 3")
    (here / "newer" / "tiny.yaml").write_text(heavier)
    (here / "newer" / "b.yaml").write_text((here / "b.yaml").read_text())
    refused = run("a.yaml", "newer/b.yaml")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "A145 error" in refused.stderr
    done = run("a.yaml", "newer/b.yaml", "--across-versions")
    assert done.exit_code == 0
    told = flat(done.stdout)
    assert "The rubrics do not score alike" in told
    assert "Beta (2.0.0)" in told
    assert "Mean rank" not in told
    (here / "newer" / "tiny.yaml").write_text(heavier.replace("2.0.0", "1.0.0"))
    assert "A144 error" in run("a.yaml", "newer/b.yaml").stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["a.yaml"], "two assessments or more are compared"),
        (["a.yaml", "b.yaml", "--draws", "0"], "--draws 0"),
        (["a.yaml", "b.yaml", "--weights", "9"], "--weights 9"),
        (["a.yaml", "b.yaml", "--seed", "x"], "--seed x"),
        (["a.yaml", "nowhere.yaml"], "nowhere.yaml"),
    ],
)
def test_what_can_not_be_is_refused_in_words(here, arguments, told):
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert told in flat(done.stderr)


def test_files_that_share_no_rubric(here):
    (here / "other.yaml").write_text(RUBRIC.replace("code: tiny", "code: other"))
    (here / "b.yaml").write_text(OLD.replace("tiny", "other"))
    done = run("a.yaml", "b.yaml")
    assert done.exit_code == 2
    assert "no rubric is scored in both files" in flat(done.stderr)


def test_for_programs(here):
    found = json.loads(run("a.yaml", "b.yaml", "c.yaml", "--format", "json").stdout)
    assert found["format"] == "comparison/1"
    places = found["rubrics"][0]["places"]
    assert [place["assessment"] for place in places] == [1, 0, 2]
    assert [place["nodes"]["tiny"]["rank"] for place in places] == [1, 2, 3]
    assert places[0]["ahead_of"] == [0, 2]
    assert all(abs(sum(place["ranks"]) - 1) < 1e-6 for place in places)
    assert places[0]["wins"]["0"] + places[1]["wins"]["1"] == pytest.approx(1)
    same = smartscore.compare("a.yaml", "b.yaml", "c.yaml")
    assert json.loads(json.dumps(same.to_dict())) == found


def test_in_python_what_does_not_fit_is_raised(here):
    with pytest.raises(ValueError, match="two assessments or more"):
        smartscore.compare("a.yaml")
    with pytest.raises(ValueError, match="has a node 'meanz'"):
        smartscore.compare("a.yaml", "b.yaml", by="meanz")
    with pytest.raises(ValueError, match="seed"):
        smartscore.compare("a.yaml", "b.yaml", seed=-1)
    (here / "newer").mkdir()
    (here / "newer" / "tiny.yaml").write_text(NEWER)
    (here / "newer" / "b.yaml").write_text((here / "b.yaml").read_text())
    with pytest.raises(Invalid, match="A145"):
        smartscore.compare("a.yaml", "newer/b.yaml")


def test_as_a_part_of_a_report_with_its_charts(here):
    (here / "old.yaml").write_text(OLD)
    (here / "new.yaml").write_text(NEW)
    arguments = ("--parts", "ranks", "--figures", "figs", "-o", "report.md")
    done = CliRunner().invoke(app, ["report", "old.yaml", "new.yaml", *arguments])
    assert done.exit_code == 0, done.stderr
    text = (here / "report.md").read_text(encoding="utf-8")
    assert "# Who is ahead" in text
    assert "| Somewhere (12 July 2021) | 1 | 62.5 |" in text
    drawn = sorted(path.name for path in (here / "figs").glob("*.svg"))
    assert drawn == ["ranks-1-1-shares-1.svg", "ranks-1-1-slopes-2.svg"]
    done = CliRunner().invoke(app, ["report", "a.yaml", "b.yaml", *arguments[:4], "-o", "two.md"])
    assert "ranks-1-1-slopes" not in (here / "two.md").read_text(encoding="utf-8")
    alone = CliRunner().invoke(app, ["report", "a.yaml", "--parts", "ranks", "-o", "one.md"])
    assert alone.exit_code == 2
    assert "two files or more that share a rubric" in flat(alone.stderr)


def test_a_rubric_without_bands_has_no_column_for_them(here):
    bands = RUBRIC[RUBRIC.index("bands:") : RUBRIC.index("dimensions:")]
    (here / "tiny.yaml").write_text(RUBRIC.replace(bands, ""))
    heads = next(line for line in run("a.yaml", "b.yaml").stdout.split("\n") if "Rank" in line)
    assert heads.split() == ["Place", "Rank", "Score", "Bounds", "Possible", "Rated"]


def test_the_documented_keys_are_those_written(here):
    for name in "ab":
        text = (here / f"{name}.yaml").read_text()
        (here / f"{name}.yaml").write_text(text.replace("{name: ", "{province: East, name: "))
    found = smartscore.compare("a.yaml", "b.yaml", "c.yaml", group="province", draws=100).to_dict()
    for rubric in found["rubrics"]:
        for place in rubric["places"]:
            place["nodes"], place["wins"] = list(place["nodes"].values()), None
            place["pull"]["parts"] = None
        rubric["bands"], rubric["spreads"] = None, list(rubric["spreads"].values())
        for spread in (*rubric["spreads"], *rubric["groups"]):
            spread["quantiles"] = None
    text = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    section = text.split("\n## comparison/1\n", 1)[1].split("\n## ", 1)[0]
    cells = re.findall(r"^\|([^|]+)\|", section, re.MULTILINE)
    documented = set(re.findall(r"`(\w+)`", "\n".join(cells)))
    models = {"en", "id", "name", "code", "province", "min", "max", "decimals"}
    models |= set(found["assumptions"])
    assert set(keys(found)) - models == documented - models


def test_sumenep_blitar_and_jember_have_no_ranks_yet(in_root):
    done = run(*PLACES, "--rubric", "indrajit")
    assert done.exit_code == 0
    told = flat(done.stdout)
    assert "fewer than two have a score, so there are no ranks yet" in told
    assert "Kabupaten Blitar 41.7 (1)" in told


def test_where_nothing_is_rated_that_is_said_and_nobody_is_first_by_draws(in_root):
    done = run(*PLACES, "--rubric", "readiness-analyses")
    told = flat(done.stdout)
    assert "Fewer than two have something rated to draw from" in told
    assert "97%" not in told
    assert "draws from seed" not in told


def test_one_with_a_score_has_no_rank(here):
    bare = (here / "b.yaml").read_text()
    head = bare.split("ratings:")[0]
    (here / "bare.yaml").write_text(head + "ratings: {}\n")
    told = flat(run("a.yaml", "bare.yaml").stdout)
    assert "only Alpha has a score" in told
    assert "fewer than two" not in told
    assert " (1)" not in told


def test_places_are_grouped_by_their_province(here):
    for name, province in (("a", "East"), ("b", "West"), ("c", "East")):
        text = (here / f"{name}.yaml").read_text()
        text = text.replace("{name: ", f"{{province: {province}, name: ")
        (here / f"{name}.yaml").write_text(text)
    told = flat(run("a.yaml", "b.yaml", "c.yaml", "--group", "province").stdout)
    assert (
        "By province, the highest median is that of West (75.0), the lowest that of East (37.5)."
        in told
    )
    assert "East 2 2 2 25.0 37.5 50.0 Alpha (62.5)" in told
    assert "Gamma East 2 3 12.5" in told
    refused = run("a.yaml", "b.yaml", "--group", "provinse")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "there is province; did you mean `province`?" in flat(refused.stderr)


def test_files_without_a_province_can_not_be_grouped(here):
    refused = run("a.yaml", "b.yaml", "--group", "province")
    assert refused.exit_code == 2
    assert "nothing says in which group a place is" in flat(refused.stderr)
    with pytest.raises(ValueError, match="nothing is grouped by 'province'"):
        smartscore.compare("a.yaml", "b.yaml", group="province")

"""`report --parts change,...`: studies as parts of reports, and what is said where one can't be."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from smartscore.cli import app
from smartscore.reports.answer.interval_plot import plot
from smartscore.studies.assumptions import Assumptions
from smartscore.studies.robustness import robustness
from smartscore.words import words

from .building import ASSESSMENT, dimension, indicator, rubric, scored


@pytest.fixture
def here(here):
    then = ASSESSMENT.replace("2021-07-12", "2020-07-12")
    (here / "then.yaml").write_text(then.replace("first: 3", "first: 1", 1))
    assert "first: 1" in (here / "then.yaml").read_text()
    return here


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ("report", *arguments), catch_exceptions=False)


def made(*arguments: str) -> str:
    done = run(*arguments)
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout


def test_what_changed_is_a_part_with_numbered_tables(here):
    page = made("place.yaml", "--since", "then.yaml", "--parts", "results,change")
    assert page.index("# Results") < page.index("# What has changed")
    assert "then and now" not in page.split("# What has changed")[0]
    assert ": Table 2 Tiny: " in page
    assert "Table 2 gives the details." in page
    assert "Newly known" not in page


def test_it_is_in_the_words_of_the_reader(here):
    page = made("place.yaml", "--since", "then.yaml", "--parts", "change", "--lang", "id")
    assert "# Perubahan sejak penilaian sebelumnya" in page
    assert "memuat rinciannya." in page


def test_a_page_in_html_takes_it_beside_its_own_parts(here):
    page = made("place.yaml", "--since", "then.yaml", "--parts", "change", "--format", "html")
    assert "What has changed" in page
    assert "<svg" in page.split("What has changed")[-1]
    plain = made("place.yaml", "--format", "html")
    assert "What has changed" not in plain


def test_only_parts_that_a_page_does_not_read_are_said_to_do_nothing(here):
    asked = ("place.yaml", "--since", "then.yaml", "--format", "html", "--parts")
    assert run(*asked, "change").stderr == ""
    assert "`--parts results,sheet` does nothing" in run(*asked, "results,change,sheet").stderr
    assert (
        "`--parts` does nothing" in run("place.yaml", "--format", "html", "--parts", "sheet").stderr
    )


def test_no_folder_is_made_where_there_is_no_figure(here):
    done = run("place.yaml", "--parts", "gaps", "--figures", "figures", "-o", "out.md")
    assert done.exit_code == 0
    assert not Path("figures").exists()


def test_its_chart_is_a_file_of_the_figures(here):
    asked = ("--since", "then.yaml", "--parts", "change", "--figures", "figures", "-o", "out.md")
    assert run("place.yaml", *asked).exit_code == 0
    drawn = sorted(path.name for path in Path("figures").glob("change-*.svg"))
    assert drawn == ["change-1-1-slopes-1.svg"]
    assert "figures/change-1-1-slopes-1" in Path("out.md").read_text()


def test_everything_leaves_out_what_needs_an_option(here):
    assert "What has changed" not in made("place.yaml", "--parts", "all")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--parts", "change"), "--since OLD"),
        (("--parts", "target"), "--target"),
        (("--since", "then.yaml"), "--style page"),
        (("--target", "high"), "add it to --parts"),
        (("then.yaml", "--parts", "change", "--since", "then.yaml"), "one place"),
    ],
)
def test_what_is_lacking_is_said_before_anything_is_read(here, arguments, said):
    done = run("no-such-file.yaml", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr


def test_nothing_in_common_is_said(here):
    other = ASSESSMENT.split("ratings:")[0].replace("./tiny.yaml", "hdi")
    Path("other.yaml").write_text(other.replace("2021", "2020"))
    done = run("place.yaml", "--since", "other.yaml", "--parts", "change")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "rubric" in done.stderr


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_kinds_without_parts_say_that_they_have_none(here, kind):
    done = run("place.yaml", "--since", "then.yaml", "--parts", "change", "--format", kind)
    assert "--parts" in done.stderr


RATERS = """\
raters: [{code: strict, role: Planner}, {code: lenient, role: Nurse}]
ratings:
  tiny:
    first: {judgements: [{rater: strict, level: 1}, {rater: lenient, level: 3}]}
    second: {level: 3, judgements: [{rater: strict, level: 3}, {rater: lenient, level: 3}]}
"""


def test_how_far_raters_agree_is_a_part(here):
    Path("raters.yaml").write_text(ASSESSMENT.split("ratings:")[0] + RATERS)
    page = made("raters.yaml", "--parts", "agreement")
    assert "# Agreement of raters" in page
    assert "to 1 of 2 indicators" in page
    assert ": Table 1 How far raters agree, by several measures" in page
    assert "strict 1" in page.split("disagreement", 1)[1]


def test_raters_may_have_files_of_their_own(here):
    Path("other.yaml").write_text(ASSESSMENT.replace("first: 3", "first: 1"))
    page = made("place.yaml", "other.yaml", "--parts", "agreement")
    assert "to 1 of 2 indicators" in page
    Path("other.yaml").write_text(ASSESSMENT.replace("2021-07-12", "2021-07-13"))
    done = run("place.yaml", "other.yaml", "--parts", "agreement")
    assert done.exit_code == 1
    assert "other.yaml:4:7" in done.stderr
    assert "place.yaml:4:7" in done.stderr


def test_one_rater_is_too_few_and_that_is_said(here):
    done = run("place.yaml", "--parts", "agreement")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "two raters" in done.stderr


def test_how_sure_the_score_is_is_a_part_with_a_plot_of_intervals(here):
    page = made("place.yaml", "--parts", "robustness", "--format", "html")
    part = page.split("How sure the score is</h2>")[1]
    assert "10,000 draws" in part
    assert "where the draws lie" in part
    assert 'class="chart ranges"' in part
    assert "nine draws in ten" in part.split("<svg")[1]
    assert "--detail" not in part


def test_a_plot_has_each_dimension_and_the_whole_on_the_scale_of_the_whole():
    own = {"display": {"min": 0, "max": 10, "decimals": 1}}
    card = scored(
        rubric(dimension("d", indicator("a"), **own), dimension("e", indicator("b"))),
        {"a": 3, "b": 5},
    )
    study = robustness(card, Assumptions(weights=0.25, draws=200))
    chart = plot(study, "T", words("en"))
    assert chart is not None
    assert [bar.label for bar in chart.bars] == ["d", "e", "Whole"]
    assert [bar.score for bar in chart.bars[:2]] == [50.0, 100.0]
    assert [bar.shown for bar in chart.bars[:2]] == ["5.0", "100.0"]
    whole = chart.bars[-1]
    assert whole.low is not None
    assert whole.high is not None
    assert 50 < whole.low < 75 < whole.high < 100


def test_the_way_to_a_target_is_a_part(here):
    page = made("place.yaml", "--parts", "target", "--target", "high")
    assert "# The way to a target" in page
    assert "To reach High (from 50), raise 1 rating" in page
    assert ": Table 1 What to raise" in page
    wrong = run("place.yaml", "--parts", "target", "--target", "hihg")
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert "low (Low), high (High)" in " ".join(wrong.stderr.split())


def test_the_source_of_a_change_names_both_days(here):
    page = made("place.yaml", "--since", "then.yaml", "--parts", "change")
    assert "12 July 2020; 12 July 2021" in page

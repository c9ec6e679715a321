"""What `assess` says first: one table, then the whole in words, then what to do next."""

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner, Result

from smartscore.cli import app
from smartscore.reports.asking import asked
from smartscore.reports.verdict import verdict
from smartscore.words import words

from .building import ASSESSMENT, RUBRIC, dimension, indicator, rubric, scored

OTHER = (
    RUBRIC.replace("code: tiny", "code: other")
    .replace("Tiny", "Other")
    .replace("title: Only", "title: Else")
)
BOTH = ASSESSMENT.replace("[./tiny.yaml]", "[./tiny.yaml, ./other.yaml]")


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(app, ["assess", *arguments])
    assert done.exit_code == 0, done.stderr
    return done


def lines(text: str) -> list[str]:
    return text.split("\n")


@pytest.fixture
def two(here):
    (here / "other.yaml").write_text(OTHER)
    (here / "both.yaml").write_text(BOTH)
    return here


def test_several_rubrics_begin_with_a_table_of_them(two):
    said = lines(run("both.yaml").stdout)
    assert said[:2] == ["Somewhere", ""]
    assert said[2].split() == ["Rubric", "score", "range", "band", "rated"]
    assert said[3].split() == ["Tiny", "25.0", "Low", "100%"]
    assert said[4].split() == ["Other", "–", "0.0", "to", "100.0", "nothing", "rated", "0%"]
    assert said[5:7] == ["", "As of 12 July 2021"]


def test_one_rubric_needs_no_table_of_rubrics(here):
    assert "range" not in run("place.yaml").stdout
    assert lines(run("place.yaml").stdout)[:2] == ["Somewhere", "As of 12 July 2021"]


def test_several_places_begin_with_a_table_of_them(two):
    (two / "there.yaml").write_text(BOTH.replace("Somewhere", "Elsewhere"))
    said = lines(run("place.yaml", "there.yaml").stdout)
    assert said[0].split() == ["Place", "score", "range", "band", "rated"]
    assert [line.split()[0] for line in said[1:6]] == [
        "Tiny",
        "Somewhere",
        "Elsewhere",
        "Other",
        "Elsewhere",
    ]
    assert [line.startswith("  ") for line in said[1:6]] == [False, True, True, False, True]
    assert said[6:8] == ["", "Somewhere"]
    assert sum("rated" in line and "range" in line for line in said) == 1


def test_one_rubric_of_several_places_has_no_title_above_it(here):
    (here / "there.yaml").write_text(ASSESSMENT.replace("Somewhere", "Elsewhere"))
    said = lines(run("place.yaml", "there.yaml").stdout)
    assert [line.split()[0] for line in said[:3]] == ["Place", "Somewhere", "Elsewhere"]


def test_the_same_place_twice_is_told_apart_by_its_dates(here):
    (here / "later.yaml").write_text(ASSESSMENT.replace("2021-07-12", "2024-02-29"))
    said = run("place.yaml", "later.yaml").stdout
    assert "Somewhere (12 July 2021)" in said
    assert "Somewhere (29 February 2024)" in said


def test_scales_that_differ_are_told_beside_the_names(two):
    own = OTHER.replace("from: 0", "from: 1").replace("from: 50", "from: 3")
    (two / "other.yaml").write_text(own + "display: {min: 1, max: 5, decimals: 2}\n")
    said = lines(run("both.yaml").stdout)
    assert said[3].startswith("Tiny (0 to 100) ")
    assert said[4].startswith("Other (1 to 5) ")


def test_other_weights_are_told_in_the_table(two):
    for name, text in (("tiny", RUBRIC), ("other", OTHER)):
        (two / f"{name}.yaml").write_text(text + "weightings: {experts: {first: 3}}\n")
    said = " ".join(run("both.yaml", "--weighting", "experts").stdout.split("\n")[3:9])
    assert "Tiny (Weighted by" in said
    assert said.count("experts") >= 2


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("files", [["sumenep"], ["sumenep", "blitar", "jember"]])
def test_the_first_table_fits_80_columns(in_root, language, files):
    names = [f"examples/{file}.yaml" for file in files]
    said = lines(run(*names, "--lang", language).stdout)
    assert max(map(cell_len, said)) <= 80


HUGE = "display: {min: 0, max: 1234567890, decimals: 6}\n"


@pytest.mark.parametrize("title", ["x" * 300, "都市" * 100, "a b " * 80, "٪" * 90])
def test_the_first_table_holds_long_names_and_figures(two, title):
    (two / "other.yaml").write_text(OTHER.replace("Other", title) + HUGE)
    (two / "tiny.yaml").write_text(RUBRIC + HUGE)
    said = run("both.yaml").stdout
    assert max(map(cell_len, lines(said))) <= 80
    assert "308641972.500000" in said
    assert "1234567890.000000" in said


def test_markdown_begins_with_the_same_table(two):
    said = run("both.yaml", "--format", "markdown").stdout
    title, table = said.split("\n\n")[:2]
    assert title == "# Readiness of Somewhere"
    assert lines(table) == [
        "| Rubric | Score | Bounds | Band | Rated |",
        "|:---|---:|:---:|:---|---:|",
        "| Tiny | 25.0 | 25.0 | Low | 100% |",
        "| Other | – | 0.0 to 100.0 | nothing rated | 0% |",
    ]
    (two / "there.yaml").write_text(BOTH.replace("Somewhere", "Elsewhere"))
    said = run("place.yaml", "there.yaml", "--format", "markdown").stdout
    title, table = said.split("\n\n")[:2]
    assert title == "# Comparison"
    assert lines(table)[0] == "| Rubric | Place | Score | Bounds | Band | Rated |"
    assert len(lines(table)) == 5
    assert "\n\n\n" not in said[: said.index("smartscore")]


def test_a_legend_and_bands_are_told_once(two):
    ratings = "tiny: {first: 3}\n  other: {first: 3}"
    (two / "both.yaml").write_text(BOTH.replace("tiny: {first: 3, second: 1}", ratings))
    said = run("both.yaml").stdout
    assert said.count("Bands: ") == said.count("up to the score") == 1
    (two / "other.yaml").write_text(OTHER.replace("from: 50", "from: 60"))
    said = run("both.yaml").stdout
    assert (said.count("Bands: "), said.count("up to the score")) == (2, 1)


def test_what_is_wholly_known_needs_no_legend(here):
    said = run("place.yaml").stdout
    assert "still possible" not in said
    assert "reached" not in said


def told(given, ratings, language="en"):
    return " ".join(verdict(scored(given, ratings), words(language)))


BANDS = [{"code": "low", "from": 0, "label": "Low"}, {"code": "high", "from": 50, "label": "High"}]


@pytest.mark.parametrize(
    ("ratings", "said"),
    [
        ({"a": 3, "b": 3}, "Score 50.0 on a scale from 0 to 100: High. Everything is rated"),
        ({"a": 3}, "What is still unknown could move it down to 25.0 or up to 75.0."),
        ({"a": 1}, "What is still unknown could move it up to 50.0."),
        ({"a": 5}, "What is still unknown could move it down to 50.0."),
        ({}, "No score yet: nothing is rated, so it can be anything between 0.0 and 100.0"),
        ({}, "Its band is then anything from Low to High."),
        ({"a": 1, "b": 3}, "25.0 more would reach High."),
        ({"a": 1, "b": 3}, "The lowest level of any indicator is 1: a."),
        ({"a": 5, "b": 3}, "It stands 25.0 above where High begins."),
    ],
)
def test_the_verdict_says_in_plain_words_what_is_known(ratings, said):
    given = rubric(dimension("d", indicator("a"), indicator("b")), bands=BANDS)
    assert said in told(given, ratings)


def test_the_verdict_says_why_there_is_no_score_and_what_is_known_all_the_same():
    said = told(many(2, bands=BANDS), {"a0": 3})
    assert said.startswith("No score yet: 25% of the weight is rated, and this rubric shows a")
    assert "score from 60% on. Whatever the unknowns turn out to be, it will lie" in said
    assert "between 12.5 and 87.5 on a scale from 0 to 100. Its band is then" in said


def test_what_moves_a_figure_less_than_is_shown_is_said_so():
    heavy = indicator("a", weight=100_000)
    said = told(rubric(dimension("d", heavy, indicator("b"))), {"a": 3})
    assert "What is still unknown can't move it by as much as is shown." in said


def test_a_figure_without_bands_has_none_in_words():
    given = rubric(dimension("d", indicator("a")))
    assert told(given, {"a": 3}).startswith("Score 50.0 on a scale from 0 to 100. Everything")


def asks(given, ratings, language="en"):
    return asked(scored(given, ratings), words(language))


def many(count, **more):
    return rubric(
        *(dimension(f"d{n}", indicator(f"a{n}"), indicator(f"b{n}")) for n in range(count)),
        missing={"minimum_availability": 0.6},
        **more,
    )


def test_one_of_several_ratings_would_do():
    found = asks(many(2), {"a0": 3, "b0": 3})
    assert found.title == "What to rate next: any one of these shows a score"
    assert found.lines == ("a1, 25% of the weight", "b1, 25% of the weight")


def test_more_ratings_are_named_in_order_with_what_each_shows():
    found = asks(many(2), {"a0": 3})
    assert found.title == "What to rate next: a score needs at least 2 more ratings"
    assert found.lines == ("b0, 25% of the weight; gives d0 a figure", "a1, 25% of the weight")


def test_many_ratings_are_counted_but_never_a_single_one():
    assert len(asks(many(5), {}).lines) == 6
    found = asks(many(6), {})
    assert len(found.lines) == 6
    assert found.lines[-1] == "and 3 others"
    assert asks(many(6), {}, "id").lines[-1] == "dan 3 lainnya"


def test_nothing_is_asked_where_there_is_a_score():
    assert asks(many(2), {"a0": 3, "b0": 3, "a1": 3}) == ("", ())
    assert asks(many(1), {"a0": {"not_applicable": "x"}, "b0": {"not_applicable": "x"}}) == ("", ())


def test_steps_give_way_to_what_to_rate_while_there_is_no_score(here):
    (here / "tiny.yaml").write_text(RUBRIC + "missing: {minimum_availability: 0.5}\n")
    (here / "place.yaml").write_text(ASSESSMENT.replace(", second: 1", ""))
    said = run("place.yaml").stdout
    assert "What to rate next" in said
    assert "one step each" not in said
    assert "What to rate next" in run("place.yaml", "--format", "markdown").stdout
    (here / "place.yaml").write_text(ASSESSMENT)
    said = run("place.yaml").stdout
    assert "What to rate next" not in said
    assert "What would raise the score most, one step each" in said

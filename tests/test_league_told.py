"""A league of many places in words, on a screen, in Markdown and in a workbook."""

import datetime
import io
from dataclasses import replace

import pytest
from python_calamine import CalamineWorkbook

from smartscore.reports.answer import Table, gfm, screen
from smartscore.reports.answer.compare import answer
from smartscore.reports.xlsx.league import workbook
from smartscore.studies.comparison import compared
from smartscore.words import words

from .building import dimension, indicator, rubric
from .test_comparison import TWO
from .test_diff import flat
from .test_league import STILL, WEIGHED, both, entries

TOLD = words("en")


def told(subject, ratings, groups=(), by=None, whole=False):
    heading = "district" if groups else None
    found = compared(entries(subject, ratings, groups), STILL, by, heading)
    return answer(found, TOLD, whole=whole)


def on_screen(*given, **more):
    return screen.text(told(*given, **more))


ASKS = rubric(
    dimension("d", indicator("a")),
    dimension("e", indicator("b")),
    missing={"minimum_availability": 0.8},
)


def test_where_nobody_has_a_score_it_is_told_why_and_in_what_order_they_stand():
    ratings = [{"a": 1}, {"a": 5}, {"a": 3}, {}, {"b": 5}]
    page = flat(on_screen(ASKS, ratings, ["West", "east", "West", "east"]))
    assert (
        "5 places have no score, because too little is rated there. A score is shown from" in page
    )
    assert "A score is shown from 80% rated on." in page
    assert "No place has a score: they stand in the order of the best rank that bounds" in page
    table = page[page.index("Own: groups") :]
    rows = ["east – 2 0 – – – –", "West – 2 0 – – – –", "no group – 1 0 – – – –"]
    at = [table.index(row) for row in rows]
    assert at == sorted(at)
    assert "No place has a score, so that groups have no median and no rank" in table
    assert "within each group" not in page
    assert "by their medians" not in page


def test_where_some_have_no_score_it_is_told_where_they_stand():
    page = flat(on_screen(ASKS, [*both((5, 5), (1, 1)), {"a": 3}], ["West"]))
    assert "Places without a score come last, in the order of the best rank that" in page
    assert "No place has a score" not in page
    assert "come last" not in flat(on_screen(ASKS, both((5, 5), (1, 1))))


def test_groups_of_one_place_each_have_no_ends():
    page = flat(on_screen(TWO, both(*[(5, 5), (1, 1), (3, 3)] * 2), list("ABCDEF")))
    assert "By district, each group is one place alone." in page
    assert "highest median" not in page
    ratings = both(*[(3, 3)] * 8)
    page = flat(on_screen(TWO, ratings, ["1", "2", "3", "4", "5", "6", "7", "7"]))
    assert "6 of 7 groups hold one place alone, whose figure is then the median." in page
    page = flat(on_screen(TWO, ratings, ["1", "1", "3", "3", "5", "5", "7", "7"]))
    assert "one place alone" not in page


SPREAD = [(1 + n % 5, 1 + n // 8 % 5) for n in range(40)]


def test_the_middle_and_the_last_are_told_after_the_first():
    page = flat(on_screen(TWO, [*both((5, 5), (4, 4), (3, 3), (1, 1)), {}]))
    assert page.startswith("5 places beside one another Own: Place 0 is first with 100.0.")
    assert "Place 3 is last with 0.0. The middle figure (median) is 62.5; half of all lie" in page
    assert "1 place has no score, because too little is rated there." in page


def test_where_all_are_alike_nobody_is_last():
    page = flat(on_screen(TWO, both(*[(3, 3)] * 5)))
    assert "share the first rank with 50.0" in page
    assert "is last" not in page
    assert "Pearson" not in page


def test_a_long_table_is_folded_on_a_screen_and_nowhere_else():
    page = told(TWO, both(*SPREAD))
    seen = screen.text(page)
    assert seen.count("… 20 more: --all shows them") == 5
    ranks = seen[seen.index("Own: ranks and figures") : seen.index("Own: part by part")]
    assert sum(line.startswith("Place ") for line in ranks.split("\n")) == 1 + 20
    assert "more: --all" not in screen.text(told(TWO, both(*SPREAD), whole=True))
    written = gfm.markdown(page)
    assert "--all" not in written
    assert all(f"| Place {i} |" in written for i in range(40))
    assert max(map(len, seen.split("\n"))) <= 80


def test_groups_and_those_without_one():
    page = flat(on_screen(TWO, both((5, 5), (1, 1), (3, 3)), ["North", "South"]))
    assert (
        "By district, the highest median is that of North (100.0), the lowest that of South (0.0)."
        in page
    )
    assert "no group – 1 1 50.0 50.0 50.0 Place 2 (50.0)" in page


def test_groups_with_one_median_share_the_end_and_alike_ones_have_none():
    page = flat(on_screen(TWO, both((5, 5), (5, 5), (3, 3)), ["A", "B", "C"]))
    assert "the highest median is that of A, B (100.0), the lowest that of C (50.0)" in page
    page = flat(on_screen(TWO, both((3, 3), (3, 3)), ["A", "B"]))
    assert "highest median" not in page
    page = flat(on_screen(TWO, [{}, {}], ["A", "B"]))
    assert "within each group" not in page


def test_what_lifts_and_drags_is_said_with_what_it_rests_on():
    ratings = [{"a": 5}, *[{"a": 1, "b": 5, "c": 5, "g": 5}] * 3]
    page = flat(on_screen(WEIGHED, ratings))
    assert "Place 0 +45.0 d +75.0 –" in page
    assert "what that makes belongs to no part" in page
    lowest = rubric(
        dimension("d", indicator("a")), dimension("e", indicator("b")), aggregate="minimum"
    )
    page = flat(on_screen(lowest, both((5, 2), (3, 3), (1, 4), (1, 1))))
    assert "From the median" in page
    assert "these distances do not add up" in page


def test_of_three_places_no_mean_and_no_connection_is_told():
    page = on_screen(TWO, both((5, 2), (3, 3), (1, 4)))
    assert "Lifts most" not in page
    assert "Pearson" not in page
    assert "median" not in page


def test_two_parts_that_go_together_are_called_double_where_there_are_enough():
    page = flat(on_screen(TWO, both(*[(1 + n % 5, 1 + n % 5) for n in range(12)])))
    assert "d and e go together almost entirely (Pearson 1.00)" in page
    page = flat(on_screen(TWO, both((1, 1), (2, 2), (3, 3), (4, 4))))
    assert "go together almost entirely" not in page
    assert "Fewer than 10 places" in page


def test_of_many_places_those_ahead_are_counted():
    page = told(TWO, both((5, 5), *[(2 + n % 2, 3 - n % 2) for n in range(8)]))
    (table,) = [
        block
        for block in page.sections[0].blocks
        if isinstance(block, Table) and block.caption.startswith("Ahead whatever")
    ]
    assert table.rows[0] == ("Place 0", "8", "0", "0")
    assert table.rows[1] == ("Place 1", "0", "1", "7")


def test_by_an_indicator():
    page = flat(on_screen(TWO, both((1, 2), (3, 3), (2, 2), (5, 1)), by="a"))
    assert "Own, a: Place 3 is first with 100.0." in page
    assert "a 4 0.0 7.5 18.8 37.5 62.5 85.0 100.0" in page


def test_names_are_text_and_nothing_else():
    found = entries(TWO, both((5, 5), (3, 3), (2, 2), (1, 1)))
    names = ["[red]x[/red]", "שלום", "n" * 200, "\x1b[31m|a|"]
    renamed = [
        each._replace(subject=each.subject.model_copy(update={"name": name}))
        for each, name in zip(found, names, strict=True)
    ]
    page = answer(compared(renamed, STILL), TOLD)
    seen = screen.text(page)
    assert "[red]x[/red]" in seen
    assert "\x1b" not in seen
    assert max(map(len, seen.split("\n"))) <= 80
    assert "\\|a\\|" in gfm.markdown(page)


def sheets(found, language="en"):
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook(found, words(language)).content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_a_workbook_has_a_sheet_for_each_question_and_numbers_that_are_numbers():
    ratings = [*both((5, 5), (4, 2), (3, 3), (3, 3), (1, 2)), {}]
    found = compared(entries(TWO, ratings, ["North", "South", "North"]), STILL, group="district")
    made = sheets(found)
    names = ["Ranks", "Groups", "Quantiles", "Lifts and drags", "Correlation", "Draws"]
    assert list(made) == names
    head, first, *_ = made["Ranks"]
    assert head[:7] == ["Rank", "Shared", "Place", "Code", "Date", "district", "In group"]
    assert first[:9] == [1, "", "Place 0", "", "", "North", 1, 100, 100]
    tied = made["Ranks"][2]
    assert tied[:3] == [2, "yes", "Place 1"]
    assert made["Ranks"][6][7] == ""
    assert made["Groups"][1][:4] == ["North", 1, 2, 0]
    assert made["Quantiles"][1][:3] == ["Whole", 5, 1]
    assert made["Lifts and drags"][1][:4] == ["Place 0", 47.5, 22.5, 25.0]
    assert made["Correlation"][1][:2] == ["d", "e"]
    assert made["Correlation"][1][4] == 5
    assert workbook(found, TOLD) == workbook(found, TOLD)
    assert next(iter(sheets(found, "id"))) == "Peringkat"


def test_rows_that_are_lost_are_told_in_the_workbook_too():
    found = replace(compared(entries(TWO, both((5, 5), (1, 1))), STILL), lost=2)
    told = [row[0] for row in sheets(found)["Ranks"]]
    assert "2 rows of the table could not be taken, so ranks are those of the others alone." in told


@pytest.mark.parametrize("ratings", [[{}, {}], both((3, 3), (3, 3)), both((5, 1), (1, 5))])
def test_a_workbook_of_little_is_made_too(ratings):
    found = compared(entries(TWO, ratings), STILL)
    assert sheets(found)["Ranks"][0][0] == "Rank"


def test_a_workbook_takes_names_and_days_as_they_are():
    (one, other) = entries(TWO, both((5, 5), (1, 1)))
    subject = one.subject.model_copy(update={"name": "=1+1", "code": "0012"})
    dated = one._replace(subject=subject, date=datetime.date(2026, 6, 30))
    _, first, second, *_ = sheets(compared([dated, other], STILL))["Ranks"]
    assert first[2:5] == ["=1+1", "0012", datetime.date(2026, 6, 30)]
    assert second[4] == ""

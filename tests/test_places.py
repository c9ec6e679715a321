"""What places are called where several stand together."""

import datetime

from smartscore.model.assessment import Subject
from smartscore.reports.places import labels, names, together
from smartscore.studies.entries import Entry
from smartscore.words import words

DAY = datetime.date(2021, 7, 12)
TOLD = words("en")


def at(name, code=None, date=None):
    return Entry(Subject(name=name, code=code), date, ())


def test_a_name_alone_is_enough():
    assert names([at("Alpha", "1", DAY), at("Beta")], TOLD) == ["Alpha", "Beta"]


def test_of_one_name_codes_tell_apart_and_else_dates():
    two = [at("Sukamaju", "1", DAY), at("Sukamaju", "2", DAY)]
    assert names(two, TOLD) == ["Sukamaju (1)", "Sukamaju (2)"]
    days = [at("Sukamaju", "1", DAY), at("Sukamaju", "1", DAY.replace(year=2024))]
    assert names(days, TOLD) == ["Sukamaju (12 July 2021)", "Sukamaju (12 July 2024)"]
    assert names([at("Sukamaju", "1"), at("Sukamaju")], TOLD) == ["Sukamaju (1)", "Sukamaju"]
    same = [at("Sukamaju", "1", DAY), at("Sukamaju", "2", DAY), at("Sukamaju", None, DAY)]
    assert names(same, TOLD) == ["Sukamaju (1)", "Sukamaju (2)", "Sukamaju"]


def test_what_nothing_tells_apart_is_numbered():
    assert labels([at("A"), at("B"), at("A")], TOLD) == ["A [1]", "B", "A [2]"]


def test_in_a_title_more_than_three_are_counted():
    assert together(["A", "B", "C"], TOLD) == "A, B, C"
    assert together(["A", "B", "C", "D"], TOLD) == "4 places"
    assert together(list("ABCD"), words("id")) == "4 daerah"

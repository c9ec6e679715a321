"""What exceptions and problems say of themselves, in both languages."""

import pickle

import pytest

from smartscore.text.problems import Invalid, Place, Problem, Severity, Unreadable

OFF_SCALE = Problem(
    "A103",
    Place("place.yaml", 7, 24, 7, 25),
    {"level": "7", "scale": "1, 2, 3, 4, 5"},
)
UNSEEN = Problem("S102", Place("a\nb.yaml"), {"key": "x\x1b[2J\u202e", "suggestion": ""})


def test_a_problem_is_a_line_with_its_place():
    assert str(OFF_SCALE) == "place.yaml:7:24: A103 level 7 is not on the scale (1, 2, 3, 4, 5)"
    assert f"{OFF_SCALE}" == str(OFF_SCALE)
    assert OFF_SCALE.in_words("id") == (
        "place.yaml:7:24: A103 tingkat 7 tidak ada pada skala (1, 2, 3, 4, 5)"
    )


def test_a_problem_of_a_whole_file_has_no_line_and_says_its_weight():
    remark = Problem("A211", Place("a.yaml"), {"key": "x"}, Severity.WARNING)
    assert str(remark) == "a.yaml: A211 warning: reference `x` is not cited by any evidence"
    assert remark.mend()
    assert remark.mend("id") != remark.mend()


def test_nothing_in_a_problem_steers_a_terminal():
    assert str(UNSEEN) == r"a\nb.yaml: S102 unknown key `x\x1b[2J\u202e`"


def test_an_exception_says_all_problems_with_their_mends():
    invalid = Invalid([OFF_SCALE, Problem("S101", Place("a.yaml"), {"wanted": "rubric/1"})])
    lines = str(invalid).split("\n")
    assert lines[0].startswith("a.yaml: S101 ")
    assert lines[-2:] == [str(OFF_SCALE), f"  help: {OFF_SCALE.mend()}"]
    assert f"  bantuan: {OFF_SCALE.mend('id')}" in invalid.in_words("id")
    assert repr(invalid).startswith("<Invalid: 2, first a.yaml: S101 ")


def test_of_many_problems_the_first_are_told_and_how_many_there_are():
    many = Invalid([OFF_SCALE._replace(place=Place("a.yaml", n + 1, 1)) for n in range(500)])
    lines = str(many).split("\n")
    assert lines[-1] == "… 500 problems"
    assert len(lines) == 41
    assert len(many.problems) == 500


def test_what_cannot_be_read_is_a_sentence():
    missing = Unreadable("nowhere.yaml", "missing")
    assert str(missing) == "nowhere.yaml: can't be read: there is no such file or folder"
    said = missing.in_words("id")
    assert said == "nowhere.yaml: tidak dapat dibaca: berkas atau folder itu tidak ada"
    assert "`x`" in str(Unreadable("pyproject.toml", "settings-key\tx\ta, b"))
    assert str(Unreadable("a", "Input/output error")).endswith("Input/output error")


def test_there_are_two_languages():
    with pytest.raises(ValueError, match="id or en"):
        OFF_SCALE.in_words("fr")


@pytest.mark.parametrize("error", [Invalid([OFF_SCALE]), Unreadable("a.yaml", "missing")])
def test_exceptions_come_back_from_other_processes(error):
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is type(error)
    assert str(back) == str(error)
    assert vars(back) == vars(error)

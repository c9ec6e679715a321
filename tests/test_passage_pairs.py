"""The arithmetic by which a search is measured, on lists that can be counted by hand."""

import json

import pytest

from benchmarks.passage_pairs import answered, figures, intervals, read, squeezed
from smartscore.passages.cutting import Passage


def only(text: str):
    return lambda depth: [passage(text, 0)][:depth]


def passage(text: str, number: int) -> Passage:
    return Passage(text, 0, 0, (), number, number, number)


@pytest.fixture
def pairs(tmp_path):
    head = {"place": "here", "rubric": "own", "indicator": "network"}
    entries = [
        {**head, "clauses": [["S000", "the cable reaches every village"]], "elsewhere": []},
        {
            **head,
            "clauses": [["S000", "a mast fell"], ["S001", "masts stand"]],
            "elsewhere": [["S000", "the storm took it"], ["S002", "never asked for"]],
        },
    ]
    file = tmp_path / "pairs.json"
    file.write_text(json.dumps(entries), encoding="utf-8")
    return read(file)


def test_a_pair_counts_in_each_document_of_its_clauses(pairs):
    assert [(each.document, len(each.clauses)) for each in pairs] == [
        ("S000", 1),
        ("S000", 2),
        ("S001", 1),
    ]


def test_no_reading_of_a_document_alters_a_clause():
    assert squeezed("e-gov-\nernment\u00a0of 2019 .") == squeezed("e-government of 2019.")


def test_ranks_recall_and_precision_are_counted(pairs):
    texts = ["nothing", "The storm took it.", *"abcd", "the cable reaches", "x", "y", "z"]
    order = [passage(text, i) for i, text in enumerate(texts)]
    got = answered(("S000", "own", "network"), pairs[:2], lambda depth: order[:depth])
    assert got.places == {3: (0, 2), 5: (0, 2), 10: (7, 2)}
    assert (got.right, got.shown) == (1, 5)
    assert figures([got]) == pytest.approx((0.5, 0.5, 1, (1 / 7 + 1 / 2) / 2, 1, 0.2))


def test_less_than_half_of_a_clause_is_no_hit(pairs):
    for text, hit in (("the cable reaches e", 1), ("the cable", 0)):
        got = answered(("S000", "own", "network"), pairs[:1], only(text))
        assert got.places[5] == (hit,)


def test_intervals_hold_the_figure_and_are_the_same_each_time(pairs):
    both = [
        answered((name, "own", "network"), pairs[:1], only(text))
        for name, text in (("a", "the cable reaches every village"), ("b", "nothing"))
    ]
    rows = intervals(both, rounds=200)
    assert rows == intervals(both, rounds=200)
    assert all(low <= value <= high for value, (low, high) in zip(figures(both), rows, strict=True))
    assert rows[0] == (0, 1)

"""Places beside one another: ranks, who is ahead whatever the weights, and shares of draws."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartscore.arithmetic import ranks
from smartscore.engine.evaluation import evaluate
from smartscore.model.rubric import Rubric
from smartscore.results.result import Result
from smartscore.studies.assumptions import Assumptions
from smartscore.studies.comparison import compared, unfit_together
from smartscore.studies.entries import entry
from smartscore.studies.ranking import MOST

from .building import assessment, dimension, indicator, rubric, scored
from .test_laws import LEVELS, trees

STILL = Assumptions(draws=100)
FREE = Assumptions(weights="free", draws=20_000, seed=7)


def entries(subject, *ratings):
    found = [Result(assessment(each), (scored(subject, each),)) for each in ratings]
    return list(map(entry, found))


def comparison(subject, *ratings, assumed=STILL, by=None):
    (found,) = compared(entries(subject, *ratings), assumed, by).rubrics
    return found


TWO = rubric(dimension("d", indicator("a")), dimension("e", indicator("b")))


def test_figures_that_are_shown_alike_share_a_rank():
    ratings = [{"a": 3, "b": 3}, {"a": 5, "b": 5}, {"a": 2, "b": 4}, {"a": 1, "b": 1}]
    found = comparison(TWO, *ratings)
    assert [(rank.rank, rank.tied) for rank in found.ranks(found.by)] == [
        (2, True),
        (1, False),
        (2, True),
        (4, False),
    ]
    assert found.order == (1, 0, 2, 3)
    by_dimension = comparison(TWO, *ratings, by="d")
    assert by_dimension.by == ("own", "d")
    assert by_dimension.order == (1, 0, 2, 3)


def test_without_a_score_there_is_no_rank_and_bounds_say_which_are_possible():
    unknown = {"unknown": "x"}
    found = comparison(TWO, {"a": 3, "b": 3}, {"a": 5, "b": unknown}, {"a": unknown, "b": unknown})
    ranks = found.ranks(found.by)
    assert [rank.rank for rank in ranks] == [2, 1, None]
    assert [(rank.best, rank.worst) for rank in ranks] == [(1, 3), (1, 2), (1, 3)]


def test_two_crossing_lines_share_the_draws_where_they_cross():
    """A = w, B = 3/4 (1 - w) with w even from 0 to 1: A is above where w > 3/7."""
    found = comparison(TWO, {"a": 5, "b": 1}, {"a": 1, "b": 4}, assumed=FREE)
    drawn = found.drawn
    assert drawn is not None
    assert float(drawn.wins[0][1]) == pytest.approx(4 / 7, abs=0.01)
    assert drawn.ranks[0] == (drawn.wins[0][1], drawn.wins[1][0])


def test_of_three_lines_each_is_first_on_its_stretch():
    """A = w, B = 1 - w, C = 3/4: C is first for w from 1/4 to 3/4, and last nowhere else."""
    ratings = {"a": 5, "b": 1}, {"a": 1, "b": 5}, {"a": 4, "b": 4}
    drawn = comparison(TWO, *ratings, assumed=FREE).drawn
    assert drawn is not None
    first = [float(row[0]) for row in drawn.ranks]
    assert first == pytest.approx([1 / 4, 1 / 4, 1 / 2], abs=0.01)
    second = [float(row[1]) for row in drawn.ranks]
    assert second == pytest.approx([1 / 4, 1 / 4, 1 / 2], abs=0.015)


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=2, max_size=5))
def test_shares_of_wins_add_up_to_one_with_ties(levels):
    assumed = Assumptions(weights=0.25, ratings=0.2, draws=100)
    found = comparison(TWO, *({"a": a, "b": b} for a, b in levels), assumed=assumed)
    assert found.drawn is not None
    for i, j in itertools.combinations(range(len(levels)), 2):
        assert found.drawn.wins[i][j] + found.drawn.wins[j][i] == 1
    assert all(sum(row) == 1 for row in found.drawn.ranks)


def test_two_that_are_the_same_share_everything_where_only_weights_are_drawn():
    drawn = comparison(TWO, {"a": 2, "b": 5}, {"a": 2, "b": 5}, assumed=FREE).drawn
    assert drawn is not None
    assert drawn.ranks == ((Fraction(1, 2),) * 2,) * 2


@st.composite
def two_places(draw):
    data, one = draw(trees())
    kinds = {"unknown": {"unknown": "x"}, "away": {"not_applicable": "x"}}
    other = {code: draw(LEVELS) for code in one}
    subject = Rubric.model_validate(data)
    return subject, one, {c: kinds[r] if isinstance(r, str) else r for c, r in other.items()}


@settings(max_examples=200)
@given(two_places())
def test_who_is_ahead_is_so_by_every_weighting_and_nobody_else(case):
    """All weight on one indicator, for each; and all of a few weights, for those that are few."""
    subject, one, other = case
    found = comparison(subject, one, other)
    assert found.ahead is not None
    tree = found.first.tree
    leaves = [index for _, index in tree.within(0)]
    lows, highs = (
        [[column[i] for i in tree.leaves] for column in columns]
        for columns in (
            [card.lowest_values for card in found.cards],
            [card.high_values for card in found.cards],
        )
    )
    for i, j in ((0, 1), (1, 0)):
        weightings = [
            [Fraction(int(leaf == n.index or leaf in below(tree, n.index))) for n in tree.nodes]
            for leaf in leaves
        ]
        pairs = [
            (evaluate(tree, lows[i], w)[0], evaluate(tree, highs[j], w)[0]) for w in weightings
        ]
        level = all((a is None) == (b is None) for a, b in pairs)
        least = all(a >= b for a, b in pairs if a is not None and b is not None)
        above = any(a > b for a, b in pairs if a is not None and b is not None)
        assert (j in found.ahead[i]) == (level and least and above)
        if j in found.ahead[i]:
            low, high = evaluate(tree, lows[i])[0], evaluate(tree, highs[j])[0]
            assert low is not None
            assert high is not None
            assert low >= high


def below(tree, index):
    nodes = tree.nodes[index].children
    return {leaf for child in nodes for leaf in (child, *below(tree, child))}


def test_by_a_grid_of_weights_nobody_passes_who_is_ahead():
    ratings = {"a": 5, "b": 3}, {"a": 4, "b": 3}, {"a": 3, "b": 4}
    found = comparison(TWO, *ratings)
    assert found.ahead == ((1,), (), ())
    tree = found.first.tree
    shares = [Fraction(n, 20) for n in range(21)]
    for i, j in itertools.permutations(range(3), 2):
        always = True
        for share in shares:
            weights = [Fraction(1)] * len(tree.nodes)
            weights[tree.by_code["d"]], weights[tree.by_code["e"]] = share, 1 - share
            figures = [
                evaluate(tree, [card.values[leaf] for leaf in tree.leaves], weights)[0]
                for card in (found.cards[i], found.cards[j])
            ]
            assert figures[0] is not None
            assert figures[1] is not None
            always = always and figures[0] >= figures[1]
        assert always == (j in (found.ahead or ())[i])


def test_nobody_is_ahead_where_an_indicator_applies_to_one_only():
    found = comparison(TWO, {"a": 5, "b": 5}, {"a": 1, "b": {"not_applicable": "x"}})
    assert found.ahead == ((), ())


def test_many_places_are_ranked_only():
    found = comparison(TWO, *({"a": 1 + n % 5, "b": 3} for n in range(MOST + 1)))
    assert found.ahead is None
    assert found.drawn is None
    assert len(found.order) == MOST + 1
    assert {rank.rank for rank in found.ranks(found.by)} == {1, 13, 25, 37, 49}


def test_places_are_ranked_once_for_each_node(monkeypatch):
    asked: list[int] = []
    competition = ranks.competition

    def counted(figures):
        asked.append(len(figures))
        return competition(figures)

    monkeypatch.setattr(ranks, "competition", counted)
    many = compared(entries(TWO, *({"a": 1 + n % 5, "b": 3} for n in range(MOST + 1))), STILL)
    many.to_dict()
    assert len(asked) == 3


def test_so_many_places_are_drawn_less_often():
    cards = [[card for r in entries(TWO, *[{"a": 1}] * 20) for card in r.cards]]
    wrong = unfit_together(Assumptions(draws=1_000_000), cards)
    assert wrong is not None
    assert wrong.values["high"] == "500000"
    assert unfit_together(Assumptions(draws=500_000), cards) is None


def test_a_place_without_a_figure_is_left_out_of_draws_unless_unknowns_are_drawn():
    unknown = {"unknown": "x"}
    ratings = {"a": 3, "b": 3}, {"a": 1, "b": 2}, {"a": unknown, "b": 2}
    parts = dimension("d", indicator("a")), dimension("e", indicator("b"))
    subject = rubric(*parts, missing={"minimum_availability": 0.9})
    one = comparison(subject, *ratings, assumed=Assumptions(unknown=False, draws=100)).drawn
    other = comparison(subject, *ratings, assumed=STILL).drawn
    assert one is not None
    assert other is not None
    assert (one.places, other.places) == ((0, 1), (0, 1, 2))


def test_a_place_with_nothing_rated_has_no_rank_and_takes_no_part_in_draws():
    bare = {"a": {"unknown": "x"}, "b": {"unknown": "x"}}
    drawn = comparison(TWO, {"a": 3, "b": 3}, bare, {"a": 1, "b": 2}).drawn
    assert drawn is not None
    assert drawn.places == (0, 2)
    assert comparison(TWO, {"a": 3, "b": 3}, bare).drawn is None

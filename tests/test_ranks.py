"""Ranks of figures, of bounds and of draws."""

from fractions import Fraction
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from smartscore.arithmetic.ranks import acceptability, competition, within

SMALL = st.integers(0, 4)


@given(st.lists(st.none() | SMALL, max_size=7))
def test_as_many_are_before_a_figure_as_are_higher(figures):
    for figure, rank in zip(figures, competition(figures), strict=True):
        if figure is None:
            assert rank is None
        else:
            assert rank == 1 + sum(other is not None and other > figure for other in figures)


@given(st.lists(st.none() | st.tuples(SMALL, SMALL).map(sorted).map(tuple), max_size=4))
def test_bounds_allow_the_ranks_that_some_figures_within_them_have(bounds):
    """Every figure at one of its ends, each against each: nothing between them ranks otherwise."""
    known = [pair for pair in bounds if pair is not None]
    seen: list[set[int]] = [set() for _ in known]

    def ranked(figures):
        for i, rank in enumerate(competition(figures)):
            assert rank is not None
            seen[i].add(rank)

    for high in range(len(known)):
        ranked([pair[1] if i == high else pair[0] for i, pair in enumerate(known)])
        ranked([pair[0] if i == high else pair[1] for i, pair in enumerate(known)])
    found = [ends for ends in within(bounds) if ends is not None]
    assert [(min(ranks), max(ranks)) for ranks in seen] == found
    assert [ends is None for ends in within(bounds)] == [pair is None for pair in bounds]


DRAWS = st.integers(2, 4).flatmap(
    lambda n: st.lists(
        st.lists(st.sampled_from([0.1, 0.2, 0.3]), min_size=n, max_size=n), min_size=1
    )
)


@given(DRAWS)
def test_shares_of_ranks_add_up_by_place_and_by_rank(rows):
    columns = list(zip(*rows, strict=True))
    found = acceptability(columns)
    assert all(sum(row) == 1 for row in found)
    assert all(sum(column) == 1 for column in zip(*found, strict=True))


@given(DRAWS)
def test_a_tie_is_shared_as_if_every_order_of_it_were_as_likely(rows):
    columns = list(zip(*rows, strict=True))
    size = len(columns)
    expected = [[Fraction(0)] * size for _ in columns]
    for row in rows:
        orders = [
            o for o in permutations(range(size)) if sorted(row, reverse=True) == [row[i] for i in o]
        ]
        for order in orders:
            for rank, each in enumerate(order):
                expected[each][rank] += Fraction(1, len(orders) * len(rows))
    assert acceptability(columns) == expected


def test_what_is_equal_in_truth_and_differs_in_the_last_bit_is_a_tie():
    assert acceptability([[0.1 + 0.2], [0.3]]) == [[Fraction(1, 2)] * 2] * 2

"""Quantiles and correlations, held against the standard library's."""

import statistics
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from smartscore.arithmetic import samples

FIGURES = st.integers(-30, 30).map(lambda n: Fraction(n, 7))


@given(st.lists(FIGURES, min_size=2, max_size=9).map(sorted))
def test_quantiles_are_those_that_are_inclusive(figures):
    found = [samples.quantile(figures, Fraction(n, 20)) for n in range(21)]
    middle = statistics.quantiles(figures, n=20, method="inclusive")
    assert found == [figures[0], *middle, figures[-1]]


def test_of_one_figure_every_quantile_is_that():
    assert samples.quantile([Fraction(3)], Fraction(1, 10)) == 3


@given(st.lists(st.tuples(FIGURES, FIGURES), min_size=3, max_size=9))
def test_a_correlation_is_that_of_the_figures_themselves(pairs):
    one, other = zip(*pairs, strict=True)
    found = samples.pearson(samples.on_one_line(one), samples.on_one_line(other))
    if len(set(one)) == 1 or len(set(other)) == 1:
        assert found is None
    else:
        assert found == pytest.approx(
            statistics.correlation(list(map(float, one)), list(map(float, other))), abs=1e-9
        )


@given(st.lists(st.tuples(FIGURES, FIGURES), min_size=3, max_size=9))
def test_ranks_go_together_whatever_the_distances(pairs):
    one, other = (samples.on_one_line(column) for column in zip(*pairs, strict=True))
    assume(len(set(one)) > 1 and len(set(other)) > 1)
    cubed = [each**3 for each in other]
    assert samples.spearman(one, other) == samples.spearman(one, cubed)
    assert samples.spearman(one, [2 * each for each in one]) == 1
    assert samples.spearman(one, [-each for each in one]) == -1


def test_equal_figures_share_the_mean_of_their_ranks():
    # R: cor(c(1, 2, 2, 4), c(10, 30, 20, 40), method = "spearman") is 0.9486833
    assert samples.spearman([1, 2, 2, 4], [10, 30, 20, 40]) == pytest.approx(0.9486833)

"""Draws: the same on every machine, with the moments that their distributions have."""

import math
from collections import Counter
from hashlib import sha256
from itertools import pairwise
from statistics import fmean, pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartscore.arithmetic.draws import (
    concentration,
    dirichlet,
    gamma,
    quantile,
    uniform,
    widest,
    words,
)
from smartscore.arithmetic.portable import exponential, logarithm

N = 20_000


@given(st.floats(-690, 690))
def test_an_exponential_is_that_of_the_c_library_but_for_its_last_bits(value):
    assert exponential(value) == pytest.approx(math.exp(value), rel=1e-15)


@given(st.floats(1e-300, 1e300))
def test_a_logarithm_is_that_of_the_c_library_but_for_its_last_bits(value):
    assert logarithm(value) == pytest.approx(math.log(value), rel=1e-15, abs=1e-16)


def test_numbers_are_those_of_their_name_and_evenly_spread():
    assert list(words(3, 7, "a")) == list(words(5, 7, "a"))[:3] != list(words(3, 7, "b"))
    assert list(words(2, "x")) == [3821368036, 4161794964]  # hashlib in any language
    numbers = uniform(N, 7, "a")
    assert 0.0 < min(numbers) < 0.001 < 0.999 < max(numbers) < 1.0
    assert fmean(numbers) == pytest.approx(0.5, abs=4 / math.sqrt(12 * N))


@pytest.mark.parametrize("alpha", [0.5, 1.0, 2.5, 15.0, 400.0])
def test_a_gamma_variable_has_the_moments_of_its_distribution(alpha):
    values = gamma(alpha)
    for lower, higher in pairwise(values):
        assert higher >= lower * (1 - 1e-12)
    assert fmean(values) == pytest.approx(alpha, rel=1e-12)
    assert pstdev(values) ** 2 == pytest.approx(alpha, rel=2e-3)  # what lies inside the slices


def test_slices_of_an_exponential_variable_have_the_means_that_their_formula_gives():
    values, size = gamma(1.0), len(gamma(1.0))

    def first(k: int) -> float:
        """The mean up to the k-th edge, times its part of all: 1 - (1 + x) e^-x."""
        left = 1 - k / size
        return 1.0 if not left else 1 - (1 - math.log(left)) * left

    for k in range(size):
        assert values[k] == pytest.approx((first(k + 1) - first(k)) * size, rel=0.015), k


@pytest.mark.parametrize("shares", [(0.5, 0.5), (0.7, 0.2, 0.1), (0.25,) * 4])
def test_drawn_weights_have_the_moments_of_a_dirichlet_distribution(shares):
    cv = 0.4
    whole = concentration(cv, len(shares))
    columns = dirichlet([whole * share for share in shares], N, "moments")
    for row in zip(*columns, strict=True):
        assert sum(row) == pytest.approx(1.0)
    for column, share in zip(columns, shares, strict=True):
        deviation = math.sqrt(share * (1 - share) / (whole + 1))
        assert fmean(column) == pytest.approx(share, abs=4 * deviation / math.sqrt(N))
        assert pstdev(column) == pytest.approx(deviation, rel=0.03)
    squares = [
        share * (pstdev(column) / fmean(column)) ** 2
        for column, share in zip(columns, shares, strict=True)
    ]
    assert math.sqrt(sum(squares)) == pytest.approx(cv, rel=0.03)
    first, second = columns[:2]
    together = fmean(map(float.__mul__, first, second)) - fmean(first) * fmean(second)
    assert together == pytest.approx(-shares[0] * shares[1] / (whole + 1), rel=0.1)


def test_equal_weights_have_the_coefficient_that_was_asked_for_each():
    columns = dirichlet([concentration(0.25, 5) / 5] * 5, N, "equal")
    for column in columns:
        assert pstdev(column) / fmean(column) == pytest.approx(0.25, rel=0.03)


def test_of_two_free_weights_every_share_is_as_likely():
    first, _ = dirichlet([1.0, 1.0], N, "free")
    tenths = Counter(int(share * 10) for share in first)
    for tenth in range(10):
        assert tenths[tenth] / N == pytest.approx(0.1, abs=4 * math.sqrt(0.09 / N))


def test_of_three_free_weights_one_is_above_a_part_as_often_as_its_formula_says():
    first, *_ = dirichlet([1.0] * 3, N, "three")
    for part in (0.2, 0.5, 0.8):
        share = sum(weight > part for weight in first) / N
        expected = (1 - part) ** 2
        assert share == pytest.approx(expected, abs=4 * math.sqrt(expected / N))


def test_draws_are_the_same_bytes_everywhere():
    columns = dirichlet([0.3, 4.5, 31.0], 200, 1, "bytes")
    text = repr(columns).encode()
    assert sha256(text).hexdigest() == (
        "d29dbec4413eef301b6cde4253b168a3cd28f7fca8512b908c0e482c4ba77ce1"
    )


def test_the_widest_coefficient_is_what_a_dirichlet_distribution_nearly_reaches():
    for count in (2, 3, 10):
        assert concentration(widest(count), count) >= 0.1
        assert concentration(widest(count) + 0.01, count) < 0.1
        assert widest(count) < math.sqrt(count - 1)


def test_a_quantile_is_one_of_the_draws():
    draws = [float(k) for k in range(1, 101)]
    assert quantile(draws, 0.05) == 5
    assert quantile(draws, 0.95) == 95
    assert quantile(draws, 0.0) == 1
    assert quantile(draws, 1.0) == 100

"""A sample of `benchmarks/rounding.py`: figures and bands equal those of exact arithmetic."""

import pytest

from benchmarks.rounding import WEIGHTS, chunk, expected, plain, rubric

from .building import scored


@pytest.mark.parametrize("name", WEIGHTS)
def test_random_vectors_are_right_to_the_digit(name):
    wrong_figures, wrong_bands, *_ = chunk(name, seed=2026, count=300)
    assert (wrong_figures, wrong_bands) == (0, 0)


def test_a_vector_that_a_plain_sum_of_floats_gets_wrong():
    policy, governance = [1, 2, 2, 2, 1, 2, 1, 1, 3, 1], [1, 2, 2, 3, 1, 2, 1, 2, 1, 1]
    management = [1, 1, 2, 1, 1, 1, 1, 4, 1, 3, 3]
    services = [1, 2, 1, 3, 4, 3, 3, 2, 1, 2, 2, 1, 2, 1, 2, 2]
    levels = [*policy, *governance, *management, *services]
    ratings = {f"i{n}": level for n, level in enumerate(levels)}
    whole = scored(rubric("spbe"), ratings).whole
    assert whole.band is not None
    assert (whole.shown, whole.band.code) == expected("spbe", levels)
    assert expected("spbe", levels) == ("1.80", "b1")
    assert plain("spbe", levels) == ("1.80", "b0")


def test_the_weights_are_the_official_ones():
    assert [len(weights) for weights in WEIGHTS.values()] == [47, 20]
    assert [round(sum(weights), 6) for weights in WEIGHTS.values()] == [100, 100]

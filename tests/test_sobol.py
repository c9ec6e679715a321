"""Sobol indices against functions whose indices are known."""

from math import pi, sin, sqrt
from statistics import fmean

import pytest

from smartscore.arithmetic.draws import uniform
from smartscore.arithmetic.sobol import Index, indices

N = 5_000


def ishigami(x: float, y: float, z: float) -> float:
    """Ishigami & Homma 1990, with a = 7 and b = 0.1."""
    return sin(x) + 7 * sin(y) ** 2 + 0.1 * z**4 * sin(x)


FIRST = (0.3139, 0.4424, 0.0)
TOTAL = (0.5576, 0.4424, 0.2437)
"""Saltelli et al. 2008, Global sensitivity analysis, section 4.6."""


def estimated(seed: int) -> tuple[Index, ...]:
    a, b = (
        [[pi * (2 * u - 1) for u in uniform(N, seed, sample, i)] for i in range(3)]
        for sample in "ab"
    )
    mixed = []
    for group in range(3):
        inputs = [b[i] if i == group else a[i] for i in range(3)]
        mixed.append(list(map(ishigami, *inputs)))
    found = indices(list(map(ishigami, *a)), list(map(ishigami, *b)), mixed)
    assert found is not None
    return found


def test_indices_of_ishigami_lie_within_their_own_error():
    for found, first, total in zip(estimated(1), FIRST, TOTAL, strict=True):
        assert abs(found.first - first) < 3 * found.first_error
        assert abs(found.total - total) < 3 * found.total_error
        assert found.first_error < 0.03
        assert found.total_error < 0.03


def test_the_errors_are_those_of_other_draws():
    """Over 40 samples: the spread of what is found is what each sample says of its own error."""
    samples = [estimated(seed) for seed in range(40)]
    for group, (first, total) in enumerate(zip(FIRST, TOTAL, strict=True)):
        for name, expected in (("first", first), ("total", total)):
            values = [getattr(sample[group], name) for sample in samples]
            errors = [getattr(sample[group], f"{name}_error") for sample in samples]
            spread = sqrt(fmean((value - expected) ** 2 for value in values))
            assert 0.7 < spread / fmean(errors) < 1.4, (group, name)
            within = sum(
                abs(value - expected) < 2 * error
                for value, error in zip(values, errors, strict=True)
            )
            assert within >= 34, (group, name)


def test_groups_that_only_add_up_have_no_interaction():
    a, b = ([uniform(N, sample, i) for i in range(2)] for sample in "ab")
    mixed = [
        [x + 3 * y for x, y in zip(b[0], a[1], strict=True)],
        [x + 3 * y for x, y in zip(a[0], b[1], strict=True)],
    ]
    results = [[x + 3 * y for x, y in zip(*sample, strict=True)] for sample in (a, b)]
    found = indices(results[0], results[1], mixed)
    assert found is not None
    for index, expected in zip(found, (0.1, 0.9), strict=True):
        assert index.first == pytest.approx(expected, abs=4 * index.first_error)
        assert index.total == pytest.approx(expected, abs=4 * index.total_error)


def test_what_does_not_vary_has_no_indices():
    assert indices([0.3] * 9, [0.3] * 9, [[0.3] * 9]) is None

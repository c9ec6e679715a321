"""How far raters agree: shares, kappas, alpha and AC, as exact fractions, with their intervals.

`None` as a result means undefined: nothing was rated twice, or everything got the same value, so
that agreement can't be told from agreement by chance; it is never 0, 1 or a not-a-number.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Final, Literal, NamedTuple, TypeVar

from smartscore.arithmetic.ratings import Distances, Tally, Units, squares

Metric = Literal["nominal", "ordinal", "interval"]
Key = TypeVar("Key")

_BY: Final[Mapping[Metric, Distances]] = {"nominal": "unweighted", "interval": "quadratic"}


def percent(tally: Tally) -> Fraction | None:
    """The share of pairs of raters that agree, from 0 to 1, the mean of all units.

    For two raters that is the share of units to which both gave the same value.

    >>> percent(Units([[3, 3], [2, 3]]).tally)
    Fraction(1, 2)
    """
    return _closeness(tally, "unweighted")


def kappa(tally: Tally, by: Distances = "unweighted") -> Fraction | None:
    """Cohen's kappa of two raters over the units that both rated, at most 1.

    Cohen 1960; weighted 1968: `linear` counts a disagreement by its distance on the scale,
    `quadratic` by the square of it. The same as scikit-learn's `cohen_kappa_score` where the points
    of the scale are equally far apart. Undefined where both gave one and the same value throughout.

    >>> kappa(Units([[1, 1], [1, 2], [2, 2], [2, 2]]).tally)
    Fraction(1, 2)
    """
    apart = tally.points.apart(by)
    first, second = [0] * len(apart), [0] * len(apart)
    seen = many = 0
    for (a, b), count in tally.both.items():
        first[a] += count
        second[b] += count
        seen += apart[a][b] * count
        many += count
    chance = _between(first, second, apart)
    return 1 - Fraction(seen * many, chance) if chance else None


def alpha(tally: Tally, metric: Metric = "ordinal") -> Fraction | None:
    """Krippendorff's alpha of any number of raters, with gaps, at most 1.

    Krippendorff 2011, Computing Krippendorff's Alpha-Reliability. `nominal` tells values as alike
    or not, `ordinal` by how many were given between them, `interval` by the square of their
    distance. Undefined where all that two raters gave is one value.

    >>> alpha(Units([[1, 1], [2, 1]]).tally, "nominal")
    Fraction(0, 1)
    """
    total = [tally.pairable.get(i, 0) for i in range(len(tally.points))]
    apart = _ranked(total) if metric == "ordinal" else tally.points.apart(_BY[metric])
    seen = Fraction(0)
    for size, pairs in tally.pairs.items():
        if pairs:
            wide = sum(apart[a][b] * count for (a, b), count in pairs.items())
            seen += Fraction(wide, size - 1)
    chance = _between(total, total, apart)
    return 1 - seen * (sum(total) - 1) / chance if chance else None


def _ranked(total: Sequence[int]) -> list[list[int]]:
    """The squares of distances in ranks: a value stands in the middle of those that it fills."""
    places, below = [], 0
    for count in total:
        places.append(2 * below + count)
        below += count
    return squares(places)


def gwet(tally: Tally, by: Distances = "unweighted") -> Fraction | None:
    """Gwet's AC1 (unweighted) or AC2 (weighted) of any number of raters, with gaps, at most 1.

    Gwet 2014, Handbook of Inter-Rater Reliability, as in the package irrCAC. Agreement by chance
    depends on how many points the scale has and stays small where nearly all values are one point,
    at which kappa and alpha stumble: where all are one, AC is 1. Undefined where a scale has only
    one point.
    """
    points = tally.points
    many = len(points)
    close = _closeness(tally, by)
    if close is None or many == 1:
        return None
    share = [Fraction(0)] * many
    for size, given in tally.given.items():
        for value, count in given.items():
            share[value] += Fraction(count, size)
    rated = sum(count for size, count in tally.units.items() if size)
    evenness = 1 - sum((part * part for part in share), Fraction(0)) / (rated * rated)
    weights = many * many - Fraction(points.spread(by), points.widest(by))
    chance = weights * evenness / (many * (many - 1))
    return (close - chance) / (1 - chance) if chance != 1 else None


def _closeness(tally: Tally, by: Distances) -> Fraction | None:
    """How near pairs of raters are: 1 where alike, 0 at the ends of the scale; mean of units."""
    units = tally.paired
    if not units:
        return None
    apart = tally.points.apart(by)
    wide = Fraction(0)
    for size, pairs in tally.pairs.items():
        if pairs:
            met = sum(apart[a][b] * count for (a, b), count in pairs.items())
            wide += Fraction(met, size * (size - 1))
    return 1 - wide / (units * (tally.points.widest(by) or 1))


def _between(one: Sequence[int], other: Sequence[int], apart: Sequence[Sequence[int]]) -> int:
    """How far apart values are when each of one list meets each of another."""
    there = [(i, count) for i, count in enumerate(other) if count]
    return sum(
        count * sum(apart[i][j] * times for j, times in there)
        for i, count in enumerate(one)
        if count
    )


class Interval(NamedTuple):
    """A bootstrap interval: its two ends, and in how many samples the measure is undefined."""

    low: Fraction
    high: Fraction
    undefined: int


def intervals(
    units: Units,
    measures: Mapping[Key, Callable[[Tally], Fraction | None]],
    *,
    draws: int,
    seed: int,
    level: Fraction = Fraction(95, 100),
    watch: Callable[[int], None] = lambda _: None,
) -> dict[Key, Interval | None]:
    """The percentile intervals of measures over samples of units; the same seed, the same ends.

    Efron and Tibshirani 1993, An Introduction to the Bootstrap, section 13.3. All measures see the
    same samples. `None` where half of the samples or more have no value. `watch` is called with how
    many more samples are done.
    """
    source = random.Random(seed)  # noqa: S311 - a draw to be repeated, and no secret
    found: dict[Key, list[Fraction]] = {name: [] for name in measures}
    for _ in range(draws):
        tally = units.drawn(source)
        for name, measure in measures.items():
            value = measure(tally)
            if value is not None:
                found[name].append(value)
        watch(1)
    return {name: _percentiles(values, draws, level) for name, values in found.items()}


def _percentiles(values: list[Fraction], draws: int, level: Fraction) -> Interval | None:
    if 2 * len(values) <= draws:
        return None
    values.sort()
    off = int((1 - level) / 2 * (len(values) - 1))
    return Interval(values[off], values[-1 - off], draws - len(values))

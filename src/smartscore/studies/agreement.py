"""How far several raters agree about one place: rubric by rubric, facts without words.

Raters judge in files of their own, or as `judgements` in one. A unit is an indicator; measures of
agreement are taken of those that are rated on the levels of one scale. What is measured otherwise
is looked at for disagreements only, since by chance numbers of different units agree differently.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from itertools import combinations
from typing import Any, Final, Literal, NamedTuple

from smartscore.arithmetic import agreement
from smartscore.arithmetic.agreement import Interval
from smartscore.arithmetic.numbers import exact
from smartscore.arithmetic.ratings import Tally, Units
from smartscore.arithmetic.strengths import Scale, Strength, strength
from smartscore.model.fields import Text
from smartscore.model.rubric import Rubric
from smartscore.model.walking import Asked
from smartscore.results.result import Result
from smartscore.studies.raters import Judging, Unit
from smartscore.studies.raters import raters as raters_of
from smartscore.studies.raters import units as units_of

Undefined = Literal["one-rater", "no-overlap", "alike", "two-raters"]
"""Why a measure has no value: only one rates, nothing was rated by two, all gave one value, or it
is a measure of two raters and there are more."""

Name = Literal[
    "percent",
    "kappa",
    "kappa-linear",
    "kappa-quadratic",
    "alpha-nominal",
    "alpha-ordinal",
    "alpha-interval",
    "ac1",
    "ac2-linear",
    "ac2-quadratic",
]
MEASURES: Final[Mapping[Name, Callable[[Tally], Fraction | None]]] = {
    "percent": agreement.percent,
    "alpha-ordinal": partial(agreement.alpha, metric="ordinal"),
    "alpha-nominal": partial(agreement.alpha, metric="nominal"),
    "alpha-interval": partial(agreement.alpha, metric="interval"),
    "kappa": partial(agreement.kappa, by="unweighted"),
    "kappa-linear": partial(agreement.kappa, by="linear"),
    "kappa-quadratic": partial(agreement.kappa, by="quadratic"),
    "ac1": partial(agreement.gwet, by="unweighted"),
    "ac2-linear": partial(agreement.gwet, by="linear"),
    "ac2-quadratic": partial(agreement.gwet, by="quadratic"),
}
"""What is measured, in the order in which it is told: first what fits levels and any raters."""

_PAIR: Final = 2


class Measured(NamedTuple):
    """A measure: its value, at most 1, or why it has none; and its bootstrap interval.

    `scale` is what it is held against, `strength` what it is called there.
    """

    name: Name
    value: Fraction | None
    undefined: Undefined | None
    interval: Interval | None
    scale: Scale | None

    @property
    def strength(self) -> Strength | None:
        """What the value is called."""
        return strength(self.value, self.scale)

    @property
    def strengths(self) -> tuple[Strength | None, Strength | None]:
        """What the two ends of the interval are called."""
        if self.interval is None:
            return None, None
        low, high = self.interval[:2]
        return strength(low, self.scale), strength(high, self.scale)


class Pair(NamedTuple):
    """Two raters, by their places among all, and how far they agree on what both rated.

    `percent` and `kappa` (linear) are None where they are undefined.
    """

    one: int
    other: int
    units: int
    percent: Fraction | None
    kappa: Fraction | None


class Part(NamedTuple):
    """A dimension: how many units there are in it, on how many all agree, and two measures.

    Alpha is None where it is undefined, and of a single unit, of which it could say nothing.
    """

    dimension: str
    title: Text
    units: int
    same: int
    percent: Fraction | None
    alpha: Fraction | None


class Agreed(NamedTuple):
    """How far raters agree by one rubric; a graft is a rubric of its own.

    `raters` are those who rated by it, by their places among all. `units` are indicators rated on
    levels by two raters or more, `same` those of them on which all agree. With fewer than `enough`
    units measures say little. `otherwise` counts the indicators that are measured otherwise and
    rated by two or more. `unjudged` have a level that was agreed and nobody's judgement.
    """

    rubric: Rubric
    digest: str | None
    raters: tuple[int, ...]
    units: int
    same: int
    enough: int
    measures: tuple[Measured, ...]
    pairs: tuple[Pair, ...]
    parts: tuple[Part, ...]
    disagreements: tuple[Unit, ...]
    alone: tuple[Unit, ...]
    otherwise: int
    unjudged: tuple[Asked, ...]

    @property
    def few(self) -> bool:
        """Whether there are too few units for measures to say much."""
        return self.units < self.enough

    def measured(self, name: Name) -> Measured:
        """A measure by its name."""
        return next(each for each in self.measures if each.name == name)


class Agreement(NamedTuple):
    """How far raters agree, and by which draws their intervals were found."""

    results: tuple[Result, ...]
    raters: tuple[Judging, ...]
    rubrics: tuple[Agreed, ...]
    draws: int
    seed: int

    def to_dict(self) -> dict[str, Any]:
        """The study as `agreement/1`, which `agree --format json` writes: plain data."""
        from smartscore.studies.agreement_records import agreement

        return agreement(self)

    @property
    def compared(self) -> bool:
        """Whether two raters rated one indicator anywhere."""
        return any(each.units or each.otherwise for each in self.rubrics)


class Sampling(NamedTuple):
    """How samples of indicators are drawn for intervals, and who is told how many are done."""

    draws: int
    seed: int
    watch: Callable[[int], None] = lambda _: None


def agreeing(results: Sequence[Result], codes: Sequence[str], sampling: Sampling) -> Agreement:
    """How far the raters of some assessments of one place agree.

    `codes` name the raters of files that have no `raters` of their own.
    """
    raters = tuple(raters_of(results, codes))
    rubrics: dict[str, tuple[Rubric, str | None]] = {}
    for result in results:
        rubrics |= {c.rubric.code: (c.rubric, c.digest) for c in result.cards}
    for card in (card for result in results for card in result.cards):
        for rubric in card.tree.rubrics():
            rubrics.setdefault(rubric.code, (rubric, None))
    found = [
        _agreed(rubric, digest, units, sampling)
        for rubric, digest in rubrics.values()
        if (units := units_of(rubric, results, raters))
    ]
    return Agreement(tuple(results), raters, tuple(found), sampling.draws, sampling.seed)


def _agreed(
    rubric: Rubric, digest: str | None, found: Sequence[tuple[Unit, bool]], sampling: Sampling
) -> Agreed:
    every = [unit for unit, _ in found]
    raters = tuple(sorted({each.rater for unit in every for each in unit.given}))
    several = [unit for unit in every if len(unit.given) >= _PAIR]
    levelled = [unit for unit in every if unit.asked.indicator.levels is not None and unit.given]
    scale = tuple(exact(point.points) for point in rubric.scale)
    counted = _counted(levelled, raters, scale)
    paired = [unit for unit in levelled if len(unit.given) >= _PAIR]
    differing = [unit for unit in several if unit.differs]
    order = {id(unit): i for i, unit in enumerate(every)}
    differing.sort(key=lambda unit: (-unit.width, order[id(unit)]))
    return Agreed(
        rubric,
        digest,
        raters,
        len(paired),
        sum(not unit.differs for unit in paired),
        2 * len(scale) ** 2,
        tuple(_measures(counted, raters, paired, sampling)),
        tuple(_pairs(levelled, raters, scale)),
        tuple(_parts(levelled, raters, scale)),
        tuple(differing),
        tuple(unit for unit in every if _is_alone(unit)),
        len(several) - len(paired),
        tuple(unit.asked for unit, unjudged in found if unjudged and not unit.given),
    )


def _is_alone(unit: Unit) -> bool:
    """Whether only one rated it, or another says that it does not apply."""
    apart = any(each.aside == "not_applicable" for each in unit.aside)
    return len(unit.given) == 1 or bool(unit.given and apart)


def _counted(units: Sequence[Unit], raters: Sequence[int], scale: Sequence[Fraction]) -> Units:
    rows = []
    for unit in units:
        levels = ((each.rater, each.rating.level) for each in unit.given)
        by = {rater: exact(level) for rater, level in levels if level is not None}
        rows.append([by.get(rater) for rater in raters])
    return Units(rows, scale)


def _measures(
    counted: Units, raters: Sequence[int], paired: Sequence[Unit], sampling: Sampling
) -> Iterator[Measured]:
    defined = {
        name: value
        for name, measure in MEASURES.items()
        if (value := measure(counted.tally)) is not None
    }
    found = agreement.intervals(
        counted,
        {name: MEASURES[name] for name in defined},
        draws=sampling.draws,
        seed=sampling.seed,
        watch=sampling.watch,
    )
    for name in MEASURES:
        why: Undefined | None = None
        if name not in defined:
            why = "alike"
            if len(raters) < _PAIR:
                why = "one-rater"
            elif not paired:
                why = "no-overlap"
            elif name.startswith("kappa") and len(raters) > _PAIR:
                why = "two-raters"
        scale: Scale = "krippendorff" if name.startswith("alpha") else "landis-koch"
        yield Measured(
            name, defined.get(name), why, found.get(name), None if name == "percent" else scale
        )


def _pairs(
    units: Sequence[Unit], raters: Sequence[int], scale: Sequence[Fraction]
) -> Iterator[Pair]:
    for one, other in combinations(raters, 2):
        tally = _counted(units, (one, other), scale).tally
        yield Pair(
            one,
            other,
            tally.paired,
            agreement.percent(tally),
            agreement.kappa(tally, "linear"),
        )


def _parts(
    units: Sequence[Unit], raters: Sequence[int], scale: Sequence[Fraction]
) -> Iterator[Part]:
    """The dimensions right beneath the rubric in which two raters rated something."""
    inside: dict[str, list[Unit]] = {}
    for unit in units:
        if unit.asked.dimensions:
            inside.setdefault(unit.asked.dimensions[0].code, []).append(unit)
    for code, found in inside.items():
        paired = [unit for unit in found if len(unit.given) >= _PAIR]
        if paired:
            tally = _counted(found, raters, scale).tally
            yield Part(
                code,
                found[0].asked.dimensions[0].title,
                len(paired),
                sum(not unit.differs for unit in paired),
                agreement.percent(tally),
                agreement.alpha(tally) if len(paired) > 1 else None,
            )

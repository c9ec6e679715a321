"""From assessments to how far their raters agree: all read, held against one another, measured."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from smartscore.api.assessing import held, scored
from smartscore.api.calls import Data, PathOrText, catalogue, source_of
from smartscore.merging.consensus import Consensus, Rule, consensus
from smartscore.merging.parts import part
from smartscore.model.assessment import Assessment
from smartscore.read import agreeing_faults
from smartscore.read.assessments import Reader
from smartscore.read.comparing_faults import EACH_FILE_ONCE
from smartscore.read.files import given_twice
from smartscore.results.result import Result
from smartscore.studies.agreement import Agreement, Sampling, agreeing
from smartscore.text.naming import codes
from smartscore.text.problems import Code, Complaint, Invalid, Problem, Route, in_order
from smartscore.text.source import Source

DRAWS: Final = 1000
"""Efron and Tibshirani 1993, section 13.3: so many samples at least for the ends of an interval."""

SEED: Final = 1
LEAST_DRAWS: Final = 100
MOST_DRAWS: Final = 100_000
MOST_SEED: Final = 10**9


def agree(
    *assessments: PathOrText | Data | Assessment,
    draws: int = DRAWS,
    seed: int = SEED,
    across_dates: bool = False,
    rubrics: PathOrText | None = None,
    allow_outside: bool = False,
) -> Agreement:
    """How far several raters agree about one place.

    `assessments` are one for each rater, or hold `judgements` of several; each is given as to
    `assess`. Intervals are found by `draws` samples of indicators, drawn from `seed`.
    `across_dates` compares raters who judged on different days; `rubrics` and `allow_outside` are
    as of `assess`.

    Raises Invalid where an assessment can't be scored or they are of different places, days or
    rubrics; Unreadable where a file can't be read; ValueError for `draws` or a `seed` that are no
    whole numbers from 100 to 100,000, or from 0 to 1,000,000,000.
    """
    if not assessments:
        raise ValueError("agree: an assessment is due")
    if type(draws) is not int or not LEAST_DRAWS <= draws <= MOST_DRAWS:
        span = f"from {LEAST_DRAWS} to {MOST_DRAWS}"
        raise ValueError(f"draws: a whole number {span} is due, not {draws!r}")
    if type(seed) is not int or not 0 <= seed <= MOST_SEED:
        raise ValueError(f"seed: a whole number from 0 to {MOST_SEED} is due, not {seed!r}")
    reader = Reader(catalogue(rubrics, allow_outside=allow_outside))
    judged: list[Judged] = []
    problems: list[Problem] = []
    for given in assessments:
        try:
            source = source_of(reader.loader, given)
            judged.append(Judged(source, scored(held(reader, source))))
        except Invalid as invalid:
            problems += invalid.problems
    if problems:
        raise Invalid(problems)
    return agreed(judged, Sampling(draws, seed), across_dates=across_dates)[0]


class Judged(NamedTuple):
    """An assessment that can be scored, with the source in which its places are found."""

    source: Source
    result: Result


def agreed(
    judged: Sequence[Judged],
    sampling: Sampling,
    *,
    beside: Sequence[Judged] = (),
    across_dates: bool = False,
) -> tuple[Agreement, tuple[Problem, ...]]:
    """How far the raters agree, and what else there is to say of their files; raises Invalid.

    `beside` are assessments of the same place of which the raters are not compared.
    """
    problems = in_order([*_told([*judged, *beside], across_dates=across_dates)])
    if any(each.code in _STOPPING for each in problems):
        raise Invalid(problems)
    names = codes([each.source.name for each in judged])
    results = [each.result for each in judged]
    return agreeing(results, names, sampling), tuple(problems)


_STOPPING: Final = frozenset(
    code.code
    for code in (
        agreeing_faults.ONE_PLACE,
        agreeing_faults.ONE_DAY,
        agreeing_faults.ONE_VERSION,
        agreeing_faults.A_RUBRIC_IN_COMMON,
        EACH_FILE_ONCE,
    )
)


def _told(judged: Sequence[Judged], *, across_dates: bool) -> Iterator[Problem]:
    """What does not fit together; each file is held against the first, or another of its rubric."""
    first, *others = judged
    if (twice := given_twice([each.source.name for each in judged])) is not None:
        one, other = (judged[i] for i in twice)
        yield _problem(EACH_FILE_ONCE, other, (), {}, one, ())
        return
    for other in others:
        one_of, another = first.result.assessment, other.result.assessment
        if one_of.subject.is_other(another.subject):
            key = "code" if one_of.subject.code and another.subject.code else "name"
            names = {"one": one_of.subject.name, "other": another.subject.name}
            route: Route = ("subject", key)
            yield _problem(agreeing_faults.ONE_PLACE, other, route, names, first, route)
        if one_of.date != another.date and not across_dates:
            days = {"one": one_of.date.isoformat(), "other": another.date.isoformat()}
            yield _problem(agreeing_faults.ONE_DAY, other, ("date",), days, first, ("date",))
        if one_of.rater is not None and one_of.rater == another.rater and one_of.rater.name:
            who = {"name": one_of.rater.name}
            route = ("rater", "name")
            yield _problem(agreeing_faults.RATERS_DIFFER, other, route, who, first, route)
    yield from _of_rubrics(judged)


def _of_rubrics(judged: Sequence[Judged]) -> Iterator[Problem]:
    seen: dict[str, Judged] = {}
    for i, each in enumerate(judged):
        own = _rubrics(each.result)
        common = [code for code in own if code in seen]
        if i and not common:
            values = {"one": ", ".join(seen), "other": ", ".join(own)}
            route: Route = ("rubrics",)
            yield _problem(
                agreeing_faults.A_RUBRIC_IN_COMMON, each, route, values, judged[0], route
            )
        for code in common:
            before = _rubrics(seen[code].result)[code]
            if before != own[code]:
                values = {"code": code, "one": before[0], "other": own[code][0]}
                values |= {"variant": "content"} if before[0] == own[code][0] else {}
                here, there = (_listed(one, code) for one in (each, seen[code]))
                yield _problem(agreeing_faults.ONE_VERSION, each, here, values, seen[code], there)
        for code in own:
            seen.setdefault(code, each)


def _rubrics(result: Result) -> dict[str, tuple[str, object]]:
    """The version and the content of each rubric that an assessment rates, grafts among them."""
    return {
        rubric.code: (rubric.version, rubric)
        for card in result.cards
        for rubric in card.tree.rubrics()
    }


def _listed(judged: Judged, code: str) -> Route:
    """Where a rubric is listed, or the one that takes it in."""
    for i, card in enumerate(judged.result.cards):
        if any(rubric.code == code for rubric in card.tree.rubrics()):
            return ("rubrics", i)
    return ("rubrics",)


def _problem(
    code: Code, here: Judged, route: Route, values: Mapping[str, str], other: Judged, there: Route
) -> Problem:
    related = (other.source.related(there, "other"),)
    return here.source.problem(Complaint(code, route, values, related=related))


def settled(
    reader: Reader,
    judged: Sequence[Judged],
    folder: Path,
    rule: Rule | None,
    agreed_by: Judged | None = None,
) -> Consensus:
    """What the raters agree on by a rule, or by an assessment that holds it, as one document.

    Paths in it are relative to `folder`.
    """
    every = [*judged, agreed_by] if agreed_by is not None else [*judged]
    names = codes([each.source.name for each in every])
    parts = [
        part(reader, each.source, name, folder) for each, name in zip(every, names, strict=True)
    ]
    last = parts.pop() if agreed_by is not None else None
    return consensus(parts, reader.loader, folder, rule, last)

"""What raters agree on by a rule: one document in which each rating keeps who said what."""

from collections.abc import Callable, Collection, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, get_args

from smartscore.engine.measures import measure_of
from smartscore.merging import findings, texts
from smartscore.merging.document import KEYS, Merged, merged
from smartscore.merging.parts import Data, Part, written
from smartscore.model.assessment import OF_RATINGS, Judgement, ResponseFile
from smartscore.model.fields import rational
from smartscore.model.rubric import Indicator, Rubric
from smartscore.read import merging_faults
from smartscore.read.rubrics import Loader
from smartscore.text.notation import digits
from smartscore.text.problems import Problem

Rule = Literal["median", "lowest"]

_PAIR: Final = 2


Group = Literal["settled", "alone", "said", "kept", "open"]
"""What became of a rating, as `Consensus` names it."""


class Consensus(NamedTuple):
    """The document, and what became of each rating, by its group and its indicator.

    `settled` are those that the rule settled between raters, `alone` those that one only gave,
    `said` those of the file that says what is agreed, `kept` those that were agreed before, and
    `open` those with judgements and no level.
    """

    merged: Merged
    settled: tuple[tuple[str, str], ...]
    alone: tuple[tuple[str, str], ...]
    said: tuple[tuple[str, str], ...]
    kept: tuple[tuple[str, str], ...]
    open: tuple[tuple[str, str], ...]


def consensus(
    parts: Sequence[Part],
    loader: Loader,
    folder: Path,
    rule: Rule | None,
    agreed: Part | None = None,
) -> Consensus:
    """Several parts, or one with judgements, as one document in which a rule says what is agreed.

    What the raters of a part agreed on already stays, unless `agreed` says otherwise: the part that
    holds what was agreed. Where two parts agreed on different things it is open, and told. Evidence
    and references of all are kept. Raises Invalid as `merged` does.
    """
    every = [*parts, agreed] if agreed is not None else [*parts]
    said = dict(_said(agreed)) if agreed is not None else {}
    before, clashes = _agreed_before(parts)
    of_raters = [
        _stripped(each, () if each is agreed else clashes)
        if each is agreed or _has_raters(each)
        else each
        for each in every
    ]
    result = merged(of_raters, loader, folder, apart=True)
    rubrics = _rubrics(every)
    done: dict[Group, list[tuple[str, str]]] = {key: [] for key in get_args(Group)}
    for group, code, rating in written(result.data):
        place, given = (group, code), rating or {}
        state: Group = "said" if place in said else "kept"
        found = said.get(place) or before.get(place)
        if found is not None and "because" not in found:
            found = {**found, **_same_reason(found, before.get(place))}
        if found is None and not given.get("judgements"):
            continue
        if found is None:
            indicator = every[0].indicators.get(group, {}).get(code)
            if place not in clashes:
                found = _by_rule(rule, given, indicator, rubrics.get(group))
            alone = len(given["judgements"]) == 1
            state = "open" if found is None else "alone" if alone else "settled"
        done[state].append(place)
        result.data["ratings"][group][code] = _rewritten(given, found, state)
    writers = [agreed] if agreed is not None else []
    writers += [part for part in parts if _has_raters(part)]
    data = _with_raters(result.data, of_raters, writers)
    told = _told(result.open, parts, clashes - said.keys())
    return Consensus(
        result._replace(data=data, open=told), **{key: tuple(done[key]) for key in done}
    )


def _agreed_before(
    parts: Sequence[Part],
) -> tuple[dict[tuple[str, str], Data], set[tuple[str, str]]]:
    """What the raters of parts agreed on, with all reasons; and where parts differ in that."""
    found: dict[tuple[str, str], list[tuple[str, Data]]] = {}
    for part in parts:
        if _has_raters(part):
            for place, rating in _said(part):
                found.setdefault(place, []).append((part.code, rating))
    clashes = {
        place
        for place, each in found.items()
        if len({findings.identity(rating) for _, rating in each}) > 1
    }
    kept: dict[tuple[str, str], Data] = {}
    for place, each in found.items():
        reasons = [(code, rating["because"]) for code, rating in each if "because" in rating]
        if place not in clashes:
            because = {"because": texts.joined(reasons)} if reasons else {}
            kept[place] = {**findings.finding(each[0][1]), **because}
    return kept, clashes


def _same_reason(found: Data, before: Data | None) -> Data:
    """The reason of what was agreed before, where that is the same."""
    same = before is not None and findings.identity(before) == findings.identity(found)
    return _because(before) if before is not None and same else {}


def _told(
    problems: Sequence[Problem], parts: Sequence[Part], clashes: Collection[tuple[str, str]]
) -> tuple[Problem, ...]:
    """Facts that differ, and ratings only where parts agreed on different things."""
    places = {part.source.place(("ratings", *place)) for part in parts for place in clashes}
    found = []
    for each in problems:
        if each.code != merging_faults.RATINGS_DIFFER.code:
            found.append(each)
        elif each.place in places:
            found.append(each._replace(values={**each.values, "variant": "agreed"}))
    return tuple(found)


def _has_raters(part: Part) -> bool:
    """Whether several raters judged in a part, so that its ratings are what they agreed on."""
    return bool(part.data.get("raters"))


def _said(part: Part) -> list[tuple[tuple[str, str], Data]]:
    """What a part says itself of each indicator: a rating, with its reason."""
    return [
        ((group, code), {**findings.finding(rating), **_because(rating)})
        for group, code, rating in written(part.data)
        if rating and findings.key(rating) in findings.RATED
    ]


def _because(rating: Mapping[str, Any]) -> Data:
    return {"because": rating["because"]} if "because" in rating else {}


def _stripped(part: Part, but: Collection[tuple[str, str]]) -> Part:
    """The part without its own ratings, but for some: they are no judgement of a rater."""
    groups = {
        group: {
            code: {
                key: value
                for key, value in (rating or {}).items()
                if key not in (*findings.RATED, "because")
            }
            if rating and findings.key(rating) in findings.RATED and (group, code) not in but
            else rating
            for code, rating in (found or {}).items()
        }
        for group, found in (part.data.get("ratings") or {}).items()
    }
    return part._replace(data={**part.data, "ratings": groups})


def _rubrics(parts: Sequence[Part]) -> dict[str, Rubric]:
    """All rubrics, those that are taken in among them, by code."""
    return {
        each.rubric.code: each.rubric
        for part in parts
        for _, card in part.rubrics.values()
        for each in card.all()
        if each.rubric is not None
    }


def _by_rule(
    rule: Rule | None, rating: Data, indicator: Indicator | None, rubric: Rubric | None
) -> Data | None:
    """What a rule says is agreed; None where it does not settle it, or a rater sees it apart.

    Without a rule it is what two raters or more gave alike.
    """
    if {"unknown", "not_applicable"} & rating.keys():
        return None
    judgements = rating["judgements"]
    said = [findings.finding(each) for each in judgements]
    alike = len({findings.identity(each) for each in said}) == 1
    if alike and (rule is not None or len(said) >= _PAIR):
        return {**said[0], **_reason(judgements, said[0])}
    if rule is None or indicator is None or rubric is None:
        return None
    ratings = [Judgement.model_validate(each).rating for each in judgements]
    if any(isinstance(each.responses, ResponseFile) for each in ratings):
        return None
    measure = measure_of(indicator, rubric)
    worths = [m.value for each in ratings if (m := measure.measured(each)) is not None]
    if len(worths) < len(said):
        return None
    found = _RULES[rule](_ordered(said, worths), rubric)
    return None if found is None else {**found, **_reason(judgements, found)}


class _Valued(NamedTuple):
    """What a rater gave, with its worth from 0 to 1."""

    finding: Data
    worth: Fraction


def _ordered(said: Sequence[Data], worths: Sequence[Fraction]) -> list[_Valued]:
    return sorted(map(_Valued, said, worths), key=lambda each: each.worth)


def _lowest(said: Sequence[_Valued], rubric: Rubric) -> Data | None:  # noqa: ARG001 - one of two
    """What is worth least; None where that is not one rating."""
    least = [each.finding for each in said if each.worth == said[0].worth]
    alike = len({findings.identity(each) for each in least}) == 1
    return least[0] if alike else None


def _median(said: Sequence[_Valued], rubric: Rubric) -> Data | None:
    """What lies in the middle; of two that differ the mean, where that can be given."""
    half = len(said) // 2
    middle = said[half : half + 1] if len(said) % 2 else said[half - 1 : half + 1]
    values = [each.finding for each in middle]
    if len({findings.identity(each) for each in values}) == 1:
        worth = middle[0].worth
        alike = {findings.identity(each.finding) for each in said if each.worth == worth}
        return values[0] if len(alike) == 1 else None
    key = findings.key(values[0])
    if key == "value" or (key == "level" and rubric.between):
        total = sum((rational(each[key]) for each in values), Fraction(0))
        return {key: _number(total / _PAIR)}
    return None


_RULES: Final[Mapping[Rule, Callable[[Sequence[_Valued], Rubric], Data | None]]] = {
    "median": _median,
    "lowest": _lowest,
}


def _number(value: Fraction) -> int | float | str:
    """A number as a file holds it exactly; a fraction where a decimal number would not be exact."""
    if value.denominator == 1:
        return int(value)
    number = float(value)
    return number if Fraction(digits(number)) == value else f"{value.numerator}/{value.denominator}"


def _reason(judgements: Sequence[Data], found: Data) -> Data:
    """The reason of the first who gave just that."""
    same = (each for each in judgements if findings.identity(each) == findings.identity(found))
    return next((_because(each) for each in same if "because" in each), {})


def _rewritten(rating: Data, found: Data | None, state: Group) -> Data:
    """The rating with what is agreed, or open, its keys in the order of the format."""
    drop = {*findings.RATED, "because"}
    if state in ("said", "kept"):
        drop |= {"unknown", "not_applicable"}
    said = {key: value for key, value in rating.items() if key not in drop} | (found or {})
    return {key: said[key] for key in OF_RATINGS if key in said}


def _with_raters(data: Data, parts: Sequence[Part], writers: Sequence[Part]) -> Data:
    """The document without raters who judged nothing, unless their file declares them.

    Who wrote down what several raters judged or agreed on is no judge: that is the `rater`.
    """
    declared = {each["code"] for part in parts for each in part.data.get("raters") or []}
    used = {
        judgement["rater"]
        for _, _, rating in written(data)
        for judgement in (rating or {}).get("judgements", ())
    }
    found = {
        **data,
        "rater": next((part.rater for part in writers if part.rater), None),
        "raters": [each for each in data.get("raters", ()) if each["code"] in declared | used],
    }
    return {key: found[key] for key in KEYS if found.get(key)}

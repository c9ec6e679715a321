"""What several assessments say about the place, the plan and the day, as one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from smartscore.merging import texts
from smartscore.merging.parts import Data, Part, rubric_reference
from smartscore.read import merging_faults
from smartscore.read.rubrics import Loaded
from smartscore.text.problems import Code, Complaint, Problem, Route

_FACTS: Final[tuple[tuple[str, ...], ...]] = (
    ("language",),
    ("subject", "name"),
    ("subject", "code"),
    ("subject", "province"),
    ("masterplan", "title"),
    ("masterplan", "from"),
    ("masterplan", "until"),
    ("date",),
)
"""What can be said in one way only; the first file's holds."""


def clashes(parts: Sequence[Part]) -> Iterator[Problem]:
    """Places and rubrics that are not the same, so that there is nothing to be merged."""
    first, *others = parts
    for part in others:
        if first.model.subject.is_other(part.model.subject):
            values = {"one": first.data["subject"]["name"], "other": part.data["subject"]["name"]}
            route: Route = ("subject", "name")
            yield _told(merging_faults.ONE_SUBJECT, part, route, values, first, route)
    seen: dict[str, tuple[Part, str, Loaded]] = {}
    for part in parts:
        for code, (reference, card) in part.rubrics.items():
            before, named, known = seen.setdefault(code, (part, reference, card))
            if _content(known) != _content(card):
                one, other = _version(known), _version(card)
                values = {"code": code, "one": one, "other": other}
                values |= {"variant": "content"} if one == other else {}
                here, there = _listed(part, reference), _listed(before, named)
                yield _told(merging_faults.ONE_VERSION, part, here, values, before, there)


def rubrics(parts: Sequence[Part], folder: Path) -> list[str]:
    """The rubrics of all parts, each once; pinned where any part pins it."""
    found: dict[str, str] = {}
    for part in parts:
        for code, (reference, _) in part.rubrics.items():
            here = rubric_reference(reference, part.source.folder, folder)
            if code not in found or ("@" in here and "@" not in found[code]):
                found[code] = here
    return list(found.values())


def united(parts: Sequence[Part], date: str | None = None) -> tuple[Data, list[Problem]]:
    """The facts of the result by their keys, and which of them are not the same everywhere."""
    data: Data = {}
    problems: list[Problem] = []
    for route in _FACTS:
        given = [(part, value) for part in parts if (value := _value(part.data, route))]
        if route == ("date",) and date is not None:
            data["date"] = date
            continue
        if not given:
            continue
        first, kept = given[0]
        inside = data if len(route) == 1 else data.setdefault(route[0], {})
        inside[route[-1]] = kept
        for part, value in given[1:]:
            if _same(route, value, kept):
                continue
            values = {
                "fact": "/".join(route),
                "kept": texts.shown(kept),
                "other": texts.shown(value),
                "variant": route[-1],
            }
            code = merging_faults.FACTS_DIFFER
            problems.append(_told(code, part, route, values, first, route))
    about = [(part.code, part.data["about"]) for part in parts if part.data.get("about")]
    if about:
        data["about"] = texts.joined(about, "\n")
    return data, problems


def informants(parts: Sequence[Part], renamed: Sequence[Mapping[str, str]]) -> list[Data]:
    """Who was asked, each once, with the keys that references have in the result."""
    found: list[Data] = []
    for part, keys in zip(parts, renamed, strict=True):
        for each in part.data.get("informants") or []:
            cited = {"cite": keys.get(each["cite"], each["cite"])} if "cite" in each else {}
            person = {**each, **cited}
            if person not in found:
                found.append(person)
    return found


def _plain(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip().casefold()


def _same(route: Route, one: Any, other: Any) -> bool:
    """Whether two facts are one; names may be spelt with other capitals and blanks."""
    named = route == ("subject", "name")
    return bool(one == other) or (named and _plain(one) == _plain(other))


def _content(card: Loaded) -> list[Any]:
    """A rubric with all that it takes in."""
    return sorted(((r.code, r) for each in card.all() if (r := each.rubric)), key=lambda p: p[0])


def _version(card: Loaded) -> str:
    return card.rubric.version if card.rubric is not None else ""


def _listed(part: Part, reference: str) -> Route:
    return ("rubrics", part.model.rubrics.index(reference))


def _value(data: Data, route: tuple[str, ...]) -> Any:
    here: Any = data
    for key in route:
        here = here.get(key) if isinstance(here, dict) else None
    return here


def _told(
    code: Code, part: Part, route: Route, values: Mapping[str, str], other: Part, there: Route
) -> Problem:
    related = (other.source.related(there, "other"),)
    return part.source.problem(Complaint(code, route, values, related=related))

"""What a rule is, and the cases it looks at."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Generic, NamedTuple, TypeVar

from pydantic import BaseModel

from smartscore.arithmetic.numbers import exact
from smartscore.engine.tree import Tree
from smartscore.model.assessment import Assessment, Evidence, Plan, Rating
from smartscore.model.fields import shown, split_reference
from smartscore.model.rubric import Band, Dimension, Display, Graft, Indicator, Rubric
from smartscore.model.walking import children, walk
from smartscore.text.problems import Beside, Code, Complaint, Edit, Route, Span
from smartscore.text.source import Source
from smartscore.text.wording import Wording

Case = TypeVar("Case")

NONE: Final[Mapping[str, str]] = {}
"""No newer version of anything."""
NO_VERSIONS: Final[Mapping[str, Sequence[int]]] = {}
"""No older version of anything."""


class Finding(NamedTuple):
    """What a rule finds: where, the values of its sentence, and what else a `Complaint` has."""

    route: Route | Span
    values: Mapping[str, str]
    instead: str | None = None
    edit: Edit | None = None
    related: tuple[Beside, ...] = ()


Found = Iterator[Finding | tuple[Route, Mapping[str, str]]]
"""What a rule yields: findings, or just where and the values where there is no more to say."""


class RubricCase(NamedTuple):
    """A rubric; `grafted` holds the rubric behind each reference that was found.

    `tree` is the rubric resolved; there is none while something keeps it from scoring. `further`
    are keys in files of references that it does not cite; not all were read where not `complete`.
    """

    rubric: Rubric
    grafted: Mapping[str, Rubric]
    tree: Tree | None = None
    further: Sequence[str] = ()
    complete: bool = True
    newer: Mapping[str, str] = NONE
    """What a graft that is pinned to an older version would be today: `hdi@2` by `hdi@1`."""

    kept: Mapping[str, Sequence[int]] = NO_VERSIONS
    """The older major versions that are kept of grafts without one, by their code."""

    def scales(self) -> Iterator["Scaled"]:
        """The rubric, and each dimension that is shown, banded or gated in a way of its own."""
        rubric = self.rubric
        yield Scaled((), rubric, rubric.display, rubric.display, rubric.bands, rubric.bands)
        for route, node in walk(rubric):
            if isinstance(node, Dimension) and (node.display or node.bands or node.gates):
                bands = rubric.bands if node.bands is None else node.bands
                display, own = node.shown_on(rubric), node.display
                yield Scaled(route, node, display, own, bands, node.bands or ())

    @staticmethod
    def has_range(display: Display) -> bool:
        """Whether a scale runs upwards (R103); of another nothing can be said."""
        return exact(display.min) < exact(display.max)

    def code(self, node: Dimension | Graft | Indicator) -> str:
        """The code by which a node of the rubric goes."""
        if isinstance(node, Graft):
            inside = self.grafted.get(node.rubric)
            return inside.code if inside else split_reference(node.rubric)[0]
        return node.code

    def place_of(self, code: str) -> str:
        """Where in the rubric a code stands, as its path beneath the whole; nothing for none.

        What lies inside a grafted rubric has the code of the graft before its own path.
        """
        waiting: list[tuple[tuple[str, ...], Rubric | Dimension]] = [((), self.rubric)]
        while waiting:
            path, parent = waiting.pop()
            for _, child in children(parent):
                here = (*path, self.code(child))
                if here[-1] == code:
                    return "/".join(here)
                inner = self.grafted.get(child.rubric) if isinstance(child, Graft) else child
                if isinstance(inner, Rubric | Dimension):
                    waiting.append((here, inner))
        return ""

    def display(self, node: Dimension | Graft | Indicator) -> Display:
        """The scale on which a node is shown: a graft keeps its own, a dimension may have one."""
        if isinstance(node, Dimension):
            return node.shown_on(self.rubric)
        inside = self.grafted.get(node.rubric) if isinstance(node, Graft) else None
        return (inside or self.rubric).display


class Superseded(NamedTuple):
    """A rubric that is pinned to an older major version: its tree, and that of today's."""

    reference: str
    pinned: Tree
    today: Tree


class Otherwise(NamedTuple):
    """A rubric that is scored in another major version than the file pins, as was asked for.

    `reference` is what the file pins and `listed` its tree; `wanted` and `chosen` are scored.
    """

    reference: str
    listed: Tree
    wanted: str
    chosen: Tree


class Scaled(NamedTuple):
    """What has a scale, bands or gates: `display` and `bands` as they hold, and those it says."""

    route: Route
    node: Rubric | Dimension
    display: Display
    own_display: Display | None
    bands: tuple[Band, ...]
    own_bands: tuple[Band, ...]


class TextCase(NamedTuple):
    """A file's text. `schema` is the path to the schema nearest to it, for its modeline."""

    source: Source
    model: type[BaseModel]
    schema: str | None = None


@dataclass(frozen=True, eq=False, repr=False)
class RatingsCase:
    """Ratings with the rubrics that they are for, those that are grafted in among them.

    `narrowed` says that only some of the rubrics that a file lists are looked at.
    """

    ratings: Mapping[str, Mapping[str, Rating | None] | None]
    """By the code of the rubric and then of the indicator."""

    rubrics: Mapping[str, Rubric]
    written: Callable[[Route], str | None] = lambda _: None
    """A value as its file has it, `13.360` and not 13.36; None where there is no such text."""

    narrowed: bool = False
    positions: Mapping[str, int] = field(default_factory=dict)
    """Where in the list of rubrics each listed one stands."""

    @cached_property
    def indicators(self) -> Mapping[str, Mapping[str, Indicator]]:
        """What can be rated, by the code of the rubric and then of the indicator."""
        return {group: indicators(rubric) for group, rubric in self.rubrics.items()}

    def as_written(self, route: Route, value: int | float | str) -> str:
        """A number as a sentence quotes it: `35.10` where that stands in the file, not 35.1."""
        return shown(self.written(route) or value)

    def rated(self) -> Iterator[tuple[Route, Rating, Indicator, Rubric]]:
        """Every rating that is written for an indicator of a rubric, with its route."""
        for group, rubric in self.rubrics.items():
            known = self.indicators[group]
            for code, rating in (self.ratings.get(group) or {}).items():
                if rating is not None and code in known:
                    yield ("ratings", group, code), rating, known[code], rubric

    def pieces(self) -> Iterator[tuple[Route, Evidence]]:
        """Every piece of evidence with its route, candidates that nobody has read among them."""
        for route, rating, _, _ in self.rated():
            for i, piece in enumerate(rating.pieces):
                yield (*route, "evidence", i), piece

    def planned(self) -> Iterator[tuple[Route, Plan, Rating, Indicator, Rubric]]:
        """Every plan of an indicator with its route, and the rating in which it stands."""
        for route, rating, indicator, rubric in self.rated():
            if rating.plan is not None:
                yield (*route, "plan"), rating.plan, rating, indicator, rubric

    def stated(self) -> Iterator[tuple[Route, Rating, Indicator, Rubric]]:
        """Every rating, and what plans and judgements say as the ratings that they would be."""
        for route, rating, indicator, rubric in self.rated():
            yield route, rating, indicator, rubric
            for i, judgement in enumerate(rating.judgements):
                yield (*route, "judgements", i), judgement.rating, indicator, rubric
            if rating.plan is not None:
                yield (*route, "plan"), rating.plan.target, indicator, rubric


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class AssessmentCase(RatingsCase):
    """An assessment held against its rubrics."""

    assessment: Assessment
    further: Sequence[str] = ()
    """Keys in files of references that nothing cites."""

    complete: bool = True
    """Whether all of those files could be read."""

    superseded: Mapping[str, Superseded] = field(default_factory=dict)
    """What is pinned to an older version, by the code of the rubric."""

    otherwise: Mapping[str, Otherwise] = field(default_factory=dict)
    """What is scored in another version than the file pins, by the code of the rubric."""

    kept: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """The older major versions that are kept of rubrics listed without one, by their code."""

    texts: Mapping[str, Wording | None] = field(default_factory=dict)
    """What stands in the files of references, by key; None where a file could not be read."""


def indicators(rubric: Rubric) -> dict[str, Indicator]:
    """A rubric's own indicators by code, in its order."""
    return {node.code: node for _, node in walk(rubric) if isinstance(node, Indicator)}


def repeated(
    names: Sequence[str], at: Route, key: str = "", said: str = "code"
) -> Iterator[Finding]:
    """The names in a list that stood in it before, as findings with the place of the first.

    The list is `at` the end of a route; `key` is the key of the names where its items are mappings,
    and `said` what a sentence calls them.
    """
    first: dict[str, int] = {}
    inside = (key,) if key else ()
    for i, name in enumerate(names):
        before = first.setdefault(name, i)
        if before != i:
            related = (Beside((*at, before, *inside), "first"),)
            yield Finding((*at, i, *inside), {said: name}, related=related)


@dataclass(frozen=True, slots=True)
class Rule(Generic[Case]):
    """A code, and the function that finds what breaks it.

    The function's docstring is the code's page in the manual (`smartscore rule CODE`).
    """

    code: Code
    check: Callable[[Case], Found]

    def complaints(self, case: Case) -> Iterator[Complaint]:
        """The complaints of this rule about a case."""
        for each in self.check(case):
            found = Finding(*each)
            yield Complaint(self.code, found.route, found.values, None, *found[2:])

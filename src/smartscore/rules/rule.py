"""What a rule is, and the cases it looks at."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, Literal, NamedTuple, TypeVar

from pydantic import BaseModel

from smartscore.assessment import Assessment, Rating
from smartscore.engine.tree import Tree
from smartscore.fields import shown, split_reference
from smartscore.problems import Complaint, Edit, Problem, Route, Severity, sole_match
from smartscore.rubric import Band, Dimension, Display, Graft, Indicator, Rubric, walk
from smartscore.source import Source

Case = TypeVar("Case")

Found = Iterator[tuple[Route, dict[str, str]]]
"""What a rule yields: where, and the values of its sentence.

The value `instead`, where it is there, is the scalar that would mend it.
"""


class RubricCase(NamedTuple):
    """A rubric; `grafted` holds the rubric behind each reference that was found.

    `tree` is the rubric resolved; there is none while something keeps it from scoring.
    """

    rubric: Rubric
    grafted: Mapping[str, Rubric]
    tree: Tree | None = None

    def scales(self) -> Iterator["Scaled"]:
        """The rubric, and each dimension that is shown, banded or gated in a way of its own."""
        rubric = self.rubric
        yield Scaled((), rubric, rubric.display, rubric.display, rubric.bands, rubric.bands)
        for route, node in walk(rubric):
            if isinstance(node, Dimension) and (node.display or node.bands or node.gates):
                bands = rubric.bands if node.bands is None else node.bands
                display, own = node.shown_on(rubric), node.display
                yield Scaled(route, node, display, own, bands, node.bands or ())

    def code(self, node: Dimension | Graft | Indicator) -> str:
        """The code by which a node of the rubric goes."""
        if isinstance(node, Graft):
            inside = self.grafted.get(node.rubric)
            return inside.code if inside else split_reference(node.rubric)[0]
        return node.code

    def display(self, node: Dimension | Graft | Indicator) -> Display:
        """The scale on which a node is shown: a graft keeps its own, a dimension may have one."""
        if isinstance(node, Dimension):
            return node.shown_on(self.rubric)
        inside = self.grafted.get(node.rubric) if isinstance(node, Graft) else None
        return (inside or self.rubric).display


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


@dataclass(frozen=True, slots=True)
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

    def as_written(self, route: Route, value: int | float | str) -> str:
        """A number as a sentence quotes it: `35.10` where that stands in the file, not 35.1."""
        return shown(self.written(route) or value)

    def rated(self) -> Iterator[tuple[Route, Rating, Indicator, Rubric]]:
        """Every rating that is written for an indicator of a rubric, with its route."""
        for group, rubric in self.rubrics.items():
            known = indicators(rubric)
            for code, rating in (self.ratings.get(group) or {}).items():
                if rating is not None and code in known:
                    yield ("ratings", group, code), rating, known[code], rubric


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentCase(RatingsCase):
    """An assessment held against its rubrics."""

    assessment: Assessment
    texts: Mapping[str, str | None] = field(default_factory=dict)
    """What stands in the files of references, by key; None where a file could not be read."""


def indicators(rubric: Rubric) -> dict[str, Indicator]:
    """A rubric's own indicators by code, in its order."""
    return {node.code: node for _, node in walk(rubric) if isinstance(node, Indicator)}


def repeated(items: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The items that stood in the list before, with their positions."""
    seen: set[str] = set()
    for i, item in enumerate(items):
        if item in seen:
            yield i, item
        seen.add(item)


def instead(word: str, known: Iterable[str]) -> dict[str, str]:
    """The value `instead` of a finding, where only one known word can have been meant."""
    sole = sole_match(word, known)
    return {"instead": sole} if sole else {}


class Spot(NamedTuple):
    """What a rule about text yields: from index to index, the values of its sentence, a mend."""

    start: int
    end: int
    values: dict[str, str]
    edit: Edit | None = None


@dataclass(frozen=True, slots=True)
class TextRule:
    """A rule about a file's text, whatever kind of file it is; it never blocks."""

    code: str
    check: Callable[[TextCase], Iterator[Spot]]
    severity: Severity
    mends: bool = False

    def problems(self, case: TextCase) -> Iterator[Problem]:
        """The problems of this rule in a text."""
        for spot in self.check(case):
            yield case.source.spot(
                self.code, spot.start, spot.end, spot.values, self.severity, spot.edit
            )


@dataclass(frozen=True, slots=True)
class Rule(Generic[Case]):
    """A code, how much it weighs, and the function that finds what breaks it.

    The function's docstring is the rule's page in the manual (`smartscore rule CODE`).

    Nothing can be computed from a file that breaks a rule that `blocks`. `about_key` says that the
    caret belongs under the key; `mends`, that some of its problems have one safe answer.
    """

    code: str
    check: Callable[[Case], Found]
    severity: Severity = Severity.ERROR
    blocks: bool = True
    about_key: bool = False
    mends: bool = False

    def complaints(self, case: Case) -> Iterator[Complaint]:
        """The complaints of this rule about a case."""
        about: Literal["key", "value"] = "key" if self.about_key else "value"
        for route, values in self.check(case):
            instead = values.pop("instead", None)
            yield Complaint(self.code, route, values, about, self.severity, instead)

"""The shape of a `rubric/1` file: what readiness means. Shapes only; judgements are rules."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    Strict,
    Tag,
    model_validator,
)

from smartscore.fields import (
    Citation,
    Code,
    Date,
    Model,
    Number,
    Reference,
    RubricReference,
    Share,
    Text,
    Version,
    Weight,
    not_empty,
    shown,
    wrong,
)

Method = Literal["arithmetic", "geometric", "harmonic", "minimum"]


def _points(value: Any) -> Any:
    """A key is text in YAML's eyes; on a ladder it is a number of points."""
    if isinstance(value, str):
        for kind in (int, float):
            try:
                return kind(value)
            except ValueError:
                continue
        raise wrong("S104", expected="number", value=shown(value))
    return value


Points = Annotated[Number, BeforeValidator(_points)]
Ladder = Annotated[dict[Points, Text], Field(min_length=1)]
"""Descriptors by points: what can be observed at each."""


class Validity(Model):
    """When the rubric is in force, and the regulation that says so."""

    start: Date | None = Field(default=None, alias="from")
    until: Date | None = None
    basis: Text | None = None


class Display(Model):
    """The scale on which scores are shown, and the decimals that are printed."""

    min: Number = 0
    max: Number = 100
    decimals: Annotated[int, Strict(), Field(ge=0, le=6)] = 1


class Band(Model):
    """A name for the figures from `start` (included) up to the next band."""

    code: Code
    start: Number = Field(alias="from")
    label: Text


class ScalePoint(Model):
    """A point that an indicator with levels can be given."""

    points: Number
    label: Text


class Missing(Model):
    """What an unknown rating does, and how much must be rated before a figure is shown."""

    treat: Literal["exclude", "worst"] = "exclude"
    minimum_availability: Share = 0


def _levels_kind(value: Any) -> str:
    return "ladder" if isinstance(value, dict) else "ladder-name"


Levels = Annotated[
    Annotated[Ladder, Tag("ladder")] | Annotated[Code, Tag("ladder-name")],
    Discriminator(_levels_kind),
]


class Indicator(Model):
    """What is rated. Its measure is exactly one of the keys in `MEASURES`."""

    code: Code
    title: Text
    question: Text | None = None
    look_for: Text | None = None
    judged_by: Literal["any", "demand"] = "any"
    weight: Weight = 1
    levels: Levels | None = None
    citations: tuple[Citation, ...] = ()

    @model_validator(mode="after")
    def _one_measure(self) -> "Indicator":
        if sum(getattr(self, name) is not None for name in MEASURES) != 1:
            raise wrong("S114", keys=", ".join(MEASURES))
        return self


MEASURES = ("levels",)
"""The keys that say how an indicator is rated; a new measure starts here."""


class Graft(Model):
    """Another rubric, taken in whole as a child."""

    rubric: RubricReference
    weight: Weight = 1


def _child_kind(value: Any) -> str:
    grafted = "rubric" in value if isinstance(value, dict) else isinstance(value, Graft)
    return "graft" if grafted else "dimension"


class Dimension(Model):
    """A part of the whole: further dimensions, or indicators."""

    code: Code
    title: Text
    about: Text | None = None
    weight: Weight = 1
    aggregate: Method | None = None
    dimensions: "Annotated[tuple[Child, ...], AfterValidator(not_empty)] | None" = None
    indicators: Annotated[tuple[Indicator, ...], AfterValidator(not_empty)] | None = None
    citations: tuple[Citation, ...] = ()

    @model_validator(mode="after")
    def _one_kind_of_child(self) -> "Dimension":
        if (self.dimensions is None) == (self.indicators is None):
            raise wrong("S111")
        return self


Child = Annotated[
    Annotated[Graft, Tag("graft")] | Annotated[Dimension, Tag("dimension")],
    Discriminator(_child_kind),
]


class Gate(Model):
    """What a mean must not hide: while `when` is below a limit, the band is capped."""

    when: Code
    below: Number
    cap: Code
    because: Text


class Rubric(Model):
    """A `rubric/1` file."""

    smartscore: Literal["rubric/1"]
    code: Code
    version: Version
    title: Text
    about: Text | None = None
    validity: Validity | None = None
    references: tuple[Reference, ...] = ()
    display: Display = Display()
    bands: tuple[Band, ...] = ()
    scale: tuple[ScalePoint, ...] = ()
    aggregate: Method = "arithmetic"
    missing: Missing = Missing()
    evidence: Literal["required", "advised", "optional"] = "required"
    ladders: dict[Code, Ladder] = Field(default_factory=dict)
    dimensions: Annotated[tuple[Child, ...], AfterValidator(not_empty)]
    gates: tuple[Gate, ...] = ()

    @property
    def major(self) -> int:
        """The major version: the part that changes when scores can."""
        return int(self.version.split(".")[0])

    def descriptors(self, indicator: Indicator) -> Mapping[int | float, Any]:
        """What an indicator's levels look like, its own or those of the ladder it names."""
        if isinstance(indicator.levels, str):
            return self.ladders.get(indicator.levels, {})
        return indicator.levels or {}


Route = tuple[str | int, ...]


def children(
    node: "Rubric | Dimension", route: Route = ()
) -> Iterator[tuple[Route, "Dimension | Graft | Indicator"]]:
    """A node's children with their routes, in the order of the file."""
    for i, child in enumerate(node.dimensions or ()):
        yield (*route, "dimensions", i), child
    if isinstance(node, Dimension):
        for i, indicator in enumerate(node.indicators or ()):
            yield (*route, "indicators", i), indicator


def walk(
    node: "Rubric | Dimension", route: Route = ()
) -> Iterator[tuple[Route, "Dimension | Graft | Indicator"]]:
    """Everything beneath a node with its route, parents first; grafts are not entered."""
    for place, child in children(node, route):
        yield place, child
        if isinstance(child, Dimension):
            yield from walk(child, place)

"""How an indicator is measured: levels, a quantity, a checklist, or a survey."""

from typing import Annotated, Any, Literal

from pydantic import (
    BeforeValidator,
    Discriminator,
    Field,
    Strict,
    Tag,
    WithJsonSchema,
    model_validator,
)

from smartscore.model.fields import (
    Code,
    Model,
    Number,
    Text,
    Weight,
    shown,
)
from smartscore.text import shape_faults
from smartscore.text.nodes import JSON_NUMBER, LONGEST_NUMBER
from smartscore.text.problems import Wrong


def _points(value: Any) -> Any:
    """A key is text in YAML's eyes; on a ladder it is a number of points."""
    if isinstance(value, str):
        match = JSON_NUMBER.fullmatch(value)
        if match is None or len(value) > LONGEST_NUMBER:
            raise Wrong(shape_faults.WRONG_KIND_OF_VALUE, expected="number", value=shown(value))
        return float(value) if match["fraction"] else int(value)
    return value


def _each_point_once(value: Any) -> Any:
    """Two keys that are the same number, such as 1 and 1.0, would become one."""
    if isinstance(value, dict):
        seen: dict[float, str] = {}
        for key in value:
            match = JSON_NUMBER.fullmatch(str(key))
            if match and float(key) in seen:
                first = seen[float(key)]
                raise Wrong(shape_faults.POINTS_STAND_TWICE, points=str(key), first=first)
            if match:
                seen[float(key)] = str(key)
    return value


Points = Annotated[
    Number,
    BeforeValidator(_points),
    WithJsonSchema({"type": "string", "pattern": r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$"}),
]
"""A number of points as a key."""


Descriptor = Annotated[
    Text, Field(title="Descriptor", description="What can be observed at this level.")
]


Ladder = Annotated[
    dict[Points, Descriptor],
    BeforeValidator(_each_point_once),
    Field(
        min_length=1,
        title="Descriptors by points",
        json_schema_extra={
            "defaultSnippets": [{"label": "1, 3, 5", "body": {"1": "$1", "3": "$2", "5": "$3"}}]
        },
    ),
]
"""Descriptors by points: what can be observed at each."""


def _levels_kind(value: Any) -> str:
    return "ladder" if isinstance(value, dict) else "ladder-name"


Levels = Annotated[
    Annotated[Ladder, Tag("ladder")]
    | Annotated[Code, Tag("ladder-name"), Field(title="Code of a ladder")],
    Discriminator(_levels_kind),
]


class Quantity(Model):
    """A measured number and its goalposts, or its place in a sample."""

    unit: Text
    """What is counted, and in what."""

    worst: Number | None = None
    """The number that scores nothing; what is worse is clipped to it."""

    best: Number | None = None
    """The number that scores in full; what is better is clipped to it."""

    transform: Literal["identity", "log"] = "identity"
    """`log` for numbers of which each further unit counts less, such as incomes."""

    over: Literal["sample"] | None = None
    """`sample`: the score depends on all places that are compared, so that one alone has none."""

    better: Literal["higher", "lower"] | None = None
    """Which direction is better, over a sample."""

    method: Literal["z-score", "min-max", "rank"] | None = None
    """How the numbers of a sample become scores."""

    clip: Literal["expected"] | None = None
    """`expected`: numbers beyond a goalpost are usual, as in an index that caps incomes; each is
    then told as advice and not as a warning. It never moves a score."""

    @model_validator(mode="after")
    def _goalposts_or_sample(self) -> "Quantity":
        fixed = self.worst is not None and self.best is not None
        if fixed == (self.over is not None) or (self.worst is None) != (self.best is None):
            raise Wrong(shape_faults.GOALPOSTS_OR_SAMPLE)
        return self


class Item(Model):
    """One thing on a checklist."""

    code: Code
    """Ratings name the items that are met by their codes."""

    text: Text
    """What can be seen to be so or not."""

    weight: Weight = 1
    """Relative to the other items; zero or more."""


class Survey(Model):
    """Answers of many people on one scale."""

    min: Number
    """The lowest answer that can be given."""

    max: Number
    """The highest answer that can be given."""

    reversed: Annotated[bool, Strict()] = False
    """`true` for a negatively worded item, of which the lowest answer scores in full."""

    @property
    def ends(self) -> tuple[int | float, int | float]:
        """The answer that scores nothing, and the one that scores in full."""
        return (self.max, self.min) if self.reversed else (self.min, self.max)

"""The shape of a `rubric/1` file: what readiness means. Shapes only; judgements are rules."""

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal, TypeVar

from pydantic import (
    AfterValidator,
    Discriminator,
    Field,
    Strict,
    Tag,
    model_validator,
)

from smartscore.model.fields import (
    ONE_OR_MORE,
    Citation,
    Code,
    Date,
    Model,
    Number,
    Reference,
    References,
    RubricReference,
    Share,
    Spoken,
    Text,
    Version,
    Weight,
    not_empty,
)
from smartscore.model.measures import Item, Ladder, Levels, Quantity, Survey
from smartscore.model.weights import Weighting, Weights
from smartscore.text import shape_faults
from smartscore.text.problems import Wrong

Method = Literal["arithmetic", "geometric", "harmonic", "minimum", "maximum"]
Technique = Literal["document", "interview", "observation", "questionnaire"]


class Validity(Model):
    """When the rubric is in force, and the regulation that says so."""

    start: Date | None = Field(default=None, alias="from")
    """The first day on which the rubric is in force, YYYY-MM-DD."""

    until: Date | None = None
    """The last day on which the rubric is in force, YYYY-MM-DD."""

    basis: Text | None = None
    """The regulation or decision that says so."""

    superseded_by: Code | None = None
    """The code of the rubric that took its place."""


class Display(Model):
    """The scale on which scores are shown, and the decimals that are printed."""

    min: Number = 0
    """The figure when everything is at its lowest."""

    max: Number = 100
    """The figure when everything is at its highest; above `min`."""

    decimals: Annotated[int, Strict(), Field(ge=0, le=6)] = 1
    """How many decimals are printed."""


class Band(Model):
    """A name for the figures from its lowest, included, up to the next band."""

    code: Code
    """The band's name for gates and programs; unique among the bands."""

    start: Number = Field(alias="from")
    """The lowest figure of the band, included. That of the first band is `display.min`."""

    label: Text
    """The band's name for readers."""


class ScalePoint(Model):
    """A point that an indicator with levels can be given."""

    points: Number
    """The number of points; points rise from one to the next."""

    label: Text
    """What the level is called, on every indicator."""


class Missing(Model):
    """What an unknown rating does, and how much must be rated before a figure is shown."""

    treat: Literal["exclude", "worst"] = "exclude"
    """`exclude` leaves unknown ratings out; `worst` counts them as the lowest level."""

    minimum_availability: Share = 0
    """Below this share of rated weight, from 0 to 1, a figure is withheld."""


Crossing = Annotated[
    str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$", max_length=160)
]


class Indicator(Model):
    """What is rated, by exactly one measure."""

    code: Code
    """Unique in the rubric. Assessments rate the indicator under this code."""

    title: Text
    """What the indicator is called."""

    question: Text | None = None
    """What the rater asks."""

    look_for: Text | None = None
    """Documents to read and people to ask that can show it."""

    keywords: Spoken | None = None
    """How documents speak of it: words and phrases by which `evidence` looks for passages."""

    techniques: tuple[Technique, ...] = ()
    """How its data are gathered, for the instrument grid of a thesis."""

    judged_by: Literal["any", "demand"] = "any"
    """`demand` if the people served should judge it, else `any`."""

    weight: Weight = 1
    """Relative to its siblings; zero or more."""

    levels: Levels | None = None
    """What can be observed at each level, by its points on the scale; or the code of a ladder."""

    floor: Number | None = None
    """Beside `levels`: the points that score nothing, if they are not those of the lowest level."""

    quantity: Quantity | None = None
    """A measured number."""

    checklist: Annotated[tuple[Item, ...], AfterValidator(not_empty), ONE_OR_MORE] | None = None
    """Things that are there or not; the score is the weighted share that is."""

    survey: Survey | None = None
    """Answers of many people; the score is their mean."""

    citations: tuple[Citation, ...] = ()
    """Where the indicator comes from."""

    crosswalk: tuple[Crossing, ...] = ()
    """Indicators of other rubrics that ask for much the same, as `rubric/indicator`."""

    @property
    def measure(self) -> str:
        """The key of its measure."""
        return next(name for name in MEASURES if getattr(self, name) is not None)

    @model_validator(mode="after")
    def _one_measure(self) -> "Indicator":
        if sum(getattr(self, name) is not None for name in MEASURES) != 1:
            raise Wrong(shape_faults.ONE_MEASURE, keys=", ".join(MEASURES))
        return self


MEASURES = ("levels", "quantity", "checklist", "survey")
"""The keys that say how an indicator is rated; a new measure starts here."""


class Graft(Model):
    """Another rubric, taken in whole as a child."""

    rubric: RubricReference
    """A code, or a path relative to this file; `@1` pins the major version."""

    weight: Weight = 1
    """Relative to its siblings; zero or more."""


class Gate(Model):
    """What a mean must not hide: while `when` is below a limit, the band is capped."""

    when: Code
    """The code of the dimension, indicator or graft that is watched."""

    below: Number
    """The gate fires below this figure, on the display scale of what is watched."""

    cap: Code
    """The band above which the whole does not go while the gate fires."""

    because: Text
    """The reason, shown with the gate."""


def _filled(own: "_Part | None", around: "_Part") -> "_Part":
    """A part with what it does not say taken from another."""
    if own is None:
        return around
    said = {name: getattr(own, name) for name in own.model_fields_set}
    return around.model_copy(update=said)


_Part = TypeVar("_Part", Display, Missing)


ONE_KEY: Final = Field(json_schema_extra={"minProperties": 1})
"""For editors: what `_says_something` asks for."""


def _says_something(part: _Part) -> _Part:
    """Refuse a part of a dimension that has no key: it would say what is so without it."""
    if not part.model_fields_set:
        raise Wrong(shape_faults.NOTHING_WRITTEN)
    return part


def _child_kind(value: Any) -> str:
    grafted = "rubric" in value if isinstance(value, dict) else isinstance(value, Graft)
    return "graft" if grafted else "dimension"


class Dimension(Model):
    """A part of the whole: further dimensions, or indicators."""

    code: Code
    """Unique in the rubric."""

    title: Text
    """What the dimension is called."""

    about: Text | None = None
    """What the dimension covers."""

    weight: Weight = 1
    """Relative to its siblings; zero or more."""

    aggregate: Method | None = None
    """The mean over its own children, if it is not that of the rubric."""

    display: Annotated[Display, AfterValidator(_says_something), ONE_KEY] | None = None
    """A scale of its own on which the dimension is shown; what it does not say, the rubric says."""

    bands: tuple[Band, ...] | None = None
    """Bands of its own, on the scale on which it is shown."""

    gates: tuple[Gate, ...] = ()
    """Limits on what stands beneath it, below which its own band is capped."""

    missing: Annotated[Missing, AfterValidator(_says_something), ONE_KEY] | None = None
    """What unknown ratings beneath it do; what it does not say, what is around it says."""

    weights: Weights | None = None
    """How its children are weighted, instead of a `weight` of each."""

    dimensions: "Annotated[tuple[Child, ...], AfterValidator(not_empty), ONE_OR_MORE] | None" = None
    """Further dimensions or grafted rubrics, instead of indicators."""

    indicators: Annotated[tuple[Indicator, ...], AfterValidator(not_empty), ONE_OR_MORE] | None = (
        None
    )
    """What is rated, instead of further dimensions."""

    citations: tuple[Citation, ...] = ()
    """Where the dimension comes from."""

    def shown_on(self, rubric: "Rubric") -> Display:
        """The scale on which it is shown: its own, and in what that does not say the rubric's."""
        return _filled(self.display, rubric.display)

    def treats(self, around: Missing) -> Missing:
        """What unknown ratings beneath it do; `around` is what they do around it."""
        return _filled(self.missing, around)

    @model_validator(mode="after")
    def _one_kind_of_child(self) -> "Dimension":
        if (self.dimensions is None) == (self.indicators is None):
            raise Wrong(shape_faults.ONE_KIND_OF_CHILD)
        return self


Child = Annotated[
    Annotated[Graft, Tag("graft")] | Annotated[Dimension, Tag("dimension")],
    Discriminator(_child_kind),
]


class Rubric(Model):
    """What readiness means: a `rubric/1` file."""

    smartscore: Literal["rubric/1"]
    """The kind of file, and the version of its format."""

    code: Code
    """The rubric's name in assessments and in other rubrics."""

    version: Version
    """Three numbers; the first rises when scores can change."""

    title: Text
    """What the rubric is called."""

    about: Text | None = None
    """What it measures, for whom, and what it can not tell."""

    validity: Validity | None = None
    """When the rubric is in force, and the regulation that says so."""

    listed: References = Field(default=(), alias="references")
    """The sources that citations point to, as CSL items, or files of them (.json, .bib)."""

    display: Display = Display()
    """The scale on which scores are shown, and the decimals that are printed."""

    bands: tuple[Band, ...] = ()
    """Names for parts of the display scale, from the lowest."""

    scale: tuple[ScalePoint, ...] = ()
    """The levels that an indicator can be given, from the lowest; two or more."""

    between: Annotated[bool, Strict()] = False
    """`true` where a rating may lie between two points of the scale, as a mean of raters does;
    never beyond its ends."""

    floor: Number | None = None
    """The points that score nothing, for all indicators with levels; else the lowest level's."""

    aggregate: Method = "arithmetic"
    """The mean over children. `geometric`, `harmonic` and `minimum` let a strong child make up less
    and less for a weak one; with `maximum` one that is strong is enough."""

    missing: Missing = Missing()
    """What unknown ratings do."""

    evidence: Literal["required", "advised", "optional"] = "required"
    """What a rating above the lowest level without evidence is: an error if `required`, advice if
    `advised`, nothing if `optional`."""

    ladders: dict[Code, Ladder] = Field(default_factory=dict)
    """Descriptors that several indicators share, by name."""

    weights: Weights | None = None
    """How the dimensions are weighted, instead of a `weight` of each."""

    weightings: Annotated[dict[Code, Weighting], Field(min_length=1)] = Field(default_factory=dict)
    """Other weights by name, to be asked for; whoever is not named keeps their own."""

    dimensions: Annotated[tuple[Child, ...], AfterValidator(not_empty), ONE_OR_MORE]
    """The parts of the whole: dimensions or grafted rubrics."""

    gates: tuple[Gate, ...] = ()
    """What a mean must not hide: limits below which the band is capped."""

    @property
    def references(self) -> tuple[Reference, ...]:
        """The sources; those in files only once these were read (`read/libraries`)."""
        return tuple(each for each in self.listed if isinstance(each, Reference))

    @property
    def major(self) -> int:
        """The major version: the part that changes when scores can."""
        return int(self.version.split(".")[0])

    def descriptors(self, indicator: Indicator) -> Mapping[int | float, Any]:
        """What an indicator's levels look like, its own or those of the ladder it names."""
        if isinstance(indicator.levels, str):
            return self.ladders.get(indicator.levels, {})
        return indicator.levels or {}

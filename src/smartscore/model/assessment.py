"""The shape of an `assessment/1` file: what was found about one place. Shapes only."""

import datetime
import re
from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    Strict,
    Tag,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
    model_validator,
)

from smartscore.model.fields import (
    NUMBER_OR_FRACTION,
    ONE_OR_MORE,
    Also,
    CitationKey,
    Code,
    Date,
    Language,
    Locator,
    Model,
    Number,
    Prose,
    Reference,
    References,
    RubricReference,
    Text,
    Value,
    Year,
    is_ratio,
    not_empty,
    number,
    shown,
)
from smartscore.text import shape_faults
from smartscore.text.problems import Wrong


class Subject(Model):
    """The place that is assessed."""

    name: Prose
    """The name of the place."""

    code: str | None = None
    """The code of the region, in quotation marks."""

    province: str | None = None
    """The province in which it lies."""

    def is_other(self, subject: "Subject") -> bool:
        """Whether it is another place: by its code where both have one, else by its name."""
        if self.code is not None and subject.code is not None:
            return self.code != subject.code
        return self.name.casefold().split() != subject.name.casefold().split()


class Masterplan(Model):
    """The plan that was read, and the years it is for."""

    title: Text
    """The title of the plan."""

    start: Year | None = Field(default=None, alias="from")
    """The first year of the plan."""

    until: Year | None = None
    """The last year of the plan."""


class Rater(Model):
    """Who judged, in which role, and on which side: those who serve or those served."""

    name: str | None = None
    """The name of the person or group that judged."""

    role: Text | None = None
    """In which role they judged."""

    side: Literal["supply", "demand"] | None = None
    """`supply`: those who serve. `demand`: those who are served."""


class Coded(Model):
    """What goes by a code, which is written first."""

    code: Code
    """The code by which judgements name this rater."""


class Judge(Rater, Coded):
    """One of several who judged, each on their own."""


class Informant(Model):
    """Somebody who was asked; reports number them I1, I2 and so on."""

    name: str | None = None
    """A name, or initials where the informant is not to be named."""

    role: Text | None = None
    """The office that the informant holds, or in which role they spoke."""

    institution: Text | None = None
    """Where the informant works, or whom they speak for."""

    kind: Literal["key", "main", "additional"] | None = None
    """`key` opens the field and names others, `main` knows it best, `additional` rounds it off."""

    date: Date | None = None
    """The day of the conversation, YYYY-MM-DD."""

    cite: CitationKey | None = None
    """The `id` of the reference under which evidence cites this conversation."""


class Evidence(Model):
    """One thing a source shows: for, against, or in conflict with another source."""

    cite: CitationKey
    """The `id` of one of the references of this assessment."""

    at: Locator | None = None
    """Where in the source: a page as a whole number, or text such as a chapter."""

    quote: Prose | None = None
    """The words of the source themselves, where they matter."""

    shows: Text | None = None
    """What the source shows, in your own words."""

    direction: Literal["supports", "hinders", "conflicts"] = "supports"
    """`supports` the level, or `hinders` it: speaks against it. `conflicts`: sources contradict one
    another on a fact, which speaks neither for nor against the level."""

    side: Literal["supply", "demand"] | None = None
    """Whose view it is. `supply`: those who serve. `demand`: those who are served."""

    @property
    def is_unread(self) -> bool:
        """Whether it is a candidate that nobody has read: a quote above a `shows` left empty.

        So `evidence` proposes it. Where the key is not written, or a direction is, somebody has
        judged it, and it is evidence that does not say what it shows.
        """
        return left_unread({key: getattr(self, key) for key in self.model_fields_set})


def left_unread(piece: Mapping[str, Any]) -> bool:
    """Whether a piece of evidence is a candidate that nobody has read, by what is written of it."""
    is_empty = "shows" in piece and piece["shows"] is None
    return is_empty and piece.get("quote") is not None and "direction" not in piece


MAX_COLUMN: Final = 1_000_000
"""No file of answers has so many columns."""


def _column(value: Any) -> Any:
    """A heading, or the number of a column."""
    if isinstance(value, str) and not value.strip():
        raise Wrong(shape_faults.NOTHING_WRITTEN)
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise Wrong(shape_faults.WRONG_KIND_OF_VALUE, expected="heading", value=shown(value))
    if isinstance(value, int) and value < 1:
        raise Wrong(shape_faults.OUT_OF_BOUNDS, value=shown(value), limit="ge", bound="1")
    if isinstance(value, int) and value > MAX_COLUMN:
        raise Wrong(
            shape_faults.OUT_OF_BOUNDS, value=shown(value), limit="le", bound=str(MAX_COLUMN)
        )
    return value


def _no_answer(value: Any) -> Any:
    """What stands in a cell instead of an answer: a number, or text."""
    return value if isinstance(value, str) and value.strip() else number(value)


class ResponseFile(Model):
    """Answers in a column of a CSV file, one row a person."""

    file: Prose
    """A path relative to the assessment."""

    column: Annotated[
        int | str,
        BeforeValidator(_column),
        WithJsonSchema(
            {
                "anyOf": [
                    {"type": "string", "minLength": 1},
                    {"type": "integer", "minimum": 1, "maximum": MAX_COLUMN},
                ]
            }
        ),
    ]
    """The heading of the column; or its number, counted from 1."""

    no_answer: tuple[
        Annotated[
            int | float | str,
            BeforeValidator(_no_answer),
            WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "minLength": 1}]}),
        ],
        ...,
    ] = ()
    """What stands where somebody did not answer: numbers such as 99, or texts."""

    decimal: Literal[".", ","] | None = None
    """The decimal mark of the answers, where the file alone does not say."""


class ResponseMean(Model):
    """Answers of which only the mean was published."""

    mean: Value
    """The mean of the answers."""

    n: Annotated[int, Strict(), Field(ge=1)]
    """How many people answered."""


def _responses_kind(value: Any) -> str:
    if isinstance(value, dict):
        return "responsemean" if "mean" in value else "responsefile"
    if isinstance(value, ResponseMean):
        return "responsemean"
    return "responsefile" if isinstance(value, ResponseFile) else "answers"


Responses = Annotated[
    Annotated[tuple[Number, ...], AfterValidator(not_empty), ONE_OR_MORE, Tag("answers")]
    | Annotated[ResponseFile, Tag("responsefile")]
    | Annotated[ResponseMean, Tag("responsemean")],
    Discriminator(_responses_kind),
]


def _until_kind(value: Any) -> str:
    """What is digits alone is meant as a year, and other text as a day."""
    is_day = isinstance(value, datetime.date) or (
        isinstance(value, str) and not value.strip().isdigit()
    )
    return "day" if is_day else "year"


def _until_day(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) is None:
        raise Wrong(shape_faults.NOT_A_DATE, value=shown(value), variant="until")
    return value


Until = Annotated[
    Annotated[Year, Tag("year")] | Annotated[Date, BeforeValidator(_until_day), Tag("day")],
    Discriminator(_until_kind),
]
"""The year or the day by which something is to be done."""


class Plan(Model):
    """Where an indicator shall be, who acts, and until when."""

    level: Number | None = None
    """The point of the rubric's scale that shall be reached."""

    value: Value | None = None
    """The number that shall be reached, for an indicator with `quantity`."""

    met: tuple[Code, ...] | None = None
    """The codes of all items that shall be met, for an indicator with a `checklist`."""

    mean: Value | None = None
    """The mean of the answers that shall be reached, for an indicator with a `survey`."""

    owner: Text | None = None
    """Who acts: an office, a unit, a person."""

    by: Until | None = None
    """Until when: a year, or a day YYYY-MM-DD."""

    effort: Annotated[Number, Field(ge=0)] | None = None
    """What it takes, zero or more, in a unit of your own: the same for all plans."""

    @model_validator(mode="after")
    def _one_target(self) -> "Plan":
        if sum(getattr(self, name) is not None for name in TARGETS.values()) != 1:
            raise Wrong(shape_faults.ONE_TARGET, keys=", ".join(TARGETS.values()))
        return self

    @property
    def target(self) -> "Rating":
        """The rating that the indicator shall have."""
        if self.mean is not None:
            return Rating(responses=ResponseMean(mean=self.mean, n=1))
        return Rating(level=self.level, value=self.value, met=self.met)


TARGETS = {"levels": "level", "quantity": "value", "checklist": "met", "survey": "mean"}
"""The key of a plan's target for each measure."""


class Judgement(Model):
    """What one of several raters judged of an indicator, whatever was agreed."""

    rater: Code
    """The code of one of the `raters` of this assessment."""

    level: Number | None = None
    """A point of the rubric's scale."""

    value: Value | None = None
    """The measured number, for an indicator with `quantity`; or a fraction such as 23/7."""

    met: tuple[Code, ...] | None = None
    """The codes of the items that are met, for an indicator with a `checklist`."""

    responses: Responses | None = None
    """The answers, for an indicator with a `survey`."""

    because: Text | None = None
    """The reason of this rater."""

    @model_validator(mode="after")
    def _one_rating(self) -> "Judgement":
        if sum(getattr(self, name) is not None for name in RATINGS.values()) != 1:
            raise Wrong(shape_faults.ONE_JUDGEMENT, keys=", ".join(RATINGS.values()))
        return self

    @property
    def rating(self) -> "Rating":
        """The rating that it would be if this rater judged alone."""
        found = {key: getattr(self, key) for key in RATINGS.values()}
        return Rating.model_construct(**found)

    @property
    def given(self) -> Any:
        """The rating as it was written, whatever its measure."""
        return self.rating.given


class Rating(Model):
    """What was found about one indicator: a rating in its measure, or why there is none."""

    level: Number | None = None
    """A point of the rubric's scale. Instead of it: `unknown` or `not_applicable`."""

    value: Value | None = None
    """The measured number, for an indicator with `quantity`; or a fraction such as 23/7."""

    met: tuple[Code, ...] | None = None
    """The codes of the items that are met, for an indicator with a `checklist`."""

    responses: Responses | None = None
    """The answers, for an indicator with a `survey`: a list, a column of a file, or their mean."""

    unknown: Text | None = None
    """Looked for and not found: say where."""

    not_applicable: Text | None = None
    """Why the indicator makes no sense here."""

    because: Text | None = None
    """The reason for the level."""

    pieces: tuple[Evidence, ...] = Field(default=(), alias="evidence")
    """What sources show, for and against, and where they contradict one another."""

    plan: Plan | None = None
    """Where it shall be, who acts, and until when; also of what is not rated yet."""

    judgements: tuple[Judgement, ...] = ()
    """What each of several raters judged. Without a rating beside them it is still open."""

    confidence: Literal["high", "medium", "low"] | None = None
    """How sure the rater is of the rating; no score depends on it."""

    @model_validator(mode="after")
    def _one_finding(self) -> "Rating":
        if self.is_only_planned or self.is_open:
            return self
        if sum(getattr(self, name) is not None for name in FINDINGS) != 1:
            raise Wrong(shape_faults.ONE_FINDING, keys=", ".join(FINDINGS))
        return self

    @property
    def is_only_planned(self) -> bool:
        """Whether nothing is said of how it is now: nobody has looked yet, but there is a plan."""
        said = (value for key, value in self if key != "plan")
        return self.plan is not None and not any(value or value == 0 for value in said)

    @property
    def is_open(self) -> bool:
        """Whether raters have judged and have not agreed yet, so that it counts as unknown."""
        return bool(self.judgements) and all(getattr(self, key) is None for key in FINDINGS)

    @property
    def given(self) -> Any:
        """The rating as it was written, whatever its measure; None where there is none."""
        return next((v for k in RATINGS.values() if (v := getattr(self, k)) is not None), None)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The pieces that somebody has read; candidates that nobody has are no evidence."""
        if not any(each.is_unread for each in self.pieces):
            return self.pieces
        return tuple(each for each in self.pieces if not each.is_unread)

    @property
    def contested(self) -> bool:
        """Whether the evidence points in both directions; a conflict of sources points in none."""
        return {"supports", "hinders"} <= {e.direction for e in self.evidence}

    @property
    def conflicts(self) -> tuple[Evidence, ...]:
        """The evidence in which sources contradict one another on a fact."""
        return tuple(e for e in self.evidence if e.direction == "conflicts")


OF_RATINGS: Final = tuple(field.alias or name for name, field in Rating.model_fields.items())
"""The keys of a rating, in the order of the format."""


class Bare(Rating):
    """A number that stands alone, until it is known what its indicator measures.

    It equals the level or the fraction that it is written as.
    """

    def __eq__(self, other: object) -> bool:
        """Whether another rating says the same."""
        return isinstance(other, Rating) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        """The same for what is equal."""
        return Rating.__hash__(self)

    def measured_by(self, measure: str) -> Rating:
        """What it is short for, by the measure of its indicator."""
        found = self.value if self.level is None else self.level
        assert found is not None
        return Rating.model_validate(short_for(found, measure))


RATINGS = {"levels": "level", "quantity": "value", "checklist": "met", "survey": "responses"}
"""The key of a rating for each measure."""


def short_for(found: int | float | str, measure: str) -> dict[str, Any]:
    """What a bare number or fraction is short for, by the measure of its indicator.

    >>> short_for(3, "levels"), short_for(3, "quantity"), short_for(3, "survey")
    ({'level': 3}, {'value': 3}, {'responses': {'mean': 3, 'n': 1}})
    """
    if measure == "survey":
        return {"responses": {"mean": found, "n": 1}}
    return {"value": found} if measure == "quantity" or is_ratio(found) else {"level": found}


FINDINGS = (*RATINGS.values(), "unknown", "not_applicable")
"""The keys of which a rating has exactly one."""


def _short(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    """A number that stands alone is kept as such; so is text that was meant as a number."""
    if value is None or isinstance(value, dict | list | Rating):
        return handler(value)
    rating = handler({"value": value} if is_ratio(value) else {"level": number(value)})
    return Bare.model_construct(value=rating.value, level=rating.level)


Ratings = dict[
    str,
    Annotated[
        Rating,
        WrapValidator(_short),
        Also(NUMBER_OR_FRACTION),
    ]
    | None,
]
"""Ratings by indicator code; an empty one is not rated yet."""


class Assessment(Model):
    """What was found about one place: an `assessment/1` file."""

    smartscore: Literal["assessment/1"]
    """The kind of file, and the version of its format."""

    language: Language | None = None
    """The language of the report, unless another is asked for."""

    rubrics: Annotated[tuple[RubricReference, ...], AfterValidator(not_empty), ONE_OR_MORE]
    """What is scored: codes of bundled rubrics or paths, with `@` and a major version to pin it."""

    subject: Subject
    """The place that is assessed."""

    masterplan: Masterplan | None = None
    """The plan that was read, and the years it is for."""

    date: Date
    """The day of the judgement, YYYY-MM-DD; never taken from the clock."""

    rater: Rater | None = None
    """Who judged, in which role, and on which side."""

    raters: tuple[Judge, ...] = ()
    """Those who judged each on their own, whose `judgements` ratings keep."""

    about: Text | None = None
    """What a reader must know first: what the judgement rests on, and what it leaves out."""

    listed: References = Field(default=(), alias="references")
    """The sources that evidence cites, as CSL items, or files of them (.json, .bib)."""

    informants: tuple[Informant, ...] = ()
    """Who was asked."""

    ratings: dict[
        str,
        Annotated[
            Ratings | None,
            Field(title="Ratings of a rubric", description="Ratings by codes of its indicators."),
        ],
    ] = Field(default_factory=dict)
    """What was found, by the code of the rubric and then of the indicator."""

    @property
    def references(self) -> tuple[Reference, ...]:
        """The sources; those in files only once these were read (`read/libraries`)."""
        return tuple(each for each in self.listed if isinstance(each, Reference))

    @property
    def cited(self) -> frozenset[str]:
        """The keys that evidence and informants cite."""
        ratings = (rating for group in self.ratings.values() for rating in (group or {}).values())
        shown = {evidence.cite for rating in ratings if rating for evidence in rating.pieces}
        told = {one.cite for one in self.informants if one.cite is not None}
        return frozenset(shown | told)

    @property
    def sources(self) -> tuple[Reference, ...]:
        """The references but for those from which nobody has read anything that was proposed."""
        ratings = (rating for group in self.ratings.values() for rating in (group or {}).values())
        pieces = [piece for rating in ratings if rating for piece in rating.pieces]
        read = {piece.cite for piece in pieces if not piece.is_unread}
        read |= {one.cite for one in self.informants if one.cite is not None}
        proposed = {piece.cite for piece in pieces if piece.is_unread} - read
        return tuple(each for each in self.references if each.key not in proposed)

    def rating(self, rubric: str, indicator: str) -> Rating | None:
        """What was found about an indicator; None where nothing is written."""
        return (self.ratings.get(rubric) or {}).get(indicator)

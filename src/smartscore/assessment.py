"""The shape of an `assessment/1` file: what was found about one place. Shapes only."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from smartscore.fields import (
    Date,
    Language,
    Locator,
    Model,
    Number,
    Reference,
    RubricReference,
    Text,
    Year,
    not_empty,
    number,
    wrong,
)


class Subject(Model):
    """The place that is assessed."""

    name: Annotated[str, Field(min_length=1)]
    code: str | None = None
    province: str | None = None


class Masterplan(Model):
    """The plan that was read, and the years it is for."""

    title: Text
    start: Year | None = Field(default=None, alias="from")
    until: Year | None = None


class Rater(Model):
    """Who judged, in which role, and on which side: those who serve or those served."""

    name: str | None = None
    role: Text | None = None
    side: Literal["supply", "demand"] | None = None


class Evidence(Model):
    """One thing a source shows, for or against."""

    cite: str
    at: Locator | None = None
    quote: Annotated[str, Field(min_length=1)] | None = None
    shows: Text | None = None
    direction: Literal["supports", "hinders"] = "supports"
    side: Literal["supply", "demand"] | None = None


class Rating(Model):
    """What was found about one indicator: a rating in its measure, or why there is none."""

    level: Number | None = None
    unknown: Text | None = None
    not_applicable: Text | None = None
    because: Text | None = None
    evidence: tuple[Evidence, ...] = ()

    @model_validator(mode="after")
    def _one_finding(self) -> "Rating":
        if sum(getattr(self, name) is not None for name in FINDINGS) != 1:
            raise wrong("S115", keys=", ".join(FINDINGS))
        return self

    @property
    def contested(self) -> bool:
        """Whether the evidence points in both directions."""
        return len({e.direction for e in self.evidence}) > 1


FINDINGS = ("level", "unknown", "not_applicable")
"""The keys of which a rating has exactly one."""


def _short(value: Any) -> Any:
    """A bare number is short for a level; so is text that was meant as a number."""
    if value is None or isinstance(value, dict | list | Rating):
        return value
    return {"level": number(value)}


Ratings = dict[str, Annotated[Rating, BeforeValidator(_short)] | None]
"""Ratings by indicator code; an empty one is not rated yet."""


class Assessment(Model):
    """An `assessment/1` file."""

    smartscore: Literal["assessment/1"]
    language: Language | None = None
    rubrics: Annotated[tuple[RubricReference, ...], AfterValidator(not_empty)]
    subject: Subject
    masterplan: Masterplan | None = None
    date: Date
    rater: Rater | None = None
    references: tuple[Reference, ...] = ()
    ratings: dict[str, Ratings | None] = Field(default_factory=dict)

    def rating(self, rubric: str, indicator: str) -> Rating | None:
        """What was found about an indicator; None where nothing is written."""
        return (self.ratings.get(rubric) or {}).get(indicator)

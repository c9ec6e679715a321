"""The shape of a `cases/1` file: published or worked results that a rubric must reproduce."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from smartscore.model.assessment import Ratings
from smartscore.model.fields import (
    ONE_OR_MORE,
    Citation,
    Model,
    Prose,
    Reference,
    References,
    RubricReference,
    not_empty,
    number,
)


def _figure(value: Any) -> Any:
    """A number, or text: a band, or a figure in quotation marks."""
    return value if isinstance(value, str) else number(value)


Figure = Annotated[int | float | str, BeforeValidator(_figure)]
"""What was printed."""


class Case(Model):
    """One published result: what went in, and what came out as it was printed."""

    name: Prose
    """Which place, year and source."""

    citations: tuple[Citation, ...] = ()
    """Where it is published."""

    ratings: Ratings
    """What went in, by indicator code."""

    expect: Annotated[dict[str, Figure], Field(min_length=1)]
    """What came out, by node code, as printed; `overall` is the whole and `band` its band."""


class Cases(Model):
    """Published results of one rubric: a `cases/1` file."""

    smartscore: Literal["cases/1"]
    """The kind of file, and the version of its format."""

    rubric: RubricReference
    """The rubric: a code with `@` and a major version, or a path relative to this file."""

    listed: References = Field(default=(), alias="references")
    """The sources that citations name, as CSL items, or files of them (.json, .bib)."""

    cases: Annotated[tuple[Case, ...], AfterValidator(not_empty), ONE_OR_MORE]
    """The results."""

    @property
    def references(self) -> tuple[Reference, ...]:
        """The sources; those in files only once these were read (`read/libraries`)."""
        return tuple(each for each in self.listed if isinstance(each, Reference))

    @property
    def cited(self) -> frozenset[str]:
        """The keys that cases cite."""
        return frozenset(each.cite for case in self.cases for each in case.citations)

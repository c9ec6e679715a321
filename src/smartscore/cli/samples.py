"""The option of commands that score places over a sample."""

from fractions import Fraction
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from smartscore.words import Words

MinCoverage = Annotated[str | None, typer.Option("--min-coverage", metavar="SHARE")]


def coverage(written: str | None, told: "Words") -> Fraction:
    """The share of places that an indicator is known of at least; stops where it is none."""
    from smartscore.cli.streams import stop
    from smartscore.model.fields import shown
    from smartscore.text.nodes import JSON_NUMBER, LONGEST_NUMBER

    if written is None:
        return Fraction(0)
    number = JSON_NUMBER.fullmatch(written) is not None and len(written) <= LONGEST_NUMBER
    share = Fraction(written) if number else Fraction(-1)
    if not 0 <= share <= 1:
        stop(told("cannot.min-coverage", value=shown(written)))
    return share


def refuse_no_sample(written: str | None, told: "Words", *, sampled: bool) -> None:
    """Stop where a coverage is asked for and nothing is scored over a sample."""
    from smartscore.cli.streams import stop

    if written is not None and not sampled:
        stop(told("cannot.no-sample"))

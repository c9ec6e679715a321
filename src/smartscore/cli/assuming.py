"""Options that say what is uncertain about scores: what `robustness` and `compare` draw."""

from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartscore.engine.tree import Tree
    from smartscore.studies.assumptions import Assumptions
    from smartscore.words import Words

Weights = Annotated[str | None, typer.Option("--weights", metavar="CV|free|experts|none")]
Moved = Annotated[str | None, typer.Option("--ratings", metavar="P|confidence|none")]
Unknown = Annotated[str, typer.Option("--unknown", metavar="scale|as-scored")]
Aggregates = Annotated[bool, typer.Option("--aggregates")]
Draws = Annotated[str, typer.Option("--draws", metavar="N")]
Seed = Annotated[str, typer.Option("--seed", metavar="N")]

DRAWS, SEED, UNKNOWN = "10000", "1", "scale"
_UNKNOWN = (UNKNOWN, "as-scored")
_NONE = "none"


class Said(NamedTuple):
    """The options as they were written; None where one was not."""

    weights: str | None
    ratings: str | None
    unknown: str
    aggregates: bool
    draws: str
    seed: str


def assumed(said: Said, trees: "Sequence[Tree]", words: "Words") -> "Assumptions":
    """What the options assume of some rubrics; stops where that can't be.

    Where none says what is drawn, the usual is (`studies/assumptions.USUAL`); else what is not said
    is not drawn. What is unknown is drawn either way, unless that is forbidden.
    """
    from smartscore.cli.streams import stop
    from smartscore.model.fields import shown
    from smartscore.studies.assumptions import USUAL, Assumptions, unfit, usual_draws

    if said.unknown not in _UNKNOWN:
        stop(words("assume.unknown", value=shown(said.unknown)))
    usual = said.weights is None and said.ratings is None and not said.aggregates
    found = Assumptions(
        weights=USUAL.weights if usual else _read(said.weights),
        ratings=USUAL.ratings if usual else _read(said.ratings),
        unknown=said.unknown == UNKNOWN,
        aggregates=said.aggregates,
        draws=usual_draws(trees) if said.draws == DRAWS else _read(said.draws),
        seed=_read(said.seed),
    )
    if (wrong := unfit(found, trees)) is not None:
        stop(words(wrong.key, **wrong.values))
    return found


def _read(text: str | None) -> Any:
    """A number, or the text as it is, which is then held against what there is."""
    from smartscore.text.nodes import JSON_NUMBER, LONGEST_NUMBER

    if text is None or text == _NONE:
        return None
    number = JSON_NUMBER.fullmatch(text)
    if number is None or len(text) > LONGEST_NUMBER:
        return text
    return float(text) if number["fraction"] else int(text)

"""`smartscore plan`: the shortest way from what is rated now to a target."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from smartscore.cli import answering, options

if TYPE_CHECKING:
    from smartscore.engine.card import Card
    from smartscore.reports.answer import Answer
    from smartscore.studies.targets.goals import Goal
    from smartscore.words import Words


class By(StrEnum):
    """What is to be as little as possible."""

    RAISES = "raises"
    RATINGS = "ratings"
    EFFORT = "effort"


def plan(
    file: Annotated[str, typer.Argument(metavar="FILE")],
    *,
    target: Annotated[str | None, typer.Option("--target", metavar="BAND|N")] = None,
    staged: Annotated[str | None, typer.Option("--staged", metavar="N")] = None,
    by: Annotated[By | None, typer.Option(show_default=False)] = None,
    rubric: options.Chosen = [],  # noqa: B006 - typer copies it
    weighting: options.Weighting = None,
    rubrics: options.Shelf = None,
    allow_outside: options.Outside = False,
    lang: options.Lang = None,
    format: answering.Shown = None,
    output: answering.Output = None,
) -> None:
    """Show the fewest raises of ratings, or the cheapest, that reach a target."""
    from smartscore.cli import outputs, session, streams
    from smartscore.cli.progress import progress
    from smartscore.studies.targets import Aims, aimed
    from smartscore.words import words as in_language

    language = session.chosen_language(lang)
    told = in_language(language or session.FALLBACK)
    kind = answering.kind(output, format, answering.Format, told)
    outputs.ready([output], told)
    if target is None and staged is None:
        streams.stop(told("aim.no-target"))
    catalogue = session.catalogue(rubrics, language, anywhere=allow_outside)
    inputs = session.read_all([file], catalogue, rubric, language, weighting)
    result, words = inputs.results[0], inputs.words
    goals = _goals(result.cards, target, staged, words)
    outputs.settle([output], inputs.files, words)
    way = None if by is None else by.value
    found = []
    with progress(words("aim.looking"), len(goals)) as advance:
        for card, goal in goals:
            found.append(aimed(card, goal, way))  # type: ignore[arg-type]
            advance(1)
    aims = Aims(result.assessment, tuple(found))

    def said() -> "Answer":
        from smartscore.reports.answer.plan import answer

        return answer(aims, words)

    answering.show(said, aims.to_dict, kind, output, words)
    session.remark(inputs)
    reached = all(aim.state in ("there", "found") for aim in aims)
    raise typer.Exit(0 if reached and not session.has_errors(inputs.remarks) else 1)


def _goals(
    cards: "tuple[Card, ...]", target: str | None, staged: str | None, words: "Words"
) -> "list[tuple[Card, Goal]]":
    """What the options ask of each card; cards that have no such band are told and left out."""
    from smartscore.cli import streams
    from smartscore.model.fields import shown
    from smartscore.studies.targets.goals import band_like, bands_of, goal_of, number_of

    level = None if staged is None else number_of(staged)
    if staged is not None and level is None:
        streams.stop(words("aim.not-a-level", value=shown(staged)))
    found = [(card, goal_of(card, target, level)) for card in cards]
    goals = [(card, goal) for card, goal in found if goal is not None]
    bands = {card.rubric.code: bands_of(card, words.language) for card in cards}
    if not goals:
        assert target is not None
        every = "; ".join(dict.fromkeys(bands.values())) or "–"
        line = words("aim.no-such-target", target=shown(target), bands=every)
        near = next((n for card in cards if (n := band_like(target, card.whole.bands))), "")
        near = target.replace(",", ".") if number_of(target.replace(",", ".")) else near
        streams.stop(f"{line}; {words('suggest', suggestion=near)}" if near else line)
    for card, goal in found:
        if goal is None:
            code = card.rubric.code
            listed = bands[code] or "–"
            streams.say(words("aim.not-in", code=code, target=shown(target), bands=listed))
    return goals

"""`smartscore compare`: places beside one another, or one place on several days."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from smartscore.cli import answering, assuming, options, samples
from smartscore.cli.ordering import Decimal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartscore.engine.card import Card
    from smartscore.studies.assumptions import Assumptions
    from smartscore.words import Words


class Format(StrEnum):
    """How places beside one another are shown."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"
    XLSX = "xlsx"
    HTML = "html"


def compare(
    files: Annotated[list[str], typer.Argument(metavar="FILE...")],
    *,
    by: Annotated[str | None, typer.Option("--by", metavar="NODE")] = None,
    group: Annotated[str | None, typer.Option("--group", metavar="HEADING")] = None,
    all_rows: Annotated[bool, typer.Option("--all")] = False,
    weights: assuming.Weights = None,
    ratings: assuming.Moved = None,
    unknown: assuming.Unknown = assuming.UNKNOWN,
    aggregates: assuming.Aggregates = False,
    min_coverage: samples.MinCoverage = None,
    draws: assuming.Draws = assuming.DRAWS,
    seed: assuming.Seed = assuming.SEED,
    rubric: options.Chosen = [],  # noqa: B006 - typer copies it
    weighting: options.Weighting = None,
    rubrics: options.Shelf = None,
    allow_outside: options.Outside = False,
    lang: options.Lang = None,
    map_: Annotated[str | None, typer.Option("--map", metavar="FILE")] = None,
    thousands: Annotated[Decimal | None, typer.Option("--thousands")] = None,
    format: Annotated[Format | None, typer.Option("--format")] = None,
    output: answering.Output = None,
    across_versions: options.AcrossVersions = False,
) -> None:
    """Show who is ahead, and how far that holds."""
    from dataclasses import replace

    from smartscore.cli import comparing, ordering, outputs, session, streams
    from smartscore.cli.progress import progress
    from smartscore.studies.comparison import compared, shared
    from smartscore.studies.entries import groupings
    from smartscore.studies.ranking import MOST
    from smartscore.words import words as in_language

    language = session.chosen_language(lang)
    told = in_language(language or session.FALLBACK)
    kind = comparing.kind(output, format, told)
    outputs.ready([output], told)
    sample = samples.coverage(min_coverage, told)
    catalogue = session.catalogue(rubrics, language, anywhere=allow_outside)
    mark = ordering.mark(thousands)
    asked = comparing.Asked(files, rubric, weighting, map_, group, sample, language, mark)
    given = comparing.places(asked, catalogue, told, across_versions=across_versions)
    words, cards = given.words, shared(given.entries)
    if not cards:
        streams.stop(words("compare.nothing-shared"))
    sampled = any(each[0].tree.sample for each in cards)
    samples.refuse_no_sample(min_coverage, words, sampled=sampled)
    _refuse_no_node(by, cards, words)
    _refuse_no_group(group, groupings(given.entries), words)
    said = assuming.Said(weights, ratings, unknown, aggregates, draws, seed)
    assumed = assuming.assumed(said, [each[0].tree for each in cards], words)
    _refuse_too_many(assumed, cards, words)
    outputs.settle([output], given.files, words)
    total = sum(len(each) for each in cards if len(each) <= MOST)
    with progress(words("compare.progress"), total) as done:
        found = compared(given.entries, assumed, by, group, done)
    found = replace(found, lost=given.lost, remarks=given.remarks)
    comparing.show(found, kind, output, words, whole=all_rows)
    given.remark()
    raise typer.Exit(1 if given.is_faulty else 0)


def _refuse_no_node(by: str | None, cards: "Sequence[Sequence[Card]]", words: "Words") -> None:
    """Stop where no rubric that is shared has the node by which to order."""
    from smartscore.cli import streams
    from smartscore.model.fields import shown
    from smartscore.text.problems import closest

    if by is None or any(each[0].tree.named(by) for each in cards):
        return
    codes = dict.fromkeys(node.code for each in cards for node in each[0].tree.nodes)
    near = closest(by, list(codes))
    told = words("compare.no-node", node=shown(by))
    streams.stop(f"{told}; {words('suggest', suggestion=near)}" if near else told)


def _refuse_no_group(group: str | None, known: "Sequence[str]", words: "Words") -> None:
    """Stop where no place has the heading by which to group."""
    from smartscore.cli import streams
    from smartscore.model.fields import shown
    from smartscore.text.problems import closest

    if group is None or group in known:
        return
    if not known:
        streams.stop(words("compare.no-groups", heading=shown(group)))
    near = closest(group, list(known))
    listed = ", ".join(map(shown, known))
    told = words("compare.no-group", heading=shown(group), known=listed)
    streams.stop(f"{told}; {words('suggest', suggestion=near)}" if near else told)


def _refuse_too_many(
    assumed: "Assumptions", cards: "Sequence[Sequence[Card]]", words: "Words"
) -> None:
    """Stop where so many places can't be drawn so often."""
    from smartscore.cli import streams
    from smartscore.studies.comparison import unfit_together

    if (wrong := unfit_together(assumed, cards)) is not None:
        streams.stop(words(wrong.key, **wrong.values))

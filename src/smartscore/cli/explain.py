"""`smartscore explain`: the whole arithmetic of a score, to be checked by hand."""

from typing import TYPE_CHECKING, Annotated

import typer

from smartscore.cli import options
from smartscore.cli.samples import MinCoverage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartscore.engine.scored import ScoredNode
    from smartscore.results.result import Result
    from smartscore.words import Words


def explain(
    file: Annotated[str, typer.Argument(metavar="FILE")],
    node: Annotated[str | None, typer.Argument(metavar="NODE")] = None,
    *,
    among: Annotated[list[str], typer.Option("--among", metavar="FILE")] = [],  # noqa: B006 - typer copies it
    min_coverage: MinCoverage = None,
    rubric: options.Chosen = [],  # noqa: B006 - typer copies it
    weighting: options.Weighting = None,
    rubrics: options.Shelf = None,
    allow_outside: options.Outside = False,
    lang: options.Lang = None,
) -> None:
    """Show the arithmetic of a score, from each rating to the figure and its band."""
    from smartscore.cli import samples, session, streams
    from smartscore.words import words as words_of

    language = session.chosen_language(lang)
    coverage = samples.coverage(min_coverage, words_of(language or session.FALLBACK))
    catalogue = session.catalogue(rubrics, language, anywhere=allow_outside)
    files, sample = _sample(file, among), coverage if among else None
    inputs = session.read_all(files, catalogue, rubric, language, weighting, sample=sample)
    result, words = inputs.results[0], inputs.words
    if (among or min_coverage) and not any(card.tree.sample for card in result.cards):
        streams.stop(words("explain.no-sample"))
    for card in result.cards:
        if (of := card.tree.sample) is not None and of.places < len(files):
            told = {"code": card.rubric.code, "places": of.places, "total": len(files)}
            streams.stop(words("explain.not-of-sample", **told))
    nodes = _nodes(result, node, words)
    streams.write(None, lambda: _shown(result, nodes, words), words)
    session.remark(inputs)
    raise typer.Exit(1 if session.has_errors(inputs.remarks) else 0)


def _sample(file: str, among: "Sequence[str]") -> list[str]:
    """The file and the others of its sample, each once: counted twice, a place would move it."""
    from pathlib import Path

    found: dict[Path, str] = {}
    for each in (file, *among):
        found.setdefault(Path(each).resolve(), each)
    return list(found.values())


def _nodes(result: "Result", name: str | None, words: "Words") -> "list[ScoredNode]":
    """What to explain: the wholes, or in each card the one node that the name stands for."""
    from smartscore.cli import streams

    wholes = [card.whole for card in result.cards]
    if name is None:
        return wholes
    found = [meant for whole in wholes if (meant := _meant(whole, name))]
    for meant in found:
        if len(meant) > 1:
            paths = ", ".join("/".join(node.path) for node in meant)
            streams.say(words("explain.several", node=name, paths=paths))
    alone = [meant[0] for meant in found if len(meant) == 1]
    if alone:
        return alone
    if not found:
        line = words("explain.nowhere", node=name)
        near = _near(result, name)
        streams.say(f"{line}; {words('suggest', suggestion=near)}" if near else line)
    raise typer.Exit(2)


def _meant(whole: "ScoredNode", name: str) -> "list[ScoredNode]":
    """The nodes of a card whose path is the name, else those whose path ends with it."""
    parts = tuple(name.strip("/").split("/"))
    found = [node for node in whole.walk() if node.path[-len(parts) :] == parts]
    return [node for node in found if node.path == parts] or found


def _near(result: "Result", name: str) -> str:
    """The code, or the end of a path, that was probably meant."""
    from smartscore.text.problems import closest

    parts = name.strip("/").count("/") + 1
    paths = (node.path for card in result.cards for node in card.whole.walk())
    return closest(name, list(dict.fromkeys("/".join(path[-parts:]) for path in paths)))


def _shown(result: "Result", nodes: "list[ScoredNode]", words: "Words") -> str:
    from smartscore.cli import streams
    from smartscore.reports import explanation

    return explanation.arithmetic(result, nodes, words, streams.look())

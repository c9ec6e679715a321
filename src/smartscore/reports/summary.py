"""The page of `assess`, and what every other report says of a card too."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from smartscore import __version__
from smartscore.engine.card import Card
from smartscore.engine.scored import ScoredNode
from smartscore.reports import phrases, places, scales
from smartscore.reports.asking import asked
from smartscore.reports.gaps import gaps, sought
from smartscore.reports.verdict import verdict
from smartscore.results.result import Result
from smartscore.words import Words

if TYPE_CHECKING:
    from smartscore.reports.view import Node


class Figures(NamedTuple):
    """What a table of results says of a dimension, or of the whole.

    Figures are printed; where there is none they are a dash. `bounds` is both bounds in words, or
    one figure where they are the same. `bar` has the lower bound, the score (the lower bound where
    there is none) and the upper bound from 0 to 1, and nothing where they are not known.
    `band_place` is the place of the band among all, from 0 to 1; None where there is no other.
    """

    title: str
    score: str
    low: str
    high: str
    bounds: str
    band: str
    rated: str
    bar: tuple[Fraction, ...] = ()
    band_place: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What every report says of a card: one rubric scored for one place.

    `rows` are its table: the dimensions, and the whole last; `ends` are those of its display scale.
    `weighting` says by which other weights it is weighted, as the first sentence of `verdict` does.
    `unknown_parts` counts the unknown indicators by part; `gaps` lists them by where one looked,
    and `sought` counts for how many somebody has. `asking` is what to rate next, while there is
    no score. `steps` says why there are none where something is unknown or each is too
    small to be seen, and `no_step` says only that. `stamp` is empty and `whole` is None on a page
    that goes without.
    """

    code: str
    version: str
    title: str
    about: tuple[str, ...]
    rows: tuple[Figures, ...]
    ends: tuple[str, str]
    weighting: str
    verdict: tuple[str, ...]
    bands_line: str
    unsourced: str
    gates: tuple[str, ...]
    contested_title: str
    contested: tuple[str, ...]
    conflicts_title: str
    conflicts: tuple[str, ...]
    unknown_title: str
    unknown: tuple[str, ...]
    unknown_parts: tuple[str, ...]
    gaps: tuple[str, ...]
    sought: str
    asking_title: str
    asking: tuple[str, ...]
    steps_title: str
    steps: tuple[str, ...]
    no_step: str
    stamp: str
    whole: "Node | None"


class Entry(NamedTuple):
    """A source of an assessment in words, and its key."""

    key: str
    text: str


class Assessed(NamedTuple):
    """One assessment in short: the place and its province, what must be known first, the cards.

    `place` tells it apart from the others: its name, with the date where it is there twice.
    """

    place: str
    heading: str
    circumstances: tuple[str, ...]
    cards: tuple[Summary, ...]
    references: tuple[Entry, ...]


def assessed(
    results: Iterable[Result], words: Words, *, detail: bool = False, stamped: bool = False
) -> tuple[Assessed, ...]:
    """The page of `assess`: some assessments one after another.

    `detail` adds each indicator with its evidence, `stamped` what the figures come from.
    """
    found = tuple(results)
    names = places.names([result.assessment for result in found], words)
    return tuple(
        _assessed(result, place, words, detail=detail, stamped=stamped)
        for result, place in zip(found, names, strict=True)
    )


def _assessed(result: Result, place: str, words: Words, *, detail: bool, stamped: bool) -> Assessed:
    wholes: list[Node | None] = [None] * len(result.cards)
    if detail:
        from smartscore.reports.view.tree import wholes as detailed

        wholes = list(detailed(result, words))
    return Assessed(
        place=place,
        heading=phrases.heading(result.assessment),
        circumstances=tuple(phrases.circumstances(result.assessment, words)),
        cards=tuple(
            summary(card, words, whole, stamped=stamped)
            for card, whole in zip(result.cards, wholes, strict=True)
        ),
        references=tuple(Entry(*entry) for entry in phrases.references(result.assessment, words)),
    )


def summary(card: Card, words: Words, whole: "Node | None", *, stamped: bool) -> Summary:
    """What every report says of a card, `whole` being what is beneath it."""
    rubric, display = card.rubric, card.whole.display
    steps = tuple(phrases.step(step, words) for step in card.steps)
    no_step = phrases.no_step(card, words)
    wanted = asked(card, words)
    weighs = any(node.effective_weight for node in card.unknown)
    missing = card.unknown if weighs else ()
    return Summary(
        code=rubric.code,
        version=rubric.version,
        title=words.text(rubric.title),
        about=paragraphs(words.text(rubric.about)),
        rows=rows(card, words),
        ends=(phrases.number(display.min, words), phrases.number(display.max, words)),
        weighting=words.weighting(card.tree),
        verdict=tuple(verdict(card, words)),
        bands_line=scales.bands(card, words),
        unsourced=phrases.unsourced(card, words),
        gates=tuple(
            f"{line} {words.text(outcome.gate.because)}"
            for outcome, line in phrases.gates(card, words)
        ),
        contested_title=words("contested", count=len(card.contested)),
        contested=tuple(phrases.contested(node, words) for node in card.contested),
        conflicts_title=words("conflicts", count=len(card.conflicts)),
        conflicts=tuple(phrases.conflict(node, words) for node in card.conflicts),
        unknown_title=words("unknown", count=len(card.unknown), total=len(card.indicators)),
        unknown=tuple(phrases.unknown(node, words) for node in missing),
        unknown_parts=tuple(phrases.unknown_by_child(card, words)),
        gaps=tuple(gaps(card, words)),
        sought=sought(card, words),
        asking_title=wanted.title,
        asking=wanted.lines,
        steps_title=phrases.steps(card, words),
        steps=(no_step,) if no_step else steps,
        no_step=no_step,
        stamp=_stamp(card, words) if stamped else "",
        whole=whole,
    )


def rows(card: Card, words: Words, *, shared: bool = False) -> tuple[Figures, ...]:
    """The dimensions and the whole last: each on its own scale, or all on that of the rubric."""
    whole = card.whole
    scale = whole if shared else None
    parts = [figures(part, words.text(part.title), words, scale=scale) for part in whole.children]
    return (*parts, figures(whole, words("whole"), words))


def figures(
    node: ScoredNode, title: str, words: Words, *, scale: ScoredNode | None = None
) -> Figures:
    """The figures of a node as they are printed: on its scale, or on that of another node."""
    shown_on = scale or node

    def printed(value: Fraction | None) -> str:
        return words.figure(shown_on.printed(shown_on.on_display(value)))

    low, high = printed(node.low_value), printed(node.high_value)
    return Figures(
        title=title,
        score=printed(None if node.withheld else node.value),
        low=low,
        high=high,
        bounds=between(low, high, words),
        band=phrases.band_name(node, words),
        rated=words.percent(node.availability),
        bar=tuple(_bar(node)),
        band_place=node.band_place,
    )


def between(low: str, high: str, words: Words) -> str:
    """Both bounds in words, or one figure where they are the same."""
    return low if low == high else words("md.bound", low=low, high=high)


def _bar(node: ScoredNode) -> Iterator[Fraction]:
    low, high = node.low_value, node.high_value
    shown = low if node.score is None else node.value
    if low is not None and shown is not None and high is not None:
        yield from (low, shown, high)


def _stamp(card: Card, words: Words) -> str:
    return words(
        "md.stamp",
        version=__version__,
        code=card.rubric.code,
        rubric_version=card.rubric.version,
        digest=card.digest,
    )


def paragraphs(text: str) -> tuple[str, ...]:
    """The lines of a text that say anything."""
    return tuple(part for part in text.split("\n") if part.strip())

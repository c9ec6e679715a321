"""What scores would be if some ratings were other ones, in words."""

from collections.abc import Iterator
from fractions import Fraction

from smartscore.arithmetic.numbers import figure
from smartscore.engine.scored import ScoredNode
from smartscore.reports import phrases, plans
from smartscore.reports.answer import Answer, Block, Column, Item, Listing, Section, Table
from smartscore.studies.trials import Moved, Trial, Tried
from smartscore.words import Words


def answer(trial: Trial, words: Words) -> Answer:
    """The page: a section for each rubric in which a rating is changed."""
    assessment = trial.before.assessment
    lead = (words("judged", date=words.date(assessment.date)), words("trial.lead"))
    sections = tuple(
        Section(
            words.text(card.whole.before.title),
            tuple(_blocks(card, words)),
            f"{card.whole.before.owner.code} {card.whole.before.owner.version}",
        )
        for card in trial.cards
    )
    return Answer(phrases.heading(assessment), lead, sections)


def _blocks(card: Tried, words: Words) -> Iterator[Block]:
    before, after = card.whole
    told = {"before": _said(before, words), "after": _said(after, words)}
    difference = card.whole.shown_difference
    if difference is None:
        yield words("trial.unscored", **told)
    elif before.score == after.score:
        yield words("trial.same", **told)
    else:
        yield words("trial.whole", difference=_signed(difference, before, words), **told)
    if after.score is not None and after.low != after.high:
        low, high = _ends(after, words)
        yield words("trial.bounds", low=low, high=high)
    yield from (line for _, line in phrases.gates(after.card, words))
    items = tuple(Item(_changed(pair, words)) for pair in card.changed)
    yield Listing(words("trial.changed", count=len(items)), items)
    rows = [_row(pair, words.text(pair.before.title), words) for pair in card.parts]
    rows.append(_row(card.whole, words("whole"), words))
    columns = (
        Column(words("trial.part")),
        Column(words("trial.before"), figures=True),
        Column(words("trial.after"), figures=True),
        Column(words("trial.difference"), figures=True),
        Column(words("trial.band")),
    )
    yield Table(words("trial.table"), columns, tuple(rows), frozenset({len(rows) - 1}))


def _said(node: ScoredNode, words: Words) -> str:
    """The figure of a node with its band, or between which figures it lies."""
    if node.score is None:
        low, high = _ends(node, words)
        return words("trial.none", low=low, high=high)
    shown = words.figure(node.shown)
    return f"{shown} ({words.text(node.band.label)})" if node.band else shown


def _ends(node: ScoredNode, words: Words) -> tuple[str, str]:
    low, high = (words.figure(node.printed(end)) for end in (node.low, node.high))
    return low, high


def _signed(difference: Fraction, node: ScoredNode, words: Words) -> str:
    told = figure(difference, node.display.decimals)
    return words.figure(told if difference <= 0 else f"+{told}")


def _changed(pair: Moved, words: Words) -> str:
    return words(
        "aim.do",
        title=words.text(pair.before.title),
        now=plans.brief(pair.before, words),
        target=plans.brief(pair.after, words),
    )


def _row(pair: Moved, title: str, words: Words) -> tuple[str, ...]:
    before, after = pair
    ends = [
        "–".join(_ends(node, words)) if node.score is None else words.figure(node.shown)
        for node in (before, after)
    ]
    difference = pair.shown_difference
    bands = [phrases.band_name(node, words) for node in (before, after)]
    band = bands[0]
    if bands[0] != bands[1]:
        band = words("trial.from-to", before=bands[0], after=bands[1])
    moved = "–" if difference is None else _signed(difference, before, words)
    return title, *ends, moved, band

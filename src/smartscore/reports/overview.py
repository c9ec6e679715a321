"""The table a page of `assess` begins with: the places by rubric, or the rubrics of one place."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from smartscore.reports.summary import Assessed, Figures, Summary
from smartscore.words import Words


class Standing(NamedTuple):
    """The whole of a card in a line: what it is of, and its figures."""

    name: str
    whole: Figures


class Group(NamedTuple):
    """Lines that may be compared with one another; no title where there is only one group."""

    title: str
    lines: tuple[Standing, ...]


class Overview(NamedTuple):
    """What the lines are of, as the head of their column; and the lines in groups."""

    head: str
    groups: tuple[Group, ...]


def overview(pages: Sequence[Assessed], words: Words) -> Overview | None:
    """Several places by rubric, or several rubrics of one place; None where there is one card."""
    cards = [card for page in pages for card in page.cards]
    if len(cards) < 2:
        return None
    named = _Named(words, scaled=len({card.ends for card in cards}) > 1)
    if len(pages) > 1:
        return Overview(words("page.place"), tuple(_of_places(pages, named)))
    lines = tuple(Standing(named(card.title, card), card.rows[-1]) for card in cards)
    return Overview(words("report.column.rubric"), (Group("", lines),))


def _of_places(pages: Sequence[Assessed], named: "_Named") -> Iterator[Group]:
    found: dict[str, list[tuple[Assessed, Summary]]] = {}
    for page in pages:
        for card in page.cards:
            found.setdefault(card.code, []).append((page, card))
    for those in found.values():
        if len(found) > 1:
            title = named(those[0][1].title, those[0][1])
            yield Group(title, tuple(Standing(page.place, card.rows[-1]) for page, card in those))
        else:
            yield Group(
                "",
                tuple(Standing(named(page.place, card), card.rows[-1]) for page, card in those),
            )


class _Named:
    """Names of cards, with what must be known of their figures."""

    def __init__(self, words: Words, *, scaled: bool) -> None:
        self._words = words
        self._scaled = scaled

    def __call__(self, name: str, card: Summary) -> str:
        """The name, with other weights and, where not all have the same, with its scale."""
        notes = [card.weighting.rstrip(".")] if card.weighting else []
        if self._scaled:
            notes.append(self._words("md.bound", low=card.ends[0], high=card.ends[1]))
        return f"{name} ({'; '.join(notes)})" if notes else name

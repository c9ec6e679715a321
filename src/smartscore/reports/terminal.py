"""The page of `assess` in a terminal, readable without colour and where it is narrow."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from smartscore.reports.lines import Column, Run, paragraph, side_by_side, wrapped
from smartscore.reports.look import BOLD, CYAN, DIM, GREEN, PLAIN, RED, YELLOW, Look
from smartscore.reports.overview import Overview, overview
from smartscore.reports.safe import one_line
from smartscore.reports.summary import Assessed, Figures, Summary
from smartscore.words import Words

if TYPE_CHECKING:
    from smartscore.reports.view import Node

BAR = 20
_LISTED = 9
"""So many unknown indicators are listed one by one; more are counted by dimension."""

_COLOURS = (RED, YELLOW, CYAN, GREEN)
_KINDS = ("sure", "shown", "possible")
_UNICODE = {
    "sure": "█",
    "shown": "▓",
    "possible": "░",
    "rest": "·",
    "dot": "·",
    "rule": "─",
    "conflicts": "≠",
}
_ASCII = {
    "sure": "#",
    "shown": "=",
    "possible": "-",
    "rest": ".",
    "dot": "*",
    "rule": "-",
    "conflicts": "!",
}

_WAYS = {"supports": "+", "hinders": "-"}


def text(pages: Sequence[Assessed], words: Words, look: Look = PLAIN) -> str:
    """All places in one table where there are several, and each with its cards."""
    screen = _Screen(words, look)
    first = overview(pages, words)
    if len(pages) > 1 and first is not None:
        screen.overview(first)
        first = None
    for i, page in enumerate(pages):
        if i or len(pages) > 1:
            screen.blank()
        screen.page(page, first)
    return screen.text()


class _Screen:
    """Gathers lines, in the words of one language."""

    def __init__(self, words: Words, look: Look) -> None:
        self._words = words
        self._marks = _UNICODE if look.unicode else _ASCII
        self._look = look
        self._lines: list[str] = []
        self._told: set[str] = set()

    def text(self) -> str:
        """All that was gathered; lines end where their last character does."""
        return "".join(f"{line.rstrip()}\n" for line in self._lines)

    def blank(self) -> None:
        self._lines.append("")

    def page(self, page: Assessed, first: Overview | None) -> None:
        """Whom it is about, its rubrics in a table, how it was judged, and each card."""
        self._line(page.heading, BOLD)
        if first is not None:
            self.blank()
            self.overview(first)
            self.blank()
        for line in page.circumstances:
            self._line(line)
        for card in page.cards:
            self.blank()
            self._card(card)
            if card.whole is not None:
                self._details(card.whole)
        if page.references and any(card.whole for card in page.cards):
            entries = (f"{entry.key}: {entry.text}" for entry in page.references)
            self._section(self._words("references"), entries)

    def overview(self, given: Overview) -> None:
        """The whole of each card in a line: score, what it could be, band, share rated."""
        if self._look.is_narrow:
            self._stacked_overview(given)
            return
        words = self._words
        lines = [line.whole for group in given.groups for line in group.lines]
        score = _widest((words("score"), *(line.score for line in lines)), 6, 18)
        reach = _widest((words("overview.range"), *(line.bounds for line in lines)), 8, 20)
        rest = (Column(reach), Column(20), Column(7, right=True))
        name = self._look.width - score - sum(column.width + 1 for column in rest) - 1
        columns = (Column(name), Column(score, right=True, wrapped=False), *rest)
        heads = (given.head, words("score"), words("overview.range"), words("band"), words("rated"))
        self._row(map(Run, heads), columns, f"{BOLD};{DIM}")
        for group in given.groups:
            if group.title:
                self._line(group.title, BOLD)
            for line in group.lines:
                named = f"{'  ' if group.title else ''}{one_line(line.name)}"
                self._row(self._standing(named, line.whole), columns)

    def _stacked_overview(self, given: Overview) -> None:
        """The same where a table has no room: each card on lines of its own."""
        self._line(given.head, f"{BOLD};{DIM}")
        for group in given.groups:
            if group.title:
                self._line(group.title, BOLD)
            for line in group.lines:
                whole = line.whole
                bounds = "" if whole.bounds == whole.score else f" ({whole.bounds})"
                self._stack(line.name, f"{whole.score}{bounds}", whole)

    def _stack(self, name: str, score: str, row: Figures, style: str = "") -> None:
        """A name, and below it score, band and share rated."""
        self._item(name, self._marks["dot"], 0, style)
        told = self._words("screen.rated", share=row.rated)
        self._runs(
            Run(f"  {score} "), Run(one_line(row.band), _colour(row) or DIM), Run(f", {told}")
        )

    def _standing(self, name: str, whole: Figures) -> Iterator[Run]:
        colour = _colour(whole)
        yield Run(name)
        yield Run(whole.score)
        yield Run("" if whole.bounds == whole.score else whole.bounds)
        yield Run(one_line(whole.band), colour or DIM)
        yield Run(whole.rated)

    def _card(self, card: Summary) -> None:
        """One rubric: the whole in words, its dimensions, and what lies around it."""
        named = f" {self._marks['dot']} {card.code} {card.version}"
        self._runs(Run(one_line(card.title), BOLD), Run(named))
        self._runs(Run(self._marks["rule"] * self._look.width, DIM))
        self._line(" ".join(card.verdict))
        if card.unsourced:
            self._line(card.unsourced, f"{BOLD};{RED}")
        self.blank()
        self._table(card)
        self._once(self._legend(card))
        self._once(card.bands_line)
        self._around(card)

    def _once(self, text: str) -> None:
        """A line that helps to read a table, unless a table before it had the same."""
        if text and text not in self._told:
            self._told.add(text)
            self._line(text, DIM)

    def _legend(self, card: Summary) -> str:
        """What the marks mean that bars of the card have, where they have more than one."""
        bars = {mark for row in card.rows for mark in self._bar(row.bar)}
        kinds = [kind for kind in _KINDS if self._marks[kind] in bars]
        if kinds in ([], ["sure"]):
            return ""
        told = (self._words(f"legend.{kind}", mark=self._marks[kind]) for kind in kinds)
        return "  ".join(told)

    def _details(self, whole: "Node") -> None:
        """Every indicator with its level, the reason and the evidence."""
        self.blank()
        self._line(self._words("detail"), BOLD)
        for child in whole.children:
            self._node(child)

    def _node(self, node: "Node") -> None:
        if node.kind == "indicator":
            self._indicator(node)
            return
        self.blank()
        figures = f"  {node.score}  {one_line(node.band)}".rstrip()
        self._runs(Run(one_line(node.title), BOLD), Run(figures))
        for child in node.children:
            self._node(child)

    def _line(self, text: str, style: str = "") -> None:
        self._runs(Run(one_line(text), style))

    def _runs(self, *runs: Run) -> None:
        """A paragraph of runs; their styles count only where there is colour."""
        plain = runs if self._look.colour else [Run(run.text) for run in runs]
        self._lines += paragraph(plain, self._look.width)

    def _item(self, text: str, mark: str, indent: int = 2, style: str = "") -> None:
        """A line that hangs behind its mark where it wraps."""
        margin = indent + 2
        for i, line in enumerate(wrapped(one_line(text), self._look.width - margin)):
            before = f"{'':{indent}}{mark:1} " if i == 0 else " " * margin
            self._runs(Run(before), Run(line.rstrip(), style))

    def _section(self, title: str, lines: Iterable[str]) -> None:
        self.blank()
        self._line(title, BOLD)
        for line in lines:
            self._item(line, self._marks["dot"])

    def _table(self, card: Summary) -> None:
        if self._look.is_narrow:
            self._stacked(card)
            return
        words, (bottom, top) = self._words, card.ends
        scale = bottom + top.rjust(BAR - len(bottom)) if len(bottom + top) < BAR else ""
        figure = min(18, max(map(len, (words("score"), *(row.score for row in card.rows)))))
        columns = (
            Column(29 - max(6, figure)),
            Column(max(6, figure), right=True, wrapped=False),
            Column(BAR, wrapped=False),
            Column(20),
            Column(7, right=True),
        )
        heads = ("", words("score"), scale, words("band"), words("rated"))
        self._row(map(Run, heads), columns, f"{BOLD};{DIM}")
        *parts, whole = card.rows
        for row in parts:
            self._row(self._cells(row), columns)
        self._row(self._cells(whole), columns, BOLD)

    def _stacked(self, card: Summary) -> None:
        """The table where it has no room: each part with its bar below it."""
        *parts, whole = card.rows
        for row in (*parts, whole):
            self._stack(row.title, row.score, row, BOLD if row is whole else "")
            self._runs(Run("  "), Run(self._bar(row.bar), _colour(row)))

    def _row(self, cells: Iterable[Run], columns: Sequence[Column], style: str = "") -> None:
        if not self._look.colour:
            cells, style = (Run(cell.text) for cell in cells), ""
        self._lines += side_by_side(cells, columns, style)

    def _cells(self, row: Figures) -> Iterator[Run]:
        colour = _colour(row)
        yield Run(one_line(row.title))
        yield Run(row.score)
        yield Run(self._bar(row.bar), colour)
        yield Run(one_line(row.band), colour or DIM)
        yield Run(row.rated)

    def _bar(self, ends: tuple[Fraction, ...]) -> str:
        """Each cell by its middle: below the lower bound, the score, the upper bound, or above."""
        edges = list(zip(_KINDS, ends, strict=False))
        cells = []
        for i in range(BAR):
            middle = Fraction(2 * i + 1, 2 * BAR)
            kind = next((name for name, edge in edges if middle < edge), "rest")
            cells.append(self._marks[kind])
        return "".join(cells)

    def _around(self, card: Summary) -> None:
        """Gates, what to do next, what is contested and what is unknown."""
        if card.gates:
            self._section(self._words("gates"), card.gates)
        if card.asking:
            self._section(card.asking_title, card.asking)
        if not card.asking or card.whole is not None:
            self._steps(card)
        if card.contested:
            self._section(card.contested_title, card.contested)
        if card.conflicts:
            self._section(card.conflicts_title, card.conflicts)
        if card.unknown and (card.asking or len(card.unknown) > _LISTED):
            groups = "; ".join(card.unknown_parts)
            self._section(card.unknown_title, [f"{groups}. {card.sought}"])
        elif card.unknown:
            self._section(card.unknown_title, card.gaps)

    def _steps(self, card: Summary) -> None:
        """The steps that would help most, or why there are none."""
        if card.no_step:
            self.blank()
            self._line(card.no_step)
        elif card.steps:
            self._section(card.steps_title, card.steps)

    def _indicator(self, node: "Node") -> None:
        headline = f"{node.title}: {node.rating}"
        if node.contested:
            headline += f" ({self._words('detail.contested')})"
        self._item(headline, "-", 1)
        if node.because:
            self._item(node.because, "", 3, DIM)
        for proof in node.evidence:
            mark = _WAYS.get(proof.direction) or self._marks[proof.direction]
            told = f"{proof.source}: {proof.shows}" if proof.shows else proof.source
            self._item(told, mark, 5)
        if node.plan:
            self._item(node.plan, "", 3)


def _colour(row: Figures) -> str:
    """The colour of a band by its place among its like."""
    place = row.band_place
    return "" if place is None else _COLOURS[round(place * (len(_COLOURS) - 1))]


def _widest(texts: Iterable[str], least: int, most: int) -> int:
    return min(most, max(least, *map(len, texts)))

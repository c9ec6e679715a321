"""The page of `assess` in a terminal: 80 columns on every machine, readable without colour."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from smartscore.reports.lines import (
    BOLD,
    CYAN,
    DIM,
    GREEN,
    RED,
    YELLOW,
    Column,
    Run,
    paragraph,
    side_by_side,
    wrapped,
)
from smartscore.reports.safe import one_line
from smartscore.reports.summary import Assessed, Figures, Summary
from smartscore.words import Words

if TYPE_CHECKING:
    from smartscore.reports.view import Node

WIDTH = 80
BAR = 20
_LISTED = 9
"""So many unknown indicators are listed one by one; more are counted by dimension."""

_COLOURS = (RED, YELLOW, CYAN, GREEN)
_UNICODE = {"sure": "█", "shown": "▓", "possible": "░", "rest": "·", "dot": "·", "rule": "─"}
_ASCII = {"sure": "#", "shown": "=", "possible": "-", "rest": ".", "dot": "*", "rule": "-"}


def text(
    pages: Iterable[Assessed], words: Words, *, colour: bool = False, unicode: bool = True
) -> str:
    """The assessments one after another."""
    screen = _Screen(words, colour=colour, unicode=unicode)
    for i, page in enumerate(pages):
        if i:
            screen.blank()
        screen.page(page)
    return screen.text()


class _Screen:
    """Gathers lines, in the words of one language."""

    def __init__(self, words: Words, *, colour: bool, unicode: bool) -> None:
        self._words = words
        self._marks = _UNICODE if unicode else _ASCII
        self._colour = colour
        self._lines: list[str] = []

    def text(self) -> str:
        """All that was gathered; lines end where their last character does."""
        return "".join(f"{line.rstrip()}\n" for line in self._lines)

    def blank(self) -> None:
        self._lines.append("")

    def page(self, page: Assessed) -> None:
        """Whom it is about, when and by whom it was judged, and each card."""
        self._line(page.heading, BOLD)
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

    def _card(self, card: Summary) -> None:
        """One rubric: its dimensions, the whole in words, and what lies around it."""
        named = f" {self._marks['dot']} {card.code} {card.version}"
        self._runs(Run(one_line(card.title), BOLD), Run(named))
        self._runs(Run(self._marks["rule"] * WIDTH, DIM))
        self._table(card)
        marks = {kind: self._marks[kind] for kind in ("sure", "shown", "possible")}
        self._line(self._words("legend", **marks), DIM)
        if card.bands_line:
            self._line(card.bands_line, DIM)
        self.blank()
        self._line(" ".join(card.verdict))
        if card.unsourced:
            self._line(card.unsourced, f"{BOLD};{RED}")
        self._around(card)

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
        plain = runs if self._colour else [Run(run.text) for run in runs]
        self._lines += paragraph(plain, WIDTH)

    def _item(self, text: str, mark: str, indent: int = 2, style: str = "") -> None:
        """A line that hangs behind its mark where it wraps."""
        margin = indent + 2
        for i, line in enumerate(wrapped(one_line(text), WIDTH - margin)):
            before = f"{'':{indent}}{mark:1} " if i == 0 else " " * margin
            self._runs(Run(before), Run(line.rstrip(), style))

    def _section(self, title: str, lines: Iterable[str]) -> None:
        self.blank()
        self._line(title, BOLD)
        for line in lines:
            self._item(line, self._marks["dot"])

    def _table(self, card: Summary) -> None:
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

    def _row(self, cells: Iterable[Run], columns: Sequence[Column], style: str = "") -> None:
        if not self._colour:
            cells, style = (Run(cell.text) for cell in cells), ""
        self._lines += side_by_side(cells, columns, style)

    def _cells(self, row: Figures) -> Iterator[Run]:
        place = row.band_place
        colour = "" if place is None else _COLOURS[round(place * (len(_COLOURS) - 1))]
        yield Run(one_line(row.title))
        yield Run(row.score)
        yield Run(self._bar(row.bar), colour)
        yield Run(one_line(row.band), colour or DIM)
        yield Run(row.rated)

    def _bar(self, ends: tuple[Fraction, ...]) -> str:
        """Each cell by its middle: below the lower bound, the score, the upper bound, or above."""
        edges = list(zip(("sure", "shown", "possible"), ends, strict=False))
        cells = []
        for i in range(BAR):
            middle = Fraction(2 * i + 1, 2 * BAR)
            kind = next((name for name, edge in edges if middle < edge), "rest")
            cells.append(self._marks[kind])
        return "".join(cells)

    def _around(self, card: Summary) -> None:
        """Gates, what is contested, what is unknown, and the steps that would help most."""
        if card.gates:
            self._section(self._words("gates"), card.gates)
        if card.contested:
            self._section(card.contested_title, card.contested)
        if len(card.unknown) > _LISTED:
            groups = "; ".join(card.unknown_parts)
            self._section(card.unknown_title, [f"{groups}. {self._words('unknown.more')}"])
        elif card.unknown:
            self._section(card.unknown_title, card.unknown)
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
            mark = "+" if proof.direction == "supports" else "-"
            told = f"{proof.source}: {proof.shows}" if proof.shows else proof.source
            self._item(told, mark, 5)

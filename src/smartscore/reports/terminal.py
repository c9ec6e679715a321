"""The result in a terminal: 80 columns on every machine, readable without colour."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from smartscore.assessment import Assessment
from smartscore.engine.card import Card, Result, ScoredNode
from smartscore.reports import phrases
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
from smartscore.words import Words

WIDTH = 80
BAR = 20
_LISTED = 9
"""So many unknown indicators are listed one by one; more are counted by dimension."""

_COLOURS = (RED, YELLOW, CYAN, GREEN)
_UNICODE = {"sure": "█", "shown": "▓", "possible": "░", "rest": "·", "dot": "·", "rule": "─"}
_ASCII = {"sure": "#", "shown": "=", "possible": "-", "rest": ".", "dot": "*", "rule": "-"}


def document(
    results: Iterable[Result], words: Words, *, detail: bool, colour: bool, unicode: bool = True
) -> str:
    """Every result as text; `detail` adds each indicator with its evidence."""
    page = _Page(words, colour=colour, unicode=unicode)
    for i, result in enumerate(results):
        if i:
            page.blank()
        page.head(result.assessment)
        for card in result.cards:
            page.blank()
            page.card(card)
            if detail:
                page.details(card)
        if detail:
            page.sources(result.assessment)
    return page.text()


class _Page:
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

    def head(self, assessment: Assessment) -> None:
        """Whom it is about, and when and by whom it was judged."""
        self._line(phrases.heading(assessment), BOLD)
        for line in phrases.circumstances(assessment, self._words):
            self._line(line)

    def card(self, card: Card) -> None:
        """One rubric: its dimensions, the whole in words, and what lies around it."""
        words, rubric = self._words, card.rubric
        named = f" {self._marks['dot']} {rubric.code} {rubric.version}"
        self._runs(Run(one_line(words.text(rubric.title)), BOLD), Run(named))
        self._runs(Run(self._marks["rule"] * WIDTH, DIM))
        self._table(card)
        legend = words("legend", **{k: self._marks[k] for k in ("sure", "shown", "possible")})
        self._line(legend, DIM)
        if bands := phrases.bands(card, words):
            self._line(bands, DIM)
        self.blank()
        self._line(" ".join(phrases.verdict(card, words)))
        if unsourced := phrases.unsourced(card, words):
            self._line(unsourced, f"{BOLD};{RED}")
        self._around(card)

    def details(self, card: Card) -> None:
        """Every indicator with its level, the reason and the evidence."""
        self.blank()
        self._line(self._words("detail"), BOLD)
        for node in card.whole.walk():
            if node.kind == "indicator":
                self._indicator(node)
            elif len(node.path) > 1:
                self.blank()
                band = phrases.band_name(node, self._words)
                figures = f"  {self._words.figure(node.shown)}  {band}".rstrip()
                self._runs(Run(one_line(self._words.text(node.title)), BOLD), Run(figures))

    def sources(self, assessment: Assessment) -> None:
        """The references behind the keys that evidence cites."""
        entries = [f"{key}: {entry}" for key, entry in phrases.references(assessment, self._words)]
        if entries:
            self._section(self._words("references"), entries)

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

    def _table(self, card: Card) -> None:
        words, whole = self._words, card.whole
        bottom = phrases.number(whole.display.min, words)
        top = phrases.number(whole.display.max, words)
        scale = bottom + top.rjust(BAR - len(bottom)) if len(bottom + top) < BAR else ""
        figures = [self._words.figure(node.shown) for node in (*whole.children, whole)]
        figure = min(18, max(map(len, (words("score"), *figures))))
        columns = (
            Column(29 - max(6, figure)),
            Column(max(6, figure), right=True, wrapped=False),
            Column(BAR, wrapped=False),
            Column(20),
            Column(7, right=True),
        )
        heads = ("", words("score"), scale, words("band"), words("rated"))
        self._row(map(Run, heads), columns, f"{BOLD};{DIM}")
        for node in whole.children:
            self._row(self._cells(node, words.text(node.title)), columns)
        self._row(self._cells(whole, words("whole")), columns, BOLD)

    def _row(self, cells: Iterable[Run], columns: Sequence[Column], style: str = "") -> None:
        if not self._colour:
            cells, style = (Run(cell.text) for cell in cells), ""
        self._lines += side_by_side(cells, columns, style)

    def _cells(self, node: ScoredNode, title: str) -> Iterator[Run]:
        colour = _colour(node)
        yield Run(one_line(title))
        yield Run(self._words.figure(node.shown))
        yield Run(self._bar(node), colour)
        yield Run(one_line(phrases.band_name(node, self._words)), colour or DIM)
        yield Run(self._words.percent(node.availability))

    def _bar(self, node: ScoredNode) -> str:
        """Each cell by its middle: below the lower bound, the score, the upper bound, or above."""
        low, high = node.low_value, node.high_value
        shown = low if node.score is None else node.value
        if low is None or high is None or shown is None:
            return self._marks["rest"] * BAR
        cells = []
        for i in range(BAR):
            middle = Fraction(2 * i + 1, 2 * BAR)
            edges = (("sure", low), ("shown", shown), ("possible", high))
            kind = next((name for name, edge in edges if middle < edge), "rest")
            cells.append(self._marks[kind])
        return "".join(cells)

    def _around(self, card: Card) -> None:
        """Gates, what is contested, what is unknown, and the steps that would help most."""
        words = self._words
        if gates := list(phrases.gates(card, words)):
            lines = (f"{line} {words.text(outcome.gate.because)}" for outcome, line in gates)
            self._section(words("gates"), lines)
        if card.contested:
            title = words("contested", count=len(card.contested))
            self._section(title, (phrases.contested(node, words) for node in card.contested))
        if card.unknown:
            self._unknown(card)
        if card.steps:
            lines = (phrases.step(step, card, words) for step in card.steps)
            self._section(words(f"steps.{card.raises}"), lines)
        elif card.unknown:
            self.blank()
            self._line(phrases.no_step(card, words))

    def _unknown(self, card: Card) -> None:
        words, unknown = self._words, card.unknown
        total = len(card.indicators)
        title = words("unknown", count=len(unknown), total=total)
        if len(unknown) <= _LISTED:
            self._section(title, (phrases.unknown(node, words) for node in unknown))
            return
        groups = "; ".join(phrases.unknown_by_child(card, words))
        self._section(title, [f"{groups}. {words('unknown.more')}"])

    def _indicator(self, node: ScoredNode) -> None:
        words, rating = self._words, node.rating
        headline = f"{words.text(node.title)}: {phrases.level(node, words)}"
        if node.contested:
            headline += f" ({words('detail.contested')})"
        self._item(headline, "-", 1)
        if rating is None:
            return
        because = rating.because or rating.unknown or rating.not_applicable
        if because is not None:
            self._item(words.text(because), "", 3, DIM)
        for evidence in rating.evidence:
            mark = "+" if evidence.direction == "supports" else "-"
            shows = words.text(evidence.shows)
            source = phrases.source(evidence, words)
            self._item(f"{source}: {shows}" if shows else source, mark, 5)


def _colour(node: ScoredNode) -> str:
    """Red to green by the place of the band; nothing where there is no band."""
    place = node.band_place
    return "" if place is None else _COLOURS[round(place * (len(_COLOURS) - 1))]

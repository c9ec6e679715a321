"""What documents seem to speak of, as strips in a terminal of 80 columns."""

from collections.abc import Iterator
from typing import Final

from smartscore.passages.coverage import Coverage
from smartscore.reports.lines import BOLD, DIM, WIDTH, Run, cells, paragraph, wrapped
from smartscore.reports.passages.strips import NO_TEXT, Panel, Strip, legend, panels, shade
from smartscore.reports.safe import one_line
from smartscore.words import Words

_UNICODE: Final = {"shades": "·░▒▓█", "rule": "─"}
_ASCII: Final = {"shades": ".:+*#", "rule": "-"}
_EMPTY: Final = "x"
_LABEL, _MARKS, _APART = 24, 42, 1


def text(coverage: Coverage, words: Words, *, colour: bool = False, unicode: bool = True) -> str:
    """A strip for each dimension and document, and which chapters to read first.

    `unicode` says whether the reader's encoding has block characters.
    """
    screen = _Screen(words, _UNICODE if unicode else _ASCII, colour=colour)
    return "".join(f"{line.rstrip()}\n" for line in screen.page(coverage))


class _Screen:
    """Lines of a page, in colour or without."""

    def __init__(self, words: Words, marks: dict[str, str], *, colour: bool) -> None:
        self._words = words
        self._shades = marks["shades"]
        self._rule = marks["rule"]
        self._colour = colour

    def page(self, coverage: Coverage) -> Iterator[str]:
        """Each document, and what to think of it all."""
        for panel in panels(coverage, self._words, _MARKS):
            yield from self._panel(panel)
            yield ""
        yield from self._line(self._words("coverage.caution"), DIM)

    def _panel(self, panel: Panel) -> Iterator[str]:
        yield from self._line(panel.heading, BOLD)
        yield from self._line(self._rule * WIDTH, DIM)
        for part in panel.parts:
            if len(panel.parts) > 1:
                yield from self._line(part.title)
            yield from self._axis(panel, len(part.strips[0].marks))
            for strip in part.strips:
                yield from self._strip(strip)
        yield ""
        yield from self._legend(panel)
        if panel.chapters:
            yield ""
            yield from self._line(self._words("coverage.read"), BOLD)
        for chapter in panel.chapters:
            for i, line in enumerate(wrapped(one_line(chapter.told), WIDTH - 3)):
                yield f"{'' if i else chapter.letter:<3}{line}"
        if panel.others:
            yield from self._line(panel.others)

    def _axis(self, panel: Panel, count: int) -> Iterator[str]:
        """The letters of chapters above the marks where they begin, and the ends of the strip."""
        wide, margin = _wide(count), " " * (_LABEL + _APART)
        first, last = panel.ends
        yield f"{margin}{first}{last:>{max(count * wide - len(first), len(last) + 1)}}"
        letters = [" "] * (count * wide)
        for chapter in reversed(panel.chapters):
            letters[chapter.mark * wide] = chapter.letter
        if panel.chapters:
            yield margin + "".join(letters)

    def _strip(self, strip: Strip) -> Iterator[str]:
        """A dimension: its title may go on below, the marks stand in the first line."""
        wide = _wide(len(strip.marks))
        marks = "".join(self._sign(mark) * wide for mark in strip.marks)
        for i, line in enumerate(wrapped(one_line(strip.title), _LABEL)):
            label = line.rstrip()
            label += " " * (_LABEL - cells(label) + _APART)
            yield label if i else f"{label}{marks} {strip.shown}"

    def _sign(self, count: int) -> str:
        return _EMPTY if count == NO_TEXT else self._shades[shade(count)]

    def _legend(self, panel: Panel) -> Iterator[str]:
        signs = zip(self._shades, legend(self._words), strict=True)
        told = [f"{sign} {said}" for sign, said in signs]
        if any(NO_TEXT in strip.marks for part in panel.parts for strip in part.strips):
            told.append(f"{_EMPTY} {self._words('coverage.no-text')}")
        yield from self._line(f"{panel.scale}: {', '.join(told)}.")

    def _line(self, said: str, style: str = "") -> Iterator[str]:
        runs = [Run(one_line(said), style if self._colour else "")]
        yield from paragraph(runs, WIDTH)


def _wide(count: int) -> int:
    """How many characters a mark has, so that a short document has a strip to look at."""
    return max(1, _MARKS // max(count, 1))

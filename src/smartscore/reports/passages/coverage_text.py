"""What documents seem to speak of, as strips in a terminal of 80 columns."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from smartscore.passages.coverage import Coverage
from smartscore.reports.lines import Run, cells, paragraph, wrapped
from smartscore.reports.look import BOLD, DIM, PLAIN, Look
from smartscore.reports.passages.strips import NO_TEXT, Panel, Strip, ToRead, legend, panels, shade
from smartscore.reports.safe import one_line
from smartscore.words import Words

_UNICODE: Final = {"shades": "·░▒▓█", "rule": "─"}
_ASCII: Final = {"shades": ".:+*#", "rule": "-"}
_EMPTY: Final = "x"
_LABEL, _MARKS, _APART, _BEHIND = 24, 42, 1, 12


def text(coverage: Coverage, words: Words, look: Look = PLAIN) -> str:
    """A strip for each dimension and document, and which chapters to read first.

    `unicode` says whether the reader's encoding has block characters.
    """
    screen = _Screen(words, look)
    return "".join(f"{line.rstrip()}\n" for line in screen.page(coverage))


class _Screen:
    """Lines of a page, in colour or without."""

    def __init__(self, words: Words, look: Look) -> None:
        self._words = words
        self._shades = (_UNICODE if look.unicode else _ASCII)["shades"]
        self._rule = (_UNICODE if look.unicode else _ASCII)["rule"]
        self._look = look
        self._label = 0 if look.is_narrow else _LABEL + _APART
        self._most = min(_MARKS, look.width - self._label - _BEHIND)

    def page(self, coverage: Coverage) -> Iterator[str]:
        """Each document, and what to think of it all."""
        for panel in panels(coverage, self._words, self._most):
            yield from self._panel(panel)
            yield ""
        yield from self._line(self._words("coverage.caution"), DIM)

    def _panel(self, panel: Panel) -> Iterator[str]:
        yield from self._line(panel.heading, BOLD)
        yield from self._line(self._rule * self._look.width, DIM)
        for part in panel.parts:
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
            for i, line in enumerate(wrapped(one_line(chapter.told), self._look.width - 3)):
                yield f"{'' if i else chapter.letter:<3}{line}"
        if panel.others:
            yield from self._line(panel.others)

    def _axis(self, panel: Panel, count: int) -> Iterator[str]:
        """The letters of chapters above the marks where they begin, and the ends of the strip."""
        wide, margin = self._wide(count), " " * self._label
        first, last = panel.ends
        yield f"{margin}{first}{last:>{max(count * wide - len(first), len(last) + 1)}}"
        letters = [" "] * (count * wide)
        for place, letter in apart(panel.chapters, wide, len(letters)):
            letters[place] = letter
        if panel.chapters:
            yield margin + "".join(letters)

    def _strip(self, strip: Strip) -> Iterator[str]:
        """A dimension: its title may go on below, the marks stand in the first line."""
        wide = self._wide(len(strip.marks))
        marks = "".join(self._sign(mark) * wide for mark in strip.marks)
        if not self._label:
            yield from self._line(strip.title)
            yield f"{marks} {strip.shown}"
            return
        for i, line in enumerate(wrapped(one_line(strip.title), _LABEL)):
            label = line.rstrip()
            label += " " * (_LABEL - cells(label) + _APART)
            yield label if i else f"{label}{marks} {strip.shown}"

    def _sign(self, count: int) -> str:
        return _EMPTY if count == NO_TEXT else self._shades[shade(count)]

    def _legend(self, panel: Panel) -> Iterator[str]:
        wide = self._wide(len(panel.parts[0].strips[0].marks))
        drawn = self._words("coverage.signs", count=wide) if wide > 1 else ""
        yield from self._line(f"{panel.scale}{drawn}:")
        signs = zip(self._shades, legend(self._words), strict=True)
        told = [f"{sign} {said}" for sign, said in signs]
        if any(NO_TEXT in strip.marks for part in panel.parts for strip in part.strips):
            told.append(f"{_EMPTY} {self._words('coverage.no-text')}")
        yield from self._line(", ".join(told))

    def _wide(self, count: int) -> int:
        """How many characters a mark has, so that a short document has a strip to look at."""
        return max(1, self._most // max(count, 1))

    def _line(self, said: str, style: str = "") -> Iterator[str]:
        runs = [Run(one_line(said), style if self._look.colour else "")]
        yield from paragraph(runs, self._look.width)


def apart(chapters: Sequence[ToRead], wide: int, room: int) -> list[tuple[int, str]]:
    """Where the letters of chapters stand above marks of some width, in order; `room` is the end.

    Each stands as near as can be to where its chapter begins; some share a place where there is
    no room.
    """
    free = set(range(room))
    found = []
    for chapter in chapters:
        found.append(_nearest(free, chapter.mark * wide))
        free.discard(found[-1])
    rising = sorted(chapters, key=lambda each: each.first)
    return [(at, each.letter) for at, each in zip(sorted(found), rising, strict=True)]


def _nearest(free: Collection[int], place: int) -> int:
    return min(free, key=lambda at: abs(at - place), default=place)

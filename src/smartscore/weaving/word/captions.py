"""Captions as a document has them: a label, a number that Word counts, and a title.

Where the document has captions of its own, ours have their label, what stands behind the number,
their style and even the number of the chapter; figures follow the tables where there is no other
figure, and tables the figures. Else they are Word's: `Table { SEQ Table }`.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from smartscore.weaving.word.ink import Ink
from smartscore.weaving.word.leads import NUMBER, RESET, Reader, Style
from smartscore.weaving.word.looks import Looks
from smartscore.weaving.word.places import Caption, Story

LABELS: Final = {"table": ("tabel", "table"), "figure": ("gambar", "figure")}
"""What tables and figures are called in the captions of documents."""

_OTHER: Final = {"table": "figure", "figure": "table"}


class Captions:
    """Writes captions, and counts them as Word will.

    `guessed` says that the last one has the number of a chapter that headings were counted for.
    """

    def __init__(self, ink: Ink, data: bytes, story: Story, looks: Looks) -> None:
        self._ink = ink
        self._looks = looks
        self._others = [caption for caption in story.captions if not caption.is_ours]
        self._headings = story.headings
        self._begins = [each.start for each in story.headings if each.level == 1]
        self._reader = Reader(ink, data)
        self._styles: dict[int, Style | None] = {}
        self._counted = 0
        self.guessed = False
        self._last: dict[str, tuple[int, int]] = {}

    def write(self, kind: str, label: str, word: str, title: str, at: int) -> str:
        """A caption for what stands at a place; places are to come in their order.

        `label` is what to count, if one is asked for, `word` what it is called else.
        """
        style = self._style(kind, label, at) or self._plain(label or word, kind)
        number = self._number(style, at)
        lead = style.lead.replace(NUMBER, str(number))
        ink = self._ink
        return ink("p", style.properties, lead, ink.run(title, style.looks))

    def _number(self, style: Style, at: int) -> int:
        """The number that Word will give, counting those of the document before it."""
        while self._counted < len(self._others) and self._others[self._counted].at < at:
            other = self._others[self._counted]
            self._counted += 1
            self._count(other.name, other.switches, other.at)
        return self._count(style.name, style.switches, at)

    def _count(self, name: str, switches: str, at: int) -> int:
        key = name.casefold()
        value, before = self._last.get(key, (0, 0))
        if "\\c" not in switches.casefold():
            value += 1
        for switch, number in RESET.findall(switches):
            if switch in "rR":
                value = int(number)
            elif any(before < h.start < at and h.level <= int(number) for h in self._headings):
                value = 1
        self._last[key] = (value, at)
        return value

    def _style(self, kind: str, label: str, at: int) -> Style | None:
        """That of a caption of the same chapter, of the same kind first; else that of another one.

        A number of a chapter that was typed is taken from headings only where it has to be.
        """
        labels = (label.lower(),) if label else LABELS[kind]
        alike = self._nearest(self._alike(labels), at)
        chapters = alike[0] if alike else 0
        if alike is not None and (chapters == 0 or not alike[1].is_typed):
            return self._later(*alike)
        other = None if label else self._other(kind, at)
        if other is not None and (alike is None or other[0] == 0):
            return self._later(*other)
        return self._later(*alike) if alike else None

    def _other(self, kind: str, at: int) -> tuple[int, Style] | None:
        """How the other kind of captions is written, by the name of this one."""
        labels = LABELS[_OTHER[kind]]
        found = self._nearest(self._alike(labels), at)
        style = found[1].called(labels, LABELS[kind]) if found else None
        if found is None or style is None:
            return None
        return found[0], style.with_next(self._ink) if kind == "table" else style

    def _later(self, chapters: int, style: Style) -> Style:
        self.guessed = self.guessed or (chapters != 0 and style.is_typed)
        return style.in_chapter(chapters) if chapters else style

    def _alike(self, labels: Sequence[str]) -> list[Caption]:
        pattern = re.compile(rf"(?:{'|'.join(map(re.escape, labels))})[\W\d_]*", re.IGNORECASE)
        return [each for each in self._others if pattern.fullmatch(each.name)]

    def _nearest(self, captions: Sequence[Caption], at: int) -> tuple[int, Style] | None:
        """The nearest caption before a place, else behind it; those of its chapter come first.

        With it comes how many chapters later than that the place is.
        """
        here = self._chapter(at)
        before = [each for each in reversed(captions) if each.at < at]
        wanted = [*before, *(each for each in captions if each.at >= at)]
        for caption in sorted(wanted, key=lambda each: self._chapter(each.at) != here):
            if (style := self._read(caption)) is not None:
                return here - self._chapter(caption.at), style
        return None

    def _chapter(self, at: int) -> int:
        """How many chapters have begun before a place."""
        return bisect_left(self._begins, at)

    def _read(self, caption: Caption) -> Style | None:
        if caption.at not in self._styles:
            self._styles[caption.at] = self._reader.read(caption)
        return self._styles[caption.at]

    def _plain(self, word: str, kind: str) -> Style:
        """Word's own way, in the style that the document has for captions, if it has one."""
        ink = self._ink
        named = ink("pStyle", val=self._looks.caption) if self._looks.caption else ""
        kept = ink("keepNext") if kind == "table" else ""
        direct = "" if named else _upright(ink)
        lead = ink.run(f"{word} ") + ink.field(f"SEQ {word} \\* ARABIC", NUMBER) + ink.run(" ")
        return Style(word, "", ink("pPr", named, kept, direct), lead, "")


def _upright(ink: Ink) -> str:
    """Single lines without an indentation, whatever other paragraphs have."""
    spacing = ink("spacing", before=120, after=60, line=240, lineRule="auto")
    return spacing + ink("ind", **{ink.side("left"): 0}, firstLine=0) + ink("jc", val="center")

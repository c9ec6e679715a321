"""Candidates in a terminal: 80 columns on every machine, readable without colour.

With colour the words that were looked for are bold and underlined. Without it nothing is put into a
passage, so that it can be copied as a quote; the words stand in a line below it.
"""

from collections.abc import Iterator
from typing import Final

from smartscore.reports.lines import Run, paragraph, wrapped
from smartscore.reports.look import BOLD, DIM, PLAIN, Look
from smartscore.reports.passages.sheet import Chapter, Entry, Group, Proposal, Sheet
from smartscore.reports.safe import clean, one_line
from smartscore.words import Words

_MARKED: Final = f"{BOLD};4"
_INDENT: Final = 3
_UNICODE: Final = {"dot": "·", "rule": "─"}
_ASCII: Final = {"dot": "*", "rule": "-"}
_MANY: Final = 40
"""Of more candidates it is said how to see fewer."""


def text(sheet: Sheet, words: Words, look: Look = PLAIN) -> str:
    """The page, line by line."""
    screen = _Screen(words, look)
    return "".join(f"{line.rstrip()}\n" for line in screen.page(sheet))


class _Screen:
    """Lines of a page, in colour or without."""

    def __init__(self, words: Words, look: Look) -> None:
        self._words = words
        self._marks = _UNICODE if look.unicode else _ASCII
        self._look = look

    def page(self, sheet: Sheet) -> Iterator[str]:
        """What was found on the whole, what was read, the candidates, what to think of them."""
        yield from self._line(sheet.heading, BOLD)
        for sentence in sheet.lead:
            yield from self._line(sentence)
        for document in sheet.documents:
            yield from self._hanging(f"{self._marks['dot']} ", document)
        for group in sheet.groups:
            yield from self._group(group)
        yield ""
        for sentence in sheet.closing:
            yield from self._line(sentence, DIM)
        if _count(sheet) > _MANY:
            yield from self._line(self._words("evidence.fewer"), DIM)

    def _group(self, group: Group) -> Iterator[str]:
        yield ""
        mark = f" {self._marks['dot']} {one_line(group.mark)}"
        yield from self._runs([Run(one_line(group.title), BOLD), Run(mark)])
        yield from self._runs([Run(self._marks["rule"] * self._look.width, DIM)])
        for number, chapter in enumerate(group.chapters):
            if number:
                yield ""
            yield from self._chapter(chapter)

    def _chapter(self, chapter: Chapter) -> Iterator[str]:
        yield from self._line(chapter.title, BOLD)
        for entry in chapter.entries:
            yield ""
            yield from self._entry(entry)

    def _entry(self, entry: Entry) -> Iterator[str]:
        yield from self._runs([Run(one_line(entry.title), BOLD), Run(f" ({entry.code})", DIM)])
        for number, proposal in enumerate(entry.proposals, 1):
            yield from self._proposal(number, proposal)
        if entry.note:
            yield from self._hanging(" " * _INDENT, entry.note)

    def _proposal(self, number: int, proposal: Proposal) -> Iterator[str]:
        head = ", ".join(each for each in (proposal.document, proposal.place) if each)
        yield from self._hanging(f"{number:<{_INDENT}}", head)
        if proposal.above:
            yield from self._hanging(" " * _INDENT, proposal.above)
        runs = [Run(clean(each.text), _MARKED * each.marked) for each in proposal.pieces]
        yield from self._inside([Run('"'), *runs, Run('"')])
        if proposal.matched and not self._look.colour:
            matched = ", ".join(map(one_line, proposal.matched))
            yield from self._hanging(" " * _INDENT, self._words("evidence.matched", words=matched))
        if proposal.flags:
            flags = "; ".join(proposal.flags)
            yield from self._hanging(" " * _INDENT, self._words("evidence.flags", flags=flags))
        if proposal.also:
            yield from self._hanging(" " * _INDENT, proposal.also)

    def _hanging(self, head: str, said: str) -> Iterator[str]:
        """A text behind its head, further lines below its beginning."""
        for i, line in enumerate(wrapped(one_line(said), self._look.width - len(head))):
            yield f"{' ' * len(head) if i else head}{line}"

    def _inside(self, runs: list[Run]) -> Iterator[str]:
        shown = runs if self._look.colour else [Run(run.text) for run in runs]
        for line in paragraph(shown, self._look.width - _INDENT):
            yield f"{'':{_INDENT}}{line}"

    def _line(self, said: str, style: str = "") -> Iterator[str]:
        yield from self._runs([Run(one_line(said), style)])

    def _runs(self, runs: list[Run]) -> Iterator[str]:
        plain = runs if self._look.colour else [Run(run.text) for run in runs]
        yield from paragraph(plain, self._look.width)


def _count(sheet: Sheet) -> int:
    chapters = (chapter for group in sheet.groups for chapter in group.chapters)
    return sum(len(entry.proposals) for chapter in chapters for entry in chapter.entries)

"""Candidates as Markdown for an appendix; GitHub and pandoc read it alike."""

from collections.abc import Iterator

from smartscore.reports.markup import GITHUB, github, set_in
from smartscore.reports.passages.sheet import Entry, Proposal, Sheet
from smartscore.text.titles import Piece, Style
from smartscore.words import Words


def markdown(sheet: Sheet, words: Words) -> str:
    """The page; the words that were looked for are bold."""
    return "\n".join([*_page(sheet, words), ""])


def _page(sheet: Sheet, words: Words) -> Iterator[str]:
    yield f"# {github(sheet.heading)}"
    for sentence in sheet.lead:
        yield from ("", github(sentence))
    yield ""
    yield from (f"- {github(document)}" for document in sheet.documents)
    for group in sheet.groups:
        yield from ("", f"## {github(group.title)} ({github(group.mark)})")
        for chapter in group.chapters:
            yield from ("", f"### {github(chapter.title)}")
            for entry in chapter.entries:
                yield from _entry(entry, words)
    for sentence in sheet.closing:
        yield from ("", github(sentence))


def _entry(entry: Entry, words: Words) -> Iterator[str]:
    yield from ("", f"#### {github(entry.title)} ({github(entry.code)})")
    for number, proposal in enumerate(entry.proposals, 1):
        head = ", ".join(each for each in (proposal.document, proposal.place) if each)
        yield from ("", f"{number}. {github(head)}")
        if proposal.above:
            yield from ("", f"   {github(proposal.above)}")
        yield from ("", f"   > {_quote(proposal)}")
        if proposal.flags:
            flags = "; ".join(proposal.flags)
            yield from ("", f"   {github(words('evidence.flags', flags=flags))}")
        if proposal.also:
            yield from ("", f"   {github(proposal.also)}")
    if entry.note:
        yield from ("", github(entry.note))


def _quote(proposal: Proposal) -> str:
    styles: tuple[frozenset[Style], ...] = (frozenset(), frozenset({"bold"}))
    pieces = (Piece(each.text, styles[each.marked]) for each in proposal.pieces)
    return set_in(pieces, github, GITHUB)

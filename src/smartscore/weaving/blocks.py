"""Finds the blocks of a document, and puts new content into them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from markdown_it import MarkdownIt

from smartscore.weaving import Refused

_MARK = re.compile(r"<!--[ \t]*(?P<end>/)?smartscore[ \t]*(?::(?P<order>[^\r\n]*))?-->")
_MEANT = re.compile(r"<!--\s*(?:smartscore\s*:|/\s*smartscore\b)", re.IGNORECASE)
_EMPTY = re.compile(r"(?:\r\n|\n|\r(?!\n))[ \t>]*[\r\n]")
_BLANK = re.compile(r"[ \t>\r\n]*")
_NOTE = re.compile(r"[ >]*(?:\[\^[^\]\r\n]+\]:|[:~][ \t])")
_TURN = re.compile(r"<!--|`+|\\.", re.DOTALL)
_RUN = re.compile("`+")
_NEWLINE = re.compile(r"\r\n?|\n")
_LEAD = re.compile(r"(?:[ \t]|>)*")
_FRONT = re.compile(r"(?:[ \t]|>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))*")
_NO_LEAD = re.compile(r"[^ \t>]")
_DEEPEST = 100
_CODE = 8
_VERBATIM = re.compile(r"\s*<(?P<tag>pre|script|style|textarea)", re.IGNORECASE)


class Spot(NamedTuple):
    """A block: the line of its beginning, what it asks for, and where its content stands.

    `lead` is what each line begins with, in a list or a quotation; None where the block stands
    inside a line.
    """

    line: int
    order: str
    start: int
    end: int
    lead: str | None


class _Mark(NamedTuple):
    """A comment of ours: where it stands, and what it asks for, None where it ends a block.

    `lead` is what lines of its list or quotation begin with, None where it is not the first in
    its own line. `first` is the line with which its paragraph or its HTML begins.
    """

    start: int
    end: int
    order: str | None
    lead: str | None
    first: int


def spots(text: str) -> list[Spot]:
    """The blocks of a document, in order; raises Refused where they do not pair.

    A comment that is meant as one of ours and is neither read nor shown as code is refused too.
    """
    starts = [0, *(match.end() for match in _NEWLINE.finditer(text))]
    found: list[Spot] = []
    opened: _Mark | None = None
    shown: list[tuple[int, int]] = []
    marks = list(_marks(text, starts, shown))
    for hidden in _hidden(text, starts, marks, shown):
        raise Refused("hidden", line=bisect_right(starts, hidden))
    for mark in marks:
        line = bisect_right(starts, mark.start)
        if mark.order is None:
            if opened is None:
                raise Refused("stray", line=line)
            if _is_torn(text, opened, mark):
                raise Refused("unclosed", line=bisect_right(starts, opened.start))
            found.append(_spot(text, starts, opened, mark))
            opened = None
        elif opened is not None:
            raise Refused("unclosed", line=bisect_right(starts, opened.start))
        else:
            opened = mark
    if opened is not None:
        raise Refused("unclosed", line=bisect_right(starts, opened.start))
    return found


def filled(text: str, contents: Sequence[tuple[Spot, str]]) -> str:
    """The document with the content of each block."""
    parts, here = [], 0
    for spot, content in contents:
        parts += [text[here : spot.start], _set(text, spot, content)]
        here = spot.end
    return "".join([*parts, text[here:]])


def is_stale(text: str, spot: Spot, content: str) -> bool:
    """Whether a block holds something else than it should."""
    return text[spot.start : spot.end] != _set(text, spot, content)


def is_sound(text: str, blocks: Sequence[Spot], contents: Sequence[tuple[Spot, str]]) -> bool:
    """Whether the blocks of a document are still the same when the first ones are filled."""
    new = filled(text, contents)
    try:
        found = spots(new)
    except Refused:
        return False
    return [spot.order for spot in found] == [spot.order for spot in blocks] and not any(
        is_stale(new, spot, content) for spot, (_, content) in zip(found, contents, strict=False)
    )


def _set(text: str, spot: Spot, content: str) -> str:
    """Content as it stands in its block, with the line ends of the document."""
    if spot.lead is None:
        return content
    ending = _NEWLINE.search(text, spot.start, spot.end)
    newline = ending[0] if ending else "\n"
    lines = ["", "", *content.split("\n"), "", ""]
    led = [f"{spot.lead}{line}".rstrip() if line == "" else spot.lead + line for line in lines[1:]]
    led[-1] = spot.lead
    return newline + newline.join(led)


def _spot(text: str, starts: Sequence[int], opened: _Mark, closed: _Mark) -> Spot:
    line = bisect_right(starts, opened.start)
    apart = _NEWLINE.search(text, opened.end, closed.start)
    lead = opened.lead if apart else None
    return Spot(line, opened.order or "", opened.end, closed.start, lead)


def _is_torn(text: str, opened: _Mark, closed: _Mark) -> bool:
    """Whether an end can't be that of a beginning: one stands in a text, the other in another."""
    between = text[opened.end : closed.start]
    line = _NEWLINE.split(between, maxsplit=1)[0]
    inside = opened.lead is None or not _BLANK.fullmatch(line)
    if inside and opened.first != closed.first and not _BLANK.fullmatch(between):
        return True
    return (inside or closed.lead is None) and _EMPTY.search(between) is not None


def _hidden(
    text: str, starts: Sequence[int], marks: Sequence[_Mark], shown: Sequence[tuple[int, int]]
) -> Iterator[int]:
    """Where comments stand that are meant as ours and that are neither read nor shown.

    What follows a row of a table and is indented is code for some readers, text for others.
    """
    read = {mark.start for mark in marks}
    whole = [*starts, len(text)]
    spans = sorted(shown)
    tables = _reader().enable("table").parse(text.removeprefix("\ufeff"))
    code = [token.map for token in tables if token.type == "code_block" and token.map]
    doubtful = [(whole[first], whole[last]) for first, last in code]
    for match in _MEANT.finditer(text):
        if _is_within(match.start(), doubtful if match.start() in read else spans) == (
            match.start() in read
        ):
            yield match.start()


def _is_within(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a place lies in one of several spans, which are in order."""
    before = bisect_right(spans, place, key=lambda span: span[0])
    return before > 0 and place < spans[before - 1][1]


def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).disable("inline")


def _marks(text: str, starts: Sequence[int], shown: list[tuple[int, int]]) -> Iterator[_Mark]:
    """The comments that are ours, but for those that are shown as code.

    `shown` receives the spans of what is code.
    """
    whole = [*starts, len(text)]
    notes = _notes(text, whole)
    for token in _reader().parse(text.removeprefix("\ufeff")):
        if token.map is None:
            continue
        first, last = token.map
        start, stop = whole[first], whole[last]
        if token.type == "fence":
            shown.append((start, stop))
        elif token.type == "code_block":
            lines = (line for line in range(first, last) if not notes[line])
            shown += [(whole[line], whole[line + 1]) for line in lines]
        if token.type not in ("inline", "html_block"):
            continue
        if (verbatim := _VERBATIM.match(token.content)) and token.type == "html_block":
            closed = re.compile(f"</{verbatim['tag']}", re.IGNORECASE).search(text, start, stop)
            shown.append((start, closed.start() if closed else stop))
            continue
        in_text = token.type == "inline"
        for begin, end, order in _in(text, start, stop, shown if in_text else None):
            lead = _lead(text, starts, first, begin, in_text=in_text)
            yield _Mark(begin, end, order, lead, first)


def _notes(text: str, whole: Sequence[int]) -> list[bool]:
    """For each line whether it would go on with a footnote or a definition of pandoc.

    An indented line that does is text there, and code if it is indented twice.
    """
    found = []
    is_note, is_apart = False, True
    for start, end in pairwise(whole):
        line = text[start:end].removeprefix("\ufeff")
        width = _width(line)
        if _BLANK.fullmatch(line):
            is_apart = True
        elif width < _CODE // 2:
            is_note = _NOTE.match(line) is not None or (is_note and not is_apart)
            is_apart = False
        found.append(is_note and width < _CODE)
    return found


def _width(line: str) -> int:
    """How far a line is indented, in blanks, within its quotation."""
    lead = _LEAD.match(line)
    return len(lead[0].rpartition(">")[2].expandtabs(4)) if lead else 0


def _lead(text: str, starts: Sequence[int], first: int, mark: int, *, in_text: bool) -> str | None:
    """What the lines of a block begin with; `first` is that line with which its text begins.

    A line that goes on with a paragraph or with HTML may be indented by any width, and its
    quotation marks may be left out. Behind an empty line that would be code, or outside of the
    quotation.
    """
    line = bisect_right(starts, mark) - 1
    own = text[starts[line] : mark].removeprefix("\ufeff")
    if _LEAD.fullmatch(own) is None:
        return None
    if line == first:
        return own
    front = _FRONT.match(text, starts[first] + text.startswith("\ufeff", starts[first]))
    kept = _NO_LEAD.sub(" ", front[0]) if front else ""
    deeper = len(own.expandtabs(4)) > len(kept.expandtabs(4))
    return kept if in_text or deeper or own.count(">") != kept.count(">") else own


def _in(
    text: str, start: int, end: int, shown: list[tuple[int, int]] | None
) -> Iterator[tuple[int, int, str | None]]:
    """The marks between two places; where there can be code, not those inside code spans.

    `shown` receives those spans and what is escaped; it is None where there can be none.
    """
    code = shown is not None
    runs: dict[int, list[int]] = {}
    for run in _RUN.finditer(text, start, end) if code else ():
        runs.setdefault(len(run[0]), []).append(run.start())
    ends = True
    here = start
    while (turn := _TURN.search(text, here, end)) is not None:
        here = turn.end()
        if turn[0] == "<!--":
            stop = text.find("-->", turn.end(), end) if ends else -1
            ends = stop >= 0
            if not ends:
                continue
            here = stop + 3
            if (match := _MARK.fullmatch(text, turn.start(), here)) is not None:
                order = None if match["end"] else (match["order"] or "").strip()
                yield turn.start(), here, order
        elif shown is not None and turn[0][0] == "`":
            alike = runs.get(len(turn[0]), [])
            following = bisect_left(alike, turn.end())
            if following < len(alike):
                here = alike[following] + len(turn[0])
                shown.append((turn.start(), here))
        elif shown is not None:
            shown.append((turn.start(), here))

"""Finds the blocks of a document, and puts new content into them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markdown_it import MarkdownIt

from smartscore.weaving import Refused

_MARK = re.compile(r"<!--[ \t]*(?P<end>/)?smartscore[ \t]*(?::(?P<order>[^\r\n]*))?-->")
_TURN = re.compile(r"<!--|`+|\\.", re.DOTALL)
_RUN = re.compile("`+")
_NEWLINE = re.compile(r"\r\n?|\n")
_LEAD = re.compile(r"(?:[ \t]|>)*")
_FRONT = re.compile(r"(?:[ \t]|>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))*")
_NO_LEAD = re.compile(r"[^ \t>]")
_DEEPEST = 100
_VERBATIM = ("<pre", "<script", "<style", "<textarea")


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
    its own line.
    """

    start: int
    end: int
    order: str | None
    lead: str | None


def spots(text: str) -> list[Spot]:
    """The blocks of a document, in order; raises Refused where they do not pair."""
    starts = [0, *(match.end() for match in _NEWLINE.finditer(text))]
    found: list[Spot] = []
    opened: _Mark | None = None
    for mark in _marks(text, starts):
        line = bisect_right(starts, mark.start)
        if mark.order is None:
            if opened is None:
                raise Refused("stray", line=line)
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


def _marks(text: str, starts: Sequence[int]) -> Iterator[_Mark]:
    """The comments that are ours, but for those that are shown as code."""
    reader = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).disable("inline")
    whole = [*starts, len(text)]
    for token in reader.parse(text.removeprefix("\ufeff")):
        if token.map is None or token.type not in ("inline", "html_block"):
            continue
        if token.content.lstrip()[:9].lower().startswith(_VERBATIM):
            continue
        first, last = token.map
        in_text = token.type == "inline"
        for start, end, order in _in(text, whole[first], whole[last], code=in_text):
            lead = _lead(text, starts, first, start, in_text=in_text)
            yield _Mark(start, end, order, lead)


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


def _in(text: str, start: int, end: int, *, code: bool) -> Iterator[tuple[int, int, str | None]]:
    """The marks between two places; where there can be code, not those inside code spans."""
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
        elif code and turn[0][0] == "`":
            alike = runs.get(len(turn[0]), [])
            following = bisect_left(alike, turn.end())
            if following < len(alike):
                here = alike[following] + len(turn[0])

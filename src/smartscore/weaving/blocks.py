"""Finds the blocks of a document, and puts new content into them."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from smartscore.weaving import Refused

_MARK = re.compile(r"<!--[ \t]*(?P<end>/)?smartscore(?:[ \t]*:(?P<order>[^\n]*?))?[ \t]*-->")
_FENCE = re.compile(r"^(?:[ \t]|>)*(?P<fence>`{3,}|~{3,})(?P<rest>[^\r\n]*)", re.MULTILINE)
_LEAD = re.compile(r"(?:[ \t]|>)*")


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


def spots(text: str) -> list[Spot]:
    """The blocks of a document, in order; raises Refused where they do not pair."""
    found: list[Spot] = []
    opened: re.Match[str] | None = None
    for mark in _marks(text):
        line = _line(text, mark.start())
        if mark["end"]:
            if opened is None:
                raise Refused("stray", line=line)
            found.append(_spot(text, opened, mark))
            opened = None
        elif opened is not None:
            raise Refused("unclosed", line=_line(text, opened.start()))
        else:
            opened = mark
    if opened is not None:
        raise Refused("unclosed", line=_line(text, opened.start()))
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


def _set(text: str, spot: Spot, content: str) -> str:
    """Content as it stands in its block, with the line ends of the document."""
    if spot.lead is None:
        return content
    newline = "\r\n" if text.startswith("\r\n", spot.start) else "\n"
    lines = ["", "", *content.split("\n"), "", ""]
    led = [f"{spot.lead}{line}".rstrip() if line == "" else spot.lead + line for line in lines[1:]]
    led[-1] = spot.lead
    return newline + newline.join(led)


def _spot(text: str, opened: re.Match[str], closed: re.Match[str]) -> Spot:
    inside = text[opened.end() : closed.start()]
    lead = None
    if "\n" in inside:
        start = text.rfind("\n", 0, opened.start()) + 1
        before = text[start : opened.start()].removeprefix("\ufeff")
        match = _LEAD.fullmatch(before)
        lead = before if match else re.sub(r"[^ \t>]", " ", before)
    line = _line(text, opened.start())
    return Spot(line, (opened["order"] or "").strip(), opened.end(), closed.start(), lead)


def _marks(text: str) -> Iterator[re.Match[str]]:
    """The comments that are ours, but for those that are shown as code."""
    fences = list(_fenced(text))
    for mark in _MARK.finditer(text):
        shown = any(start <= mark.start() < end for start, end in fences)
        before = text[text.rfind("\n", 0, mark.start()) + 1 : mark.start()]
        if not shown and before.count("`") % 2 == 0:
            yield mark


def _fenced(text: str) -> Iterator[tuple[int, int]]:
    """Where code stands between fences."""
    opened: re.Match[str] | None = None
    for fence in _FENCE.finditer(text):
        if opened is None:
            if "`" not in fence["rest"] or fence["fence"][0] == "~":
                opened = fence
        elif (
            fence["fence"][0] == opened["fence"][0]
            and len(fence["fence"]) >= len(opened["fence"])
            and not fence["rest"].strip()
        ):
            yield opened.start(), fence.end()
            opened = None
    if opened is not None:
        yield opened.start(), len(text)


def _line(text: str, index: int) -> int:
    return text.count("\n", 0, index) + 1

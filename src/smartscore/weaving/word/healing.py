"""Controls that another program has cut: LibreOffice ends one before a table when it saves.

What belonged to such a control stands right behind it then. It is taken in again where its tables
have the heads that they should have; else nothing is touched, so that no table stands there twice.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from smartscore.weaving import Refused
from smartscore.weaving.word.controls import Opened, opened
from smartscore.weaving.word.ink import Ink
from smartscore.weaving.word.likeness import likeness
from smartscore.weaving.word.markup import Element, parse
from smartscore.weaving.word.places import Story

_LYING_ENDS: Final = "\x1f-"
_SECTION_ENDS: Final = "\x1f-|"
"""How `likeness` spells the end of pages that lie, and all with which it spells such an end."""

_MOST_BETWEEN: Final = 4
"""So many paragraphs stand between two tables of one control at most."""


def end_of(
    data: bytes, story: Story, control: Opened, end: int, tables: Sequence[str], word: str, ink: Ink
) -> int:
    """Where ends what belonged to a control before it was cut; its own end where nothing is lost.

    `tables` are those that it should have, `word` is that with which the line under one begins.
    Raises Refused where it has lost a table that does not stand behind it.
    """
    new = parse(ink("sdtContent", *tables).encode())
    wanted = list(_heads(new, ink))
    inside = list(_heads(control.content, ink)) if control.content else []
    lost = wanted[len(inside) :]
    if not lost or control.content is None or not _says(control.content, ink):
        return end
    stop = _behind(data, story, end, lost, word, ink)
    if stop is None:
        raise Refused("word-cut")
    return stop


def with_lost(control: Opened, lost: bytes, ink: Ink) -> Opened:
    """A control with what belonged to it, as it was before it was cut."""
    if not lost or control.content is None:
        return control
    inner = control.content.inner_end
    return opened(control.data[:inner] + lost + control.data[inner:], ink)


def _behind(
    data: bytes, story: Story, end: int, lost: Sequence[str], last: str, ink: Ink
) -> int | None:
    """Where ends what a control has lost; None where that does not stand behind it."""
    waiting = list(lost)
    between, stop = 0, None
    for begin, until, is_table in _following(story, end):
        element = parse(data[begin:until])
        if is_table:
            if not waiting or next(_heads(element, ink), "") != waiting.pop(0):
                break
            between, stop = 0, until
            continue
        between += 1
        said = likeness(element, ink.prefix)
        if between > _MOST_BETWEEN:
            break
        if not waiting and stop is not None:
            is_source = said.lstrip(_SECTION_ENDS).startswith(last)
            if is_source or said.strip() == _LYING_ENDS:
                stop = until
            if not is_source or said.startswith(_LYING_ENDS):
                break
            continue
    return None if waiting else stop


def _following(story: Story, end: int) -> Iterator[tuple[int, int, bool]]:
    """The paragraphs and tables of the body that follow a place at once."""
    first = bisect_left(story.blocks, (end, 0, False))
    yield from story.blocks[first : first + 64]


def _heads(element: Element, ink: Ink) -> Iterator[str]:
    """What the first rows of the tables in an element say."""
    tables = [each for each in element.walk() if each.name == f"{ink.prefix}tbl"]
    for table in tables:
        row = table.child(f"{ink.prefix}tr")
        yield likeness(row, ink.prefix) if row else ""


def _says(content: Element, ink: Ink) -> bool:
    """Whether a control holds anything of what was woven."""
    return bool(likeness(content, ink.prefix).strip())

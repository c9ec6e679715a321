"""Content controls: made in the place of a marker, and refreshed in place.

A tag of Word has 64 characters. An order that is longer stands as hidden text at the beginning of
its control, where Word shows it with the other marks.
"""

import zlib
from collections.abc import Sequence
from typing import Final, NamedTuple

from smartscore.weaving import Refused
from smartscore.weaving.word.ink import Ink
from smartscore.weaving.word.likeness import is_hidden
from smartscore.weaving.word.markup import Element, cut, is_empty_tag, parse
from smartscore.weaving.word.places import TAG
from smartscore.weaving.word.refreshing import Refreshing

LONGEST_TAG: Final = 64
_GALLERY: Final = "Quick Parts"


class Opened(NamedTuple):
    """A control that is there: the bytes, the element in them, and that with its content."""

    data: bytes
    element: Element
    content: Element | None


def opened(data: bytes, ink: Ink) -> Opened:
    """A control by its bytes."""
    element = parse(data)
    return Opened(data, element, element.child(f"{ink.prefix}sdtContent"))


def lead_of(data: bytes, ink: Ink) -> bytes:
    """The properties of the first section that ends in a control, if one does."""
    content = opened(data, ink).content
    for child in content.children if content else ():
        section = child.child(f"{ink.prefix}pPr", f"{ink.prefix}sectPr")
        if section is not None:
            return section.bytes_of(data)
    return b""


def hidden_order(control: Opened, ink: Ink) -> str:
    """The order of a control that had no room in its tag; nothing where there is none."""
    runs = (each for each in control.element.walk() if is_hidden(each, ink.prefix))
    texts = (each.text for run in runs for each in run.walk() if each.name == f"{ink.prefix}t")
    said = "".join(texts)
    begin, end = said.find("{{"), said.find("}}")
    inside = said[begin + 2 : end].strip() if 0 <= begin < end else ""
    return inside.removeprefix(TAG).strip()


def made(ink: Ink, order: str, content: Sequence[str], key: str, *, inline: bool) -> bytes:
    """A control with its content: runs where it stands inside a paragraph, else paragraphs.

    The title says the same as the tag: a reader sees it, and LibreOffice keeps it. Tables and
    captions stand in a part of a document, as a table of contents does, which both programs read.
    """
    tag, hidden = _tag_of(ink, order, content, inline=inline)
    part = ink("docPartObj", ink("docPartGallery", val=_GALLERY), ink("docPartUnique"))
    plain = "" if hidden else ink("text")
    properties = ink(
        "sdtPr",
        ink("alias", val=tag),
        ink("tag", val=tag),
        ink("id", val=key),
        plain if inline else part,
    )
    return ink("sdt", properties, ink("sdtContent", hidden, *content)).encode()


def _tag_of(ink: Ink, order: str, content: Sequence[str], *, inline: bool) -> tuple[str, str]:
    """The tag of a control, and the hidden text with which its content begins, if it does.

    That says what a tag has no room for. It is there too where an empty paragraph would be first,
    which ends a section: LibreOffice takes that out, and the control with it.
    """
    tag = f"{TAG} {order}"
    hidden = _hidden(ink, f"{{{{{tag}}}}}", inline=inline)
    if len(tag.encode("utf-16-le")) // 2 > LONGEST_TAG:
        return TAG, hidden
    ends = bool(content) and f"<{ink.prefix}sectPr" in content[0]
    return tag, hidden if ends else ""


def _hidden(ink: Ink, text: str, *, inline: bool) -> str:
    looks = ink("rPr", ink("vanish"))
    run = ink.run(text, looks)
    if inline:
        return run
    low = ink("spacing", before=0, after=0, line=20, lineRule="exact")
    return ink("p", ink("pPr", low, looks), run)


def key_for(order: str, taken: set[str]) -> str:
    """A number for a control that no other one of the document has; it is added to those."""
    number = zlib.crc32(order.encode("utf-8")) % 2_000_000_000 + 1
    while str(number) in taken:
        number += 1
    taken.add(str(number))
    return str(number)


def inside(content: Sequence[str], order: str, ink: Ink, *, inline: bool) -> bytes:
    """The content of a control as it is written where nobody has touched it since."""
    _, hidden = _tag_of(ink, order, content, inline=inline)
    return ink("sdtContent", hidden, *content).encode()


def refreshed(
    control: Opened, content: Sequence[str], order: str, ink: Ink, *, inline: bool
) -> bytes:
    """A control with new content; the same bytes where that says the same as the old.

    What says the same as before stays as it is, with the looks that a writer gave it, and so do the
    properties of cells and paragraphs whose text alone is another. Bookmarks and comments stay.
    Raises Refused where a writer's own notes, changes or controls would be lost.
    """
    made = inside(content, order, ink, inline=inline)
    new = parse(made)
    old = control.content
    if old is None:
        raise Refused("word-emptied")
    if is_empty_tag(control.data, old.inner):
        return cut(control.data, [(old.start, old.end, made)])
    changes = list(Refreshing(control.data, made, ink.prefix).inside(old, new))
    return cut(control.data, changes)

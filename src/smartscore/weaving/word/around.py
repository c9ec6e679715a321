"""What stays of a paragraph when a control takes its place."""

from typing import NamedTuple

from smartscore.weaving.word.markup import Element, cut


class Around(NamedTuple):
    """What of a paragraph stays when a control takes its place.

    `before` and `behind` are marks; `section` are its properties where they end a section, which an
    empty paragraph stays for; `properties` are the others.
    """

    before: bytes
    behind: bytes
    section: bytes
    properties: bytes


def around(data: bytes, paragraph: Element, prefix: str) -> Around:
    """What stays of a paragraph that holds nothing but a marker."""
    before = behind = section = properties = b""
    for child in paragraph.children:
        name = child.name.removeprefix(prefix)
        if name in ("bookmarkStart", "commentRangeStart", "permStart"):
            before += child.bytes_of(data)
        elif name in ("bookmarkEnd", "commentRangeEnd", "permEnd"):
            behind += child.bytes_of(data)
        elif name == "pPr":
            properties = own_properties(data, child, prefix)
            if child.child(f"{prefix}sectPr") is not None:
                section = child.bytes_of(data)
    return Around(before, behind, section, properties)


def own_properties(data: bytes, properties: Element, prefix: str) -> bytes:
    """The properties of a paragraph without what belongs to that one alone."""
    names = ("sectPr", "pPrChange", "pageBreakBefore", "rPr")
    changes = [
        (each.start - properties.start, each.end - properties.start, b"")
        for each in properties.children
        if each.name.removeprefix(prefix) in names
    ]
    return cut(properties.bytes_of(data), changes)

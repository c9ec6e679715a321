"""Sections of pages: how wide the text of one is, and pages that lie for a wide table."""

from typing import Final, NamedTuple

from smartscore.weaving.word.ink import Ink
from smartscore.weaving.word.markup import Element, cut, parse

_WIDTH: Final = 9000
"""Twips of a line where a document does not say how large its pages are."""

_LARGEST: Final = 31_680
_FALSE: Final = ("0", "false", "off")
_NOT_TURNED: Final = (
    "headerReference",
    "footerReference",
    "cols",
    "titlePg",
    "sectPrChange",
    "type",
)


class Section(NamedTuple):
    """The properties of a section: their bytes, the element in them, and the width of a line.

    `lies` says that its pages lie already. `begins_anew` says that it counts its pages from a
    number of its own, or that its first page is another one: a section that follows in its place
    would do so again.
    """

    data: bytes
    element: Element | None
    width: int
    lies: bool
    begins_anew: bool
    height: int


def section(data: bytes, prefix: str) -> Section:
    """The section whose properties these bytes are; none give one that can't be turned."""
    if not data:
        return Section(b"", None, _WIDTH, lies=False, begins_anew=True, height=_WIDTH)
    element = parse(data)
    size, margins = element.child(f"{prefix}pgSz"), element.child(f"{prefix}pgMar")
    page = _sizes(size, prefix, ("w", "h"))
    gaps = _sizes(margins, prefix, ("left", "right", "gutter", "top", "bottom"))
    wide, high = page["w"] or 11_906, page["h"] or 16_838
    width = wide - gaps["left"] - gaps["right"] - gaps["gutter"]
    height = high - gaps["top"] - gaps["bottom"]
    columns = element.child(f"{prefix}cols")
    count = columns.attributes.get(f"{prefix}num", "1") if columns else "1"
    if count.isascii() and count.isdigit() and 1 < int(count[:2]) < 10:
        width = width // int(count[:2]) - 360
    numbers, first = element.child(f"{prefix}pgNumType"), element.child(f"{prefix}titlePg")
    anew = numbers is not None and f"{prefix}start" in numbers.attributes
    if first is not None and first.attributes.get(f"{prefix}val", "1") not in _FALSE:
        anew = True
    fit = size is not None and width > 1000
    return Section(
        data,
        element if fit else None,
        max(1000, width),
        lies=wide > high,
        begins_anew=anew,
        height=max(1000, height),
    )


def _sizes(element: Element | None, prefix: str, names: tuple[str, ...]) -> dict[str, int]:
    found = {}
    for name in names:
        said = (element.attributes.get(prefix + name, "") if element else "").removeprefix("-")
        whole = said.partition(".")[0]
        found[name] = min(int(whole), _LARGEST) if whole.isascii() and whole.isdigit() else 0
    return found


def turned(ink: Ink, upright: Section) -> Section:
    """The section with its pages turned: the same paper, its margins turned with it.

    It names no headers and footers, so that it has those of the section before it.
    """
    data, element = upright.data, upright.element
    assert element is not None
    changes = []
    for child in element.children:
        name = child.name.removeprefix(ink.prefix)
        if name in _NOT_TURNED:
            changes.append((child.start, child.end, b""))
        elif name == "pgSz":
            size = _sizes(child, ink.prefix, ("w", "h"))
            lying = ink("pgSz", w=size["h"], h=size["w"], orient="landscape")
            changes.append((child.start, child.end, lying.encode()))
        elif name == "pgMar":
            changes.append((child.start, child.end, _margins(ink, child).encode()))
    return section(cut(data, changes), ink.prefix)


def _margins(ink: Ink, element: Element) -> str:
    """Margins of a page that was turned to the left: its top is where its right side was."""
    said = {key.removeprefix(ink.prefix): value for key, value in element.attributes.items()}
    sides = {"top": "left", "right": "top", "bottom": "right", "left": "bottom"}
    new = {side: said[old] for side, old in sides.items() if old in said}
    if said.get("gutter", "0") not in ("0", ""):
        new["gutter"] = said["gutter"]
    kept = {key: said[key] for key in ("header", "footer") if key in said}
    return ink("pgMar", **new, **kept, **({} if "gutter" in new else {"gutter": "0"}))


def ended(ink: Ink, one: Section, *, references: bytes = b"") -> str:
    """The paragraph with which a section ends, as low as can be.

    `references` are the headers and footers, where the section has to name them.
    """
    element = one.element
    assert element is not None
    inside = one.data[element.inner : element.inner_end]
    tidy = (references + inside).decode("utf-8")
    properties = ink("sectPr", tidy)
    low = ink("spacing", before=0, after=0, line=20, lineRule="exact")
    return ink("p", ink("pPr", low, properties))


def plain(ink: Ink, one: Section) -> Section:
    """The section without what it was before a tracked change."""
    element = one.element
    if element is None:
        return one
    changes = [
        (child.start, child.end, b"")
        for child in element.children
        if child.name == f"{ink.prefix}sectPrChange"
    ]
    return section(cut(one.data, changes), ink.prefix)


def references(ink: Ink, one: Section) -> bytes:
    """The headers and footers that a section names."""
    names = (f"{ink.prefix}headerReference", f"{ink.prefix}footerReference")
    children = one.element.children if one.element else []
    return b"".join(each.bytes_of(one.data) for each in children if each.name in names)

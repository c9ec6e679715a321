"""The looks of the page style: margins of 13 mm, text of 10 points, tables of 9, no page number."""

import re
from collections.abc import Mapping
from typing import Final

_MARGINS: Final = re.compile(r"<w:pgMar [^>]*/>")
_TIGHT: Final = (
    '<w:pgMar w:top="737" w:right="794" w:bottom="737" w:left="794" '
    'w:header="397" w:footer="397" w:gutter="0"/>'
)
_FOOTER: Final = re.compile(r"\s*<w:footerReference [^>]*/>")
_STYLE: Final = re.compile(r'<w:style [^>]*w:styleId="(\w+)">.*?</w:style>', re.DOTALL)
_SIZE: Final = re.compile(r'<w:(sz|szCs) w:val="\d+"/>')
_SPACING: Final = re.compile(r"<w:spacing [^>]*/>")

_SIZES: Final[Mapping[str, int]] = {
    "Compact": 18,
    "Title": 30,
    "Heading1": 30,
    "Heading2": 22,
}
"""Half points; all else is 20."""

_SPACES: Final[Mapping[str, tuple[int, int]]] = {
    "Compact": (14, 14),
    "Title": (0, 60),
    "Heading1": (140, 30),
    "Heading2": (140, 30),
    "BodyText": (20, 40),
}
"""Twentieths of a point before and after; lines are single."""


def tightened(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of the reference document with these looks."""
    document = parts["word/document.xml"].decode("utf-8")
    document = _FOOTER.sub("", _MARGINS.sub(_TIGHT, document))
    styles = parts["word/styles.xml"].decode("utf-8")
    head, _, rest = styles.partition("</w:docDefaults>")
    rest = _STYLE.sub(_tight, rest)
    styles = f"{_sized(head, 20)}</w:docDefaults>{rest}"
    return {
        **parts,
        "word/document.xml": document.encode("utf-8"),
        "word/styles.xml": styles.encode("utf-8"),
    }


def _tight(found: re.Match[str]) -> str:
    """A style with its own size and space, and text on the left."""
    name, text = found[1], found[0]
    before, after = _SPACES.get(name, (0, 40))
    space = f'<w:spacing w:before="{before}" w:after="{after}" w:line="240" w:lineRule="auto"/>'
    text = _SPACING.sub(space, text).replace('<w:jc w:val="both"/>', '<w:jc w:val="left"/>')
    return _sized(text, _SIZES.get(name, 20)).replace('<w:jc w:val="center"/>', "")


def _sized(text: str, size: int) -> str:
    return _SIZE.sub(rf'<w:\g<1> w:val="{size}"/>', text)

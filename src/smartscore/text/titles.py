"""The typographic markup that CSL allows in titles, and Zotero in its fields.

`<i>`, `<b>`, `<sup>`, `<sub>`, small capitals, and words that keep their capitals; each is closed
again. Whatever else looks like a tag is text, and so is a tag that is not closed.
"""

import re
from collections import Counter
from typing import Final, Literal, NamedTuple

Style = Literal["italic", "bold", "superscript", "subscript", "small-caps", "nocase"]

PLAIN: Final[frozenset[Style]] = frozenset()
"""As the text around it."""

_TAG: Final = re.compile(
    r"<(?P<end>/?)(?P<name>i|em|b|strong|sup|sub|sc|span)"
    r"(?P<more>(?:\s+(?:class|style)\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'))?)\s*>",
    re.IGNORECASE,
)
_STYLES: Final[dict[str, Style]] = {
    "i": "italic",
    "em": "italic",
    "b": "bold",
    "strong": "bold",
    "sup": "superscript",
    "sub": "subscript",
    "sc": "small-caps",
}
_SMALL: Final = re.compile(r"font-variant\s*:\s*small-caps", re.IGNORECASE)
_NOCASE: Final = re.compile(r"class\s*=\s*[\"']nocase[\"']", re.IGNORECASE)


class Piece(NamedTuple):
    """Some text of a title, and how it is set."""

    text: str
    styles: frozenset[Style] = PLAIN


def bare(text: str) -> str:
    """The text without its markup.

    >>> bare("On <i>Homo</i> H<sub>2</sub>O <script> a < b <i>")
    'On Homo H2O <script> a < b <i>'
    """
    return "".join(piece.text for piece in pieces(text)) if "<" in text else text


def pieces(text: str) -> tuple[Piece, ...]:
    """The text in pieces that are set alike; none of an empty text.

    >>> pieces('A <i>b <b>c</b></i>')[1:] == (
    ...     Piece("b ", frozenset({"italic"})), Piece("c", frozenset({"italic", "bold"})))
    True
    """
    if "<" not in text:
        return (Piece(text),) if text else ()
    found = list(_TAG.finditer(text))
    meant = _closed(found)
    parts: list[Piece] = []
    styles: Counter[Style] = Counter()
    at = 0
    for i, tag in enumerate(found):
        style = meant.get(i)
        if style is None:
            continue
        _add(parts, text[at : tag.start()], frozenset(styles.keys()))
        at = tag.end()
        if tag["end"]:
            styles[style] -= 1
            styles += Counter()
        else:
            styles[style] += 1
    _add(parts, text[at:], frozenset(styles.keys()))
    return tuple(parts)


def _add(parts: list[Piece], text: str, styles: frozenset[Style]) -> None:
    if text and parts and parts[-1].styles == styles:
        parts[-1] = Piece(parts[-1].text + text, styles)
    elif text:
        parts.append(Piece(text, styles))


def _closed(found: "list[re.Match[str]]") -> dict[int, Style]:
    """The style of each tag that is one of a pair, by its number."""
    meant: dict[int, Style] = {}
    opened: list[tuple[int, str, Style]] = []
    waiting: Counter[str] = Counter()
    for i, tag in enumerate(found):
        name = tag["name"].lower()
        if not tag["end"]:
            if (style := _style(name, tag["more"])) is not None:
                opened.append((i, name, style))
                waiting[name] += 1
        elif waiting[name] and not tag["more"]:
            while opened:
                first, other, style = opened.pop()
                waiting[other] -= 1
                if other == name:
                    meant[first] = meant[i] = style
                    break
    return meant


def _style(name: str, more: str) -> Style | None:
    if name != "span":
        return _STYLES[name] if not more else None
    if _SMALL.search(more):
        return "small-caps"
    return "nocase" if _NOCASE.search(more) else None

"""Elements of XML with the places of their bytes: a part is cut instead of written anew."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from smartscore.weaving import Refused

MOST_ELEMENTS: Final = 4_000_000
"""So many a part may have; 500 pages have about a tenth of that."""

DEEPEST: Final = 500

_TAG = re.compile(rb"<[^\"'>]*(?:\"[^\"]*\"[^\"'>]*|'[^']*'[^\"'>]*)*>")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Piece(NamedTuple):
    """Characters as they stand in a file: the text, and the place of its first byte."""

    text: str
    start: int


class Element:
    """An element: its name as it is written, and the places of its tags and of what is inside."""

    __slots__ = ("attributes", "children", "end", "inner", "inner_end", "name", "pieces", "start")

    def __init__(self, name: str, attributes: dict[str, str], start: int, inner: int) -> None:
        self.name = name
        self.attributes = attributes
        self.start = start
        self.inner = inner
        self.inner_end = self.end = inner
        self.children: list[Element] = []
        self.pieces: list[Piece] = []

    @property
    def text(self) -> str:
        """The characters right inside, without those of elements in it."""
        return "".join(piece.text for piece in self.pieces)

    def walk(self) -> Iterator["Element"]:
        """The element and all beneath it, in the order of the file."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += reversed(element.children)

    def child(self, *names: str) -> "Element | None":
        """The first element down a way of names."""
        found: Element | None = self
        for name in names:
            found = next((c for c in (found.children if found else ()) if c.name == name), None)
        return found

    def bytes_of(self, data: bytes) -> bytes:
        """The element as it stands in a file."""
        return data[self.start : self.end]

    def place(self, offset: int) -> int:
        """The byte at which a character of `text` begins."""
        for piece in self.pieces:
            if offset < len(piece.text):
                return piece.start + len(piece.text[:offset].encode("utf-8"))
            offset -= len(piece.text)
        return self.inner_end


def parse(data: bytes) -> Element:
    """The one element of a file or of a cut from it; raises Refused where that is no sound XML."""
    tops: list[Element] = []
    path: list[Element] = []
    left = MOST_ELEMENTS
    parser = reader()

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal left
        left -= 1
        if left < 0 or len(path) >= DEEPEST:
            raise Refused("word-large")
        here = parser.CurrentByteIndex
        element = Element(name, attributes, here, tag_end(data, here))
        (path[-1].children if path else tops).append(element)
        path.append(element)

    def end(_: str) -> None:
        element = path.pop()
        if not is_empty_tag(data, element.inner):
            here = parser.CurrentByteIndex
            element.inner_end, element.end = here, tag_end(data, here)

    def text(said: str) -> None:
        if path:
            path[-1].pieces.append(Piece(said, parser.CurrentByteIndex))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    run(parser, data)
    return tops[0]


def reader() -> XMLParserType:
    """A parser that refuses what no document has: other encodings, entities, CDATA."""
    parser = ParserCreate("UTF-8")

    def declared(_: str, encoding: str | None, __: int) -> None:
        if encoding is not None and encoding.lower() not in ("utf-8", "utf8", "us-ascii"):
            raise Refused("word-damaged")

    def refuse(*_: object) -> None:
        raise Refused("word-damaged")

    parser.XmlDeclHandler = declared
    parser.StartDoctypeDeclHandler = refuse
    parser.StartCdataSectionHandler = refuse
    return parser


def run(parser: XMLParserType, data: bytes) -> None:
    """Read all of it; raises Refused where it is no sound XML."""
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes it by position only
    except (ExpatError, ValueError):
        raise Refused("word-damaged") from None


def tag_end(data: bytes, start: int) -> int:
    """Where the tag ends that begins there."""
    found = _TAG.match(data, start)
    if found is None:
        raise Refused("word-damaged")
    return found.end()


def is_empty_tag(data: bytes, end: int) -> bool:
    """Whether the tag that ends there is that of an element with nothing inside."""
    return data[end - 2 : end] == b"/>"


def escaped(text: str) -> str:
    """Text as it stands between tags; what XML can't hold is left out.

    >>> escaped("a < b & \\x00c")
    'a &lt; b &amp; c'
    """
    plain = _NOT_XML.sub("", text)
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(text: str) -> str:
    """Text as the value of an attribute, with its marks.

    >>> print(quoted('say "a"\\n'))
    "say &quot;a&quot;&#10;"
    """
    inside = escaped(text).replace('"', "&quot;")
    return '"' + inside.replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;") + '"'


def cut(data: bytes, changes: Sequence[tuple[int, int, bytes]]) -> bytes:
    """The bytes with other ones in the place of some pieces, which do not overlap.

    >>> cut(b"abcdef", [(1, 2, b"X"), (4, 4, b"Y")])
    b'aXcdYef'
    """
    parts, here = [], 0
    for start, end, new in sorted(changes, key=lambda change: change[:2]):
        assert start >= here
        parts += [data[here:start], new]
        here = end
    return b"".join([*parts, data[here:]])

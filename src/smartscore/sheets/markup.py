"""The parts of a workbook as elements: nothing is taken for what it is not, and all is counted.

Expat reads them piece by piece. What lies in the namespaces of spreadsheets comes under its own
name, everything else under `?`.
"""

from collections.abc import Iterable
from typing import Final
from xml.parsers.expat import ParserCreate

OTHER: Final = "?"
_SPREADSHEET: Final = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main ",
    "http://purl.oclc.org/ooxml/spreadsheetml/main ",
)
MAX_ELEMENTS: Final = 3_000_000
"""Elements of all parts together, which is what reading takes its time for."""

LONGEST_TAG: Final = 1024 * 1024
"""Bytes of one tag or comment; expat looks at an unfinished one anew with each piece."""


class TooManyElements(Exception):  # noqa: N818 - a result that callers read
    """There are more elements than any workbook needs."""


class Walk:
    """Goes through parts; `left` is how many elements may still come."""

    def __init__(self, most: int = MAX_ELEMENTS) -> None:
        self.left = most

    def through(self, pieces: Iterable[bytes], reading: "Reading", namespace: str = "") -> None:
        """Give a reading the elements of a part.

        Raises ExpatError, ValueError or LookupError where it is no sound XML, and what the reading
        raises. `namespace` is that of the part, where it is not a spreadsheet's.
        """
        names: dict[str, str] = {}
        own = (f"{namespace} ",) if namespace else _SPREADSHEET
        path: list[str] = []

        def start(tag: str, attributes: dict[str, str]) -> None:
            name = names.get(tag)
            if name is None:
                name = tag.rpartition(" ")[2] if tag.startswith(own) else OTHER
                if len(names) < 1000:
                    names[tag] = name
            self.left -= 1
            if self.left < 0:
                raise TooManyElements
            reading.start(path, name, attributes)
            path.append(name)

        def end(_: str) -> None:
            reading.end(path.pop())

        parser = ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = reading.text
        parser.StartDoctypeDeclHandler = _declared
        fed = 0
        for piece in pieces:
            parser.Parse(piece, False)  # noqa: FBT003 - expat takes it by position only
            fed += len(piece)
            if fed - parser.CurrentByteIndex > LONGEST_TAG:
                raise ValueError("a tag without an end")
        parser.Parse(b"", True)  # noqa: FBT003 - as above


class Reading:
    """What is taken in of a part; `path` are the names of the elements around."""

    def start(self, path: list[str], name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """What an element says, perhaps in several pieces."""


def _declared(*_: object) -> None:
    """Entities could multiply; no workbook has any."""
    raise ValueError("DOCTYPE")


def truth(said: str | None, *, default: bool) -> bool:
    """An attribute that is true or false."""
    return default if said is None else said in ("1", "true", "on")

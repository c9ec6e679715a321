"""The last look at a docx before anybody gets it: nothing in it acts by itself or leads astray.

What is looked for was kept out before (`csl`, `markup`, `tree`). A document in which it is found
all the same is not given away.
"""

from collections.abc import Container, Iterator, Mapping
from typing import Final
from xml.parsers import expat

from smartscore.text.csl import is_followable

_RELATIONS: Final = """
comments core-properties custom-properties extended-properties fontTable footer footnotes hyperlink
image numbering officeDocument settings styles theme webSettings
"""
"""Relations between the parts of a report, by the last part of their type."""

_ACTING: Final = """
fldSimple instrText fldChar altChunk attachedTemplate object OLEObject control subDoc mailMerge
dataBinding
"""
"""Elements that a program does something with when it opens a document; the footer has a field."""

_FOOTER: Final = "word/footer1.xml"


class ActsError(Exception):
    """A document holds what it must not; the message says what, and in which part."""


def guarded(parts: Mapping[str, bytes], footer: bytes, pictures: Container[bytes]) -> None:
    """Raise ActsError unless all in a document is text, our pictures, and links to pages.

    `footer` is our own part with the number of the page, the one field there is.
    """
    for name, content in parts.items():
        for found in _found(name, content, footer, pictures):
            raise ActsError(f"{name}: {found}")


def _found(name: str, content: bytes, footer: bytes, pictures: Container[bytes]) -> Iterator[str]:
    if name.startswith("word/media/"):
        if content not in pictures:
            yield "picture"
    elif name.endswith(".rels"):
        for _, attributes in _elements(content, "Relationship"):
            yield from _relation(attributes)
    elif not name.endswith(".xml"):
        yield "?"
    elif name != _FOOTER or content != footer:
        yield from (element for element, _ in _elements(content, *_ACTING.split()))


def _relation(attributes: Mapping[str, str]) -> Iterator[str]:
    kind = attributes.get("Type", "").rpartition("/")[2]
    target = attributes.get("Target", "")
    if kind not in _RELATIONS.split():
        yield kind
    if "TargetMode" in attributes and (kind != "hyperlink" or not is_followable(target)):
        yield target


def _elements(content: bytes, *names: str) -> list[tuple[str, dict[str, str]]]:
    """The elements of these names, whatever their prefixes."""
    found: list[tuple[str, dict[str, str]]] = []

    def begins(name: str, attributes: dict[str, str]) -> None:
        element = name.rpartition(":")[2]
        if element in names:
            found.append((element, attributes))

    parser = expat.ParserCreate()
    parser.StartElementHandler = begins
    try:
        parser.Parse(content, True)  # noqa: FBT003 - that is how expat takes it
    except expat.ExpatError as error:
        raise ActsError(f"XML: {error}") from None
    return found

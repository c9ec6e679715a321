"""The parts of a document by what they are for, and what keeps a document from being changed."""

import posixpath
import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from urllib.parse import unquote

from smartscore.text import containers
from smartscore.weaving import Refused
from smartscore.weaving.word.archive import MOST_BYTES, Archive
from smartscore.weaving.word.markup import Element, parse, quoted

TYPES: Final = "[Content_Types].xml"
STORIES: Final = ("header", "footer", "footnotes", "endnotes", "comments")
"""Parts besides the body that hold text, by the last word of their relation."""

_MAIN: Final = "wordprocessingml.document.main+xml"
_TEMPLATE: Final = "wordprocessingml.template.main+xml"
_MACROS: Final = ("macroenabled", "vbaproject")
_SIGNED: Final = "_xmlsignatures/"
_TRUE: Final = ("1", "true", "on")
_KINDS: Final = {"encrypted": "word-encrypted", "doc": "word-old", "damaged": "word-damaged"}


class Relation(NamedTuple):
    """What a part names: by which key, what it is, and where it lies; external ones lie nowhere."""

    key: str
    kind: str
    target: str


class Package:
    """A document that may be changed; raises Refused where it may not, or is none."""

    def __init__(self, data: bytes) -> None:
        if len(data) > MOST_BYTES:
            raise Refused("word-large")
        if (kind := containers.kind(data)) not in ("docx", "zip", "xlsm"):
            raise Refused(_KINDS.get(kind or "", "word-none"))
        self.archive = Archive(data)
        if TYPES not in self.archive or "_rels/.rels" not in self.archive:
            raise Refused("word-none")
        types = self._types()
        main = [link for link in self.relations("") if link.kind == "officeDocument"]
        if len(main) != 1 or main[0].target not in self.archive:
            raise Refused("word-none")
        self.main = main[0].target
        ending = "." + self.main.rpartition(".")[2].lower()
        said = types.get("/" + self.main, types.get(ending, "")).lower()
        if any(word in each.lower() for each in types.values() for word in _MACROS):
            raise Refused("word-macros")
        if any("vbaproject" in name.lower() for name in self.archive):
            raise Refused("word-macros")
        if not said.endswith((_MAIN, _TEMPLATE)):
            raise Refused("word-none")
        if any(name.lower().startswith(_SIGNED) for name in self.archive):
            raise Refused("word-signed")
        self.links = self.relations(self.main)
        self._refuse_protected()

    def _types(self) -> dict[str, str]:
        """The kinds of content of parts by name, and of endings by a dot and the ending."""
        found = {}
        for element in parse(self.archive.read(TYPES)).children:
            said = element.attributes
            name = said.get("PartName") or f".{said.get('Extension', '').lower()}"
            found[name] = said.get("ContentType", "")
        return found

    def relations(self, part: str) -> list[Relation]:
        """What a part names."""
        folder, name = posixpath.split(part)
        links = posixpath.join(folder, "_rels", f"{name}.rels")
        if links not in self.archive:
            return []
        return read_relations(folder, self.archive.read(links))

    def part(self, kind: str) -> str | None:
        """The part of a kind that the body names, if it is there."""
        return next(iter(self.parts(kind)), None)

    def parts(self, *kinds: str) -> Iterator[str]:
        """The parts of some kinds that the body names."""
        for link in self.links:
            if link.kind in kinds and link.target in self.archive:
                yield link.target

    def _refuse_protected(self) -> None:
        settings = self.part("settings")
        if settings is None:
            return
        for element in parse(self.archive.read(settings)).children:
            name = element.name.rpartition(":")[2]
            said = {key.rpartition(":")[2]: value for key, value in element.attributes.items()}
            if name == "documentProtection" and said.get("enforcement") in _TRUE:
                raise Refused("word-protected")
            if name == "writeProtection" and said.keys() & {"hash", "hashValue"}:
                raise Refused("word-protected")


def read_relations(folder: str, data: bytes) -> list[Relation]:
    """The relations of a part that lies in a folder."""
    return [_relation(folder, element) for element in parse(data).children]


def with_picture_type(types: bytes) -> bytes:
    """The kinds of content with one for PNG, if there is none."""
    top = parse(types)
    for element in top.children:
        if element.attributes.get("Extension", "").lower() == "png":
            return types
    prefix = top.name.rpartition(":")[0]
    name = f"{prefix}:Default" if prefix else "Default"
    return _into(types, top, f'<{name} Extension="png" ContentType="image/png"/>', first=True)


def with_relation(links: bytes, key: str, kind: str, target: str) -> bytes:
    """Relations with one more."""
    top = parse(links)
    prefix = top.name.rpartition(":")[0]
    name = f"{prefix}:Relationship" if prefix else "Relationship"
    said = f"<{name} Id={quoted(key)} Type={quoted(kind)} Target={quoted(target)}/>"
    return _into(links, top, said)


def without_relation(links: bytes, key: str) -> bytes:
    """Relations without one."""
    for element in parse(links).children:
        if element.attributes.get("Id") == key:
            return links[: element.start] + links[element.end :]
    return links


def _into(data: bytes, top: Element, said: str, *, first: bool = False) -> bytes:
    """A part with one more element in its topmost one, which may be empty."""
    new = said.encode("utf-8")
    if top.inner_end == top.inner == top.end:
        opened = re.sub(rb"\s*/>$", b">", data[top.start : top.end])
        closing = b"</" + top.name.encode("utf-8") + b">"
        return data[: top.start] + opened + new + closing + data[top.end :]
    here = top.inner if first else top.inner_end
    return data[:here] + new + data[here:]


def _relation(folder: str, element: Element) -> Relation:
    said = element.attributes
    kind = said.get("Type", "").rpartition("/")[2]
    if said.get("TargetMode", "").lower() == "external":
        return Relation(said.get("Id", ""), kind, "")
    path = unquote(said.get("Target", ""))
    whole = path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path)
    return Relation(said.get("Id", ""), kind, posixpath.normpath(whole))

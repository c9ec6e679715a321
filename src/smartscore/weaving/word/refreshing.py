"""New content in the place of an old one, as deep as both have the same form.

What says the same stays as it is, and so do the properties of what does not: the widths of columns,
the looks of a cell, and bookmarks, to which the cross-references of a document lead.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from smartscore.weaving import Refused
from smartscore.weaving.word.likeness import is_hidden, likeness
from smartscore.weaving.word.markup import Element
from smartscore.weaving.word.places import MARKER

Change = tuple[int, int, bytes]

_HELD: Final = {
    "ins": "tracked",
    "del": "tracked",
    "moveFrom": "tracked",
    "moveTo": "tracked",
    "sdt": "control",
    "footnoteReference": "note",
    "endnoteReference": "note",
}
"""What a writer may have put into a control, and what would be lost with the old content."""

_STARTS: Final = ("bookmarkStart", "commentRangeStart", "permStart")
_ENDS: Final = ("bookmarkEnd", "commentRangeEnd", "permEnd")
_COMMENT: Final = "commentReference"
_LOOSE: Final = (*_STARTS, *_ENDS, "proofErr", "tblGrid")


class Refreshing:
    """Puts new content into old elements, each in the bytes that it was read from."""

    def __init__(self, old: bytes, new: bytes, prefix: str) -> None:
        self._old = old
        self._new = new
        self._prefix = prefix

    def inside(self, old: Element, new: Element) -> Iterator[Change]:
        """What has to change between the tags of an element.

        Raises Refused where notes, changes or controls of a writer's own would be lost.
        """
        before, after = self._parts(old), self._parts(new)
        if [each.name for each in before] == [each.name for each in after]:
            for one, other in zip(before, after, strict=True):
                yield from self._one(one, other)
        elif likeness(old, self._prefix) != likeness(new, self._prefix):
            yield from self._whole(old, new, before, after)

    def _name(self, element: Element) -> str:
        return element.name.removeprefix(self._prefix)

    def _parts(self, element: Element) -> list[Element]:
        """The children that say something; marks, properties and hidden text do not."""
        return [
            child
            for child in element.children
            if not self._name(child).endswith("Pr")
            and self._name(child) not in _LOOSE
            and not self._is_hidden(child)
            and child.child(f"{self._prefix}{_COMMENT}") is None
        ]

    def _is_hidden(self, child: Element) -> bool:
        if self._name(child) == "p":
            if child.child(f"{self._prefix}pPr", f"{self._prefix}sectPr") is not None:
                return False  # LibreOffice lets the hidden text end a section
            runs = [each for each in child.children if self._name(each) == "r"]
            return bool(runs) and all(is_hidden(run, self._prefix) for run in runs)
        return is_hidden(child, self._prefix)

    def _one(self, old: Element, new: Element) -> Iterator[Change]:
        if likeness(old, self._prefix) == likeness(new, self._prefix):
            return
        name = self._name(old)
        if name in ("tr", "tc") or (name == "tbl" and self._columns(old) == self._columns(new)):
            yield from self.inside(old, new)
            return
        self._refuse_loss(old)
        if name == "p":
            yield old.start, old.end, self._paragraph(old, new)
        elif name == "r":
            yield old.start, old.end, self._run(new, self._looks(old))
        else:
            yield old.start, old.end, self._loose(old) + new.bytes_of(self._new)

    def _columns(self, table: Element) -> set[int]:
        return {len(self._parts(row)) for row in self._parts(table)}

    def _whole(
        self, old: Element, new: Element, before: Sequence[Element], after: Sequence[Element]
    ) -> Iterator[Change]:
        """All that is said anew; captions keep their marks, others stand before the new content."""
        for child in before:
            self._refuse_loss(child)
        numbered = [each for each in before if self._is_caption(each)]
        pieces = []
        if not any(map(self._is_hidden, old.children)):
            pieces += [c.bytes_of(self._new) for c in new.children if self._is_hidden(c)]
        for each in after:
            if self._is_caption(each) and numbered:
                pieces.append(self._paragraph(numbered.pop(0), each))
            else:
                pieces.append(each.bytes_of(self._new))
        lost = [each for each in before if not self._is_caption(each)] + numbered
        loose = b"".join(self._loose(each) for each in lost)
        if not before:
            yield old.inner_end, old.inner_end, b"".join(pieces)
            return
        yield before[0].start, before[0].end, loose + b"".join(pieces)
        yield from ((each.start, each.end, b"") for each in before[1:])

    def _is_caption(self, element: Element) -> bool:
        return self._name(element) == "p" and self._end_of_number(element.children) >= 0

    def _refuse_loss(self, old: Element) -> None:
        if MARKER.search(likeness(old, self._prefix)):
            raise Refused("word-holds", what="marker")
        for each in old.walk():
            if (kind := _HELD.get(self._name(each))) is not None:
                raise Refused("word-holds", what=kind)

    def _loose(self, old: Element) -> bytes:
        """Marks of what is replaced as a whole, which then stand before it.

        Raises Refused for a comment, which needs a paragraph.
        """
        found = b""
        for each in old.walk():
            if self._name(each) == _COMMENT:
                raise Refused("word-holds", what="comment")
            if self._name(each) in (*_STARTS, *_ENDS):
                found += each.bytes_of(self._old)
        return found

    def _paragraph(self, old: Element, new: Element) -> bytes:
        """A paragraph with new runs; it keeps its own properties, marks, and those of its text."""
        data = self._old
        own = old.child(f"{self._prefix}pPr")
        tag = data[old.start : old.inner].removesuffix(b">").removesuffix(b"/") + b">"
        runs = [each for each in new.children if self._name(each) != "pPr"]
        last = self._end_of_number(runs)
        looks = self._looks(old) if last < 0 and len(runs) == 1 else None
        starts, behind_number, ends = self._marks(old)
        parts = [tag, own.bytes_of(data) if own else b"", *starts]
        for number, run in enumerate(runs):
            parts.append(self._run(run, looks))
            if number == last:
                parts += behind_number
        if last < 0:
            parts += behind_number
        return b"".join([*parts, *ends, f"</{old.name}>".encode()])

    def _marks(self, old: Element) -> tuple[list[bytes], list[bytes], list[bytes]]:
        """Marks of a paragraph: what begins, what ends before its title, what ends later."""
        starts: list[bytes] = []
        early: list[bytes] = []
        ends: list[bytes] = []
        inner = [child for child in old.children if self._name(child) != "pPr"]
        left = self._end_of_number(inner)
        for place, child in enumerate(inner):
            said = child.child(f"{self._prefix}t")
            for each in child.walk():
                if self._name(each) in _STARTS:
                    starts.append(each.bytes_of(self._old))
                elif self._name(each) in _ENDS:
                    (early if left >= 0 else ends).append(each.bytes_of(self._old))
                elif self._name(each) == _COMMENT:
                    ends.append(child.bytes_of(self._old))
            if place > left and said is not None:
                left = -1
        return starts, early, ends

    def _end_of_number(self, children: Sequence[Element]) -> int:
        """Which of some elements ends the last field among them; -1 without fields."""
        found = -1
        for place, child in enumerate(children):
            for each in child.walk():
                kind = each.attributes.get(f"{self._prefix}fldCharType")
                if kind == "end" or self._name(each) == "fldSimple":
                    found = place
        return found

    def _looks(self, old: Element) -> bytes | None:
        """The properties of the first text of an element; None where it has no text."""
        for each in old.walk():
            if self._name(each) == "r" and each.child(f"{self._prefix}t") is not None:
                found = each.child(f"{self._prefix}rPr")
                return found.bytes_of(self._old) if found else b""
        return None

    def _run(self, run: Element, looks: bytes | None) -> bytes:
        """A new run with the properties of an old one, or with its own where there is none."""
        if looks is None or self._name(run) != "r":
            return run.bytes_of(self._new)
        own = run.child(f"{self._prefix}rPr")
        start = own.end if own else run.inner
        return self._new[run.start : run.inner] + looks + self._new[start : run.end]

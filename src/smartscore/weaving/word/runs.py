"""Markers in a paragraph: found in its text, over however many runs the text is spread.

A spelling checker, a change of language and each session of editing divide a text into runs. A
marker is cut out of the first and the last of its runs, and takes those between with it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from smartscore.weaving.word.markup import Element, cut
from smartscore.weaving.word.places import BEGINS, COPIES, PLAIN, UNSEEN

_ORDER = re.compile(
    rf"{BEGINS}[ \t\xa0:]*(?P<order>[^{{}}]*)(?P<end>\}}[{UNSEEN}]*\}})?", re.IGNORECASE
)
_SEEN: Final = str.maketrans("", "", UNSEEN)
_WITHIN: Final = (
    "proofErr",
    "bookmarkStart",
    "bookmarkEnd",
    "commentRangeStart",
    "commentRangeEnd",
)
_WITHIN_ALL: Final = (*_WITHIN, "permStart", "permEnd", "r")
"""What may stand between two runs of one marker; all but runs and `proofErr` is kept."""

_TEXTLESS: Final = ("rPr", "lastRenderedPageBreak", "t", "softHyphen", "noBreakHyphen")
_UNREAD: Final = (
    "del",
    "moveFrom",
    "txbxContent",
    "sdtPr",
    "pPr",
    "rPr",
    "instrText",
    "AlternateContent",
)
_TRACKED: Final = ("ins", "moveTo")
_EMPTY: Final = ("pPr", "r", *_WITHIN, "permStart", "permEnd")


_SPELT: Final = {"tab": "\t", "br": "\t", "cr": "\t", "noBreakHyphen": "-"}


class _Glyphs(NamedTuple):
    """A piece of the text of a paragraph, and where it stands."""

    text: str
    element: Element
    run: Element
    parent: Element
    fault: str


class Found(NamedTuple):
    """A marker: its order, and the bytes that it takes, from `start` to `end`.

    `close` ends the run that it begins in, `reopen` goes on with the one that it ends in, `kept` is
    what lies between and stays. `spaces` is a change that keeps the blank before it, `looks` are
    the properties of its first run. `whole` says that its paragraph holds nothing else, `fault` why
    it can't be a control, empty where it can. `copy` says that it repeats another one.
    """

    order: str
    fault: str
    copy: bool = False
    whole: bool = False
    start: int = 0
    end: int = 0
    close: bytes = b""
    kept: bytes = b""
    reopen: bytes = b""
    spaces: tuple[int, int, bytes] | None = None
    looks: bytes = b""


class Paragraph:
    """A paragraph with markers; `data` is the cut that its element was read from."""

    def __init__(self, data: bytes, element: Element, prefix: str) -> None:
        self._data = data
        self._prefix = prefix
        self.element = element
        self._glyphs = list(self._read())

    def _name(self, element: Element) -> str:
        return element.name.removeprefix(self._prefix).rpartition(":")[2]

    def _read(self) -> Iterator[_Glyphs]:
        """The pieces of the text in their order; a field is told by its word."""
        fields: list[tuple[str, bool]] = []
        waiting: list[tuple[Element, Element, Element, str]] = []

        def ahead(element: Element, run: Element, parent: Element, fault: str) -> None:
            waiting.extend((c, run, parent, fault) for c in reversed(element.children))

        ahead(self.element, self.element, self.element, "")
        while waiting:
            element, run, parent, fault = waiting.pop()
            name = self._name(element)
            if name == "fldChar":
                _turn(fields, element.attributes.get(f"{self._prefix}fldCharType", ""))
            elif name == "instrText" and fields:
                fields[-1] = (fields[-1][0] + element.text, fields[-1][1])
            if name in _UNREAD:
                continue
            if name in ("t", *_SPELT):
                said = element.text if name == "t" else _SPELT[name]
                inside = next((word for word, begun in fields if begun), "")
                yield _Glyphs(said, element, run, parent, _field_fault(inside) or fault)
                continue
            if name in _TRACKED:
                fault = "word-tracked"
            elif name == "fldSimple":
                fault = _field_fault(element.attributes.get(f"{self._prefix}instr", "") or "?")
            elif name == "sdt":
                fault = self._held(element) or fault
            if name == "r":
                ahead(element, element, parent, fault)
            else:
                ahead(element, run, element, fault)

    def _held(self, control: Element) -> str:
        """Why nothing can stand in a control: it takes plain text, or text from elsewhere."""
        properties = control.child(f"{self._prefix}sdtPr")
        kinds = {self._name(child) for child in properties.children} if properties else set()
        return "word-held" if kinds & set(PLAIN) else ""

    def found(self) -> list[Found]:
        """The markers in their order."""
        text = "".join(glyphs.text for glyphs in self._glyphs)
        return [self._cut(text, match) for match in _ORDER.finditer(text)]

    def _cut(self, text: str, match: re.Match[str]) -> Found:
        order = " ".join(match["order"].translate(_SEEN).split())
        (first, begin), (last, stop) = self._at(match.start()), self._at(match.end() - 1)
        fault = first.fault or last.fault
        if fault == "copy":
            return Found(order, "", copy=True)
        if not match["end"]:
            return Found(order, fault or "word-unclosed")
        between = self._between(first, last) if first.parent is last.parent else None
        if between is None:
            return Found(order, fault or "word-torn")
        whole = (not text[: match.start()].strip() and not text[match.end() :].strip()) and all(
            self._name(child) in _EMPTY for child in self.element.children
        )
        properties = first.run.child(f"{self._prefix}rPr")
        start, close, spaces = self._before(first, begin)
        end, reopen = self._behind(last, stop + 1)
        return Found(
            order,
            fault,
            whole=whole and first.parent is self.element and self._holds_text_only(),
            start=start,
            end=end,
            close=close,
            kept=b"".join(
                each.bytes_of(self._data)
                for each in between
                if self._name(each) not in ("r", "proofErr")
            ),
            reopen=reopen,
            spaces=spaces,
            looks=self._shown(properties) if properties else b"",
        )

    def _shown(self, properties: Element) -> bytes:
        """The properties of a run but for that which hides it: what is hidden says nothing."""
        return cut(
            properties.bytes_of(self._data),
            [
                (each.start - properties.start, each.end - properties.start, b"")
                for each in properties.children
                if self._name(each) in ("vanish", "specVanish")
            ],
        )

    def _holds_text_only(self) -> bool:
        """Whether the runs of the paragraph hold nothing but text."""
        runs = (child for child in self.element.children if self._name(child) == "r")
        return all(self._name(each) in _TEXTLESS for run in runs for each in run.children)

    def _at(self, offset: int) -> tuple[_Glyphs, int]:
        """The piece in which a character of the text stands, and its place in it."""
        for glyphs in self._glyphs:
            if offset < len(glyphs.text):
                return glyphs, offset
            offset -= len(glyphs.text)
        raise AssertionError

    def _between(self, first: _Glyphs, last: _Glyphs) -> list[Element] | None:
        """What stands between the first and the last run; None where a marker can't span it."""
        if not all(glyphs.element in glyphs.run.children for glyphs in (first, last)):
            return None
        if first.run is last.run:
            inside = first.run.children
            here, there = inside.index(first.element), inside.index(last.element)
            names = {self._name(each) for each in inside[here : there + 1]}
            return [] if names <= set(_TEXTLESS) else None
        found = first.parent.children
        if first.run not in found or last.run not in found:
            return None
        here, there = found.index(first.run), found.index(last.run)
        between = found[here + 1 : there]
        if any(self._name(each) not in _WITHIN_ALL for each in between):
            return None
        ends = (
            *first.run.children[first.run.children.index(first.element) :],
            *last.run.children[: last.run.children.index(last.element) + 1],
        )
        runs = [each for each in between if self._name(each) == "r"]
        inside = [*ends, *(child for run in runs for child in run.children)]
        return between if all(self._name(each) in _TEXTLESS for each in inside) else None

    def _before(
        self, glyphs: _Glyphs, offset: int
    ) -> tuple[int, bytes, tuple[int, int, bytes] | None]:
        """Where a marker begins, what ends its run there, and what keeps the blank before it."""
        run, said = glyphs.run, glyphs.element
        earlier = run.children[: run.children.index(said)]
        if offset == 0:
            if all(self._name(each) == "rPr" for each in earlier):
                return run.start, b"", None
            return said.start, self._closing("r"), None
        kept = said.attributes.get("xml:space") == "preserve"
        spaces = None if kept else (said.start, said.inner, self._text_tag())
        return said.place(offset), self._closing("t") + self._closing("r"), spaces

    def _behind(self, glyphs: _Glyphs, offset: int) -> tuple[int, bytes]:
        """Where a marker ends, and what goes on with its run there."""
        data, run, said = self._data, glyphs.run, glyphs.element
        later = run.children[run.children.index(said) + 1 :]
        rest = offset < len(said.text)
        if not rest and not later:
            return run.end, b""
        properties = run.child(f"{self._prefix}rPr")
        again = data[run.start : run.inner] + (properties.bytes_of(data) if properties else b"")
        if rest:
            return said.place(offset), again + self._text_tag()
        return said.end, again

    def _text_tag(self) -> bytes:
        return f'<{self._prefix}t xml:space="preserve">'.encode()

    def _closing(self, name: str) -> bytes:
        return f"</{self._prefix}{name}>".encode()


def _turn(fields: list[tuple[str, bool]], kind: str) -> None:
    if kind == "begin":
        fields.append(("", False))
    elif kind == "separate" and fields:
        fields[-1] = (fields[-1][0], True)
    elif kind == "end" and fields:
        fields.pop()


def _field_fault(instruction: str) -> str:
    """What is wrong with a marker in the result of a field; nothing where there is no field."""
    words: Sequence[str] = instruction.split()
    if not words:
        return ""
    return "copy" if words[0].upper() in COPIES else "word-field"

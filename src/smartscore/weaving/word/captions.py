"""Captions as a document has them: a label, a number that Word counts, and a title.

Where the document has captions of its own, ours have their label, what stands behind the number,
their style and even the number of the chapter. Else they are Word's: `Table { SEQ Table }`.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from smartscore.weaving.word.ink import Ink
from smartscore.weaving.word.looks import Looks
from smartscore.weaving.word.markup import Element, cut, parse
from smartscore.weaving.word.places import Caption, Story
from smartscore.weaving.word.runs import own_properties

LABELS: Final = {"table": ("tabel", "table"), "figure": ("gambar", "figure")}
"""What tables and figures are called in the captions of documents."""

_BEHIND = re.compile(r"[.:]?[ \xa0\t]*(?:[–—-][ \xa0])?")
_LONGEST_LEAD: Final = 60
_RESET = re.compile(r"\\([rRsS])\s*(\d{1,6})")
_IGNORED: Final = ("pPr", "bookmarkStart", "bookmarkEnd", "proofErr")
_MARKS: Final = ("rPr", "t", "tab", "br", "noBreakHyphen", "fldChar", "instrText")


class Style(NamedTuple):
    """How captions of one kind are written.

    `name` is what Word counts. `lead` stands before the title, with `NUMBER` for the number;
    `properties` are those of the paragraph, `looks` those of the title.
    """

    name: str
    switches: str
    properties: str
    lead: str
    looks: str


_NUMBER: Final = "\ue000NUMBER\ue000"
"""What stands for the number in the lead of a caption: no text of a document has it."""


class Captions:
    """Writes captions, and counts them as Word will."""

    def __init__(self, ink: Ink, data: bytes, story: Story, looks: Looks) -> None:
        self._ink = ink
        self._data = data
        self._looks = looks
        self._others = [caption for caption in story.captions if not caption.is_ours]
        self._headings = story.headings
        self._styles: dict[int, Style | None] = {}
        self._counted = 0
        self._last: dict[str, tuple[int, int]] = {}

    def write(self, kind: str, label: str, word: str, title: str, at: int) -> str:
        """A caption for what stands at a place; places are to come in their order.

        `label` is what to count, if one is asked for, `word` what it is called else.
        """
        style = self._style(
            LABELS[kind] if not label else (label.lower(),), label or word, kind, at
        )
        number = self._number(style, at)
        lead = style.lead.replace(_NUMBER, str(number))
        ink = self._ink
        return ink("p", style.properties, lead, ink.run(title, style.looks))

    def _number(self, style: Style, at: int) -> int:
        """The number that Word will give, counting those of the document before it."""
        while self._counted < len(self._others) and self._others[self._counted].at < at:
            other = self._others[self._counted]
            self._counted += 1
            self._count(other.name, other.switches, other.at)
        return self._count(style.name, style.switches, at)

    def _count(self, name: str, switches: str, at: int) -> int:
        key = name.casefold()
        value, before = self._last.get(key, (0, 0))
        if "\\c" not in switches.casefold():
            value += 1
        for switch, number in _RESET.findall(switches):
            if switch in "rR":
                value = int(number)
            elif any(before < h.start < at and h.level <= int(number) for h in self._headings):
                value = 1
        self._last[key] = (value, at)
        return value

    def _style(self, labels: Sequence[str], word: str, kind: str, at: int) -> Style:
        """That of the nearest caption of the same kind before a place, else behind it."""
        pattern = re.compile(rf"(?:{'|'.join(map(re.escape, labels))})[\W\d_]*", re.IGNORECASE)
        alike = [each for each in self._others if pattern.fullmatch(each.name)]
        before = [each for each in reversed(alike) if each.at < at]
        for caption in [*before, *(each for each in alike if each.at >= at)]:
            if caption.at not in self._styles:
                self._styles[caption.at] = self._read(caption)
            if (found := self._styles[caption.at]) is not None:
                return found
        return self._plain(word, kind)

    def _plain(self, word: str, kind: str) -> Style:
        """Word's own way, in the style that the document has for captions, if it has one."""
        ink = self._ink
        named = ink("pStyle", val=self._looks.caption) if self._looks.caption else ""
        kept = ink("keepNext") if kind == "table" else ""
        direct = "" if named else _upright(ink)
        lead = ink.run(f"{word} ") + ink.field(f"SEQ {word} \\* ARABIC", _NUMBER) + ink.run(" ")
        return Style(word, "", ink("pPr", named, kept, direct), lead, "")

    def _read(self, caption: Caption) -> Style | None:
        """How a caption of the document is written; None where it is none of the usual form."""
        data = self._data[caption.start : caption.end]
        paragraph = parse(data)
        prefix = self._ink.prefix
        children = [c for c in paragraph.children if c.name.removeprefix(prefix) not in _IGNORED]
        last = _end_of_number(children, caption.name, prefix)
        if last < 0 or any(not _is_plain(child, prefix) for child in children[: last + 1]):
            return None
        if len(_said(children[: last + 1], prefix)) > _LONGEST_LEAD:
            return None
        lead = "".join(
            _numbered(
                child, data, prefix, is_last=number > _begin_of_number(children, last, prefix)
            )
            for number, child in enumerate(children[: last + 1])
        )
        rest = children[last + 1 :]
        behind = rest[0] if rest and _is_plain(rest[0], prefix) else None
        looks = _properties(behind, data, prefix) if behind else ""
        lead += self._behind(behind, looks, prefix)
        properties = paragraph.child(f"{prefix}pPr")
        own = own_properties(data, properties, prefix).decode("utf-8") if properties else ""
        return Style(caption.name, caption.switches, own, lead, looks)

    def _behind(self, run: Element | None, looks: str, prefix: str) -> str:
        """What stands between the number and the title."""
        ink = self._ink
        if run is None:
            return ink.run(" ")
        first = next((c for c in run.children if c.name != f"{prefix}rPr"), None)
        if first is not None and first.name in (f"{prefix}br", f"{prefix}tab"):
            return ink("r", looks, ink(first.name.removeprefix(prefix)))
        match = _BEHIND.match(first.text if first is not None else "")
        said = match[0] if match else ""
        return ink.run(said if said[-1:].isspace() else f"{said} ", looks)


def _upright(ink: Ink) -> str:
    """Single lines without an indentation, whatever other paragraphs have."""
    spacing = ink("spacing", before=120, after=60, line=240, lineRule="auto")
    return spacing + ink("ind", left=0, firstLine=0) + ink("jc", val="center")


def _end_of_number(children: Sequence[Element], name: str, prefix: str) -> int:
    """Which of the children ends the field that counts by a name; -1 where none does."""
    said: list[str] = []
    for number, child in enumerate(children):
        if child.name == f"{prefix}fldSimple" and _counts(
            child.attributes.get(f"{prefix}instr", ""), name
        ):
            return number
        for part in child.children:
            if part.name == f"{prefix}fldChar":
                kind = part.attributes.get(f"{prefix}fldCharType")
                if kind == "begin":
                    said.append("")
                elif kind == "end" and said and _counts(said.pop(), name):
                    return number
            elif part.name == f"{prefix}instrText" and said:
                said[-1] += part.text
    return -1


def _begin_of_number(children: Sequence[Element], last: int, prefix: str) -> int:
    """Which of the children begins the result of the field that another one ends."""
    if children[last].name == f"{prefix}fldSimple":
        return last - 1
    for number in range(last, -1, -1):
        for part in children[number].children:
            if part.attributes.get(f"{prefix}fldCharType") == "separate":
                return number
    return last


def _counts(instruction: str, name: str) -> bool:
    words = instruction.replace('"', " ").split()
    return len(words) > 1 and words[0].upper() == "SEQ" and words[1] == name


def _is_plain(child: Element, prefix: str) -> bool:
    if child.name == f"{prefix}fldSimple":
        return all(_is_plain(each, prefix) for each in child.children)
    return child.name == f"{prefix}r" and all(
        part.name.removeprefix(prefix) in _MARKS for part in child.children
    )


def _said(children: Sequence[Element], prefix: str) -> str:
    return "".join(
        each.text for child in children for each in child.walk() if each.name == f"{prefix}t"
    )


def _numbered(child: Element, data: bytes, prefix: str, *, is_last: bool) -> str:
    """A run as it stands; in the result of the number with a mark in its place."""
    if not is_last:
        return child.bytes_of(data).decode("utf-8")
    texts = [each for each in child.walk() if each.name == f"{prefix}t"]
    changes = [
        (each.start, each.end, f"<{prefix}t>{_NUMBER}</{prefix}t>".encode() if not place else b"")
        for place, each in enumerate(texts)
    ]
    moved = [(start - child.start, end - child.start, new) for start, end, new in changes]
    return cut(child.bytes_of(data), moved).decode("utf-8")


def _properties(run: Element, data: bytes, prefix: str) -> str:
    found = run.child(f"{prefix}rPr")
    return found.bytes_of(data).decode("utf-8") if found else ""

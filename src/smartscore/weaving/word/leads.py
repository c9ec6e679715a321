"""How a caption of a document is written, as far as another one is to be like it."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from smartscore.weaving.word.around import own_properties
from smartscore.weaving.word.ink import Ink
from smartscore.weaving.word.markup import Element, cut, parse
from smartscore.weaving.word.places import Caption

NUMBER: Final = "\ue000NUMBER\ue000"
"""What stands for the number in the lead of a caption: no text of a document has it."""

RESET: Final = re.compile(r"\\([rRsS])\s*(\d{1,6})")
"""Switches of a field that counts: from where it counts anew, or with which headings."""

_BEHIND = re.compile(r"[.:]?[ \xa0\t]*(?:[–—-][ \xa0])?")
_LONGEST_LEAD: Final = 60
_IGNORED: Final = ("pPr", "bookmarkStart", "bookmarkEnd", "proofErr")
_MARKS: Final = ("rPr", "t", "tab", "br", "noBreakHyphen", "fldChar", "instrText")
_ROMAN: Final = {"X": 10, "IX": 9, "V": 5, "IV": 4, "I": 1}
_TEXT = re.compile(r"(?P<tag><(?:\w+:)?t(?: [^>]*)?>)(?P<said>[^<]*)")
_CHAPTER = re.compile(
    r"(?P<lead>.*?\s|)(?P<chapter>\d{1,2}|[IVX]{1,6})(?P<rest>[.:\-\u2013]?)", re.DOTALL
)
_ANEW = re.compile(r"\s*\\[rR]\s*\d{1,6}")
_REPEATS = re.compile(r"\\[cChH](?![A-Za-z])")


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

    def called(self, old: Sequence[str], new: Sequence[str]) -> "Style | None":
        """The same for what has another name; None where its own does not stand in one piece.

        `new` are the names that go with those of `old`, each in its language.
        """
        for before, after in zip(old, new, strict=True):
            if self.name.casefold().startswith(before.casefold()):
                return self._renamed(before, after)
        return None

    def _renamed(self, before: str, after: str) -> "Style | None":
        pattern = re.compile(re.escape(before), re.IGNORECASE)

        def renamed(found: re.Match[str]) -> str:
            return _like(found[0], after)

        counted = re.compile(rf'(?<=\bSEQ )"?{re.escape(before)}', re.IGNORECASE)
        lead, orders = counted.subn(lambda found: pattern.sub(renamed, found[0]), self.lead)
        texts = [each for each in _TEXT.finditer(lead) if pattern.search(each["said"])]
        if orders != 1 or len(texts) != 1:
            return None
        (text,) = texts
        said = pattern.sub(renamed, text["said"], count=1)
        lead = f"{lead[: text.start('said')]}{said}{lead[text.end('said') :]}"
        return self._replace(name=pattern.sub(renamed, self.name, count=1), lead=lead)

    def in_chapter(self, later: int) -> "Style":
        """The same so many chapters later; the number of the chapter may stand in what is counted.

        Without a number of a chapter nothing changes.
        """
        texts = list(_TEXT.finditer(self.lead.partition(NUMBER)[0]))
        for text in reversed(texts):
            found = _CHAPTER.fullmatch(text["said"])
            if found is None and not text["said"].strip(".:-\u2013 \xa0"):
                continue
            if found is None or (chapter := _shifted(found["chapter"], later)) is None:
                return self
            said = found["lead"] + chapter + found["rest"]
            lead = self.lead[: text.start("said")] + said + self.lead[text.end("said") :]
            counted = re.compile(rf"(?<=[_\W]){found['chapter']}(?=\W|$)")
            name = counted.sub(chapter, self.name)
            if name != self.name:
                lead = lead.replace(f" {self.name}", f" {name}")
            return self._replace(name=name, lead=lead)
        return self

    def with_next(self, ink: Ink) -> "Style":
        """The same on one page with what follows."""
        kept = ink("keepNext")
        if kept in self.properties:
            return self
        first = re.match(rf"<{ink.prefix}pPr>(?:<{ink.prefix}pStyle [^>]*/>)?", self.properties)
        if first is None:
            return self if self.properties else self._replace(properties=ink("pPr", kept))
        new = self.properties[: first.end()] + kept + self.properties[first.end() :]
        return self._replace(properties=new)

    @property
    def is_typed(self) -> bool:
        """Whether it has the number of a chapter that no field of Word works out."""
        return self != self.in_chapter(1) and "STYLEREF" not in self.lead.upper()


def _like(old: str, new: str) -> str:
    """A word with the capitals of another one."""
    return new.upper() if old.isupper() else new if old.islower() else new.capitalize()


def _shifted(chapter: str, later: int) -> str | None:
    """The number of a chapter so many chapters later; None where there is none."""
    if chapter.isdigit():
        return str(int(chapter) + later) if int(chapter) + later > 0 else None
    value, rest = 0, chapter
    for digits, worth in _ROMAN.items():
        while rest.startswith(digits):
            value, rest = value + worth, rest[len(digits) :]
    return _roman(value + later) if not rest and _roman(value) == chapter else None


def _roman(value: int) -> str | None:
    found = ""
    for digits, worth in _ROMAN.items():
        while value >= worth:
            found, value = found + digits, value - worth
    return found or None


class Reader:
    """Reads how captions of a part are written."""

    def __init__(self, ink: Ink, data: bytes) -> None:
        self._ink = ink
        self._data = data

    def read(self, caption: Caption) -> Style | None:
        """How a caption of the document is written; None where it is none of the usual form.

        One that repeats a number is none; where a number begins anew, the next one goes on.
        """
        if _REPEATS.search(caption.switches):
            return None
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
        lead = _ANEW.sub("", lead) + self._behind(behind, looks, prefix)
        properties = paragraph.child(f"{prefix}pPr")
        own = own_properties(data, properties, prefix).decode("utf-8") if properties else ""
        switches = _ANEW.sub("", caption.switches)
        return Style(caption.name, switches, own, lead, looks)

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
        (each.start, each.end, f"<{prefix}t>{NUMBER}</{prefix}t>".encode() if not place else b"")
        for place, each in enumerate(texts)
    ]
    moved = [(start - child.start, end - child.start, new) for start, end, new in changes]
    return cut(child.bytes_of(data), moved).decode("utf-8")


def _properties(run: Element, data: bytes, prefix: str) -> str:
    found = run.child(f"{prefix}rPr")
    return found.bytes_of(data).decode("utf-8") if found else ""

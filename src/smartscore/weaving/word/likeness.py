"""Whether two pieces of a document say the same, however a program has written them down.

Word and LibreOffice divide runs, add ids and count fields anew when they save. None of that makes a
control stale, and neither does what a writer did to its looks.
"""

from typing import Final

from smartscore.weaving.word.markup import Element

_SKIPPED: Final = ("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "del", "moveFrom", "sdtPr")
_ENDS: Final = {"p": "\n", "tc": "\v", "tr": "\f", "tbl": "\x1c"}
_SAID: Final = {"tab": "\t", "br": "\r", "cr": "\r", "noBreakHyphen": "-"}
_NOTES: Final = ("footnoteReference", "endnoteReference")


def likeness(element: Element, prefix: str) -> str:
    """What an element says: its text, its tables and pictures, and fields by their instructions.

    Results of fields, what is deleted and what is hidden are left out.
    """
    return _Likeness(prefix).of(element)


def is_hidden(run: Element, prefix: str) -> bool:
    """Whether a run is hidden text."""
    return run.name == f"{prefix}r" and run.child(f"{prefix}rPr", f"{prefix}vanish") is not None


class _Likeness:
    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._parts: list[str] = []
        self._fields: list[list[str]] = []

    def of(self, element: Element) -> str:
        self._read(element)
        return "".join(self._parts)

    def _name(self, element: Element) -> str:
        name = element.name
        return name.removeprefix(self._prefix) if name.startswith(self._prefix) else name

    def _read(self, element: Element) -> None:
        name = self._name(element)
        if name == "pPr":
            self._section(element)
        if name in _SKIPPED or is_hidden(element, self._prefix):
            return
        if name == "fldChar":
            self._turn(element)
        elif name == "instrText" and self._fields:
            self._fields[-1][0] += element.text
        elif name == "fldSimple":
            self._parts.append(_field(element.attributes.get(f"{self._prefix}instr", "")))
            return
        elif any(each[1] for each in self._fields):
            pass
        elif name == "t":
            self._parts.append(element.text)
        elif name in _SAID:
            self._parts.append(_SAID[name])
        elif name in _NOTES:
            self._parts.append("\x1d")
        elif name.endswith(":docPr"):
            said = element.attributes
            self._parts.append(f"\x1e{said.get('name', '')} {said.get('descr', '')}\x1e")
        for child in element.children:
            self._read(child)
        self._parts.append(_ENDS.get(name, ""))

    def _turn(self, element: Element) -> None:
        kind = element.attributes.get(f"{self._prefix}fldCharType")
        if kind == "begin":
            self._fields.append(["", ""])
        elif kind == "separate" and self._fields:
            self._fields[-1][1] = "result"
        elif kind == "end" and self._fields:
            self._parts.append(_field(self._fields.pop()[0]))

    def _section(self, properties: Element) -> None:
        section = properties.child(f"{self._prefix}sectPr")
        if section is not None:
            size = section.child(f"{self._prefix}pgSz")
            sides = size.attributes if size else {}
            wide, high = (sides.get(f"{self._prefix}{side}", "0") for side in "wh")
            lies = wide.isascii() and high.isascii() and wide.isdigit() and high.isdigit()
            turned = lies and int(wide[:6]) > int(high[:6])
            self._parts.append("\x1f-" if turned else "\x1f|")


def _field(instruction: str) -> str:
    """A field by its word and what that is about, without switches."""
    return "{" + " ".join(instruction.replace('"', " ").split()[:2]) + "}"

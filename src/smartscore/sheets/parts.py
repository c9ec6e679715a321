"""What the parts around the sheets say: the names of sheets, shared texts, formats of cells."""

import re
from typing import Final, NamedTuple

from smartscore.sheets.formats import BUILT_IN, GENERAL
from smartscore.sheets.markup import Reading, truth

RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TEXT_OF: Final = ("si", "is", "r")
"""Elements of which a `t` is what is read; that of `rPh` says how it is pronounced."""


def unescaped(text: str) -> str:
    """A text with the characters that a workbook spells out.

    >>> unescaped("_x005F_x0041_ is _x0041_")
    '_x0041_ is A'
    """
    if "_x" not in text:
        return text
    found = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    halves = found.encode("utf-16-le", "surrogatepass")
    return halves.decode("utf-16-le", "surrogatepass")


class Link(NamedTuple):
    """Where another part lies, and what it is: the last word of its type."""

    kind: str
    target: str
    is_outside: bool


class Links(Reading):
    """The parts that a part names, by the keys under which it does."""

    def __init__(self) -> None:
        self.found: dict[str, Link] = {}

    def start(self, path: list[str], name: str, attributes: dict[str, str]) -> None:
        """A relationship; raises ValueError for a key that stands twice, KeyError without one."""
        if name == "Relationship" and path == ["Relationships"]:
            key = attributes["Id"]
            if key in self.found:
                raise ValueError(key)
            kind = attributes["Type"].rpartition("/")[2]
            outside = attributes.get("TargetMode") == "External"
            self.found[key] = Link(kind, attributes["Target"], outside)


class Book(Reading):
    """The sheets by their names, with the keys of their parts, and from when days are counted."""

    def __init__(self) -> None:
        self.sheets: dict[str, str] = {}
        self.hidden: set[str] = set()
        self.from_1904 = False

    def start(self, path: list[str], name: str, attributes: dict[str, str]) -> None:
        """A sheet; raises ValueError for a name that stands twice, KeyError without one."""
        if name == "workbookPr" and path == ["workbook"]:
            self.from_1904 = truth(attributes.get("date1904"), default=False)
        elif name == "sheet":
            key = next((v for k, v in attributes.items() if k.endswith("relationships id")), "")
            if path != ["workbook", "sheets"] or attributes["name"] in self.sheets:
                raise ValueError(attributes["name"])
            self.sheets[attributes["name"]] = key
            if attributes.get("state", "visible") != "visible":
                self.hidden.add(attributes["name"])


class Texts(Reading):
    """The texts that cells share, in their order."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._whole: list[str] = []
        self._said: list[str] | None = None

    def start(self, path: list[str], name: str, _: dict[str, str]) -> None:
        """A text begins, or a piece of it."""
        if name == "si":
            if path != ["sst"]:
                raise ValueError(name)
            self._whole = []
        elif name == "t" and path[-1] in _TEXT_OF:
            self._said = []

    def text(self, text: str) -> None:
        """A piece of a text."""
        if self._said is not None:
            self._said.append(text)

    def end(self, name: str) -> None:
        """A piece has ended, or the whole."""
        if name == "t" and self._said is not None:
            self._whole.append(unescaped("".join(self._said)))
            self._said = None
        elif name == "si":
            self.found.append("".join(self._whole))


class Formats(Reading):
    """The number formats that cells can have.

    A cell has one, in most workbooks. Programs differ where a format leaves it to its style, or
    gives one of the numbers that are built in another meaning; then there are all that one might
    take it for, the likeliest first.
    """

    def __init__(self) -> None:
        self._codes: dict[int, str] = {}
        self._styles: list[dict[str, str]] = []
        self._cells: list[dict[str, str]] = []
        self._conditional: list[str | None] = []
        self._known: dict[int, tuple[str, ...]] = {}

    def start(self, path: list[str], name: str, attributes: dict[str, str]) -> None:
        """A format; raises ValueError where one number stands for two."""
        if name == "numFmt":
            code = unescaped(attributes["formatCode"]) or GENERAL
            if path[-1] == "dxf":
                self._conditional[-1] = code
            elif self._codes.setdefault(int(attributes["numFmtId"]), code) != code:
                raise ValueError(code)
        elif name == "dxf" and path[-1] == "dxfs":
            self._conditional.append(None)
        elif name == "xf" and path[-1] in ("cellXfs", "cellStyleXfs"):
            (self._cells if path[-1] == "cellXfs" else self._styles).append(attributes)

    def of_cell(self, number: int) -> tuple[str, ...]:
        """The formats of a cell by its number; raises ValueError where there is none."""
        if number not in self._known:
            self._known[number] = self._looked_up(number)
        return self._known[number]

    def _looked_up(self, number: int) -> tuple[str, ...]:
        if not 0 <= number < max(1, len(self._cells)):
            raise ValueError(number)
        if not self._cells:
            return (GENERAL,)
        found = self._cells[number]
        codes = self._named(found.get("numFmtId"))
        style = int(found.get("xfId", 0))
        leaves_it = not truth(found.get("applyNumberFormat"), default=True)
        if (leaves_it or "numFmtId" not in found) and 0 <= style < len(self._styles):
            codes += self._named(self._styles[style].get("numFmtId"))
        return tuple(dict.fromkeys(codes))

    def of_condition(self, number: int) -> str | None:
        """What a conditional format makes of the number format, if it does."""
        return self._conditional[number] if 0 <= number < len(self._conditional) else None

    def _named(self, number: str | None) -> tuple[str, ...]:
        key = int(number or 0)
        known = [codes[key] for codes in (self._codes, BUILT_IN) if key in codes]
        return tuple(known) or (GENERAL,)

"""One pass through a part with text: where markers, controls, captions and sections stand.

A document of 500 pages has half a million elements, so that no tree of it is kept: only the places
of what is looked for.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

from smartscore.weaving import Refused
from smartscore.weaving.word import begun
from smartscore.weaving.word.markup import (
    DEEPEST,
    MOST_ELEMENTS,
    is_empty_tag,
    reader,
    run,
    tag_end,
)
from smartscore.weaving.word.places import (
    COPIES,
    MARKER,
    Caption,
    Control,
    Heading,
    Marked,
    Place,
    Story,
    is_ours,
)

_TEXT_SPACES: Final = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_SEQUENCE = re.compile(r'\s*SEQ\s+"?(?P<name>[^\s"\\]+)"?(?P<rest>.*)', re.IGNORECASE | re.DOTALL)


def scan(data: bytes, headings: Mapping[str, int] | None = None) -> Story:
    """Go through a part; `headings` are the levels of the styles of headings by their ids."""
    return _Scan(data, headings or {}).story


class _Scan:
    def __init__(self, data: bytes, headings: Mapping[str, int]) -> None:
        self._data = data
        self._levels = headings
        self.story = Story()
        self._path: list[str] = []
        self._paragraphs: list[begun.Paragraph] = []
        self._controls: list[begun.Control] = []
        self._fields: list[begun.Field] = []
        self._spans: list[int] = []
        self._tables: list[int] = []
        self._says = self._orders = False
        self._number = self._since = 0
        self._unsaid = 0
        self._heading = ""
        self._left = MOST_ELEMENTS
        self._parser = reader()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._begins: dict[str, Callable[[dict[str, str]], None]] = {}
        self._ends: dict[str, Callable[[], None]] = {}
        run(self._parser, data)
        self.story.captions.sort(key=lambda caption: caption.at)

    def _begin(self, attributes: dict[str, str]) -> None:
        """Read the names of the topmost element: by which prefix ours go."""
        spaces = {key: value for key, value in attributes.items() if key.startswith("xmlns")}
        found = [key for key, value in spaces.items() if value in _TEXT_SPACES]
        if len(found) != 1:
            raise Refused("word-damaged")
        story = self.story
        story.prefix = f"{found[0][6:]}:" if found[0] != "xmlns" else ""
        story.strict = spaces[found[0]] == _TEXT_SPACES[1]
        self._cut = len(story.prefix)
        for names, table in (
            (
                "p sdt tag alias text dataBinding dropDownList comboBox date id pStyle tblStyle",
                self._begins,
            ),
            (
                "fldChar fldSimple sectPr tab br cr noBreakHyphen t instrText tbl del moveFrom",
                self._begins,
            ),
            ("p sdt fldSimple sectPr t instrText tbl del moveFrom", self._ends),
        ):
            side = "begin" if table is self._begins else "end"
            for name in names.split():
                table[story.prefix + name] = getattr(self, f"_{side}_{name}")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._path:
            self._begin(attributes)
        self._left -= 1
        if self._left < 0 or len(self._path) >= DEEPEST:
            raise Refused("word-large")
        handler = self._begins.get(name)
        if handler is not None:
            handler(attributes)
        elif name.endswith(":dataBinding"):  # of a later edition of the format
            self._begin_text(attributes)
        elif name.endswith(":docPr"):
            key = attributes.get("id", "")
            if key.isascii() and key.isdigit() and len(key) < 12:
                self.story.picture_keys.add(int(key))
        self._path.append(name)

    def _end(self, name: str) -> None:
        self._path.pop()
        handler = self._ends.get(name)
        if handler is not None:
            handler()

    def _text(self, said: str) -> None:
        if self._says and self._paragraphs and not self._unsaid:
            self._paragraphs[-1].said.append(said)
        elif self._orders and self._fields:
            self._fields[-1].instruction += said

    def _value(self, attributes: Mapping[str, str], name: str = "val") -> str:
        return attributes.get(self.story.prefix + name, attributes.get(name, ""))

    def _around(self) -> tuple[str, ...]:
        prefix, cut = self.story.prefix, self._cut
        return tuple(name[cut:] if name.startswith(prefix) else name for name in self._path)

    def _place(self) -> Place:
        around = self._around()
        results = [each.word for each in self._fields if each.has_result]
        plain = any(each.plain for each in self._controls)
        field = next((word for word in results if word in COPIES), results[-1] if results else "")
        return Place(
            self._number,
            self._heading,
            self._since == 0,
            around,
            plain,
            field,
        )

    def _after(self, start: int) -> int:
        """Where the element ends that began there and whose end is being read.

        The parser is behind the tag of an element with nothing inside, before that of others.
        """
        first = tag_end(self._data, start)
        if is_empty_tag(self._data, first):
            return first
        return tag_end(self._data, self._parser.CurrentByteIndex)

    def _in_body(self) -> bool:
        return all(
            name[self._cut :] in ("document", "body", "sdt", "sdtContent") for name in self._path
        )

    # what begins

    def _begin_p(self, _: dict[str, str]) -> None:
        self._number += 1
        self._paragraphs.append(begun.Paragraph(self._parser.CurrentByteIndex, self._place()))
        if self._in_body():
            self._since += 1
            self.story.flow.append(self._parser.CurrentByteIndex)

    def _begin_tbl(self, _: dict[str, str]) -> None:
        self._tables.append(self._parser.CurrentByteIndex)
        if self._in_body():
            self._since += 1
            self.story.flow.append(self._parser.CurrentByteIndex)

    def _begin_sdt(self, _: dict[str, str]) -> None:
        place = self._place()
        if not place.is_inline:
            place = place._replace(number=self._number + 1)
        self._controls.append(begun.Control(self._parser.CurrentByteIndex, place))

    def _in_properties(self) -> bool:
        return bool(self._controls) and self._path[-1][self._cut :] == "sdtPr"

    def _begin_tag(self, attributes: dict[str, str]) -> None:
        if self._in_properties() and is_ours(said := self._value(attributes)):
            self._controls[-1].tag = said

    def _begin_alias(self, attributes: dict[str, str]) -> None:
        if self._in_properties() and is_ours(said := self._value(attributes)):
            self._controls[-1].tag = self._controls[-1].tag or said

    def _begin_id(self, attributes: dict[str, str]) -> None:
        if self._in_properties():
            self.story.control_keys.add(self._value(attributes))

    def _begin_text(self, _: dict[str, str]) -> None:
        if self._in_properties():
            self._controls[-1].plain = True

    _begin_dataBinding = _begin_dropDownList = _begin_text  # noqa: N815 - as the format spells it
    _begin_comboBox = _begin_date = _begin_text  # noqa: N815

    def _begin_pStyle(self, attributes: dict[str, str]) -> None:  # noqa: N802
        if self._paragraphs and not self._paragraphs[-1].style:
            self._paragraphs[-1].style = self._value(attributes)

    def _begin_tblStyle(self, attributes: dict[str, str]) -> None:  # noqa: N802
        if not any(each.is_ours for each in self._controls):
            self.story.table_styles[self._value(attributes)] += 1

    def _begin_fldChar(self, attributes: dict[str, str]) -> None:  # noqa: N802
        kind = self._value(attributes, "fldCharType")
        if kind == "begin":
            self._fields.append(begun.Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].has_result = True
        elif kind == "end" and self._fields:
            self._ended(self._fields.pop())

    def _begin_fldSimple(self, attributes: dict[str, str]) -> None:  # noqa: N802
        self._fields.append(begun.Field(self._value(attributes, "instr"), has_result=True))

    def _begin_sectPr(self, _: dict[str, str]) -> None:  # noqa: N802
        self._spans.append(self._parser.CurrentByteIndex)

    def _begin_t(self, _: dict[str, str]) -> None:
        self._says = True

    def _begin_instrText(self, _: dict[str, str]) -> None:  # noqa: N802
        self._orders = True

    def _begin_tab(self, _: dict[str, str]) -> None:
        if self._paragraphs and self._path[-1][self._cut :] == "r":
            self._paragraphs[-1].said.append("\t")

    _begin_br = _begin_cr = _begin_tab

    def _begin_noBreakHyphen(self, _: dict[str, str]) -> None:  # noqa: N802
        if self._paragraphs:
            self._paragraphs[-1].said.append("-")

    def _begin_del(self, _: dict[str, str]) -> None:
        self._unsaid += 1

    _begin_moveFrom = _begin_del  # noqa: N815

    # what ends

    def _end_del(self) -> None:
        self._unsaid -= 1

    _end_moveFrom = _end_del  # noqa: N815

    def _end_tbl(self) -> None:
        start = self._tables.pop()
        if self._path[-1][self._cut :] == "body":
            self.story.blocks.append((start, self._after(start), True))

    def _end_t(self) -> None:
        self._says = False

    def _end_instrText(self) -> None:  # noqa: N802
        self._orders = False

    def _end_fldSimple(self) -> None:  # noqa: N802
        if self._fields:
            self._ended(self._fields.pop())

    def _ended(self, field: begun.Field) -> None:
        found = _SEQUENCE.fullmatch(field.instruction)
        if found and self._paragraphs:
            here = self._parser.CurrentByteIndex
            self._paragraphs[-1].sequences.append((found["name"], found["rest"], here))

    def _end_sectPr(self) -> None:  # noqa: N802
        start = self._spans.pop()
        end = self._after(start)
        if not self._spans:  # else it is what it was before a tracked change
            self.story.sections.append((start, end))
            self._since = 0

    def _end_p(self) -> None:
        done = self._paragraphs.pop()
        end, said = self._after(done.start), "".join(done.said)
        ours = [each for each in self._controls if each.is_ours]
        for name, rest, at in done.sequences:
            self.story.captions.append(Caption(done.start, end, name, rest, at, bool(ours)))
        if self._path[-1][self._cut :] == "body":
            self.story.blocks.append((done.start, end, False))
        if level := self._levels.get(done.style, 0):
            self.story.headings.append(Heading(done.start, level))
            self._heading = " ".join(said.split())
        if not ours and MARKER.search(said):
            self.story.marked.append(Marked(done.start, end, done.place))

    def _end_sdt(self) -> None:
        done = self._controls.pop()
        if not done.is_ours:
            return
        for each in self._controls:
            if each.is_ours:
                each.nests = True
        control = Control(done.start, self._after(done.start), done.tag, done.place, done.nests)
        self.story.controls.append(control)

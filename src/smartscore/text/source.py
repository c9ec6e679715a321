"""YAML text to plain data, with the place of every key and value.

What is typed is less than YAML allows: `null`, `true`, `false`, integers and decimals as JSON
writes them. Everything else (`no`, `1:30`, `010`, `.nan`, dates) stays the text that it is, and
so do decimals under `references`. Only this module and `nodes` know YAML.
"""

import json
import re
from bisect import bisect_right
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Final

import yaml

from smartscore.text import containers, file_faults, notation, shape_faults, yaml_faults
from smartscore.text.nodes import (
    JSON_NUMBER,
    LONGEST_NUMBER,
    MAPPING,
    MAX_VALUES,
    PLAIN,
    QUOTED,
    SEQUENCE,
    compose,
    stop,
    tag,
)
from smartscore.text.problems import (
    Bare,
    Beside,
    Code,
    Complaint,
    Edit,
    Invalid,
    Place,
    Problem,
    Related,
    Route,
    Span,
    Wrong,
)

STDIN: Final = "-"
"""The name that stands for standard input."""

TEXT: Final = "<text>"
"""The name that stands for a text that is in no file."""

MAX_BYTES: Final = 4 * 1024 * 1024

_LONGEST_ANCHOR: Final = 200
"""So much of a line names a spot in it; of a line of megabytes each problem would keep a copy."""

Data = dict[str, "Data"] | list["Data"] | str | int | float | bool | None

_CSL: Final = "references"
"""The key of what pandoc reads: a number 1.10 in it is a name, and stays the text that it is."""

_WORDS: Final[dict[str, bool | None]] = {"null": None, "": None, "true": True, "false": False}
_DIGITS = re.compile(r"[0-9]+").fullmatch
_COLON = re.compile(r"\s*+:")
_PLAINLY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./-]*")
NOT_TEXT: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)
"""What a file can not hold: control characters and halves of characters."""


class Source:
    """A file's text, its plain data and the way back from the one to the other.

    `problems` are faults of the text that did not keep it from being read, such as a key that
    stands twice.
    """

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.problems: list[Problem] = []
        self._lines = text.split("\n")
        self._starts = list(accumulate((len(line) + 1 for line in self._lines[:-1]), initial=0))
        self.root: yaml.Node | None = None
        self.data: Data = None
        self._nodes: Sequence[tuple[Route, yaml.Node]] | None = None
        self._keys: dict[int, dict[str, tuple[yaml.Node, yaml.Node]]] = {}
        self._unsure: set[int] = set()

    @property
    def folder(self) -> Path:
        """Where paths in this file start from; for standard input, where the command runs."""
        return Path() if self.name == STDIN else Path(self.name).parent

    def problem(self, complaint: Complaint) -> Problem:
        """The complaint with its place in this file."""
        route, key = complaint.route, complaint.about_key
        if isinstance(route, Span):
            place = self._between(route.start, route.end)
            excerpt = self.line(place.line)
            anchor = f"#{excerpt[:_LONGEST_ANCHOR].strip()}" if route.named else ""
            return complaint.at(place, excerpt, anchor, complaint.edit, self._related(complaint))
        edit = complaint.edit
        if complaint.instead is not None:
            node = self._scalar_at(route, key=key)
            quoted = isinstance(complaint.instead, Bare) and node is not None and node.tag != PLAIN
            edit = None if node is None or quoted else _replaced(node, complaint.instead)
        place, anchor = self.place(route, key=key), self.anchor(route)
        return complaint.at(place, self.line(place.line), anchor, edit, self._related(complaint))

    def related(self, route: Route | Span, label: str) -> Related:
        """A further place of a problem, in this file."""
        found = self._between(*route[:2]) if isinstance(route, Span) else self.place(route)
        return Related(found, label, self.line(found.line))

    def _related(self, complaint: Complaint) -> tuple[Related, ...]:
        return tuple(
            each if isinstance(each, Related) else self.related(each.route, each.label)
            for each in complaint.related
        )

    def told(self, complaints: Iterable[Complaint]) -> Iterator[Problem]:
        """The complaints as problems, without those about values of which it is told already."""
        return (self.problem(each) for each in complaints if not self.is_unsure(each.route))

    def anchor(self, route: Route) -> str:
        """The route with items of lists named by their `code` or `id`, if they have one.

        It stays the same when lines move or items change places.
        """
        parts, here = [], self.data
        for part in route:
            if isinstance(here, dict) and str(part) in here:
                here = here[str(part)]
                parts.append(str(part))
            elif isinstance(here, list) and isinstance(part, int) and part < len(here):
                here = here[part]
                named = here if isinstance(here, dict) else {}
                name = named.get("code") or named.get("id") or named.get("rubric")
                parts.append(str(name or part))
            elif part == route[-1]:
                parts.append(str(part))
        return "".join(f"/{part.replace('~', '~0').replace('/', '~1')}" for part in parts)

    def line(self, number: int) -> str:
        """The text of a line, counted from 1; nothing for line 0."""
        return self._lines[number - 1].rstrip("\r") if number else ""

    def place(self, route: Route, *, key: bool = False) -> Place:
        """The place of the value at the end of the route, or of its key.

        Parts of the route that match nothing are passed over: pydantic puts names of union members
        between keys. A mapping or list that spans lines is pointed at by the key that owns it.
        """
        owner, node = self._find(route)
        if node is None:
            return Place(self.name)
        if owner is not None and (key or _spans_lines(node)):
            node = owner
        while isinstance(node, yaml.CollectionNode) and _spans_lines(node):
            first = node.value[0]
            node = first[0] if isinstance(node, yaml.MappingNode) else first
        return self._between(node.start_mark.index, node.end_mark.index)

    def _find(self, route: Route) -> tuple[yaml.Node | None, yaml.Node | None]:
        """The key and the value at the end of a route, as far as it leads."""
        owner: yaml.Node | None = None
        node = self.root
        for part in route:
            if isinstance(node, yaml.MappingNode):
                found = self._beneath(node).get(str(part))
                if found:
                    owner, node = found
            elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
                owner, node = None, node.value[part]
        return owner, node

    def _beneath(self, node: yaml.MappingNode) -> dict[str, tuple[yaml.Node, yaml.Node]]:
        """The keys and values of a mapping by name; of those that stand twice, the first."""
        if id(node) not in self._keys:
            named: dict[str, tuple[yaml.Node, yaml.Node]] = {}
            for key, value in node.value:
                if isinstance(key, yaml.ScalarNode):
                    named.setdefault(key.value, (key, value))
            self._keys[id(node)] = named
        return self._keys[id(node)]

    def _scalar_at(self, route: Route, *, key: bool) -> yaml.ScalarNode | None:
        owner, value = self._find(route)
        node = owner if key else value
        return node if isinstance(node, yaml.ScalarNode) else None

    def written(self, route: Route) -> str | None:
        """A scalar as the file has it: 3.30, and not the number 3.3."""
        node = self._scalar_at(route, key=False)
        return node.value if node is not None else None

    def is_unsure(self, route: Route) -> bool:
        """Whether it was told of the value at the end of a route that it may be another one.

        What would follow from it is not to be told too.
        """
        return id(self._find(route)[1]) in self._unsure

    def doubt(self, *nodes: yaml.Node) -> None:
        """Remember values that may be others, such as the 3 and the 5 of `[3,5, 4]`."""
        self._unsure.update(map(id, nodes))

    def is_cut(self, route: Route) -> bool:
        """Whether a comma in a text made the key at the end of a route: `{title: Ada, lengkap}`."""
        owner, node = self._find(route)
        return owner is not None and owner.value == str(route[-1]) and self.was_cut(owner, node)

    def was_cut(self, key: yaml.Node, value: yaml.Node | None) -> bool:
        """Whether a key is the text behind a comma between braces: no colon, and no value."""
        if value is None or value.start_mark.index != value.end_mark.index or key.tag != PLAIN:
            return False
        before, behind = key.start_mark.index, key.end_mark.index
        while before and self.text[before - 1].isspace():
            before -= 1
        return self.text[before - 1 : before] == "," and not _COLON.match(self.text, behind)

    def nodes(self) -> Sequence[tuple[Route, yaml.Node]]:
        """Every value with its route, parents first; what aliases repeat comes once."""
        if self._nodes is None:
            self._nodes = tuple(self._walk())
        return self._nodes

    def _walk(self) -> Iterator[tuple[Route, yaml.Node]]:
        seen: set[int] = set()
        waiting: list[tuple[Route, yaml.Node]] = [((), self.root)] if self.root else []
        while waiting:
            route, node = waiting.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            yield route, node
            if isinstance(node, yaml.MappingNode):
                below = [((*route, key.value), value) for key, value in node.value]
            elif isinstance(node, yaml.SequenceNode):
                below = [((*route, i), item) for i, item in enumerate(node.value)]
            else:
                continue
            waiting += reversed(below)

    def _between(self, start: int, end: int) -> Place:
        line, column = self.position(start)
        end_line, end_column = self.position(max(end, start))
        if end_line > line:
            end_line, end_column = line, len(self.line(line)) + 1
        return Place(self.name, line, column, end_line, max(end_column, column))

    def position(self, index: int) -> tuple[int, int]:
        """The line and column of an index of the text, both from 1."""
        line = bisect_right(self._starts, min(index, len(self.text)))
        return line, index - self._starts[line - 1] + 1

    def note(
        self, code: Code, node: yaml.Node, first: yaml.Node | None = None, /, **values: str
    ) -> None:
        """A fault of a node that lets the reading go on; `first` is the node that it repeats."""
        related = (Beside(_span(first), "first"),) if first is not None else ()
        self.problems.append(self.problem(Complaint(code, _span(node), values, related=related)))


def _span(node: yaml.Node) -> Span:
    return Span(node.start_mark.index, node.end_mark.index, named=False)


def of_another_kind(content: bytes, name: str) -> Problem | None:
    """What a file is that is no text, and what to do with it; None where it may be text."""
    kind = containers.kind(content)
    if kind is None or (kind == "damaged" and len(content) > MAX_BYTES):
        return None
    return _of_another_kind(kind, name).at(Place(name))


def _of_another_kind(kind: str, name: str) -> Complaint:
    if kind == containers.ENCRYPTED:
        return Complaint(file_faults.FILES_ARE_NOT_ENCRYPTED)
    if kind != containers.WORKBOOK:
        of_sheets = kind in containers.SHEETS
        code = (
            file_faults.SPREADSHEETS_ARE_XLSX if of_sheets else file_faults.FILES_ARE_OF_THEIR_KIND
        )
        return Complaint(code, values={"kind": f"file-{kind}"})
    path = Path(name)
    if path.suffix.lower() != f".{containers.WORKBOOK}":
        return Complaint(file_faults.WORKBOOKS_END_IN_XLSX)
    target = path.with_suffix(".yaml").name
    return Complaint(file_faults.WORKBOOK_IS_NO_YAML, values={"file": name, "target": target})


def parse(content: bytes, name: str) -> Source:
    """Read a file's content; raises Invalid where it can't be read to its end."""
    if (other := of_another_kind(content, name)) is not None:
        raise Invalid([other])
    if len(content) > MAX_BYTES:
        limit = {"limit": str(MAX_BYTES // 1024 // 1024)}
        raise Invalid([Complaint(file_faults.FILE_TOO_LARGE, values=limit).at(Place(name))])
    content = content.removeprefix(BOM_UTF8)
    try:
        source = Source(name, content.decode())
    except UnicodeDecodeError as error:
        source = Source(name, content.decode("utf-8", "replace"))
        index = len(content[: error.start].decode())
        wrong = stop(file_faults.NOT_UTF8, index, byte=f"0x{content[error.start]:02x}")
        raise Invalid([source.problem(wrong.complaint)]) from None
    _read(source)
    return source


def _read(source: Source) -> None:
    try:
        if strange := NOT_TEXT.search(source.text):
            raise stop(yaml_faults.CONTROL_CHARACTER, strange.start(), **codepoint(strange[0]))
        source.root = compose(source.text)
        source.data = _Builder(source).build(source.root)
    except Wrong as wrong:
        raise Invalid([*source.problems, source.problem(wrong.complaint)]) from None


class _Builder:
    """Plain data out of nodes; each value built counts, so aliases can't multiply for ever."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._built = 0
        self._open: set[int] = set()
        self._as_written = False

    def build(self, node: yaml.Node) -> Data:
        self._built += 1
        if self._built > MAX_VALUES:
            raise stop(yaml_faults.TOO_MANY_VALUES, node.start_mark.index, limit=str(MAX_VALUES))
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if id(node) in self._open:
            raise stop(yaml_faults.ALIAS_INSIDE_ITSELF, node.start_mark.index)
        self._open.add(id(node))
        value: Data
        if isinstance(node, yaml.MappingNode) and node.tag == MAPPING:
            value = self._mapping(node)
        elif node.tag == SEQUENCE:
            if isinstance(node, yaml.SequenceNode) and node.flow_style:
                self._hold_commas_even(node)
            value = [self.build(item) for item in node.value]
        else:
            raise stop(yaml_faults.TAG, node.start_mark.index, tag=tag(node))
        self._open.remove(id(node))
        return value

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Data]:
        values: dict[str, Data] = {}
        first: dict[str, yaml.Node] = {}
        before: yaml.Node | None = None
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise stop(yaml_faults.KEY_IS_NOT_TEXT, key.start_mark.index)
            name = key.value
            if name == "<<" and key.tag == PLAIN:
                self._source.note(yaml_faults.MERGE_KEY, key)
            elif node.flow_style and (number := self._cut_by_comma(before, key, value)):
                self._source.problems.append(number)
            elif self._as_written and node.flow_style and self._source.was_cut(key, value):
                self._source.note(shape_faults.COMMA_ENDED_THE_VALUE, key, key=name)
            elif name in first:
                line = self._source.position(first[name].start_mark.index)[0]
                twice = {"key": name, "line": str(line)}
                self._source.note(yaml_faults.KEY_STANDS_TWICE, key, first[name], **twice)
            else:
                if strange := NOT_TEXT.search(name):
                    self._source.note(yaml_faults.CONTROL_CHARACTER, key, **codepoint(strange[0]))
                elif key.tag == PLAIN and name[:1].isspace():
                    self._source.note(yaml_faults.OTHER_KIND_OF_SPACE, key, **codepoint(name[0]))
                first[name] = key
                self._as_written |= node is self._source.root and name == _CSL
                values[name] = self.build(value)
                self._as_written &= node is not self._source.root
            before = value
        return values

    def _cut_by_comma(
        self, before: yaml.Node | None, key: yaml.ScalarNode, value: yaml.Node
    ) -> Problem | None:
        """A complaint where a key is the decimals of the number before it: `{level: 2,5}`."""
        if value.start_mark.index != value.end_mark.index or before is None or before.tag != PLAIN:
            return None
        start, end = before.start_mark.index, key.end_mark.index
        text = self._source.text[start:end] if end - start <= LONGEST_NUMBER else ""
        found = notation.read(text) if "," in text else None
        if found is None:
            return None
        values = {"value": text, "suggestion": found.written}
        if found.other:
            values = {"value": text, "one": found.written, "other": found.other}
        edit = Edit(start, end, found.written) if found.sure else None
        self._source.doubt(before)
        number = Complaint(yaml_faults.COMMA_IN_A_NUMBER, Span(start, end), values, edit=edit)
        return self._source.problem(number)

    def _hold_commas_even(self, node: yaml.Node) -> None:
        """Note a list in which only some commas have a blank: is `[3,5, 4]` 3.5 and 4?"""
        tight: list[tuple[yaml.Node, yaml.Node]] = []
        loose = False
        for one, other in pairwise(node.value):
            between = self._source.text[one.end_mark.index : other.start_mark.index]
            loose |= between[:2].isspace() or (between[:1] == "," and between[1:2].isspace())
            numbers = _is_whole(one) and _is_whole(other)
            if between == "," and numbers:
                tight.append((one, other))
        if tight and loose:
            self._source.doubt(*(node for pair in tight for node in pair))
            start, end = tight[0][0].start_mark.index, tight[0][1].end_mark.index
            one, other = (scalar.value for scalar in tight[0])
            values = {
                "value": f"{one},{other}",
                "one": f"{one}.{other}",
                "other": f"{one}, {other}",
            }
            several = Complaint(yaml_faults.COMMAS_OF_A_LIST_ARE_ALIKE, Span(start, end), values)
            self._source.problems.append(self._source.problem(several))

    def _scalar(self, node: yaml.ScalarNode) -> Data:
        text: str = node.value
        if node.tag in (PLAIN, QUOTED) and self._source.text.startswith("!", node.start_mark.index):
            raise stop(yaml_faults.TAG, node.start_mark.index, tag="!")
        if node.tag == PLAIN:
            if text in _WORDS:
                return _WORDS[text]
            number = JSON_NUMBER.fullmatch(text) if len(text) <= LONGEST_NUMBER else None
            if number:
                if not number["fraction"]:
                    return int(text)
                return text if self._as_written else float(text)
        elif node.tag not in (QUOTED, "tag:yaml.org,2002:str"):
            raise stop(yaml_faults.TAG, node.start_mark.index, tag=tag(node))
        if strange := NOT_TEXT.search(text):
            self._source.note(yaml_faults.CONTROL_CHARACTER, node, **codepoint(strange[0]))
        return text


def _is_whole(node: yaml.Node) -> bool:
    plain = isinstance(node, yaml.ScalarNode) and node.tag == PLAIN
    return plain and _DIGITS(node.value) is not None


def _replaced(node: yaml.ScalarNode, text: str) -> Edit:
    """An edit that puts a scalar in the place of another, in the quotation marks of the old."""
    if isinstance(text, Bare):
        text = str(text)
    elif node.style == "'":
        text = "'" + text.replace("'", "''") + "'"
    elif (
        node.style == '"'
        or not _PLAINLY.fullmatch(text)
        or JSON_NUMBER.fullmatch(text)
        or text in _WORDS
    ):
        text = json.dumps(text, ensure_ascii=False)
    return Edit(node.start_mark.index, node.end_mark.index, text)


def codepoint(character: str) -> dict[str, str]:
    """A character that can't be shown, as a sentence may name it."""
    return {"character": f"U+{ord(character):04X}"}


def _spans_lines(node: yaml.Node) -> bool:
    """Whether a collection is in block style or broken over lines, and has something in it."""
    if not isinstance(node, yaml.CollectionNode) or not node.value:
        return False
    return not node.flow_style or node.start_mark.line != node.end_mark.line

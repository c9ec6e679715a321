"""YAML text to plain data, with the place of every key and value.

What is typed is less than YAML allows: `null`, `true`, `false`, integers and decimals as JSON
writes them. Everything else (`no`, `1:30`, `010`, `.nan`, dates) stays the text that it is, and
so do decimals under `references`. Only this module, `parsing` and `nodes` know YAML.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Final, NamedTuple

import yaml

from smartscore.text.nodes import (
    JSON_NUMBER,
    PLAIN,
)
from smartscore.text.problems import (
    Bare,
    Beside,
    Code,
    Complaint,
    Edit,
    Place,
    Problem,
    Related,
    Route,
    Span,
)

STDIN: Final = "-"
"""The name that stands for standard input."""

TEXT: Final = "<text>"
"""The name that stands for a text that is in no file."""

MAX_BYTES: Final = 4 * 1024 * 1024

_LONGEST_ANCHOR: Final = 200
"""So much of a line names a spot in it; of a line of megabytes each problem would keep a copy."""

Data = dict[str, "Data"] | list["Data"] | str | int | float | bool | None


_COLON = re.compile(r"\s*+:")
WORDS: Final[dict[str, bool | None]] = {"null": None, "": None, "true": True, "false": False}
"""What plain words are typed as, besides numbers."""

_PLAINLY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./@-]*")
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
        self._moved: Mapping[Route, Stand] = {}

    @property
    def folder(self) -> Path:
        """Where paths in this file start from; for standard input, where the command runs."""
        return Path() if self.name == STDIN else Path(self.name).parent

    def moved(self, routes: "Mapping[Route, Stand]") -> None:
        """Say where the parts of a model stand that are not where they stand in it.

        That is another place of this file, or one of a file that this one names. Each key begins
        the routes of what is moved; what a source is told so replaces what it was told before.
        """
        self._moved = routes

    def _stand(self, route: Route | Span) -> "Stand":
        """Where a route of the model leads."""
        if self._moved and not isinstance(route, Span):
            found = self._moved.get(route[:2])
            if found is not None:
                return Stand(found.source, (*found.route, *route[2:]))
        return Stand(self, route)

    def problem(self, complaint: Complaint) -> Problem:
        """The complaint with its place in this file, or in the one that it names."""
        source, route = self._stand(complaint.route)
        related = self._related(complaint)
        return source.placed(complaint._replace(route=route, related=related))

    def placed(self, complaint: Complaint) -> Problem:
        """A complaint about this file, with its place."""
        route, key = complaint.route, complaint.about_key
        if isinstance(route, Span):
            place = self._between(route.start, route.end)
            excerpt = self.line(place.line)
            anchor = f"#{excerpt[:_LONGEST_ANCHOR].strip()}" if route.named else ""
            return complaint.at(place, excerpt, anchor, complaint.edit, _known(complaint))
        edit = complaint.edit
        if complaint.instead is not None:
            node = self._scalar_at(route, key=key)
            quoted = isinstance(complaint.instead, Bare) and node is not None and node.tag != PLAIN
            edit = None if node is None or quoted else _replaced(node, complaint.instead)
        place, anchor = self.place(route, key=key), self.anchor(route)
        return complaint.at(place, self.line(place.line), anchor, edit, _known(complaint))

    def related(self, route: Route | Span, label: str) -> Related:
        """A further place of a problem, in this file or in one that it names."""
        source, there = self._stand(route)
        found = source.spot(there)
        return Related(found, label, source.line(found.line))

    def spot(self, route: Route | Span) -> Place:
        """The place of a route or a span of this file."""
        return self._between(*route[:2]) if isinstance(route, Span) else self.place(route)

    def _related(self, complaint: Complaint) -> tuple[Related, ...]:
        return tuple(
            each if isinstance(each, Related) else self.related(each.route, each.label)
            for each in complaint.related
        )

    def told(self, complaints: Iterable[Complaint]) -> Iterator[Problem]:
        """The complaints as problems, without those about values of which it is told already."""
        for each in complaints:
            source, route = self._stand(each.route)
            if not source.is_unsure(route):
                yield self.problem(each)

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
        found = self._find(route)[1]
        return found is not None and self.is_doubted(found)

    def is_doubted(self, node: yaml.Node) -> bool:
        """Whether it was told of a value that it may be another one."""
        return id(node) in self._unsure

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


class Stand(NamedTuple):
    """Where a part of a model stands: the source, and the route there."""

    source: Source
    route: Route | Span


def _known(complaint: Complaint) -> tuple[Related, ...]:
    """The further places of a complaint, all of which were looked up."""
    return tuple(each for each in complaint.related if isinstance(each, Related))


def _span(node: yaml.Node) -> Span:
    """Where a node stands in the text."""
    return Span(node.start_mark.index, node.end_mark.index, named=False)


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
        or text in WORDS
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

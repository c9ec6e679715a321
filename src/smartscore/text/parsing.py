"""A file's content to a source with its data; see `source` for what is typed."""

import re
from codecs import BOM_UTF8
from itertools import pairwise
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
from smartscore.text.other_texts import other_text
from smartscore.text.problems import (
    Complaint,
    Edit,
    Invalid,
    Place,
    Problem,
    Span,
    Wrong,
)
from smartscore.text.source import MAX_BYTES, NOT_TEXT, STDIN, WORDS, Data, Source, codepoint

_CSL: Final = "references"
"""The key of what pandoc reads: a number 1.10 in it is a name, and stays the text that it is."""


_DIGITS = re.compile(r"[0-9]+").fullmatch


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
        return Complaint(code, values={"kind": f"file-{kind}", "variant": kind})
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
    if (what := other_text(source.text, name)) is not None:
        values = {"variant": what, "file": "zotero.json" if name == STDIN else Path(name).name}
        raise Invalid([Complaint(file_faults.RESULTS_ARE_NOT_READ, values=values).at(Place(name))])
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
            elif node.flow_style and self._is_cut_text(before, key, value):
                self._told_cut(before, key)
                continue
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

    def _is_cut_text(self, before: yaml.Node | None, key: yaml.Node, value: yaml.Node) -> bool:
        """Whether a key is the rest of the text before it: `{name: Kota Batu, province}`.

        Behind a number or what stands in quotation marks it is a key that nothing was written for,
        but for references, in which all that is plain is text.
        """
        if not self._source.was_cut(key, value):
            return False
        return self._as_written or _is_text(before)

    def _told_cut(self, before: yaml.Node | None, key: yaml.ScalarNode) -> None:
        """Tell once of a text that commas cut, with all of it."""
        values = {"key": key.value}
        if before is not None and _is_text(before):
            if self._source.is_doubted(before):
                return
            whole = self._source.text[before.start_mark.index : key.end_mark.index]
            values |= {"variant": "text", "text": " ".join(whole.split())}
            self._source.doubt(before)
        self._source.note(shape_faults.COMMA_ENDED_THE_VALUE, key, **values)

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
            if text in WORDS:
                return WORDS[text]
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


def _is_text(node: yaml.Node | None) -> bool:
    """Whether a value is text without quotation marks."""
    if not isinstance(node, yaml.ScalarNode) or node.tag != PLAIN or node.value in WORDS:
        return False
    return not JSON_NUMBER.fullmatch(node.value)


def _is_whole(node: yaml.Node) -> bool:
    plain = isinstance(node, yaml.ScalarNode) and node.tag == PLAIN
    return plain and _DIGITS(node.value) is not None

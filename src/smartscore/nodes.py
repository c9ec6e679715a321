"""YAML text to nodes, within limits; what the parser says is put into our codes.

libyaml's parser is used where PyYAML has it. It would follow nested brackets until the
interpreter's stack ends, so our resolver, which is called on the way down, counts the depth.
"""

import re
from typing import Any, Final

import yaml
from yaml import MappingNode as MappingNode
from yaml import Node as Node
from yaml import ScalarNode as ScalarNode

MAX_DEPTH: Final = 64
MAX_VALUES: Final = 200_000

PLAIN, QUOTED, MAPPING, SEQUENCE = "plain", "quoted", "mapping", "sequence"
"""What stands in for the tag of a node that has none."""

JSON_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?P<fraction>\.[0-9]+)?")
LONGEST_NUMBER: Final = 40
"""Longer runs of digits are text: they would cost without saying anything."""

_SYNTAX: Final = (
    ("expected ',' or", "Y115"),
    ("escape character", "Y124"),
    ("hexdecimal", "Y124"),
    ("hexadecimal", "Y124"),
    ("found unexpected end of stream", "Y116"),
    ("mapping values are not allowed", "Y117"),
    ("found character", "Y118"),
    ("could not find expected ':'", "Y119"),
    ("did not find expected", "Y119"),
    ("expected <block end>", "Y119"),
    ("found undefined alias", "Y120"),
    ("found duplicate anchor", "Y121"),
    ("second occurrence", "Y121"),
    ("expected a single document", "Y111"),
)
_TOO_DEEP: Final = "exceeded maximum nesting depth"
"""What libyaml says, from PyYAML 6.0.4 on, of some nesting before our resolver has seen it."""

_MARGIN_CODES: Final = ("Y102", "Y117", "Y119")
_VALUE: Final = re.compile(
    r" *(?:- +)*(?P<key>[\w-]+: +)?(?:- +)*(?P<sign>[^\w\s])(?P<rest>[^\n]*)"
)
_SIGNS: Final = "{[*&!%@`|>?}],"
"""What text without quotation marks does not begin with."""

_OTHER_SPACE: Final = re.compile(
    r"^[ ]*(?P<space>[\u00a0\u2000-\u200b\u202f\u205f\u3000])", re.MULTILINE
)
_NO_SPACE: Final = re.compile(r"^ *(?:- +)?[a-z_]+(?P<colon>:)(?=[^\s/:])", re.MULTILINE)
_BRACKETED: Final = re.compile(r"(?<=[\w ])[\[{][^\[\]{},\n]*+[\]}][^\[\]{},\n]*+")
"""What makes a list of a part of text between braces."""

_BETWEEN: Final = re.compile(r"(?:[,\[{]|: )\s*")

_NOTICED_LATE: Final = ("Y115", "Y116", "could not find expected ':'")


class Stop(Exception):  # noqa: N818 - a finding about the text, caught by `source`
    """Reading can't go on: a code, the index in the text where it was noticed, and values."""

    def __init__(self, code: str, index: int, **values: str) -> None:
        self.code, self.index, self.values = code, index, values
        super().__init__(code, index)


class _Resolver:
    """Names each node after what it is and counts nodes and depth on the way down."""

    def __init__(self) -> None:
        self._depth = 0
        self._nodes = 0

    def descend_resolver(self, parent: yaml.Node | None, _index: object) -> None:
        """Called once for each node before its children are read."""
        self._depth += 1
        self._nodes += 1
        if self._depth > MAX_DEPTH:
            raise Stop("Y106", parent.start_mark.index if parent else 0, limit=str(MAX_DEPTH))
        if self._nodes > MAX_VALUES:
            raise Stop("Y107", parent.start_mark.index if parent else 0, limit=str(MAX_VALUES))

    def ascend_resolver(self) -> None:
        """Called when a node is complete."""
        self._depth -= 1

    def resolve(self, kind: type, _value: object, implicit: Any) -> str:
        """Stand in for the tag of a node that has none."""
        if kind is yaml.ScalarNode:
            return PLAIN if implicit[0] else QUOTED
        return MAPPING if kind is yaml.MappingNode else SEQUENCE


if yaml.__with_libyaml__:
    from yaml.cyaml import CParser  # type: ignore[attr-defined]

    class _Loader(_Resolver, CParser):
        """libyaml's parser with our resolver."""

        def __init__(self, text: str) -> None:
            CParser.__init__(self, text)
            _Resolver.__init__(self)

else:  # pragma: no cover - exercised by a test that hides libyaml
    from yaml.composer import Composer
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class _Loader(_Resolver, Reader, Scanner, Parser, Composer):  # type: ignore[no-redef]
        """PyYAML's own parser with our resolver, for a wheel without libyaml."""

        def __init__(self, text: str) -> None:
            Reader.__init__(self, text)
            Scanner.__init__(self)
            Parser.__init__(self)
            Composer.__init__(self)
            _Resolver.__init__(self)


def compose(text: str) -> yaml.Node:
    """The node at the top of a text; raises Stop where there is none or it can't be read."""
    loader = None
    try:
        loader = _Loader(text)
        root = loader.get_single_node()
    except yaml.YAMLError as error:
        raise _syntax(text, error) from None
    finally:
        if loader is not None and hasattr(loader, "dispose"):
            loader.dispose()
    if root is None:
        raise Stop("Y112", 0)
    return root


def tag(node: yaml.Node) -> str:
    """A node's tag as a file writes it."""
    return node.tag.replace("tag:yaml.org,2002:", "!!")


def _syntax(text: str, error: yaml.YAMLError) -> Stop:
    """What the parser says, with the place where a reader would look for it."""
    said = str(getattr(error, "problem", None) or error)
    context = str(getattr(error, "context", None) or "")
    mark = getattr(error, "problem_mark", None)
    opened = getattr(error, "context_mark", None)
    both = f"{said} / {context}"
    code = next((code for words, code in _SYNTAX if words in both), "Y102")
    if code == "Y115" and mark is not None and (torn := _unquoted(text, mark.index)) is not None:
        return torn
    if opened is not None and (code in _NOTICED_LATE or said in _NOTICED_LATE):
        mark = opened
    index = mark.index if mark is not None else 0
    if said == _TOO_DEEP:
        return _too_deep(text, index)
    line_start = text.rfind("\n", 0, index) + 1
    margin = text[line_start:index]
    if code in ("Y102", "Y118", "Y119") and "\t" in margin + text[index : index + 1]:
        return Stop("Y104", line_start + (margin + "\t").index("\t"))
    if code in _MARGIN_CODES and (cause := _likely_cause(text, index)) is not None:
        return cause
    if code in _MARGIN_CODES and (sign := _first_sign(text, line_start, index)) is not None:
        return sign
    character = text[index : index + 1].strip()
    return Stop(code, index, reason=said, character=character)


def _unquoted(text: str, index: int) -> Stop | None:
    """Text between braces that has a bracket at an index, if there is such text."""
    torn = _BRACKETED.match(text, index)
    if torn is None:
        return None
    line = text.rfind("\n", 0, index) + 1
    start = max([line, *(found.end() for found in _BETWEEN.finditer(text, line, index))])
    whole = text[start : torn.end()].rstrip()
    plain = start < index and not re.search(r"[\]}\"']", text[start:index])
    return Stop("Y211", start, text=whole) if plain else None


def _too_deep(text: str, index: int) -> Stop:
    """Where our resolver would have stopped, had the parser let it come so far."""
    try:
        compose(text[:index])
    except Stop as stop:
        if stop.code == "Y106":
            return stop
    return Stop("Y106", index, limit=str(MAX_DEPTH))


def _likely_cause(text: str, index: int) -> Stop | None:
    """What a slip in this line or the one before does, if it is there: a parser notices later."""
    end = text.find("\n", index) if "\n" in text[index:] else len(text)
    before = text.rfind("\n", 0, max(0, text.rfind("\n", 0, index)))
    here = before + 1
    for match in _OTHER_SPACE.finditer(text, here, end):
        return Stop("Y123", match.start("space"), character=f"U+{ord(match['space']):04X}")
    for match in _NO_SPACE.finditer(text, here, end):
        return Stop("Y122", match.start("colon"))
    return None


def _first_sign(text: str, line_start: int, index: int) -> Stop | None:
    """What the first character of the value in this line does, if the parser stopped behind it."""
    match = _VALUE.match(text, line_start)
    if match is None or match.start("sign") > index:
        return None
    sign, start = match["sign"], match.start("sign")
    if not text[line_start:start].strip():
        return None
    if sign == "-" and match["key"]:
        return Stop("Y209", start)
    if sign in "\"'":
        end = text.find(sign, start + 1, index)
        other = "'" if sign == '"' else '"'
        return None if end < 0 else Stop("Y208", start, character=sign, other=other)
    if sign in "{[" and {"{": "}", "[": "]"}[sign] not in text[start:index]:
        return None
    return Stop("Y118", start, character=sign) if sign in _SIGNS else None


_OTHER_READINGS: Final = (
    ("true-or-false", re.compile(r"(?i:yes|no|on|off|true|false)")),
    ("null", re.compile(r"~|(?i:null)")),
    ("date", re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:[Tt ].*)?")),
    ("time", re.compile(r"[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.\d*)?")),
    (
        "number",
        re.compile(
            r"[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[\da-fA-F_]+|\d[\d_]*|"
            r"(?:\d[\d_]*)?\.\d[\d_]*(?:[eE][-+]?\d+)?|\d[\d_]*\.?(?:[eE][-+]?\d+)?|"
            r"\.(?i:inf|nan))"
        ),
    ),
)


def other_reading(node: yaml.ScalarNode) -> str | None:
    """What other readers of YAML make of plain text that stays text here; None where they agree.

    The kinds are those of YAML 1.1, which most tools still read, and of the 1.2 core schema.
    """
    if node.tag != PLAIN or not node.value or node.value in ("null", "true", "false"):
        return None
    if JSON_NUMBER.fullmatch(node.value) and len(node.value) <= LONGEST_NUMBER:
        return None
    return next((kind for kind, form in _OTHER_READINGS if form.fullmatch(node.value)), None)


def unused_anchors(text: str) -> list[tuple[str, int]]:
    """Anchors that no alias refers to, with the index where each stands."""
    if "&" not in text:
        return []
    anchors: dict[str, int] = {}
    loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    for event in yaml.parse(text, loader):
        name = getattr(event, "anchor", None)
        if isinstance(event, yaml.AliasEvent):
            anchors.pop(name or "", None)
        elif name is not None and event.start_mark is not None:
            anchors[name] = event.start_mark.index
    return list(anchors.items())

"""YAML text to nodes, within limits; what the parser says is put into our codes.

libyaml's parser is used where PyYAML has it. It would follow nested brackets until the
interpreter's stack ends, so our resolver, which is called on the way down, counts the depth.
"""

import re
from functools import cache
from typing import Any, Final

import yaml
from yaml import MappingNode as MappingNode
from yaml import Node as Node
from yaml import ScalarNode as ScalarNode
from yaml import SequenceNode as SequenceNode

from smartscore.text import yaml_faults
from smartscore.text.problems import Code, Span, Wrong

MAX_DEPTH: Final = 64
MAX_VALUES: Final = 200_000

PLAIN, QUOTED, MAPPING, SEQUENCE = "plain", "quoted", "mapping", "sequence"
"""What stands in for the tag of a node that has none."""

JSON_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?P<fraction>\.[0-9]+)?")
LONGEST_NUMBER: Final = 40
"""Longer runs of digits are text: they would cost without saying anything."""

# What only faulty files need is compiled when it is needed: docs/performance.md.

_SYNTAX: Final = (
    ("expected ',' or", yaml_faults.BRACKET_NOT_CLOSED),
    ("escape character", yaml_faults.UNKNOWN_ESCAPE),
    ("hexdecimal", yaml_faults.UNKNOWN_ESCAPE),
    ("hexadecimal", yaml_faults.UNKNOWN_ESCAPE),
    ("found unexpected end of stream", yaml_faults.QUOTATION_MARK_NOT_CLOSED),
    ("mapping values are not allowed", yaml_faults.COLON_IN_VALUE),
    ("found character", yaml_faults.CHARACTER_STARTS_NO_TEXT),
    ("could not find expected ':'", yaml_faults.NEITHER_KEY_NOR_ITEM),
    ("did not find expected", yaml_faults.NEITHER_KEY_NOR_ITEM),
    ("expected <block end>", yaml_faults.NEITHER_KEY_NOR_ITEM),
    ("found undefined alias", yaml_faults.ALIAS_TO_NOTHING),
    ("found duplicate anchor", yaml_faults.ANCHOR_STANDS_TWICE),
    ("second occurrence", yaml_faults.ANCHOR_STANDS_TWICE),
    ("expected a single document", yaml_faults.SECOND_DOCUMENT),
)
_TOO_DEEP: Final = "exceeded maximum nesting depth"
"""What libyaml says, from PyYAML 6.0.4 on, of some nesting before our resolver has seen it."""

_MARGIN_CODES: Final = (
    yaml_faults.NOT_YAML,
    yaml_faults.COLON_IN_VALUE,
    yaml_faults.NEITHER_KEY_NOR_ITEM,
)
_VALUE: Final = r" *(?:- +)*(?P<key>[\w-]+: +)?(?:- +)*(?P<sign>[^\w\s])(?P<rest>[^\n]*)"
_SIGNS: Final = "{[*&!%@`|>?}],"
"""What text without quotation marks does not begin with."""

_OTHER_SPACE: Final = r"(?m)^[ ]*(?P<space>[\u00a0\u2000-\u200b\u202f\u205f\u3000])"
_NO_SPACE: Final = r"(?m)^ *(?:- +)?[a-z_]+(?P<colon>:)(?=[^\s/:])"
_BRACKETED: Final = r"(?<=[\w ])[\[{][^\[\]{},\n]*+[\]}][^\[\]{},\n]*+"
"""What makes a list of a part of text between braces."""

_BETWEEN: Final = r"(?:[,\[{]|: )\s*"

_NOTICED_LATE: Final = (yaml_faults.BRACKET_NOT_CLOSED, yaml_faults.QUOTATION_MARK_NOT_CLOSED)
_NOTICED_LATE_TOO: Final = "could not find expected ':'"


def stop(code: Code, index: int, **values: str) -> Wrong:
    """What keeps the reading from going on, at the index of the text where it was noticed."""
    return Wrong(code, Span(index, index + 1, named=False), **values)


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
            raise stop(
                yaml_faults.NESTED_TOO_DEEP,
                parent.start_mark.index if parent else 0,
                limit=str(MAX_DEPTH),
            )
        if self._nodes > MAX_VALUES:
            raise stop(
                yaml_faults.TOO_MANY_VALUES,
                parent.start_mark.index if parent else 0,
                limit=str(MAX_VALUES),
            )

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
    """The node at the top of a text; raises Wrong where there is none or it can't be read."""
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
        raise stop(yaml_faults.EMPTY_FILE, 0)
    return root


def tag(node: yaml.Node) -> str:
    """A node's tag as a file writes it."""
    return node.tag.replace("tag:yaml.org,2002:", "!!")


def _syntax(text: str, error: yaml.YAMLError) -> Wrong:
    """What the parser says, with the place where a reader would look for it."""
    said = str(getattr(error, "problem", None) or error)
    context = str(getattr(error, "context", None) or "")
    mark = getattr(error, "problem_mark", None)
    opened = getattr(error, "context_mark", None)
    both = f"{said} / {context}"
    code = next((code for words, code in _SYNTAX if words in both), yaml_faults.NOT_YAML)
    if (
        code == yaml_faults.BRACKET_NOT_CLOSED
        and mark is not None
        and (torn := _unquoted(text, mark.index)) is not None
    ):
        return torn
    if opened is not None and (code in _NOTICED_LATE or said == _NOTICED_LATE_TOO):
        mark = opened
    index = mark.index if mark is not None else 0
    if said == _TOO_DEEP:
        return _too_deep(text, index)
    line_start = text.rfind("\n", 0, index) + 1
    margin = text[line_start:index]
    if (
        code
        in (
            yaml_faults.NOT_YAML,
            yaml_faults.CHARACTER_STARTS_NO_TEXT,
            yaml_faults.NEITHER_KEY_NOR_ITEM,
        )
        and "\t" in margin + text[index : index + 1]
    ):
        return stop(yaml_faults.TAB, line_start + (margin + "\t").index("\t"))
    if code in _MARGIN_CODES and (cause := _likely_cause(text, index)) is not None:
        return cause
    if code in _MARGIN_CODES and (sign := _first_sign(text, line_start, index)) is not None:
        return sign
    character = text[index : index + 1].strip()
    return stop(code, index, reason=said, character=character)


def _unquoted(text: str, index: int) -> Wrong | None:
    """Text between braces that has a bracket at an index, if there is such text."""
    torn = re.compile(_BRACKETED).match(text, index)
    if torn is None:
        return None
    line = text.rfind("\n", 0, index) + 1
    start = max(
        [line, *(found.end() for found in re.compile(_BETWEEN).finditer(text, line, index))]
    )
    whole = text[start : torn.end()].rstrip()
    plain = start < index and not re.search(r"[\]}\"']", text[start:index])
    return stop(yaml_faults.BRACKETS_IN_TEXT_BETWEEN_BRACES, start, text=whole) if plain else None


def _too_deep(text: str, index: int) -> Wrong:
    """Where our resolver would have stopped, had the parser let it come so far."""
    try:
        compose(text[:index])
    except Wrong as wrong:
        if wrong.complaint.code == yaml_faults.NESTED_TOO_DEEP:
            return wrong
    return stop(yaml_faults.NESTED_TOO_DEEP, index, limit=str(MAX_DEPTH))


def _likely_cause(text: str, index: int) -> Wrong | None:
    """What a slip in this line or the one before does, if it is there: a parser notices later."""
    end = text.find("\n", index) if "\n" in text[index:] else len(text)
    before = text.rfind("\n", 0, max(0, text.rfind("\n", 0, index)))
    here = before + 1
    for match in re.compile(_OTHER_SPACE).finditer(text, here, end):
        return stop(
            yaml_faults.OTHER_KIND_OF_SPACE,
            match.start("space"),
            character=f"U+{ord(match['space']):04X}",
        )
    for match in re.compile(_NO_SPACE).finditer(text, here, end):
        return stop(yaml_faults.NO_SPACE_AFTER_COLON, match.start("colon"))
    return None


def _first_sign(text: str, line_start: int, index: int) -> Wrong | None:
    """What the first character of the value in this line does, if the parser stopped behind it."""
    match = re.compile(_VALUE).match(text, line_start)
    if match is None or match.start("sign") > index:
        return None
    sign, start = match["sign"], match.start("sign")
    if not text[line_start:start].strip():
        return None
    if sign == "-" and match["key"]:
        return stop(yaml_faults.ITEM_BESIDE_ITS_KEY, start)
    if sign in "\"'":
        end = text.find(sign, start + 1, index)
        other = "'" if sign == '"' else '"'
        return (
            None
            if end < 0
            else stop(yaml_faults.TEXT_BEHIND_A_QUOTATION_MARK, start, character=sign, other=other)
        )
    if sign in "{[" and {"{": "}", "[": "]"}[sign] not in text[start:index]:
        return None
    return (
        stop(yaml_faults.CHARACTER_STARTS_NO_TEXT, start, character=sign)
        if sign in _SIGNS
        else None
    )


_OTHER_READINGS: Final = (
    ("true-or-false", r"(?i:yes|no|on|off|true|false)"),
    ("null", r"~|(?i:null)"),
    (
        "date",
        (
            r"\d{4}-\d{1,2}-\d{1,2}(?:(?:[Tt]|[ \t]+)\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d*)?"
            r"(?:[ \t]*(?:Z|[-+]\d{1,2}(?::?\d{2})?))?)?"
        ),
    ),
    ("time", r"[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.\d*)?"),
    (
        "number",
        (
            r"[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[\da-fA-F_]+|\d[\d_]*|"
            r"(?:\d[\d_]*)?\.\d[\d_]*(?:[eE][-+]?\d+)?|\d[\d_]*\.?(?:[eE][-+]?\d+)?|"
            r"\.(?i:inf|nan))"
        ),
    ),
)


@cache
def _readings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(form)) for kind, form in _OTHER_READINGS)


def other_reading(node: yaml.ScalarNode) -> str | None:
    """What other readers of YAML make of plain text that stays text here; None where they agree.

    The kinds are those of YAML 1.1, which most tools still read, and of the 1.2 core schema.
    """
    if node.tag != PLAIN or not node.value or node.value in ("null", "true", "false"):
        return None
    if JSON_NUMBER.fullmatch(node.value) and len(node.value) <= LONGEST_NUMBER:
        return None
    return next((kind for kind, form in _readings() if form.fullmatch(node.value)), None)


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

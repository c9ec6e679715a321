"""Block-style YAML at a glance: keys, lists and short texts, for who can't wait for a real reader.

Nothing is judged, and nothing fails: what is written in another style, or is no YAML, is left out.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

Glance: TypeAlias = "dict[str, Glance] | list[Glance] | str"
"""A mapping, a list, or a text as it is written, without quotation marks."""

_LINE: Final = re.compile(
    r"(?P<indent> *)(?P<dash>-(?: +|$))?"
    r"(?:(?P<key>[\w./@-]+|\"[^\"]*\"|'[^']*') *:(?= |$) *)?(?P<value>.*)"
)
_FOLDED: Final = re.compile(r"[|>][-+0-9]*(?: +#.*)?$")
_COMMENT: Final = re.compile(r"(?:^| +)#.*$")
_FLOW: Final = re.compile(r"([\w./@-]+) *: +(\"[^\"]*\"|'[^']*'|[^,{}]+)")
_DEEPEST: Final = 40


class _Line(NamedTuple):
    column: int
    key: str | None
    """None where an element of a list begins."""

    value: str


def glance(text: str) -> dict[str, Glance]:
    """The mapping that a text holds, as far as it is seen at a glance.

    >>> glance("code: a\\nparts:\\n  - code: b\\n    title: {id: Dua, en: Two}\\n  - c@1\\n")
    {'code': 'a', 'parts': [{'code': 'b', 'title': {'id': 'Dua', 'en': 'Two'}}, 'c@1']}
    """
    lines = [*_lines(text), _Line(-1, None, "")]
    return _mapping(lines, 0, 0)[0]


def _lines(text: str) -> Iterator[_Line]:
    """The keys and the elements of lists, each with its column; blocks of text have no lines."""
    folded = -1
    for line in text.splitlines():
        found = _LINE.match(line)
        if found is None or not line.strip():
            continue
        column = len(found["indent"])
        if 0 <= folded < column or line.startswith("#", column):
            continue
        dash, key, value = found["dash"], found["key"], found["value"].strip()
        if is_folded := _FOLDED.match(value) is not None:
            value = "|"
        folded = column if is_folded else -1
        if dash is not None:
            yield _Line(column, None, value if key is None else "")
            column += len(dash)
        if key is not None:
            yield _Line(column, key.strip("\"'"), value)


def _mapping(lines: list[_Line], at: int, depth: int) -> tuple[dict[str, Glance], int]:
    """The mapping whose first key stands there, and where the lines go on behind it."""
    found: dict[str, Glance] = {}
    column = lines[at].column
    while lines[at].column == column and (key := lines[at].key) is not None:
        value, at = lines[at].value, at + 1
        below = lines[at]
        if _COMMENT.sub("", value) or depth > _DEEPEST:
            found[key] = _plain(value)
        elif below.key is None and below.column >= column:
            found[key], at = _list(lines, at, depth + 1)
        elif below.column > column:
            found[key], at = _mapping(lines, at, depth + 1)
        else:
            found[key] = ""
        at = _behind(lines, at, column)
    return found, at


def _list(lines: list[_Line], at: int, depth: int) -> tuple[list[Glance], int]:
    found: list[Glance] = []
    column = lines[at].column
    while lines[at].column == column >= 0 and lines[at].key is None:
        value, at = lines[at].value, at + 1
        if not value and lines[at].column > column and lines[at].key is not None:
            inside, at = _mapping(lines, at, depth + 1)
            found.append(inside)
        else:
            found.append(_plain(value))
        at = _behind(lines, at, column)
    return found, at


def _behind(lines: list[_Line], at: int, column: int) -> int:
    """Where lines are no longer deeper than a column."""
    while lines[at].column > column:
        at += 1
    return at


def _plain(value: str) -> Glance:
    """A value that stands on the line of its key: a text, or a small mapping or list in brackets.

    >>> _plain('"35.29"  # a code'), _plain("[a, b@2]"), _plain("Dua # two")
    ('35.29', ['a', 'b@2'], 'Dua')
    """
    if value.startswith("{"):
        return {key: each.strip().strip("\"'") for key, each in _FLOW.findall(value)}
    if value.startswith("["):
        inside = value[1:].partition("]")[0]
        return [each.strip().strip("\"'") for each in inside.split(",") if each.strip()]
    if value[:1] in ("'", '"'):
        return value[1:].partition(value[0])[0]
    return "" if value == "|" else _COMMENT.sub("", value)

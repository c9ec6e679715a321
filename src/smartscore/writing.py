"""Plain data to YAML text in the house's style: block style, folded sentences, 100 columns.

What is written reads back as the same data through `source.parse`, and other readers of YAML take
it for the same: text that they would guess at stands in quotation marks.
"""

import json
import math
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from smartscore.nodes import JSON_NUMBER, LONGEST_NUMBER, MAX_DEPTH

Scalar = str | int | float | bool | None
Data = dict[str, "Data"] | list["Data"] | Scalar

WIDTH: Final = 100
_LONGEST_KEY: Final = 120
"""Longer keys are marked as keys: YAML looks for the colon of others in the first 1024 characters
only."""

_BREAKS: Final = "\r\x85\u2028\u2029\ufeff"
"""What readers of YAML take for the end of a line, or drop; it is written as an escape."""

_PLAIN = re.compile(r"[^\W\d_](?:[^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]*[^\s:])?")
_FLOW_MARKS = re.compile(r"[,:\[\]{}]")
_GUESSED = re.compile(r"(?i:null|true|false|yes|no|on|off|y|n)")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DATED: Final = ("date",)
"""Keys whose value is a date, which is written without quotation marks."""

_ESCAPED = re.compile("[\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def text(data: dict[str, Data]) -> str:
    """A whole file, a blank line between its top-level keys.

    >>> print(text({"a": "x", "b": {"c": ["no", 2.0]}}), end="")
    a: x
    <BLANKLINE>
    b:
      c: ["no", 2.0]
    """
    if not data:
        return "{}\n"
    parts = (list(_entry(key, value, 0)) for key, value in data.items())
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def holds(data: Data, depth: int = 0) -> bool:
    """Whether a file can hold the data: its nesting, and every number without an exponent.

    >>> holds([1, 0.5]), holds(10**50), holds(float("inf"))
    (True, False, False)
    """
    if depth > MAX_DEPTH - 8:
        return False
    if isinstance(data, dict):
        return all(holds(value, depth + 1) for value in data.values())
    if isinstance(data, list):
        return all(holds(value, depth + 1) for value in data)
    if isinstance(data, bool) or not isinstance(data, int | float):
        return True
    return math.isfinite(data) and len(number(data)) <= LONGEST_NUMBER


def number(value: int | float) -> str:
    """A number as the format writes it: without an exponent, a decimal with its point.

    >>> number(3), number(3.0), number(1e-7), number(1e22)
    ('3', '3.0', '0.0000001', '10000000000000000000000.0')
    """
    if isinstance(value, int):
        return str(value)
    digits = f"{Decimal(repr(value)):f}"
    return digits if "." in digits else f"{digits}.0"


def _entry(key: str, value: Data, column: int) -> Iterator[str]:
    """A key with its value, from a column on."""
    margin = " " * column
    head = margin + _scalar(key)
    if len(key) > _LONGEST_KEY:
        yield f"{margin}? {_quoted(key)}"
        head = margin
    head += ":"
    if value is None:
        yield head
    elif isinstance(value, dict | list) and value and _flow(value) is None:
        yield head
        yield from _block(value, column + 2)
    elif isinstance(value, dict | list):
        yield from _filled(f"{head} ", _flow(value) or "{}", column + 2)
    else:
        dated = key in _DATED and isinstance(value, str) and _DATE.fullmatch(value)
        written = [str(value)] if dated else _value(value, column + 2, len(head) + 1)
        yield f"{head} {written[0]}"
        yield from written[1:]


def _block(value: Data, column: int) -> Iterator[str]:
    margin = " " * column
    if isinstance(value, dict) and value:
        for i, (key, inner) in enumerate(value.items()):
            if i and column == 2 and isinstance(inner, dict) and inner:
                yield ""  # between the groups of ratings
            yield from _entry(key, inner, column)
    elif isinstance(value, list) and value:
        for inner in value:
            lines = list(_item(inner, column + 2))
            yield f"{margin}- {lines[0][column + 2 :]}"
            yield from lines[1:]


def _item(value: Data, column: int) -> Iterator[str]:
    """An item of a list as lines that all begin at a column."""
    margin = " " * column
    if isinstance(value, dict | list):
        flow = _flow(value)
        if flow is None:
            yield from _block(value, column)
        else:
            yield from _filled(margin, flow, column + 1)
    else:
        first, *more = _value(value, column, column)
        yield margin + first
        yield from more


def _flow(value: Data) -> str | None:
    """A list of short values between brackets; None where it had better stand in a block."""
    if isinstance(value, dict):
        return None if value else "{}"
    if not isinstance(value, list):
        return None
    parts: list[str] = []
    for item in value:
        part = _flow(item) if isinstance(item, list | dict) else _flow_scalar(item)
        if part is None:
            return None
        parts.append(part)
    return f"[{', '.join(parts)}]"


def _flow_scalar(value: Scalar) -> str | None:
    if isinstance(value, str):
        short = len(value) <= 40 and "@" not in value and not set(value) & {"\n", *_BREAKS}
        if not short:
            return None
        return _quoted(value) if _FLOW_MARKS.search(value) else _scalar(value)
    return _plain(value)


def _filled(head: str, flow: str, column: int) -> Iterator[str]:
    """A list between brackets, broken after commas where it is longer than a line."""
    if len(head) + len(flow) <= WIDTH or '"' in flow:
        yield head + flow
        return
    line = head
    for i, part in enumerate(flow.split(", ")):
        piece = part if i == 0 else f" {part}"
        if i and len(line) + len(piece) + 2 > WIDTH:
            yield f"{line},"
            line = " " * column + part
        else:
            line += piece if i == 0 else f",{piece}"
    yield line


def _value(value: Scalar, column: int, used: int) -> list[str]:
    """A scalar as lines; those after the first stand from a column on."""
    if not isinstance(value, str):
        return [_plain(value)]
    written = _scalar(value)
    if "\n" in value:
        return _literal(value, column) or [_quoted(value)]
    if used + len(written) > WIDTH:
        return _folded(value, column) or [written]
    return [written]


def _plain(value: Scalar) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return number(value) if isinstance(value, int | float) else "null"


def _scalar(value: str) -> str:
    """Text on one line, in quotation marks where it would not be that text without them."""
    plain = (
        _PLAIN.fullmatch(value)
        and not _GUESSED.fullmatch(value)
        and ": " not in value
        and " #" not in value
        and not JSON_NUMBER.fullmatch(value)
    )
    return value if plain else _quoted(value)


def _quoted(value: str) -> str:
    return _ESCAPED.sub(_escape, json.dumps(value, ensure_ascii=False))


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _literal(value: str, column: int) -> list[str] | None:
    """Text of several lines as it stands; None where its white space would not survive that."""
    lines = value.split("\n")
    last = lines.pop() if lines[-1] == "" else None
    ends = [line for line in lines if line and not line.strip()]
    if (
        ends
        or not lines
        or not lines[0]
        or lines[0][0].isspace()
        or not lines[-1]
        or set(value) & set(_BREAKS)
        or any(_ESCAPED.search(line) for line in lines)
    ):
        return None
    margin = " " * column
    return [
        "|" if last is not None else "|-",
        *(margin + line if line else "" for line in lines),
    ]


def _folded(value: str, column: int) -> list[str] | None:
    """A sentence over several lines; None where folding would change it."""
    if not value.strip() or value != value.strip() or _ESCAPED.search(value) or "\t" in value:
        return None
    if set(value) & set(_BREAKS):
        return None
    margin = " " * column
    lines: list[str] = []
    line = ""
    for word in re.split(r"(?<! ) (?! )", value):
        if line and column + len(line) + 1 + len(word) > WIDTH and not word[:1].isspace():
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [">-", *(margin + each for each in [*lines, line])]

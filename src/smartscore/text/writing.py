"""Plain data to YAML text in the house's style: block style, folded sentences, 100 columns.

What is written reads back as the same data through `source.parse`, and other readers of YAML take
it for the same: text that they would guess at stands in quotation marks.
"""

import math
import re
from typing import Any, Final

import yaml

from smartscore.text.nodes import LONGEST_NUMBER, MAX_DEPTH
from smartscore.text.notation import digits

Scalar = str | int | float | bool | None
Data = dict[str, "Data"] | list["Data"] | Scalar

WIDTH: Final = 100
_FOLD: Final = WIDTH - 20
"""Where lines are folded: after the word that passes it."""

_SHORT: Final = 72
"""Longer text is folded over lines of its own."""

_TAG: Final = "tag:yaml.org,2002:"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_ODD = re.compile("[\t\r\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]| \n|\n[ \n]|^[\\s]")
"""What would not survive a block of text: it is written in quotation marks, with escapes."""


def text(data: dict[str, Data]) -> str:
    """A whole file, a blank line between its top-level keys.

    >>> print(text({"a": "x", "b": {"c": ["no", 2.0]}}), end="")
    a: x
    <BLANKLINE>
    b:
      c: ['no', 2.0]
    """
    if not data:
        return "{}\n"
    return "\n".join(_dumped({key: _dated(key, value)}) for key, value in data.items())


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
    return math.isfinite(data) and len(digits(data)) <= LONGEST_NUMBER


class _Day(str):
    """A day, which stands without quotation marks."""

    __slots__ = ()


def _dated(key: str, value: Data) -> Data:
    """The value, a day where it is that of the assessment."""
    is_day = key == "date" and isinstance(value, str) and _DATE.fullmatch(value)
    return _Day(value) if is_day else value


def _dumped(data: dict[str, Data]) -> str:
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_FOLD)


class _Dumper(yaml.SafeDumper):
    """Lists are indented, nothing is an alias, short lists stand on one line."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        """Indent lists too."""
        super().increase_indent(flow, False)  # noqa: FBT003

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        """Write out what stands twice."""
        return True


def _text(dumper: _Dumper, value: str) -> yaml.Node:
    style = None
    if _ODD.search(value):
        style = '"'
    elif "\n" in value:
        style = "|"
    elif len(value) > _SHORT:
        style = ">"
    return dumper.represent_scalar(f"{_TAG}str", value, style=style)


def _list(dumper: _Dumper, value: list[Data]) -> yaml.Node:
    return dumper.represent_sequence(f"{_TAG}seq", value, flow_style=_is_short(value))


def _is_short(value: Data) -> bool:
    """Whether a value fits into a list on one line."""
    if isinstance(value, list):
        return all(_is_short(item) for item in value)
    if isinstance(value, str):
        return len(value) <= _SHORT and not _ODD.search(value)
    return value is not None and not isinstance(value, dict)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)
_Dumper.add_representer(_Day, lambda d, v: d.represent_scalar(f"{_TAG}timestamp", str(v)))
_Dumper.add_representer(type(None), lambda d, _: d.represent_scalar(f"{_TAG}null", ""))
_Dumper.add_representer(float, lambda d, v: d.represent_scalar(f"{_TAG}float", digits(v)))

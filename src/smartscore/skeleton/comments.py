"""Texts as comments: wrapped, and kept from being anything but a comment."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from smartscore.read.modelines import MODELS, nearest, pointing_to
from smartscore.reports.safe import one_line
from smartscore.text import naming
from smartscore.text.source import STDIN

WIDTH: Final = 100

_DIRECTIVE = re.compile(r"(smartscore|yaml-language-server|\$schema)\s*[:=]", re.IGNORECASE)
_PLAIN = re.compile(r"[A-Za-z./][A-Za-z0-9@._/-]*(?: [A-Za-z0-9(.][A-Za-z0-9().,'@_/-]*)*")
_SPECIAL = re.compile(r"(?i:null|true|false|yes|no|on|off|y|n)|\.(?i:inf|nan)|\.?\d.*")
_BREAKS = re.compile(
    "[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufffe\uffff]"
)
"""What no editor shows as it is, or what turns a line around: written as an escape."""


def comment(text: str, column: int = 0, *, hang: str = "  ") -> list[str]:
    """Our own text as comment lines; those after the first hang in.

    >>> comment("one two", 2)
    ['  # one two']
    """
    margin = " " * column + "# "
    lead = text[: len(text) - len(text.lstrip())]
    room = WIDTH - len(margin) - len(lead) - len(hang)
    first, *rest = _wrapped(text.split(), room)
    return [(margin + lead + first).rstrip(), *(margin + lead + hang + line for line in rest)]


def quoted(text: str) -> str:
    """The text of a rubric as a comment may quote it: one line, and no directive to any program.

    >>> quoted("a" + chr(10) + "level: 3  # smartscore: ignore A201")
    'a level: 3 # smartscore - ignore A201'
    """
    return _DIRECTIVE.sub(r"\1 -", one_line(text))


def scalar(text: str) -> str:
    """Text as a YAML scalar that every reader takes for that text, in quotation marks if need be.

    >>> scalar("Kabupaten Sumenep"), scalar("no"), scalar("a: b")
    ('Kabupaten Sumenep', '"no"', '"a: b"')
    """
    if _PLAIN.fullmatch(text) and not _SPECIAL.fullmatch(text):
        return text
    return inline(text)


def inline(data: Any) -> str:
    """Data on one line as every reader of YAML takes it, in quotation marks and braces.

    >>> inline({"quote": "a: b", "shows": None})
    '{"quote": "a: b", "shows": null}'
    """
    return _BREAKS.sub(_escaped, json.dumps(data, ensure_ascii=False))


def schema_lines(file: str, kind: str, hint: str) -> list[str]:
    """The line that points editors to the nearest schema above a file, else how to have one."""
    path = None if file == STDIN else nearest(Path(file), MODELS[kind])
    if path is not None:
        return [pointing_to(path)]
    if file != STDIN and not naming.is_yaml(file):
        return []
    name = "FILE" if file == STDIN else naming.argument(Path(file).name)
    return [*comment(hint, hang=""), f"#   smartscore schema {kind} --for {name} --link"]


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _wrapped(words: list[str], room: int) -> list[str]:
    """Words in lines; one that is longer than a line is cut."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(words, room):
        if line and len(line) + 1 + len(piece) > room:
            lines.append(line)
            line = piece
        else:
            line = f"{line} {piece}" if line else piece
    return [*lines, line]


def _pieces(words: list[str], room: int) -> Iterator[str]:
    for word in words:
        for start in range(0, len(word), room):
            yield word[start : start + room]

"""The name of a file as a reader is shown it: on one line, and to be found again by it."""

import re

_ODD = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e0fff]|[^\\S ]|(?<= ) |^ | $"
)
NAMES = ("file", "folder", "target", "template")
"""Values of sentences that are names of files."""


def shown(name: str) -> str:
    r"""The name with every character escaped that is not seen as what it is.

    Those are control characters, turns of direction, unseen ones, blanks other than single spaces
    inside the name, and bytes that are no text in the encoding of the system.

    >>> print(shown("a" + chr(27) + "]0;t" + chr(10) + "::b" + chr(0x202E) + ".yaml"))
    a\x1b]0;t\n::b\u202e.yaml
    >>> print(shown(chr(0xDCE9) + "  x.yaml "))
    \xe9 \x20x.yaml\x20
    """
    return _ODD.sub(_escaped, name)


def _escaped(found: re.Match[str]) -> str:
    number = ord(found[0])
    if 0xDC80 <= number <= 0xDCFF:  # a byte that could not be decoded (PEP 383)
        return f"\\x{number - 0xDC00:02x}"
    named = {9: "\\t", 10: "\\n", 13: "\\r"}.get(number)
    if named:
        return named
    if number < 0x80:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"

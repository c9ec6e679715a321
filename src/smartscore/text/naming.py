"""The name of a file as a reader is shown it: on one line, and to be found again by it."""

import re
import shlex
from collections.abc import Collection, Sequence
from pathlib import PurePath

_ODD = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e0fff]|[^\\S ]|(?<= ) |^ | $"
)
_LONGEST = 60
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


def is_yaml(name: str) -> bool:
    """Whether a file is YAML by its name, and so may begin with a comment.

    >>> is_yaml("a.yml"), is_yaml("a.json")
    (True, False)
    """
    return name.lower().endswith((".yaml", ".yml"))


def argument(name: str) -> str:
    r"""The name as a command takes it: quoted for a shell where need be, and never an option.

    >>> print(argument("a.yaml"), argument("Kota Batu.yaml"), argument("-a.yaml"))
    a.yaml 'Kota Batu.yaml' ./-a.yaml
    >>> print(argument("it's" + chr(10) + ".yaml"))
    $'it\'s\n.yaml'
    """
    if name.startswith("-"):
        name = f"./{name}"
    if shown(name) == name:
        return shlex.quote(name)
    return "$'{}'".format(shown(name.replace("\\", r"\\").replace("'", r"\'")))


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


def codes(files: Sequence[str]) -> list[str]:
    """A code for each file, from its name; those that would be the same are numbered.

    >>> codes(["in/Dinas Kesehatan.xlsx", "bappeda.yaml", "out/bappeda.yaml", "-"])
    ['dinas-kesehatan', 'bappeda', 'bappeda-2', 'rater']
    """
    found: list[str] = []
    for file in files:
        stem = "" if file.startswith(("-", "<")) else PurePath(file).stem
        plain = "-".join(re.findall("[a-z0-9]+", stem.lower()))[:_LONGEST].strip("-")
        plain = plain if plain[:1].isalpha() else f"rater-{plain}".strip("-")
        found.append(fresh(plain, found))
    return found


def fresh(name: str, taken: Collection[str]) -> str:
    """The name, with a number behind it where it is taken.

    >>> fresh("a", []), fresh("a", ["a", "a-2"])
    ('a', 'a-3')
    """
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free

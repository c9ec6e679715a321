"""Whether a file is smartscore's, told by its first key, long before it is read as YAML.

A key of that name deeper in a file of others, such as a service or a job that is called so, says
nothing, and neither does one at the top that holds a mapping or a list.
"""

import re
from typing import Final

from smartscore.text.problems import closest

_KEY: Final = "smartscore"
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_LEAD: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:[ \t]*(?:#[^\n]*|---[ \t]*(?:#[^\n]*)?|%[^\n]*)?\r?\n)*"
)
_OPENED: Final = re.compile(rb"[ \t]*\{\s*")
_INDENT: Final = re.compile(rb"[ \t]*")
_FIRST: Final = re.compile(rb"[\"']?([\w-]+)[\"']?[ \t]*:(?=[\s,}\"']|$)")
_VALUE: Final = re.compile(
    rb"[ \t]*(?:[\"']?([^\s\"'#,{}\[\]&*!|>%@`-][^\s\"'#,}]*)|(?=[#\r\n,}]|$))"
)
_NEXT: Final = re.compile(rb"[^\n]*(?:\r?\n[ \t]*(?:#[^\n]*)?(?=\r?\n))*\r?\n([ \t]*)([^\s\"']*)")
_A_KIND: Final = re.compile(rb"(?:rubric|assessment|cases)/\d")
_LATER: Final = rb"(?m)^%s[\"']?smartscore[\"']?[ \t]*:[ \t]+[\"']?(\w+/\d[^\s\"'#,}]*)"


def is_ours(data: bytes) -> bool:
    """Whether a file begins with a `smartscore:` key, or has one beside its first that says a kind.

    >>> is_ours(b"smartscore: rubric/1"), is_ours(b"smartscor: rubric/1")
    (True, True)
    >>> is_ours(b"smartscore: {image: python}"), is_ours(b"data: {smartscore: rubric/1}")
    (False, False)
    """
    return _declared(data) is not None


def is_of(kind: str, data: bytes) -> bool:
    """Whether a file says that it is a `rubric`, an `assessment`, or has `cases`.

    >>> is_of("rubric", b"smartscore: rubric/1"), is_of("cases", b"smartscore: rubric/1")
    (True, False)
    """
    return (_declared(data) or b"").startswith(kind.encode())


def _declared(data: bytes) -> bytes | None:
    """What a file says that it is, which may be nothing; None for a file of others."""
    if data.startswith(_UTF_16):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    lead = _LEAD.match(data)
    at = lead.end() if lead else 0
    opened = _OPENED.match(data, at)
    start = opened or _INDENT.match(data, at)
    at = start.end() if start else at
    first = _FIRST.match(data, at)
    if first is None:
        return None
    indent = data[data.rfind(b"\n", 0, at) + 1 : at]
    value = _value(data, first.end(), indent)
    name = first[1].decode("utf-8", "replace")
    if name == _KEY:
        return value
    if value is not None and _A_KIND.match(value) and closest(name, (_KEY,)):
        return value
    if indent.strip(b" \t"):  # on the line of an opening brace
        return None
    later = re.search(_LATER % re.escape(indent), data)
    return later[1] if later else None


def _value(data: bytes, at: int, indent: bytes) -> bytes | None:
    """The text beside a key, or on the line below it; None for whatever is no text."""
    found = _VALUE.match(data, at)
    if found is None:
        return None
    if found[1]:
        return found[1]
    below = _NEXT.match(data, found.end())
    if below is None or len(below[1]) <= len(indent) or data[at:].lstrip()[:1] in b",}":
        return b""
    return below[2] if _A_KIND.match(below[2]) else None

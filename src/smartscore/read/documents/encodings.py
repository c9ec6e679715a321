"""Bytes as text: what a file says of its encoding, and UTF-8 where it says nothing."""

import codecs
import re
from typing import Final

from smartscore.read.documents.faults import Unfit

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, ""),
    (codecs.BOM_UTF32_BE, ""),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""How a file begins that says in which encoding of Unicode it is; the longer marks first."""

_LOOKED_AT: Final = 4096
_DECLARED: Final = re.compile(
    rb"<meta[^>]{0,400}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}(?P<meta>[\w:.-]{1,40})"
    rb"|^\s{0,99}<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"'](?P<xml>[\w:.-]{1,40})",
    re.IGNORECASE,
)

_AS_BROWSERS: Final = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "utf-16": "utf-8",
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
    "unicode": "utf-8",
    "macintosh": "mac-roman",
}
"""What browsers take a declared name for; a declaration that can be read is in no UTF-16."""

_KNOWN: Final = re.compile(
    "utf-?8|(?:windows-|cp|x-cp)125[0-8]|iso-?8859-(?:[2-9]|1[0-6])|cp1252|mac-roman|koi8-[ru]"
    "|gb2312|gbk|gb18030|big5|shift[-_]jis|euc-jp|euc-kr|iso-2022-jp|tis-620|windows-874"
)
"""Encodings of pages; the codecs that Python knows besides are none."""


def of_text(content: bytes) -> str:
    """The text of a file in UTF-8, or in UTF-16 that says so; raises Unfit for any other."""
    marked = _marked(content)
    if marked is not None:
        return marked
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise Unfit("encoding") from None


def of_html(content: bytes) -> str:
    """The text of a page in the encoding that it declares, else in UTF-8; raises Unfit."""
    marked = _marked(content)
    if marked is not None:
        return marked
    found = _DECLARED.search(content[:_LOOKED_AT])
    name = (found["meta"] or found["xml"]).decode("ascii").lower() if found else "utf-8"
    name = _AS_BROWSERS.get(name, name)
    if not _KNOWN.fullmatch(name):
        raise Unfit("encoding")
    name = name.removeprefix("x-").replace("windows-", "cp")
    try:
        return content.decode(name)
    except UnicodeDecodeError:
        if name == "cp1252":  # five of its bytes have no character, which browsers do not mind
            return content.decode("cp1252", "replace").replace("\ufffd", " ")
        raise Unfit("encoding") from None


def _marked(content: bytes) -> str | None:
    """The text of a file that begins with a mark of its encoding."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            try:
                return content[len(mark) :].decode(name)
            except (UnicodeDecodeError, LookupError):
                raise Unfit("encoding") from None
    return None

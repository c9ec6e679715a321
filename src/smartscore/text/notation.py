"""Numbers in other notations than the one that YAML types, and how they are written there.

`2,5`, `1.234,5`, `+3`, `.5`, `007`, `1e3`, `1_000`, `60%`: all are text in a file. What they say
is worked out by their digits, never by way of a binary number, so that no digit is lost.
"""

import re
import unicodedata
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Final, NamedTuple

_LONGEST: Final = 40
_PLAIN: Final = re.compile(
    r"(?P<sign>[-+]?)(?P<whole>[0-9]*)(?:\.(?P<part>[0-9]*))?(?:[eE](?P<power>[-+]?[0-9]{1,2}))?"
)
_COMMA: Final = re.compile(r"(?P<sign>[-+]?)(?P<whole>[0-9]+),(?P<part>[0-9]+)")
_GROUPED: Final = (
    re.compile(r"(?P<whole>[-+]?[0-9]{1,3}(?:\.[0-9]{3})+),(?P<part>[0-9]+)"),
    re.compile(r"(?P<whole>[-+]?[0-9]{1,3}(?:,[0-9]{3})+)\.(?P<part>[0-9]+)"),
    re.compile(r"(?P<whole>[-+]?[0-9]{1,3}(?:\.[0-9]{3}){2,})(?P<part>)"),
    re.compile(r"(?P<whole>[-+]?[0-9]{1,3}(?:,[0-9]{3}){2,})(?P<part>)"),
    re.compile(r"(?P<whole>[-+]?[0-9]{1,3}(?:[ '’_][0-9]{3})+)(?:[.,](?P<part>[0-9]+))?"),
)
"""Thousands that are set apart, with decimals behind them or without."""


class Notation(NamedTuple):
    """What a text says as a number: as YAML writes it, and whether it can say nothing else.

    `other` is the second reading of a text that has two: `1,234`. `sure` is for mends: a decimal
    comma that nobody can take for anything else.
    """

    written: str
    other: str = ""
    sure: bool = False

    @property
    def whole(self) -> str:
        """The whole number that it is or can be; nothing where it has decimals."""
        whole, _, part = self.written.partition(".")
        return self.other or ("" if part.strip("0") else whole)


def read(text: str) -> Notation | None:
    """A text as a number in YAML's notation; None where it is none.

    >>> read("51,20")
    Notation(written='51.20', other='', sure=True)
    >>> read("1,234")
    Notation(written='1.234', other='1234', sure=False)
    >>> read("1.234,5").written, read(".50").written, read("+007").written, read("1e3").written
    ('1234.5', '0.50', '7', '1000')
    >>> read("12 July") is None
    True
    """
    text = keyed(text.strip())
    if not text or len(text) > _LONGEST:
        return None
    if match := _COMMA.fullmatch(text):
        written = _joined(match["sign"], match["whole"], match["part"])
        if len(match["part"]) == 3 and 1 <= len(match["whole"]) <= 3 and match["whole"][0] != "0":
            return Notation(written, _joined(match["sign"], match["whole"] + match["part"], ""))
        plain = match["whole"] == "0" or match["whole"][0] != "0"
        return Notation(written, sure=plain and match["sign"] != "+")
    for form in _GROUPED:
        if match := form.fullmatch(text):
            whole = re.sub("[^0-9+-]", "", match["whole"])
            sign = whole[:1] if whole[0] in "+-" else ""
            return Notation(_joined(sign, whole.lstrip("+-"), match["part"] or ""))
    match = _PLAIN.fullmatch(text.replace("_", ""))
    if match is None or not (match["whole"] or match["part"]):
        return None
    sign, whole, part = match["sign"], match["whole"], match["part"] or ""
    if match["power"]:
        moved = _moved(f"{whole or 0}.{part or 0}", int(match["power"]))
        whole, _, part = moved.partition(".")
        if len(whole) + len(part) > _LONGEST:
            return None
    return Notation(_joined(sign, whole, part))


def percentage(text: str) -> tuple[str, str] | None:
    """A percentage as the number before its sign and as a share of one; None where it is none.

    >>> percentage("60%"), percentage("12,5 %")
    (('60', '0.6'), ('12.5', '0.125'))
    """
    before = text.strip().removesuffix("%")
    found = read(before) if before != text.strip() else None
    if found is None or found.other:
        return None
    return found.written, _moved(found.written, -2)


def _moved(number: str, places: int) -> str:
    """A number with its point moved to the right, without zeros that say nothing."""
    with localcontext(prec=2 * _LONGEST):
        return f"{Decimal(number).scaleb(places).normalize():f}"


def keyed(text: str) -> str:
    """The same digits and signs as a keyboard has them.

    >>> keyed("٣/٤")
    '3/4'
    """
    kept = (str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    return re.sub("[\u2212\u2013]", "-", re.sub("[\u00a0\u202f\u2009]", " ", "".join(kept)))


def _joined(sign: str, whole: str, part: str) -> str:
    digits = whole.lstrip("0") or "0"
    return ("-" if sign == "-" else "") + digits + (f".{part}" if part else "")


def digits(value: int | float | Fraction) -> str:
    """A number as the format writes it: without an exponent, a decimal with its point.

    >>> digits(3), digits(3.0), digits(1e-7), digits(1e22)
    ('3', '3.0', '0.0000001', '10000000000000000000000.0')
    """
    if isinstance(value, int | Fraction):
        return str(value)
    found = f"{Decimal(repr(value)):f}"
    return found if "." in found else f"{found}.0"
